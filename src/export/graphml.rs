//! GraphML. Every field is a declared attribute; the label is one of them.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::fields::{Cell, FLAGS, LINK_FIELDS, NODE_FIELDS, of_link, of_node};
use super::pieces::Ends;
use super::view::Export;
use crate::format::Options;
use crate::text::escape::xml;

/// The start of every XML file.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

pub(super) fn write(export: &Export<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{DECLARATION}\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    keys(out, "node", &NODE_FIELDS)?;
    keys(out, "edge", &LINK_FIELDS)?;
    writeln!(out, "<graph id=\"g\" edgedefault=\"directed\">")?;
    export.write_nodes(out, |number, node, piece| {
        Writer::new(&mut *piece)
            .create_element("node")
            .with_attribute(("id", &*format!("n{number}")))
            .write_inner_content(|xml| data(xml, "node", &NODE_FIELDS, &of_node(node)))?;
        writeln!(piece)
    })?;
    export.write_links(out, |Ends { from, nth, to }, link, piece| {
        let (id, from, to) = (format!("e{from}-{nth}"), format!("n{from}"), format!("n{to}"));
        Writer::new(&mut *piece)
            .create_element("edge")
            .with_attributes([("id", &*id), ("source", &from), ("target", &to)])
            .write_inner_content(|xml| data(xml, "edge", &LINK_FIELDS, &of_link(link)))?;
        writeln!(piece)
    })?;
    writeln!(out, "</graph>\n</graphml>")
}

/// Declares the fields. Some readers take all ids of a file for one set, so the keys are called like no node.
fn keys(out: &mut dyn Write, of: &str, fields: &[&str]) -> io::Result<()> {
    for field in fields {
        let kind = if FLAGS.contains(field) { "boolean" } else { "string" };
        Writer::new(&mut *out)
            .create_element("key")
            .with_attributes([
                ("id", &*format!("{of}.{field}")),
                ("for", of),
                ("attr.name", field),
                ("attr.type", kind),
            ])
            .write_empty()?;
        writeln!(out)?;
    }
    Ok(())
}

fn data(xml: &mut Writer<&mut Vec<u8>>, of: &str, fields: &[&str], values: &[Option<Cell<'_>>]) -> io::Result<()> {
    for (field, value) in fields.iter().zip(values) {
        let Some(value) = value else { continue };
        xml.create_element("data")
            .with_attribute(("key", &*format!("{of}.{field}")))
            .write_text_content(BytesText::from_escaped(escaped(value)))?;
    }
    Ok(())
}

/// A value for an element or an attribute.
pub(super) fn escaped<'a>(value: &Cell<'a>) -> Cow<'a, str> {
    match *value {
        Cell::Word(word) => word.into(),
        Cell::Text(text) => xml::escaped(text),
        Cell::Flag(true) => "true".into(),
        Cell::Flag(false) => "false".into(),
    }
}
