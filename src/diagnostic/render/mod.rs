//! Diagnostics as people and programs read them: one view, one file per format.

mod json;
mod text;

use std::io::{self, Write};

use super::{Diagnostic, Level};
use crate::text::Files;

/// What a check found, and over what.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'a> {
    /// The files that the findings stand in.
    pub files: &'a Files,
    /// The findings, in order of place.
    pub diagnostics: &'a [&'a Diagnostic],
    /// How many records were read.
    pub records: usize,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people, at a terminal or in a log.
    Text {
        /// Whether to use colours. Nothing is said by colour alone.
        color: bool,
    },
    /// For programs.
    Json,
}

impl Findings<'_> {
    /// How many findings there are of a level.
    pub fn count(&self, level: Level) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.rule.level == level).count()
    }

    /// Writes the findings and, at the end, how much was checked.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Text { color } => {
                text::write(self, color, out)?;
                text::summary(self, out)
            }
            Format::Json => json::write(self, out),
        }
    }

    /// Writes the findings alone, as text.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn write_list(&self, color: bool, out: &mut dyn Write) -> io::Result<()> {
        text::write(self, color, out)
    }
}
