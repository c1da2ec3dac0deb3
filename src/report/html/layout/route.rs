//! Coordinates from top to bottom, and edges as curves.
//!
//! Between ranks an edge is a curve that leaves and arrives straight down, so it stays between the ranks; past a rank it is a straight line at the
//! place of its dummy. So no edge runs through a box.

use super::layers::{Chain, Layers, Way};
use super::{Curve, Layout, Piece, Point, Rect};

/// Between two ranks, at least.
const GAP: i32 = 40;
/// And at most: it grows with how far aside edges go, so that they stay steep enough to follow.
const WIDEST_GAP: i32 = 96;
/// How far aside an edge goes for a pixel more.
const SLOPE: i32 = 12;

/// The layout of one component, its left upper corner at 0.
pub(super) fn route(layers: &Layers, ports: &[[i32; 2]], x: &[i32]) -> Layout {
    let bands = bands(layers, ports, x);
    let place = |(vertex, node): (usize, &super::Node)| {
        let (top, bottom) = bands[layers.rank_of[vertex]];
        let (left, top) = (x[vertex] - node.width / 2, top + (bottom - top - node.height) / 2);
        Rect { left, top, width: node.width, height: node.height }
    };
    let boxes: Vec<_> = layers.boxes.iter().enumerate().map(place).collect();
    let curves = layers.chains.iter().zip(ports).map(|(chain, ports)| {
        let curve = match chain.way {
            Way::Down => down(layers, chain, ports, x, &bands, &boxes),
            Way::Arch => arch(layers, chain, ports, &bands, &boxes),
            Way::Beside => beside(chain, ports, &boxes),
        };
        if chain.is_turned { curve.reversed() } else { curve }
    });
    let mut layout = Layout { curves: curves.collect(), boxes, ..Layout::default() };
    layout.trim();
    layout
}

/// The top and the bottom of each rank.
fn bands(layers: &Layers, ports: &[[i32; 2]], x: &[i32]) -> Vec<(i32, i32)> {
    let mut heights = vec![0; layers.ranks.len()];
    for (node, &rank) in layers.boxes.iter().zip(&layers.rank_of) {
        heights[rank] = node.height.max(heights[rank]);
    }
    let mut aside = vec![0; layers.ranks.len()];
    for (chain, ports) in layers.chains.iter().zip(ports).filter(|(chain, _)| chain.way == Way::Down) {
        let last = chain.vertices.len() - 1;
        let at = |nth: usize| x[chain.vertices[nth]] + if nth == 0 { ports[0] } else { 0 } + if nth == last { ports[1] } else { 0 };
        for nth in 0..last {
            let rank = layers.rank_of[chain.vertices[nth]];
            aside[rank] = aside[rank].max((at(nth) - at(nth + 1)).abs());
        }
    }
    let mut y = 0;
    let band = |(height, aside): (i32, i32)| {
        let top = y;
        y += height + (GAP + aside / SLOPE).min(WIDEST_GAP);
        (top, top + height)
    };
    heights.into_iter().zip(aside).map(band).collect()
}

/// From rank to rank.
fn down(layers: &Layers, chain: &Chain, ports: &[i32; 2], x: &[i32], bands: &[(i32, i32)], boxes: &[Rect]) -> Curve {
    let last = chain.vertices.len() - 1;
    let mut curve = Curve::default();
    for (nth, &vertex) in chain.vertices.iter().enumerate() {
        let (top, bottom) = bands[layers.rank_of[vertex]];
        let offset = if nth == 0 { ports[0] } else if nth == last { ports[1] } else { 0 };
        let x = x[vertex] + offset;
        if nth == 0 {
            curve.start = Point { x, y: boxes[vertex].bottom() };
        } else {
            curve.bend_to(Point { x, y: top });
        }
        curve.line_to(Point { x, y: if nth == last { boxes[vertex].top } else { bottom } });
    }
    curve
}

