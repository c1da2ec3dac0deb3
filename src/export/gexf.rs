//! GEXF 1.3, the format of Gephi.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::attributes::Attribute;
use quick_xml::name::QName;

use super::fields::{Cell, FLAGS, LINK_FIELDS, NODE_FIELDS, of_link, of_node};
use super::graphml::{DECLARATION, escaped};
use super::pieces::Ends;
use super::view::Export;
use crate::format::Options;

/// The fields that GEXF has attributes of its own for.
const BUILT_IN: [(&str, &str); 2] = [("node", "label"), ("edge", "kind")];

pub(super) fn write(export: &Export<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{DECLARATION}\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">")?;
    writeln!(out, "<graph defaultedgetype=\"directed\">")?;
    attributes(out, "node", &NODE_FIELDS)?;
    attributes(out, "edge", &LINK_FIELDS)?;
    writeln!(out, "<nodes>")?;
    export.write_nodes(out, |number, node, piece| {
        let fields = of_node(node);
        let label = fields[1].as_ref().map(escaped).unwrap_or_default();
        Writer::new(&mut *piece)
            .create_element("node")
            .with_attributes([attribute("id", format!("n{number}").into()), attribute("label", label)])
            .write_inner_content(|xml| values(xml, "node", &NODE_FIELDS, &fields))?;
        writeln!(piece)
    })?;
    writeln!(out, "</nodes>\n<edges>")?;
    export.write_links(out, |Ends { from, nth, to }, link, piece| {
        let (id, from, to) = (format!("e{from}-{nth}"), format!("n{from}"), format!("n{to}"));
        let kind = link.kind.name();
        Writer::new(&mut *piece)
            .create_element("edge")
            .with_attributes([("id", &*id), ("source", &from), ("target", &to), ("kind", kind), ("label", kind)])
            .write_inner_content(|xml| values(xml, "edge", &LINK_FIELDS, &of_link(link)))?;
        writeln!(piece)
    })?;
    writeln!(out, "</edges>\n</graph>\n</gexf>")
}

/// Declares the fields that are not built in, by number.
fn attributes(out: &mut dyn Write, of: &str, fields: &[&str]) -> io::Result<()> {
    writeln!(out, "<attributes class=\"{of}\">")?;
    for (nth, field) in others(of, fields) {
        let kind = if FLAGS.contains(&field) { "boolean" } else { "string" };
        Writer::new(&mut *out)
            .create_element("attribute")
            .with_attributes([("id", &*nth.to_string()), ("title", field), ("type", kind)])
            .write_empty()?;
        writeln!(out)?;
    }
    writeln!(out, "</attributes>")
}

fn others<'f>(of: &'f str, fields: &'f [&'f str]) -> impl Iterator<Item = (usize, &'f str)> {
    fields.iter().copied().enumerate().filter(move |&(_, field)| !BUILT_IN.contains(&(of, field)))
}

fn values(xml: &mut Writer<&mut Vec<u8>>, of: &str, fields: &[&str], values: &[Option<Cell<'_>>]) -> io::Result<()> {
    xml.create_element("attvalues").write_inner_content(|xml| {
        for (nth, _) in others(of, fields) {
            let Some(value) = &values[nth] else { continue };
            xml.create_element("attvalue")
                .with_attributes([attribute("for", nth.to_string().into()), attribute("value", escaped(value))])
                .write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

/// An attribute whose value is escaped already.
fn attribute<'a>(name: &'a str, value: Cow<'a, str>) -> Attribute<'a> {
    Attribute { key: QName(name), value }
}
