//! The view of one claim from near, and of the sources: for formats that show more of a claim than a line.

use std::cmp::Reverse;
use std::path::Path;

use super::{Heading, Origin, Report, Row};
use crate::analysis::{Target, strike};
use crate::diagnostic::render::QuoteOutcome;
use crate::evidence::{self, Snapshot, Unchecked};
#[cfg(feature = "html")]
use crate::graph::NodeKind;
#[cfg(feature = "html")]
use crate::index;
use crate::index::{DocumentIndex, IndexVec, SourceIndex};
use crate::model::{Claim, Date, Document, Evidence, Review, Source, Url};
use crate::quotes::Outcome;
use crate::reviews::{Reviews, Standing, State};
use crate::text::Text;

/// A claim or a source, where another record leads to it.
#[derive(Debug, Clone, Copy)]
pub enum Node<'a> {
    /// A claim.
    Claim(&'a Claim),
    /// A source, as much of it as readers may see.
    Source(Origin<'a>),
}

/// An item of a claim's evidence.
#[derive(Debug, Clone, Copy)]
pub struct Cited<'a> {
    /// The item.
    evidence: &'a Evidence,
    /// The document, if there is such a one.
    pub document: Option<&'a Document>,
    /// Who published it.
    pub publisher: Option<Origin<'a>>,
    /// What came of opening the document's archived copy. `None` if nobody looked.
    pub copy: Option<Snapshot>,
    /// What came of looking for the quote in it; of the copy, nothing else is known here. `None` if there is no quote
    /// or nobody looked.
    pub outcome: Option<Result<QuoteOutcome, Unchecked>>,
    /// What a reader must know of a quote that was found.
    pub caveat: Option<Caveat>,
}

impl<'a> Cited<'a> {
    /// The words of its quote and where in the document they are. Nothing of a confidential document: they would lead
    /// to it. One that there is not may be one.
    fn shown(&self) -> Option<&'a Evidence> {
        self.document.filter(|document| !document.is_confidential).map(|_| self.evidence)
    }

    /// Whether its words are looked for in a text that a program or somebody has made of the copy.
    pub fn is_made(&self) -> bool {
        self.document.is_some_and(|document| document.text().path.is_some() || document.text_by().is_some())
    }

    /// What made the text that its words were looked for in, if a text was searched that was made of the copy.
    pub fn made_by(&self) -> Option<&'a Text> {
        let document = self.document.filter(|document| !document.is_confidential)?;
        document.text_by().filter(|_| self.outcome.is_some_and(|outcome| outcome.is_ok()))
    }

    /// The words of its quote, if they may be shown.
    pub fn quote(&self) -> Option<&'a Text> {
        self.shown().and_then(Evidence::words)
    }

    /// Where in the document they are, if that may be shown.
    pub fn locator(&self) -> Option<&'a Text> {
        self.shown().and_then(|evidence| evidence.locator.as_ref())
    }

    /// What the claim calls the document.
    pub fn called(&self) -> &'a Text {
        &self.evidence.document.to
    }
}

/// What a reader must know of a quote that the copy has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Caveat {
    /// What it leaves out or puts in negates or denies.
    NegationElided,
    /// It runs across the edge of a heading, a list item, a table cell or a caption.
    Joined,
}

impl Caveat {
    fn of(outcome: &Outcome) -> Option<Self> {
        match outcome {
            Outcome::Elided { negates: true } => Some(Self::NegationElided),
            Outcome::Typographic { is_joined: true } => Some(Self::Joined),
            _ => None,
        }
    }
}

/// A review of a claim.
#[derive(Debug, Clone, Copy)]
pub struct Reviewed<'a> {
    /// The review.
    pub review: &'a Review,
    /// Whether it still holds. `None` if that was not looked into.
    pub standing: Option<Standing>,
}

