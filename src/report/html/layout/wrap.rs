//! Ranks that are too wide become several: forty claims that cite one source stand in rows above it, not in a strip.
//!
//! No edge joins two nodes of a rank, so a rank can be split in any way.

use super::orient::Arc;
use super::place::BOX_GAP;
use super::{EdgeKind, Node};

/// How many times as wide as high a component may be before its ranks are split, if it is wider than the page.
const ASPECT: i64 = 2;
/// What a rank adds to the height, beside its boxes.
const RANK_GAP: i64 = 60;

/// Splits the ranks that are wider than the page, or than a picture of this size should be.
pub(super) fn wrap(nodes: &[Node], arcs: &[Arc], ranks: &mut [usize], width: i32) {
    let room = |node: &Node| i64::from(node.width + BOX_GAP);
    let area: i64 = nodes.iter().map(|node| room(node) * (i64::from(node.height) + RANK_GAP)).sum();
    let limit = i64::from(width.max(1)).max((area * ASPECT).isqrt());
    let count = ranks.iter().max().map_or(0, |&last| last + 1);
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); count];
    ranks.iter().enumerate().for_each(|(node, &rank)| rows[rank].push(node));
    let (mut above, mut below) = (vec![0_usize; nodes.len()], vec![0_usize; nodes.len()]);
    for arc in arcs.iter().filter(|arc| arc.kind != EdgeKind::Disputes) {
        below[arc.upper] += 1;
        above[arc.lower] += 1;
    }
    let mut next = 0;
    for mut row in rows {
        let total: i64 = row.iter().map(|&node| room(&nodes[node])).sum();
        let parts = usize::try_from((total + limit - 1) / limit).unwrap_or(1).max(1);
        if parts > 1 {
            // What has edges only on one side goes to that side's far end, and what has most of them stays nearest.
            row.sort_by_key(|&node| match (above[node], below[node]) {
                (0, below) => (0, nodes[node].kind, below),
                (above, 0) => (2, nodes[node].kind, usize::MAX - above),
                _ => (1, nodes[node].kind, 0),
            });
        }
        let each = row.len().div_ceil(parts).max(1);
        for part in row.chunks(each) {
            part.iter().for_each(|&node| ranks[node] = next);
            next += 1;
        }
    }
}
