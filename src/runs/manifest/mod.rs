//! A manifest: how things stood with every claim on a day, made from a corpus or read from a file.

pub(crate) mod read;
mod text;
mod write;

pub use read::NoManifest;

use crate::analysis::Basis;
use crate::digest::{Digest, Fields};
use crate::graph::Adjacency;
use crate::index::{ClaimIndex, Idx, IndexVec, SourceIndex, indices};
use crate::model::{Corpus, Date, Identity, Record};
use crate::reviews::State;
use crate::text::Text;
use crate::workspace::Snapshot;

indices! {
    /// A record of a manifest. Claims come first, then sources, then documents, each in order of id.
    pub(in crate::runs) RecordIndex;
}

/// Raised when a field changes its meaning or goes away.
const VERSION: u32 = 1;

/// The state of every claim on a day.
///
/// ```
/// use onrecord::model::Date;
/// use onrecord::runs::{Manifest, diff};
/// use onrecord::Workspace;
///
/// # let text = "
/// # sources:
/// #   caliber-az: {identity: named, name: Caliber.Az, kind: outlet}
/// #   us-official: {identity: anonymous, description: a US official}
/// # claims:
/// #   agreement: {statement: There is an agreement., attributed_to: [us-official]}
/// #   relayed: {statement: Officials speak of one., attributed_to: [caliber-az], cites: [agreement]}
/// # ";
/// let mut workspace = Workspace::of_texts([("claims.yaml", text)]);
/// let day: Date = "2026-01-31".parse()?;
/// let (before, _digest) = {
///     let mut bytes = Vec::new();
///     let digest = Manifest::new(&workspace.snapshot(), &day).write(&mut bytes)?;
///     (String::from_utf8(bytes)?, digest)
/// };
///
/// // Later: the manifest is read again, and compared with what the claim files say now.
/// workspace.set("claims.yaml", text.replace("identity: anonymous, description", "identity: named, name"));
/// let (old, snapshot) = (Manifest::read(&before.into())?, workspace.snapshot());
/// let new = Manifest::new(&snapshot, &"2026-02-28".parse()?);
/// let diff = diff(&old, &new);
/// assert!(!diff.is_nothing());
/// assert_eq!(diff.weaker(), 0, "no claim has weaker sourcing");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Manifest<'c> {
    date: Date,
    reviews: usize,
    records: IndexVec<RecordIndex, Named>,
    claims: IndexVec<ClaimIndex, ClaimFacts>,
    identities: IndexVec<SourceIndex, Identity>,
    /// The records that each claim rests on directly.
    rests_on: Adjacency<ClaimIndex, RecordIndex>,
    details: Details<'c>,
}

/// A record by its name and its number.
#[derive(Debug, Clone)]
struct Named {
    id: Text,
    digest: Digest,
}

#[derive(Debug)]
struct ClaimFacts {
    statement: Text,
    grounds: Digest,
    basis: Basis,
    independent_sources: u8,
    independent_named_sources: u8,
    review: State,
    verdict: Option<Text>,
}

/// Where the short digests of fields come from. They are made only for requested records: most have not changed.
#[derive(Debug)]
enum Details<'c> {
    Corpus(&'c Corpus),
    /// As they are written, one for each record.
    Read(IndexVec<RecordIndex, Text>),
}

/// How many of what a manifest has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// Its claims.
    pub claims: usize,
    /// The sources of the corpus.
    pub sources: usize,
    /// Its documents.
    pub documents: usize,
    /// Its reviews.
    pub reviews: usize,
    by_basis: [usize; Basis::ALL.len()],
    by_review: [usize; State::ALL.len()],
}

impl Summary {
    /// How many claims have this basis.
    pub fn of(&self, basis: Basis) -> usize {
        self.by_basis[basis as usize]
    }

    /// With how many claims reviews stand so.
    pub fn in_state(&self, state: State) -> usize {
        self.by_review[state as usize]
    }
}

impl<'c> Manifest<'c> {
    /// How things stand with a corpus on a day. Linear in records and links.
    pub fn new(snapshot: &'c Snapshot, date: &Date) -> Self {
        let (corpus, graph) = (snapshot.corpus(), snapshot.graph());
        let (analysis, (digests, reviews)) =
            rayon::join(|| snapshot.analysis(), || (snapshot.digests(), snapshot.reviews(Some(date))));
        let named = |(id, record): (&Text, Record)| Named { id: id.clone(), digest: digests.record(record) };
        let claims = corpus.claims.entries().map(|(at, claim)| (claim.id.text(), at.into()));
        let sources = corpus.sources.entries().map(|(at, source)| (source.id.text(), at.into()));
        let documents = corpus.documents.entries().map(|(at, document)| (document.id.text(), at.into()));
        let of_claim = |claim: ClaimIndex| ClaimFacts {
            statement: corpus.claims[claim].statement.clone(),
            grounds: digests.grounds(claim),
            basis: analysis.basis(claim),
            independent_sources: analysis.independent_sources(claim),
            independent_named_sources: analysis.independent_named_sources(claim),
            review: reviews.state(claim),
            verdict: reviews.verdict(corpus, claim).cloned(),
        };
        let (first_source, first_document) = (graph.claim_count(), graph.node_count());
        let from = |first: usize, at: usize| RecordIndex::new(first + at);
        let rests_on = Adjacency::from_lists(graph.claim_count(), |claim, beneath| {
            beneath.extend(graph.cites(claim).iter().map(|&claim| RecordIndex::from(claim)));
            beneath.extend(graph.corroborated_by(claim).iter().map(|&claim| RecordIndex::from(claim)));
            beneath.extend(graph.voices(claim).iter().map(|voice| from(first_source, voice.at())));
            beneath.extend(graph.documents(claim).iter().map(|document| from(first_document, document.at())));
        });
        Self {
            date: date.clone(),
            reviews: corpus.reviews.len(),
            records: claims.chain(sources).chain(documents).map(named).collect(),
            claims: graph.claims().map(of_claim).collect(),
            identities: corpus.sources.iter().map(|source| source.identity).collect(),
            rests_on,
            details: Details::Corpus(corpus),
        }
    }

