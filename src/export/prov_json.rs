//! PROV-JSON, as the W3C member submission of 24 April 2013 has it. What PROV has no relation for is an attribute.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Base;
use super::description::{Claimed, Description, Object, is_agent, of_record, typed};
use super::names::Names;
use super::turtle::prefixes;
use super::view::Export;
use super::vocabulary::{RECORD, Term, prov, rdf, rdfs, xsd};
use crate::format::Options;
use crate::format::document::Items;
use crate::model::Record;
use crate::text::Text;
use crate::text::escape::iri;
use crate::text::escape::json::{self, Str};

/// A relation of PROV: its term, and what its two ends are called.
struct Relation {
    term: Term,
    section: &'static str,
    from: &'static str,
    to: &'static str,
}

const RELATIONS: [Relation; 4] = [
    Relation { term: prov::WAS_ATTRIBUTED_TO, section: "wasAttributedTo", from: "prov:entity", to: "prov:agent" },
    Relation {
        term: prov::WAS_DERIVED_FROM,
        section: "wasDerivedFrom",
        from: "prov:generatedEntity",
        to: "prov:usedEntity",
    },
    Relation {
        term: prov::WAS_INFLUENCED_BY,
        section: "wasInfluencedBy",
        from: "prov:influencee",
        to: "prov:influencer",
    },
    Relation { term: prov::WAS_INVALIDATED_BY, section: "wasInvalidatedBy", from: "prov:entity", to: "prov:activity" },
];

pub(super) fn write(export: &Export<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let base = &export.base;
    let names = Names::new(export)?;
    out.write_all(b"{\"prefix\": ")?;
    json::to_writer(&mut *out, &Prefixes(base))?;
    let mut document = Document { export, out };
    document.section("entity", |record| {
        let mut all = of_record(export, &names, record);
        all.retain(|description| description.is_a(prov::ENTITY));
        all
    })?;
    document.section(
        "agent",
        |record| if is_agent(export, record) { of_record(export, &names, record) } else { Vec::new() },
    )?;
    document.section("activity", |record| {
        Claimed::new(export, &names, record).and_then(|claim| claim.retraction()).into_iter().collect()
    })?;
    for relation in &RELATIONS {
        document.relation(&names, relation)?;
    }
    document.out.write_all(b"}\n")
}

struct Document<'e, 'a, 'w> {
    export: &'e Export<'a>,
    out: &'w mut dyn Write,
}

impl<'a> Document<'_, 'a, '_> {
    /// Writes what is said of all things of one kind.
    fn section(&mut self, name: &str, describe: impl Fn(Record) -> Vec<Description<'a>> + Sync) -> io::Result<()> {
        write!(self.out, ",\n\"{name}\": {{")?;
        self.export.write_records(&mut Items::new(self.out), self.export.len(), |_, record, piece| {
            for description in describe(record) {
                piece.extend_from_slice(b",\n");
                json::to_writer(&mut *piece, &name_of(&description.subject))?;
                piece.extend_from_slice(b": ");
                json::to_writer(&mut *piece, &Attributes(&description))?;
            }
            Ok(())
        })?;
        self.out.write_all(b"\n}")
    }

    /// Writes all relations of one kind. They have no names, but need keys.
    fn relation(&mut self, names: &Names, relation: &Relation) -> io::Result<()> {
        let Relation { term, section, .. } = relation;
        write!(self.out, ",\n\"{section}\": {{")?;
        self.export.write_records(&mut Items::new(self.out), self.export.claim_count(), |number, record, piece| {
            let Some(claim) = Claimed::new(self.export, names, record) else { return Ok(()) };
            let mut about = Description::new(claim.name());
            claim.provenance(&mut about);
            let moment = claim.retracted_at().filter(|_| *term == prov::WAS_INVALIDATED_BY).map(typed);
            let statements = about.statements.iter().filter(|(predicate, _)| predicate == term);
            for (nth, (_, object)) in (1..).zip(statements) {
                let Object::Named(to) = object else { continue };
                let time = moment.as_ref().map(|(time, _)| &**time);
                write!(piece, ",\n\"_:{section}-{number}-{nth}\": ")?;
                json::to_writer(&mut *piece, &Pair { relation, from: &about.subject, to, time })?;
            }
            Ok(())
        })?;
        self.out.write_all(b"\n}")
    }
}

fn name_of(name: &str) -> String {
    format!("{RECORD}:{name}")
}

struct Prefixes<'a>(&'a Base);

impl Serialize for Prefixes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // These two are there without being declared.
        serializer.collect_map(prefixes(self.0).filter(|(prefix, _)| !["prov", "xsd"].contains(prefix)))
    }
}

struct Pair<'a> {
    relation: &'a Relation,
    from: &'a str,
    to: &'a str,
    time: Option<&'a str>,
}

impl Serialize for Pair<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(self.relation.from, &name_of(self.from))?;
        map.serialize_entry(self.relation.to, &name_of(self.to))?;
        if let Some(time) = self.time {
            map.serialize_entry("prov:time", time)?;
        }
        map.end()
    }
}

struct Attributes<'a>(&'a Description<'a>);

impl Serialize for Attributes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for same in self.0.statements.chunk_by(|one, next| one.0 == next.0) {
            let Some(key) = attribute(same[0].0) else { continue };
            let is_told = |object: &&(Term, Object<'_>)| {
                !matches!(object.1, Object::Term(prov::ENTITY | prov::AGENT | prov::ACTIVITY))
            };
            let values: Vec<_> = same.iter().filter(is_told).map(|(_, object)| value(object)).collect();
            match values.as_slice() {
                [] => {}
                [value] => map.serialize_entry(key, value)?,
                values => map.serialize_entry(key, values)?,
            }
        }
        map.end()
    }
}

/// What a predicate is called as an attribute; `None` if it is a relation.
fn attribute(predicate: Term) -> Option<&'static str> {
    match predicate {
        rdf::TYPE => Some("prov:type"),
        rdfs::LABEL => Some("prov:label"),
        prov::INVALIDATED_AT_TIME => None,
        _ if RELATIONS.iter().any(|relation| relation.term == predicate) => None,
        _ => Some(predicate.compact),
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Text(#[serde(serialize_with = "text")] &'a Text),
    Word(&'static str),
    Flag(bool),
    Typed {
        #[serde(rename = "$")]
        value: String,
        #[serde(rename = "type")]
        datatype: &'static str,
    },
}

fn text<S: Serializer>(text: &Text, serializer: S) -> Result<S::Ok, S::Error> {
    Str(text).serialize(serializer)
}

fn value<'a>(object: &Object<'a>) -> Value<'a> {
    let typed_value = |value: String, datatype| Value::Typed { value, datatype };
    match object {
        Object::Named(name) => typed_value(name_of(name), "prov:QUALIFIED_NAME"),
        Object::Term(term) => typed_value(term.compact.to_owned(), "prov:QUALIFIED_NAME"),
        Object::Url(url) => typed_value(iri::escape(url.text()).into_owned(), xsd::ANY_URI.compact),
        Object::Text(text) => Value::Text(text),
        Object::Word(word) => Value::Word(word),
        Object::Date(date) => {
            let (value, datatype) = typed(date);
            typed_value(value.into_owned(), datatype.compact)
        }
        Object::True => Value::Flag(true),
    }
}
