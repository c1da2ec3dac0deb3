//! The cells of a table, whatever file it is in.

/// A table has at most so many rows.
pub(super) const MAX_ROWS: usize = 1_000_000;
/// A table has at most so many columns.
pub(super) const MAX_COLUMNS: usize = 1_000;

/// A table.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// What it is called, in a workbook.
    pub(super) name: Option<String>,
    /// The rows with something in them, in order.
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug)]
pub(super) struct Row {
    /// Its number, from 1, with empty rows counted.
    pub(super) number: usize,
    /// Its cells, the first of which is in column A.
    pub(super) cells: Vec<Cell>,
}

/// What is in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    /// It would be computed, and nobody knows with which result.
    Formula,
    /// A spreadsheet could not compute it.
    Error,
}

impl Cell {
    /// The text in it, if it has one.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            _ => "",
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Formula | Self::Error => false,
        }
    }
}

impl Row {
    /// The cell in a column, which is counted from 1.
    pub(super) fn cell(&self, column: u32) -> &Cell {
        self.cells.get(column as usize - 1).unwrap_or(&Cell::Empty)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }
}

impl Sheet {
    /// How many columns the widest row has.
    pub(super) fn width(&self) -> u32 {
        self.rows
            .iter()
            .map(|row| row.cells.len())
            .max()
            .and_then(|width| u32::try_from(width).ok())
            .unwrap_or_default()
    }

    /// The row with this number.
    pub(super) fn row(&self, number: usize) -> Option<&Row> {
        self.rows.binary_search_by_key(&number, |row| row.number).ok().map(|at| &self.rows[at])
    }
}
