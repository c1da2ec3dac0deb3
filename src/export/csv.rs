//! Two tables that both Gephi and neo4j-admin read: the columns that one of them asks for are ordinary ones to the
//! other.

use std::borrow::Cow;
use std::io::{self, Write};

use super::fields::{Cell, LINK_FIELDS, NODE_FIELDS, of_link, of_node};
use super::pieces::Ends;
use super::view::Export;
use crate::format::Options;
use crate::text::escape::csv::{self as escape, io_error};

/// Gephi knows nodes by `Id` and `Label`, neo4j-admin by `:ID` and `:LABEL`. The fields follow.
const NODE_COLUMNS: [&str; 3] = ["Id", ":ID", ":LABEL"];
/// The same for links. `Type` is Gephi's word for their direction, and `:TYPE` that of neo4j for their kind.
const EDGE_COLUMNS: [&str; 7] = ["Id", "Source", "Target", "Type", ":START_ID", ":END_ID", ":TYPE"];

/// Bytes that most lines fit into.
const LINE: usize = 1024;

pub(super) fn write_nodes(export: &Export<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let raw = options.csv_raw;
    let fields = NODE_FIELDS.map(|field| if field == "label" { "Label" } else { field });
    line(&mut *out, NODE_COLUMNS.into_iter().chain(fields).map(Cow::from))?;
    export.write_nodes(out, |number, node, piece| {
        let (id, fields) = (format!("n{number}"), of_node(node));
        let own = [(&*id).into(), (&*id).into(), cell(fields[0], raw)];
        line(piece, own.into_iter().chain(fields.map(|field| cell(field, raw))))
    })
}

pub(super) fn write_edges(export: &Export<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let raw = options.csv_raw;
    line(&mut *out, EDGE_COLUMNS.into_iter().chain(LINK_FIELDS).map(Cow::from))?;
    export.write_links(out, |Ends { from, nth, to }, link, piece| {
        let (id, from, to) = (format!("e{from}-{nth}"), format!("n{from}"), format!("n{to}"));
        let own = [&*id, &from, &to, "Directed", &from, &to, link.kind.name()].map(Cow::from);
        line(piece, own.into_iter().chain(of_link(link).map(|field| cell(field, raw))))
    })
}

fn line<'c>(out: impl Write, cells: impl Iterator<Item = Cow<'c, str>>) -> io::Result<()> {
    let mut lines = escape::lines(out, LINE);
    for cell in cells {
        lines.write_field(cell.as_bytes()).map_err(io_error)?;
    }
    lines.write_record(None::<&[u8]>).map_err(io_error)?;
    lines.flush()
}

fn cell(value: Option<Cell<'_>>, raw: bool) -> Cow<'_, str> {
    match value {
        None => "".into(),
        Some(Cell::Word(word)) => word.into(),
        Some(Cell::Text(text)) if raw => escape::raw(text).into(),
        Some(Cell::Text(text)) => escape::cell(text),
        Some(Cell::Flag(true)) => "true".into(),
        Some(Cell::Flag(false)) => "false".into(),
    }
}
