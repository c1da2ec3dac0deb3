//! How many claims fall with each source.
//!
//! Striking a source cuts the network in several places at once: at the source, and at every claim that has no other
//! voice, which can neither relay nor be an origin then. Such a claim is still supported by what corroborates it; so if
//! anything does, its step to what it rests on is a node of its own, and that is what is cut. A claim falls if each of
//! its lines passes one of those *cuts*. If each passes the same one, the dominator tree shows it: the claim is
//! below that cut in the tree, seen from a root behind all sources. What is left are claims whose lines pass
//! different cuts.
//!
//! Every node with a line has one *step* towards the sources: to what dominates it, if it leads there directly,
//! otherwise to where the walk came from. Steps lead to smaller numbers of the walk, and so in the end to the root. For
//! one source, *marks* are set: on its cuts, and then on every node whose step leads into the part of the tree below a
//! mark, out of that part. Call the mark nearest above a node, or on it, its *keeper*; the root keeps what has no
//! other.
//!
//! A node stands if and only if its keeper does. If the keeper falls, so does the node, since the keeper dominates it.
//! Conversely, follow the steps from the node. Each stays below the keeper, because what a node leads to is below its
//! dominators; none comes below another mark, for then the node that it started from would have been marked; so they
//! end at the keeper and pass no cut. It follows that a mark that is no cut stands if and only if it leads to some node
//! whose keeper stands: a walk over the marks alone, from the root, finds out which. What falls is what is kept by the
//! rest. None of this depends on what a node is, so the nodes that are steps of claims only change what is counted in
//! the end: claims, and neither sources nor steps.
//!
//! The work for one source grows with its cuts, the marks set for them, and the links of those marks, each times the
//! logarithm of the number of nodes. In what newsrooms write, marks are few. At worst, where thousands of sources each
//! cut off the same thousands of claims in two places, it comes to sources times links; nothing much faster is
//! possible, because ranking such sources also counts the triangles of a graph. It is held to striking every source in
//! turn on thousands of corpora.

use super::dominators::{Dominators, ROOT, Visit};
use super::lines::Lines;
use super::sides::{Side, Sides};
use crate::graph::Graph;
use crate::index::{ClaimIndex, Idx, IndexVec, Node, SourceIndex, first};

/// How many claims fall with each source, in order of source. The time is that of [`super::analyse`], and for every
/// source what the claims take that cannot be told from the dominator tree.
pub fn falls_by_source(graph: &Graph) -> IndexVec<SourceIndex, u32> {
    let is_corroborated =
        |&claim: &ClaimIndex| matches!(graph.voices(claim), [_]) && !graph.corroborated_by(claim).is_empty();
    let steps: Vec<ClaimIndex> = graph.claims().filter(is_corroborated).collect();
    let lines = Lines::with_steps(graph, &steps);
    let dominators = Dominators::new(&lines);
    let mut ranking = Ranking::new(graph, &lines, &dominators);
    let cuts = cuts(graph, &dominators, &steps);
    cuts.iter().map(|cuts| ranking.falls(cuts)).collect()
}

/// Where striking each source cuts the network. The source comes first.
fn cuts(graph: &Graph, dominators: &Dominators, steps: &[ClaimIndex]) -> IndexVec<SourceIndex, Vec<Visit>> {
    let step = |claim: ClaimIndex| match steps.binary_search(&claim) {
        Ok(nth) => Node::new(graph.node_count() + nth),
        Err(_) => claim.into(),
    };
    let mut cuts: IndexVec<SourceIndex, Vec<Visit>> =
        graph.source_nodes().map(|source| dominators.visit(source).into_iter().collect()).collect();
    for claim in graph.claims() {
        if let (&[voice], Some(visit)) = (graph.voices(claim), dominators.visit(step(claim))) {
            cuts[voice].push(visit);
        }
    }
    cuts
}

/// Everything by the visits of the dominator tree.
struct Ranking<'a> {
    lines: &'a Lines,
    dominators: &'a Dominators,
    /// The order of the tree from the root: the nodes below a node follow it.
    places: IndexVec<Visit, u32>,
    /// How many nodes are below a node, including itself, and how many of them are claims.
    sizes: IndexVec<Visit, u32>,
    claims: IndexVec<Visit, u32>,
    /// How far below the root a node is.
    depths: IndexVec<Visit, u32>,
    /// The steps that do not lead to what dominates the node.
    sides: Sides,
    /// For which source a node was marked last.
    marked: IndexVec<Visit, u32>,
    source: u32,
}

