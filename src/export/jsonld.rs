//! The triples of the Turtle as compact JSON-LD. The context is in the file, so nothing is fetched.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Base;
use super::description::{Description, Object, of_record, typed};
use super::names::Names;
use super::turtle::prefixes;
use super::view::Export;
use super::vocabulary::{RECORD, Term, cito, dcterms, onrecord, prov, rdf, schema};
use crate::format::Options;
use crate::format::document::Items;
use crate::text::Text;
use crate::text::escape::iri;
use crate::text::escape::json::{self, Str};

/// The predicates whose values are IRIs, so that these stand as plain strings.
const LINKS: [Term; 15] = [
    cito::CITES,
    cito::DISPUTES,
    cito::SUPPORTS,
    dcterms::PUBLISHER,
    onrecord::ATTRIBUTED_TO,
    onrecord::CORROBORATES,
    onrecord::DISPUTES,
    onrecord::DOCUMENT,
    onrecord::HAS_EVIDENCE,
    onrecord::PUBLISHED_BY,
    prov::WAS_ATTRIBUTED_TO,
    prov::WAS_DERIVED_FROM,
    prov::WAS_INFLUENCED_BY,
    prov::WAS_INVALIDATED_BY,
    schema::URL,
];

pub(super) fn write(export: &Export<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let base = &export.base;
    let names = Names::new(export)?;
    out.write_all(b"{\"@context\": ")?;
    json::to_writer(&mut *out, &Context(base))?;
    out.write_all(b",\n\"@graph\": [")?;
    export.write_records(&mut Items::new(out), export.len(), |_, record, piece| {
        for description in of_record(export, &names, record) {
            piece.extend_from_slice(b",\n");
            json::append(piece, &Thing(&description))?;
        }
        Ok(())
    })?;
    out.write_all(b"\n]}\n")
}

struct Context<'a>(&'a Base);

#[derive(Serialize)]
struct Link {
    #[serde(rename = "@type")]
    kind: &'static str,
}

impl Serialize for Context<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (prefix, iri) in prefixes(self.0) {
            map.serialize_entry(prefix, iri)?;
        }
        for predicate in LINKS {
            map.serialize_entry(predicate.compact, &Link { kind: "@id" })?;
        }
        map.end()
    }
}

struct Thing<'a>(&'a Description<'a>);

impl Serialize for Thing<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("@id", &format!("{RECORD}:{}", self.0.subject))?;
        for same in self.0.statements.chunk_by(|one, next| one.0 == next.0) {
            let predicate = same[0].0;
            let key = if predicate == rdf::TYPE { "@type" } else { predicate.compact };
            match same {
                [(_, object)] => map.serialize_entry(key, &value(object))?,
                _ => map.serialize_entry(key, &same.iter().map(|(_, object)| value(object)).collect::<Vec<_>>())?,
            }
        }
        map.end()
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum JsonLdValue<'a> {
    Text(#[serde(serialize_with = "text")] &'a Text),
    Word(&'static str),
    Name(String),
    Flag(bool),
    Typed {
        #[serde(rename = "@value")]
        value: String,
        #[serde(rename = "@type")]
        datatype: &'static str,
    },
}

fn text<S: Serializer>(text: &Text, serializer: S) -> Result<S::Ok, S::Error> {
    Str(text).serialize(serializer)
}

fn value<'a>(object: &Object<'a>) -> JsonLdValue<'a> {
    match object {
        Object::Named(name) => JsonLdValue::Name(format!("{RECORD}:{name}")),
        Object::Term(term) => JsonLdValue::Word(term.compact),
        Object::Url(url) => JsonLdValue::Name(iri::escape(url.text()).into_owned()),
        Object::Text(text) => JsonLdValue::Text(text),
        Object::Word(word) => JsonLdValue::Word(word),
        Object::Date(date) => {
            let (value, datatype) = typed(date);
            JsonLdValue::Typed { value: value.into_owned(), datatype: datatype.compact }
        }
        Object::True => JsonLdValue::Flag(true),
    }
}
