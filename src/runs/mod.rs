//! Fact-checking runs: what is to be done next, how things stood on a day, and what has changed between two days.
//!
//! `docs/runs.md` walks through a run and tells what is in each file.

mod diff;
mod manifest;
mod todo;

pub use diff::{Diff, diff};
pub use manifest::{Entry, Manifest, NoManifest, Summary};
pub use todo::{Item, Todo, todo};

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