impl<'a> Ranking<'a> {
    fn new(graph: &Graph, lines: &'a Lines, dominators: &'a Dominators) -> Self {
        let count = dominators.count();
        let visits = || first::<Visit>(count).skip(1);
        let (mut sizes, mut depths) = (IndexVec::filled(1, count), IndexVec::filled(0, count));
        let is_claim = |visit| u32::from(dominators.node(visit).at() < graph.claim_count());
        let mut claims: IndexVec<Visit, u32> = std::iter::once(0).chain(visits().map(is_claim)).collect();
        for visit in visits().rev() {
            let (above, size, own) = (dominators.above(visit), sizes[visit], claims[visit]);
            sizes[above] += size;
            claims[above] += own;
        }
        let (mut places, mut next) = (IndexVec::filled(0, count), IndexVec::filled(1, count));
        for visit in visits() {
            let above = dominators.above(visit);
            places[visit] = next[above];
            next[visit] = next[above] + 1;
            next[above] += sizes[visit];
            depths[visit] = depths[above] + 1;
        }
        let link = |visit| Side {
            place: places[dominators.walked_from(visit)],
            depth: depths[dominators.above(visit)],
            node: visit,
        };
        let is_aside = |&visit: &Visit| !leads_to_its_dominator(lines, dominators, visit);
        let beside = Sides::new(visits().filter(is_aside).map(link).collect());
        Self {
            lines,
            dominators,
            places,
            sizes,
            claims,
            depths,
            sides: beside,
            marked: IndexVec::filled(0, count),
            source: 0,
        }
    }

    /// How many claims fall if the network is cut at a source and at some claims.
    fn falls(&mut self, cuts: &[Visit]) -> u32 {
        self.source += 1;
        let set = self.marks(cuts);
        let size = |node| (self.places[node], self.sizes[node], self.claims[node]);
        let marks = Marks::new(&set, self.places.len(), size);
        let stands = self.standing(&marks, cuts.len());
        marks.list.iter().zip(stands).filter(|(_, stands)| !stands).map(|(mark, _)| mark.kept).sum()
    }

    /// The cuts, and every node whose step leads beneath a mark and out of there.
    fn marks(&mut self, cuts: &[Visit]) -> Vec<Visit> {
        let mut marks = cuts.to_vec();
        for &cut in cuts {
            self.marked[cut] = self.source;
        }
        let mut at = 0;
        while let Some(&mark) = marks.get(at) {
            at += 1;
            let first = self.places[mark];
            let beneath = self.sides.between(first, first + self.sizes[mark]);
            while let Some(node) = self.sides.take(beneath.clone(), self.depths[mark]) {
                if std::mem::replace(&mut self.marked[node], self.source) != self.source {
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
                match marks.keeper(self.places[below]) {
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

/// What a node leads to.
fn leads(lines: &Lines, dominators: &Dominators, node: Visit) -> impl Iterator<Item = Visit> {
    lines.down(dominators.node(node)).iter().filter_map(|&node| dominators.visit(node))
}

fn leads_to_its_dominator(lines: &Lines, dominators: &Dominators, node: Visit) -> bool {
    match dominators.above(node) {
        // Only sources lead to the root, and they lead nowhere else.
        ROOT => lines.down(dominators.node(node)).is_empty(),
        above => leads(lines, dominators, node).any(|below| below == above),
    }
}

/// The marks set for one source, in the order of the tree.
struct Marks {
    list: Vec<Mark>,
    /// Which mark keeps the nodes from which place on.
    keepers: Vec<(u32, Option<usize>)>,
    /// Before which keeper each stretch of places begins, and after the last stretch where they end. A stretch is so
    /// long that most have one keeper or none.
    stretches: Vec<usize>,
    /// How many bits of a place say where in a stretch it is.
    bits: u32,
}

struct Mark {
    node: Visit,
    /// Its place, and that after the last node beneath it.
    first: u32,
    end: u32,
    /// How many marks were set before it.
    nth: usize,
    /// How many claims it keeps.
    kept: u32,
}

impl Marks {
    /// From nodes, each with its place of so many, its size and the number of claims beneath it.
    fn new(nodes: &[Visit], places: usize, sizes: impl Fn(Visit) -> (u32, u32, u32)) -> Self {
        let mark = |(nth, &node): (usize, &Visit)| {
            let (first, size, claims) = sizes(node);
            Mark { node, first, end: first + size, nth, kept: claims }
        };
        let mut list: Vec<Mark> = nodes.iter().enumerate().map(mark).collect();
        list.sort_unstable_by_key(|mark| mark.first);
        let (mut keepers, mut open) = (Vec::new(), Vec::<usize>::new());
        for at in 0..list.len() {
            let first = list[at].first;
            close(&list, &mut open, &mut keepers, first);
            if let Some(&above) = open.last() {
                list[above].kept -= list[at].kept;
            }
            keepers.push((first, Some(at)));
            open.push(at);
        }
        close(&list, &mut open, &mut keepers, u32::MAX);
        let bits = (places / keepers.len().max(1)).max(1).ilog2();
        let mut stretches = Vec::with_capacity((places >> bits) + 2);
        for (at, &(from, _)) in keepers.iter().enumerate() {
            stretches.resize((from >> bits) as usize + 1, at);
        }
        stretches.resize((places >> bits) + 2, keepers.len());
        Self { list, keepers, stretches, bits }
    }

    /// The mark at a place, or nearest above it.
    fn keeper(&self, place: u32) -> Option<usize> {
        let stretch = (place >> self.bits) as usize;
        let (first, end) = (self.stretches[stretch], self.stretches[stretch + 1]);
        let after = first + self.keepers[first..end].partition_point(|&(from, _)| from <= place);
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
