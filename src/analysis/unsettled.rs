//! Claims that rest on a reference that does not hold or could not be read: what is missing there may be all that is
//! missing.

use crate::graph::{Graph, Loose};
use crate::index::{ClaimIndex, IndexVec};

/// For every claim, whether it or anything that it rests on or is supported by has a voice or a citation that does not
/// hold. Walks up from all such references at once, linear in claims and links; nothing where every reference holds.
pub(crate) fn unsettled(graph: &Graph) -> Option<IndexVec<ClaimIndex, bool>> {
    let is_loose = |&claim: &ClaimIndex| graph.loose(claim) != Loose::default();
    let mut open: Vec<ClaimIndex> = graph.claims().filter(is_loose).collect();
    if open.is_empty() {
        return None;
    }
    let mut found = IndexVec::filled(false, graph.claim_count());
    for &claim in &open {
        found[claim] = true;
    }
    while let Some(claim) = open.pop() {
        for &above in graph.cited_by(claim).iter().chain(graph.corroborates(claim)) {
            if !found[above] {
                found[above] = true;
                open.push(above);
            }
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Workspace;

    #[test]
    fn what_rests_on_a_reference_that_does_not_hold() {
        let of = |claims: &str| {
            let snapshot = Workspace::of_texts([("c.yaml", format!("claims:\n{claims}"))]).snapshot();
            unsettled(snapshot.graph()).map(|found| found.values().to_vec())
        };
        assert_eq!(of("  a: {statement: x}\n  b: {statement: y, cites: [a]}\n"), None);
        let claims = "  a: {statement: x, attributed_to: [nobody]}
  b: {statement: x, cites: [a]}
  c: {statement: x, cites: [b, d]}
  d: {statement: x, corroborates: [e]}
  e: {statement: x}
  f: {statement: x, cites: [f], corroborates: [d]}
  g: {statement: x, corroborates: [nothing]}
  h: {statement: x, attributed_to: somebody}
  i: {statement: x, cites: [h]}
  j: {statement: x, date: soon}
  k: {statement: x, corroborate: [j]}
";
        let expected = [true, true, true, true, true, true, false, true, true, false, true];
        assert_eq!(of(claims).as_deref(), Some(&expected[..]));
    }
}
