//! DOT, the language of Graphviz. Graphviz draws the labels; the other fields are there for tools that read DOT.

use std::borrow::Cow;
use std::io::{self, Write};

use super::fields::{Cell, LINK_FIELDS, NODE_FIELDS, details, of_link, of_node};
use super::pieces::Ends;
use super::view::{Export, LinkKind, Node};
use crate::analysis::Basis;
use crate::format::Options;
use crate::model::Identity;
use crate::text::escape::dot;

/// Where a label is broken.
const COLUMNS: usize = 32;

pub(super) fn write(export: &Export<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "digraph onrecord {{")?;
    writeln!(out, "  rankdir=BT; node [fontname=\"sans-serif\", style=filled, fillcolor=white];")?;
    writeln!(out, "  edge [fontname=\"sans-serif\", fontsize=10];")?;
    export.write_nodes(out, |number, node, piece| {
        let fields = of_node(node);
        let label = dot::label(node.label(), COLUMNS);
        write!(piece, "  n{number} [label=\"{label}\\n{}\", {}", details(node), style_of_node(node))?;
        for (name, value) in NODE_FIELDS.iter().zip(fields).filter(|&(name, _)| *name != "label") {
            // Graphviz makes a link of this one.
            let name = if *name == "url" { "URL" } else { name };
            attribute(piece, name, value)?;
        }
        writeln!(piece, "];")
    })?;
    export.write_links(out, |Ends { from, to, .. }, link, piece| {
        write!(piece, "  n{from} -> n{to} [label=\"{}\", {}", link.kind.name(), style_of_link(link.kind))?;
        for (name, value) in LINK_FIELDS.iter().zip(of_link(link)) {
            attribute(piece, name, value)?;
        }
        writeln!(piece, "];")
    })?;
    writeln!(out, "}}")
}

fn attribute(out: &mut Vec<u8>, name: &str, value: Option<Cell<'_>>) -> io::Result<()> {
    let value = match value {
        None => return Ok(()),
        Some(Cell::Word(word)) => Cow::Borrowed(word),
        Some(Cell::Text(text)) => dot::value(text).into(),
        Some(Cell::Flag(true)) => "true".into(),
        Some(Cell::Flag(false)) => "false".into(),
    };
    write!(out, ", {name}=\"{value}\"")
}

/// Nothing is said by colour or shape alone: the label says it, too.
fn style_of_node(node: &Node<'_>) -> &'static str {
    match node {
        Node::Claim { basis: Basis::Named, .. } => "shape=box, fillcolor=\"#d5ecd5\"",
        Node::Claim { basis: Basis::Mixed, .. } => "shape=box, fillcolor=\"#fdf3cf\"",
        Node::Claim { basis: Basis::Outlet, .. } => "shape=box, fillcolor=\"#e3def0\"",
        Node::Claim { basis: Basis::Anonymous, .. } => "shape=box, fillcolor=\"#fde0c8\"",
        Node::Claim { .. } => "shape=box, fillcolor=\"#f8d2d2\"",
        Node::Source(source) if source.identity == Identity::Named => "shape=ellipse",
        Node::Source(_) => "shape=ellipse, style=\"filled,dashed\"",
        Node::Document(_) => "shape=note",
    }
}

fn style_of_link(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::AttributedTo | LinkKind::Cites => "style=solid",
        LinkKind::Corroborates => "style=dashed",
        LinkKind::Disputes => "style=dashed, arrowhead=tee",
        LinkKind::Evidence | LinkKind::PublishedBy => "style=dotted",
    }
}
