//! The neutral view that every format writes: which records are in it, in what order, and which links are between them.

use super::{Base, Request};
use crate::analysis::{Analysis, Basis, Citations, Doubt, grounds};
use crate::format::named;
use crate::graph::Graph;
use crate::index::{ClaimIndex, DocumentIndex, Idx, IndexVec, SourceIndex, number};
use crate::model::{Claim, Corpus, Date, Document, Evidence, Record, Review, Source};
use crate::reviews::{Standing, State};
use crate::text::Text;
use crate::workspace::Snapshot;

/// A part of the graph of a corpus, to be written out. It copies no record.
///
/// Nodes are numbered from 1: claims, then sources, then documents, each in order of id. Links are in order of the node
/// they start at, then of their kind, then of the node they lead to; evidence is in the order of the record.
///
/// # Panics
/// What takes a number panics if it is not one of this corpus.
#[derive(Debug)]
pub struct Export<'a> {
    snapshot: &'a Snapshot,
    today: Option<Date>,
    pub(super) base: Base,
    corpus: &'a Corpus,
    graph: &'a Graph,
    analysis: &'a Analysis,
    citations: Citations<'a>,
    claims: Members<ClaimIndex>,
    sources: Members<SourceIndex>,
    documents: Members<DocumentIndex>,
}

/// The records of one kind that are exported, by number, and at which place.
#[derive(Debug)]
struct Members<I> {
    numbers: Vec<I>,
    places: IndexVec<I, Option<u32>>,
}

impl<I: Idx> Members<I> {
    fn new(all: usize, takes: impl Fn(I) -> bool) -> Self {
        let mut members = Self { numbers: Vec::new(), places: IndexVec::filled(None, all) };
        for at in members.places.indices().filter(|&at| takes(at)) {
            members.places[at] = Some(number(members.numbers.len()));
            members.numbers.push(at);
        }
        members
    }

    /// Puts the records in another order.
    fn sort_by<K: Ord>(&mut self, key: impl Fn(I) -> K) {
        self.numbers.sort_by_key(|&at| key(at));
        for (place, &at) in (0..).zip(&self.numbers) {
            self.places[at] = Some(place);
        }
    }
}

/// What a link says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
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

named!(LinkKind);

/// A link from the record it was asked of.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
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
        /// Whether it is on a citation loop.
        in_cycle: bool,
    },
    /// A source. Of a confidential one, only the description and the identity are for readers.
    Source(&'a Source),
    /// A document.
    Document(&'a Document),
}

impl<'a> Node<'a> {
    /// What a picture calls it: what the claim says, the name or description of the source, the title of the document.
    /// It is empty if the record lacks that.
    pub fn label(&self) -> &'a Text {
        match *self {
            Self::Claim { claim, .. } => &claim.statement,
            Self::Source(source) => &source.label,
            Self::Document(document) => &document.title,
        }
    }
}

/// How many of the exported citations are not written as derivations, where a format distinguishes the two.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
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
/// With a claim or a selection, the sources and documents are those that the selected claims lead to; without, all
/// there are.
///
/// ```
/// use onrecord::export::{Request, export};
/// use onrecord::format::{Format, Options, Written};
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
/// let snapshot = Workspace::of_texts([("claims.yaml", text)]).snapshot();
/// let export = export(&snapshot, &Request::default());
/// let claim = export.record(2).expect("the second node");
/// let links: Vec<_> = export.links(claim).iter().map(|link| (link.kind.name(), export.number(link.to))).collect();
/// assert_eq!(links, [("attributed_to", Some(3)), ("cites", Some(1))]);
///
/// let mut dot = Vec::new();
/// export.write(Format::Dot, &Options::default(), &mut dot)?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn export<'a>(snapshot: &'a Snapshot, request: &Request) -> Export<'a> {
    let (corpus, graph, analysis) = (snapshot.corpus(), snapshot.graph(), snapshot.analysis());
    let mut export = Export {
        snapshot,
        today: request.today.clone(),
        base: request.base.clone(),
        corpus,
        graph,
        analysis,
        citations: Citations::new(corpus, graph, analysis),
        claims: Members::new(corpus.claims.len(), |_| false),
        sources: Members::new(corpus.sources.len(), |_| false),
        documents: Members::new(corpus.documents.len(), |_| false),
    };
    let beneath = request.claim.map(|claim| grounds(graph, claim));
    let mut selected = IndexVec::<ClaimIndex, _>::filled(false, corpus.claims.len());
    for claim in request.selection.claims(corpus, graph, analysis) {
        selected[claim] = beneath.as_ref().is_none_or(|beneath| beneath[claim]);
    }
    export.claims = Members::new(corpus.claims.len(), |claim| selected[claim]);
    let is_everything = request.claim.is_none() && request.selection.is_everything();
    let (sources, documents) = export.led_to();
    export.documents = Members::new(corpus.documents.len(), |at| is_everything || documents[at]);
    export.sources = Members::new(corpus.sources.len(), |at| is_everything || sources[at]);
    export.sources.sort_by(|at| place_of_source(corpus, graph, at));
    export
}