/// A source, by what hangs on it. All counts are of the whole corpus, whatever was selected.
#[derive(Debug, Clone, Copy)]
pub struct Carrier<'a> {
    /// Its number.
    pub number: SourceIndex,
    /// The source, as much of it as readers may see.
    pub source: Origin<'a>,
    /// A named source's office or function.
    pub role: Option<&'a Text>,
    /// A named source's address.
    pub url: Option<&'a Url>,
    /// How many claims are said in its voice.
    pub voices: usize,
    /// Among the origins of how many claims it is listed.
    pub origin_of: usize,
    /// How many claims fall if it is struck.
    pub falls: u32,
}

/// What was looked into beside the sourcing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Checks<'a> {
    pub(super) evidence: &'a evidence::Evidence,
    reviews: &'a Reviews,
}

impl<'a> Report<'a> {
    /// Adds what came of checking quotes and archived copies, some of which may be in another folder, and which reviews
    /// hold on a day. Formats that show no more of a claim than a line have no use for it.
    #[must_use]
    pub fn with_checks(mut self, elsewhere: Option<&Path>, today: Option<&Date>) -> Self {
        let snapshot = self.snapshot;
        let (evidence, reviews) = rayon::join(|| snapshot.evidence(elsewhere), || snapshot.reviews(today));
        self.checks = Some(Checks { evidence, reviews });
        self
    }

    /// Adds what the report says of itself. Only HTML has room for it.
    #[must_use]
    pub fn with_heading(mut self, heading: Heading) -> Self {
        self.heading = heading;
        self
    }

    /// The view of a claim.
    #[cfg(feature = "html")]
    pub(super) fn claim(&self, claim: index::ClaimIndex) -> Node<'a> {
        Node::Claim(&self.corpus().claims[claim])
    }

    /// The view of a source.
    #[cfg(feature = "html")]
    pub(super) fn source(&self, source: SourceIndex) -> Node<'a> {
        Node::Source(self.origin(source))
    }

    /// The view of the record of a node of the graph.
    #[cfg(feature = "html")]
    pub(super) fn node(&self, node: index::Node) -> Node<'a> {
        match self.graph().kind(node) {
            NodeKind::Source(source) => self.source(source),
            NodeKind::Claim(claim) => self.claim(claim),
        }
    }

    /// The sources that speak in any claim, those with which most falls first, then those on which most rests. For the
    /// cost see [`falls_by_source`](crate::analysis::falls_by_source).
    pub fn carriers(&self) -> Vec<Carrier<'a>> {
        let graph = self.graph();
        let origin_of = self.snapshot.origin_of();
        let carrier = |(number, falls): (SourceIndex, u32)| {
            let named = Some(&self.corpus().sources[number]).filter(|source| !source.is_confidential());
            Carrier {
                number,
                source: self.origin(number),
                role: named.and_then(|source: &'a Source| source.role.as_ref()),
                url: named.and_then(|source: &'a Source| source.url.as_ref()),
                voices: graph.speaks_in(number).len(),
                origin_of: origin_of[number] as usize,
                falls,
            }
        };
        let mut carriers: Vec<_> = graph.sources().zip(self.snapshot.falls().iter().copied()).map(carrier).collect();
        carriers.retain(|carrier| carrier.voices > 0);
        // Sources are numbered in order of id.
        carriers.sort_by_key(|carrier| Reverse((carrier.falls, carrier.origin_of, carrier.voices)));
        carriers
    }

    /// The claims that fall with a source, in order of id. For the cost see [`strike`].
    pub fn falling(&self, source: SourceIndex) -> Vec<&'a Claim> {
        let fallen = strike(self.graph(), self.analysis(), Target::Source(source)).falls;
        fallen.iter().map(|fallen| &self.corpus().claims[fallen.claim]).collect()
    }
}

/// What a document has in common with another one, word for word.
#[derive(Debug, Clone, Copy)]
pub struct CopiedFrom<'a> {
    /// The other document.
    pub document: &'a Document,
    /// How many words they share.
    pub words: usize,
    /// Whether the other one was published first; otherwise their dates do not say.
    pub is_dated: bool,
}

