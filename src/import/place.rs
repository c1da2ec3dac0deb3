//! Where something is in the input, for people: `row 17, column C`, `item 3`, `footnote 4`.

use std::fmt;

/// A place in one of the files that are imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The number of the file, from 0, in the order in which they were passed.
    pub file: u32,
    /// Where in the file.
    pub at: At,
}

/// Where in a file. Everything is counted from 1, as people and spreadsheets do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum At {
    /// The file as a whole.
    File,
    /// A part that has a number: a row, an item, a footnote.
    Part(Part, u32),
    /// A cell of a table, by its row and the number of its column.
    Cell(u32, u32),
}

/// What has a number in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A row of a table.
    Row,
    /// A line of a text.
    Line,
    /// An item of a list, an entry of a bibliography.
    Item,
    /// A footnote of a text.
    Footnote,
    /// An endnote of a text.
    Endnote,
    /// A comment on a text.
    Comment,
}

impl Part {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Line => "line",
            Self::Item => "item",
            Self::Footnote => "footnote",
            Self::Endnote => "endnote",
            Self::Comment => "comment",
        }
    }
}

impl Place {
    /// All of a file.
    pub(super) fn of_file(file: u32) -> Self {
        Self { file, at: At::File }
    }

    /// A part of a file.
    pub(super) fn part(file: u32, part: Part, number: usize) -> Self {
        Self { file, at: At::Part(part, u32::try_from(number).unwrap_or(u32::MAX)) }
    }

    /// A cell in the row of this place.
    pub(super) fn cell(self, column: u32) -> Self {
        match self.at {
            At::Part(Part::Row, row) => Self { at: At::Cell(row, column), ..self },
            _ => self,
        }
    }
}

/// The place in words, without the file; nothing for a file as a whole.
impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::File => Ok(()),
            Self::Part(part, number) => write!(f, "{} {number}", part.name()),
            Self::Cell(row, column) => write!(f, "row {row}, column {}", letters(column)),
        }
    }
}

/// What spreadsheets call a column, which is counted from 1.
pub(super) fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or_default()));
        column /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_in_spreadsheets() {
        assert_eq!(
            [1, 3, 26, 27, 52, 53, 702, 703, 16_384].map(letters),
            ["A", "C", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]
        );
        let row = Place::part(0, Part::Row, 17);
        assert_eq!(row.at.to_string(), "row 17");
        assert_eq!(row.cell(3).at.to_string(), "row 17, column C");
    }
}
