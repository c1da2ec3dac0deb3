use super::number;

/// Which nodes lead to which, as compressed rows: 4 bytes a link and 4 a node.
///
/// petgraph's own rows, `Csr`, take as much room for one direction as these for both, and longer to build; its algorithms run on
/// these all the same, see [`super::loops`].
#[derive(Debug)]
pub(crate) struct Adjacency {
    /// Where the targets of each node start, and after the last node where they end.
    starts: Vec<u32>,
    targets: Vec<u32>,
}

impl Adjacency {
    /// From links in ascending order, each once, between nodes below `nodes`.
    pub(crate) fn new(nodes: usize, links: &[(u32, u32)]) -> Self {
        debug_assert!(links.is_sorted_by(|a, b| a < b));
        let starts = starts(nodes, links.iter().map(|link| link.0));
        Self { starts, targets: links.iter().map(|link| link.1).collect() }
    }

    /// From what each node in turn adds to the list of targets.
    pub(crate) fn from_lists(nodes: usize, mut add: impl FnMut(u32, &mut Vec<u32>)) -> Self {
        let mut starts = Vec::with_capacity(nodes + 1);
        let mut targets = Vec::with_capacity(nodes);
        for node in 0..number(nodes) {
            starts.push(number(targets.len()));
            add(node, &mut targets);
        }
        starts.push(number(targets.len()));
        Self { starts, targets }
    }

    /// The nodes that a node leads to, in ascending order.
    pub(crate) fn of(&self, node: u32) -> &[u32] {
        let node = node as usize;
        &self.targets[self.starts[node] as usize..self.starts[node + 1] as usize]
    }

    /// Every link turned round. Linear: a counting sort by target keeps the sources of each in order.
    pub(crate) fn reversed(&self, nodes: usize) -> Self {
        let starts = starts(nodes, self.targets.iter().copied());
        let mut next = starts.clone();
        let mut targets = vec![0; self.targets.len()];
        for source in 0..number(nodes) {
            for &target in self.of(source) {
                let place = &mut next[target as usize];
                targets[*place as usize] = source;
                *place += 1;
            }
        }
        Self { starts, targets }
    }
}

/// Where the links of each node start, if they are put in order of their `ends`.
fn starts(nodes: usize, ends: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut starts = vec![0; nodes + 1];
    for end in ends {
        starts[end as usize + 1] += 1;
    }
    for node in 0..nodes {
        starts[node + 1] += starts[node];
    }
    starts
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
