//! The proper hierarchy: every edge joins neighbouring ranks only. A longer one passes a dummy in each rank between its
//! ends.

use super::orient::Arc;
use super::rows::Rows;
use super::{EdgeKind, Node};

/// Boxes and dummies in ranks. Boxes have the numbers of their nodes, and dummies follow.
#[derive(Debug)]
pub(super) struct Layers {
    pub(super) boxes: Vec<Node>,
    /// The vertices of each rank, from left to right.
    pub(super) ranks: Vec<Vec<usize>>,
    /// The rank of each vertex.
    pub(super) rank_of: Vec<usize>,
    /// The neighbours of each vertex in the rank above, and in the one below.
    pub(super) up: Rows,
    pub(super) down: Rows,
    /// An edge each.
    pub(super) chains: Vec<Chain>,
}

/// The vertices that an edge passes.
#[derive(Debug)]
pub(super) struct Chain {
    pub(super) kind: EdgeKind,
    pub(super) way: Way,
    /// Whether the arrow is at the first vertex.
    pub(super) is_turned: bool,
    /// From the upper end to the lower one.
    pub(super) vertices: Vec<usize>,
}

/// How an edge goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// From rank to rank.
    Down,
    /// Between boxes of one rank, over a dummy in the rank above.
    Arch,
    /// Between two boxes that stand side by side.
    Beside,
}

impl Chain {
    /// How far from the middle of its nth vertex it passes: at its ends, where its ports are.
    pub(super) fn port(&self, nth: usize, ports: [i32; 2]) -> i32 {
        match nth {
            0 => ports[0],
            nth if nth + 1 == self.vertices.len() => ports[1],
            _ => 0,
        }
    }
}

impl Layers {
    pub(super) fn new(nodes: &[Node], arcs: &[Arc], ranks: &[usize]) -> Self {
        // An arch over the first rank needs a rank above it.
        let is_flat = |arc: &Arc| ranks[arc.upper] == ranks[arc.lower];
        let shift = usize::from(arcs.iter().any(|arc| is_flat(arc) && ranks[arc.upper] == 0));
        let rank_of: Vec<_> = ranks.iter().map(|rank| rank + shift).collect();
        let count = rank_of.iter().max().map_or(0, |&last| last + 1);
        let mut layers = Self {
            boxes: nodes.to_vec(),
            ranks: vec![Vec::new(); count],
            rank_of,
            up: Rows::default(),
            down: Rows::default(),
            chains: Vec::with_capacity(arcs.len()),
        };
        for &arc in arcs {
            let chain = layers.chain(arc);
            layers.chains.push(chain);
        }
        layers.link();
        for (vertex, &rank) in layers.rank_of.iter().enumerate() {
            layers.ranks[rank].push(vertex);
        }
        layers
    }

    pub(super) fn count(&self) -> usize {
        self.rank_of.len()
    }

    pub(super) fn is_box(&self, vertex: usize) -> bool {
        vertex < self.boxes.len()
    }

    pub(super) fn width(&self, vertex: usize) -> i32 {
        self.boxes.get(vertex).map_or(0, |node| node.width)
    }

    /// Where in its rank each vertex is.
    pub(super) fn positions(&self) -> Vec<usize> {
        let mut positions = vec![0; self.count()];
        for rank in &self.ranks {
            rank.iter().enumerate().for_each(|(position, &vertex)| positions[vertex] = position);
        }
        positions
    }

    /// The vertices of an arc, with new dummies.
    fn chain(&mut self, arc: Arc) -> Chain {
        let is_upside_down = self.rank_of[arc.upper] > self.rank_of[arc.lower];
        let Arc { upper, lower, is_turned, kind } = if is_upside_down { arc.turned() } else { arc };
        let (from, to) = (self.rank_of[upper], self.rank_of[lower]);
        if from == to {
            let cap = self.dummy(from.saturating_sub(1));
            return Chain { kind, way: Way::Arch, is_turned, vertices: vec![upper, cap, lower] };
        }
        let mut vertices = vec![upper];
        vertices.extend((from + 1..to).map(|rank| self.dummy(rank)));
        vertices.push(lower);
        Chain { kind, way: Way::Down, is_turned, vertices }
    }

    fn dummy(&mut self, rank: usize) -> usize {
        self.rank_of.push(rank);
        self.rank_of.len() - 1
    }

    /// Finds the neighbours of all vertices from the chains.
    fn link(&mut self) {
        let steps =
            self.chains.iter().filter(|chain| chain.way != Way::Beside).flat_map(|chain| chain.vertices.windows(2));
        let downward = steps.map(|step| {
            if self.rank_of[step[0]] < self.rank_of[step[1]] { (step[0], step[1]) } else { (step[1], step[0]) }
        });
        let down = Rows::new(self.count(), downward.clone());
        self.up = Rows::new(self.count(), downward.map(|(upper, lower)| (lower, upper)));
        self.down = down;
    }

    /// Once the ranks are in order: boxes side by side are joined without an arch.
    pub(super) fn take_short_ways(&mut self) {
        let positions = self.positions();
        let mut is_gone = vec![false; self.count()];
        for chain in self.chains.iter_mut().filter(|chain| chain.way == Way::Arch) {
            let &[first, cap, last] = &chain.vertices[..] else { continue };
            if positions[first].abs_diff(positions[last]) == 1 {
                chain.way = Way::Beside;
                chain.vertices = vec![first, last];
                is_gone[cap] = true;
            }
        }
        self.ranks.iter_mut().for_each(|rank| rank.retain(|&vertex| !is_gone[vertex]));
        self.link();
    }
}
