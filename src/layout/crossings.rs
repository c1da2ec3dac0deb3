//! How many links between neighbouring ranks cross.
//!
//! Barth, Jünger and Mutzel, "Simple and efficient bilayer cross counting" (2002): links in order of their upper ends
//! cross as often as their lower ends are out of order.

use super::layers::Layers;

/// Crossings in the whole picture. `O(links · log links)`.
pub(super) fn crossings(layers: &Layers, positions: &[usize]) -> usize {
    (1..layers.ranks.len()).map(|rank| below(layers, positions, rank - 1)).sum()
}

/// Crossings between a rank and the one below it.
fn below(layers: &Layers, positions: &[usize], rank: usize) -> usize {
    let width = layers.ranks.get(rank + 1).map_or(0, Vec::len);
    let mut tree = vec![0_usize; width + 1];
    let mut lowers = Vec::new();
    let (mut seen, mut crossings) = (0, 0);
    for &upper in &layers.ranks[rank] {
        lowers.clear();
        lowers.extend(layers.down.of(upper).iter().map(|&lower| positions[lower]));
        for &lower in &lowers {
            crossings += seen - up_to(&tree, lower);
        }
        for &lower in &lowers {
            add(&mut tree, lower);
            seen += 1;
        }
    }
    crossings
}

/// How many were added at this position or before it.
fn up_to(tree: &[usize], position: usize) -> usize {
    let mut at = position + 1;
    let mut sum = 0;
    while at > 0 {
        sum += tree[at];
        at &= at - 1;
    }
    sum
}

fn add(tree: &mut [usize], position: usize) {
    let mut at = position + 1;
    while let Some(count) = tree.get_mut(at) {
        *count += 1;
        at += at & at.wrapping_neg();
    }
}

/// How often links to some positions cross links to others, if the ends of the first stand left of those of the second.
/// Both are in order.
pub(super) fn between(left: &[usize], right: &[usize]) -> usize {
    let mut before = 0;
    let mut sum = 0;
    for &position in left {
        while right.get(before).is_some_and(|&other| other < position) {
            before += 1;
        }
        sum += before;
    }
    sum
}
