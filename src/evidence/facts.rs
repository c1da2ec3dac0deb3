//! What came of each archived copy, and of each quote that should be in it.

use rayon::prelude::*;

use crate::copies::{self, Archive, CannotRead, Copy, Kind, NotOpened};
use crate::diagnostic::render::QuoteOutcome;
use crate::graph::Graph;
use crate::index::{ClaimIndex, DocumentIndex, Idx, IndexVec, indices};
use crate::model::{Corpus, Document};
use crate::quotes::{self, Outcome, Page};
use crate::text::{Files, Span, Text};

indices! {
    /// A quote, by its place among all quotes from documents that there are.
    pub QuoteIndex;
}

/// What is known of the archived copies of a corpus, and of the quotes that should stand in them.
#[derive(Debug, Default)]
pub struct Evidence {
    /// For each document of the corpus, what came of opening its copy.
    pub snapshots: IndexVec<DocumentIndex, Snapshot>,
    /// Every quote from a document that there is, in order of claim and, within a claim, as they stand in it.
    pub quotes: IndexVec<QuoteIndex, Quote>,
}

impl Evidence {
    /// The quotes of a claim from documents, as they stand in it.
    pub fn quotes_of(&self, claim: ClaimIndex) -> &[Quote] {
        let quotes = self.quotes.values();
        let start = quotes.partition_point(|quote| quote.claim < claim);
        let count = quotes[start..].partition_point(|quote| quote.claim == claim);
        &quotes[start..start + count]
    }
}

/// What came of opening an archived copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Snapshot {
    /// The record names none.
    NotGiven,
    /// Nobody has looked: the corpus was not read from files.
    NotLookedFor,
    /// It is not there.
    Missing,
    /// A link leads there, or it is not a regular file. Nothing else is known of it.
    Refused,
    /// It could not be read, and why, in our words.
    Unreadable(&'static str),
    /// The record has no digest that it could differ from.
    Unpinned,
    /// The record has a digest that cannot be read, so nobody can tell whether it is the copy that was archived.
    Unheld,
    /// It has the digest that the record gives.
    Verified,
    /// It has this digest, and the record gives another.
    Differs([u8; 32]),
}

/// A quote that a claim has from a document.
#[derive(Debug, Clone)]
pub struct Quote {
    /// The claim.
    pub claim: ClaimIndex,
    /// The document.
    pub document: DocumentIndex,
    /// Where its words stand.
    pub place: Span,
    /// What came of looking for it.
    pub result: Result<Outcome, Unchecked>,
    /// The ids of the claim and of the document.
    pub about: [Text; 2],
}

/// Why a quote could not be looked for. That says nothing about the quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unchecked {
    /// There is no copy to look in.
    NoCopy(Snapshot),
    /// It takes more steps than its copy allows.
    TooCostly,
    /// The text of the copy cannot be known.
    NoText(CannotRead),
}

impl Unchecked {
    /// The reason in words, to follow `cannot check this quote:`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NoText(why) => why.words(),
            Self::TooCostly => "that takes more steps than its copy and its length allow",
            Self::NoCopy(Snapshot::Missing) => "its archived copy is not there",
            Self::NoCopy(Snapshot::Refused) => "the path of its archived copy is refused",
            Self::NoCopy(Snapshot::Unreadable(_)) => "its archived copy could not be read",
            Self::NoCopy(Snapshot::Differs(_)) => "its archived copy is not the one that was recorded",
            Self::NoCopy(Snapshot::Unheld) => "the digest that its archived copy is held to cannot be read",
            Self::NoCopy(_) => "it has no archived copy",
        }
    }
}

impl Quote {
    /// What came of looking for it, without what stands in the copy.
    pub const fn outcome(&self) -> QuoteOutcome {
        match self.result {
            Ok(Outcome::Exact) => QuoteOutcome::Exact,
            Ok(Outcome::Typographic) => QuoteOutcome::Typographic,
            Ok(Outcome::Elided { .. }) => QuoteOutcome::Elided,
            Ok(Outcome::Altered(_)) => QuoteOutcome::Altered,
            Ok(Outcome::Absent) => QuoteOutcome::Absent,
            Err(_) => QuoteOutcome::Unchecked,
        }
    }
}

/// A quote that is to be looked for.
struct Wanted<'a> {
    claim: ClaimIndex,
    document: DocumentIndex,
    nth: QuoteIndex,
    words: &'a Text,
}

