//! The answer: which claims rest on named sources, and which on anonymous ones.

mod csv;
mod details;
mod html;
mod json;
mod markdown;
mod text;
mod view;

use std::io::{self, Write};

pub use details::{Carrier, Cited, Node, Reviewed, Standing};
pub use view::{Origin, Report, Row, Selection, Summary, report};
pub(crate) use view::{record_words, support_words};

use crate::analysis::Basis;

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
    /// For a browser and for paper: one file that asks for nothing else.
    Html,
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
            Format::Html => html::write(self, out),
        }
    }
}

/// What a basis means, in words.
fn meaning(basis: Basis) -> &'static str {
    match basis {
        Basis::Circular => "citations that lead in a circle, and to no source",
        Basis::Unsourced => "no chain leads to a source",
        Basis::Retracted => "every chain passes a retracted claim",
        Basis::Anonymous => "no source behind it is named",
        Basis::Mixed => "some sources behind it are named, some are not",
        Basis::Named => "every source behind it is named",
    }
}
