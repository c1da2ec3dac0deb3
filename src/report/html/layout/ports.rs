//! Ports: where along the sides of boxes edges start and end, so that arrows do not all meet in one point.

use super::layers::{Layers, Way};

/// Between ports, at most.
const SPACING: i32 = 18;
/// From a port to the corner, at least, in boxes that are wide enough.
const CORNER: i32 = 10;

/// For each chain, how far from the middle of its first and its last box it ends: to the right, or down for one that goes beside.
pub(super) fn ports(layers: &Layers) -> Vec<[i32; 2]> {
    let positions = layers.positions();
    // For each box, what ends on its top, its bottom, and its sides: where the next vertex of the chain stands, the chain and its end.
    let mut sides: Vec<[Vec<(usize, usize, usize)>; 4]> = vec![Default::default(); layers.boxes.len()];
    for (number, chain) in layers.chains.iter().enumerate() {
        let vertices = &chain.vertices;
        let (&[first, second, ..], &[.., before, last]) = (&vertices[..], &vertices[..]) else { continue };
        for (end, (vertex, next)) in [(first, second), (last, before)].into_iter().enumerate() {
            let side = match (chain.way, end) {
                (Way::Down, 0) => 1,
                (Way::Down | Way::Arch, _) => 0,
                (Way::Beside, _) => 2 + usize::from(positions[next] > positions[vertex]),
            };
            sides[vertex][side].push((positions[next], number, end));
        }
    }
    let mut ports = vec![[0; 2]; layers.chains.len()];
    for (node, sides) in layers.boxes.iter().zip(&mut sides) {
        for (side, ends) in sides.iter_mut().enumerate() {
            ends.sort_unstable();
            let length = if side < 2 { node.width } else { node.height };
            let count = i32::try_from(ends.len()).unwrap_or(i32::MAX);
            for (nth, &mut (_, chain, end)) in (0..count).zip(ends) {
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
