//! The picture: claims above what they rest on, as shapes whose places are worked out here, so that it is there without
//! the script too.

use std::collections::VecDeque;

use super::numbers::Numbers;
use crate::graph::{Graph, NodeKind};
use crate::index::{self, IndexVec};
use crate::layout::{self, Curve, Edge, EdgeKind, Piece, Rect};
use crate::report::{Node, Report};
use crate::text::Text;
use crate::text::escape::html::{self, Plain};

/// A corpus with more claims and sources is drawn in parts: more cannot be read on one page.
const MAX_WHOLE: usize = 150;
/// So many are drawn around one claim.
const MAX_AROUND: usize = 60;
/// The width that the picture is laid out for, if its parts let it.
const WIDTH: i32 = 1_100;

/// How many columns and lines of text a box has, and how wide it is.
const CLAIM: (usize, usize, i32) = (27, 3, 196);
const SOURCE: (usize, usize, i32) = (20, 2, 156);
const NO_STATEMENT: &str = "(no statement)";
const LINE: i32 = 16;
/// How many columns the name of somebody who relays a claim has, alone and with others.
const RELAY: (usize, usize) = (20, 14);
/// The room above and beneath the text of a box, with the line that says what it is.
const MARGIN: i32 = 34;

/// The picture as the template writes it.
#[derive(Debug)]
pub(super) struct Picture<'a> {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) shapes: Vec<Shape<'a>>,
    pub(super) lines: Vec<Line>,
    /// The claim whose surroundings it shows, if it does not show all.
    pub(super) around: Option<&'a str>,
    /// How many claims and sources that has, as far as the file knows them.
    pub(super) of: usize,
    /// Whether the file knows all claims.
    pub(super) knows_all: bool,
    /// How many claims are left out because nothing joins them with anything.
    pub(super) alone: usize,
}

/// A claim or a source.
#[derive(Debug)]
pub(super) struct Shape<'a> {
    /// The number by which the script calls it.
    pub(super) number: u32,
    pub(super) node: Node<'a>,
    /// What it is, for the style: a basis or an identity; `outlet` for both claims and sources.
    pub(super) kind: &'static str,
    pub(super) place: Rect,
    pub(super) text: Vec<Text>,
    /// Who relays what the claim has from others, as far as there is room for a name, and how many more there are.
    pub(super) relayed_by: Option<(Text, usize)>,
    pub(super) is_retracted: bool,
    /// Whether its text is read from the right.
    pub(super) is_from_right: bool,
}

impl Shape<'_> {
    pub(super) fn id(&self) -> &str {
        match self.node {
            Node::Claim(claim) => claim.id.as_str(),
            Node::Source(origin) => origin.id,
        }
    }

    pub(super) fn is_source(&self) -> bool {
        matches!(self.node, Node::Source(_))
    }

    /// What it is, in words.
    pub(super) fn words(&self) -> String {
        let is_person = self.is_source() && self.kind != "outlet";
        format!("{}{}", self.kind, if is_person { " source" } else { "" })
    }

    /// Where the line starts that says what it is, from the left.
    pub(super) fn left(&self) -> i32 {
        self.place.left + 16
    }

    /// Where the text starts.
    pub(super) fn start(&self) -> i32 {
        if self.is_from_right { self.place.left + self.place.width - 10 } else { self.left() }
    }

    /// The lines of text, each with where it is from the top.
    pub(super) fn lines(&self) -> impl Iterator<Item = (i32, Plain<'_>)> {
        let tops = (0..).map(|nth| self.place.top + 20 + LINE * nth);
        tops.zip(self.text.iter().map(Plain))
    }

    /// Where the line is that says who relays it.
    pub(super) fn line_of_relay(&self) -> i32 {
        self.last_line() - LINE
    }

    /// Where the line is that says what it is.
    pub(super) fn last_line(&self) -> i32 {
        self.place.top + self.place.height - 11
    }
}

