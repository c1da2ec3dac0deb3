use petgraph::Directed;
use petgraph::csr::Csr;

/// Which nodes lead to which, compactly: 4 bytes a link and 8 a node.
#[derive(Debug)]
pub(crate) struct Adjacency(Csr<(), (), Directed, u32>);

impl Adjacency {
    /// From links in ascending order, each once, between nodes below `nodes`.
    pub(crate) fn new(nodes: usize, links: &[(u32, u32)]) -> Self {
        debug_assert!(links.is_sorted_by(|a, b| a < b));
        let mut csr = Csr::from_sorted_edges(links).unwrap_or_default();
        while csr.node_count() < nodes {
            csr.add_node(());
        }
        Self(csr)
    }

    /// The nodes that a node leads to, in ascending order.
    pub(crate) fn of(&self, node: u32) -> &[u32] {
        self.0.neighbors_slice(node)
    }

    /// Every link turned round. Linear: a counting sort by target keeps the sources of each in order.
    pub(crate) fn reversed(&self, nodes: usize) -> Self {
        let numbers = 0..u32::try_from(nodes).unwrap_or(u32::MAX);
        let mut ends = vec![0_usize; nodes + 1];
        for &target in numbers.clone().flat_map(|node| self.of(node)) {
            ends[target as usize + 1] += 1;
        }
        for node in 0..nodes {
            ends[node + 1] += ends[node];
        }
        let mut links = vec![(0, 0); self.0.edge_count()];
        for source in numbers {
            for &target in self.of(source) {
                let place = &mut ends[target as usize];
                links[*place] = (target, source);
                *place += 1;
            }
        }
        Self::new(nodes, &links)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_links_round() {
        let there = Adjacency::new(5, &[(0, 1), (0, 3), (2, 1), (2, 2)]);
        let back = there.reversed(5);
        assert_eq!(there.of(0), [1, 3]);
        assert_eq!(back.of(1), [0, 2]);
        assert_eq!(back.of(2), [2]);
        assert_eq!(back.of(4), [0_u32; 0]);
    }
}
