//! The cells of a table, whatever file it is in.

use crate::import::values::is_address;

/// A table has at most so many rows.
pub(in crate::import) const MAX_ROWS: usize = 1_000_000;
/// A table has at most so many columns.
pub(in crate::import) const MAX_COLUMNS: usize = 1_000;

/// A sheet of a workbook has at most so many cells with something in them.
const MAX_CELLS: usize = 2_000_000;

/// A table.
#[derive(Debug, Default)]
pub(in crate::import) struct Sheet {
    /// What it is called, in a workbook.
    pub(in crate::import) name: Option<String>,
    /// The rows with something in them, in order.
    pub(in crate::import) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug)]
pub(in crate::import) struct Row {
    /// Its number, from 1, with empty rows counted.
    pub(in crate::import) number: usize,
    /// Its cells, the first of which is in column A.
    pub(in crate::import) cells: Vec<Cell>,
    /// Whether the sheet does not show it.
    pub(in crate::import) is_hidden: bool,
}

/// What is in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) enum Cell {
    Empty,
    Text(String),
    /// A text, and the address that a click on it leads to.
    Linked(String, String),
    /// It would be computed, and nobody knows with which result.
    Formula,
    /// A spreadsheet could not compute it.
    Error,
    /// All of its words are struck out: somebody has withdrawn them.
    Struck,
}

impl Cell {
    /// A formula. `LibreOffice` writes a truth value as one that can have no other result, and a link is one, too.
    pub(super) fn of_formula(formula: &str) -> Self {
        let formula = formula.trim_start_matches("of:").trim_start_matches('=').trim();
        if let Some((address, text)) = hyperlink(formula) {
            return Self::Text(text.to_owned()).linked(address);
        }
        let truth = ["true", "false"].into_iter().find(|truth| formula.eq_ignore_ascii_case(&format!("{truth}()")));
        truth.map_or(Self::Formula, |truth| Self::Text(truth.to_owned()))
    }

    /// A text. One that begins with `=` is taken for a formula, whoever typed it: another spreadsheet would compute it.
    pub(super) fn of_text(text: String) -> Self {
        if text.len() > 1 && text.starts_with('=') { Self::Formula } else { Self::Text(text) }
    }

    /// The text in it, if it has one.
    pub(in crate::import) fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Linked(text, _) => text,
            _ => "",
        }
    }

    /// The address behind it, if there is one that its text does not show.
    pub(super) fn link(&self) -> Option<&str> {
        match self {
            Self::Linked(text, address) if !is_address(text) => Some(address),
            _ => None,
        }
    }

    /// A text with the address that is behind it.
    pub(super) fn linked(self, address: &str) -> Self {
        match self {
            Self::Text(text) if is_address(address) => Self::Linked(text, address.to_owned()),
            other => other,
        }
    }

    pub(in crate::import) fn is_empty(&self) -> bool {
        match self {
            Self::Empty | Self::Struck => true,
            Self::Text(text) | Self::Linked(text, _) => text.trim().is_empty(),
            Self::Formula | Self::Error => false,
        }
    }
}

impl Row {
    /// A row that is shown.
    pub(in crate::import) fn new(number: usize, cells: Vec<Cell>) -> Self {
        Self { number, cells, is_hidden: false }
    }

    /// Whether something in it is struck out.
    pub(in crate::import) fn has_struck(&self) -> bool {
        self.cells.contains(&Cell::Struck)
    }

    /// The cell in a column, which is counted from 1.
    pub(in crate::import) fn cell(&self, column: u32) -> &Cell {
        self.cells.get(column as usize - 1).unwrap_or(&Cell::Empty)
    }

    pub(in crate::import) fn is_empty(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }
}

impl Sheet {
    /// How many columns the widest row has.
    pub(in crate::import) fn width(&self) -> u32 {
        self.rows
            .iter()
            .map(|row| row.cells.len())
            .max()
            .and_then(|width| u32::try_from(width).ok())
            .unwrap_or_default()
    }

    /// Gives the value of a merged cell to all rows that it is in and that have something else. Rows and the column are
    /// counted from 0.
    pub(super) fn merge(&mut self, rows: std::ops::RangeInclusive<usize>, column: usize) {
        let first = self.rows.partition_point(|row| row.number < rows.start() + 1);
        let end = self.rows.partition_point(|row| row.number < rows.end() + 2);
        let Some((top, below)) = self.rows[first..end.max(first)].split_first_mut() else { return };
        let value = top.cells.get(column).filter(|_| top.number == rows.start() + 1);
        let Some(value) = value.filter(|value| **value != Cell::Empty) else { return };
        for row in below {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            row.cells[column] = value.clone();
        }
    }

    /// The row with this number.
    pub(in crate::import) fn row(&self, number: usize) -> Option<&Row> {
        self.rows.binary_search_by_key(&number, |row| row.number).ok().map(|at| &self.rows[at])
    }
}

/// Why a cell is beyond what is read, if it is. Both numbers are counted from 0.
pub(in crate::import) fn beyond(row: usize, column: usize, cells: usize) -> Result<(), String> {
    let number = row + 1;
    if row >= MAX_ROWS {
        return Err(format!("row {number}: more than {MAX_ROWS} rows"));
    }
    if column >= MAX_COLUMNS {
        return Err(format!("row {number}: more than {MAX_COLUMNS} columns"));
    }
    if cells >= MAX_CELLS {
        return Err(format!("row {number}: more than {MAX_CELLS} cells"));
    }
    Ok(())
}

/// The address and the text of a link that is written as a formula, if both are there as they are.
fn hyperlink(formula: &str) -> Option<(&str, &str)> {
    let name = "hyperlink(";
    let inside = formula.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name));
    let inside = inside.and_then(|_| formula[name.len()..].strip_suffix(')'))?.trim();
    let parts: Vec<_> = inside.strip_prefix('"')?.strip_suffix('"')?.split('"').collect();
    match parts[..] {
        [address] => Some((address, address)),
        [address, between, text] if matches!(between.trim(), "," | ";") => Some((address, text)),
        _ => None,
    }
}

/// A sheet of a workbook, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tab {
    pub(super) name: String,
    /// Whether the workbook does not show it.
    pub(super) is_hidden: bool,
}

/// The sheet to read: the first that is shown, or the one that is called so.
pub(super) fn chosen<'n>(tabs: &'n [Tab], wanted: Option<&str>) -> Result<&'n Tab, String> {
    match wanted {
        None if tabs.is_empty() => Err("has no sheet".to_owned()),
        None => {
            let shown = tabs.iter().find(|tab| !tab.is_hidden);
            shown.ok_or_else(|| "shows no sheet; name one as `sheet` in the map".to_owned())
        }
        Some(wanted) => tabs
            .iter()
            .find(|tab| tab.name == wanted)
            .ok_or_else(|| "has no sheet with the name that the map gives as `sheet`".to_owned()),
    }
}
