//! The neutral view that every format writes: which records are in it, in what order, and which links are between them.

use super::Request;
use crate::analysis::{Analysis, Basis, Citations, Doubt, grounds};
use crate::graph::{Adjacency, Graph};
use crate::model::{Claim, Corpus, Document, Evidence, Record, Reference, Review, Source};
use crate::workspace::Snapshot;

/// A part of the graph of a corpus, to be written out. It copies no record.
///
/// Nodes are numbered from 1: claims, then sources, then documents, each in order of id. Links are in order of the node they start
/// at, then of their kind, then of the node they lead to; evidence is in the order of the record.
#[derive(Debug)]
pub struct Export<'a> {
    corpus: &'a Corpus,
    graph: &'a Graph,
    analysis: &'a Analysis,
    citations: Citations<'a>,
    /// The documents of the evidence of each claim, in its order; [`NOWHERE`] for references that do not hold.
    documented: Adjacency,
    claims: Members,
    sources: Members,
    documents: Members,
}

/// The records of one kind that are exported, by number, and at which place.
#[derive(Debug)]
struct Members {
    numbers: Vec<u32>,
    places: Vec<Option<u32>>,
}

impl Members {
    fn new(all: usize, takes: impl Fn(u32) -> bool) -> Self {
        let mut members = Self { numbers: Vec::new(), places: vec![None; all] };
        for (number, place) in (0..).zip(&mut members.places) {
            if takes(number) {
                *place = Some(count(members.numbers.len()));
                members.numbers.push(number);
            }
        }
        members
    }

    /// Puts the records in another order.
    fn sort_by<K: Ord>(&mut self, key: impl Fn(u32) -> K) {
        self.numbers.sort_by_key(|&number| key(number));
        for (place, &number) in (0..).zip(&self.numbers) {
            self.places[number as usize] = Some(place);
        }
    }
}

/// What a link says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    /// From a claim to a source whose voice asserts it.
    AttributedTo,
    /// From a claim to one that it relays or is derived from.
    Cites,
    /// From a claim to one that it supports on grounds of its own.
    Corroborates,
    /// From a claim to one that it disputes.
    Disputes,
    /// From a claim to a document that it is documented by.
    Evidence,
    /// From a document to the source that published it.
    PublishedBy,
}

impl LinkKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::AttributedTo, Self::Cites, Self::Corroborates, Self::Disputes, Self::Evidence, Self::PublishedBy];

    /// The word for it in the formats that have no vocabulary of their own.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AttributedTo => "attributed_to",
            Self::Cites => "cites",
            Self::Corroborates => "corroborates",
            Self::Disputes => "disputes",
            Self::Evidence => "evidence",
            Self::PublishedBy => "published_by",
        }
    }
}

/// A link from the record it was asked of.
#[derive(Debug, Clone, Copy)]
pub struct Link<'a> {
    /// What it says.
    pub kind: LinkKind,
    /// Where it leads.
    pub to: Record,
    /// Of a link to a document, where in it and in what words.
    pub evidence: Option<&'a Evidence>,
}

/// What an export says of one record.
#[derive(Debug, Clone, Copy)]
pub enum Node<'a> {
    /// A claim, and what is known of it.
    Claim {
        /// Its record.
        claim: &'a Claim,
        /// What kind of sources it rests on.
        basis: Basis,
        /// Whether it stands on a citation loop.
        in_cycle: bool,
    },
    /// A source. Of a confidential one, only the description and the identity are for readers.
    Source(&'a Source),
    /// A document.
    Document(&'a Document),
}

/// How many of the exported citations are not written as derivations, where a format tells the two apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Weakenings {
    /// All citations.
    pub citations: usize,
    /// Those on a loop.
    pub on_a_loop: usize,
    /// Those of something that may be later.
    pub possibly_later: usize,
}

