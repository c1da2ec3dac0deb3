//! One owner of a corpus: files are opened, set and removed here, and snapshots of what they say are taken.
//!
//! A [`Snapshot`] has everything that commands, rules and outputs read, so nothing of one corpus can be put beside something of another.

mod answers;
mod snapshot;

use std::collections::BTreeMap;
use std::path::PathBuf;

pub use crate::load::{Inputs, Progress};
pub use snapshot::Snapshot;

use crate::load;

/// The files of a corpus.
#[derive(Debug, Default)]
pub struct Workspace {
    texts: BTreeMap<PathBuf, String>,
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

    /// [`open`](Self::open), with a configuration, reporting after each file how far reading has come. `progress` is called from several
    /// threads.
    pub fn open_with(inputs: &Inputs<'_>, progress: &(dyn Fn(Progress) + Sync)) -> Self {
        let loaded = load::load(inputs, progress);
        Self { texts: BTreeMap::new(), latest: Some(Snapshot::new(loaded)) }
    }

    /// Claim files that are in memory, each with the path it is to be shown under. One that is called `onrecord.yaml` and nothing more is
    /// the configuration.
    pub fn of_texts<P: Into<PathBuf>, T: Into<String>>(texts: impl IntoIterator<Item = (P, T)>) -> Self {
        let texts = texts.into_iter().map(|(path, text)| (path.into(), text.into()));
        Self { texts: texts.collect(), latest: None }
    }

    /// What the files say now.
    pub fn snapshot(&mut self) -> Snapshot {
        let texts = &self.texts;
        self.latest.get_or_insert_with(|| Snapshot::new(load::load_texts(texts.clone()))).clone()
    }
}
