//! Opens every archived copy once, however many documents name it, and looks there for every quote from it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::facts::{Evidence, Quote, QuoteIndex, Snapshot, Unchecked};
use crate::copies::{self, Archive, CannotRead, Copy, Identity, Kind, NotOpened, Opened, Shown};
use crate::graph::Graph;
use crate::index::{ClaimIndex, DocumentIndex, Idx, IndexVec};
use crate::model::{Corpus, Document, SnapshotPath};
use crate::quotes::{self, Outcome, Page, Words};
use crate::text::{Files, Text};

/// Opens the archived copy of every document, and looks there for every quote from it.
///
/// Each copy is opened and read once, in parallel, and its text is dropped once its quotes were looked for. Uses the
/// threads of the current rayon pool; the result does not depend on their number.
pub(crate) fn verify(corpus: &Corpus, graph: &Graph, files: &Files, archive: &Archive) -> Evidence {
    let (mut quotes, wanted) = wanted(corpus, graph);
    let named = Named { corpus, files, archive };
    let mut snapshots: IndexVec<DocumentIndex, _> =
        corpus.documents.iter().map(|document| named.without_copy(document)).collect();
    let compared = compared(corpus, graph);
    let mut words = IndexVec::<DocumentIndex, _>::filled(None, corpus.documents.len());
    let mut elsewhere = BTreeSet::new();
    let look = |copy| named.look(copy, &|document| wanted.of(document), &compared);
    let looked_for: Vec<_> = named.copies().par_iter().flat_map_iter(look).collect();
    for Looked { document, snapshot, results, has_text, words: own, is_elsewhere } in looked_for {
        snapshots[document] = snapshot;
        words[document] = own;
        elsewhere.extend(is_elsewhere.then_some(document));
        for (wanted, result) in wanted.of(document).iter().zip(results) {
            (quotes[wanted.nth].result, quotes[wanted.nth].has_text) = (result, has_text);
        }
    }
    for quote in quotes.iter_mut() {
        let is_open = |why: &Unchecked| *why == Unchecked::NoCopy(Snapshot::NotLookedFor);
        if quote.result.as_ref().is_err_and(is_open) {
            quote.result = Err(Unchecked::NoCopy(snapshots[quote.document]));
        }
    }
    Evidence { snapshots, words, elsewhere, quotes }
}

/// A quote that is to be looked for.
struct Wanted<'a> {
    document: DocumentIndex,
    claim: ClaimIndex,
    nth: QuoteIndex,
    words: &'a Text,
}

/// The documents whose texts are compared with others: those behind claims that support something together with others.
fn compared(corpus: &Corpus, graph: &Graph) -> IndexVec<DocumentIndex, bool> {
    let mut compared = IndexVec::filled(false, corpus.documents.len());
    for claim in graph.claims() {
        let is_linked = !graph.cited_by(claim).is_empty()
            || !graph.corroborates(claim).is_empty()
            || !graph.corroborated_by(claim).is_empty();
        if is_linked || graph.documents(claim).len() > 1 && graph.voices(claim).len() > 1 {
            graph.documents(claim).iter().for_each(|&document| compared[document] = true);
        }
    }
    compared
}

/// The quotes by document.
struct ByDocument<'a>(Vec<Wanted<'a>>);

impl<'a> ByDocument<'a> {
    fn of(&self, document: DocumentIndex) -> &[Wanted<'a>] {
        let start = self.0.partition_point(|wanted| wanted.document < document);
        let count = self.0[start..].partition_point(|wanted| wanted.document == document);
        &self.0[start..start + count]
    }
}

/// All quotes from documents that there are, in order of claim, and the same by document.
fn wanted<'a>(corpus: &'a Corpus, graph: &Graph) -> (IndexVec<QuoteIndex, Quote>, ByDocument<'a>) {
    let (mut quotes, mut wanted) = (IndexVec::<QuoteIndex, _>::default(), Vec::new());
    for (claim, record) in corpus.claims.entries() {
        for (item, document) in record.evidence.iter().zip(graph.evidence(claim)) {
            let Some((quote, document)) = item.quote.as_ref().zip(*document) else { continue };
            let about = [record.id.text(), corpus.documents[document].id.text()].map(Text::clone);
            // Until it was looked for.
            let result = Err(Unchecked::NoCopy(Snapshot::NotLookedFor));
            let nth = quotes.push(Quote { claim, document, place: quote.place, result, has_text: true, about });
            wanted.push(Wanted { document, claim, nth, words: &quote.value });
        }
    }
    wanted.sort_unstable_by_key(|wanted| (wanted.document, wanted.claim, wanted.nth));
    (quotes, ByDocument(wanted))
}

