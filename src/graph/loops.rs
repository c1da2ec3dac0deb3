//! Loops of claims that lead to each other, found by petgraph over a view of the graph; and an order for all that
//! is between them.

use petgraph::Direction;
use petgraph::algo::kosaraju_scc;
use petgraph::visit::{
    GraphBase, GraphRef, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers, NodeFiltered, Visitable,
};
use std::iter::{Copied, Map};
use std::ops::Range;
use std::slice::Iter;

use super::{Adjacency, Graph};
use crate::index::{ClaimIndex, Idx, IndexVec, first, indices, number};

indices! {
    /// Claims that lead to each other, or one claim by itself.
    pub(crate) Component;
}

/// Claims in groups: those that lead to each other, and so stand on loops together, and every other claim by itself.
///
/// Groups are numbered from 0 so that what a claim leads to is in its own group or in one with a smaller number. 12
/// bytes a claim.
#[derive(Debug)]
pub(crate) struct Components {
    members: Vec<ClaimIndex>,
    /// Where the members of each group start, and after the last group where they end.
    starts: Vec<u32>,
    of: IndexVec<ClaimIndex, Component>,
}

impl Components {
    /// Of all claims, over their citations. Linear in claims and links.
    pub(crate) fn of_citations(graph: &Graph) -> Self {
        Self::new(Links { claims: graph.claim_count(), out: &graph.cites.out, into: &graph.cites.into })
    }

    /// Of all claims, over the citations of claims that are not retracted.
    pub(crate) fn of_live_citations(graph: &Graph) -> Self {
        let out = Adjacency::from_lists(graph.claim_count(), |claim, targets| targets.extend(graph.cites_live(claim)));
        Self::new(Links { claims: graph.claim_count(), out: &out, into: &out.reversed(graph.claim_count()) })
    }

    /// Of all claims, over what their grounds are made of: the claims that they cite and those that corroborate them.
    /// Linear too.
    pub(crate) fn of_grounds(graph: &Graph) -> Self {
        let out = Adjacency::from_lists(graph.claim_count(), |claim, targets| {
            targets.extend(graph.cites(claim));
            targets.extend(graph.corroborated_by(claim));
        });
        Self::new(Links { claims: graph.claim_count(), out: &out, into: &out.reversed(graph.claim_count()) })
    }

    /// Of all claims, over what they answer: the claims that they cite, corroborate and dispute. Linear too.
    #[cfg(feature = "html")]
    pub(crate) fn of_answers(graph: &Graph) -> Self {
        let out = Adjacency::from_lists(graph.claim_count(), |claim, targets| targets.extend(answered(graph, claim)));
        Self::new(Links { claims: graph.claim_count(), out: &out, into: &out.reversed(graph.claim_count()) })
    }

