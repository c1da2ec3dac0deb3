//! The list for programs.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::List;
use crate::analysis::Basis;
use crate::format::document::{Lines, Version, document};
use crate::format::{Options, Word};
use crate::model::{Identity, Record, RecordKind};
use crate::text::escape::json::Str;

document! {
    /// Which records there are.
    pub(crate) struct JsonList<'a>: "list" version 1 {
        summary: JsonSummary,
        /// In order of kind, then of id.
        records: Lines<'a, JsonRecord<'a>>,
    }
}

/// How many records of each kind are listed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Summary", deny_unknown_fields)]
struct JsonSummary {
    sources: usize,
    documents: usize,
    claims: usize,
    reviews: usize,
}

/// A record.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Record", deny_unknown_fields)]
struct JsonRecord<'a> {
    id: &'a str,
    #[schemars(with = "Word<RecordKind>")]
    kind: &'static str,
    /// The name of a named source, the description of any other, the title of a document, the statement of a claim, the
    /// verdict of a review.
    label: Str<'a>,
    /// Of a source.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Word<Identity>")]
    identity: Option<&'static str>,
    /// Of a claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Word<Basis>")]
    basis: Option<&'static str>,
    /// Of a claim, if it has any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<Str<'a>>,
    /// Of a review: the id of its claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Str<'a>")]
    claim: Option<Str<'a>>,
}

pub(super) fn write(list: &List<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let [sources, documents, claims, reviews] = RecordKind::ALL.map(|kind| list.of_kind(kind).count());
    let records = list.records();
    let json = JsonList {
        version: Version,
        summary: JsonSummary { sources, documents, claims, reviews },
        records: Lines::new(records.len(), |nth| record(list, records[nth])),
    };
    json.write(out)
}

fn record<'a>(list: &List<'a>, record: Record) -> JsonRecord<'a> {
    let corpus = list.corpus;
    let is_source = matches!(record, Record::Source(_));
    let tags = record.claim().map_or(&[][..], |claim| corpus.claims[claim].tags());
    let claim = match record {
        Record::Review(at) => Some(Str(&corpus.reviews[at].claim.to)),
        _ => None,
    };
    JsonRecord {
        id: corpus.id(record),
        kind: record.kind().name(),
        label: Str(corpus.label(record)),
        identity: list.state(record).filter(|_| is_source),
        basis: list.state(record).filter(|_| !is_source),
        tags: tags.iter().map(Str).collect(),
        claim,
    }
}
