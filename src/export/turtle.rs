//! RDF as Turtle, and what TriG shares with it.

use std::borrow::Cow;
use std::io::{self, Write};

use oxrdf::{LiteralRef, NamedNodeRef, TermRef, TripleRef};
use oxttl::TurtleSerializer;

use super::Base;
use super::description::{Description, Object, of_record, typed};
use super::names::Names;
use super::view::Export;
use super::vocabulary::{PREFIXES, RECORD, xsd};
use crate::format::Options;
use crate::text::escape::{iri, rdf};

pub(super) fn write(export: &Export<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let base = &export.base;
    let names = Names::new(export)?;
    export.write_pieces(out, export.len(), |records, piece| {
        let mut serializer = TurtleSerializer::new();
        for (prefix, iri) in prefixes(base) {
            serializer = serializer.with_prefix(prefix, iri).map_err(io::Error::other)?;
        }
        let mut writer = serializer.for_writer(&mut *piece);
        let mut is_first = false;
        for (number, record) in records {
            is_first |= number == 1;
            for description in of_record(export, &names, record) {
                triples(base, &description, &mut |triple| writer.serialize_triple(triple))?;
            }
        }
        writer.finish()?;
        finish(piece, is_first);
        Ok(())
    })
}

/// All prefixes that are used; every form has a word of its own for `rdf:type`.
pub(super) fn prefixes(base: &Base) -> impl Iterator<Item = (&'static str, &str)> {
    PREFIXES.iter().copied().filter(|&(prefix, _)| prefix != "rdf").chain([(RECORD, base.as_str())])
}

/// Finishes what a writer wrote as a piece of a file. Every writer declares the prefixes, and only the first piece
/// needs them.
pub(super) fn finish(piece: &mut Vec<u8>, is_first: bool) {
    let lines = piece.split_inclusive(|&byte| byte == b'\n');
    let declarations: usize = lines.take_while(|line| line.starts_with(b"@prefix ")).map(<[u8]>::len).sum();
    if !is_first {
        piece.drain(..declarations);
    }
    rdf::escape(piece);
}

/// The triples of a description, in its order.
pub(super) fn triples(
    base: &Base,
    description: &Description<'_>,
    write: &mut dyn FnMut(TripleRef<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let subject = [base.as_str(), &description.subject].concat();
    let mut other = base.as_str().to_owned();
    for (predicate, object) in &description.statements {
        let held: Cow<'_, str>;
        let object: TermRef<'_> = match object {
            Object::Named(name) => {
                other.truncate(base.as_str().len());
                other.push_str(name);
                node(&other).into()
            }
            Object::Url(url) => {
                held = iri::escape(url.text());
                node(&held).into()
            }
            Object::Term(term) => node(term.iri).into(),
            Object::Text(text) => LiteralRef::new_simple_literal(rdf::literal(text)).into(),
            Object::Word(word) => LiteralRef::new_simple_literal(word).into(),
            Object::Date(date) => {
                let (text, datatype) = typed(date);
                held = text;
                LiteralRef::new_typed_literal(&held, node(datatype.iri)).into()
            }
            Object::True => LiteralRef::new_typed_literal("true", node(xsd::BOOLEAN.iri)).into(),
        };
        write(TripleRef::new(node(&subject), node(predicate.iri), object))?;
    }
    Ok(())
}

/// A node by an IRI that has been checked, or is ours.
fn node(iri: &str) -> NamedNodeRef<'_> {
    NamedNodeRef::new_unchecked(iri)
}
