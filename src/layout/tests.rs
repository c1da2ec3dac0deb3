//! Small pictures worked out by hand; what holds for every picture; and the parts against something naive.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::crossings::{between, crossings};
use super::layers::Layers;
use super::orient::orient;
use super::rank::ranks;
use super::simplex::{Tie, least, solve};
use super::{Curve, Edge, EdgeKind, Layout, Node, Picture, Piece, Point, Rect, lay_out};

const WIDTH: i32 = 1_000;

fn picture(sizes: &[(i32, i32)], edges: &[(usize, usize, EdgeKind)]) -> Picture {
    let node = |&(width, height): &(i32, i32)| Node { width, height, group: 0 };
    let edge = |&(from, to, kind): &(usize, usize, EdgeKind)| Edge { from, to, kind };
    Picture { nodes: sizes.iter().map(node).collect(), edges: edges.iter().map(edge).collect() }
}

/// Boxes of one size, each above others.
fn resting(count: usize, edges: &[(usize, usize)]) -> Picture {
    let edges: Vec<_> = edges.iter().map(|&(from, to)| (from, to, EdgeKind::Strong)).collect();
    picture(&vec![(100, 40); count], &edges)
}

fn middle(place: Rect) -> i32 {
    place.left + place.width / 2
}

#[test]
fn nothing_is_no_picture() {
    let layout = lay_out(&Picture::default(), WIDTH);
    assert!(layout.boxes.is_empty() && layout.curves.is_empty());
}

#[test]
fn two_nodes_stand_above_each_other() {
    let layout = lay_out(&resting(2, &[(0, 1)]), WIDTH);
    let [upper, lower] = layout.boxes[..] else { panic!("two boxes") };
    // A margin of 16 and boxes of 40 with the least gap of 40 between them.
    assert_eq!(upper, Rect { left: 16, top: 16, width: 100, height: 40 });
    assert_eq!(lower, Rect { left: 16, top: 96, width: 100, height: 40 });
    assert_eq!((layout.width, layout.height), (132, 152));
    let straight = Curve { start: Point { x: 66, y: 56 }, pieces: vec![Piece::Line(Point { x: 66, y: 96 })] };
    assert_eq!(layout.curves, [straight]);
}

#[test]
fn a_diamond_has_three_ranks_and_its_ends_in_the_middle() {
    let layout = lay_out(&resting(4, &[(0, 1), (0, 2), (1, 3), (2, 3)]), WIDTH);
    let tops: Vec<_> = layout.boxes.iter().map(|place| place.top).collect();
    assert!(tops[0] < tops[1] && tops[1] == tops[2] && tops[2] < tops[3]);
    assert_eq!((layout.boxes[1].left - layout.boxes[2].left).abs(), 128, "side by side, 28 apart");
    let between =
        middle(layout.boxes[1]).min(middle(layout.boxes[2]))..=middle(layout.boxes[1]).max(middle(layout.boxes[2]));
    assert!(between.contains(&middle(layout.boxes[0])) && between.contains(&middle(layout.boxes[3])));
}

#[test]
fn a_ring_has_one_edge_that_points_up() {
    let layout = lay_out(&resting(5, &[(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)]), WIDTH);
    let rises = |curve: &&Curve| curve.pieces.last().is_some_and(|piece| piece.end().y < curve.start.y);
    assert_eq!(layout.curves.iter().filter(rises).count(), 1);
}

#[test]
fn edges_between_the_same_two_stay_apart() {
    use EdgeKind::{Level, Strong, Weak};
    let layout = lay_out(&picture(&[(100, 40); 2], &[(0, 1, Strong), (0, 1, Weak), (1, 0, Level)]), WIDTH);
    let mut xs: Vec<_> = layout.curves.iter().map(|curve| curve.start.x).collect();
    xs.sort_unstable();
    assert!(xs.windows(2).all(|pair| pair[1] - pair[0] >= 9), "{xs:?}");
    assert!(layout.curves.iter().all(|curve| matches!(curve.pieces[..], [Piece::Line(_)])), "and are straight");
    let level = &layout.curves[2];
    assert!(level.pieces[0].end().y < level.start.y, "a level edge keeps its direction");
}

#[test]
fn a_level_edge_alone_goes_from_side_to_side() {
    let layout = lay_out(&picture(&[(100, 40); 2], &[(0, 1, EdgeKind::Level)]), WIDTH);
    assert_eq!(layout.boxes[0].top, layout.boxes[1].top);
    let curve = &layout.curves[0];
    assert_eq!(curve.start.y, curve.pieces[0].end().y);
    assert_eq!((curve.start.x - curve.pieces[0].end().x).abs(), 28);
}