/// Opens the archived copy of every document, and looks there for every quote from it.
///
/// Each copy is opened and read once, in parallel, and its text is dropped once its quotes were looked for. Uses the threads of the current
/// rayon pool; the result does not depend on their number.
pub fn verify(corpus: &Corpus, graph: &Graph, files: &Files, archive: &Archive) -> Evidence {
    let (mut quotes, mut wanted) = (IndexVec::<QuoteIndex, _>::default(), Vec::new());
    for (claim, record) in corpus.claims.entries() {
        for (item, document) in record.evidence.iter().zip(graph.evidence(claim)) {
            let Some((quote, document)) = item.quote.as_ref().zip(*document) else { continue };
            let about = [record.id.text(), corpus.documents[document].id.text()].map(Text::clone);
            // Until it was looked for.
            let result = Err(Unchecked::NoCopy(Snapshot::NotLookedFor));
            let nth = quotes.push(Quote { claim, document, place: quote.place, result, about });
            wanted.push(Wanted { claim, document, nth, words: &quote.value });
        }
    }
    wanted.sort_unstable_by_key(|wanted| (wanted.document, wanted.claim, wanted.nth));
    let of = |document: DocumentIndex| {
        let start = wanted.partition_point(|wanted| wanted.document < document);
        let count = wanted[start..].partition_point(|wanted| wanted.document == document);
        &wanted[start..start + count]
    };
    let looked_for: Vec<_> = (0..corpus.documents.len())
        .into_par_iter()
        .map(DocumentIndex::new)
        .map(|document| look(&corpus.documents[document], of(document), files, archive))
        .collect();
    let mut snapshots = IndexVec::<DocumentIndex, _>::default();
    for (snapshot, results) in looked_for {
        let document = snapshots.push(snapshot);
        for (wanted, result) in of(document).iter().zip(results) {
            quotes[wanted.nth].result = result;
        }
    }
    Evidence { snapshots, quotes }
}

/// What came of a copy, and of each quote from it.
type Looked = (Snapshot, Vec<Result<Outcome, Unchecked>>);

fn look(document: &Document, wanted: &[Wanted<'_>], files: &Files, archive: &Archive) -> Looked {
    let none = |snapshot| (snapshot, wanted.iter().map(|_| Err(Unchecked::NoCopy(snapshot))).collect());
    if document.snapshot.is_none() && document.sha256.is_none() && !document.has_unreadable_digest {
        return none(Snapshot::NotGiven);
    }
    if archive.is_nowhere() {
        return none(Snapshot::NotLookedFor);
    }
    // A digest without a path is that of a copy that somebody has kept to themselves.
    let Some(path) = &document.snapshot else { return none(Snapshot::Missing) };
    let mut opened = match archive.open(files.get(path.place.file).path().given(), &path.value) {
        Ok(opened) => opened,
        Err(NotOpened::Missing) => return none(Snapshot::Missing),
        Err(NotOpened::Refused) => return none(Snapshot::Refused),
        Err(NotOpened::Unreadable(why)) => return none(Snapshot::Unreadable(why)),
    };
    let copy = match copies::read(&mut opened.file, !wanted.is_empty()) {
        Ok(copy) => copy,
        Err(why) => return none(Snapshot::Unreadable(why)),
    };
    let snapshot = match document.sha256 {
        // Whoever cannot say what is in a copy that is kept from them learns nothing about it, not even that it is there.
        expected if opened.is_elsewhere && expected != Some(copy.sha256) => return none(Snapshot::Missing),
        Some(sha256) if sha256 != copy.sha256 => return none(Snapshot::Differs(copy.sha256)),
        Some(_) => Snapshot::Verified,
        None if document.has_unreadable_digest => return none(Snapshot::Unheld),
        None => Snapshot::Unpinned,
    };
    let extension = path.value.path().extension().and_then(|extension| extension.to_str());
    let mut results = search(copy, extension, wanted);
    if opened.is_elsewhere {
        results.iter_mut().flatten().for_each(Outcome::withhold);
    }
    (snapshot, results)
}

fn search(copy: Copy, extension: Option<&str>, wanted: &[Wanted<'_>]) -> Vec<Result<Outcome, Unchecked>> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let page = match copy.bytes {
        Some(bytes) => copies::text(&bytes, Kind::of(&bytes, extension)).map(Page::new),
        None => Err(CannotRead::TooLarge),
    };
    match page {
        Ok(page) => {
            let words: Vec<_> = wanted.iter().map(|wanted| wanted.words).collect();
            let found = quotes::find_all(&page, &words).into_iter();
            found.map(|found| found.map_err(|_| Unchecked::TooCostly)).collect()
        }
        Err(why) => wanted.iter().map(|_| Err(Unchecked::NoText(why))).collect(),
    }
}
