//! The nodes that all lines of a claim pass through.
//!
//! Seen from a root behind all sources, a node that every line of a claim passes through dominates it. The dominator
//! tree is built as Lengauer and Tarjan describe in "A fast algorithm for finding dominators in a flowgraph" (1979),
//! the simple version, with loops for all recursion.

use super::lines::Lines;
use crate::index::{Idx, IndexVec, Node, first, indices};

/// No node: used for a node that leads to no source.
pub(super) const NONE: Node = Node(u32::MAX);

indices! {
    /// When a walk first met a node: the root is met before all others.
    pub(super) Visit;
}

/// The root of a walk.
pub(super) const ROOT: Visit = Visit(0);
/// No visit.
const NEVER: Visit = Visit(u32::MAX);

/// The dominator tree of a network. Nodes go by the numbers of a walk, so that what lies close in the graph lies close
/// in memory; a node above another one has the smaller number.
#[derive(Debug)]
pub(super) struct Dominators {
    walk: Walk,
    above: IndexVec<Visit, Visit>,
}

impl Dominators {
    /// `O(links · log nodes)`.
    pub(super) fn new(lines: &Lines) -> Self {
        let walk = Walk::new(lines);
        let above = dominators(lines, &walk);
        Self { walk, above }
    }

    /// For every node the bottleneck nearest the sources: the node itself if it has two lines or more that share
    /// nothing, or is a source; [`NONE`] if it has no line.
    pub(super) fn bottlenecks(&self) -> IndexVec<Node, Node> {
        let mut found = IndexVec::filled(NONE, self.walk.visits.len());
        for (&node, &above) in self.walk.nodes.iter().zip(&self.above).skip(1) {
            found[node] = if above == ROOT { node } else { found[self.node(above)] };
        }
        found
    }

    /// The nodes that every line of a node passes through, the node itself left out, on the way to the sources.
    pub(super) fn all_bottlenecks(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        let above = |&visit: &Visit| Some(self.above(visit)).filter(|&above| above != ROOT);
        let first = self.visit(node).and_then(|visit| above(&visit));
        std::iter::successors(first, above).map(|visit| self.node(visit))
    }

    /// How many visits there are: one of the root, and one of every node with a line.
    pub(super) fn count(&self) -> usize {
        self.walk.nodes.len()
    }

    /// When a node was met, if it has a line.
    pub(super) fn visit(&self, node: Node) -> Option<Visit> {
        Some(self.walk.visits[node]).filter(|&visit| visit != NEVER)
    }

    /// The node met at a visit, which is not that of the root.
    pub(super) fn node(&self, visit: Visit) -> Node {
        debug_assert_ne!(visit, ROOT, "the root is no node");
        self.walk.nodes[visit]
    }

    /// What dominates a node and nothing else that dominates it.
    pub(super) fn above(&self, visit: Visit) -> Visit {
        self.above[visit]
    }

    /// From where the walk came to a node.
    pub(super) fn walked_from(&self, visit: Visit) -> Visit {
        self.walk.parents[visit]
    }
}

/// The nodes in the order in which a depth-first walk up from the root first meets them.
#[derive(Debug)]
struct Walk {
    /// The node met as the nth; the entry at [`ROOT`] is not a node.
    nodes: IndexVec<Visit, Node>,
    /// When a node was met, or [`NEVER`].
    visits: IndexVec<Node, Visit>,
    /// From where the nth was met.
    parents: IndexVec<Visit, Visit>,
}

impl Walk {
    fn new(lines: &Lines) -> Self {
        let visits = IndexVec::filled(NEVER, lines.node_count());
        let count = lines.node_count() + 1;
        let mut walk = Self { nodes: IndexVec::with_capacity(count), visits, parents: IndexVec::with_capacity(count) };
        walk.nodes.push(NONE);
        walk.parents.push(ROOT);
        let mut open: Vec<(Visit, std::slice::Iter<'_, Node>)> = Vec::new();
        for source in lines.ends() {
            let visit = walk.meet(source, ROOT);
            open.push((visit, lines.up(source).iter()));
            while let Some((visit, rest)) = open.last_mut() {
                let Some(&node) = rest.next() else {
                    open.pop();
                    continue;
                };
                if walk.visits[node] == NEVER {
                    let met = walk.meet(node, *visit);
                    open.push((met, lines.up(node).iter()));
                }
            }
        }
        walk
    }

    fn meet(&mut self, node: Node, parent: Visit) -> Visit {
        let visit = self.nodes.push(node);
        self.visits[node] = visit;
        self.parents.push(parent);
        visit
    }
}

/// The immediate dominator of every node met.
fn dominators(lines: &Lines, walk: &Walk) -> IndexVec<Visit, Visit> {
    let count = walk.nodes.len();
    let mut forest = Forest::new(count);
    let mut dominators = IndexVec::filled(ROOT, count);
    // The nodes whose semidominator a node is, as linked lists.
    let mut heads = IndexVec::filled(NEVER, count);
    let mut next = IndexVec::filled(NEVER, count);
    let mut below = Below::default();
    for at in first::<Visit>(count).skip(1).rev() {
        let (node, parent) = (walk.nodes[at], walk.parents[at]);
        let mut semi = if lines.is_end(node) { ROOT } else { at };
        for &below in below.of(at, lines, walk) {
            semi = semi.min(forest.lowest_semi(below));
        }
        forest.link(at, parent, semi);
        next[at] = std::mem::replace(&mut heads[semi], at);
        let mut waiting = std::mem::replace(&mut heads[parent], NEVER);
        while waiting != NEVER {
            let best = forest.best(waiting);
            let is_lower = forest.semi(best) < forest.semi(waiting);
            dominators[waiting] = if is_lower { best } else { parent };
            waiting = next[waiting];
        }
    }
    for at in first(count).skip(1) {
        if dominators[at] != forest.semi(at) {
            dominators[at] = dominators[dominators[at]];
        }
    }
    dominators
}

/// What some visited nodes lead to, looked up together: of a large network, each look waits for memory, and where one
/// follows directly on another, they wait together.
#[derive(Default)]
struct Below {
    visits: Vec<Visit>,
    /// Where the visits of each node end, the last node first.
    ends: Vec<usize>,
}

impl Below {
    /// So many nodes are looked up together.
    const BATCH: usize = 64;