/// Selects what is to be exported. Linear in claims and links.
///
/// With a claim or a selection, the sources and documents are those that the selected claims lead to; without, all there are.
pub fn export<'a>(snapshot: &'a Snapshot, request: &Request) -> Export<'a> {
    let (corpus, graph, analysis) = (snapshot.corpus(), snapshot.graph(), snapshot.analysis());
    let none = |all: usize| Members::new(all, |_| false);
    let mut export = Export {
        corpus,
        graph,
        analysis,
        citations: Citations::new(corpus, graph, analysis),
        documented: documented(corpus),
        claims: none(corpus.claims.len()),
        sources: none(corpus.sources.len()),
        documents: none(corpus.documents.len()),
    };
    let beneath = request.claim.map(|claim| grounds(graph, claim));
    let mut selected = vec![false; corpus.claims.len()];
    for claim in request.selection.claims(corpus, graph, analysis) {
        selected[claim as usize] = beneath.as_ref().is_none_or(|beneath| beneath[claim as usize]);
    }
    export.claims = Members::new(corpus.claims.len(), |claim| selected[claim as usize]);
    let is_everything = request.claim.is_none() && request.selection.is_everything();
    let (sources, documents) = export.led_to();
    export.documents = Members::new(corpus.documents.len(), |at| is_everything || documents[at as usize]);
    export.sources = Members::new(corpus.sources.len(), |at| is_everything || sources[at as usize]);
    export.sources.sort_by(|at| place_of_source(corpus, graph, at));
    export
}

/// Named sources in order of id, and confidential ones after them, in an order that their ids have no part in: it would tell between
/// which others they stand.
fn place_of_source<'a>(corpus: &'a Corpus, graph: &'a Graph, at: u32) -> impl Ord + use<'a> {
    let source = &corpus.sources[at as usize];
    let shown = source.is_confidential().then(|| {
        let node = graph.sources().start + at;
        (&source.label, source.identity, graph.speaks_in(node))
    });
    (shown, at)
}

impl<'a> Export<'a> {
    /// The sources and the documents that the exported claims lead to, publishers included.
    fn led_to(&self) -> (Vec<bool>, Vec<bool>) {
        let mut sources = vec![false; self.corpus.sources.len()];
        let mut documents = vec![false; self.corpus.documents.len()];
        for &claim in &self.claims.numbers {
            for &voice in self.graph.voices(claim) {
                if let Some(at) = self.graph.source_index(voice) {
                    sources[at] = true;
                }
            }
            for (at, _) in self.evidence(claim) {
                documents[at as usize] = true;
            }
        }
        for (document, _) in (0..).zip(&documents).filter(|&(_, &is_led_to)| is_led_to) {
            if let Some(at) = self.graph.publisher(document).and_then(|node| self.graph.source_index(node)) {
                sources[at] = true;
            }
        }
        (sources, documents)
    }

    /// How many claims are exported. Theirs are the first nodes.
    pub fn claim_count(&self) -> usize {
        self.claims.numbers.len()
    }

    /// The reviews of exported claims, in order of id, each with its claim.
    pub fn reviews(&self) -> impl Iterator<Item = (&'a Review, Record)> + '_ {
        self.corpus.reviews.iter().filter_map(|review| match find(self.corpus, &review.claim) {
            Some(record @ Record::Claim(_)) => self.number(record).map(|_| (review, record)),
            _ => None,
        })
    }

    /// What is exported of a record. Reviews are no nodes.
    pub fn node(&self, record: Record) -> Option<Node<'a>> {
        match record {
            Record::Claim(at) => Some(Node::Claim {
                claim: &self.corpus.claims[at as usize],
                basis: self.analysis.basis(at),
                in_cycle: self.analysis.in_cycle(at),
            }),
            Record::Source(at) => Some(Node::Source(&self.corpus.sources[at as usize])),
            Record::Document(at) => Some(Node::Document(&self.corpus.documents[at as usize])),
            Record::Review(_) => None,
        }
    }

    /// The number of a record's node; `None` if it is not exported.
    pub fn number(&self, record: Record) -> Option<u32> {
        let (claims, sources) = (count(self.claims.numbers.len()), count(self.sources.numbers.len()));
        let (members, at, before) = match record {
            Record::Claim(at) => (&self.claims, at, 0),
            Record::Source(at) => (&self.sources, at, claims),
            Record::Document(at) => (&self.documents, at, claims + sources),
            Record::Review(_) => return None,
        };
        members.places[at as usize].map(|place| before + place + 1)
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.claims.numbers.len() + self.sources.numbers.len() + self.documents.numbers.len()
    }