/// Between boxes of one rank: up into the gap above it, along, and down.
fn arch(layers: &Layers, chain: &Chain, ports: &[i32; 2], bands: &[(i32, i32)], boxes: &[Rect]) -> Curve {
    let &[first, cap, last] = &chain.vertices[..] else { return Curve::default() };
    let ((_, above), (top, _)) = (bands[layers.rank_of[cap]], bands[layers.rank_of[first]]);
    let [start, end] = [(first, ports[0]), (last, ports[1])].map(|(vertex, port)| (boxes[vertex].middle().x + port, boxes[vertex].top));
    // A Bézier curve rises to three quarters of its control points' height.
    let high = top - (top - above) * 9 / 10;
    let mut curve = Curve { start: Point { x: start.0, y: start.1 }, pieces: Vec::new() };
    curve.line_to(Point { x: start.0, y: top });
    let to = Point { x: end.0, y: top };
    curve.pieces.push(Piece::Cubic(Point { x: start.0, y: high }, Point { x: end.0, y: high }, to));
    curve.line_to(Point { x: end.0, y: end.1 });
    curve
}

/// From side to side.
fn beside(chain: &Chain, ports: &[i32; 2], boxes: &[Rect]) -> Curve {
    let &[first, last] = &chain.vertices[..] else { return Curve::default() };
    let (from, to) = (boxes[first], boxes[last]);
    let (start, end) = if from.left < to.left { (from.right(), to.left) } else { (from.left, to.right()) };
    let (from, to) = (from.middle().y + ports[0], to.middle().y + ports[1]);
    Curve { start: Point { x: start, y: from }, pieces: vec![Piece::Line(Point { x: end, y: to })] }
}

impl Rect {
    pub(super) fn right(&self) -> i32 {
        self.left + self.width
    }

    pub(super) fn bottom(&self) -> i32 {
        self.top + self.height
    }

    fn middle(&self) -> Point {
        Point { x: self.left + self.width / 2, y: self.top + self.height / 2 }
    }
}

impl Curve {
    fn end(&self) -> Point {
        self.pieces.last().map_or(self.start, |piece| piece.end())
    }

    /// Straight down. Lines that follow each other become one.
    fn line_to(&mut self, to: Point) {
        if to == self.end() {
            return;
        }
        match self.pieces.last_mut() {
            Some(Piece::Line(end)) => *end = to,
            _ => self.pieces.push(Piece::Line(to)),
        }
    }

    /// To a point further down, straight down at both ends.
    fn bend_to(&mut self, to: Point) {
        let from = self.end();
        if from.x == to.x {
            self.line_to(to);
        } else {
            let y = from.y + (to.y - from.y) / 2;
            self.pieces.push(Piece::Cubic(Point { x: from.x, y }, Point { x: to.x, y }, to));
        }
    }

    /// The same line from its end to its start.
    fn reversed(self) -> Self {
        let mut reversed = Self { start: self.end(), pieces: Vec::with_capacity(self.pieces.len()) };
        for (nth, piece) in self.pieces.iter().enumerate().rev() {
            let to = if nth == 0 { self.start } else { self.pieces[nth - 1].end() };
            reversed.pieces.push(match *piece {
                Piece::Line(_) => Piece::Line(to),
                Piece::Cubic(first, second, _) => Piece::Cubic(second, first, to),
            });
        }
        reversed
    }

    /// All points that it is made of.
    fn points_mut(&mut self) -> impl Iterator<Item = &mut Point> {
        let pieces = self.pieces.iter_mut().flat_map(|piece| match piece {
            Piece::Line(end) => [Some(end), None, None],
            Piece::Cubic(first, second, end) => [Some(first), Some(second), Some(end)],
        });
        std::iter::once(&mut self.start).chain(pieces.flatten())
    }
}

impl Layout {
    /// Moves everything by a distance.
    pub(super) fn shift(&mut self, x: i32, y: i32) {
        for place in &mut self.boxes {
            place.left += x;
            place.top += y;
        }
        for point in self.curves.iter_mut().flat_map(Curve::points_mut) {
            point.x += x;
            point.y += y;
        }
    }

    /// Moves everything to the left upper corner, and measures it.
    fn trim(&mut self) {
        let corners = self.boxes.iter().flat_map(|place| [(place.left, place.top), (place.right(), place.bottom())]);
        let mut points: Vec<_> = corners.collect();
        points.extend(self.curves.iter_mut().flat_map(Curve::points_mut).map(|point| (point.x, point.y)));
        let least = points.iter().fold((i32::MAX, i32::MAX), |least, point| (least.0.min(point.0), least.1.min(point.1)));
        let most = points.iter().fold((i32::MIN, i32::MIN), |most, point| (most.0.max(point.0), most.1.max(point.1)));
        if !points.is_empty() {
            self.shift(-least.0, -least.1);
            (self.width, self.height) = (most.0 - least.0, most.1 - least.1);
        }
    }
}
