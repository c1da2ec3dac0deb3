//! Fact-checking runs: what is to be done next, how things stood on a day, and what has changed between two days.
//!
//! `docs/runs.md` walks through a run and tells what is in each file.

mod diff;
mod manifest;
mod todo;

pub use diff::{Diff, diff};
pub use manifest::{Entry, Manifest, NoManifest, Summary};
pub use todo::{Item, Todo, todo};

use crate::analysis::Analysis;
use crate::digest::Digests;
use crate::graph::Graph;
use crate::model::Corpus;
use crate::reviews::Reviews;

/// How a work list or a comparison is written.
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
}

/// All that is known of a corpus before a run.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'c> {
    /// Its records.
    pub corpus: &'c Corpus,
    /// Their links.
    pub graph: &'c Graph,
    /// On whom the claims rest.
    pub analysis: &'c Analysis,
    /// The digests of records and grounds.
    pub digests: &'c Digests,
    /// How the reviews stand.
    pub reviews: &'c Reviews,
}

/// A number of things, with the word for them.
fn count(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// How far down something is, in words.
fn links_down(links: u32) -> String {
    match links {
        0 => "the claim itself".to_owned(),
        1 => "1 link down".to_owned(),
        _ => format!("{links} links down"),
    }
}
