//! The fields of every kind of record, good records to vary, and random files.

use std::fmt::Write as _;

use onrecord::model::fields::Field;
pub use onrecord::model::fields::Holds as Shape;
use onrecord::model::{Claim, Document, Review, Source};

use super::values;
use crate::random::Rng;

/// A field that no record has.
pub const UNKNOWN: &str = "colour";

/// A record as text, field by field.
#[derive(Clone)]
pub struct Record {
    pub section: &'static str,
    values: Vec<(&'static str, &'static str)>,
}

/// Good records with all that they need: a source of each identity, then the others.
pub fn bases() -> [Record; 6] {
    let record = |section, values: &[_]| Record { section, values: values.to_vec() };
    [
        record("sources", &[("identity", "named"), ("name", "Hakan Fidan")]),
        record("sources", &[("identity", "anonymous"), ("description", "a US official")]),
        record("sources", &[("identity", "unspecified"), ("description", "US media")]),
        record("documents", &[("title", "Troops leave")]),
        record("claims", &[("statement", "Troops leave.")]),
        record("reviews", &[("claim", "a"), ("verdict", "unproven"), ("reviewer", "desk"), ("date", "2024")]),
    ]
}

/// The first of a section.
pub fn base(section: &str) -> Record {
    bases().into_iter().find(|base| base.section == section).unwrap()
}

impl Record {
    /// The fields of such a record, and one that it does not have.
    pub fn fields(&self) -> Vec<(&'static str, Shape)> {
        fn of<R>(fields: &[Field<R>]) -> Vec<(&'static str, Shape)> {
            fields.iter().map(|field| (field.name, field.holds)).chain([(UNKNOWN, Shape::Text)]).collect()
        }
        match self.section {
            "sources" => of(Source::FIELDS),
            "documents" => of(Document::FIELDS),
            "claims" => of(Claim::FIELDS),
            _ => of(Review::FIELDS),
        }
    }

    /// Whether the field is one that this record may have at all.
    pub fn takes(&self, field: &str) -> bool {
        let is_named = self.values.contains(&("identity", "named"));
        field != UNKNOWN && (self.section != "sources" || is_named || !["name", "role", "url"].contains(&field))
    }

    /// The record with a field set, or left out where the value is [`values::LEFT_OUT`].
    pub fn with(mut self, field: &'static str, value: &'static str) -> Self {
        self.values.retain(|(name, _)| *name != field);
        if value != values::LEFT_OUT {
            self.values.push((field, value));
        }
        self
    }

    /// A file that holds only this record.
    pub fn file(&self, id: &str) -> String {
        format!("{}:\n{}", self.section, self.entry(id))
    }

    fn entry(&self, id: &str) -> String {
        let fields: Vec<_> = self.values.iter().map(|(field, value)| format!("    {field}: {value}\n")).collect();
        format!("  {id}:{}\n{}", if fields.is_empty() { " {}" } else { "" }, fields.concat())
    }
}

/// Why a schema says something else of this value than the loader, if it does.
pub fn beyond_a_schema(shape: Shape, value: &str) -> Option<&'static str> {
    match (shape, value) {
        (Shape::Id, "0x1F" | "0x7E7" | "+5" | "+2023" | "-0" | "5." | "5.0" | "2023.0" | "True" | "TRUE") => {
            Some("not an id as it is written")
        }
        (Shape::Id, "1e-3") => Some("an id as it is written"),
        (Shape::Ids, "[+5]" | "[True]") => Some("not an id as it is written"),
        (Shape::Date, "2023.0" | "+2023" | "1e3" | "2e3" | "0x7E7") => Some("not a year as it is written"),
        (Shape::Truth, "True" | "TRUE") => Some("not yes or no as it is written"),
        (Shape::Sha256, values::DIGITS) => Some("a SHA-256 as it is written"),
        (Shape::Path, "5." | ".5") => Some("ends or begins with a dot as it is written"),
        (Shape::Url, "\"https://[:]/\"") => Some("not an IP address"),
        (Shape::Url, "\"https://a/\\U000F0000\"") => Some("a character beyond U+FFFF"),
        _ => None,
    }
}

/// A file with some records, most of whose fields are good.
pub fn random_file(rng: &mut Rng) -> String {
    let mut file = String::new();
    let mut sections = vec!["sources", "documents", "claims", "reviews"];
    sections.retain(|_| rng.chance(60));
    for section in sections {
        let _ = writeln!(file, "{section}:");
        for number in 0..=rng.below(2) {
            let id = format!("{}-{number}", &section[..1]);
            file += &random_record(rng, section).entry(&id);
        }
        if rng.chance(2) {
            let _ = writeln!(file, "  {}: {}", rng.pick(values::IDS), rng.pick(&["{}", "[]", "~", "x"]));
        }
    }
    match rng.below(100) {
        0 => file + "colour: red\n",
        _ if file.is_empty() => {
            rng.pick(&["{}\n", "[]\n", "x\n", "sources: {}\n", "claims: []\n", "reviews:\n"]).to_owned()
        }
        _ => file,
    }
}

fn random_record(rng: &mut Rng, section: &str) -> Record {
    let bases: Vec<_> = bases().into_iter().filter(|base| base.section == section).collect();
    let mut record = bases[rng.below(bases.len())].clone();
    for (field, shape) in record.fields() {
        let is_fit = record.takes(field);
        if rng.chance(if is_fit { 40 } else { 1 }) {
            let good = values::good(shape);
            let value = if rng.chance(97) { rng.pick(good) } else { rng.pick(values::ALL) };
            if beyond_a_schema(shape, value).is_none() {
                record = record.with(field, value);
            }
        }
    }
    record
}
