//! Coordinates from left to right: edges short, long edges straight, and no two boxes too close.
//!
//! Gansner and others (1993, section 4.2): the network simplex finds the places. The dummies of a long edge are one
//! thing with one place unless its links cross those of other long edges, so the edge runs straight, and there is less
//! to place.

use super::EdgeKind;
use super::layers::{Chain, Layers, Way};
use super::simplex::{Tie, attract, least, solve};

/// Between two boxes of a rank, at least.
pub(super) const BOX_GAP: i32 = 28;
/// Between a box and an edge that passes it.
const EDGE_GAP: i32 = 16;
/// Between two edges that pass a rank.
const LINE_GAP: i32 = 14;
/// Pivots that the simplex may take, and work on them: things times pivots.
const ROUNDS: usize = 4_000;
const EFFORT: usize = 8_000_000;

/// The middle of each vertex.
pub(super) fn place(layers: &Layers, ports: &[[i32; 2]]) -> Vec<i32> {
    let (blocks, mut things) = blocks(layers);
    let mut ties = distances(layers, &blocks);
    for (chain, &ports) in layers.chains.iter().zip(ports) {
        for (nth, ends) in chain.vertices.windows(2).enumerate() {
            let (first, second) = (blocks[ends[0]], blocks[ends[1]]);
            if first == second || chain.way == Way::Beside {
                continue;
            }
            let between = [(first, chain.port(nth, ports)), (second, chain.port(nth + 1, ports))];
            ties.extend(attract(things, between, weight(layers, chain, ends)));
            things += 1;
        }
    }
    let start = least(things, &ties);
    let rounds = ROUNDS.min(EFFORT / (things + 1));
    let places = solve(&ties, start, rounds);
    blocks.iter().map(|&block| places[block]).collect()
}

/// What it costs if a link is one pixel off.
fn weight(layers: &Layers, chain: &Chain, ends: &[usize]) -> i32 {
    let by_kind = if chain.kind == EdgeKind::Level { 1 } else { 2 };
    let by_ends = match ends.iter().filter(|&&vertex| layers.is_box(vertex)).count() {
        0 => 8,
        1 => 3,
        _ => 2,
    };
    by_kind * by_ends
}

/// For each vertex the block that it is part of, and how many there are.
fn blocks(layers: &Layers) -> (Vec<usize>, usize) {
    let positions = layers.positions();
    // The inner links, which join two dummies, by the rank of the upper one.
    let mut inner: Vec<Vec<(usize, usize, usize)>> = vec![Vec::new(); layers.ranks.len()];
    for upper in layers.boxes.len()..layers.count() {
        for &lower in layers.down.of(upper).iter().filter(|&&lower| !layers.is_box(lower)) {
            inner[layers.rank_of[upper]].push((positions[upper], positions[lower], lower));
        }
    }
    let mut is_straight = vec![false; layers.count()];
    for links in &mut inner {
        links.sort_unstable();
        let mut least_after = usize::MAX;
        let mut least_from = vec![usize::MAX; links.len()];
        for (nth, &(_, lower, _)) in links.iter().enumerate().rev() {
            least_from[nth] = least_after;
            least_after = least_after.min(lower);
        }
        let mut next = 0;
        for (&(_, lower, vertex), &least_after) in links.iter().zip(&least_from) {
            is_straight[vertex] = lower >= next && lower < least_after;
            next = next.max(lower + 1);
        }
    }
    let mut blocks = vec![0; layers.count()];
    let mut count = 0;
    for &vertex in layers.ranks.iter().flatten() {
        blocks[vertex] = match layers.up.of(vertex).first() {
            Some(&upper) if is_straight[vertex] => blocks[upper],
            _ => {
                count += 1;
                count - 1
            }
        };
    }
    (blocks, count)
}

/// The distances that neighbours in a rank keep.
fn distances(layers: &Layers, blocks: &[usize]) -> Vec<Tie> {
    let mut ties = Vec::new();
    for pair in layers.ranks.iter().flat_map(|rank| rank.windows(2)) {
        let gap = match pair.iter().filter(|&&vertex| layers.is_box(vertex)).count() {
            0 => LINE_GAP,
            1 => EDGE_GAP,
            _ => BOX_GAP,
        };
        let length = (layers.width(pair[0]) + 1) / 2 + gap + (layers.width(pair[1]) + 1) / 2;
        ties.push(Tie { tail: blocks[pair[0]], head: blocks[pair[1]], length, weight: 0 });
    }
    ties.sort_unstable_by_key(|tie| (tie.tail, tie.head, -tie.length));
    ties.dedup_by_key(|tie| (tie.tail, tie.head));
    for chain in layers.chains.iter().filter(|chain| chain.way == Way::Beside) {
        let ends = [blocks[chain.vertices[0]], blocks[chain.vertices[1]]];
        for (tail, head) in [(ends[0], ends[1]), (ends[1], ends[0])] {
            if let Ok(found) = ties.binary_search_by_key(&(tail, head), |tie| (tie.tail, tie.head)) {
                ties[found].weight += 1;
            }
        }
    }
    ties
}
