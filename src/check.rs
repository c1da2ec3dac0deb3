//! Validation: everything that is wrong with a corpus, in one list.

use crate::diagnostic::render::Findings;
use crate::diagnostic::{self, Diagnostic, Level};
use crate::graph::Linked;
use crate::load::Loaded;

/// What a check found.
#[derive(Debug)]
pub struct Checked<'a> {
    loaded: &'a Loaded,
    diagnostics: Vec<&'a Diagnostic>,
}

/// Puts the findings of loading and linking together.
pub fn check<'a>(loaded: &'a Loaded, linked: &'a Linked) -> Checked<'a> {
    let mut diagnostics: Vec<_> = loaded.diagnostics.iter().chain(&linked.diagnostics).collect();
    diagnostic::sort(&mut diagnostics);
    Checked { loaded, diagnostics }
}

impl Checked<'_> {
    /// The findings, for rendering.
    pub fn findings(&self) -> Findings<'_> {
        Findings {
            files: &self.loaded.files,
            diagnostics: &self.diagnostics,
            records: self.loaded.corpus.records().len(),
        }
    }

    /// Whether there is a finding of this level or a worse one.
    pub fn reaches(&self, level: Level) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.rule.level >= level)
    }
}
