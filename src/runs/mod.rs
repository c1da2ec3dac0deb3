//! Fact-checking runs: what to look at first, the state of every claim on a day, and what has changed between two days.
//! `docs/runs.md` walks through a run and describes each file.

pub(crate) mod diff;
pub(crate) mod manifest;
pub(crate) mod todo;

pub use diff::{Diff, Exposed, diff};
pub use manifest::{Entry, Manifest, NoManifest, Summary};
pub use todo::{Item, Todo, todo};

/// How far down something is, in words.
fn links_down(links: u32) -> String {
    match links {
        0 => "the claim itself".to_owned(),
        1 => "1 link down".to_owned(),
        _ => format!("{links} links down"),
    }
}
