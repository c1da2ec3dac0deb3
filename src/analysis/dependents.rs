//! How many claims rest on each claim.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::graph::{Component, Components, Graph};
use crate::index::{ClaimIndex, IndexVec, number};

/// A walk that passes more links than this leaves what it found for others to use.
const LONG: usize = 2000;

/// How many other claims rest on each claim, however far up: those that cite it or are corroborated by it, and so on.
/// Counted up to `limit`, which means as many or more.
///
/// From the claims that nobody rests on downwards, so that whatever a walk meets is settled: it ends at the first claim
/// on which `limit` others rest. Where few claims have many links between them, a long walk is kept, and the claims
/// below go on from there. Nothing is walked from claim by claim but what has fewer than `limit` above it.
pub fn dependents(graph: &Graph, limit: usize) -> IndexVec<ClaimIndex, u32> {
    let components = Components::of_grounds(graph);
    let mut counting = Counting {
        graph,
        components: &components,
        limit,
        // The members of a component, and all that rest on them.
        counts: IndexVec::filled(0, components.count()),
        kept: IndexVec::filled(None, components.count()),
        seen: IndexVec::filled(None, components.count()),
        covered: IndexVec::filled(None, components.count()),
    };
    for component in components.all().rev() {
        counting.count(component);
    }
    // A claim does not rest on itself.
    let of = |claim| counting.counts[components.of(claim)] - 1;
    graph.claims().map(|claim| number(of(claim).min(limit))).collect()
}

struct Counting<'g> {
    graph: &'g Graph,
    components: &'g Components,
    limit: usize,
    counts: IndexVec<Component, usize>,
    /// What rests on a component, where it took long to find.
    kept: IndexVec<Component, Option<Box<[Component]>>>,
    /// The last component from which a walk came here.
    seen: IndexVec<Component, Option<Component>>,
    /// The last component from which all above this one was entered at once.
    covered: IndexVec<Component, Option<Component>>,
}

impl Counting<'_> {
    /// Counts the members of a component and all that rest on them. Those with greater numbers are settled.
    ///
    /// The nearest come first: all above them is entered before anybody goes there by a link that leaves them out.
    fn count(&mut self, start: Component) {
        let (graph, components) = (self.graph, self.components);
        let mut count = components.members(start).len();
        let (mut found, mut next, mut passed) = (Vec::new(), BinaryHeap::from([Reverse(start)]), 0);
        self.seen[start] = Some(start);
        while count <= self.limit
            && let Some(Reverse(component)) = next.pop()
        {
            if self.covered[component] == Some(start) {
                continue;
            }
            if self.counts[component] > self.limit {
                count = self.counts[component];
                break;
            }
            if let Some(kept) = &self.kept[component] {
                passed += kept.len();
                for &above in kept {
                    self.covered[above] = Some(start);
                    if self.seen[above].replace(start) != Some(start) {
                        found.push(above);
                        count += components.members(above).len();
                    }
                }
                continue;
            }
            for &claim in components.members(component) {
                for &other in graph.cited_by(claim).iter().chain(graph.corroborates(claim)) {
                    passed += 1;
                    let above = components.of(other);
                    if self.seen[above].replace(start) != Some(start) {
                        found.push(above);
                        next.push(Reverse(above));
                        count += components.members(above).len();
                    }
                }
            }
        }
        self.counts[start] = count;
        if passed > LONG && count <= self.limit {
            self.kept[start] = Some(found.into());
        }
    }
}
