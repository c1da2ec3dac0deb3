//! The trace for programs. `docs/trace.md` describes the fields; a node of the tree takes one line, and nothing is nested as deep as
//! the tree, so that every reader can take it in.

use std::io::{self, Write};

use serde::Serialize;

use super::Trace;
use crate::analysis::{Direction, End, Link, Shown};
use crate::graph::NodeKind;
use crate::index::{Node, SourceIndex};
use crate::model::Date;
use crate::report::Origin;
use crate::text::escape::json::{self, Str};

/// Raised when a field changes its meaning or goes away.
const VERSION: u32 = 1;

#[derive(Serialize)]
#[serde(untagged)]
enum JsonNode<'a> {
    Claim(JsonClaim<'a>),
    Source(JsonSource<'a>),
}

#[derive(Serialize)]
struct JsonClaim<'a> {
    id: &'a str,
    kind: &'static str,
    statement: Str<'a>,
    attributed_to: Vec<&'a str>,
    date: Option<&'a str>,
    retracted: bool,
    depth: u32,
    cut: Option<&'static str>,
    leads_to: Vec<JsonBranch<'a>>,
}

#[derive(Serialize)]
struct JsonSource<'a> {
    id: &'a str,
    kind: &'static str,
    identity: &'static str,
    label: Str<'a>,
    depth: u32,
    cut: Option<&'static str>,
    leads_to: Vec<JsonBranch<'a>>,
}

#[derive(Serialize)]
struct JsonBranch<'a> {
    link: &'static str,
    id: &'a str,
    see: bool,
    circular: bool,
}

#[derive(Serialize)]
struct JsonOrigin<'a> {
    id: &'a str,
    identity: &'static str,
    label: Str<'a>,
}

pub(super) fn write(trace: &Trace<'_>, out: &mut dyn Write) -> io::Result<()> {
    let root = trace.request.node;
    write!(out, "{{\"version\": {VERSION}")?;
    field(out, "id", &trace.id(root))?;
    let direction = if trace.request.direction == Direction::Down { "down" } else { "up" };
    field(out, "direction", &direction)?;
    if let Some((number, claim)) = trace.claim(root) {
        field(out, "statement", &Str(&claim.statement))?;
        field(out, "basis", &trace.analysis.basis(number).name())?;
        field(out, "independent_sources", &trace.analysis.independent_sources(number))?;
        field(out, "independent_named_sources", &trace.analysis.independent_named_sources(number))?;
    }
    nodes(trace, out)?;
    if let Some(witness) = &trace.witness {
        let origins: Vec<_> = witness.origins.iter().map(|&source| origin(trace, source)).collect();
        field(out, "origins", &origins)?;
        field(out, "single_points_of_failure", &trace.ids(&witness.single_points_of_failure))?;
        let lines = |lines: &[Vec<Node>]| lines.iter().map(|line| trace.ids(line)).collect::<Vec<_>>();
        field(out, "lines", &lines(&witness.lines))?;
        field(out, "named_lines", &lines(&witness.named_lines))?;
    }
    out.write_all(b"}\n")
}

fn field(out: &mut dyn Write, name: &str, value: &impl Serialize) -> io::Result<()> {
    write!(out, ",\n \"{name}\": ")?;
    json::to_writer(out, value)
}

fn nodes(trace: &Trace<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b",\n \"nodes\": [")?;
    for (nth, shown) in trace.tree.shown.iter().enumerate() {
        out.write_all(if nth == 0 { b"\n  " } else { b",\n  " })?;
        json::to_writer(&mut *out, &node(trace, shown))?;
    }
    out.write_all(b"\n ]")
}

fn node<'a>(trace: &Trace<'a>, shown: &Shown) -> JsonNode<'a> {
    let (id, depth) = (trace.id(shown.node), shown.depth);
    let cut = match shown.end {
        Some(End::Retracted) => Some("retracted"),
        Some(End::Depth) => Some("depth"),
        _ => None,
    };
    let leads_to = shown.branches.iter().map(|branch| JsonBranch {
        link: link(branch.link),
        id: trace.id(branch.to),
        see: branch.end.is_some(),
        circular: branch.end == Some(End::Circular),
    });
    let leads_to = leads_to.collect();
    let number = match trace.graph.kind(shown.node) {
        NodeKind::Claim(claim) => claim,
        NodeKind::Source(source) => {
            let Origin { label, identity, .. } = Origin::new(trace.corpus, source);
            let (identity, label) = (identity.name(), Str(label));
            return JsonNode::Source(JsonSource { id, kind: "source", identity, label, depth, cut, leads_to });
        }
    };
    let claim = &trace.corpus.claims[number];
    JsonNode::Claim(JsonClaim {
        id,
        kind: "claim",
        statement: Str(&claim.statement),
        attributed_to: trace.graph.voices(number).iter().map(|&voice| trace.corpus.id(voice.into())).collect(),
        date: claim.date.as_ref().map(Date::as_str),
        retracted: claim.retracted.is_some(),
        depth,
        cut,
        leads_to,
    })
}

fn origin<'a>(trace: &Trace<'a>, source: SourceIndex) -> JsonOrigin<'a> {
    let origin = Origin::new(trace.corpus, source);
    JsonOrigin { id: origin.id, identity: origin.identity.name(), label: Str(origin.label) }
}

fn link(link: Link) -> &'static str {
    match link {
        Link::Cites => "cites",
        Link::SaidBy => "said_by",
        Link::CorroboratedBy => "corroborated_by",
        Link::CitedBy => "cited_by",
        Link::Says => "says",
        Link::Corroborates => "corroborates",
    }
}
