//! What the files of a corpus say at one moment, and all that follows from it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::answers::{Answers, made};
use super::found::{Conditions, Found, moved, touches};
use super::graph_facts::GraphFacts;
use super::kept::Kept;
use super::statements::Statements;
use super::uses::UseIndex;
use crate::analysis::{Analysis, analyse};
use crate::copies::Archive;
use crate::diagnostic::faults::{CONFIGURATION_NOT_READ, LIMIT};
use crate::diagnostic::{Diagnostic, Finding, Place};
use crate::digest::Digests;
use crate::evidence::{ConfidentialCopies, Evidence, Memory, verify};
use crate::graph::{self, Graph, Linked, NotFound, link};
use crate::load::{Loaded, Numbered, Parsed};
use crate::model::{Configuration, Corpus, Date, Edits, FileNumbers, Record};
use crate::reviews::Reviews;
use crate::text::{FileId, FilePath, Files};

/// A corpus as it was at one moment, with everything that is worked out of it. It never changes, and to clone it costs
/// nothing.
///
/// ```
/// use onrecord::model::Record;
/// use onrecord::Workspace;
///
/// let text = "
/// sources:
///   caliber-az: {identity: named, name: Caliber.Az, kind: outlet}
///   us-official: {identity: anonymous, description: a US official}
/// claims:
///   agreement: {statement: There is an agreement., attributed_to: [us-official]}
///   relayed: {statement: Officials speak of one., attributed_to: [caliber-az], cites: [agreement]}
/// ";
/// let snapshot = Workspace::of_texts([("claims.yaml", text)]).snapshot();
///
/// let relayed = snapshot.find("relayed", Record::claim).map_err(|error| error.to_string())?;
/// let analysis = snapshot.analysis();
/// assert_eq!(analysis.basis(relayed).name(), "anonymous");
/// assert!(!analysis.on_the_record(relayed));
///
/// let origins = analysis.origins(relayed).iter().map(|&source| snapshot.corpus().sources[source].id.as_str());
/// assert!(origins.eq(["us-official"]));
/// # Ok::<(), String>(())
/// ```
///
/// What needs work is made on first use: a report does not wait for digests.
#[derive(Debug, Clone)]
pub struct Snapshot(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    loaded: Loaded,
    folders: Arc<[PathBuf]>,
    /// The file that is only proposed: what it names is not opened.
    proposed: Option<PathBuf>,
    links: OnceLock<Links>,
    analysis: OnceLock<Arc<Analysis>>,
    digests: OnceLock<Digests>,
    statements: OnceLock<Arc<Statements>>,
    uses: OnceLock<Arc<UseIndex>>,
    graph_facts: Arc<GraphFacts>,
    /// By the day on which they are to hold.
    reviews: Answers<Option<Date>, Reviews>,
    /// By the folder of copies that are not kept in the corpus.
    evidence: Answers<Option<PathBuf>, Arc<Evidence>>,
    confidential: OnceLock<ConfidentialCopies>,
    found: Answers<Conditions, Arc<Found>>,
    copies: Arc<Memory>,
    before: Before,
}

/// The links of a corpus: those that hold, and what is wrong with the others.
#[derive(Debug)]
struct Links {
    graph: Arc<Graph>,
    diagnostics: Vec<Arc<Diagnostic>>,
}

/// What was known before the last edits.
#[derive(Debug, Default)]
struct Before {
    statements: Option<Kept<Statements>>,
    evidence: Vec<(Option<PathBuf>, Kept<Evidence>)>,
    found: Vec<(Conditions, Kept<Found>)>,
}

impl Snapshot {
    pub(super) fn new(loaded: Loaded, folders: Arc<[PathBuf]>, proposed: Option<PathBuf>, copies: Arc<Memory>) -> Self {
        Self(Arc::new(Parts {
            loaded,
            folders,
            proposed,
            links: OnceLock::new(),
            analysis: OnceLock::new(),
            digests: OnceLock::new(),
            statements: OnceLock::new(),
            uses: OnceLock::new(),
            graph_facts: Arc::default(),
            reviews: Answers::default(),
            evidence: Answers::default(),
            confidential: OnceLock::new(),
            found: Answers::default(),
            copies,
            before: Before::default(),
        }))
    }

