//! How many claims fall with each source.
//!
//! Striking a source cuts the network in several places at once: at the source, and at every claim that has no other voice. A claim
//! falls if each of its lines passes one of those *cuts*. If each passes the same one, the dominator tree tells: the claim stands
//! beneath that cut in the tree, seen from a root behind all sources. What is left are claims whose lines pass different cuts.
//!
//! Every node with a line has one *step* towards the sources: to what dominates it, if it leads there directly, otherwise to where
//! the walk came from. Steps lead to smaller numbers of the walk, and so in the end to the root. For one source, *marks* are set: on
//! its cuts, and then on every node whose step leads into the part of the tree beneath a mark, out of that part. Call the mark nearest
//! above a node, or on it, its *keeper*; the root keeps what has no other.
//!
//! A node stands if and only if its keeper does. If the keeper falls, so does the node, since the keeper dominates it. Conversely,
//! follow the steps from the node. Each stays beneath the keeper, for what a node leads to stands beneath whatever dominates it; none
//! comes beneath another mark, for then the node that it started from would have been marked; so they end at the keeper and pass no
//! cut. It follows that a mark that is no cut stands if and only if it leads to some node whose keeper stands: a walk over the marks
//! alone, from the root, finds out which. What falls is what is kept by the rest.
//!
//! The work for one source grows with its cuts, the marks set for them, and the links of those marks, each times the logarithm of
//! the number of nodes. In what newsrooms write, marks are few. At worst, where thousands of sources each cut off the same thousands of
//! claims in two places, it comes to sources times links; nothing much faster can be hoped for, since whoever ranks such sources also
//! counts the triangles of a graph. It is held to striking every source in turn on thousands of corpora.

use super::dominators::{Dominators, NONE, ROOT};
use super::lines::{Lines, Voices};
use super::sides::{Side, Sides};
use crate::graph::Graph;

/// How many claims fall with each source, in order of source. The time is that of [`super::analyse`], and for every source what the
/// claims take that cannot be told from the dominator tree.
pub fn falls_by_source(graph: &Graph) -> Vec<u32> {
    let lines = Lines::new(graph, Voices::Any);
    let dominators = Dominators::new(&lines, graph.node_count(), graph.sources());
    let mut ranking = Ranking::new(&lines, &dominators);
    let cuts = cuts(graph, &dominators);
    cuts.iter().map(|cuts| ranking.falls(cuts)).collect()
}

/// Where striking each source cuts the network, by number in the tree. The source comes first.
fn cuts(graph: &Graph, dominators: &Dominators) -> Vec<Vec<u32>> {
    let mut cuts: Vec<Vec<u32>> =
        graph.sources().map(|source| dominators.number(source).into_iter().collect()).collect();
    for claim in graph.claims() {
        if let (&[voice], Some(number)) = (graph.voices(claim), dominators.number(claim))
            && let Some(source) = graph.source_index(voice)
        {
            cuts[source].push(number);
        }
    }
    cuts
}

/// Everything by the numbers of the dominator tree.
struct Ranking<'a> {
    lines: &'a Lines,
    dominators: &'a Dominators,
    /// The order of the tree from the root: what stands beneath a node follows it.
    places: Vec<u32>,
    /// How many nodes stand beneath a node, with the node.
    sizes: Vec<u32>,
    /// How far beneath the root a node stands.
    depths: Vec<u32>,
    /// The steps that do not lead to what dominates the node.
    sides: Sides,
    /// For which source a node was marked last.
    marked: Vec<u32>,
    source: u32,
}

impl<'a> Ranking<'a> {
    fn new(lines: &'a Lines, dominators: &'a Dominators) -> Self {
        let count = dominators.count();
        let numbers = || 1..u32::try_from(count).unwrap_or(NONE);
        let (mut sizes, mut depths) = (vec![1; count], vec![0; count]);
        for number in numbers().rev() {
            sizes[dominators.above(number) as usize] += sizes[number as usize];
        }
        let (mut places, mut next) = (vec![0; count], vec![1; count]);
        for number in numbers() {
            let above = dominators.above(number) as usize;
            places[number as usize] = next[above];
            next[number as usize] = next[above] + 1;
            next[above] += sizes[number as usize];
            depths[number as usize] = depths[above] + 1;
        }
        let side = |number| Side {
            place: places[dominators.walked_from(number) as usize],
            depth: depths[dominators.above(number) as usize],
            node: number,
        };
        let steps_aside = |&number: &u32| !leads_to_its_dominator(lines, dominators, number);
        let aside = Sides::new(numbers().filter(steps_aside).map(side).collect());
        Self { lines, dominators, places, sizes, depths, sides: aside, marked: vec![0; count], source: 0 }
    }

