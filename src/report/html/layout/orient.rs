//! Loops are broken: every edge gets an end that is to stand above the other one.
//!
//! As Gansner and others (1993, section 2.1), a depth-first walk finds the edges that close loops, and those point up. Corroborations follow
//! what rests on something, and disputes have no direction here.

use std::collections::BTreeSet;

use super::{Edge, EdgeKind};

/// An edge with the end that stands above, if it is no dispute.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arc {
    pub(super) upper: usize,
    pub(super) lower: usize,
    /// Whether the arrow points from the lower end to the upper one.
    pub(super) is_turned: bool,
    pub(super) kind: EdgeKind,
}

impl Arc {
    pub(super) fn turned(self) -> Self {
        Self { upper: self.lower, lower: self.upper, is_turned: !self.is_turned, kind: self.kind }
    }
}

/// An arc for each edge. Without the disputes, no loop is left. Only edges on loops are turned.
pub(super) fn orient(count: usize, edges: &[Edge]) -> Vec<Arc> {
    let arc = |edge: &Edge| Arc { upper: edge.from, lower: edge.to, is_turned: false, kind: edge.kind };
    let mut arcs: Vec<_> = edges.iter().map(arc).collect();
    for closing in closing_loops(count, &arcs) {
        arcs[closing] = arcs[closing].turned();
    }
    let mut places = vec![0; count];
    topological(count, &arcs).into_iter().enumerate().for_each(|(place, node)| places[node] = place);
    for arc in arcs.iter_mut().filter(|arc| arc.kind == EdgeKind::Corroborates) {
        if places[arc.upper] > places[arc.lower] {
            *arc = arc.turned();
        }
    }
    arcs
}

/// The numbers of the arcs of one kind, by their upper ends.
fn below(count: usize, arcs: &[Arc], kind: EdgeKind) -> Vec<Vec<usize>> {
    let mut below = vec![Vec::new(); count];
    for (number, arc) in arcs.iter().enumerate().filter(|(_, arc)| arc.kind == kind) {
        below[arc.upper].push(number);
    }
    below
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    Not,
    Open,
    Done,
}

/// The arcs that lead back to where a walk came from, from the nodes that nothing rests on first.
fn closing_loops(count: usize, arcs: &[Arc]) -> Vec<usize> {
    let below = below(count, arcs, EdgeKind::Rests);
    let mut is_rested_on = vec![false; count];
    arcs.iter().filter(|arc| arc.kind == EdgeKind::Rests).for_each(|arc| is_rested_on[arc.lower] = true);
    let mut starts: Vec<_> = (0..count).collect();
    starts.sort_by_key(|&node| is_rested_on[node]);
    let mut visits = vec![Visit::Not; count];
    let mut closing = Vec::new();
    for start in starts {
        if visits[start] != Visit::Not {
            continue;
        }
        visits[start] = Visit::Open;
        let mut way = vec![(start, 0)];
        while let Some((node, next)) = way.last_mut() {
            let Some(&number) = below[*node].get(*next) else {
                visits[*node] = Visit::Done;
                way.pop();
                continue;
            };
            *next += 1;
            let lower = arcs[number].lower;
            match visits[lower] {
                Visit::Open => closing.push(number),
                Visit::Not => {
                    visits[lower] = Visit::Open;
                    way.push((lower, 0));
                }
                Visit::Done => {}
            }
        }
    }
    closing
}

/// The nodes, what rests on something before that, and what corroborates something before that where it can be.
fn topological(count: usize, arcs: &[Arc]) -> Vec<usize> {
    let rests = below(count, arcs, EdgeKind::Rests);
    let corroborates = below(count, arcs, EdgeKind::Corroborates);
    let mut waits_for = vec![0_usize; count];
    let mut wishes_for = vec![0_usize; count];
    for arc in arcs {
        match arc.kind {
            EdgeKind::Rests => waits_for[arc.lower] += 1,
            EdgeKind::Corroborates => wishes_for[arc.lower] += 1,
            EdgeKind::Disputes => {}
        }
    }
    let free = |&node: &usize| waits_for[node] == 0;
    let mut ready: BTreeSet<_> = (0..count).filter(free).map(|node| (wishes_for[node], node)).collect();
    let mut order = Vec::with_capacity(count);
    while let Some((_, node)) = ready.pop_first() {
        order.push(node);
        for &number in &corroborates[node] {
            let lower = arcs[number].lower;
            let was_ready = ready.remove(&(wishes_for[lower], lower));
            wishes_for[lower] -= 1;
            if was_ready {
                ready.insert((wishes_for[lower], lower));
            }
        }
        for &number in &rests[node] {
            let lower = arcs[number].lower;
            waits_for[lower] -= 1;
            if waits_for[lower] == 0 {
                ready.insert((wishes_for[lower], lower));
            }
        }
    }
    order
}
