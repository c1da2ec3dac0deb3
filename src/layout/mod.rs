//! Where the boxes and lines of the picture stand: geometry only, numbers in and numbers out.
//!
//! The method is that of Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system
//! structures" (1981), with the steps that Gansner, Koutsofios, North and Vo describe in "A technique for drawing
//! directed graphs" (1993): loops are broken ([`orient`]), every box gets a rank ([`rank`]), long edges get a dummy in
//! each rank that they pass ([`layers`]), crossings are minimised rank by rank ([`order`]), coordinates make edges
//! short and straight ([`place`]), and edges become curves ([`route`]). Parts of the picture that no edge joins are
//! laid out one by one and packed ([`pack`]).
//!
//! All numbers are whole, so the same picture has the same layout on every machine.

mod components;
mod crossings;
mod layers;
mod order;
mod orient;
mod pack;
mod place;
mod ports;
mod rank;
mod route;
mod rows;
mod simplex;
#[cfg(test)]
mod tests;
mod wrap;

use components::Component;
use layers::Layers;

/// What is to be drawn.
#[derive(Debug, Clone, Default)]
pub(crate) struct Picture {
    /// The boxes, by number.
    pub(crate) nodes: Vec<Node>,
    /// What joins them.
    pub(crate) edges: Vec<Edge>,
}

/// A box, by its size in pixels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    pub(crate) width: i32,
    pub(crate) height: i32,
    /// Boxes of one group are kept together where nothing else decides, the lowest group first.
    pub(crate) group: u8,
}

/// A line from one box to another one, with its arrow at `to`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) kind: EdgeKind,
}

/// How much say a line has in the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EdgeKind {
    /// `from` is above `to`, if no loop forbids it.
    Strong,
    /// `from` is above `to`, if the strong edges and earlier weak ones allow it.
    Weak,
    /// Both may be on one level.
    Level,
}

/// Where everything is, in pixels from the left upper corner.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    pub(crate) width: i32,
    pub(crate) height: i32,
    /// The place of each node, by its number.
    pub(crate) boxes: Vec<Rect>,
    /// The line of each edge, by its number. It is empty if the edge joins a node to itself, or to one that there is
    /// not.
    pub(crate) curves: Vec<Curve>,
}

/// A rectangle by its left upper corner and its size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Rect {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) width: i32,
    pub(crate) height: i32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) x: i32,
    pub(crate) y: i32,
}

/// A smooth line, from the border of the box that it leaves to the border of the one that it points at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Curve {
    pub(crate) start: Point,
    pub(crate) pieces: Vec<Piece>,
}

/// A piece of a curve, from where the one before it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Straight to a point.
    Line(Point),
    /// A cubic Bézier curve: two control points, and where it ends.
    Cubic(Point, Point, Point),
}

impl Piece {
    /// Where the piece ends.
    pub(crate) fn end(self) -> Point {
        match self {
            Self::Line(end) | Self::Cubic(_, _, end) => end,
        }
    }
}

/// Lays a picture out, about as wide as `width` if its parts let it.
///
/// No two boxes overlap, and no line runs through a box. For 500 nodes and 1,000 edges it takes some milliseconds; the
/// effort of each step is bounded by a number of rounds, so no shape takes much longer.
pub(crate) fn lay_out(picture: &Picture, width: i32) -> Layout {
    let components = components::components(picture);
    let parts = components.iter().map(part).collect::<Vec<_>>();
    pack::pack(picture, &components, &parts, width)
}

/// Lays out one component.
fn part(component: &Component) -> Layout {
    let arcs = orient::orient(component.nodes.len(), &component.edges);
    let ranks = rank::ranks(component.nodes.len(), &arcs);
    let ranks = wrap::wrap(&component.nodes, &arcs, &ranks);
    let mut layers = Layers::new(&component.nodes, &arcs, &ranks);
    order::order(&mut layers);
    layers.take_short_ways();
    let mut ports = ports::ports(&layers);
    let x = place::place(&layers, &ports);
    ports::straighten(&layers, &x, &mut ports);
    route::route(&layers, &ports, &x)
}