    /// True when nothing is exported.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The record of the node with a number; `None` past the last one.
    pub fn record(&self, number: usize) -> Option<Record> {
        let mut at = number.checked_sub(1)?;
        for (members, kind) in [
            (&self.claims, Record::Claim as fn(u32) -> Record),
            (&self.sources, Record::Source),
            (&self.documents, Record::Document),
        ] {
            match at.checked_sub(members.numbers.len()) {
                Some(rest) => at = rest,
                None => return Some(kind(members.numbers[at])),
            }
        }
        None
    }

    /// The links of a record to exported records.
    pub fn links(&self, from: Record) -> Vec<Link<'a>> {
        let mut links = Vec::new();
        match from {
            Record::Claim(claim) => self.links_of_claim(claim, &mut links),
            Record::Document(at) => {
                let to = self.graph.publisher(at).map(|node| self.graph.record(node));
                links.extend(to.map(|to| Link { kind: LinkKind::PublishedBy, to, evidence: None }));
            }
            Record::Source(_) | Record::Review(_) => {}
        }
        links.retain(|link| self.number(link.to).is_some());
        let voices = links.iter().take_while(|link| link.kind == LinkKind::AttributedTo).count();
        links[..voices].sort_by_key(|link| self.number(link.to));
        links
    }

    fn links_of_claim(&self, claim: u32, links: &mut Vec<Link<'a>>) {
        for (kind, targets) in [
            (LinkKind::AttributedTo, self.graph.voices(claim)),
            (LinkKind::Cites, self.graph.cites(claim)),
            (LinkKind::Corroborates, self.graph.corroborates(claim)),
            (LinkKind::Disputes, self.graph.disputes(claim)),
        ] {
            links.extend(targets.iter().map(|&to| Link { kind, to: self.graph.record(to), evidence: None }));
        }
        let evidence = self.evidence(claim);
        links.extend(evidence.map(|(at, evidence)| Link {
            kind: LinkKind::Evidence,
            to: Record::Document(at),
            evidence: Some(evidence),
        }));
    }

    /// Whether a claim cites another one.
    pub fn cites(&self, claim: Record, other: Record) -> bool {
        matches!((claim, other), (Record::Claim(claim), Record::Claim(other))
            if self.graph.cites(claim).binary_search(&other).is_ok())
    }

    /// Whether a citation can be called a derivation.
    pub fn is_derivation(&self, claim: Record, cited: Record) -> bool {
        matches!((claim, cited), (Record::Claim(claim), Record::Claim(cited))
            if self.citations.doubt(claim, cited).is_none())
    }

    /// Counts the citations that cannot be called derivations.
    pub fn weakenings(&self) -> Weakenings {
        let mut weakenings = Weakenings::default();
        for &claim in &self.claims.numbers {
            let cites = self.graph.cites(claim).iter();
            for &cited in cites.filter(|&&cited| self.claims.places[cited as usize].is_some()) {
                weakenings.citations += 1;
                match self.citations.doubt(claim, cited) {
                    Some(Doubt::Loop) => weakenings.on_a_loop += 1,
                    Some(Doubt::PossiblyLater) => weakenings.possibly_later += 1,
                    None => {}
                }
            }
        }
        weakenings
    }

    fn evidence(&self, claim: u32) -> impl Iterator<Item = (u32, &'a Evidence)> {
        let evidence = &self.corpus.claims[claim as usize].evidence;
        self.documented.of(claim).iter().copied().zip(evidence).filter(|&(at, _)| at != NOWHERE)
    }
}

/// No document has this number.
const NOWHERE: u32 = u32::MAX;

fn documented(corpus: &Corpus) -> Adjacency {
    Adjacency::from_lists(corpus.claims.len(), |claim, documents| {
        documents.extend(corpus.claims[claim as usize].evidence.iter().map(|evidence| {
            match find(corpus, &evidence.document) {
                Some(Record::Document(at)) => at,
                _ => NOWHERE,
            }
        }));
    })
}

fn find(corpus: &Corpus, reference: &Reference) -> Option<Record> {
    corpus.find(reference.to.untrusted())
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
