//! Mermaid. It has no attributes, so a second line of the label says what else is known.

use std::io::{self, Write};

use super::fields;
use super::pieces::Ends;
use super::view::{Export, LinkKind, Node};
use crate::format::Options;
use crate::text::escape::mermaid;

pub(super) fn write(export: &Export<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "flowchart BT")?;
    export.write_nodes(out, |number, node, piece| {
        let (open, text, close) = match node {
            Node::Claim { claim, .. } => ("[\"", &claim.statement, "\"]"),
            Node::Source(source) => ("([\"", &source.label, "\"])"),
            Node::Document(document) => ("[/\"", &document.title, "\"/]"),
        };
        writeln!(piece, "  n{number}{open}{}<br>{}{close}", mermaid::label(text), details(node))
    })?;
    export.write_links(out, |Ends { from, to, .. }, link, piece| {
        let arrow = match link.kind {
            LinkKind::AttributedTo | LinkKind::Cites => "-->",
            LinkKind::Corroborates | LinkKind::Disputes | LinkKind::Evidence | LinkKind::PublishedBy => "-.->",
        };
        write!(piece, "  n{from} {arrow}|\"{}", link.kind.name().replace('_', " "))?;
        let evidence = link.evidence.into_iter().flat_map(|evidence| [evidence.locator.as_ref(), evidence.words()]);
        for text in evidence.flatten() {
            write!(piece, "<br>{}", mermaid::label(text))?;
        }
        writeln!(piece, "\"| n{to}")
    })
}

/// What else is known of a node. Colons and plus signs of dates are written as entities, as in every label.
fn details(node: &Node<'_>) -> String {
    fields::details(node).replace(':', "#58;").replace('+', "#43;")
}
