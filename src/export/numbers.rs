//! Two tables for engines such as `DuckDB` and Spark: what the answers on sourcing depend on, as numbers and ids.
//!
//! Documents, reviews and disputes are in neither: no basis depends on them.

use std::io::{self, Write};

use super::view::{Export, LinkKind, Node};
use crate::format::Options;
use crate::model::Record;
use crate::tables::{self, EdgeKind, EdgeRow, NodeKind, NodeRow};

pub(super) fn write_nodes(export: &Export<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = tables::nodes(out)?;
    for (number, record) in numbered(export) {
        if let Some(row) = export.node(record).and_then(|node| row(number, &node)) {
            rows.push(row)?;
        }
    }
    rows.finish()
}

pub(super) fn write_edges(export: &Export<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = tables::edges(out)?;
    for (from, record) in numbered(export).take(export.claim_count()) {
        for link in export.links(record) {
            if let (Some(kind), Some(to)) = (kind(link.kind), export.number(link.to)) {
                rows.push(EdgeRow { from, kind, to })?;
            }
        }
    }
    rows.finish()
}

/// All records with the numbers of their nodes.
fn numbered<'e>(export: &'e Export<'_>) -> impl Iterator<Item = (u32, Record)> + use<'e> {
    (1..).zip((1..=export.len()).map_while(|number| export.record(number)))
}

/// Of a confidential source, the number and what it is worth: that is part of every answer.
fn row<'a>(number: u32, node: &Node<'a>) -> Option<NodeRow<'a>> {
    match *node {
        Node::Claim { claim, .. } => Some(NodeRow {
            number,
            kind: NodeKind::Claim,
            id: Some(claim.id.as_str()),
            retracted: Some(claim.retracted().is_some()),
            class: None,
        }),
        Node::Source(source) => Some(NodeRow {
            number,
            kind: NodeKind::Source,
            id: (!source.is_confidential()).then(|| source.id.as_str()),
            retracted: None,
            class: Some(source.class()),
        }),
        Node::Document(_) => None,
    }
}

fn kind(kind: LinkKind) -> Option<EdgeKind> {
    match kind {
        LinkKind::AttributedTo => Some(EdgeKind::AttributedTo),
        LinkKind::Cites => Some(EdgeKind::Cites),
        LinkKind::Corroborates => Some(EdgeKind::Corroborates),
        LinkKind::Disputes | LinkKind::Evidence | LinkKind::PublishedBy => None,
    }
}
