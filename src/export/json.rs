//! Nodes and links in JSON, as networkx and d3 read them.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::fields::{LINK_FIELDS, NODE_FIELDS, Value, of_link, of_node};
use super::pieces::Ends;
use super::view::{Export, Link};
use crate::text::escape::json::{self, Str};

pub(super) fn write(export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"directed\": true, \"multigraph\": true, \"graph\": {},\n\"nodes\": [")?;
    export.write_nodes(&mut Items::new(out), |number, node, piece| {
        piece.extend_from_slice(b",\n");
        json::to_writer(piece, &JsonNode { number, fields: &of_node(node) })
    })?;
    out.write_all(b"\n],\n\"links\": [")?;
    export.write_links(&mut Items::new(out), |ends, link, piece| {
        piece.extend_from_slice(b",\n");
        json::to_writer(piece, &JsonLink { ends, link })
    })?;
    out.write_all(b"\n]}\n")
}

/// Passes on the items of a list, each of which starts with a comma, without the first comma: which item is the first is not known
/// where items are made.
pub(super) struct Items<'w> {
    out: &'w mut dyn Write,
    is_first: bool,
}

impl<'w> Items<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Self { out, is_first: true }
    }
}

impl Write for Items<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let comma = usize::from(self.is_first && !bytes.is_empty());
        self.is_first &= bytes.is_empty();
        self.out.write_all(&bytes[comma..])?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

struct JsonNode<'a> {
    number: usize,
    fields: &'a [Option<Value<'a>>],
}

impl Serialize for JsonNode<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &format_args!("n{}", self.number))?;
        entries(&mut map, &NODE_FIELDS, self.fields)?;
        map.end()
    }
}

struct JsonLink<'a> {
    ends: &'a Ends,
    link: &'a Link<'a>,
}

impl Serialize for JsonLink<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Ends { from, nth, to } = self.ends;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("source", &format_args!("n{from}"))?;
        map.serialize_entry("target", &format_args!("n{to}"))?;
        map.serialize_entry("key", &format_args!("e{from}-{nth}"))?;
        entries(&mut map, &LINK_FIELDS, &of_link(self.link))?;
        map.end()
    }
}

fn entries<M: SerializeMap>(map: &mut M, names: &[&'static str], values: &[Option<Value<'_>>]) -> Result<(), M::Error> {
    for (name, value) in names.iter().zip(values) {
        match value {
            None => {}
            Some(Value::Word(word)) => map.serialize_entry(name, word)?,
            Some(Value::Text(text)) => map.serialize_entry(name, &Str(text))?,
            Some(Value::Flag(flag)) => map.serialize_entry(name, flag)?,
        }
    }
    Ok(())
}