    /// The snapshot of the same files after edits of some. What follows from ids, links and dates alone is the same as
    /// before; nothing comes back where such things have changed.
    pub(super) fn edited(
        &self,
        files: &[(FileId, Arc<Parsed>)],
        beside: &[Arc<Diagnostic>],
        keeps_copies: bool,
    ) -> Option<Self> {
        let (loaded, edits) = self.0.loaded.edited(files, beside)?;
        let links = match self.0.links.get() {
            Some(links) => Some(links.edited(&edits)?),
            None => None,
        };
        let (now, edits) = (&*self.0, Arc::new(edits));
        let mut before = Before {
            statements: Kept::latest(now.statements.get(), now.before.statements.as_ref(), &edits),
            ..Before::default()
        };
        // What is in archived copies, and what was found there, holds until somebody looks again.
        if keeps_copies || now.loaded.corpus.documents.iter().all(|document| document.copy().path.is_none()) {
            before.evidence = Kept::answers(&now.evidence, &now.before.evidence, &edits);
            before.found = Kept::answers(&now.found, &now.before.found, &edits);
        }
        let mut edited = Parts {
            loaded,
            folders: Arc::clone(&now.folders),
            proposed: now.proposed.clone(),
            links: OnceLock::new(),
            analysis: now.analysis.clone(),
            digests: OnceLock::new(),
            statements: OnceLock::new(),
            uses: now.uses.clone(),
            graph_facts: Arc::clone(&now.graph_facts),
            reviews: Answers::default(),
            evidence: Answers::default(),
            confidential: OnceLock::new(),
            found: Answers::default(),
            copies: Arc::clone(&now.copies),
            before,
        };
        edited.links = links.map_or_else(OnceLock::new, OnceLock::from);
        Some(Self(Arc::new(edited)))
    }

    /// The files that were read, in order of path, the configuration last.
    pub fn files(&self) -> &Files {
        &self.0.loaded.files
    }

    /// How many claim files were read.
    pub fn claim_files(&self) -> usize {
        let unread: BTreeSet<&FilePath> =
            self.load_diagnostics().iter().filter_map(|found| self.unread(found)).collect();
        let all = self.files().len() - usize::from(self.configuration().is_some());
        if unread.is_empty() {
            return all;
        }
        all.saturating_sub(self.files().iter().filter(|file| unread.contains(file.path())).count())
    }

    /// The path of what was not read for claims.
    fn unread<'s>(&'s self, diagnostic: &'s Diagnostic) -> Option<&'s FilePath> {
        match &diagnostic.place {
            Place::Path(path) => Some(path),
            Place::Text(span) if diagnostic.rule == &CONFIGURATION_NOT_READ => Some(self.files().get(span.file).path()),
            Place::Text(_) => None,
        }
    }