/// What joins two shapes.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) from: u32,
    pub(super) to: u32,
    /// What it says, for the style and the marker.
    pub(super) kind: &'static str,
    /// Its path in the language of SVG.
    pub(super) path: String,
}

/// Draws what is listed, or the surroundings of the first claim if that is too much. `None` if there is nothing.
pub(super) fn picture<'a>(report: &'a Report<'a>, numbers: &Numbers) -> Option<Picture<'a>> {
    let graph = report.graph();
    let all: Vec<index::Node> = numbers.nodes.iter().copied().filter(|&node| is_joined(graph, node)).collect();
    let first = *all.first()?;
    let is_whole = all.len() <= MAX_WHOLE;
    let is_claim = |node: &&index::Node| graph.source_index(**node).is_none();
    let alone = numbers.claims - all.iter().filter(is_claim).count();
    let (nodes, of) = if is_whole { (all, 0) } else { surroundings(graph, numbers, first) };
    let edges = edges(graph, &nodes);
    let shapes: Vec<_> = nodes.iter().filter_map(|&node| shape(report, numbers, node)).collect();
    let boxes = shapes.iter().map(|shape| layout::Node {
        width: shape.place.width,
        height: shape.place.height,
        group: u8::from(shape.is_source()),
    });
    let places = layout::lay_out(&layout::Picture { nodes: boxes.collect(), edges: edges.clone() }, WIDTH);
    let put = |(shape, place): (Shape<'a>, &Rect)| Shape { place: *place, ..shape };
    let lines = edges.iter().zip(&places.curves).map(|(edge, curve)| Line {
        from: shapes[edge.from].number,
        to: shapes[edge.to].number,
        kind: kind(report, edge.kind, nodes[edge.from], nodes[edge.to]),
        path: path(curve),
    });
    Some(Picture {
        width: places.width,
        height: places.height,
        lines: lines.collect(),
        shapes: shapes.into_iter().zip(&places.boxes).map(put).collect(),
        around: if is_whole { None } else { graph.claim_index(first).map(|claim| report.row_of(claim).id()) },
        of,
        knows_all: numbers.claims == report.corpus_claims(),
        alone,
    })
}

/// Whether a line would lead to it or from it.
fn is_joined(graph: &Graph, node: index::Node) -> bool {
    let Some(claim) = graph.claim_index(node) else { return graph.carries(node).next().is_some() };
    let ways = [
        graph.cited_by(claim),
        graph.corroborated_by(claim),
        graph.corroborates(claim),
        graph.disputes(claim),
        graph.disputed_by(claim),
    ];
    graph.rests_on(claim).next().is_some() || ways.iter().any(|claims| !claims.is_empty())
}

/// What a claim rests on and what rests on it, and the claims that it is in dispute with: the nearest of them, and how
/// many there are.
fn surroundings(graph: &Graph, numbers: &Numbers, first: index::Node) -> (Vec<index::Node>, usize) {
    let mut found = vec![first];
    let mut seen = IndexVec::<index::Node, _>::filled(false, graph.node_count());
    seen[first] = true;
    let mut open = VecDeque::from([(first, true, true)]);
    while let Some((node, down, up)) = open.pop_front() {
        let mut next = Vec::new();
        if let Some(claim) = graph.claim_index(node) {
            if down {
                next.extend(graph.rests_on(claim).map(|other| (other, true, false)));
                next.extend(graph.corroborated_by(claim).iter().map(|&other| (other.into(), true, false)));
            }
            if up {
                let above = graph.cited_by(claim).iter().chain(graph.corroborates(claim));
                next.extend(above.map(|&other| (other.into(), false, true)));
            }
            if down && up {
                let against = graph.disputes(claim).iter().chain(graph.disputed_by(claim));
                next.extend(against.map(|&other| (other.into(), false, false)));
            }
        }
        for way in next {
            if !seen[way.0] && numbers.of(way.0).is_some() {
                seen[way.0] = true;
                found.push(way.0);
                open.push_back(way);
            }
        }
    }
    let all = found.len();
    found.truncate(MAX_AROUND);
    found.sort_unstable();
    (found, all)
}

/// The links between some nodes, which are in order.
fn edges(graph: &Graph, nodes: &[index::Node]) -> Vec<Edge> {
    let mut edges = Vec::new();
    let place = |node: index::Node| nodes.iter().position(|&other| other == node);
    for (from, &node) in nodes.iter().enumerate() {
        let Some(claim) = graph.claim_index(node) else { continue };
        edges.extend(graph.rests_on(claim).filter_map(place).map(|to| Edge { from, to, kind: EdgeKind::Strong }));
        let kinds = [(EdgeKind::Weak, graph.corroborated_by(claim)), (EdgeKind::Level, graph.disputes(claim))];
        for (kind, others) in kinds {
            edges.extend(others.iter().filter_map(|&other| place(other.into())).map(|to| Edge { from, to, kind }));
        }
    }
    edges
}

fn shape<'a>(report: &'a Report<'a>, numbers: &Numbers, node: index::Node) -> Option<Shape<'a>> {
    let no_statement = Text::new(NO_STATEMENT.to_owned());
    let (text, kind, (columns, most, width)) = match report.graph().kind(node) {
        NodeKind::Claim(claim) => {
            let statement = &report.corpus().claims[claim].statement;
            let text = if statement.is_blank() { &no_statement } else { statement };
            (text, report.analysis().basis(claim).name(), CLAIM)
        }
        NodeKind::Source(source) => {
            let origin = report.origin(source);
            (origin.label, origin.word(), SOURCE)
        }
    };
    let is_from_right = html::is_from_right(text);
    let text = html::lines(text, columns, most);
    let relayed_by = relayed_by(report, node);
    let lines = text.len() + usize::from(relayed_by.is_some());
    let height = MARGIN + LINE * i32::try_from(lines).unwrap_or(0);
    let place = Rect { left: 0, top: 0, width, height };
    let is_retracted = report.graph().is_retracted(node);
    let number = numbers.of(node)?;
    Some(Shape { number, node: report.node(node), kind, place, text, relayed_by, is_retracted, is_from_right })
}

/// The first voice of a claim that has it from others: no line leads to it.
fn relayed_by(report: &Report<'_>, node: index::Node) -> Option<(Text, usize)> {
    let graph = report.graph();
    let claim = graph.claim_index(node).filter(|&claim| !graph.cites(claim).is_empty())?;
    let (&first, others) = graph.voices(claim).split_first()?;
    let columns = if others.is_empty() { RELAY.0 } else { RELAY.1 };
    let name = html::lines(report.origin(first).label, columns, 1).pop()?;
    Some((name, others.len()))
}

/// What a line says, for the style and the marker.
fn kind(report: &Report<'_>, kind: EdgeKind, from: index::Node, to: index::Node) -> &'static str {
    let graph = report.graph();
    let is_hollow = || match (graph.claim_index(from), graph.claim_index(to)) {
        (Some(claim), Some(by)) => report.hollow(claim).binary_search(&(claim, by)).is_ok(),
        _ => false,
    };
    match kind {
        EdgeKind::Strong => "rests",
        EdgeKind::Weak if is_hollow() => "hollow",
        EdgeKind::Weak => "corroborates",
        EdgeKind::Level => "disputes",
    }
}

fn path(curve: &Curve) -> String {
    let start = format!("M{} {}", curve.start.x, curve.start.y);
    let pieces = curve.pieces.iter().map(|piece| match piece {
        Piece::Line(end) => format!("L{} {}", end.x, end.y),
        Piece::Cubic(first, second, end) => {
            format!("C{} {} {} {} {} {}", first.x, first.y, second.x, second.y, end.x, end.y)
        }
    });
    std::iter::once(start).chain(pieces).collect()
}
