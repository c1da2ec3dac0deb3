//! PROV-JSON, as the W3C member submission of 24 April 2013 has it. What PROV has no relation for is an attribute.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Base;
use super::description::{Description, Object, of_record, typed};
use super::names::Names;
use super::turtle::prefixes;
use super::view::Export;
use super::vocabulary::{RECORD, Term, prov, rdf, rdfs, xsd};
use crate::format::Options;
use crate::format::document::Items;
use crate::text::escape::iri;
use crate::text::escape::json::{self, Str};
use crate::text::{Text, take_pieces};

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

/// The types of things that have a section of their own, before those of the relations.
const THINGS: [(Term, &str); 3] = [(prov::ENTITY, "entity"), (prov::AGENT, "agent"), (prov::ACTIVITY, "activity")];

pub(super) fn write(export: &Export<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let names = Names::new(export)?;
    out.write_all(b"{\"prefix\": ")?;
    json::to_writer(&mut *out, &Prefixes(&export.base))?;
    let [(_, first), others @ ..] = &THINGS;
    let mut rest = Sections::default();
    section(out, first, |out| {
        take_pieces(
            export.len(),
            |places, piece: &mut Sections| {
                let records = places.filter_map(|place| Some((place + 1, export.record(place + 1)?)));
                for (number, record) in records {
                    for description in of_record(export, &names, record) {
                        piece.add(number, &description)?;
                    }
                }
                Ok(())
            },
            |piece| {
                out.write_all(&piece.things[0])?;
                piece.things[0].clear();
                rest.append(piece);
                Ok(())
            },
        )
    })?;
    for ((_, name), things) in others.iter().zip(&rest.things[1..]) {
        section(out, name, |out| out.write_all(things))?;
    }
    for (relation, pairs) in RELATIONS.iter().zip(&rest.relations) {
        section(out, relation.section, |out| out.write_all(pairs))?;
    }
    out.write_all(b"}\n")
}

/// Writes a section, of which each member starts with a comma.
fn section(out: &mut dyn Write, name: &str, members: impl FnOnce(&mut Items<'_>) -> io::Result<()>) -> io::Result<()> {
    write!(out, ",\n\"{name}\": {{")?;
    members(&mut Items::new(out))?;
    out.write_all(b"\n}")
}

/// The members of all sections. A record is described once, and PROV-JSON has what is said of it in several sections:
/// those after the first are held until it is written.
#[derive(Default)]
struct Sections {
    things: [Vec<u8>; THINGS.len()],
    relations: [Vec<u8>; RELATIONS.len()],
}

impl Sections {
    /// Adds a description of the record with this number.
    fn add(&mut self, number: usize, description: &Description<'_>) -> io::Result<()> {
        let section = THINGS.iter().position(|&(kind, _)| description.is_a(kind));
        if let Some(out) = section.map(|section| &mut self.things[section]) {
            out.extend_from_slice(b",\n");
            json::append(out, &name_of(&description.subject))?;
            out.extend_from_slice(b": ");
            json::append(out, &Attributes(description))?;
        }
        for (relation, out) in RELATIONS.iter().zip(&mut self.relations) {
            relation.add(number, description, out)?;
        }
        Ok(())
    }

    /// Takes the members of another one.
    fn append(&mut self, other: &mut Self) {
        let all = self.things.iter_mut().chain(&mut self.relations);
        all.zip(other.things.iter_mut().chain(&mut other.relations)).for_each(|(one, other)| one.append(other));
    }
}

impl Relation {
    /// Adds what a description says by this relation. Relations have no names, but need keys.
    fn add(&self, number: usize, description: &Description<'_>, out: &mut Vec<u8>) -> io::Result<()> {
        let moment = description.statements.iter().find_map(|(predicate, object)| match object {
            Object::Date(date) if *predicate == prov::INVALIDATED_AT_TIME => Some(typed(date).0),
            _ => None,
        });
        let time = moment.as_deref().filter(|_| self.term == prov::WAS_INVALIDATED_BY);
        let statements = description.statements.iter().filter(|(predicate, _)| *predicate == self.term);
        for (nth, (_, object)) in (1..).zip(statements) {
            let Object::Named(to) = object else { continue };
            write!(out, ",\n\"_:{}-{number}-{nth}\": ", self.section)?;
            json::append(out, &Pair { relation: self, from: &description.subject, to, time })?;
        }
        Ok(())
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
enum ProvValue<'a> {
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

fn value<'a>(object: &Object<'a>) -> ProvValue<'a> {
    let typed_value = |value: String, datatype| ProvValue::Typed { value, datatype };
    match object {
        Object::Named(name) => typed_value(name_of(name), "prov:QUALIFIED_NAME"),
        Object::Term(term) => typed_value(term.compact.to_owned(), "prov:QUALIFIED_NAME"),
        Object::Url(url) => typed_value(iri::escape(url.text()).into_owned(), xsd::ANY_URI.compact),
        Object::Text(text) => ProvValue::Text(text),
        Object::Word(word) => ProvValue::Word(word),
        Object::Date(date) => {
            let (value, datatype) = typed(date);
            typed_value(value.into_owned(), datatype.compact)
        }
        Object::True => ProvValue::Flag(true),
    }
}