    /// The folders of the corpus: those that were given, and those of the claim files that were given. Nothing outside
    /// them is read.
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
        &self.links().graph
    }

    /// What is known of the claims.
    pub fn analysis(&self) -> &Analysis {
        let analysis: &Arc<Analysis> = made(&self.0.analysis, || Arc::new(analyse(self.graph())));
        analysis
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

    /// What came of looking at archived copies, and for quotes in them: in the folders of the corpus and, if they are
    /// not there, in another one.
    pub fn evidence(&self, elsewhere: Option<&Path>) -> &Evidence {
        let elsewhere = elsewhere.map(Path::to_owned);
        let kept = self.0.before.evidence.iter().find(|(folder, _)| *folder == elsewhere).map(|(_, kept)| kept);
        self.0.evidence.get_or_make(elsewhere.clone(), || {
            if let Some(kept) = kept.filter(|kept| !kept.edits.copies) {
                Arc::clone(&kept.value)
            } else {
                let archive = self.archive(elsewhere.as_deref());
                Arc::new(verify(self.corpus(), self.graph(), self.files(), &archive, &self.0.copies))
            }
        })
    }

    /// What its confidential documents have, of which nothing open may be made. Reads their copies.
    pub fn confidential_copies(&self) -> &ConfidentialCopies {
        let read = || ConfidentialCopies::read(self.corpus(), self.files(), &self.archive(None));
        made(&self.0.confidential, read)
    }

    /// Where its archived copies are looked for: in the folders of the corpus and, if they are not there, in another
    /// one.
    pub(crate) fn archive(&self, elsewhere: Option<&Path>) -> Archive {
        let files = self.files().iter().map(|file| file.path().given());
        Archive::new(self.folders(), elsewhere).beside_files(files).closed_to(self.0.proposed.as_deref())
    }

    /// Which claims may say the same.
    pub(crate) fn statements(&self) -> &Statements {
        let statements: &Arc<Statements> = made(&self.0.statements, || match &self.0.before.statements {
            Some(kept) if !kept.edits.statements => Arc::clone(&kept.value),
            Some(kept) => Arc::new(kept.value.edited(self.corpus(), &self.numbers(&kept.edits).claims)),
            None => Arc::new(Statements::new(self.corpus())),
        });
        statements
    }

    /// Where each id is.
    pub(super) fn use_index(&self, make: impl FnOnce() -> UseIndex) -> &UseIndex {
        let index: &Arc<UseIndex> = made(&self.0.uses, || Arc::new(make()));
        index
    }

    /// What follows from the graph alone.
    pub(super) fn graph_facts(&self) -> &GraphFacts {
        &self.0.graph_facts
    }

    /// The files as they were understood, in order.
    pub(super) fn parsed(&self) -> &[Numbered] {
        &self.0.loaded.parsed
    }

    /// What rules find under some conditions: `find` may be given what was found before some edits.
    pub(crate) fn found(&self, conditions: Conditions, find: impl FnOnce(Option<(&Found, &Edits)>) -> Found) -> &Found {
        let kept = self.0.before.found.iter().find(|(other, _)| *other == conditions).map(|(_, kept)| kept);
        let kept = kept.map(|kept| (&*kept.value, &*kept.edits));
        self.0.found.get_or_make(conditions, || Arc::new(find(kept)))
    }

    /// The records in the files that were edited.
    pub(crate) fn numbers(&self, edits: &Edits) -> FileNumbers {
        let order = self.files().order();
        let files: BTreeSet<_> = edits.files().map(|file| order.rank(file)).collect();
        // By where they were read: what is withheld is elsewhere.
        self.0.loaded.merged.in_files(|file| files.contains(&file))
    }

    /// What is wrong with the files and, after it, with the references, each in order of place and at the level that
    /// its rule has by itself.
    pub fn faults(&self) -> impl Iterator<Item = Finding<'_>> {
        self.diagnostics().map(|fault| self.finding(fault))
    }

    /// What is wrong with the files, in order of place.
    pub fn load_faults(&self) -> impl ExactSizeIterator<Item = Finding<'_>> {
        self.load_diagnostics().iter().map(|fault| self.finding(fault))
    }

    fn finding<'s>(&'s self, fault: &'s Diagnostic) -> Finding<'s> {
        Finding::new(fault.rule.level, Cow::Borrowed(fault), self.files())
    }

    /// What is wrong with the files and, after it, with the references, each in order of place.
    pub(crate) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.load_diagnostics()
            .iter()
            .map(|diagnostic| &**diagnostic)
            .chain(self.links().diagnostics.iter().map(|diagnostic| &**diagnostic))
    }

    /// What is wrong with the files, in order of place.
    pub(crate) fn load_diagnostics(&self) -> &[Arc<Diagnostic>] {
        &self.0.loaded.diagnostics
    }

    /// Whether every file was read and every record was understood. Where not, what is missing may be what matters.
    pub fn is_understood(&self) -> bool {
        !self.load_diagnostics().iter().any(|diagnostic| diagnostic.rule.is_fixed)
    }

    /// The record with an id, if it is one of those that are `wanted`, as what `wanted` makes of it. An id may be
    /// shortened as long as it is the only one of these that begins so.
    ///
    /// # Errors
    /// When no such record has the id; the search for the id that was meant looks at some thousands.
    pub fn find<T>(&self, id: &str, wanted: impl Fn(Record) -> Option<T>) -> Result<T, NotFound<'_>> {
        graph::find(self.corpus(), id, wanted)
    }

    fn links(&self) -> &Links {
        made(&self.0.links, || {
            let Linked { graph, diagnostics } = link(self.corpus());
            Links { graph: Arc::new(graph), diagnostics: diagnostics.into_iter().map(Arc::new).collect() }
        })
    }
}

impl Links {
    /// The same links after edits of what is beside them. How many findings are listed depends on where they are.
    fn edited(&self, edits: &Edits) -> Option<Self> {
        if self.diagnostics.iter().any(|diagnostic| diagnostic.rule == &LIMIT) {
            return None;
        }
        let edited = |diagnostic: &Arc<Diagnostic>| {
            let is_touched = touches(diagnostic, edits);
            if is_touched { moved(diagnostic, edits).map(Arc::new) } else { Some(Arc::clone(diagnostic)) }
        };
        let diagnostics = self.diagnostics.iter().map(edited).collect::<Option<_>>()?;
        Some(Self { graph: Arc::clone(&self.graph), diagnostics })
    }
}