/// The copies that the documents of a corpus name.
struct Named<'a> {
    corpus: &'a Corpus,
    files: &'a Files,
    archive: &'a Archive,
}

/// Documents that name one file, in order. The path of the first of them leads to it, and its extension is that of all.
struct SameCopy {
    documents: Vec<DocumentIndex>,
    /// Which file it is, or why it was not opened.
    found: Result<Identity, NotOpened>,
}

/// What came of a copy for one of its documents, and of each quote from it.
struct Looked {
    document: DocumentIndex,
    snapshot: Snapshot,
    results: Vec<Result<Outcome, Unchecked>>,
    has_text: bool,
    /// The words of its text, if it is to be compared with others.
    words: Option<Words>,
    is_elsewhere: bool,
}

impl<'a> Named<'a> {
    /// What is known of a document before anything is opened.
    fn without_copy(&self, document: &Document) -> Snapshot {
        if document.snapshot.is_none() && document.sha256.is_none() && !document.has_unreadable_digest {
            Snapshot::NotGiven
        } else if self.archive.is_nowhere() {
            Snapshot::NotLookedFor
        } else {
            // A digest without a path is that of a copy that somebody has kept to themselves.
            Snapshot::Missing
        }
    }

    fn path(&self, document: DocumentIndex) -> Option<(&'a std::path::Path, &'a SnapshotPath)> {
        let path = self.corpus.documents[document].snapshot.as_ref()?;
        Some((self.files.get(path.place.file).path().given(), &path.value))
    }

    fn open(&self, document: DocumentIndex) -> Result<Opened, NotOpened> {
        let (claim_file, snapshot) = self.path(document).ok_or(NotOpened::Missing)?;
        self.archive.open(claim_file, snapshot)
    }

    /// All of them, each once: by path first, then by what the system says that they are.
    fn copies(&self) -> Vec<SameCopy> {
        if self.archive.is_nowhere() {
            return Vec::new();
        }
        let mut by_path: HashMap<(PathBuf, PathBuf), usize> = HashMap::new();
        let mut paths: Vec<Vec<DocumentIndex>> = Vec::new();
        for document in (0..self.corpus.documents.len()).map(DocumentIndex::new) {
            let Some((claim_file, snapshot)) = self.path(document) else { continue };
            let key = (claim_file.with_file_name(snapshot.path()), snapshot.path().to_owned());
            let nth = *by_path.entry(key).or_insert(paths.len());
            if nth == paths.len() {
                paths.push(Vec::new());
            }
            paths[nth].push(document);
        }
        let found: Vec<_> = paths
            .par_iter()
            .map(|documents| self.open(documents[0]).map(|opened| (copies::identity(&opened), opened.is_elsewhere)))
            .collect();
        let mut by_identity: HashMap<(Identity, bool, Option<&str>), usize> = HashMap::new();
        let mut same: Vec<SameCopy> = Vec::new();
        for (documents, found) in paths.into_iter().zip(found) {
            let known = match found {
                Ok((identity @ Identity::Of(..), is_elsewhere)) => {
                    let extension = self.path(documents[0]).and_then(|(_, path)| extension(path));
                    *by_identity.entry((identity, is_elsewhere, extension)).or_insert(same.len())
                }
                _ => same.len(),
            };
            match same.get_mut(known) {
                Some(copy) => copy.documents.extend(documents),
                None => same.push(SameCopy { documents, found: found.map(|(identity, _)| identity) }),
            }
        }
        same
    }

