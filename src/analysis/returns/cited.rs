//! What some claims lead to by citations: of a large corpus, the small part that matters.

use super::super::reach::below;
use crate::graph::{Component, Components, Graph};
use crate::index::{ClaimIndex, IndexVec, number};

/// The components of some claims and of all that they lead to, what is cited first.
pub(super) struct Cited {
    pub(super) order: Vec<Component>,
    /// Where each component is in this order, if it is.
    places: IndexVec<Component, u32>,
}

impl Cited {
    /// Linear in claims and links.
    pub(super) fn by(graph: &Graph, components: &Components, claims: impl Iterator<Item = ClaimIndex>) -> Self {
        let order = below(components, claims, |claim| graph.cites(claim).iter().copied());
        let mut places = IndexVec::filled(u32::MAX, components.count());
        for (at, &component) in order.iter().enumerate() {
            places[component] = number(at);
        }
        Self { order, places }
    }

    /// Where a component that is cited is in the order.
    pub(super) fn place(&self, component: Component) -> usize {
        self.places[component] as usize
    }
}
