//! Many leaves of one box stand in rows: forty claims that only cite one source make a block above it, not a strip.
//!
//! A leaf has one edge, so it can stand further from its box than on the next rank, and nothing else has to move.

use std::collections::BTreeMap;

use super::orient::Arc;
use super::place::BOX_GAP;
use super::rank::close_gaps;
use super::{EdgeKind, Node};

/// How many times as wide as high a block of leaves is, about.
const ASPECT: i64 = 3;
/// What a row adds to the height, beside its boxes.
const ROW_GAP: i64 = 60;

/// Moves leaves to ranks further off, where one box has many.
pub(super) fn wrap(nodes: &[Node], arcs: &[Arc], ranks: &[usize]) -> Vec<usize> {
    let mut places: Vec<i32> = ranks.iter().map(|&rank| i32::try_from(rank).unwrap_or(i32::MAX)).collect();
    for ((hub, is_above), mut leaves) in leaves(nodes.len(), arcs) {
        let rows = rows(nodes, &leaves);
        leaves.sort_by_key(|&leaf| nodes[leaf].kind);
        for (&leaf, row) in leaves.iter().zip((1..=rows).cycle()) {
            places[leaf] = places[hub] + if is_above { -row } else { row };
        }
    }
    close_gaps(&places)
}

/// The leaves of each box, those above it and those below it.
fn leaves(count: usize, arcs: &[Arc]) -> BTreeMap<(usize, bool), Vec<usize>> {
    let mut edges = vec![0_usize; count];
    for arc in arcs {
        edges[arc.upper] += 1;
        edges[arc.lower] += 1;
    }
    let mut leaves: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for arc in arcs.iter().filter(|arc| arc.kind != EdgeKind::Disputes) {
        let (upper, lower) = (arc.upper, arc.lower);
        if edges[upper] == 1 {
            leaves.entry((lower, true)).or_default().push(upper);
        } else if edges[lower] == 1 {
            leaves.entry((upper, false)).or_default().push(lower);
        }
    }
    leaves
}

/// In how many rows some leaves stand.
fn rows(nodes: &[Node], leaves: &[usize]) -> i32 {
    let width: i64 = leaves.iter().map(|&leaf| i64::from(nodes[leaf].width + BOX_GAP)).sum();
    let height = leaves.iter().map(|&leaf| i64::from(nodes[leaf].height)).max().unwrap_or(0) + ROW_GAP;
    i32::try_from((width / height.max(1) / ASPECT).max(0).isqrt()).unwrap_or(1).max(1)
}
