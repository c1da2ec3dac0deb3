//! The order within ranks, so that few edges cross.
//!
//! Sweeps up and down put each rank in the order of its neighbours' barycenters (Sugiyama and others 1981) or medians
//! (Eades and Wormald 1994), and neighbours are swapped while that helps (the transpose step of Gansner and others
//! 1993).

use std::ops::Range;

use super::crossings::{between, crossings};
use super::layers::Layers;

/// Sweeps from each start, at most.
const SWEEPS: usize = 32;
/// Sweeps without success before the search ends.
const PATIENCE: usize = 8;
/// Rounds of swaps in a rank after a sweep.
const SWAPS: usize = 8;
/// Links that may be looked at by all sweeps together: big pictures get fewer sweeps.
const EFFORT: usize = 200_000;

/// Orders all ranks.
pub(super) fn order(layers: &mut Layers) {
    let links = layers.down.count();
    let sweeps = SWEEPS.min(EFFORT / (links + 1));
    let mut best: Option<(usize, Vec<Vec<usize>>)> = None;
    for is_depth_first in [true, false].into_iter().take(if sweeps < 4 { 1 } else { 2 }) {
        start(layers, is_depth_first);
        improve(layers, sweeps, &mut best);
    }
    if let Some((_, ranks)) = best {
        layers.ranks = ranks;
    }
}

/// A first order: as a walk meets the vertices.
fn start(layers: &mut Layers, is_depth_first: bool) {
    let count = layers.count();
    let mut is_met = vec![false; count];
    let mut ranks = vec![Vec::new(); layers.ranks.len()];
    let mut starts: Vec<_> = (0..count).collect();
    starts.sort_by_key(|&vertex| layers.rank_of[vertex]);
    for first in starts {
        let mut open = std::collections::VecDeque::from([first]);
        while let Some(vertex) = if is_depth_first { open.pop_back() } else { open.pop_front() } {
            if !std::mem::replace(&mut is_met[vertex], true) {
                ranks[layers.rank_of[vertex]].push(vertex);
                open.extend(layers.up.of(vertex).iter().chain(layers.down.of(vertex)).filter(|&&next| !is_met[next]));
            }
        }
    }
    layers.ranks = ranks;
}

/// Sweeps, and keeps the best order that any start has had.
fn improve(layers: &mut Layers, sweeps: usize, best: &mut Option<(usize, Vec<Vec<usize>>)>) {
    let mut positions = layers.positions();
    let mut least = usize::MAX;
    let mut idle = 0;
    for sweep in 0..sweeps {
        let bottom = layers.ranks.len() - 1;
        for step in 0..=bottom {
            let rank = if sweep % 2 == 0 { step } else { bottom - step };
            sort(layers, &mut positions, rank, sweep);
        }
        for rank in 0..=bottom {
            swap(layers, &mut positions, rank);
        }
        let now = crossings(layers, &positions);
        if best.as_ref().is_none_or(|&(best, _)| now < best) {
            *best = Some((now, layers.ranks.clone()));
        }
        idle = if now < least { 0 } else { idle + 1 };
        least = least.min(now);
        if least == 0 || idle == PATIENCE {
            break;
        }
    }
}

/// Sorts a rank by the places of its neighbours in the rank that the sweep comes from.
fn sort(layers: &mut Layers, positions: &mut [usize], rank: usize, sweep: usize) {
    let neighbours = if sweep.is_multiple_of(2) { &layers.up } else { &layers.down };
    let (is_median, is_reversed) = (sweep % 4 >= 2, sweep % 8 >= 4);
    let mut keyed: Vec<_> = Vec::with_capacity(layers.ranks[rank].len());
    let mut ends = Vec::new();
    for &vertex in &layers.ranks[rank] {
        ends.clear();
        ends.extend(neighbours.of(vertex).iter().map(|&neighbour| positions[neighbour]));
        let key = if is_median { median(&mut ends) } else { barycenter(&ends) };
        keyed.push((key, vertex));
    }
    sort_around(&mut keyed, is_reversed);
    for (position, &(_, vertex)) in keyed.iter().enumerate() {
        positions[vertex] = position;
        layers.ranks[rank][position] = vertex;
    }
}

/// Sorts by key. What has no key stays where it is.
fn sort_around(keyed: &mut [(Option<usize>, usize)], is_reversed: bool) {
    let mut sorted: Vec<_> = keyed.iter().copied().filter(|(key, _)| key.is_some()).collect();
    if is_reversed {
        sorted.reverse();
    }
    sorted.sort_by_key(|&(key, _)| key);
    let slots = keyed.iter_mut().filter(|(key, _)| key.is_some());
    slots.zip(sorted).for_each(|(slot, next)| *slot = next);
}

/// Keys are in steps of a 64th of a position.
const STEPS: usize = 64;

fn barycenter(ends: &[usize]) -> Option<usize> {
    (ends.iter().sum::<usize>() * STEPS).checked_div(ends.len())
}

/// Between two medians, the one on the denser side weighs more (Gansner and others 1993, section 3).
fn median(ends: &mut [usize]) -> Option<usize> {
    ends.sort_unstable();
    let (first, last) = (*ends.first()?, *ends.last()?);
    let middle = ends.len() / 2;
    if ends.len() % 2 == 1 {
        return Some(ends[middle] * STEPS);
    }
    let (low, high) = (ends[middle - 1], ends[middle]);
    let (left, right) = (low - first, last - high);
    let weighed = ((low * right + high * left) * STEPS).checked_div(left + right);
    Some(weighed.unwrap_or((low + high) * STEPS / 2))
}

/// A vertex, and the positions of its neighbours in the ranks above and below, as ranges of a list that the whole rank
/// shares.
struct Swapped {
    vertex: usize,
    ends: [Range<usize>; 2],
}

/// Swaps neighbours in a rank while fewer edges cross.
fn swap(layers: &mut Layers, positions: &mut [usize], rank: usize) {
    let mut all = Vec::new();
    let mut ends = |neighbours: &[usize]| {
        let start = all.len();
        all.extend(neighbours.iter().map(|&neighbour| positions[neighbour]));
        all[start..].sort_unstable();
        start..all.len()
    };
    let of = |&vertex: &usize| Swapped { vertex, ends: [ends(layers.up.of(vertex)), ends(layers.down.of(vertex))] };
    let mut row: Vec<_> = layers.ranks[rank].iter().map(of).collect();
    let cost = |left: &Swapped, right: &Swapped| -> usize {
        let sides = left.ends.iter().zip(&right.ends);
        sides.map(|(left, right)| between(&all[left.clone()], &all[right.clone()])).sum()
    };
    for _ in 0..SWAPS {
        let mut is_better = false;
        for right in 1..row.len() {
            let now = cost(&row[right - 1], &row[right]);
            let swapped = cost(&row[right], &row[right - 1]);
            // A swap that changes nothing may make room for one that does.
            if now > 0 && swapped <= now {
                row.swap(right - 1, right);
                is_better |= swapped < now;
            }
        }
        if !is_better {
            break;
        }
    }
    for (position, swapped) in row.into_iter().enumerate() {
        positions[swapped.vertex] = position;
        layers.ranks[rank][position] = swapped.vertex;
    }
}
