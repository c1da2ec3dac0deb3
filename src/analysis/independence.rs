//! How many lines of a claim share no claim and no source: none, one, two, or three and more.
//!
//! By Menger's theorem that is the smallest number of nodes without which the claim would have no line. None and one are read
//! off the bottlenecks. For the rest, the network is folded up as it is counted:
//!
//! - A node with one line is replaced by its bottleneck: whatever enters it leaves through there.
//! - A node with two lines is replaced by links to the two nodes that cut it off, for the same reason. This changes no count: if
//!   `M` is a smallest cut of `w`, and `S` a cut of some other claim that cuts `w` off too, then of `S` and `M` together those
//!   nodes from which a source can still be reached without the others are a cut of that claim, and are no more than `S`
//!   (cuts are submodular).
//! - A node with three lines or more, and every source, is *strong*: three lines that end in three strong nodes, and share
//!   nothing, are enough. Two nodes cannot touch all three of them, nor cut a strong node off.
//!
//! Claims are counted nearest the sources first, so nearly always a look at what a claim leads to is enough; otherwise at most
//! three searches for another line (Ford and Fulkerson) end as soon as they meet something strong.

use super::dominators::{Dominators, NONE};
use super::lines::{Lines, MANY};
use super::search::{Network, Search};
use crate::graph::Graph;

/// The count of every claim, and for those with one line the bottleneck nearest the sources.
#[derive(Debug)]
pub(super) struct Independence {
    pub(super) counts: Vec<u8>,
    pub(super) bottlenecks: Vec<u32>,
}

pub(super) fn independence(graph: &Graph, lines: &Lines) -> Independence {
    let bottlenecks = Dominators::new(lines, graph.node_count(), graph.sources()).bottlenecks();
    let mut folded = Folded { lines, bottlenecks: &bottlenecks, states: vec![State::Open; graph.node_count()] };
    for source in graph.sources() {
        folded.states[source as usize] = State::Strong;
    }
    let mut search = Search::new(graph.node_count());
    let mut leads = Vec::new();
    for claim in nearest_first(graph, lines) {
        if bottlenecks[claim as usize] == claim && folded.states[claim as usize] == State::Open {
            folded.settle(claim, &mut leads, &mut search);
        }
    }
    let counts = graph.claims().map(|claim| match (bottlenecks[claim as usize], folded.states[claim as usize]) {
        (NONE, _) => 0,
        (bottleneck, _) if bottleneck != claim => 1,
        (_, State::Strong) => MANY,
        _ => 2,
    });
    Independence { counts: counts.collect(), bottlenecks }
}

/// The claims that have a line, by the length of the shortest.
fn nearest_first(graph: &Graph, lines: &Lines) -> Vec<u32> {
    let mut seen = vec![false; graph.node_count()];
    let mut order: Vec<u32> = graph.sources().collect();
    let mut at = 0;
    while let Some(&node) = order.get(at) {
        at += 1;
        for &claim in lines.up.of(node) {
            if !std::mem::replace(&mut seen[claim as usize], true) {
                order.push(claim);
            }
        }
    }
    order.split_off(graph.sources().len())
}

/// What is known of a node with two lines or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing yet.
    Open,
    /// It has two lines, and these two nodes cut it off.
    Cut([u32; 2]),
    /// It has three lines or more, or is a source.
    Strong,
}

/// The network, folded up as far as it is counted.
struct Folded<'a> {
    lines: &'a Lines,
    bottlenecks: &'a [u32],
    states: Vec<State>,
}

impl Network for Folded<'_> {
    fn is_end(&self, node: u32) -> bool {
        self.states[node as usize] == State::Strong
    }

    fn leads(&self, node: u32, leads: &mut Vec<u32>) {
        leads.clear();
        if let State::Cut(cut) = self.states[node as usize] {
            leads.extend(cut);
            return;
        }
        let below = self.lines.down.of(node).iter().map(|&below| self.bottlenecks[below as usize]);
        leads.extend(below.filter(|&bottleneck| bottleneck != NONE && bottleneck != node));
        if leads.len() > 1 {
            leads.sort_unstable();
            leads.dedup();
        }
    }
}

impl Folded<'_> {
    /// Counts the lines of a claim that has at least two. A search that fails has been everywhere this side of the cut, and all
    /// that it saw is cut off by the same two nodes: so no part of the network is searched in vain twice.
    fn settle(&mut self, claim: u32, leads: &mut Vec<u32>, search: &mut Search) {
        self.leads(claim, leads);
        let strong = leads.iter().filter(|&&lead| self.is_end(lead)).count();
        if let [first, second] = leads[..] {
            self.cut_off(claim, [first, second]);
        } else if strong >= usize::from(MANY) {
            self.states[claim as usize] = State::Strong;
        } else if let Some(cut) = search.cut(self, claim) {
            for node in search.cut_off() {
                self.cut_off(node, cut);
            }
        } else {
            self.states[claim as usize] = State::Strong;
        }
    }

    /// Keeps that two nodes cut a claim off, unless more is known: or two nodes nearer to the sources, if what cuts off those two
    /// is two nodes again.
    fn cut_off(&mut self, claim: u32, cut: [u32; 2]) {
        if self.states[claim as usize] != State::Open {
            return;
        }
        let behind = |node: u32| match self.states[node as usize] {
            State::Cut(cut) => cut,
            _ => [node; 2],
        };
        let mut nearer: Vec<u32> = cut.into_iter().flat_map(behind).collect();
        nearer.sort_unstable();
        nearer.dedup();
        let nearer = <[u32; 2]>::try_from(nearer).ok().filter(|nearer| !nearer.contains(&claim));
        self.states[claim as usize] = State::Cut(nearer.unwrap_or(cut));
    }
}
