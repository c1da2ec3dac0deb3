//! Tables: a row is a claim with its source and its document, and a map says which column is what.

mod cells;
mod columns;
pub(super) mod delimited;
mod headings;
mod map;
mod ods;
mod propose;
mod rows;
mod styles;
mod voices;
mod workbook;
mod xlsx;

use super::account::Account;
use super::view::View;
use super::{Input, NotImported};
pub(super) use cells::{Cell, Row, Sheet};
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
        let wanted = map.as_ref().and_then(|map| map.sheet.as_deref());
        let sheet = sheet_of(input, file, wanted, account).map_err(|why| NotImported::Input(nth, why))?;
        if sheet.rows.is_empty() {
            return Err(NotImported::Input(nth, "has no rows".to_owned()));
        }
        let Some(map) = &map else {
            return Ok(Some(propose::map(&sheet, &input.name)));
        };
        map.check(&sheet).map_err(|why| NotImported::Input(nth, why))?;
        rows::read(&sheet, file, map, view, account);
    }
    Ok(None)
}

/// The table in a file: the first sheet of a workbook or the one that is called so, or all of a text.
pub(super) fn sheet_of(input: &Input, file: u32, wanted: Option<&str>, account: &mut Account) -> Result<Sheet, String> {
    if workbook::is_one(&input.bytes) {
        return workbook::read(&input.bytes, file, wanted, account);
    }
    delimited::read(&input.bytes, file, account, delimited::of_spreadsheet)
}