/// Named sources in order of id, and confidential ones after them, in an order that their ids have no part in: it would
/// tell between which others they stand.
fn place_of_source<'a>(corpus: &'a Corpus, graph: &'a Graph, at: SourceIndex) -> impl Ord + use<'a> {
    let source = &corpus.sources[at];
    let shown = source.is_confidential().then(|| (&source.label, source.identity, graph.speaks_in(at)));
    (shown, at)
}

impl<'a> Export<'a> {
    /// The sources and the documents that the exported claims lead to, publishers included.
    fn led_to(&self) -> (IndexVec<SourceIndex, bool>, IndexVec<DocumentIndex, bool>) {
        let mut sources = IndexVec::filled(false, self.corpus.sources.len());
        let mut documents = IndexVec::<DocumentIndex, _>::filled(false, self.corpus.documents.len());
        for &claim in &self.claims.numbers {
            for &voice in self.graph.voices(claim) {
                sources[voice] = true;
            }
            for &document in self.graph.documents(claim) {
                documents[document] = true;
            }
        }
        for (document, _) in documents.entries().filter(|&(_, &is_led_to)| is_led_to) {
            if let Some(publisher) = self.graph.publisher(document) {
                sources[publisher] = true;
            }
        }
        (sources, documents)
    }

    /// How many claims are exported. Theirs are the first nodes.
    pub fn claim_count(&self) -> usize {
        self.claims.numbers.len()
    }

