//! The two tables of an export as CSV: `nodes.csv` and `edges.csv`, by whatever name.

use std::borrow::Cow;

use super::Item;
use crate::import::account::Account;
use crate::import::object::Json;
use crate::import::place::{Part, Place};
use crate::import::table::{Cell, Sheet, delimited};
use crate::import::{Input, NotImported};
use crate::text::escape::csv::unguarded;

/// What the columns that Gephi and neo4j-admin ask for are called in JSON. The others repeat them.
const NODE_NAMES: [(&str, &str); 2] = [("Id", "id"), ("Label", "label")];
const EDGE_NAMES: [(&str, &str); 3] = [("Id", "key"), ("Source", "source"), ("Target", "target")];
const REPEATED: [&str; 6] = [":ID", ":LABEL", ":START_ID", ":END_ID", ":TYPE", "Type"];

/// The nodes and the links of one export.
pub(super) fn read(inputs: &[(usize, &Input)], account: &mut Account) -> Result<(Vec<Item>, Vec<Item>), NotImported> {
    let (mut nodes, mut links) = (None, None);
    for &(nth, input) in inputs {
        let refuse = |why: &str| NotImported::Input(nth, why.to_owned());
        let file = u32::try_from(nth).unwrap_or(u32::MAX);
        let cell = |text: &str| Cell::Text(unguarded(text).into_owned());
        let sheet = delimited::read(&input.bytes, file, account, cell).map_err(|why| NotImported::Input(nth, why))?;
        let headings = sheet.rows.first().map(|row| row.cells.iter().map(Cell::text).collect::<Vec<_>>());
        let has = |name: &str| headings.as_ref().is_some_and(|headings| headings.contains(&name));
        let (list, names) = if has("Source") && has("Target") {
            (&mut links, &EDGE_NAMES[..])
        } else if has("Id") && has("Label") {
            (&mut nodes, &NODE_NAMES[..])
        } else {
            return Err(refuse("is neither of the two tables that `onrecord export --format csv --output` writes"));
        };
        if list.replace(items(&sheet, file, names)).is_some() {
            return Err(refuse("is a second table of the same kind; import one export at a time"));
        }
    }
    match (nodes, links) {
        (Some(nodes), Some(links)) => Ok((nodes, links)),
        (None, _) => Err(NotImported::Input(inputs[0].0, "has links and no nodes: pass nodes.csv, too".to_owned())),
        (_, None) => Err(NotImported::Input(inputs[0].0, "has nodes and no links: pass edges.csv, too".to_owned())),
    }
}

/// Rows as objects, under the names that JSON has for the columns.
fn items(sheet: &Sheet, file: u32, names: &[(&str, &str)]) -> Vec<Item> {
    let Some((headings, rows)) = sheet.rows.split_first() else { return Vec::new() };
    let name = |cell: &Cell| -> Cow<'_, str> {
        let heading = cell.text().to_owned();
        names.iter().find(|(column, _)| *column == heading).map_or(heading.into(), |(_, name)| (*name).into())
    };
    let keys: Vec<String> = headings.cells.iter().map(|cell| name(cell).into_owned()).collect();
    let object = |row: &crate::import::table::Row| {
        let cells = row.cells.iter().enumerate().map(|(nth, cell)| {
            let key = keys.get(nth).cloned().unwrap_or_else(|| format!("column {}", nth + 1));
            (key, Json::Text(cell.text().to_owned()))
        });
        let entries = cells.filter(|(key, _)| !REPEATED.contains(&key.as_str())).collect();
        (Place::part(file, Part::Row, row.number), Json::Object(entries))
    };
    rows.iter().map(object).collect()
}
