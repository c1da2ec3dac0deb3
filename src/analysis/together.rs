//! Whether two claims count as if they had nothing to do with each other.

use hashbrown::HashSet;

use crate::graph::Graph;
use crate::index::ClaimIndex;

/// How many claims are looked at in each direction.
const MAX_LOOKED_AT: usize = 10_000;

/// Whether one of two claims, or a third, rests on both by different ways, while neither goes back to the other by
/// citations: so both are taken for evidence of the same thing. Of two claims that support nothing together, nobody
/// takes one for the other's confirmation.
pub(crate) fn count_together(graph: &Graph, one: ClaimIndex, other: ClaimIndex) -> bool {
    let cites = |claim| graph.cites(claim).iter().copied();
    if reached(one, cites).contains(&other) || reached(other, cites).contains(&one) {
        return false;
    }
    let above = |claim| graph.cited_by(claim).iter().chain(graph.corroborates(claim)).copied();
    !reached(one, above).is_disjoint(&reached(other, above))
}

/// The claims that a walk comes to, the first included.
fn reached<I: Iterator<Item = ClaimIndex>>(first: ClaimIndex, leads: impl Fn(ClaimIndex) -> I) -> HashSet<ClaimIndex> {
    let mut reached = HashSet::from([first]);
    let mut open = vec![first];
    while let Some(claim) = open.pop().filter(|_| reached.len() < MAX_LOOKED_AT) {
        open.extend(leads(claim).filter(|&next| reached.insert(next)));
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::link;
    use crate::load::load_texts;

    #[test]
    fn what_supports_a_third_or_each_other_counts_together_unless_one_relays_the_other() {
        let text = "claims:\n  a: {statement: x}\n  b: {statement: x, corroborates: [a]}\n  c: {statement: x, corroborates: [a]}\n  \
                    d: {statement: x, cites: [b]}\n  e: {statement: x, cites: [b, c]}\n  f: {statement: x, disputes: [a]}\n";
        let linked = link(&load_texts([("c.yaml".into(), text.into())]).corpus);
        let together = |one, other| count_together(&linked.graph, ClaimIndex(one), ClaimIndex(other));
        for (one, other, expected) in
            [(1, 2, true), (0, 1, true), (3, 1, false), (4, 2, false), (3, 2, false), (5, 0, false), (5, 1, false)]
        {
            assert_eq!((together(one, other), together(other, one)), (expected, expected), "{one} {other}");
        }
    }
}
