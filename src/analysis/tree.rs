//! What one claim leads to, or what rests on one claim or source, as a tree without duplicates.
//!
//! There may be 2^60 chains, so a tree of them all cannot be shown. This one gives every node one place, where it is
//! nearest to the root; whatever else leads to it only refers to it. So it has as many branches as there are links.
//!
//! Of a node's branches the one with the most beneath it comes last. A page that sets off all branches but the last
//! then needs no more than `log2(nodes)` indentations, however deep the tree is.

use crate::graph::{Components, Graph};
use crate::index::{ClaimIndex, IndexVec, Node, number};

/// Which way the tree grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From a claim down to the sources.
    Down,
    /// From a claim or a source up to what rests on it.
    Up,
}

/// How a node leads to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Down, to a claim that it relays.
    Cites,
    /// Down, to a source whose voice asserts it.
    SaidBy,
    /// Down, to a claim that supports it from its own grounds.
    CorroboratedBy,
    /// Up, to a claim that relays it.
    CitedBy,
    /// Up, from a source to a claim that it asserts.
    Says,
    /// Up, to a claim that it supports from its own grounds.
    Corroborates,
}

impl Link {
    /// The words for it in outputs that people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cites => "cites",
            Self::SaidBy => "said by",
            Self::CorroboratedBy => "corroborated by",
            Self::CitedBy => "cited by",
            Self::Says => "says",
            Self::Corroborates => "corroborates",
        }
    }
}

/// Why a tree does not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// A branch: what it leads to is shown elsewhere.
    Seen,
    /// A branch: it leads back, round a loop.
    Circular,
    /// A node: no live chain passes a claim that was withdrawn.
    Retracted,
    /// A node: it is at the requested depth, and leads on.
    Depth,
    /// A node: it leads on to more than is shown, because the tree has the requested size.
    Size,
}

/// One way on from a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Branch {
    /// Where it leads.
    pub to: Node,
    /// How.
    pub link: Link,
    /// Why what it leads to is not shown beneath it. `None` if it is.
    pub end: Option<End>,
    /// Where in the tree that is shown.
    pub place: usize,
}

/// A node in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shown {
    /// The claim or source.
    pub node: Node,
    /// How many links it is away from the root.
    pub depth: u32,
    /// How many nodes the tree has from here on, with this one. Those that follow it are beneath it.
    pub size: usize,
    /// Why the tree does not go on beneath it, although the node leads on.
    pub end: Option<End>,
    /// What it leads to.
    pub branches: Vec<Branch>,
}

/// All nodes in their places, from the top of the page to its end: every node is followed by what is beneath its first
/// branch, then its second, and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tree {
    /// The nodes; the root comes first.
    pub shown: Vec<Shown>,
}

impl Tree {
    /// Whether a branch or a node is left out because the tree has the requested size.
    pub fn is_cut(&self) -> bool {
        self.shown.iter().any(|shown| shown.end == Some(End::Size))
    }
}

/// How large a tree may grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many links it is deep at most.
    pub depth: u32,
    /// How many branches it has at most. Those nearest the root are shown.
    pub branches: usize,
}

impl Limits {
    /// A tree of everything.
    pub const NONE: Self = Self { depth: u32::MAX, branches: usize::MAX };
}

/// Grows a tree, at most `depth` links deep. Linear in claims and links.
///
/// # Panics
/// If a number is not one of this corpus.
pub fn tree(graph: &Graph, root: Node, direction: Direction, depth: Option<u32>) -> Tree {
    let depth = depth.unwrap_or(Limits::NONE.depth);
    Trees::new(graph).tree(root, direction, Limits { depth, ..Limits::NONE })
}

const ABSENT: u32 = u32::MAX;

/// What trees of one graph share, so that a small one costs no more than its size.
#[derive(Debug)]
pub(crate) struct Trees<'g> {
    graph: &'g Graph,
    components: Components,
    /// Where the nodes of the graph are in the tree that grows; [`ABSENT`] for all others.
    places: IndexVec<Node, u32>,
    /// Room for the links of one node.
    links: Vec<(Link, Node)>,
}

impl<'g> Trees<'g> {
    /// Linear in claims and links.
    pub(crate) fn new(graph: &'g Graph) -> Self {
        let places = IndexVec::filled(ABSENT, graph.node_count());
        Self { graph, components: Components::of_citations(graph), places, links: Vec::new() }
    }

