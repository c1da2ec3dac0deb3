//! What if: the claims that fall, and those that are weakened, when a source, a claim or a document is struck; and the
//! sources with which most claims fall.

pub(crate) mod json;
mod ranking;
mod text;

pub use ranking::{RankedSource, Ranking, rank};

use crate::analysis::{self, Fallen, Target, Weakened, strike};
use crate::format::{Format, Writer, Written};
use crate::graph::Graph;
use crate::index::{ClaimIndex, IndexVec, ReviewIndex};
use crate::model::{Corpus, Record, Review};
use crate::workspace::Snapshot;

/// What striking a source, a claim or a document does, as a view of the corpus and the facts.
#[derive(Debug)]
pub struct Impact<'a> {
    corpus: &'a Corpus,
    graph: &'a Graph,
    target: Target,
    facts: analysis::Impact,
    reviews: Vec<&'a Review>,
}

/// Strikes a source, a claim or a document. A claim that is struck itself falls, if it had a chain. The time is that of
/// [`strike`] and of one look at every review.
///
/// ```
/// use onrecord::analysis::Target;
/// use onrecord::{Workspace, impact};
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
/// let official = snapshot.find("us-official", Target::of).map_err(|error| error.to_string())?;
/// let impact = impact(&snapshot, official);
///
/// let falls: Vec<_> = impact.falls().iter().map(|fallen| impact.id(fallen.claim)).collect();
/// assert_eq!(falls, ["agreement", "relayed"]);
/// assert!(impact.weakened().is_empty());
/// # Ok::<(), String>(())
/// ```
///
/// # Panics
/// If a number is not one of this corpus.
pub fn impact(snapshot: &Snapshot, target: Target) -> Impact<'_> {
    let (corpus, graph) = (snapshot.corpus(), snapshot.graph());
    let facts = strike(graph, snapshot.analysis(), target);
    let mut changes = IndexVec::<ClaimIndex, _>::filled(false, graph.claim_count());
    let fallen = facts.falls.iter().map(|fallen| fallen.claim);
    for claim in fallen.chain(facts.weakened.iter().map(|weakened| weakened.claim)) {
        changes[claim] = true;
    }
    let is_touched = |&review: &ReviewIndex| graph.reviewed(review).is_some_and(|claim| changes[claim]);
    let mut touched: Vec<_> = corpus.reviews.indices().filter(is_touched).collect();
    if !touched.is_empty() {
        let reviews = snapshot.reviews(None);
        touched.retain(|&review| !reviews.is_superseded(review));
    }
    let reviews = touched.into_iter().map(|review| &corpus.reviews[review]).collect();
    Impact { corpus, graph, target, facts, reviews }
}

impl<'a> Impact<'a> {
    /// The claims that fall, in order of id.
    pub fn falls(&self) -> &[Fallen] {
        &self.facts.falls
    }

    /// The claims that still stand, on less or on the same, in order of id.
    pub fn weakened(&self) -> &[Weakened] {
        &self.facts.weakened
    }

    /// The reviews of claims that fall or are weakened, in order of id, without those that were superseded.
    pub fn reviews(&self) -> &[&'a Review] {
        &self.reviews
    }

    /// The id of a record.
    ///
    /// # Panics
    /// If the record is not one of this corpus.
    pub fn id(&self, record: impl Into<Record>) -> &'a str {
        self.corpus.id(record.into())
    }
}

impl Written for Impact<'_> {
    fn writers() -> impl IntoIterator<Item = Writer<Self>> {
        [Writer::new(Format::Text, text::write), Writer::new(Format::Json, json::write)]
    }
}
