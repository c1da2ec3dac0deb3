//! What came of each archived copy, and of each quote that should be in it.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt;

use super::stamps::KeptStamp;
use crate::copies::CannotRead;
use crate::diagnostic::render::QuoteOutcome;
use crate::index::{ClaimIndex, DocumentIndex, Idx, IndexVec, indices};
use crate::model::{self, Corpus};
use crate::quotes::{Outcome, Words};
use crate::text::Span;

indices! {
    /// A quote, by its place among all quotes from documents that there are.
    pub QuoteIndex;
}

/// What is known of the archived copies of a corpus, and of the quotes that should be in them.
///
/// # Panics
/// What takes a number panics if it is not one of this corpus.
#[derive(Debug, Default)]
pub struct Evidence {
    /// For each document of the corpus, what came of opening its copy.
    pub snapshots: IndexVec<DocumentIndex, Snapshot>,
    /// For each document, what came of opening the text that was made of its copy.
    pub texts: IndexVec<DocumentIndex, Snapshot>,
    /// For each document, the timestamps beside its copy, if that is the one that was archived and is with the claims.
    pub stamps: IndexVec<DocumentIndex, Vec<KeptStamp>>,
    /// For each document that supports something together with others, the words of its copy.
    pub words: IndexVec<DocumentIndex, Option<Words>>,
    /// The digests of copies that differ from the record, by document; `true` for texts made of a copy.
    pub(super) differing: BTreeMap<(DocumentIndex, bool), [u8; 32]>,
    /// The documents whose copies are not beside the claim files.
    pub(super) elsewhere: BTreeSet<DocumentIndex>,
    /// The documents that are not confidential and have the same copy as one that is.
    pub(super) shared: BTreeSet<DocumentIndex>,
    /// Every quote from an existing document, in order of claim and, within a claim, in its order.
    pub quotes: IndexVec<QuoteIndex, Quote>,
}

impl Evidence {
    /// Whether the copy of a document is kept apart from the claim files: then nothing of it is shown.
    pub fn is_elsewhere(&self, document: DocumentIndex) -> bool {
        self.elsewhere.contains(&document)
    }

    /// Whether a document has the same copy as a confidential one: then nothing of it is shown.
    pub(crate) fn is_shared(&self, document: DocumentIndex) -> bool {
        self.shared.contains(&document)
    }

    /// The digest of a document's copy, or of the text that was made of it, if the record gives another.
    pub(crate) fn differing_digest(&self, document: DocumentIndex, is_text: bool) -> Option<[u8; 32]> {
        self.differing.get(&(document, is_text)).copied()
    }

    /// The numbers of the quotes of a claim.
    pub(crate) fn numbers_of(&self, claim: ClaimIndex) -> impl Iterator<Item = QuoteIndex> {
        let start = self.quotes.partition_point(|quote| quote.claim < claim);
        let count = self.quotes.values()[start..].partition_point(|quote| quote.claim == claim);
        (start..start + count).map(QuoteIndex::new)
    }

    /// The quotes of a claim from documents, in order.
    pub fn quotes_of(&self, claim: ClaimIndex) -> &[Quote] {
        let quotes = self.quotes.values();
        let start = quotes.partition_point(|quote| quote.claim < claim);
        let count = quotes[start..].partition_point(|quote| quote.claim == claim);
        &quotes[start..start + count]
    }
}

/// What came of opening an archived copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Snapshot {
    /// The record names none.
    NotGiven,
    /// Nobody has looked: the corpus was not read from files.
    NotLookedFor,
    /// It is not there.
    Missing,
    /// A Git LFS pointer is there in its place.
    Pointer,
    /// Nobody has looked: the record is only proposed, by somebody who may not choose which files are opened.
    Proposed,
    /// A link leads there, it is not a regular file, or it is a claim file. Nothing else is known of it.
    Refused,
    /// It could not be read, and why, in our words.
    Unreadable(&'static str),
    /// The record has no digest that it could differ from.
    Unpinned,
    /// The record has a digest that cannot be read, so nobody can tell whether it is the copy that was archived.
    Unheld,
    /// It has the digest that the record gives.
    Verified,
    /// The record gives another digest than it has.
    Differs,
    /// It is a web archive that differs from its own list of digests, whatever the record gives.
    Contradictory,
}

