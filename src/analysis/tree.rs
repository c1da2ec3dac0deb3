//! What one claim leads to, or what rests on one claim or source, as a tree in which nothing stands twice.
//!
//! There may be 2^60 chains, so a tree of them all cannot be shown. This one gives every node one place, where it is nearest to the
//! root; whatever else leads to it only refers to it. So it has as many branches as there are links.
//!
//! Of a node's branches the one with the most beneath it comes last. A page that sets off all branches but the last then needs no
//! more than `log2(nodes)` indentations, however deep the tree is.

use crate::graph::{Components, Graph};

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
    /// A node: it is as deep as was asked for, and leads on.
    Depth,
}

/// One way on from a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Branch {
    /// Where it leads.
    pub to: u32,
    /// How.
    pub link: Link,
    /// Why what it leads to is not shown beneath it. `None` if it is.
    pub end: Option<End>,
}

/// A node in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The claim or source.
    pub node: u32,
    /// How many links it is away from the root.
    pub depth: u32,
    /// How many nodes the tree has from here on, with this one. Those that follow it are beneath it.
    pub size: usize,
    /// Why the tree does not go on beneath it, although the node leads on.
    pub end: Option<End>,
    /// What it leads to.
    pub branches: Vec<Branch>,
}

/// All nodes in their places, from the top of the page to its end: every node is followed by what is beneath its first branch, then
/// its second, and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// The nodes; the root comes first.
    pub shown: Vec<Shown>,
    /// Where the nodes of the graph stand; [`ABSENT`] for those that do not.
    places: Vec<u32>,
}

const ABSENT: u32 = u32::MAX;

impl Tree {
    /// Where a node stands, if it is in the tree.
    pub fn place(&self, node: u32) -> Option<usize> {
        Some(self.places[node as usize]).filter(|&place| place != ABSENT).map(|place| place as usize)
    }
}

/// Grows a tree, at most `depth` links deep. Linear in claims and links.
pub fn tree(graph: &Graph, root: u32, direction: Direction, depth: Option<u32>) -> Tree {
    let mut grown = grow(graph, root, direction, depth.unwrap_or(u32::MAX));
    largest_last(&mut grown);
    let mut tree = in_order(grown);
    name_circles(graph, &mut tree);
    tree
}

/// The nodes in the order in which they are met, nearest the root first, and where each stands.
fn grow(graph: &Graph, root: u32, direction: Direction, depth: u32) -> Tree {
    let mut places = vec![ABSENT; graph.node_count()];
    places[root as usize] = 0;
    let mut shown = vec![Shown { node: root, depth: 0, size: 1, end: None, branches: Vec::new() }];
    let mut at = 0;
    while let Some(Shown { node, depth: above, .. }) = shown.get(at).cloned() {
        let (links, end) = match ways_on(graph, node, direction) {
            // A chain may start at a claim that was withdrawn, but not pass it.
            _ if node != root && graph.is_retracted(node) => (Vec::new(), Some(End::Retracted)),
            links if above >= depth && !links.is_empty() => (Vec::new(), Some(End::Depth)),
            links => (links, None),
        };
        let mut branches = Vec::with_capacity(links.len());
        for (link, to) in links {
            let is_new = places[to as usize] == ABSENT;
            if is_new {
                places[to as usize] = u32::try_from(shown.len()).unwrap_or(ABSENT);
                shown.push(Shown { node: to, depth: above + 1, size: 1, end: None, branches: Vec::new() });
            }
            branches.push(Branch { to, link, end: (!is_new).then_some(End::Seen) });
        }
        (shown[at].branches, shown[at].end) = (branches, end);
        at += 1;
    }
    Tree { shown, places }
}

/// The links of a node, in the order in which they are shown.
fn ways_on(graph: &Graph, node: u32, direction: Direction) -> Vec<(Link, u32)> {
    let links = |link: Link, nodes: &[u32]| nodes.iter().map(move |&to| (link, to)).collect::<Vec<_>>();
    let is_source = graph.source_index(node).is_some();
    match direction {
        Direction::Down if is_source => Vec::new(),
        Direction::Down => {
            let link = if graph.cites(node).is_empty() { Link::SaidBy } else { Link::Cites };
            [links(link, graph.rests_on(node)), links(Link::CorroboratedBy, graph.corroborated_by(node))].concat()
        }
        Direction::Up if is_source => links(Link::Says, &graph.carries(node).collect::<Vec<_>>()),
        Direction::Up => {
            [links(Link::CitedBy, graph.cited_by(node)), links(Link::Corroborates, graph.corroborates(node))].concat()
        }
    }
}

/// Counts what is beneath each node, and puts the branch with the most last.
fn largest_last(tree: &mut Tree) {
    for at in (0..tree.shown.len()).rev() {
        let size = |branch: &Branch| match branch.end {
            None => tree.shown[tree.places[branch.to as usize] as usize].size,
            Some(_) => 0,
        };
        let sizes: Vec<usize> = tree.shown[at].branches.iter().map(size).collect();
        let largest = (0..sizes.len()).max_by_key(|&nth| sizes[nth]);
        let node = &mut tree.shown[at];
        node.size += sizes.iter().sum::<usize>();
        if let Some(largest) = largest {
            node.branches[largest..].rotate_left(1);
        }
    }
}

/// Puts the nodes in the order of the page.
fn in_order(mut tree: Tree) -> Tree {
    let mut ordered = Vec::with_capacity(tree.shown.len());
    let mut open = vec![0];
    while let Some(at) = open.pop() {
        let empty = Shown { node: ABSENT, depth: 0, size: 0, end: None, branches: Vec::new() };
        let shown = std::mem::replace(&mut tree.shown[at], empty);
        let beneath = shown.branches.iter().rev().filter(|branch| branch.end.is_none());
        open.extend(beneath.map(|branch| tree.places[branch.to as usize] as usize));
        ordered.push(shown);
    }
    for (shown, place) in ordered.iter().zip(0..) {
        tree.places[shown.node as usize] = place;
    }
    Tree { shown: ordered, places: tree.places }
}

/// Tells branches that lead round a loop from those that only meet another one: to a node above, or along a loop of citations. Every
/// loop of citations has such a branch, as not all its links can lead on to something new.
fn name_circles(graph: &Graph, tree: &mut Tree) {
    let components = Components::of_citations(graph);
    let Tree { shown, places } = tree;
    let ends: Vec<usize> = shown.iter().zip(0..).map(|(shown, place)| place + shown.size).collect();
    for (at, shown) in shown.iter_mut().enumerate() {
        let node = shown.node;
        for branch in shown.branches.iter_mut().filter(|branch| branch.end == Some(End::Seen)) {
            let place = places[branch.to as usize] as usize;
            let is_above = (place..ends[place]).contains(&at);
            let is_citation = matches!(branch.link, Link::Cites | Link::CitedBy);
            let on_one_loop = is_citation && components.of(node) == components.of(branch.to);
            let is_live = !graph.is_retracted(branch.to) || is_above;
            if is_live && (is_above || on_one_loop) {
                branch.end = Some(End::Circular);
            }
        }
    }
}
