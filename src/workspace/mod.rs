//! One owner of a corpus: files are opened, set and removed here, and snapshots of what they say are taken.
//!
//! A [`Snapshot`] has everything that commands, rules and outputs read, so nothing of one corpus can be put beside something of
//! another.

mod answers;
mod files;
mod snapshot;

use std::path::{Path, PathBuf};

pub use crate::load::{Inputs, Progress};
pub use snapshot::Snapshot;

use files::FileSet;

/// The files of a corpus, kept as they were understood: what has not changed is not read again.
#[derive(Debug, Default)]
pub struct Workspace {
    files: FileSet,
    latest: Option<Snapshot>,
}

impl Workspace {
    /// Reads all claim files under some paths; a folder is walked, a file is read whatever its name.
    ///
    /// Uses the threads of the current rayon pool; the result does not depend on their number. Keeps the texts of all files, for
    /// excerpts: some six times their size in all.
    pub fn open(paths: &[PathBuf]) -> Self {
        Self::open_with(&Inputs { paths, configuration: None }, &|_| {})
    }

    /// [`open`](Self::open), with a configuration, reporting after each file how far reading has come. `progress` is called from
    /// several threads.
    pub fn open_with(inputs: &Inputs<'_>, progress: &(dyn Fn(Progress) + Sync)) -> Self {
        Self { files: FileSet::open(inputs, progress), latest: None }
    }

    /// Claim files that are in memory, each with the path it is to be shown under. One that is called `onrecord.yaml` and nothing
    /// more is the configuration.
    pub fn of_texts<P: Into<PathBuf>, T: Into<String>>(texts: impl IntoIterator<Item = (P, T)>) -> Self {
        let mut workspace = Self::default();
        for (path, text) in texts {
            workspace.set(path, text);
        }
        workspace
    }

    /// Gives a file another text, or adds a file, whatever is on disk: an editor has the last word on what it has open.
    ///
    /// A text called `onrecord.yaml` at the top of a folder of the corpus is its configuration.
    pub fn set(&mut self, path: impl Into<PathBuf>, text: impl Into<String>) {
        if self.files.set(path.into(), text.into()) {
            self.latest = None;
        }
    }

    /// Takes a file out. One that is on disk comes back with the next [`refresh`](Self::refresh), as it is there.
    pub fn remove(&mut self, path: &Path) {
        if self.files.remove(path) {
            self.latest = None;
        }
    }

    /// Looks again at what was opened: reads files that are new or have another time or size or are no longer the same files, and
    /// takes out those that are gone. Texts that were [`set`](Self::set) stay.
    pub fn refresh(&mut self) {
        self.files.refresh(&|_| {});
        self.latest = None;
    }

    /// What the files say now.
    pub fn snapshot(&mut self) -> Snapshot {
        self.latest.get_or_insert_with(|| Snapshot::new(self.files.load(), self.files.folders())).clone()
    }
}