/// A document, with what rests on it. All claims of the corpus are counted, whatever was selected.
#[derive(Debug, Clone)]
pub struct Documented<'a> {
    /// The document, as much of it as readers may see.
    pub document: &'a Document,
    /// Who published it.
    pub publisher: Option<Origin<'a>>,
    /// What came of opening its archived copy. `None` if nobody looked.
    pub copy: Option<Snapshot>,
    /// The document that it shares passages with, if one was found.
    pub copied: Option<CopiedFrom<'a>>,
    /// The claims that have evidence from it, in order of id.
    pub claims: Vec<&'a Claim>,
}

impl<'a> Report<'a> {
    /// The documents, those with most claims first. Linear in claims and evidence.
    pub fn documents(&self) -> Vec<Documented<'a>> {
        let (corpus, graph) = (self.corpus(), self.graph());
        let view = |(at, document): (DocumentIndex, &'a Document)| Documented {
            document,
            publisher: graph.publisher(at).map(|publisher| self.origin(publisher)),
            copy: self.checks.map(|checks| checks.evidence.snapshots[at]),
            copied: None,
            claims: Vec::new(),
        };
        let mut documents: IndexVec<DocumentIndex, _> = corpus.documents.entries().map(view).collect();
        for copied in self.copied() {
            let words = copied.passages.iter().map(|passage| passage.words).sum();
            let document = &corpus.documents[copied.first];
            documents[copied.later].copied = Some(CopiedFrom { document, words, is_dated: copied.is_dated });
        }
        for claim in graph.claims() {
            let mut cited: Vec<_> = graph.evidence(claim).iter().flatten().copied().collect();
            cited.sort_unstable();
            cited.dedup();
            for document in cited {
                documents[document].claims.push(&corpus.claims[claim]);
            }
        }
        let mut documents: Vec<_> = documents.into_iter().collect();
        documents.sort_by_key(|document| Reverse(document.claims.len()));
        documents
    }
}

impl<'a> Row<'a> {
    /// When it was asserted.
    pub fn date(&self) -> Option<&'a Date> {
        self.claim().date.as_ref()
    }

    /// The words to find it by.
    pub fn tags(&self) -> &'a [Text] {
        self.claim().tags()
    }

    /// Its URL.
    pub fn url(&self) -> Option<&'a Url> {
        self.claim().url()
    }

    /// What it is documented by, in the order of the record.
    pub fn evidence(&self) -> impl ExactSizeIterator<Item = Cited<'a>> + use<'a> {
        let (report, checked) = (self.report(), self.report().checks.map(|checks| checks.evidence));
        let mut quotes = checked.map_or(&[][..], |checked| checked.quotes_of(self.number())).iter().peekable();
        let documents = report.graph().evidence(self.number());
        self.claim().evidence.iter().enumerate().zip(documents).map(move |((item, evidence), &number)| {
            // They are in the same order, but only those with words and a document are among them.
            let quote = quotes.next_if(|quote| quote.item as usize == item);
            Cited {
                evidence,
                document: number.map(|number| &report.corpus().documents[number]),
                publisher: number.and_then(|number| Some(report.origin(report.graph().publisher(number)?))),
                copy: checked.zip(number).map(|(checked, number)| checked.snapshots[number]),
                caveat: quote.and_then(|quote| Caveat::of(quote.result.as_ref().ok()?)),
                outcome: quote.map(|quote| quote.result.as_ref().map(|_| quote.outcome()).map_err(|&why| why)),
            }
        })
    }

    /// What fact-checking runs decided of it, in order of id.
    pub fn reviews(&self) -> impl ExactSizeIterator<Item = Reviewed<'a>> + use<'a> {
        let report = self.report();
        let checked = report.checks.map(|checks| checks.reviews);
        report.graph().reviews(self.number()).iter().map(move |&review| Reviewed {
            review: &report.corpus().reviews[review],
            standing: checked.map(|checked| checked.standing(review)),
        })
    }

    /// How its reviews stand together. `None` if that was not looked into.
    pub fn review_state(&self) -> Option<State> {
        self.report().checks.map(|checks| checks.reviews.state(self.number()))
    }
}