impl Snapshot {
    /// Whether a copy is there that may be the one that was archived.
    pub(super) const fn is_held(&self) -> bool {
        matches!(self, Self::Verified | Self::Unpinned)
    }
}

/// A quote that a claim has from a document.
#[derive(Debug, Clone)]
pub struct Quote {
    /// The claim.
    pub claim: ClaimIndex,
    /// The document.
    pub document: DocumentIndex,
    /// Which item of the claim's evidence it is in, counted from 0.
    pub item: u32,
    /// What came of looking for it.
    pub result: Result<Outcome, Unchecked>,
    /// Whether the copy shows any text at all.
    pub has_text: bool,
}

/// Why a quote could not be looked for. That says nothing about the quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unchecked {
    /// There is no copy to look in.
    NoCopy(Snapshot),
    /// There is no text that was made of the copy, though the record names one.
    NoMadeText(Snapshot),
    /// It takes more steps than its copy allows.
    TooCostly,
    /// The text of the copy cannot be known.
    NoText(CannotRead),
}

impl fmt::Display for Unchecked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl Error for Unchecked {}

impl Unchecked {
    /// The reason in words, to follow `cannot check this quote:`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NoText(why) => why.words(),
            Self::TooCostly => "too costly: the search takes more steps than the limit for this copy",
            Self::NoCopy(Snapshot::Missing) => "its archived copy is missing",
            Self::NoCopy(Snapshot::Pointer) => "its archived copy is a Git LFS pointer",
            Self::NoCopy(Snapshot::Proposed) => "copies that proposed records name are not opened",
            Self::NoCopy(Snapshot::Refused) => "the path of its archived copy is refused",
            Self::NoCopy(Snapshot::Unreadable(_)) => "its archived copy could not be read",
            Self::NoCopy(Snapshot::Differs) => "its archived copy does not match the recorded digest",
            Self::NoCopy(Snapshot::Contradictory) => {
                "its archived copy is damaged or does not match its own list of digests"
            }
            Self::NoCopy(Snapshot::Unheld) => "the recorded digest of its archived copy is invalid",
            Self::NoCopy(_) => "it has no archived copy",
            Self::NoMadeText(Snapshot::Missing) => "the text of its archived copy is missing",
            Self::NoMadeText(Snapshot::Differs) => "the text of its archived copy does not match the recorded digest",
            Self::NoMadeText(Snapshot::Unheld) => "the recorded digest of the text of its archived copy is invalid",
            Self::NoMadeText(_) => "the text of its archived copy could not be opened",
        }
    }
}

impl Quote {
    /// What the claim says of it, in the corpus that it is of.
    pub fn evidence<'c>(&self, corpus: &'c Corpus) -> &'c model::Evidence {
        &corpus.claims[self.claim].evidence[self.item as usize]
    }

    /// Where its words are.
    pub fn place(&self, corpus: &Corpus) -> Span {
        let evidence = self.evidence(corpus);
        evidence.quote.as_ref().map_or(evidence.document.span, |quote| quote.place)
    }

    /// The outcome, without the content of the copy.
    pub const fn outcome(&self) -> QuoteOutcome {
        match self.result {
            Ok(Outcome::Exact) => QuoteOutcome::Exact,
            Ok(Outcome::Typographic { .. }) => QuoteOutcome::Typographic,
            Ok(Outcome::Elided { .. }) => QuoteOutcome::Elided,
            Ok(Outcome::Altered(_)) => QuoteOutcome::Altered,
            Ok(Outcome::Absent) => QuoteOutcome::Absent,
            Err(_) => QuoteOutcome::Unchecked,
        }
    }
}
