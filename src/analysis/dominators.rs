//! The nodes that all lines of a claim pass through.
//!
//! Seen from a root behind all sources, a node that every line of a claim passes through dominates it. The dominator tree is
//! built as Lengauer and Tarjan describe in "A fast algorithm for finding dominators in a flowgraph" (1979), the simple version,
//! with loops for all recursion.

use super::lines::Lines;

/// Marks a node that leads to no source.
pub(super) const NONE: u32 = u32::MAX;

/// The dominator tree of a network. Nodes go by the numbers of a walk, so that what lies close in the graph lies close in memory;
/// a node above another one has the smaller number.
#[derive(Debug)]
pub(super) struct Dominators {
    walk: Walk,
    above: Vec<u32>,
}

impl Dominators {
    /// `O(links · log nodes)`.
    pub(super) fn new(lines: &Lines, nodes: usize, sources: std::ops::Range<u32>) -> Self {
        let walk = Walk::new(lines, nodes, sources.clone());
        let above = dominators(lines, &walk, sources);
        Self { walk, above }
    }

    /// For every node the bottleneck nearest the sources: the node itself if it has two lines or more that share nothing, or is a
    /// source; [`NONE`] if it has no line.
    pub(super) fn bottlenecks(&self) -> Vec<u32> {
        let mut found = vec![NONE; self.walk.numbers.len()];
        for (&node, &above) in self.walk.nodes.iter().zip(&self.above).skip(1) {
            found[node as usize] = if above == ROOT { node } else { found[self.node(above) as usize] };
        }
        found
    }

    /// The nodes that every line of a node passes through, the node itself left out, on the way to the sources.
    pub(super) fn all_bottlenecks(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        let above = |&number: &u32| Some(self.above(number)).filter(|&above| above != ROOT);
        let first = self.number(node).and_then(|number| above(&number));
        std::iter::successors(first, above).map(|number| self.node(number))
    }

    /// How many numbers there are: one for the root, and one for every node with a line.
    pub(super) fn count(&self) -> usize {
        self.walk.nodes.len()
    }

    /// The number of a node, if it has a line.
    pub(super) fn number(&self, node: u32) -> Option<u32> {
        Some(self.walk.numbers[node as usize]).filter(|&number| number != NONE)
    }

    /// The node with a number, which is not that of the root.
    pub(super) fn node(&self, number: u32) -> u32 {
        self.walk.nodes[number as usize]
    }

    /// What dominates a node and nothing else that dominates it, by number.
    pub(super) fn above(&self, number: u32) -> u32 {
        self.above[number as usize]
    }

    /// From where the walk came to a node, by number.
    pub(super) fn walked_from(&self, number: u32) -> u32 {
        self.walk.parents[number as usize]
    }
}

/// The number of the root in a walk.
pub(super) const ROOT: u32 = 0;

/// The nodes in the order in which a depth-first walk up from the root first meets them.
#[derive(Debug)]
struct Walk {
    /// The node met as the nth; what stands at [`ROOT`] is no node.
    nodes: Vec<u32>,
    /// When a node was met, or [`NONE`].
    numbers: Vec<u32>,
    /// From where the nth was met.
    parents: Vec<u32>,
}

impl Walk {
    fn new(lines: &Lines, nodes: usize, sources: std::ops::Range<u32>) -> Self {
        let mut walk = Self { nodes: vec![NONE], numbers: vec![NONE; nodes], parents: vec![ROOT] };
        let mut open: Vec<(u32, std::slice::Iter<'_, u32>)> = Vec::new();
        for source in sources {
            let number = walk.meet(source, ROOT);
            open.push((number, lines.up.of(source).iter()));
            while let Some((number, rest)) = open.last_mut() {
                let Some(&node) = rest.next() else {
                    open.pop();
                    continue;
                };
                if walk.numbers[node as usize] == NONE {
                    let met = walk.meet(node, *number);
                    open.push((met, lines.up.of(node).iter()));
                }
            }
        }
        walk
    }

    fn meet(&mut self, node: u32, parent: u32) -> u32 {
        let number = u32::try_from(self.nodes.len()).unwrap_or(NONE);
        self.numbers[node as usize] = number;
        self.nodes.push(node);
        self.parents.push(parent);
        number
    }
}

/// The immediate dominator of every node met, by number.
fn dominators(lines: &Lines, walk: &Walk, sources: std::ops::Range<u32>) -> Vec<u32> {
    let count = walk.nodes.len();
    let mut forest = Forest::new(count);
    let mut dominators = vec![ROOT; count];
    // The nodes whose semidominator a node is, as linked lists.
    let mut first = vec![NONE; count];
    let mut next = vec![NONE; count];
    for number in (1..u32::try_from(count).unwrap_or(NONE)).rev() {
        let (at, node) = (number as usize, walk.nodes[number as usize]);
        let parent = walk.parents[at];
        if sources.contains(&node) {
            forest.semi[at] = ROOT;
        }
        for &below in lines.down.of(node) {
            let below = walk.numbers[below as usize];
            if below != NONE {
                let best = forest.best(below);
                forest.semi[at] = forest.semi[at].min(forest.semi[best as usize]);
            }
        }
        let semi = forest.semi[at] as usize;
        next[at] = std::mem::replace(&mut first[semi], number);
        forest.link(number, parent);
        let mut waiting = std::mem::replace(&mut first[parent as usize], NONE);
        while waiting != NONE {
            let best = forest.best(waiting);
            let is_lower = forest.semi[best as usize] < forest.semi[waiting as usize];
            dominators[waiting as usize] = if is_lower { best } else { parent };
            waiting = next[waiting as usize];
        }
    }
    for number in 1..count {
        if dominators[number] != forest.semi[number] {
            dominators[number] = dominators[dominators[number] as usize];
        }
    }
    dominators
}

/// The part of the walk's tree that was looked at so far, with its paths compressed.
struct Forest {
    /// The semidominator of a node, as far as it is known.
    semi: Vec<u32>,
    /// The node above, after compression; [`NONE`] at the top of a tree.
    above: Vec<u32>,
    /// The node with the lowest semidominator between a node and the one above it.
    lowest: Vec<u32>,
    /// The path that is being compressed.
    path: Vec<u32>,
}

impl Forest {
    fn new(count: usize) -> Self {
        let numbers: Vec<u32> = (0..u32::try_from(count).unwrap_or(NONE)).collect();
        Self { semi: numbers.clone(), above: vec![NONE; count], lowest: numbers, path: Vec::new() }
    }

    fn link(&mut self, node: u32, parent: u32) {
        self.above[node as usize] = parent;
    }

    /// The node with the lowest semidominator from `node` up to its tree's top, the top excluded.
    fn best(&mut self, node: u32) -> u32 {
        if self.above[node as usize] == NONE {
            return node;
        }
        let mut at = node;
        while self.above[self.above[at as usize] as usize] != NONE {
            self.path.push(at);
            at = self.above[at as usize];
        }
        while let Some(lower) = self.path.pop() {
            let above = self.above[lower as usize] as usize;
            let (mine, theirs) = (self.lowest[lower as usize], self.lowest[above]);
            if self.semi[theirs as usize] < self.semi[mine as usize] {
                self.lowest[lower as usize] = theirs;
            }
            self.above[lower as usize] = self.above[above];
        }
        self.lowest[node as usize]
    }
}
