//! How fast pictures are laid out: `cargo bench --bench layout`.
//!
//! `corpus` is claims, documents and sources as newsrooms link them. The others are shapes that layouts are known to
//! blow up on.

#![allow(missing_docs, reason = "a benchmark has no readers of its items")]

#[path = "../src/layout/mod.rs"]
#[allow(
    unused,
    unreachable_pub,
    reason = "the library keeps this module to itself, so it is built in here, with its tests"
)]
mod layout;

use std::fmt;

use divan::Bencher;
use layout::{Edge, EdgeKind, Node, Picture, lay_out};

/// The width of the page.
const WIDTH: i32 = 1_400;

/// A shape, and how many nodes it has.
#[derive(Debug, Clone, Copy)]
enum Shape {
    Corpus(usize),
    Random(usize),
    Hub(usize),
    Bipartite(usize),
    Ladder(usize),
    Ring(usize),
    Chain(usize),
    Complete(usize),
    Isolated(usize),
    /// A chain from whose first nodes edges lead to its last ones: as many dummies as there can be.
    Long(usize),
}

const SHAPES: [Shape; 13] = [
    Shape::Corpus(14),
    Shape::Corpus(50),
    Shape::Corpus(150),
    Shape::Corpus(500),
    Shape::Random(500),
    Shape::Hub(500),
    Shape::Bipartite(40),
    Shape::Ladder(500),
    Shape::Ring(500),
    Shape::Chain(500),
    Shape::Complete(30),
    Shape::Isolated(150),
    Shape::Long(500),
];

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

fn main() {
    divan::main();
}

#[divan::bench(args = SHAPES)]
fn lays_out(bencher: Bencher<'_, '_>, shape: Shape) {
    let picture = picture(shape);
    bencher.bench(|| lay_out(divan::black_box(&picture), WIDTH));
}

fn picture(shape: Shape) -> Picture {
    let pairs: Vec<(usize, usize)> = match shape {
        Shape::Corpus(count) => return corpus(count),
        Shape::Random(count) => {
            let mut random = Random(1);
            (0..count * 2).map(|_| (random.below(count), random.below(count))).collect()
        }
        Shape::Hub(count) => (1..count).map(|leaf| (leaf, 0)).collect(),
        Shape::Bipartite(count) => {
            let half = count / 2;
            (0..half).flat_map(|upper| (half..count).map(move |lower| (upper, lower))).collect()
        }
        Shape::Ladder(count) => (0..count / 2 - 1)
            .flat_map(|step| [(0, 2), (1, 3), (0, 3), (1, 2)].map(|(a, b)| (2 * step + a, 2 * step + b)))
            .collect(),
        Shape::Ring(count) => (0..count).map(|node| (node, (node + 1) % count)).collect(),
        Shape::Chain(count) => chain(count),
        Shape::Complete(count) => {
            (0..count).flat_map(|upper| (upper + 1..count).map(move |lower| (upper, lower))).collect()
        }
        Shape::Isolated(_) => Vec::new(),
        Shape::Long(count) => {
            let long = (0..22).flat_map(|upper| (count - 22..count).map(move |lower| (upper, lower)));
            chain(count).into_iter().chain(long).collect()
        }
    };
    let (Shape::Corpus(count)
    | Shape::Random(count)
    | Shape::Hub(count)
    | Shape::Bipartite(count)
    | Shape::Ladder(count)
    | Shape::Ring(count)
    | Shape::Chain(count)
    | Shape::Complete(count)
    | Shape::Isolated(count)
    | Shape::Long(count)) = shape;
    let nodes = vec![Node { width: 150, height: 40, group: 0 }; count];
    let edges = pairs.into_iter().map(|(from, to)| Edge { from, to, kind: EdgeKind::Strong }).collect();
    Picture { nodes, edges }
}

fn chain(count: usize) -> Vec<(usize, usize)> {
    (1..count).map(|node| (node - 1, node)).collect()
}

/// Three claims in five nodes, a quarter sources, the rest documents, which are drawn as sources are; about three edges
/// to two nodes.
fn corpus(count: usize) -> Picture {
    let mut random = Random(count as u64);
    let (claims, sources) = (count * 3 / 5, count / 4);
    let documents = count - claims - sources;
    let nodes = (0..count)
        .map(|node| Node { width: 110 + 60 * i32::from(node < claims), height: 40, group: u8::from(node >= claims) })
        .collect();
    let mut edges = Vec::new();
    for from in 0..claims {
        let mut add = |to, kind| edges.push(Edge { from, to, kind });
        if from > 2 && random.below(10) < 6 {
            add(from - 1 - random.below(from.min(30)), EdgeKind::Strong);
        } else {
            add(claims + random.below(sources), EdgeKind::Strong);
        }
        if random.below(10) < 5 {
            add(claims + random.below(sources), EdgeKind::Strong);
        }
        if random.below(10) < 4 {
            add(claims + sources + random.below(documents), EdgeKind::Strong);
        }
        if random.below(10) < 1 {
            add(random.below(claims), EdgeKind::Weak);
        }
        if random.below(20) < 1 {
            add(random.below(claims), EdgeKind::Level);
        }
    }
    Picture { nodes, edges }
}

/// Numbers that look random and are the same each time (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap_or(0)
    }
}