#[test]
fn a_level_edge_across_a_box_arches_over_it() {
    use EdgeKind::{Level, Strong};
    // Three boxes above one, each joined with both others, so one pair is not side by side.
    let edges = [(0, 3, Strong), (1, 3, Strong), (2, 3, Strong), (0, 1, Level), (1, 2, Level), (2, 0, Level)];
    let layout = lay_out(&picture(&[(100, 40); 4], &edges), WIDTH);
    let arches = layout.curves[3..].iter().filter(|curve| curve.start.y == layout.boxes[0].top);
    assert_eq!(arches.count(), 1);
    assert_eq!(layout.boxes[0].top, layout.boxes[2].top);
}

#[test]
fn a_long_edge_is_straight_past_a_rank() {
    let layout = lay_out(&resting(3, &[(0, 1), (1, 2), (0, 2)]), WIDTH);
    let passed = layout.boxes[1];
    let is_past = |piece: &Piece| matches!(piece, Piece::Line(end) if end.y >= passed.top + passed.height);
    assert!(layout.curves[2].pieces.iter().any(is_past), "{:?}", layout.curves[2]);
}

#[test]
fn leaves_of_one_box_stand_in_rows() {
    let edges: Vec<_> = (1..=40).map(|leaf| (leaf, 0)).collect();
    let layout = lay_out(&resting(41, &edges), WIDTH);
    assert!(layout.width < 6 * layout.height, "{} x {}", layout.width, layout.height);
    assert!(layout.width < 40 * 128 / 2);
}

#[test]
fn edges_that_join_nothing_are_no_lines() {
    let layout = lay_out(&resting(2, &[(0, 0), (0, 7), (0, 1)]), WIDTH);
    let drawn: Vec<_> = layout.curves.iter().map(|curve| !curve.pieces.is_empty()).collect();
    assert_eq!(drawn, [false, false, true]);
}

#[test]
fn parts_are_packed_about_as_wide_as_the_page() {
    let layout = lay_out(&resting(150, &[]), WIDTH);
    assert!((WIDTH - 140..=WIDTH).contains(&layout.width), "{}", layout.width);
    assert_eq!(layout.boxes[0].top, layout.boxes[6].top);
    assert!(layout.boxes[7].top > layout.boxes[6].top, "seven fit: 7 * 140 + 2 * 16 - 40 = 972");
}

