//! What a claim rests on.

use crate::graph::Graph;
use crate::index::{ClaimIndex, IndexVec};

/// Which claims a claim rests on, itself included: what it cites, what corroborates it, and so on down. Linear in
/// claims and links.
pub(crate) fn grounds(graph: &Graph, claim: ClaimIndex) -> IndexVec<ClaimIndex, bool> {
    let mut reached = IndexVec::filled(false, graph.claim_count());
    let mut open = vec![claim];
    reached[claim] = true;
    while let Some(claim) = open.pop() {
        for &beneath in graph.cites(claim).iter().chain(graph.corroborated_by(claim)) {
            if !std::mem::replace(&mut reached[beneath], true) {
                open.push(beneath);
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::link;
    use crate::load::load_texts;

    #[test]
    fn what_it_cites_and_what_corroborates_it_and_nothing_above() {
        let text = "claims:\n  a: {statement: x, cites: [b]}\n  b: {statement: x, cites: [c], corroborates: [e], disputes: [f]}\n  \
                    c: {statement: x, cites: [b]}\n  d: {statement: x, corroborates: [c]}\n  e: {statement: x}\n  f: {statement: x}\n";
        let linked = link(&load_texts([("c.yaml".into(), text.into())]).corpus);
        let ids = |claim| {
            let reached = grounds(&linked.graph, claim);
            "abcdef".chars().zip(reached).filter(|&(_, reached)| reached).map(|(id, _)| id).collect::<String>()
        };
        assert_eq!([0, 1, 2, 3, 4, 5].map(ClaimIndex).map(ids), ["abcd", "bcd", "bcd", "d", "bcde", "f"]);
    }
}
