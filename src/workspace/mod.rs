//! One owner of a corpus: files are opened, set and removed here, and snapshots of what they say are taken.
//!
//! A [`Snapshot`] has everything that commands, rules and outputs read, so nothing of one corpus can be put beside
//! something of another.

mod answers;
mod files;
mod found;
mod graph_facts;
mod kept;
mod snapshot;
mod statements;
mod uses;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use crate::load::{Inputs, Progress};
pub(crate) use found::{Conditions, Found};
pub use snapshot::Snapshot;

use crate::evidence::Memory;
use crate::load::Loaded;
use files::FileSet;

/// The files of a corpus, kept as they were understood: what has not changed is not read again.
///
/// ```
/// use onrecord::Workspace;
///
/// let mut workspace = Workspace::of_texts([("sources.yaml", "sources:\n  fidan: {identity: named, name: Fidan}\n")]);
/// let before = workspace.snapshot();
///
/// // What an editor has open replaces what is on disk.
/// workspace.set("claims.yaml", "claims:\n  a: {statement: Troops leave., attributed_to: [fidan]}\n");
/// let after = workspace.snapshot();
///
/// // A snapshot never changes.
/// assert_eq!((before.corpus().claims.len(), after.corpus().claims.len()), (0, 1));
/// ```
///
/// `Workspace::open(&["claims".into()])` reads a folder, and [`refresh`](Self::refresh) looks at it again.
#[derive(Debug, Default)]
pub struct Workspace {
    files: FileSet,
    latest: Option<Snapshot>,
    /// Whether something has changed since.
    is_outdated: bool,
    /// Whether archived copies may have changed since.
    has_looked_again: bool,
    /// What was found in archived copies, by their stamps.
    copies: Arc<Memory>,
}

impl Workspace {
    /// Reads all claim files under some paths; a folder is walked, a file is read whatever its name.
    ///
    /// Uses the threads of the current rayon pool; the result does not depend on their number. Keeps the texts of all
    /// files, for excerpts: some six times their size in all.
    pub fn open(paths: &[PathBuf]) -> Self {
        Self::open_with(&Inputs { paths, configuration: None }, &|_| {})
    }

    /// [`open`](Self::open), with a configuration, reporting after each file how far reading has come. `progress` is
    /// called from several threads.
    pub fn open_with(inputs: &Inputs<'_>, progress: &(dyn Fn(Progress) + Sync)) -> Self {
        Self { files: FileSet::open(inputs, progress), ..Self::default() }
    }

    /// Claim files that are in memory, each with the path it is to be shown under. One that is called `onrecord.yaml`
    /// and nothing more is the configuration.
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
        self.is_outdated |= self.files.set(path.into(), text.into());
    }

    /// Takes a file out. One that is on disk comes back with the next [`refresh`](Self::refresh), as it is there.
    pub fn remove(&mut self, path: &Path) {
        self.is_outdated |= self.files.remove(path);
    }

    /// Looks again at what was opened: reads files that are new or have another time or size or are no longer the same
    /// files, and takes out those that are gone. Texts that were [`set`](Self::set) stay. Archived copies are looked at
    /// again in the same way.
    pub fn refresh(&mut self) {
        self.files.refresh(&|_| {});
        (self.is_outdated, self.has_looked_again) = (true, true);
    }

    /// What the files say now.
    pub fn snapshot(&mut self) -> Snapshot {
        if let Some(latest) = self.latest.as_ref().filter(|_| !self.is_outdated) {
            return latest.clone();
        }
        let (parsed, beside) = self.files.parts();
        let edited = self.latest.as_ref().and_then(|latest| latest.edited(&parsed, &beside, !self.has_looked_again));
        let snapshot = edited.unwrap_or_else(|| {
            Snapshot::new(Loaded::new(&parsed, &beside), self.files.folders(), None, Arc::clone(&self.copies))
        });
        (self.is_outdated, self.has_looked_again) = (false, false);
        self.latest.insert(snapshot).clone()
    }

    /// What the files would say with a text beside them, which is not kept. Its author may not choose which files are
    /// opened: no archived copy that it names is looked at.
    ///
    /// Nothing if there is a file with this path.
    pub fn propose(&mut self, path: impl Into<PathBuf>, text: impl Into<String>) -> Option<Snapshot> {
        let path = path.into();
        if self.files.has(&path) {
            return None;
        }
        self.files.set(path.clone(), text.into());
        let (parsed, beside) = self.files.parts();
        self.files.remove(&path);
        let (loaded, folders) = (Loaded::new(&parsed, &beside), self.files.folders());
        Some(Snapshot::new(loaded, folders, Some(path), Arc::clone(&self.copies)))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn only_copies_that_have_changed_are_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let text = |quote: &str| {
            format!(
                "documents:\n  d: {{title: D, snapshot: d.txt}}\n  e: {{title: E, snapshot: e.txt}}\nclaims:\n  \
                 a: {{statement: A., evidence: [{{document: d, quote: {quote}}}]}}\n  \
                 b: {{statement: B., evidence: [{{document: e, quote: in the other copy}}]}}\n"
            )
        };
        fs::write(at("a.yaml"), text("in one copy")).unwrap();
        fs::write(at("d.txt"), "It is in one copy.").unwrap();
        fs::write(at("e.txt"), "It is in the other copy.").unwrap();
        let mut workspace = Workspace::open(&[folder.path().to_owned()]);
        let mut addresses = |edit: &dyn Fn(&mut Workspace)| {
            edit(&mut workspace);
            workspace.snapshot().evidence(None);
            workspace.copies.addresses()
        };
        let first = addresses(&|_| {});
        assert_eq!(first.len(), 2);
        assert_eq!(addresses(&Workspace::refresh), first, "nothing has changed");
        // Another quote, and the copy that it is from.
        let quote = addresses(&|workspace| workspace.set(at("a.yaml"), text("another text")));
        assert_eq!(quote.intersection(&first).count(), 1);
        // Another copy of the same length.
        let copy = addresses(&|workspace| {
            fs::write(at("new.txt"), "It is in the other cope.").unwrap();
            fs::rename(at("new.txt"), at("e.txt")).unwrap();
            workspace.refresh();
        });
        assert_eq!(copy.intersection(&quote).count(), 1);
        assert_eq!(copy.len(), 2, "what was found in the old one is gone");
        // Texts that are to be compared with others are read for that.
        let compared = addresses(&|workspace| {
            workspace.set(at("a.yaml"), text("another text").replace("B.,", "B., corroborates: [a],"));
        });
        assert_eq!(compared.intersection(&copy).count(), 0);
    }
}
