//! Ranks: on which level a box is, 0 on top, so that edges are short.
//!
//! Gansner and others (1993, section 2). The upper end of a strong or weak edge is at least one level above the lower
//! one; a level edge only draws both ends to one level.

use super::EdgeKind;
use super::orient::Arc;
use super::simplex::{Tie, attract, least, solve};

/// Pivots for each node and edge that the simplex may take. Real pictures need less than one.
const ROUNDS: usize = 4;

fn weight(kind: EdgeKind) -> i32 {
    match kind {
        EdgeKind::Strong => 4,
        EdgeKind::Weak => 2,
        EdgeKind::Level => 1,
    }
}

/// The rank of every node. All nodes must hang together; every rank from 0 on has nodes.
pub(super) fn ranks(count: usize, arcs: &[Arc]) -> Vec<usize> {
    let mut ties = Vec::with_capacity(arcs.len());
    let mut things = count;
    for arc in arcs {
        let weight = weight(arc.kind);
        if arc.kind == EdgeKind::Level {
            ties.extend(attract(things, [(arc.upper, 0), (arc.lower, 0)], weight));
            things += 1;
        } else {
            ties.push(Tie { tail: arc.upper, head: arc.lower, length: 1, weight });
        }
    }
    let start = least(things, &ties);
    let mut places = solve(&ties, start, ROUNDS * (things + ties.len()));
    balance(count, &ties, &mut places);
    close_gaps(&places[..count])
}

/// A node that costs the same on several ranks goes to the one with the fewest nodes.
fn balance(count: usize, ties: &[Tie], places: &mut [i32]) {
    let first = places[..count].iter().copied().min().unwrap_or(0);
    let last = places[..count].iter().copied().max().unwrap_or(0);
    let at = |place: i32| usize::try_from(place - first).unwrap_or(0);
    let mut crowds = vec![0; at(last) + 1];
    places[..count].iter().for_each(|&place| crowds[at(place)] += 1);
    let mut pull = vec![0; count];
    let mut ties_of = vec![Vec::new(); count];
    for tie in ties {
        for (end, weight) in [(tie.tail, tie.weight), (tie.head, -tie.weight)] {
            if let Some(pull) = pull.get_mut(end) {
                *pull += weight;
                ties_of[end].push(*tie);
            }
        }
    }
    for node in (0..count).filter(|&node| pull[node] == 0) {
        let (mut from, mut to) = (first, last);
        for tie in &ties_of[node] {
            if tie.head == node {
                from = from.max(places[tie.tail] + tie.length);
            } else {
                to = to.min(places[tie.head] - tie.length);
            }
        }
        let own = places[node];
        let Some(best) = (from..=to).min_by_key(|&place| (crowds[at(place)], (place - own).abs())) else { continue };
        if crowds[at(best)] + 1 < crowds[at(own)] {
            crowds[at(own)] -= 1;
            crowds[at(best)] += 1;
            places[node] = best;
        }
    }
}

/// The same levels, counted from 0 without a gap.
pub(super) fn close_gaps(places: &[i32]) -> Vec<usize> {
    let mut used = places.to_vec();
    used.sort_unstable();
    used.dedup();
    places.iter().map(|place| used.binary_search(place).unwrap_or(0)).collect()
}
