//! Tables: a row is a claim with its source and its document, and a map says which column is what.

mod cells;
mod columns;
mod delimited;
mod headings;
mod map;
mod propose;
mod rows;

use super::account::Account;
use super::view::View;
use super::{Input, NotImported};
use cells::Sheet;
use map::Map;

/// Reads tables into the view. Without a map it only proposes one, as the text of a file.
pub(super) fn read(
    inputs: &[Input],
    map: Option<&str>,
    view: &mut View,
    account: &mut Account,
) -> Result<Option<String>, NotImported> {
    let map = map.map(Map::read).transpose()?;
    for (nth, input) in inputs.iter().enumerate() {
        let file = u32::try_from(nth).unwrap_or(u32::MAX);
        let sheet = sheet(input, file, map.as_ref(), account).map_err(|why| NotImported::Input(nth, why))?;
        let Some(map) = &map else {
            return Ok(Some(propose::map(&sheet, &input.name)));
        };
        map.check(&sheet).map_err(|why| NotImported::Input(nth, why))?;
        rows::read(&sheet, file, map, view, account);
    }
    Ok(None)
}

fn sheet(input: &Input, file: u32, _map: Option<&Map>, account: &mut Account) -> Result<Sheet, String> {
    delimited::read(&input.bytes, file, account)
}
