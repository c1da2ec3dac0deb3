//! The answer: which claims rest on named sources, and which on anonymous ones.

mod csv;
mod html;
mod json;
mod markdown;
mod text;
mod view;

use std::io::{self, Write};

pub use view::{Origin, Report, Row, Selection, Summary, report};
pub(crate) use view::{record_words, support_words};

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people, at a terminal.
    Text {
        /// How many columns a line may take.
        width: usize,
        /// Whether to use colours. Nothing is said by colour alone.
        color: bool,
    },
    /// For programs; the fields are fixed.
    Json,
    /// For a comment under a pull request.
    Markdown,
    /// For spreadsheets: a line a claim.
    Csv {
        /// Leave cells that look like formulas as they are.
        raw: bool,
    },
}

impl Report<'_> {
    /// Writes the report.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Text { width, color } => text::write(self, width, color, out),
            Format::Json => json::write(self, out),
            Format::Markdown => markdown::write(self, out),
            Format::Csv { raw } => csv::write(self, raw, out),
        }
    }
}
