//! What the files of a corpus say at one moment, and all that follows from it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::answers::Answers;
use crate::analysis::{Analysis, analyse};
use crate::copies::Archive;
use crate::diagnostic::Diagnostic;
use crate::digest::Digests;
use crate::evidence::{Evidence, verify};
use crate::graph::{self, Graph, Linked, NotFound, link};
use crate::load::Loaded;
use crate::model::{Configuration, Corpus, Date, Record};
use crate::reviews::Reviews;
use crate::text::Files;

/// A corpus as it was at one moment, with everything that is worked out of it. It never changes, and to clone it costs nothing.
///
/// What needs work is made when it is first asked for: a report does not wait for digests.
#[derive(Debug, Clone)]
pub struct Snapshot(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    loaded: Loaded,
    folders: Arc<[PathBuf]>,
    linked: OnceLock<Linked>,
    analysis: OnceLock<Analysis>,
    digests: OnceLock<Digests>,
    /// By the day on which they are to hold.
    reviews: Answers<Option<Date>, Reviews>,
    /// By the folder of copies that are not kept in the corpus.
    evidence: Answers<Option<PathBuf>, Evidence>,
}

impl Snapshot {
    pub(super) fn new(loaded: Loaded, folders: Arc<[PathBuf]>) -> Self {
        Self(Arc::new(Parts {
            loaded,
            folders,
            linked: OnceLock::new(),
            analysis: OnceLock::new(),
            digests: OnceLock::new(),
            reviews: Answers::default(),
            evidence: Answers::default(),
        }))
    }

    /// The files that were read, in order of path, the configuration last.
    pub fn files(&self) -> &Files {
        &self.0.loaded.files
    }

    /// How many claim files were read.
    pub fn claim_files(&self) -> usize {
        self.files().len() - usize::from(self.configuration().is_some())
    }

    /// The folders of the corpus: those that were given, and those of the claim files that were given. Nothing outside them is read.
    pub fn folders(&self) -> &[PathBuf] {
        &self.0.folders
    }

    /// What the newsroom asks of its claims, if there is a configuration.
    pub fn configuration(&self) -> Option<&Configuration> {
        self.0.loaded.configuration()
    }

    /// The records.
    pub fn corpus(&self) -> &Corpus {
        &self.0.loaded.corpus
    }

    /// The graph of all links that hold.
    pub fn graph(&self) -> &Graph {
        &self.linked().graph
    }

    /// What is known of the claims.
    pub fn analysis(&self) -> &Analysis {
        made(&self.0.analysis, || analyse(self.graph()))
    }

    /// The digests of records and grounds.
    pub fn digests(&self) -> &Digests {
        made(&self.0.digests, || Digests::new(self.corpus(), self.graph()))
    }

    /// How the reviews stand on a day. Where nobody knows the day, nothing expires.
    pub fn reviews(&self, today: Option<&Date>) -> &Reviews {
        self.0.reviews.get_or_make(today.cloned(), || {
            // Digests are only made where there are reviews to compare them with.
            let is_reviewed = !self.corpus().reviews.is_empty();
            if is_reviewed {
                Reviews::new(self.corpus(), self.graph(), self.digests(), today)
            } else {
                Reviews::default()
            }
        })
    }

    /// What came of looking at archived copies, and for quotes in them: in the folders of the corpus and, if they are not there, in
    /// another one.
    pub fn evidence(&self, elsewhere: Option<&Path>) -> &Evidence {
        self.0.evidence.get_or_make(elsewhere.map(Path::to_owned), || {
            verify(self.corpus(), self.graph(), self.files(), &Archive::new(self.folders(), elsewhere))
        })
    }

    /// What is wrong with the files and, after it, with the references, each in order of place.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.load_diagnostics().iter().map(|diagnostic| &**diagnostic).chain(&self.linked().diagnostics)
    }

    /// What is wrong with the files, in order of place.
    pub fn load_diagnostics(&self) -> &[Arc<Diagnostic>] {
        &self.0.loaded.diagnostics
    }

    /// Whether every file was read and every record was understood. Where not, what is missing may be what matters.
    pub fn is_understood(&self) -> bool {
        !self.load_diagnostics().iter().any(|diagnostic| diagnostic.rule.is_fixed)
    }

    /// The record with an id, if it is one of those that are `wanted`, as what `wanted` makes of it.
    ///
    /// # Errors
    /// When no such record has the id; the search for the id that was meant looks at some thousands.
    pub fn find<T>(&self, id: &str, wanted: impl Fn(Record) -> Option<T>) -> Result<T, NotFound<'_>> {
        graph::find(self.corpus(), id, wanted)
    }

    fn linked(&self) -> &Linked {
        made(&self.0.linked, || link(self.corpus()))
    }
}

/// What is kept, made if it is not there. It is made outside the lock: a thread that waits for parts of it may meanwhile be given work
/// that asks for the same.
fn made<T>(kept: &OnceLock<T>, make: impl FnOnce() -> T) -> &T {
    if let Some(there) = kept.get() {
        return there;
    }
    let new = make();
    kept.get_or_init(|| new)
}