    /// Reads a copy, and looks in it for the quotes of all its documents.
    fn look<'w>(
        &self,
        copy: &SameCopy,
        wanted: &impl Fn(DocumentIndex) -> &'w [Wanted<'w>],
        compared: &IndexVec<DocumentIndex, bool>,
    ) -> Vec<Looked> {
        let none = |snapshot| {
            let of = |&document| Looked {
                document,
                snapshot,
                results: Vec::new(),
                has_text: true,
                words: None,
                is_elsewhere: false,
            };
            copy.documents.iter().map(of).collect()
        };
        let opened = copy.found.and_then(|identity| {
            let opened = self.open(copy.documents[0])?;
            let is_same = copies::identity(&opened) == identity;
            if is_same { Ok(opened) } else { Err(NotOpened::Unreadable(copies::CHANGED)) }
        });
        let mut opened = match opened {
            Ok(opened) => opened,
            Err(NotOpened::Missing) => return none(Snapshot::Missing),
            Err(NotOpened::Refused) => return none(Snapshot::Refused),
            Err(NotOpened::Unreadable(why)) => return none(Snapshot::Unreadable(why)),
        };
        let is_compared = copy.documents.iter().any(|&document| compared[document]);
        let is_searched = copy.documents.iter().any(|&document| !wanted(document).is_empty());
        let read = match copies::read(&mut opened.file, is_searched || is_compared) {
            Ok(read) => read,
            Err(why) => return none(Snapshot::Unreadable(why)),
        };
        let snapshots: Vec<_> = copy.documents.iter().map(|&document| self.held(document, &read, &opened)).collect();
        let is_held = |snapshot: &Snapshot| matches!(snapshot, Snapshot::Verified | Snapshot::Unpinned);
        let held = copy.documents.iter().zip(&snapshots).filter(|(_, snapshot)| is_held(snapshot));
        let words: Vec<_> = held.flat_map(|(&document, _)| wanted(document)).map(|wanted| wanted.words).collect();
        let extension = self.path(copy.documents[0]).and_then(|(_, path)| extension(path));
        let shown = shown(&read, extension, !words.is_empty() || is_compared);
        let own = shown.as_ref().and_then(|shown| shown.as_ref().ok()).map(|shown| shown.text.clone());
        let own = own.filter(|_| is_compared).map(Words::new);
        let (results, has_text) = search(shown, &words);
        let mut results = results.into_iter();
        let with_results = |(&document, snapshot): (&DocumentIndex, Snapshot)| {
            let count = if is_held(&snapshot) { wanted(document).len() } else { 0 };
            let mut results: Vec<_> = results.by_ref().take(count).collect();
            if opened.is_elsewhere {
                results.iter_mut().flatten().for_each(Outcome::withhold);
            }
            let words = own.clone().filter(|_| compared[document] && is_held(&snapshot));
            Looked { document, snapshot, results, has_text, words, is_elsewhere: opened.is_elsewhere }
        };
        copy.documents.iter().zip(snapshots).map(with_results).collect()
    }

    /// Whether a copy is the one that a document names.
    fn held(&self, document: DocumentIndex, read: &Copy, opened: &Opened) -> Snapshot {
        let document = &self.corpus.documents[document];
        match document.sha256 {
            // Without the digest of a copy that is kept apart, nothing is revealed about it, not even that it exists.
            expected if opened.is_elsewhere && expected != Some(read.sha256) => Snapshot::Missing,
            _ if read.is_pointer => Snapshot::Pointer,
            Some(sha256) if sha256 != read.sha256 => Snapshot::Differs(read.sha256),
            Some(_) => Snapshot::Verified,
            None if document.has_unreadable_digest => Snapshot::Unheld,
            None => Snapshot::Unpinned,
        }
    }
}

fn extension(path: &SnapshotPath) -> Option<&str> {
    path.path().extension().and_then(|extension| extension.to_str())
}

/// The text of a copy, if requested.
fn shown(copy: &Copy, extension: Option<&str>, is_wanted: bool) -> Option<Result<Shown, CannotRead>> {
    is_wanted.then(|| match &copy.bytes {
        Some(bytes) => copies::shown(bytes, Kind::of(bytes, extension)),
        None => Err(CannotRead::TooLarge),
    })
}

/// Looks for quotes in the text of a copy; what came of each, and whether it shows any text.
fn search(shown: Option<Result<Shown, CannotRead>>, words: &[&Text]) -> (Vec<Result<Outcome, Unchecked>>, bool) {
    let Some(shown) = shown.filter(|_| !words.is_empty()) else { return (Vec::new(), true) };
    match shown {
        Ok(Shown { text, is_guess }) => {
            let has_text = !text.is_empty();
            let found = quotes::find_all(&Page::new(text), words).into_iter();
            let sure = |found| match found {
                Err(_) => Err(Unchecked::TooCostly),
                Ok(Outcome::Altered(_) | Outcome::Absent) if is_guess => Err(Unchecked::NoText(CannotRead::Encoding)),
                Ok(found) => Ok(found),
            };
            (found.map(sure).collect(), has_text)
        }
        Err(why) => (words.iter().map(|_| Err(Unchecked::NoText(why))).collect(), true),
    }
}