    /// How many claims fall if the network is cut at a source and at some claims.
    fn falls(&mut self, cuts: &[u32]) -> u32 {
        self.source += 1;
        let marks = Marks::new(&self.marks(cuts), &self.places, &self.sizes);
        let stands = self.standing(&marks, cuts.len());
        let fallen: u32 = marks.list.iter().zip(stands).filter(|(_, stands)| !stands).map(|(mark, _)| mark.kept).sum();
        // The source itself is no claim.
        fallen.saturating_sub(1)
    }

    /// The cuts, and every node whose step leads beneath a mark and out of there.
    fn marks(&mut self, cuts: &[u32]) -> Vec<u32> {
        let mut marks = cuts.to_vec();
        for &cut in cuts {
            self.marked[cut as usize] = self.source;
        }
        let mut at = 0;
        while let Some(&mark) = marks.get(at) {
            at += 1;
            let first = self.places[mark as usize];
            let beneath = self.sides.between(first, first + self.sizes[mark as usize]);
            while let Some(node) = self.sides.take(beneath.clone(), self.depths[mark as usize]) {
                if std::mem::replace(&mut self.marked[node as usize], self.source) != self.source {
                    marks.push(node);
                }
            }
        }
        self.sides.put_back();
        marks
    }

    /// Which marks stand: those that are no cuts, and lead to something that stands.
    fn standing(&self, marks: &Marks, cuts: usize) -> Vec<bool> {
        let mut stands = vec![false; marks.list.len()];
        let (mut open, mut hold) = (Vec::new(), Vec::new());
        for (at, mark) in marks.list.iter().enumerate().filter(|(_, mark)| mark.nth >= cuts) {
            for below in leads(self.lines, self.dominators, mark.node) {
                match marks.keeper(self.places[below as usize]) {
                    Some(keeper) => hold.push((keeper, at)),
                    None if !std::mem::replace(&mut stands[at], true) => open.push(at),
                    None => {}
                }
            }
        }
        hold.sort_unstable();
        while let Some(keeper) = open.pop() {
            let first = hold.partition_point(|held| held.0 < keeper);
            for &(_, at) in hold[first..].iter().take_while(|held| held.0 == keeper) {
                if !std::mem::replace(&mut stands[at], true) {
                    open.push(at);
                }
            }
        }
        stands
    }
}

/// The numbers of what a node leads to.
fn leads(lines: &Lines, dominators: &Dominators, number: u32) -> impl Iterator<Item = u32> {
    lines.down.of(dominators.node(number)).iter().filter_map(|&node| dominators.number(node))
}

fn leads_to_its_dominator(lines: &Lines, dominators: &Dominators, number: u32) -> bool {
    match dominators.above(number) {
        // Only sources lead to the root, and they lead nowhere else.
        ROOT => lines.down.of(dominators.node(number)).is_empty(),
        above => leads(lines, dominators, number).any(|below| below == above),
    }
}

/// The marks set for one source, in the order of the tree.
struct Marks {
    list: Vec<Mark>,
    /// From which place on which mark keeps what stands there.
    keepers: Vec<(u32, Option<usize>)>,
}

struct Mark {
    node: u32,
    /// Its place, and that after the last node beneath it.
    first: u32,
    end: u32,
    /// How many marks were set before it.
    nth: usize,
    /// How many nodes it keeps.
    kept: u32,
}

impl Marks {
    fn new(nodes: &[u32], places: &[u32], sizes: &[u32]) -> Self {
        let mark = |(nth, &node): (usize, &u32)| {
            let (first, size) = (places[node as usize], sizes[node as usize]);
            Mark { node, first, end: first + size, nth, kept: size }
        };
        let mut list: Vec<Mark> = nodes.iter().enumerate().map(mark).collect();
        list.sort_unstable_by_key(|mark| mark.first);
        let (mut keepers, mut open) = (Vec::new(), Vec::<usize>::new());
        for at in 0..list.len() {
            let (first, size) = (list[at].first, list[at].kept);
            close(&list, &mut open, &mut keepers, first);
            if let Some(&above) = open.last() {
                list[above].kept -= size;
            }
            keepers.push((first, Some(at)));
            open.push(at);
        }
        close(&list, &mut open, &mut keepers, u32::MAX);
        Self { list, keepers }
    }

    /// The mark nearest above what stands at a place, or there.
    fn keeper(&self, place: u32) -> Option<usize> {
        let after = self.keepers.partition_point(|&(from, _)| from <= place);
        self.keepers[..after].last().and_then(|&(_, keeper)| keeper)
    }
}

/// Ends the marks beneath which a place does not stand.
fn close(list: &[Mark], open: &mut Vec<usize>, keepers: &mut Vec<(u32, Option<usize>)>, place: u32) {
    while let Some(&last) = open.last().filter(|&&last| list[last].end <= place) {
        open.pop();
        keepers.push((list[last].end, open.last().copied()));
    }
}
