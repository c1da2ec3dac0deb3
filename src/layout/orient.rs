//! Loops are broken: every edge gets an end that is to stand above the other one.
//!
//! As Gansner and others (1993, section 2.1), a depth-first walk finds the edges that close loops, and those point up.
//! Weak edges follow the strong ones, and level edges have no direction here.

use super::{Edge, EdgeKind};

/// An edge with the end that is above, unless it is level.
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

/// An arc for each edge. Without the level ones, no loop is left, and only edges that would close one are turned. It
/// takes a walk for each weak edge.
pub(super) fn orient(count: usize, edges: &[Edge]) -> Vec<Arc> {
    let arc = |edge: &Edge| Arc { upper: edge.from, lower: edge.to, is_turned: false, kind: edge.kind };
    let mut arcs: Vec<_> = edges.iter().map(arc).collect();
    for closing in closing_loops(count, &arcs) {
        arcs[closing] = arcs[closing].turned();
    }
    let mut below = vec![Vec::new(); count];
    arcs.iter().filter(|arc| arc.kind == EdgeKind::Strong).for_each(|arc| below[arc.upper].push(arc.lower));
    for arc in arcs.iter_mut().filter(|arc| arc.kind == EdgeKind::Weak) {
        if leads(&below, arc.lower, arc.upper) {
            *arc = arc.turned();
        }
        below[arc.upper].push(arc.lower);
    }
    arcs
}

/// Whether a way leads down from one node to another one.
fn leads(below: &[Vec<usize>], from: usize, to: usize) -> bool {
    let mut is_met = vec![false; below.len()];
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        if node == to {
            return true;
        }
        if !std::mem::replace(&mut is_met[node], true) {
            open.extend(&below[node]);
        }
    }
    false
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    Not,
    Open,
    Done,
}

/// The arcs that lead back to where a walk came from, from the nodes that nothing leads to first.
fn closing_loops(count: usize, arcs: &[Arc]) -> Vec<usize> {
    let mut below = vec![Vec::new(); count];
    let mut is_rested_on = vec![false; count];
    for (number, arc) in arcs.iter().enumerate().filter(|(_, arc)| arc.kind == EdgeKind::Strong) {
        below[arc.upper].push(number);
        is_rested_on[arc.lower] = true;
    }
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
