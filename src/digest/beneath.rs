//! What a claim rests on, nearest first.

use hashbrown::HashSet;

use crate::graph::Graph;
use crate::index::{ClaimIndex, DocumentIndex, SourceIndex};
use crate::model::Record;

/// The records that the grounds digest of a claim covers, each with how many links it is away, the nearest first: the
/// claim itself, then its sources, its documents, the claims that it cites and those that corroborate it, then what
/// these rest on. At one distance claims come first, then sources, then documents, each in order of id.
///
/// At most `limit` records; what it costs grows with them, and not with the corpus.
///
/// # Panics
/// If a number is not one of this corpus.
pub fn beneath(graph: &Graph, claim: ClaimIndex, limit: usize) -> Vec<(Record, u32)> {
    let mut walk = Walk { graph, limit, found: Vec::new(), seen: HashSet::default() };
    let mut level = Level { claims: vec![claim], ..Level::default() };
    for depth in 0.. {
        let claims = walk.enter(level, depth);
        if claims.is_empty() {
            break;
        }
        level = walk.below(&claims);
    }
    walk.found
}

/// Records that are equally far away.
#[derive(Default)]
struct Level {
    claims: Vec<ClaimIndex>,
    sources: Vec<SourceIndex>,
    documents: Vec<DocumentIndex>,
}

struct Walk<'g> {
    graph: &'g Graph,
    limit: usize,
    found: Vec<(Record, u32)>,
    seen: HashSet<Record>,
}

impl Walk<'_> {
    /// Enters what fits, and gives back the claims to go on from.
    fn enter(&mut self, level: Level, depth: u32) -> Vec<ClaimIndex> {
        let claims = self.enter_kind(level.claims, depth);
        self.enter_kind(level.sources, depth);
        self.enter_kind(level.documents, depth);
        claims
    }

    fn enter_kind<I: Copy + Ord + Into<Record>>(&mut self, mut numbers: Vec<I>, depth: u32) -> Vec<I> {
        numbers.sort_unstable();
        numbers.dedup();
        numbers.truncate(self.left());
        self.found.extend(numbers.iter().map(|&number| (number.into(), depth)));
        self.seen.extend(numbers.iter().map(|&number| number.into()));
        numbers
    }

    fn left(&self) -> usize {
        self.limit - self.found.len()
    }

    /// What some claims lead to and was not seen before.
    fn below(&self, claims: &[ClaimIndex]) -> Level {
        let mut level = Level::default();
        for &claim in claims {
            self.add(&mut level.claims, self.graph.cites(claim));
            self.add(&mut level.claims, self.graph.corroborated_by(claim));
            self.add(&mut level.sources, self.graph.voices(claim));
            self.add(&mut level.documents, self.graph.documents(claim));
        }
        level
    }

    /// Links are in ascending order, so of each list only as many can be entered as there is room for: a claim that
    /// cites a hundred thousand others is not looked through for every claim above it.
    fn add<I: Copy + Into<Record>>(&self, level: &mut Vec<I>, links: &[I]) {
        level.extend(links.iter().copied().filter(|&link| !self.seen.contains(&link.into())).take(self.left()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::link;
    use crate::load::load_texts;

    /// `top` cites `a` and `b`; `b` is corroborated by `c`, which cites `top` again.
    #[test]
    fn nearest_first_and_nothing_twice() {
        let text = "
sources:
  s: {identity: named, name: S}
  t: {identity: named, name: T}
documents:
  d: {title: D}
claims:
  top: {statement: x, attributed_to: [t], cites: [b, a], evidence: [{document: d}]}
  a: {statement: x, attributed_to: [s, t], evidence: [{document: d}]}
  b: {statement: x}
  c: {statement: x, cites: [top], corroborates: [b]}
  other: {statement: x, cites: [top], disputes: [a]}
";
        let loaded = load_texts([("c.yaml".into(), text.into())]);
        let graph = link(&loaded.corpus).graph;
        let Some(Record::Claim(top)) = loaded.corpus.find("top") else { panic!() };
        let shown = |limit| -> Vec<_> {
            let found = beneath(&graph, top, limit);
            found.into_iter().map(|(record, depth)| format!("{depth} {}", loaded.corpus.id(record))).collect()
        };
        assert_eq!(shown(100), ["0 top", "1 a", "1 b", "1 t", "1 d", "2 c", "2 s"]);
        assert_eq!(shown(3), ["0 top", "1 a", "1 b"]);
        assert_eq!(shown(6), ["0 top", "1 a", "1 b", "1 t", "1 d", "2 c"]);
        assert_eq!(shown(0), [""; 0]);
    }
}
