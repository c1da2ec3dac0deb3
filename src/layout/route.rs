//! Coordinates from top to bottom, and edges as curves.
//!
//! Between ranks an edge is a curve that leaves and arrives straight down, so it stays between the ranks; past a rank
//! it is a straight line at the place of its dummy. So no edge runs through a box.

use super::layers::{Chain, Layers, Way};
use super::{Curve, Layout, Node, Piece, Point, Rect};

/// Between two ranks, at least.
const GAP: i32 = 40;
/// And at most: it grows with how far aside edges go, so that they stay steep enough to follow.
const WIDEST_GAP: i32 = 96;
/// How far aside an edge goes for a pixel more.
const SLOPE: i32 = 12;

/// The layout of one component, its left upper corner at 0.
pub(super) fn route(layers: &Layers, ports: &[[i32; 2]], x: &[i32]) -> Layout {
    let bands = bands(layers, ports, x);
    let place = |(vertex, node): (usize, &Node)| {
        let (top, bottom) = bands[layers.rank_of[vertex]];
        let (left, top) = (x[vertex] - node.width / 2, top + (bottom - top - node.height) / 2);
        Rect { left, top, width: node.width, height: node.height }
    };
    let boxes: Vec<_> = layers.boxes.iter().enumerate().map(place).collect();
    let places = Places { layers, x, bands: &bands, boxes: &boxes };
    let curves = layers.chains.iter().zip(ports).map(|(chain, &ports)| places.curve(chain, ports)).collect();
    let mut layout = Layout { boxes, curves, ..Layout::default() };
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
        let at = |nth: usize| x[chain.vertices[nth]] + chain.port(nth, *ports);
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

/// Where all vertices are.
struct Places<'l> {
    layers: &'l Layers,
    x: &'l [i32],
    bands: &'l [(i32, i32)],
    boxes: &'l [Rect],
}

impl Places<'_> {
    fn curve(&self, chain: &Chain, ports: [i32; 2]) -> Curve {
        let curve = match chain.way {
            Way::Down => self.down(chain, ports),
            Way::Arch => self.arch(chain, ports),
            Way::Beside => self.beside(chain, ports),
        };
        if chain.is_turned { curve.reversed() } else { curve }
    }

    fn band(&self, vertex: usize) -> (i32, i32) {
        self.bands[self.layers.rank_of[vertex]]
    }

    /// From rank to rank.
    fn down(&self, chain: &Chain, ports: [i32; 2]) -> Curve {
        let last = chain.vertices.len() - 1;
        let mut curve = Curve::default();
        for (nth, &vertex) in chain.vertices.iter().enumerate() {
            let (top, bottom) = self.band(vertex);
            let x = self.x[vertex] + chain.port(nth, ports);
            if nth == 0 {
                curve.start = Point { x, y: self.boxes[vertex].bottom() };
            } else {
                curve.bend_to(Point { x, y: top });
            }
            curve.line_to(Point { x, y: if nth == last { self.boxes[vertex].top } else { bottom } });
        }
        curve
    }

    /// Between boxes of one rank: up into the gap above it, along, and down.
    fn arch(&self, chain: &Chain, ports: [i32; 2]) -> Curve {
        let &[first, cap, last] = &chain.vertices[..] else { return Curve::default() };
        let ((_, above), (top, _)) = (self.band(cap), self.band(first));
        let [start, end] = [(first, ports[0]), (last, ports[1])].map(|(vertex, port)| self.x[vertex] + port);
        // The curve itself rises to three quarters of this.
        let high = top - (top - above) * 9 / 10;
        let mut curve = Curve { start: Point { x: start, y: self.boxes[first].top }, pieces: Vec::new() };
        curve.line_to(Point { x: start, y: top });
        let controls = [start, end].map(|x| Point { x, y: high });
        curve.pieces.push(Piece::Cubic(controls[0], controls[1], Point { x: end, y: top }));
        curve.line_to(Point { x: end, y: self.boxes[last].top });
        curve
    }

    /// From side to side.
    fn beside(&self, chain: &Chain, ports: [i32; 2]) -> Curve {
        let &[first, last] = &chain.vertices[..] else { return Curve::default() };
        let (from, to) = (self.boxes[first], self.boxes[last]);
        let (start, end) = if from.left < to.left { (from.right(), to.left) } else { (from.left, to.right()) };
        let middle = |place: Rect, port: i32| place.top + place.height / 2 + port;
        let end = Point { x: end, y: middle(to, ports[1]) };
        Curve { start: Point { x: start, y: middle(from, ports[0]) }, pieces: vec![Piece::Line(end)] }
    }
}

impl Rect {
    pub(super) fn right(&self) -> i32 {
        self.left + self.width
    }

    pub(super) fn bottom(&self) -> i32 {
        self.top + self.height
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
        let least =
            points.iter().fold((i32::MAX, i32::MAX), |least, point| (least.0.min(point.0), least.1.min(point.1)));
        let most = points.iter().fold((i32::MIN, i32::MIN), |most, point| (most.0.max(point.0), most.1.max(point.1)));
        if !points.is_empty() {
            self.shift(-least.0, -least.1);
            (self.width, self.height) = (most.0 - least.0, most.1 - least.1);
        }
    }
}