    /// Whether the tree of everything has more than so many branches. Linear in that many.
    #[cfg(feature = "html")]
    pub(crate) fn exceeds(&mut self, root: Node, direction: Direction, branches: usize) -> bool {
        let (mut met, mut at, mut left, mut links) = (vec![root], 0, branches, std::mem::take(&mut self.links));
        self.places[root] = 0;
        let exceeds = loop {
            let Some(&node) = met.get(at) else { break false };
            at += 1;
            if node != root && self.graph.is_retracted(node) {
                continue;
            }
            ways_on(self.graph, node, direction, left + 1, &mut links);
            let Some(rest) = left.checked_sub(links.len()) else { break true };
            left = rest;
            for &(_, to) in &links {
                if std::mem::replace(&mut self.places[to], 0) == ABSENT {
                    met.push(to);
                }
            }
        };
        for node in met {
            self.places[node] = ABSENT;
        }
        self.links = links;
        exceeds
    }

    /// Grows a tree. Linear in its claims and links.
    pub(crate) fn tree(&mut self, root: Node, direction: Direction, limits: Limits) -> Tree {
        let mut grown = self.grow(root, direction, limits);
        self.largest_last(&mut grown);
        let mut tree = Tree { shown: self.in_order(grown) };
        self.name_ends(&mut tree.shown);
        for shown in &tree.shown {
            self.places[shown.node] = ABSENT;
        }
        tree
    }

    /// The nodes in the order in which they are met, nearest the root first.
    fn grow(&mut self, root: Node, direction: Direction, limits: Limits) -> Vec<Shown> {
        self.places[root] = 0;
        let mut grown = vec![Shown { node: root, depth: 0, size: 1, end: None, branches: Vec::new() }];
        let (mut at, mut left, mut links) = (0, limits.branches, std::mem::take(&mut self.links));
        while let Some(&Shown { node, depth, .. }) = grown.get(at) {
            ways_on(self.graph, node, direction, left.saturating_add(1), &mut links);
            let mut end = None;
            // A chain may start at a claim that was withdrawn, but not pass it.
            if node != root && self.graph.is_retracted(node) {
                links.clear();
                end = Some(End::Retracted);
            } else if depth >= limits.depth && !links.is_empty() {
                links.clear();
                end = Some(End::Depth);
            } else if links.len() > left {
                links.truncate(left);
                end = Some(End::Size);
            }
            left -= links.len();
            let branches = links.iter().map(|&(link, to)| self.branch(&mut grown, depth, link, to)).collect();
            (grown[at].branches, grown[at].end) = (branches, end);
            at += 1;
        }
        self.links = links;
        grown
    }

    /// A branch, with a place for what it leads to if that has none yet.
    fn branch(&mut self, grown: &mut Vec<Shown>, above: u32, link: Link, to: Node) -> Branch {
        let is_new = self.places[to] == ABSENT;
        if is_new {
            self.places[to] = number(grown.len());
            grown.push(Shown { node: to, depth: above + 1, size: 1, end: None, branches: Vec::new() });
        }
        Branch { to, link, end: (!is_new).then_some(End::Seen), place: 0 }
    }

    fn place(&self, node: Node) -> usize {
        self.places[node] as usize
    }

    /// Counts what is beneath each node, and puts the branch with the most last.
    fn largest_last(&self, grown: &mut [Shown]) {
        for at in (0..grown.len()).rev() {
            let size = |branch: &Branch| match branch.end {
                None => grown[self.place(branch.to)].size,
                Some(_) => 0,
            };
            let sizes = grown[at].branches.iter().map(size);
            let (beneath, largest) = (sizes.clone().sum::<usize>(), (0..).zip(sizes).max_by_key(|&(_, size)| size));
            let node = &mut grown[at];
            node.size += beneath;
            if let Some((largest, _)) = largest {
                node.branches[largest..].rotate_left(1);
            }
        }
    }

    /// The nodes in the order of the page.
    fn in_order(&mut self, mut grown: Vec<Shown>) -> Vec<Shown> {
        let mut ordered = Vec::with_capacity(grown.len());
        let mut open = vec![0];
        while let Some(at) = open.pop() {
            let empty = Shown { node: grown[at].node, depth: 0, size: 0, end: None, branches: Vec::new() };
            let shown = std::mem::replace(&mut grown[at], empty);
            let beneath = shown.branches.iter().rev().filter(|branch| branch.end.is_none());
            open.extend(beneath.map(|branch| self.place(branch.to)));
            ordered.push(shown);
        }
        for (shown, place) in ordered.iter().zip(0..) {
            self.places[shown.node] = place;
        }
        ordered
    }

