//! A manifest: how things stood with every claim on a day, made from a corpus or read from a file.

mod read;
mod text;
mod write;

pub use read::NoManifest;

use crate::analysis::Basis;
use crate::digest::{Digest, Fields};
use crate::graph::{Adjacency, number};
use crate::model::{Corpus, Date, Identity, Record};
use crate::reviews::State;
use crate::text::Text;
use crate::workspace::Snapshot;

/// Raised when a field changes its meaning or goes away.
const VERSION: u32 = 1;

/// How things stood with every claim on a day.
///
/// Its records are numbered: claims first, then sources, then documents, each in order of id.
#[derive(Debug)]
pub struct Manifest<'c> {
    date: Date,
    reviews: usize,
    records: Vec<Named>,
    claims: Vec<ClaimFacts>,
    identities: Vec<Identity>,
    /// The records that each claim rests on directly.
    rests_on: Adjacency,
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

/// Where the short digests of fields come from. They are made only for records that are asked for: most have not changed.
#[derive(Debug)]
enum Details<'c> {
    Corpus(&'c Corpus),
    /// As they are written, one for each record.
    Read(Vec<Text>),
}

/// How many of what a manifest has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
        let named = |id: &Text, record| Named { id: id.clone(), digest: digests.record(record) };
        let claims = corpus.claims.iter().map(|claim| claim.id.text()).zip((0..).map(Record::Claim));
        let sources = corpus.sources.iter().map(|source| source.id.text()).zip((0..).map(Record::Source));
        let documents = corpus.documents.iter().map(|document| document.id.text()).zip((0..).map(Record::Document));
        let of_claim = |claim: u32| ClaimFacts {
            statement: corpus.claims[claim as usize].statement.clone(),
            grounds: digests.grounds(claim),
            basis: analysis.basis(claim),
            independent_sources: analysis.independent_sources(claim),
            independent_named_sources: analysis.independent_named_sources(claim),
            review: reviews.state(claim),
            verdict: reviews.verdict(corpus, claim).cloned(),
        };
        let first_document = number(graph.node_count());
        let rests_on = Adjacency::from_lists(graph.claim_count(), |claim, beneath| {
            beneath.extend(graph.cites(claim));
            beneath.extend(graph.corroborated_by(claim));
            beneath.extend(graph.voices(claim));
            beneath.extend(graph.documents(claim).iter().map(|document| first_document + document));
        });
        Self {
            date: date.clone(),
            reviews: corpus.reviews.len(),
            records: claims.chain(sources).chain(documents).map(|(id, record)| named(id, record)).collect(),
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
    pub(super) fn claim(&self, claim: u32) -> Entry<'_> {
        Entry { name: &self.records[claim as usize], facts: &self.claims[claim as usize] }
    }

    pub(super) fn id(&self, record: u32) -> &Text {
        &self.records[record as usize].id
    }

    pub(super) fn digest(&self, record: u32) -> Digest {
        self.records[record as usize].digest
    }

    /// The records of each kind: claims, sources, documents.
    pub(super) fn kinds(&self) -> [std::ops::Range<u32>; 3] {
        let claims = number(self.claims.len());
        let nodes = claims + number(self.identities.len());
        [0..claims, claims..nodes, nodes..number(self.records.len())]
    }

    /// Whether readers know who a source is; `None` of everything else.
    pub(super) fn identity(&self, record: u32) -> Option<Identity> {
        let source = (record as usize).checked_sub(self.claims.len())?;
        self.identities.get(source).copied()
    }

    /// What a claim rests on directly. A record may stand twice, where it is both cited and corroborates.
    pub(super) fn rests_on(&self, claim: u32) -> &[u32] {
        self.rests_on.of(claim)
    }

    /// The short digests of the fields of a record.
    pub(super) fn fields(&self, record: u32) -> Fields {
        match &self.details {
            Details::Corpus(corpus) => Fields::of(corpus, self.record(record)),
            Details::Read(lines) => read::fields(&lines[record as usize]),
        }
    }

    fn record(&self, record: u32) -> Record {
        let [claims, sources, _] = self.kinds();
        if record < claims.end {
            Record::Claim(record)
        } else if record < sources.end {
            Record::Source(record - sources.start)
        } else {
            Record::Document(record - sources.end)
        }
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

    /// Whether it stands without any voice that is not named.
    pub fn on_the_record(&self) -> bool {
        self.facts.independent_named_sources > 0
    }

    /// How its reviews stand.
    pub fn review(&self) -> State {
        self.facts.review
    }

    /// What the latest review that stands decided.
    pub fn verdict(&self) -> Option<&'m Text> {
        self.facts.verdict.as_ref()
    }
}
