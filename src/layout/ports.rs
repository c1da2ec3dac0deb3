//! Ports: where along the sides of boxes edges start and end, so that arrows do not all meet in one point.

use super::layers::{Chain, Layers, Way};

/// Between ports, at most.
const SPACING: i32 = 18;
/// From a port to the corner, at least, in boxes that are wide enough.
const CORNER: i32 = 14;
/// Between ports that have moved, at least.
const CLOSEST: i32 = 9;

/// An end of a chain on a side of a box: where the next vertex of the chain is, the chain, and which end of it.
type End = (usize, usize, usize);

const TOP: usize = 0;
const BOTTOM: usize = 1;
const LEFT: usize = 2;
const RIGHT: usize = 3;

/// What ends on each side of each box, in order.
fn ends(layers: &Layers) -> Vec<[Vec<End>; 4]> {
    let positions = layers.positions();
    let mut ends: Vec<[Vec<End>; 4]> = vec![Default::default(); layers.boxes.len()];
    for (number, chain) in layers.chains.iter().enumerate() {
        let vertices = &chain.vertices;
        let (&[first, second, ..], &[.., before, last]) = (&vertices[..], &vertices[..]) else { continue };
        for (end, (vertex, next)) in [(first, second), (last, before)].into_iter().enumerate() {
            let side = match (chain.way, end) {
                (Way::Down, 0) => BOTTOM,
                (Way::Down | Way::Arch, _) => TOP,
                (Way::Beside, _) if positions[next] < positions[vertex] => LEFT,
                (Way::Beside, _) => RIGHT,
            };
            ends[vertex][side].push((positions[next], number, end));
        }
    }
    ends.iter_mut().flatten().for_each(|side| side.sort_unstable());
    ends
}

/// For each chain, how far from the middle of its first and its last box it ends: to the right, or down for one that
/// goes beside.
pub(super) fn ports(layers: &Layers) -> Vec<[i32; 2]> {
    let mut ports = vec![[0; 2]; layers.chains.len()];
    for (node, sides) in layers.boxes.iter().zip(ends(layers)) {
        for (side, ends) in sides.iter().enumerate() {
            let length = if side < LEFT { node.width } else { node.height };
            let count = i32::try_from(ends.len()).unwrap_or(i32::MAX);
            for (nth, &(_, chain, end)) in (0..count).zip(ends) {
                ports[chain][end] = offset(nth, count, length);
            }
        }
    }
    ports
}

/// How far from the middle of a side the nth port is.
fn offset(nth: i32, count: i32, length: i32) -> i32 {
    let room = (length - 2 * CORNER).max(length / 2).min(SPACING.saturating_mul(count - 1));
    if count < 2 { 0 } else { room * nth / (count - 1) - room / 2 }
}

/// Once boxes have their places: ports move a little where that makes an edge straight.
pub(super) fn straighten(layers: &Layers, x: &[i32], ports: &mut [[i32; 2]]) {
    for (vertex, sides) in ends(layers).iter().enumerate() {
        for ends in &sides[..LEFT] {
            let most = layers.width(vertex) / 2 - CORNER;
            for (nth, &(_, number, end)) in ends.iter().enumerate() {
                let chain = &layers.chains[number];
                let Some(target) = target(chain, end, x, ports[number]).filter(|_| chain.way == Way::Down) else {
                    continue;
                };
                let wanted = target - x[vertex];
                let port = |&(_, number, end): &End| ports[number][end];
                let from = nth.checked_sub(1).and_then(|nth| ends.get(nth)).map_or(-most, |end| port(end) + CLOSEST);
                let to = ends.get(nth + 1).map_or(most, |end| port(end) - CLOSEST);
                if (from..=to).contains(&wanted) {
                    ports[number][end] = wanted;
                }
            }
        }
    }
}

/// Where the next point of a chain is, seen from one of its ends.
fn target(chain: &Chain, end: usize, x: &[i32], ports: [i32; 2]) -> Option<i32> {
    let last = chain.vertices.len() - 1;
    let next = if end == 0 { 1 } else { last - 1 };
    let port = if last == 1 { ports[1 - end] } else { 0 };
    chain.vertices.get(next).map(|&vertex| x[vertex] + port)
}
