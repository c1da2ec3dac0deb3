//! Many boxes that hang on the same ones are put in rows: forty boxes that all lead to one make a block above it, not a
//! strip.
//!
//! Boxes with edges to one side only can stand further off than on the next rank, and nothing else has to move.

use std::collections::BTreeMap;

use super::orient::Arc;
use super::place::BOX_GAP;
use super::rank::close_gaps;
use super::{EdgeKind, Node};

/// How many times as wide as high a block is, about.
const ASPECT: i64 = 2;
/// What a row adds to the height, beside its boxes.
const ROW_GAP: i64 = 60;

/// Moves boxes to ranks further off, where many have the same neighbours.
pub(super) fn wrap(nodes: &[Node], arcs: &[Arc], ranks: &[usize]) -> Vec<usize> {
    let mut places: Vec<i32> = ranks.iter().map(|&rank| i32::try_from(rank).unwrap_or(i32::MAX)).collect();
    for (hubs, mut twins) in twins(nodes.len(), arcs) {
        let rows = rows(nodes, &twins);
        twins.sort_by_key(|&twin| nodes[twin].group);
        let (hubs, direction) = match &hubs {
            Hubs::Below(hubs) => (hubs, -1),
            Hubs::Above(hubs) => (hubs, 1),
        };
        // The nearest hub is the first on the way to the others.
        let Some(nearest) = hubs.iter().map(|&hub| places[hub]).max_by_key(|place| place * direction) else { continue };
        if rows > 1 {
            for (&twin, row) in twins.iter().zip((1..=rows).cycle()) {
                places[twin] = nearest + direction * row;
            }
        }
    }
    close_gaps(&places)
}

/// All neighbours of a box, if they are on one side of it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Hubs {
    Below(Vec<usize>),
    Above(Vec<usize>),
}

/// The boxes that have all their neighbours on one side, by those. Boxes with level edges are not among them.
fn twins(count: usize, arcs: &[Arc]) -> BTreeMap<Hubs, Vec<usize>> {
    let (mut above, mut below) = (vec![Vec::new(); count], vec![Vec::new(); count]);
    let mut has_level = vec![false; count];
    for arc in arcs {
        below[arc.upper].push(arc.lower);
        above[arc.lower].push(arc.upper);
        if arc.kind == EdgeKind::Level {
            (has_level[arc.upper], has_level[arc.lower]) = (true, true);
        }
    }
    let mut twins: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (node, (mut above, mut below)) in above.into_iter().zip(below).enumerate() {
        above.sort_unstable();
        below.sort_unstable();
        let hubs = match (above.is_empty(), below.is_empty()) {
            _ if has_level[node] => continue,
            (true, false) => Hubs::Below(below),
            (false, true) => Hubs::Above(above),
            _ => continue,
        };
        twins.entry(hubs).or_default().push(node);
    }
    twins
}

/// In how many rows some boxes stand.
fn rows(nodes: &[Node], twins: &[usize]) -> i32 {
    let width: i64 = twins.iter().map(|&twin| i64::from(nodes[twin].width + BOX_GAP)).sum();
    let height = twins.iter().map(|&twin| i64::from(nodes[twin].height)).max().unwrap_or(0) + ROW_GAP;
    i32::try_from((width / height.max(1) / ASPECT).max(0).isqrt()).unwrap_or(1).max(1)
}
