//! How many lines of a claim share no claim and no source: none, one, two, or three and more.
//!
//! Below, a source is one in which a line may end.
//!
//! By Menger's theorem that is the smallest number of nodes without which the claim would have no line. None and one
//! are read off the bottlenecks. For the rest, the network is folded up as it is counted:
//!
//! - A node with one line is replaced by its bottleneck: whatever enters it leaves through there.
//! - A node with two lines is replaced by links to the two nodes that cut it off, for the same reason. This changes no
//!   count: if `M` is a smallest cut of `w`, and `S` a cut of some other claim that cuts `w` off too, then of `S` and
//!   `M` together those nodes from which a source can still be reached without the others are a cut of that claim, and
//!   are no more than `S` (cuts are submodular).
//! - A node with three lines or more, and every source, is *strong*: three lines that end in three strong nodes, and
//!   share nothing, are enough. Two nodes cannot touch all three of them, nor cut a strong node off.
//!
//! Claims are counted nearest the sources first, so nearly always a look at what a claim leads to is enough; otherwise
//! at most three searches for another line (Ford and Fulkerson) end as soon as they meet something strong.

use super::dominators::{Dominators, NONE};
use super::lines::{Lines, MANY};
use super::search::{Network, Search};
use crate::graph::Graph;
use crate::index::{ClaimIndex, IndexVec, Node};

/// The count of every claim.
pub(super) fn count_lines(graph: &Graph, lines: &Lines) -> IndexVec<ClaimIndex, u8> {
    let bottlenecks = Dominators::new(lines).bottlenecks();
    let mut folded =
        Folded { lines, bottlenecks: &bottlenecks, states: IndexVec::filled(State::Open, graph.node_count()) };
    for source in lines.ends() {
        folded.states[source] = State::Strong;
    }
    let mut search = Search::new(graph.node_count());
    let mut leads = Vec::new();
    for claim in nearest_first(graph, lines) {
        if bottlenecks[claim] == claim && folded.states[claim] == State::Open {
            folded.settle(claim, &mut leads, &mut search);
        }
    }
    let counts = graph.claims().map(Node::from).map(|claim| match (bottlenecks[claim], folded.states[claim]) {
        (NONE, _) => 0,
        (bottleneck, _) if bottleneck != claim => 1,
        (_, State::Strong) => MANY,
        _ => 2,
    });
    counts.collect()
}

/// The claims that have a line, by the length of the shortest.
fn nearest_first(graph: &Graph, lines: &Lines) -> Vec<Node> {
    let mut seen = IndexVec::<Node, _>::filled(false, graph.node_count());
    let mut order: Vec<Node> = lines.ends().collect();
    let ends = order.len();
    let mut at = 0;
    while let Some(&node) = order.get(at) {
        at += 1;
        for &claim in lines.up(node) {
            if !std::mem::replace(&mut seen[claim], true) {
                order.push(claim);
            }
        }
    }
    order.split_off(ends)
}

/// What is known of a node with two lines or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing yet.
    Open,
    /// It has two lines, and these two nodes cut it off.
    Cut([Node; 2]),
    /// It has three lines or more, or is a source.
    Strong,
}

/// The network, folded up as far as it is counted.
struct Folded<'a> {
    lines: &'a Lines,
    bottlenecks: &'a IndexVec<Node, Node>,
    states: IndexVec<Node, State>,
}

impl Network for Folded<'_> {
    fn is_end(&self, node: Node) -> bool {
        self.states[node] == State::Strong
    }

    fn leads(&self, node: Node, leads: &mut Vec<Node>) {
        leads.clear();
        if let State::Cut(cut) = self.states[node] {
            leads.extend(cut);
            return;
        }
        let below = self.lines.down(node).iter().map(|&below| self.bottlenecks[below]);
        leads.extend(below.filter(|&bottleneck| bottleneck != NONE && bottleneck != node));
        if leads.len() > 1 {
            leads.sort_unstable();
            leads.dedup();
        }
    }
}

impl Folded<'_> {
    /// Counts the lines of a claim that has at least two. A search that fails has been everywhere this side of the cut,
    /// and all that it saw is cut off by the same two nodes: so no part of the network is searched in vain twice.
    fn settle(&mut self, claim: Node, leads: &mut Vec<Node>, search: &mut Search) {
        self.leads(claim, leads);
        let strong = leads.iter().filter(|&&lead| self.is_end(lead)).count();
        if let [first, second] = leads[..] {
            self.cut_off(claim, [first, second]);
        } else if strong >= usize::from(MANY) {
            self.states[claim] = State::Strong;
        } else if let Some(cut) = search.cut(self, claim) {
            for node in search.cut_off() {
                self.cut_off(node, cut);
            }
        } else {
            self.states[claim] = State::Strong;
        }
    }

    /// Keeps that two nodes cut a claim off, unless more is known: or two nodes nearer to the sources, if what cuts off
    /// those two is two nodes again.
    fn cut_off(&mut self, claim: Node, cut: [Node; 2]) {
        if self.states[claim] != State::Open {
            return;
        }
        let behind = |node: Node| match self.states[node] {
            State::Cut(cut) => cut,
            _ => [node; 2],
        };
        let mut nearer: Vec<Node> = cut.into_iter().flat_map(behind).collect();
        nearer.sort_unstable();
        nearer.dedup();
        let nearer = <[Node; 2]>::try_from(nearer).ok().filter(|nearer| !nearer.contains(&claim));
        self.states[claim] = State::Cut(nearer.unwrap_or(cut));
    }
}
