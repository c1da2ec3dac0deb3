//! Which sources most claims fall with.

use std::cmp::Reverse;

use super::{json, text};
use crate::format::{Format, Writer, Written};
use crate::report::Origin;
use crate::workspace::Snapshot;

/// The sources with which claims fall, those with most of them first: the single points of failure of a whole corpus.
#[derive(Debug)]
pub struct Ranking<'a> {
    /// How many claims the corpus has.
    pub claims: usize,
    /// With how many sources claims fall, shown or not.
    pub sources: usize,
    /// The first of them: most falls first, then in order of id.
    pub ranked: Vec<RankedSource<'a>>,
}

/// A source in a ranking.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct RankedSource<'a> {
    /// The source.
    pub source: Origin<'a>,
    /// How many claims fall if it is struck.
    pub falls: u32,
}

/// Ranks the sources, and keeps the first `limit`; all of them if there is none. For the cost see
/// [`falls_by_source`](crate::analysis::falls_by_source).
pub fn rank(snapshot: &Snapshot, limit: Option<usize>) -> Ranking<'_> {
    let (corpus, graph) = (snapshot.corpus(), snapshot.graph());
    let falls = graph.sources().zip(snapshot.falls().iter().copied()).filter(|&(_, falls)| falls > 0);
    let mut ranked: Vec<_> =
        falls.map(|(source, falls)| RankedSource { source: Origin::new(corpus, source), falls }).collect();
    // Sources are numbered in order of id.
    ranked.sort_by_key(|ranked| Reverse(ranked.falls));
    let sources = ranked.len();
    ranked.truncate(limit.unwrap_or(usize::MAX));
    Ranking { claims: graph.claim_count(), sources, ranked }
}

impl Written for Ranking<'_> {
    fn writers() -> impl IntoIterator<Item = Writer<Self>> {
        [Writer::new(Format::Text, text::write_ranking), Writer::new(Format::Json, json::write_ranking)]
    }
}