    /// Says where each branch leads, and distinguishes branches that lead round a loop from those that only meet
    /// another one: to a node above, or along a loop of citations. Every loop of citations has such a branch, as not
    /// all its links can lead on to something new.
    fn name_ends(&self, ordered: &mut [Shown]) {
        let ends: Vec<usize> = ordered.iter().zip(0..).map(|(shown, place)| place + shown.size).collect();
        for (at, shown) in ordered.iter_mut().enumerate() {
            let node = shown.node;
            for branch in &mut shown.branches {
                branch.place = self.place(branch.to);
                if branch.end != Some(End::Seen) {
                    continue;
                }
                let is_above = (branch.place..ends[branch.place]).contains(&at);
                let is_citation = matches!(branch.link, Link::Cites | Link::CitedBy);
                let component = |node| self.graph.claim_index(node).map(|claim| self.components.of(claim));
                let on_one_loop = is_citation && component(node) == component(branch.to);
                let is_live = !self.graph.is_retracted(branch.to) || is_above;
                if is_live && (is_above || on_one_loop) {
                    branch.end = Some(End::Circular);
                }
            }
        }
    }
}

/// Sets `links` to the first links of a node, in the order in which they are shown.
fn ways_on(graph: &Graph, node: Node, direction: Direction, most: usize, links: &mut Vec<(Link, Node)>) {
    fn to_claims(link: Link, claims: &[ClaimIndex]) -> impl Iterator<Item = (Link, Node)> {
        claims.iter().map(move |&to| (link, to.into()))
    }
    links.clear();
    match (direction, graph.claim_index(node)) {
        (Direction::Down, None) => {}
        (Direction::Down, Some(claim)) => {
            let link = if graph.cites(claim).is_empty() { Link::SaidBy } else { Link::Cites };
            let corroborations = to_claims(Link::CorroboratedBy, graph.corroborated_by(claim));
            links.extend(graph.rests_on(claim).map(|to| (link, to)).chain(corroborations).take(most));
        }
        (Direction::Up, None) => links.extend(graph.carries(node).take(most).map(|to| (Link::Says, to.into()))),
        (Direction::Up, Some(claim)) => {
            let corroborated = to_claims(Link::Corroborates, graph.corroborates(claim));
            links.extend(to_claims(Link::CitedBy, graph.cited_by(claim)).chain(corroborated).take(most));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::{case, random_texts};

    #[test]
    fn a_small_tree_has_what_is_nearest_and_says_that_there_is_more() {
        let case = case("a cites b c; b by s1; c cites d; d by s2 s3");
        let cut = |branches| {
            let limits = Limits { branches, ..Limits::NONE };
            let tree = Trees::new(&case.graph).tree(Node(0), Direction::Down, limits);
            let shown: Vec<_> = tree.shown.iter().map(|shown| shown.node).collect();
            (case.nodes(&shown), tree.is_cut())
        };
        assert_eq!(cut(6), ("a b s1 c d s2 s3".to_owned(), false));
        assert_eq!(cut(5), ("a b s1 c d s2".to_owned(), true));
        assert_eq!(cut(2), ("a b c".to_owned(), true));
        assert_eq!(cut(0), ("a".to_owned(), true));
    }

    #[test]
    fn a_tree_is_the_same_whatever_was_grown_before_it() {
        for text in random_texts(500) {
            let case = case(&text);
            let mut trees = Trees::new(&case.graph);
            for root in case.graph.claims().map(Node::from).chain(case.graph.source_nodes()) {
                for direction in [Direction::Down, Direction::Up] {
                    let whole = tree(&case.graph, root, direction, None);
                    let branches: usize = whole.shown.iter().map(|shown| shown.branches.len()).sum();
                    for branches in [branches, branches / 2] {
                        let limits = Limits { branches, ..Limits::NONE };
                        let again = Trees::new(&case.graph).tree(root, direction, limits);
                        assert_eq!(trees.tree(root, direction, limits), again, "{text}");
                        assert_eq!(again == whole, !again.is_cut(), "{text}");
                        #[cfg(feature = "html")]
                        assert_eq!(trees.exceeds(root, direction, limits.branches), again.is_cut(), "{text}");
                    }
                }
            }
        }
    }
}