    /// What is visited of what a node leads to. To be called for one node after the other, the last first.
    fn of(&mut self, at: Visit, lines: &Lines, walk: &Walk) -> &[Visit] {
        let nth = (walk.nodes.len() - 1 - at.at()) % Self::BATCH;
        if nth == 0 {
            self.visits.clear();
            self.ends.clear();
            for &node in walk.nodes.values()[1..=at.at()].iter().rev().take(Self::BATCH) {
                let visits = lines.down(node).iter().map(|&below| walk.visits[below]);
                self.visits.extend(visits.filter(|&visit| visit != NEVER));
                self.ends.push(self.visits.len());
            }
        }
        let start = nth.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.visits[start..self.ends[nth]]
    }
}

/// The part of the walk's tree that was looked at so far, with its paths compressed.
struct Forest {
    nodes: IndexVec<Visit, ForestNode>,
    /// The path that is being compressed.
    path: Vec<Visit>,
}

/// What is known of a node, in one place: of a large network, each look at another place waits for memory.
#[derive(Debug, Clone, Copy)]
struct ForestNode {
    /// The semidominator, as far as it is known.
    semi: Visit,
    /// The node above, after compression; [`NEVER`] at the top of a tree.
    above: Visit,
    /// The node with the lowest semidominator between this one and the one above.
    lowest: Visit,
}

impl Forest {
    fn new(count: usize) -> Self {
        let nodes = first(count).map(|at| ForestNode { semi: at, above: NEVER, lowest: at }).collect();
        Self { nodes, path: Vec::new() }
    }

    fn semi(&self, node: Visit) -> Visit {
        self.nodes[node].semi
    }

    /// Puts a tree's top, whose semidominator is found, under another node.
    fn link(&mut self, node: Visit, parent: Visit, semi: Visit) {
        let node = &mut self.nodes[node];
        (node.above, node.semi) = (parent, semi);
    }

    /// The lowest semidominator from `node` up to its tree's top, the top excluded.
    fn lowest_semi(&mut self, node: Visit) -> Visit {
        let best = self.best(node);
        self.semi(best)
    }

    /// The node with that semidominator.
    fn best(&mut self, node: Visit) -> Visit {
        let mut at = node;
        let mut above = self.nodes[at].above;
        if above == NEVER {
            return node;
        }
        loop {
            let next = self.nodes[above].above;
            if next == NEVER {
                break;
            }
            self.path.push(at);
            (at, above) = (above, next);
        }
        // `above` is the top of the tree, and `at` the node under it.
        while let Some(lower) = self.path.pop() {
            let upper = self.nodes[lower].above;
            let (mine, theirs) = (self.nodes[lower].lowest, self.nodes[upper].lowest);
            let lowest = if self.semi(theirs) < self.semi(mine) { theirs } else { mine };
            self.nodes[lower] = ForestNode { above, lowest, ..self.nodes[lower] };
        }
        self.nodes[node].lowest
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::LineKind;
    use super::super::tests::case;
    use super::*;

    /// A claim leads to the next two, and the last two have a source each: every other claim has two lines that share
    /// nothing, unless the last one is the only one with sources.
    #[test]
    fn networks_as_large_as_a_batch_and_larger() {
        for count in [Below::BATCH - 3, Below::BATCH - 2, Below::BATCH - 1, Below::BATCH, 2 * Below::BATCH, 300] {
            let claim = |at: usize| format!("c{at:03} cites c{:03} c{:03}; ", at + 1, at + 2);
            let claims: String = (0..count - 2).map(claim).collect::<Vec<_>>().concat();
            let (last, before) = (count - 1, count - 2);
            for (ends, expected) in [
                (format!("c{before:03} by s1; c{last:03} by s2"), None),
                (format!("c{before:03} cites c{last:03}; c{last:03} by s1 s2"), Some(Node::new(last))),
            ] {
                let case = case(&(claims.clone() + &ends));
                let found = Dominators::new(&Lines::new(&case.graph, LineKind::Any)).bottlenecks();
                for node in (0..count - 2).map(Node::new) {
                    assert_eq!(found[node], expected.unwrap_or(node), "{node:?} of {count}");
                }
            }
        }
    }
}