#[test]
fn looks_as_it_did() {
    use EdgeKind::{Level, Strong, Weak};
    let edges = [
        (0, 1, Strong),
        (0, 2, Strong),
        (1, 4, Strong),
        (2, 4, Strong),
        (2, 5, Strong),
        (0, 5, Strong),
        (3, 2, Weak),
        (1, 2, Level),
        (3, 5, Strong),
    ];
    let layout = lay_out(&picture(&[(170, 54), (170, 40), (170, 54), (170, 40), (120, 30), (140, 30)], &edges), WIDTH);
    let mut text = format!("{} x {}\n", layout.width, layout.height);
    for Rect { left, top, width, height } in &layout.boxes {
        let _ = writeln!(text, "box {left},{top} {width} x {height}");
    }
    for Curve { start, pieces } in &layout.curves {
        let _ = write!(text, "M{},{}", start.x, start.y);
        for piece in pieces {
            let _ = match piece {
                Piece::Line(end) => write!(text, " L{},{}", end.x, end.y),
                Piece::Cubic(a, b, end) => write!(text, " C{},{} {},{} {},{}", a.x, a.y, b.x, b.y, end.x, end.y),
            };
        }
        text.push('\n');
    }
    insta::assert_snapshot!(text, @r"
    510 x 275
    box 214,16 170 x 54
    box 324,131 170 x 40
    box 126,124 170 x 54
    box 16,23 170 x 40
    box 208,229 120 x 30
    box 40,229 140 x 30
    M317,70 C317,97 409,97 409,124 L409,131
    M299,70 C299,97 220,97 220,124
    M409,171 L409,178 C409,203 277,203 277,229
    M259,178 L259,229
    M202,178 C202,203 128,203 128,229
    M281,70 C281,97 110,97 110,124 L110,229
    M110,63 L110,70 C110,97 202,97 202,124
    M324,151 L296,151
    M92,63 L92,229
    ");
}

/// A number of points along a curve.
fn samples(curve: &Curve) -> Vec<(f64, f64)> {
    let at = |point: Point| (f64::from(point.x), f64::from(point.y));
    let mut samples = vec![at(curve.start)];
    let mut from = at(curve.start);
    for piece in &curve.pieces {
        let (first, second, end) = match *piece {
            Piece::Line(end) => (from, at(end), at(end)),
            Piece::Cubic(first, second, end) => (at(first), at(second), at(end)),
        };
        for step in 1..=40 {
            let t = f64::from(step) / 40.0;
            let along = |a: f64, b: f64, c: f64, d: f64| {
                let u = 1.0 - t;
                u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
            };
            samples.push((along(from.0, first.0, second.0, end.0), along(from.1, first.1, second.1, end.1)));
        }
        from = end;
    }
    samples
}

/// Whether a point is in a rectangle, and not only on its border.
fn is_inside(place: &Rect, (x, y): (f64, f64)) -> bool {
    let (left, top) = (f64::from(place.left), f64::from(place.top));
    let (right, bottom) = (left + f64::from(place.width), top + f64::from(place.height));
    x > left + 0.01 && x < right - 0.01 && y > top + 0.01 && y < bottom - 0.01
}

fn is_on_border(place: &Rect, point: Point) -> bool {
    let (right, bottom) = (place.left + place.width, place.top + place.height);
    let (in_x, in_y) = ((place.left..=right).contains(&point.x), (place.top..=bottom).contains(&point.y));
    in_x && in_y && (point.x == place.left || point.x == right || point.y == place.top || point.y == bottom)
}

/// Whether a way over edges that are not level, in their directions, leads from one node to another one.
fn leads(picture: &Picture, from: usize, to: usize, with_weak: bool) -> bool {
    let mut met = vec![from];
    let mut next = 0;
    while let Some(&node) = met.get(next) {
        next += 1;
        for edge in picture.edges.iter().filter(|edge| edge.from == node && edge.kind != EdgeKind::Level) {
            if (with_weak || edge.kind == EdgeKind::Strong) && !met.contains(&edge.to) {
                met.push(edge.to);
            }
        }
    }
    met.contains(&to)
}

/// Everything that holds for every picture.
fn holds(picture: &Picture, layout: &Layout) {
    for (nth, a) in layout.boxes.iter().enumerate() {
        assert!(a.left >= 0 && a.top >= 0 && a.left + a.width <= layout.width && a.top + a.height <= layout.height);
        assert_eq!((a.width, a.height), (picture.nodes[nth].width, picture.nodes[nth].height));
        for b in &layout.boxes[..nth] {
            let apart_x = (a.left - b.left - b.width).max(b.left - a.left - a.width);
            let apart_y = (a.top - b.top - b.height).max(b.top - a.top - a.height);
            assert!(apart_x >= 28 || apart_y >= 28, "{a:?} and {b:?}");
        }
    }
    for (edge, curve) in picture.edges.iter().zip(&layout.curves) {
        let Some(end) = curve.pieces.last().map(|piece| piece.end()) else {
            assert_eq!(edge.from, edge.to);
            continue;
        };
        assert!(
            is_on_border(&layout.boxes[edge.from], curve.start) && is_on_border(&layout.boxes[edge.to], end),
            "{edge:?}"
        );
        for point in samples(curve) {
            assert!(
                (0.0..=f64::from(layout.width)).contains(&point.0)
                    && (0.0..=f64::from(layout.height)).contains(&point.1)
            );
            assert!(!layout.boxes.iter().any(|place| is_inside(place, point)), "{edge:?} at {point:?}");
        }
        let is_above = layout.boxes[edge.from].top + layout.boxes[edge.from].height < layout.boxes[edge.to].top;
        if edge.kind == EdgeKind::Strong && !leads(picture, edge.to, edge.from, false) {
            assert!(is_above, "{edge:?}");
        }
    }
}

fn kind() -> impl Strategy<Value = EdgeKind> {
    prop_oneof![4 => Just(EdgeKind::Strong), 1 => Just(EdgeKind::Weak), 1 => Just(EdgeKind::Level)]
}

fn pictures() -> impl Strategy<Value = Picture> {
    (1..40_usize).prop_flat_map(|count| {
        let node = (1..200, 1..90, 0..2_u8).prop_map(move |(width, height, group)| Node { width, height, group });
        let edge = (0..count, 0..count, kind()).prop_map(|(from, to, kind)| Edge { from, to, kind });
        let edges = proptest::collection::vec(edge, 0..count * 2);
        (proptest::collection::vec(node, count), edges).prop_map(|(nodes, edges)| Picture { nodes, edges })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_picture_is_drawn_well(picture in pictures(), width in 1..3_000) {
        let layout = lay_out(&picture, width);
        holds(&picture, &layout);
        prop_assert_eq!(layout, lay_out(&picture, width));
    }

    #[test]
    fn weak_edges_point_down_where_they_can(mut picture in pictures()) {
        picture.edges.retain(|edge| edge.from != edge.to && (edge.kind != EdgeKind::Strong || edge.from < edge.to));
        for (edge, arc) in picture.edges.iter().zip(orient(picture.nodes.len(), &picture.edges)) {
            prop_assert!(!arc.is_turned || leads(&picture, edge.to, edge.from, true), "{edge:?}");
        }
    }

    /// Places cost least if no group of things could move by one step and make it cheaper: the method's own criterion,
    /// for all groups.
    #[test]
    fn the_simplex_finds_the_cheapest_places(
        count in 2..10_usize,
        more in proptest::collection::vec((0..10_usize, 0..10_usize, 0..4, 0..6), 0..30),
    ) {
        let mut ties: Vec<_> = (1..count).map(|head| Tie { tail: head / 2, head, length: 0, weight: 1 }).collect();
        let more = more.into_iter().filter(|&(tail, head, ..)| tail < head && head < count);
        ties.extend(more.map(|(tail, head, length, weight)| Tie { tail, head, length, weight }));
        let places = solve(&ties, least(count, &ties), 1_000);
        prop_assert!(ties.iter().all(|tie| places[tie.head] - places[tie.tail] >= tie.length));
        for group in 1_usize..1 << count {
            let step = |thing: usize| i32::try_from(group >> thing & 1).unwrap();
            let longer = |tie: &Tie| step(tie.head) - step(tie.tail);
            let may = ties.iter().all(|tie| places[tie.head] - places[tie.tail] + longer(tie) >= tie.length);
            let cost: i32 = ties.iter().map(|tie| tie.weight * longer(tie)).sum();
            prop_assert!(!may || cost >= 0, "{group:b} of {places:?}");
        }
    }

    #[test]
    fn crossings_are_counted(edges in proptest::collection::vec((0..8_usize, 8..16_usize), 0..30)) {
        let picture = resting(16, &edges);
        let arcs = orient(16, &picture.edges);
        let layers = Layers::new(&picture.nodes, &arcs, &(0..16).map(|node| node / 8).collect::<Vec<_>>());
        let mut naive = 0;
        for (nth, a) in edges.iter().enumerate() {
            naive += edges[..nth].iter().filter(|b| (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1)).count();
        }
        prop_assert_eq!(crossings(&layers, &layers.positions()), naive);
        let ends = |node: usize| { let mut ends = layers.down.of(node).to_vec(); ends.sort_unstable(); ends };
        let pairs = (0..8).flat_map(|left| (left + 1..8).map(move |right| (left, right)));
        let sum: usize = pairs.map(|(left, right)| between(&ends(left), &ends(right))).sum();
        prop_assert_eq!(sum, naive);
    }
}

/// Shapes that layouts are known to blow up on: they take no time worth naming, and nothing overlaps.
#[test]
fn nasty_shapes_are_drawn_well() {
    let hub: Vec<_> = (1..200).map(|leaf| (leaf, 0)).collect();
    let bipartite: Vec<_> = (0..12).flat_map(|upper| (12..24).map(move |lower| (upper, lower))).collect();
    let ladder: Vec<_> =
        (0..60).flat_map(|step| [(step, step + 2), (step, step + 1)]).filter(|edge| edge.1 < 60).collect();
    let ring: Vec<_> = (0..200).map(|node| (node, (node + 1) % 200)).collect();
    let complete: Vec<_> =
        (0..14).flat_map(|from| (0..14).map(move |to| (from, to))).filter(|edge| edge.0 != edge.1).collect();
    for (count, edges) in [(200, hub), (24, bipartite), (60, ladder), (200, ring), (14, complete)] {
        let picture = resting(count, &edges);
        holds(&picture, &lay_out(&picture, WIDTH));
    }
}

#[test]
fn ranks_are_short() {
    // A box that only a low one leads to is right below it, not at the bottom; one that only leads to it is right above
    // it.
    let picture = resting(6, &[(0, 1), (1, 2), (2, 3), (0, 4), (5, 3)]);
    assert_eq!(ranks(6, &orient(6, &picture.edges)), [0, 1, 2, 3, 1, 2]);
}