    /// The reviews of exported claims, in order of id, each with its claim and whether it is valid.
    pub fn reviews(&self) -> impl Iterator<Item = (&'a Review, Record, Standing)> + '_ {
        let reviews = self.snapshot.reviews(self.today.as_ref());
        self.corpus.reviews.entries().filter_map(|(number, review)| {
            let claim = Record::Claim(self.graph.reviewed(number)?);
            self.number(claim).map(|_| (review, claim, reviews.standing(number)))
        })
    }

    /// Those that hold, not stale, not expired, and not superseded by a later one of the same reviewer, of claims on
    /// which the reviewers agree.
    pub fn standing_reviews(&self) -> impl Iterator<Item = (&'a Review, Record)> + '_ {
        self.valid_reviews(false)
    }

    /// Those that hold, of claims on which the reviewers disagree.
    pub fn disagreeing_reviews(&self) -> impl Iterator<Item = (&'a Review, Record)> + '_ {
        self.valid_reviews(true)
    }

    /// Whether the claim of a review was withdrawn, and nothing shows that the review was made afterwards: one with a
    /// digest would be stale.
    pub fn may_precede_withdrawal(&self, review: &Review, claim: Record) -> bool {
        let Record::Claim(claim) = claim else { return false };
        let Some(withdrawn) = self.corpus.claims[claim].retracted() else { return false };
        let is_later = withdrawn.date.as_ref().zip(review.date.as_ref()).and_then(|(day, made)| day.is_before(made));
        review.digest.is_none() && is_later != Some(true)
    }

    fn valid_reviews(&self, is_disputed: bool) -> impl Iterator<Item = (&'a Review, Record)> + '_ {
        let reviews = self.snapshot.reviews(self.today.as_ref());
        self.corpus.reviews.entries().filter(|(number, _)| reviews.stands(*number)).filter_map(
            move |(number, review)| {
                let claim = self.graph.reviewed(number)?;
                let is_conflicting = reviews.state(claim) == State::Conflicting;
                let claim = Record::Claim(claim);
                self.number(claim).filter(|_| is_conflicting == is_disputed).map(|_| (review, claim))
            },
        )
    }

    /// What is exported of a record. Reviews are no nodes.
    pub fn node(&self, record: Record) -> Option<Node<'a>> {
        match record {
            Record::Claim(at) => Some(Node::Claim {
                claim: &self.corpus.claims[at],
                basis: self.analysis.basis(at),
                in_cycle: self.analysis.in_cycle(at),
            }),
            Record::Source(at) => Some(Node::Source(&self.corpus.sources[at])),
            Record::Document(at) => Some(Node::Document(&self.corpus.documents[at])),
            Record::Review(_) => None,
        }
    }

    /// The number of a record's node; `None` if it is not exported.
    pub fn number(&self, record: Record) -> Option<u32> {
        let (claims, sources) = (number(self.claims.numbers.len()), number(self.sources.numbers.len()));
        let (place, before) = match record {
            Record::Claim(at) => (self.claims.places[at], 0),
            Record::Source(at) => (self.sources.places[at], claims),
            Record::Document(at) => (self.documents.places[at], claims + sources),
            Record::Review(_) => return None,
        };
        place.map(|place| before + place + 1)
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
        let at = number.checked_sub(1)?;
        let (claims, sources) = (&self.claims.numbers, &self.sources.numbers);
        let after = |list: usize| at.checked_sub(list);
        if let Some(&claim) = claims.get(at) {
            return Some(claim.into());
        }
        if let Some(&source) = sources.get(after(claims.len())?) {
            return Some(source.into());
        }
        self.documents.numbers.get(after(claims.len() + sources.len())?).map(|&document| document.into())
    }

    /// The links of a record to exported records.
    pub fn links(&self, from: Record) -> Vec<Link<'a>> {
        let mut links = Vec::new();
        match from {
            Record::Claim(claim) => self.links_of_claim(claim, &mut links),
            Record::Document(at) => {
                let to = self.graph.publisher(at).map(Record::Source);
                links.extend(to.map(|to| Link { kind: LinkKind::PublishedBy, to, evidence: None }));
            }
            Record::Source(_) | Record::Review(_) => {}
        }
        links.retain(|link| self.number(link.to).is_some());
        let voices = links.iter().take_while(|link| link.kind == LinkKind::AttributedTo).count();
        links[..voices].sort_by_key(|link| self.number(link.to));
        links
    }

    fn links_of_claim(&self, claim: ClaimIndex, links: &mut Vec<Link<'a>>) {
        let link = |kind, to: Record| Link { kind, to, evidence: None };
        links.extend(self.graph.voices(claim).iter().map(|&voice| link(LinkKind::AttributedTo, voice.into())));
        for (kind, targets) in [
            (LinkKind::Cites, self.graph.cites(claim)),
            (LinkKind::Corroborates, self.graph.corroborates(claim)),
            (LinkKind::Disputes, self.graph.disputes(claim)),
        ] {
            links.extend(targets.iter().map(|&to| link(kind, to.into())));
        }
        let evidence = self.evidence(claim);
        links.extend(evidence.map(|(at, evidence)| Link {
            kind: LinkKind::Evidence,
            to: Record::Document(at),
            // The words of a confidential document would lead to it.
            evidence: Some(evidence).filter(|_| !self.corpus.documents[at].is_confidential),
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
            for &cited in cites.filter(|&&cited| self.claims.places[cited].is_some()) {
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

    /// The evidence of a claim from documents that there are.
    fn evidence(&self, claim: ClaimIndex) -> impl Iterator<Item = (DocumentIndex, &'a Evidence)> {
        let items = self.graph.evidence(claim).iter().zip(&self.corpus.claims[claim].evidence);
        items.filter_map(|(document, item)| document.map(|document| (document, item)))
    }
}
