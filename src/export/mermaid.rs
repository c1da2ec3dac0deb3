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
        let (open, close) = match node {
            Node::Claim { .. } => ("[\"", "\"]"),
            Node::Source(_) => ("([\"", "\"])"),
            Node::Document(_) => ("[/\"", "\"/]"),
        };
        writeln!(piece, "  n{number}{open}{}<br>{}{close}", mermaid::label(node.label()), details(node))
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

/// What Mermaid draws at most, unless a page sets other limits: characters, as JavaScript counts them, and links.
const MAX_CHARACTERS: usize = 50_000;
const MAX_LINKS: usize = 500;

impl Export<'_> {
    /// How many characters and links the picture for Mermaid has, if it is more than Mermaid draws: 50,000 and 500.
    ///
    /// # Errors
    /// Those of writing, of which there are none.
    pub fn beyond_mermaid(&self) -> io::Result<Option<(usize, usize)>> {
        let mut picture = Measured::default();
        write(self, &Options::default(), &mut picture)?;
        let characters = picture.0;
        let records = (1..=self.len()).filter_map(|number| self.record(number));
        let links = records.map(|record| self.links(record).len()).sum();
        Ok((characters > MAX_CHARACTERS || links > MAX_LINKS).then_some((characters, links)))
    }
}

/// Counts the characters of what is written, and keeps nothing.
#[derive(Default)]
struct Measured(usize);

impl Write for Measured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Each character of UTF-8 has one byte that is no continuation, and takes two units of UTF-16 if that is the
        // first of four.
        let units = |byte: &u8| usize::from(byte & 0xC0 != 0x80) + usize::from(*byte >= 0xF0);
        self.0 += bytes.iter().map(units).sum::<usize>();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