    /// The day that it is of.
    pub fn date(&self) -> &Date {
        &self.date
    }

    /// The counts. One pass over the claims.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary {
            claims: self.claims.len(),
            sources: self.identities.len(),
            documents: self.records.len() - self.claims.len() - self.identities.len(),
            reviews: self.reviews,
            ..Summary::default()
        };
        for claim in &self.claims {
            summary.by_basis[claim.basis as usize] += 1;
            summary.by_review[claim.review as usize] += 1;
        }
        summary
    }

    /// A claim of it.
    pub(super) fn claim(&self, claim: ClaimIndex) -> Entry<'_> {
        Entry { name: &self.records[claim.into()], facts: &self.claims[claim] }
    }

    /// Which claim a record is, if it is one.
    pub(super) fn claim_index(&self, record: RecordIndex) -> Option<ClaimIndex> {
        Some(record.at()).filter(|&at| at < self.claims.len()).map(ClaimIndex::new)
    }

    pub(super) fn id(&self, record: RecordIndex) -> &Text {
        &self.records[record].id
    }

    pub(super) fn digest(&self, record: RecordIndex) -> Digest {
        self.records[record].digest
    }

    /// Where the records of each kind are: claims, sources, documents.
    pub(super) fn kinds(&self) -> [std::ops::Range<usize>; 3] {
        let claims = self.claims.len();
        let nodes = claims + self.identities.len();
        [0..claims, claims..nodes, nodes..self.records.len()]
    }

    /// The record of one kind with an id.
    fn find(&self, kind: usize, id: &Text) -> Option<RecordIndex> {
        let range = self.kinds()[kind].clone();
        let records: &[Named] = &self.records;
        let at = records[range.clone()].binary_search_by(|record| record.id.cmp(id)).ok()?;
        Some(RecordIndex::new(range.start + at))
    }

    /// Whether readers know a source or a document.
    pub(super) fn is_open(&self, record: RecordIndex) -> bool {
        match self.identity(record) {
            Some(identity) => identity == Identity::Named,
            None => !self.fields(record).has("confidential"),
        }
    }

    /// Whether readers know who a source is; `None` of everything else.
    pub(super) fn identity(&self, record: RecordIndex) -> Option<Identity> {
        let source = record.at().checked_sub(self.claims.len())?;
        self.identities.of(SourceIndex::new(source)).copied()
    }

    /// What a claim rests on directly. A record that is cited and also corroborates is duplicated.
    pub(super) fn rests_on(&self, claim: ClaimIndex) -> &[RecordIndex] {
        self.rests_on.of(claim)
    }

    /// The short digests of the fields of a record.
    pub(super) fn fields(&self, record: RecordIndex) -> Fields {
        match &self.details {
            Details::Corpus(corpus) => Fields::of(corpus, self.record(record)),
            Details::Read(lines) => read::fields(&lines[record]),
        }
    }

    fn record(&self, record: RecordIndex) -> Record {
        let (at, [claims, sources, documents]) = (record.at(), self.kinds());
        if claims.contains(&at) {
            Record::Claim(Idx::new(at))
        } else if sources.contains(&at) {
            Record::Source(Idx::new(at - sources.start))
        } else {
            Record::Document(Idx::new(at - documents.start))
        }
    }
}

impl From<ClaimIndex> for RecordIndex {
    fn from(claim: ClaimIndex) -> Self {
        Self::new(claim.at())
    }
}

/// What a manifest says of a claim.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'m> {
    name: &'m Named,
    facts: &'m ClaimFacts,
}

impl<'m> Entry<'m> {
    /// The id of the claim.
    pub fn id(&self) -> &'m Text {
        &self.name.id
    }

    /// What it asserts.
    pub fn statement(&self) -> &'m Text {
        &self.facts.statement
    }

    /// What kind of sources it rests on.
    pub fn basis(&self) -> Basis {
        self.facts.basis
    }

    /// How many independent sources stand behind it; 3 means three or more.
    pub fn independent_sources(&self) -> u8 {
        self.facts.independent_sources
    }

    /// How many independent named sources stand behind it; 3 means three or more.
    pub fn independent_named_sources(&self) -> u8 {
        self.facts.independent_named_sources
    }

    /// Whether it is on the record: still supported without unnamed voices.
    pub fn on_the_record(&self) -> bool {
        self.facts.independent_named_sources > 0
    }

    /// How its reviews stand.
    pub fn review(&self) -> State {
        self.facts.review
    }

    /// The verdict of the valid reviews, if they agree.
    pub fn verdict(&self) -> Option<&'m Text> {
        self.facts.verdict.as_ref()
    }
}
