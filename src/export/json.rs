//! Nodes and links in JSON, as networkx and d3 read them.

use std::borrow::Cow;
use std::io::{self, Write};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::fields::{Cell, FLAGS, LINK_FIELDS, NODE_FIELDS, of_link, of_node};
use super::pieces::Ends;
use super::view::{Export, Link, LinkKind};
use crate::analysis::Basis;
use crate::format::document::{Lines, START, Version, document};
use crate::format::{Named, Options};
use crate::model::{Identity, SourceKind};
use crate::text::escape::json::{self, Str, UNTRUSTED};

document! {
    /// The records and the links between them, as networkx and d3 read them.
    pub(crate) struct JsonGraph<'a>: "graph" version 1 {
        /// Always true.
        directed: bool,
        /// Always true.
        multigraph: bool,
        /// Always empty.
        graph: Nothing,
        nodes: Lines<'a, JsonNode<'a>>,
        links: Lines<'a, JsonLink<'a>>,
    }
}

/// What networkx knows of a graph as a whole.
#[derive(Serialize, JsonSchema)]
#[schemars(inline, deny_unknown_fields)]
struct Nothing {}

pub(super) fn write(export: &Export<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let nodes = |out: &mut dyn Write| {
        export.write_nodes(out, |number, node, piece| {
            piece.extend_from_slice(START);
            json::append(piece, &JsonNode { number, fields: &of_node(node) })
        })
    };
    let links = |out: &mut dyn Write| {
        export.write_links(out, |ends, link, piece| {
            piece.extend_from_slice(START);
            json::append(piece, &JsonLink { ends, link })
        })
    };
    let json = JsonGraph {
        version: Version,
        directed: true,
        multigraph: true,
        graph: Nothing {},
        nodes: Lines::from_pieces(nodes),
        links: Lines::from_pieces(links),
    };
    json.write(out)
}

struct JsonNode<'a> {
    number: usize,
    fields: &'a [Option<Cell<'a>>],
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

fn entries<M: SerializeMap>(map: &mut M, names: &[&'static str], values: &[Option<Cell<'_>>]) -> Result<(), M::Error> {
    for (name, value) in names.iter().zip(values) {
        match value {
            None => {}
            Some(Cell::Word(word)) => map.serialize_entry(name, word)?,
            Some(Cell::Text(text)) => map.serialize_entry(name, &Str(text))?,
            Some(Cell::Flag(flag)) => map.serialize_entry(name, flag)?,
        }
    }
    Ok(())
}

impl JsonSchema for JsonNode<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Node".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        of_fields(&["id"], &NODE_FIELDS, &["kind"])
    }
}

impl JsonSchema for JsonLink<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Link".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        of_fields(&["source", "target", "key"], &LINK_FIELDS, &["kind"])
    }
}

/// Numbers that we give, then fields of records, of which only some are always there.
fn of_fields(numbers: &[&str], fields: &[&str], required: &[&str]) -> Schema {
    let mut properties = serde_json::Map::new();
    for name in numbers {
        properties
            .insert((*name).to_owned(), serde_json::json!({"type": "string", "pattern": "^[ne][0-9]+(-[0-9]+)?$"}));
    }
    for name in fields {
        properties.insert((*name).to_owned(), of_field(name, numbers.len() == 1));
    }
    let required: Vec<_> = numbers.iter().chain(required).collect();
    json_schema!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn of_field(name: &str, is_node: bool) -> serde_json::Value {
    fn words<T: Named>() -> serde_json::Value {
        T::ALL.iter().map(|one| one.name()).collect()
    }
    match name {
        _ if FLAGS.contains(&name) => serde_json::json!({"type": "boolean"}),
        "kind" if is_node => serde_json::json!({"enum": ["claim", "source", "document"]}),
        "kind" => serde_json::json!({"enum": words::<LinkKind>()}),
        "identity" => serde_json::json!({"enum": words::<Identity>()}),
        "basis" => serde_json::json!({"enum": words::<Basis>()}),
        "label" | "role" | "url" | "quote" | "locator" => serde_json::json!({"type": "string", "$comment": UNTRUSTED}),
        "source_kind" => serde_json::json!({"enum": words::<SourceKind>()}),
        _ => serde_json::json!({"type": "string"}),
    }
}
