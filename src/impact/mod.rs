//! What if: the claims that fall, and those that are weakened, when a source or a claim is struck; and the sources with which most
//! claims fall.

mod json;
mod ranking;
mod text;

use std::io::{self, Write};

pub use ranking::{Ranking, Rival, rank};

use crate::analysis::{self, strike};
use crate::graph::Graph;
use crate::index::{ClaimIndex, IndexVec, Node, ReviewIndex};
use crate::model::{Corpus, Record, Review};
use crate::workspace::Snapshot;

/// How an impact or a ranking is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people, at a terminal.
    Text {
        /// How many columns a line may take.
        width: usize,
        /// Whether to use colours. Nothing is said by colour alone.
        color: bool,
    },
    /// For programs; the fields are fixed.
    Json,
}

/// What striking a source or a claim does, as a view of the corpus and the facts.
#[derive(Debug)]
pub struct Impact<'a> {
    corpus: &'a Corpus,
    graph: &'a Graph,
    node: Node,
    facts: analysis::Impact,
    reviews: Vec<&'a Review>,
}

/// Strikes a source or a claim. A claim that is struck itself falls, if it had a chain. The time is that of
/// [`strike`] and of one look at every review.
pub fn impact(snapshot: &Snapshot, node: Node) -> Impact<'_> {
    let (corpus, graph) = (snapshot.corpus(), snapshot.graph());
    let facts = strike(graph, snapshot.analysis(), node);
    let mut changes = IndexVec::<ClaimIndex, _>::filled(false, graph.claim_count());
    let fallen = facts.falls.iter().map(|fallen| fallen.claim);
    for claim in fallen.chain(facts.weakened.iter().map(|weakened| weakened.claim)) {
        changes[claim] = true;
    }
    let is_touched = |&review: &ReviewIndex| graph.reviewed(review).is_some_and(|claim| changes[claim]);
    let touched = corpus.reviews.indices().filter(is_touched).map(|review| &corpus.reviews[review]);
    Impact { corpus, graph, node, facts, reviews: touched.collect() }
}

impl<'a> Impact<'a> {
    /// Writes what the strike does.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Text { width, color } => text::write(self, width, color, out),
            Format::Json => json::write(self, out),
        }
    }

    fn id(&self, record: impl Into<Record>) -> &'a str {
        self.corpus.id(record.into())
    }
}
