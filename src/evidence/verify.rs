//! Opens every archived copy once, however many documents name it, and looks there for every quote from it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::facts::{Evidence, Quote, QuoteIndex, Snapshot, Unchecked};
use super::memory::{Key, Memory, Searched, SearchedPage};
use super::search::search;
use super::shared;
use super::stamps::{self, KeptStamp};
use crate::copies::{self, Archive, Copy, Identity, NotOpened, Opened};
use crate::graph::Graph;
use crate::index::{ClaimIndex, DocumentIndex, Idx, IndexVec};
use crate::load::Stamp;
use crate::model::{ArchivedFile, Capture, Corpus, Document, SnapshotPath};
use crate::quotes::{Outcome, Words};
use crate::text::{Files, Text};

/// Opens the archived copy of every document, and looks there for every quote from it.
///
/// Each copy is opened and read once, in parallel, and its text is dropped once its quotes were looked for. One that is
/// as `memory` knows it is not read at all. Uses the threads of the current rayon pool; the result does not depend on
/// their number.
pub(crate) fn verify(corpus: &Corpus, graph: &Graph, files: &Files, archive: &Archive, memory: &Memory) -> Evidence {
    let (mut quotes, wanted) = wanted(corpus, graph);
    let compared = compared(corpus, graph);
    let named = Named { corpus, files, archive, wanted: &wanted, compared: &compared, memory };
    let mut snapshots: IndexVec<DocumentIndex, _> =
        corpus.documents.iter().map(|document| named.without_copy(document)).collect();
    let mut texts: IndexVec<DocumentIndex, _> =
        corpus.documents.iter().map(|document| named.without_text(document)).collect();
    let mut words = IndexVec::<DocumentIndex, _>::filled(None, corpus.documents.len());
    let mut stamps = IndexVec::<DocumentIndex, _>::filled(Vec::new(), corpus.documents.len());
    let (mut differing, mut elsewhere, mut digests) = (BTreeMap::new(), BTreeSet::new(), Vec::new());
    let looked_into: Vec<_> = named.copies().par_iter().map(|copy| named.look(copy)).collect();
    memory.replace(looked_into.iter().filter_map(|(_, searched)| searched.clone()));
    let looked_for = looked_into.into_iter().flat_map(|(looked, _)| looked);
    for Looked { part, snapshot, sha256, results, has_text, words: own, stamps: kept, is_elsewhere } in looked_for {
        let document = part.document;
        let state = if part.is_text { &mut texts } else { &mut snapshots };
        state[document] = snapshot;
        digests.extend(sha256.map(|found| (document, found)));
        let other = sha256.filter(|_| snapshot == Snapshot::Differs);
        differing.extend(other.map(|found| ((document, part.is_text), found)));
        stamps[document].extend(kept);
        if named.is_searched(part) {
            words[document] = own;
        }
        elsewhere.extend(is_elsewhere.then_some(document));
        for (wanted, result) in named.wanted_in(part).iter().zip(results) {
            (quotes[wanted.nth].result, quotes[wanted.nth].has_text) = (result, has_text);
        }
    }
    for quote in quotes.iter_mut() {
        let is_open = |why: &Unchecked| *why == Unchecked::NoCopy(Snapshot::NotLookedFor);
        let has_text = corpus.documents[quote.document].text().path.is_some();
        let (copy, text) = (snapshots[quote.document], texts[quote.document]);
        match copy {
            // The text was made of another copy, as far as anybody can tell.
            Snapshot::Differs | Snapshot::Contradictory | Snapshot::Unheld if has_text => {
                quote.result = Err(Unchecked::NoCopy(copy));
            }
            _ if !quote.result.as_ref().is_err_and(is_open) => {}
            _ if has_text && !matches!(text, Snapshot::NotLookedFor | Snapshot::Proposed) => {
                quote.result = Err(Unchecked::NoMadeText(text));
            }
            _ => quote.result = Err(Unchecked::NoCopy(copy)),
        }
    }
    let mut shared = shared::documents(corpus, &digests);
    shared.extend(shared::shown(
        corpus,
        files,
        archive,
        quotes.iter().filter(|quote| !shared.contains(&quote.document)),
    ));
    Evidence { snapshots, texts, stamps, words, differing, elsewhere, shared, quotes }
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
    let most = graph.evidence_count();
    let (mut quotes, mut wanted) = (IndexVec::<QuoteIndex, _>::with_capacity(most), Vec::with_capacity(most));
    for (claim, record) in corpus.claims.entries() {
        for (item, (evidence, document)) in (0..).zip(record.evidence.iter().zip(graph.evidence(claim))) {
            let Some((quote, document)) = evidence.quote.as_ref().zip(*document) else { continue };
            // Until it was looked for.
            let result = Err(Unchecked::NoCopy(Snapshot::NotLookedFor));
            let nth = quotes.push(Quote { claim, document, item, result, has_text: true });
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
    wanted: &'a ByDocument<'a>,
    compared: &'a IndexVec<DocumentIndex, bool>,
    memory: &'a Memory,
}

/// A copy that a document names: the one that was archived, or the text that was made of it.
#[derive(Clone, Copy)]
struct Part {
    document: DocumentIndex,
    is_text: bool,
}

impl Part {
    fn of(self, corpus: &Corpus) -> &ArchivedFile {
        let document = &corpus.documents[self.document];
        if self.is_text { document.text() } else { document.copy() }
    }
}

/// Copies that are one file, those together that are the same page of it. The path of the first of them leads to it,
/// and its extension is that of all.
struct SameCopy {
    parts: Vec<Part>,
    /// Which file it is, or why it was not opened.
    found: Result<Identity, NotOpened>,
}

/// What came of a copy for one of its documents, and of each quote from it.
struct Looked {
    part: Part,
    snapshot: Snapshot,
    /// Its digest, if it was read.
    sha256: Option<[u8; 32]>,
    results: Vec<Result<Outcome, Unchecked>>,
    has_text: bool,
    /// The words of its text, if it is to be compared with others.
    words: Option<Words>,
    /// The timestamps beside it.
    stamps: Vec<KeptStamp>,
    is_elsewhere: bool,
}

impl<'a> Named<'a> {
    /// What is known of a document before anything is opened.
    fn without_copy(&self, document: &Document) -> Snapshot {
        if *document.copy() == ArchivedFile::NONE {
            Snapshot::NotGiven
        } else {
            // A digest without a path is that of a copy that somebody has kept to themselves.
            self.without_looking(document)
        }
    }

    /// The same of the text that was made of its copy.
    fn without_text(&self, document: &Document) -> Snapshot {
        if document.text().path.is_none() { Snapshot::NotGiven } else { self.without_looking(document) }
    }

    /// What a copy is if nothing is found where it should be.
    fn without_looking(&self, document: &Document) -> Snapshot {
        if !self.archive.opens_for(self.files.get(document.place.file).path().given()) {
            Snapshot::Proposed
        } else if self.archive.is_nowhere() {
            Snapshot::NotLookedFor
        } else {
            Snapshot::Missing
        }
    }

    /// Whether it is what the quotes of its document are looked for in.
    fn is_searched(&self, part: Part) -> bool {
        self.corpus.documents[part.document].text().path.is_some() == part.is_text
    }

    /// The quotes that are looked for in a copy.
    fn wanted_in(&self, part: Part) -> &[Wanted<'a>] {
        if self.is_searched(part) { self.wanted.of(part.document) } else { &[] }
    }

    fn path(&self, part: Part) -> Option<(&'a std::path::Path, &'a SnapshotPath)> {
        let path = part.of(self.corpus).path.as_ref()?;
        Some((self.files.get(path.place.file).path().given(), &path.value))
    }

    fn open(&self, part: Part) -> Result<Opened, NotOpened> {
        let (claim_file, snapshot) = self.path(part).ok_or(NotOpened::Missing)?;
        self.archive.open(claim_file, snapshot)
    }

    /// All of them, each once: by path first, then by what the system says that they are.
    fn copies(&self) -> Vec<SameCopy> {
        if self.archive.is_nowhere() {
            return Vec::new();
        }
        let mut by_path: HashMap<(PathBuf, PathBuf), usize> = HashMap::new();
        let mut paths: Vec<Vec<Part>> = Vec::new();
        let documents = (0..self.corpus.documents.len()).map(DocumentIndex::new);
        for part in documents.flat_map(|document| [false, true].map(|is_text| Part { document, is_text })) {
            let path = self.path(part).filter(|(claim_file, _)| self.archive.opens_for(claim_file));
            let Some((claim_file, snapshot)) = path else { continue };
            let key = (claim_file.with_file_name(snapshot.path()), snapshot.path().to_owned());
            let nth = *by_path.entry(key).or_insert(paths.len());
            if nth == paths.len() {
                paths.push(Vec::new());
            }
            paths[nth].push(part);
        }
        let found: Vec<_> = paths
            .par_iter()
            .map(|parts| self.open(parts[0]).map(|opened| (copies::identity(&opened), opened.is_elsewhere)))
            .collect();
        let mut by_identity: HashMap<(Identity, bool, Option<&str>), usize> = HashMap::new();
        let mut same: Vec<SameCopy> = Vec::new();
        for (parts, found) in paths.into_iter().zip(found) {
            let known = match found {
                Ok((identity @ Identity::Of(..), is_elsewhere)) => {
                    let extension = self.path(parts[0]).and_then(|(_, path)| copies::extension(path.path()));
                    *by_identity.entry((identity, is_elsewhere, extension)).or_insert(same.len())
                }
                _ => same.len(),
            };
            match same.get_mut(known) {
                Some(copy) => copy.parts.extend(parts),
                None => same.push(SameCopy { parts, found: found.map(|(identity, _)| identity) }),
            }
        }
        for copy in &mut same {
            copy.parts.sort_by_key(|&part| (self.capture(part), part.document));
        }
        same
    }

    /// Which page of a web archive a copy is.
    fn capture(&self, part: Part) -> Option<&'a Capture> {
        self.path(part).and_then(|(_, path)| path.capture())
    }

    /// Copies that are one file, those together that are the same page of it.
    fn pages<'c>(&self, copy: &'c SameCopy) -> impl Iterator<Item = &'c [Part]> {
        copy.parts.chunk_by(|&one, &other| self.capture(one) == self.capture(other))
    }

    /// Looks in a copy for the quotes of all its documents. Also returns what to remember of it.
    fn look(&self, copy: &SameCopy) -> (Vec<Looked>, Option<(Key, Arc<Searched>)>) {
        let none = |snapshot| {
            let of = |&part| Looked {
                part,
                snapshot,
                sha256: None,
                results: Vec::new(),
                has_text: true,
                words: None,
                stamps: Vec::new(),
                is_elsewhere: false,
            };
            (copy.parts.iter().map(of).collect(), None)
        };
        let opened = copy.found.and_then(|identity| {
            let opened = self.open(copy.parts[0])?;
            let is_same = copies::identity(&opened) == identity;
            if is_same { Ok(opened) } else { Err(NotOpened::Unreadable(copies::CHANGED)) }
        });
        let mut opened = match opened {
            Ok(opened) => opened,
            Err(NotOpened::Missing) => return none(Snapshot::Missing),
            Err(NotOpened::Refused) => return none(Snapshot::Refused),
            Err(NotOpened::Unreadable(why)) => return none(Snapshot::Unreadable(why)),
        };
        let key = self.key(copy, &opened);
        let searched = match key.as_ref().and_then(|key| self.remembered(key, copy, &opened)) {
            Some(searched) => searched,
            None => match self.search(copy, &mut opened) {
                Ok(searched) => Arc::new(searched),
                Err(why) => return none(Snapshot::Unreadable(why)),
            },
        };
        (self.looked(copy, &searched, opened.is_elsewhere), key.map(|key| (key, searched)))
    }

    /// By what a copy is known again, if the system says which file it is.
    fn key(&self, copy: &SameCopy, opened: &Opened) -> Option<Key> {
        let Ok(Identity::Of(..)) = copy.found else { return None };
        let stamp = Stamp::new(&opened.file.metadata().ok()?);
        Some(Key { stamp, extension: self.extension(copy).map(str::to_owned) })
    }

    /// What came of the same copy before, if the same was looked for.
    fn remembered(&self, key: &Key, copy: &SameCopy, opened: &Opened) -> Option<Arc<Searched>> {
        let known = self.memory.get(key)?;
        let is_same = |(parts, page): (&[Part], &SearchedPage)| {
            self.capture(parts[0]) == page.capture.as_ref()
                && page.is_compared == self.is_compared(parts)
                && self.quotes(parts, known.sha256, known.is_pointer, opened.is_elsewhere).eq(&page.quotes)
        };
        let is_known = self.pages(copy).count() == known.pages.len() && self.pages(copy).zip(&known.pages).all(is_same);
        is_known.then_some(known)
    }

    /// Reads a copy, and looks in it for the quotes of all documents whose copy it is.
    fn search(&self, copy: &SameCopy, opened: &mut Opened) -> Result<Searched, &'static str> {
        let is_searched = copy.parts.iter().any(|&part| !self.wanted_in(part).is_empty());
        let is_needed = is_searched || self.is_compared(&copy.parts) || copies::has_digests(self.extension(copy));
        let read = copies::read(&mut opened.file, is_needed)?;
        let Copy { sha256, is_pointer, .. } = read;
        let unread = |parts: &[Part]| SearchedPage {
            capture: self.capture(parts[0]).cloned(),
            quotes: self.quotes(parts, sha256, is_pointer, opened.is_elsewhere).cloned().collect(),
            results: Vec::new(),
            has_text: true,
            is_compared: self.is_compared(parts),
            words: None,
        };
        let mut pages: Vec<_> = self.pages(copy).map(unread).collect();
        let is_contradictory = search(&read, self.extension(copy), &mut pages);
        Ok(Searched { sha256, is_pointer, is_contradictory, pages })
    }

    /// What came of a copy, for each of its documents.
    fn looked(&self, copy: &SameCopy, searched: &Searched, is_elsewhere: bool) -> Vec<Looked> {
        let (mut looked, mut beside) = (Vec::new(), HashMap::<PathBuf, Vec<KeptStamp>>::new());
        let mut stamps = |(claim_file, path): (&std::path::Path, &SnapshotPath)| {
            let known = beside.entry(claim_file.with_file_name(path.path()));
            known.or_insert_with(|| stamps::beside(self.archive, claim_file, path, searched.sha256)).clone()
        };
        for (parts, page) in self.pages(copy).zip(&searched.pages) {
            let mut results = page.results.iter().cloned();
            looked.extend(parts.iter().map(|&part| {
                let snapshot = match self.held(part, searched.sha256, searched.is_pointer, is_elsewhere) {
                    held if held.is_held() && searched.is_contradictory => Snapshot::Contradictory,
                    snapshot => snapshot,
                };
                let count = if snapshot.is_held() { self.wanted_in(part).len() } else { 0 };
                let mut results: Vec<_> = results.by_ref().take(count).collect();
                if is_elsewhere {
                    results.iter_mut().flatten().for_each(Outcome::withhold);
                }
                let words = page.words.clone().filter(|_| self.compared[part.document] && snapshot.is_held());
                let stamped = self.path(part).filter(|_| snapshot.is_held() && !part.is_text && !is_elsewhere);
                let stamps = stamped.map(&mut stamps).unwrap_or_default();
                let sha256 = Some(searched.sha256);
                Looked { part, snapshot, sha256, results, has_text: page.has_text, words, stamps, is_elsewhere }
            }));
        }
        looked
    }

    /// The quotes to look for in a page: those of the documents whose copy it is.
    fn quotes(
        &self,
        parts: &[Part],
        sha256: [u8; 32],
        is_pointer: bool,
        is_elsewhere: bool,
    ) -> impl Iterator<Item = &'a Text> {
        let is_held = move |part| self.held(part, sha256, is_pointer, is_elsewhere).is_held();
        let held = parts.iter().copied().filter(move |&part| is_held(part));
        held.flat_map(|part| self.wanted_in(part)).map(|wanted| wanted.words)
    }

    /// Whether the text of a page is to be compared with others.
    fn is_compared(&self, parts: &[Part]) -> bool {
        parts.iter().any(|&part| self.compared[part.document] && self.is_searched(part))
    }

    fn extension(&self, copy: &SameCopy) -> Option<&'a str> {
        self.path(copy.parts[0]).and_then(|(_, path)| copies::extension(path.path()))
    }

    /// Whether a copy is the one that a document names.
    fn held(&self, part: Part, sha256: [u8; 32], is_pointer: bool, is_elsewhere: bool) -> Snapshot {
        let recorded = part.of(self.corpus);
        match recorded.sha256 {
            // Without the digest of a copy that is kept apart, nothing is revealed about it, not even that it exists.
            expected if is_elsewhere && expected != Some(sha256) => Snapshot::Missing,
            _ if is_pointer => Snapshot::Pointer,
            Some(expected) if expected != sha256 => Snapshot::Differs,
            Some(_) => Snapshot::Verified,
            None if recorded.has_unreadable_digest => Snapshot::Unheld,
            None => Snapshot::Unpinned,
        }
    }
}