    /// Only what leads to a loop is searched for loops: by Kosaraju's algorithm, since petgraph's other one recurses as
    /// deep as the longest chain.
    fn new(links: Links<'_>) -> Self {
        let (alone, left) = links.alone();
        let mut components = Self {
            starts: (0..=number(alone.len())).collect(),
            of: IndexVec::filled(Component(0), links.claims),
            members: alone,
        };
        for (nth, &claim) in components.members.iter().enumerate() {
            components.of[claim] = Component::new(nth);
        }
        if components.members.len() < links.claims {
            let is_left = |claim: ClaimIndex| left[claim] > 0;
            for mut members in kosaraju_scc(&NodeFiltered::from_fn(links, is_left)) {
                members.sort_unstable();
                for &claim in &members {
                    components.of[claim] = Component::new(components.count());
                }
                components.members.append(&mut members);
                components.starts.push(number(components.members.len()));
            }
        }
        components
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// All of them: what is cited before what cites it.
    pub(crate) fn all(&self) -> impl ExactSizeIterator<Item = Component> + DoubleEndedIterator + Clone + use<> {
        first(self.count())
    }

    /// The one that a claim is in.
    pub(crate) fn of(&self, claim: ClaimIndex) -> Component {
        self.of[claim]
    }

    /// Its claims, in ascending order.
    pub(crate) fn members(&self, component: Component) -> &[ClaimIndex] {
        let component = component.at();
        &self.members[self.starts[component] as usize..self.starts[component + 1] as usize]
    }

    /// All claims, what is cited before what cites it, except for those on loops with each other, which are in
    /// ascending order.
    pub(crate) fn in_order(&self) -> &[ClaimIndex] {
        &self.members
    }

    /// Those of two claims or more: a link from a claim to itself is no link.
    pub(crate) fn loops(&self) -> impl Iterator<Item = &[ClaimIndex]> {
        self.all().map(|component| self.members(component)).filter(|members| members.len() > 1)
    }

    /// Whether a claim is on a loop.
    pub(crate) fn is_on_loop(&self, claim: ClaimIndex) -> bool {
        self.members(self.of(claim)).len() > 1
    }
}

/// The claims that a claim cites, corroborates and disputes.
#[cfg(feature = "html")]
pub(crate) fn answered(graph: &Graph, claim: ClaimIndex) -> impl Iterator<Item = ClaimIndex> {
    [graph.cites(claim), graph.corroborates(claim), graph.disputes(claim)].into_iter().flatten().copied()
}

/// Claims and their links of some kinds, in both directions.
#[derive(Clone, Copy)]
struct Links<'g> {
    claims: usize,
    out: &'g Adjacency<ClaimIndex, ClaimIndex>,
    into: &'g Adjacency<ClaimIndex, ClaimIndex>,
}

impl Links<'_> {
    /// The claims that lead to no loop, what is led to first, and how many links of each other claim lead to what does.
    fn alone(self) -> (Vec<ClaimIndex>, IndexVec<ClaimIndex, u32>) {
        let mut left: IndexVec<ClaimIndex, u32> =
            self.node_identifiers().map(|claim| number(self.out.of(claim).len())).collect();
        let mut alone = Vec::with_capacity(self.claims);
        alone.extend(self.node_identifiers().filter(|&claim| left[claim] == 0));
        let mut at = 0;
        while let Some(&claim) = alone.get(at) {
            at += 1;
            for &from in self.into.of(claim) {
                left[from] -= 1;
                if left[from] == 0 {
                    alone.push(from);
                }
            }
        }
        (alone, left)
    }
}

impl GraphBase for Links<'_> {
    type NodeId = ClaimIndex;
    type EdgeId = ();
}

impl GraphRef for Links<'_> {}

impl<'g> IntoNeighbors for Links<'g> {
    type Neighbors = Copied<Iter<'g, ClaimIndex>>;

    fn neighbors(self, claim: ClaimIndex) -> Self::Neighbors {
        self.out.of(claim).iter().copied()
    }
}

impl<'g> IntoNeighborsDirected for Links<'g> {
    type NeighborsDirected = Copied<Iter<'g, ClaimIndex>>;

    fn neighbors_directed(self, claim: ClaimIndex, direction: Direction) -> Self::NeighborsDirected {
        match direction {
            Direction::Outgoing => self.out.of(claim).iter().copied(),
            Direction::Incoming => self.into.of(claim).iter().copied(),
        }
    }
}

impl IntoNodeIdentifiers for Links<'_> {
    type NodeIdentifiers = Map<Range<usize>, fn(usize) -> ClaimIndex>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        (0..self.claims).map(ClaimIndex::new)
    }
}

impl Visitable for Links<'_> {
    type Map = Seen;

    fn visit_map(&self) -> Seen {
        Seen(IndexVec::filled(false, self.claims))
    }

    fn reset_map(&self, map: &mut Seen) {
        map.0.fill(false);
    }
}

/// Which claims a walk has seen.
struct Seen(IndexVec<ClaimIndex, bool>);

impl petgraph::visit::VisitMap<ClaimIndex> for Seen {
    fn visit(&mut self, claim: ClaimIndex) -> bool {
        !std::mem::replace(&mut self.0[claim], true)
    }

    fn is_visited(&self, claim: &ClaimIndex) -> bool {
        self.0[*claim]
    }

    fn unvisit(&mut self, claim: ClaimIndex) -> bool {
        std::mem::replace(&mut self.0[claim], false)
    }
}
