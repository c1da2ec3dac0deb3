//! The report for programs. The fields and their order are fixed; a claim takes one line.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use super::{Report, Row, Summary};
use crate::analysis::Basis;
use crate::format::document::{Lines, Version, document};
use crate::format::{Options, Word};
use crate::text::escape::json::Str;

document! {
    /// Which claims rest on named sources, and which on anonymous ones.
    pub(crate) struct JsonReport<'a>: "report" version 1 {
        summary: JsonSummary,
        /// In order of id.
        claims: Lines<'a, JsonClaim<'a>>,
    }
}

/// How many claims there are of each basis.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Summary", deny_unknown_fields)]
pub(super) struct JsonSummary {
    claims: usize,
    named: usize,
    mixed: usize,
    outlet: usize,
    anonymous: usize,
    retracted: usize,
    circular: usize,
    unsourced: usize,
}

/// A claim, and what it rests on.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Claim", deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "the fields are fixed")]
struct JsonClaim<'a> {
    id: &'a str,
    statement: Str<'a>,
    /// Ids of the sources whose voice asserts it.
    #[schemars(with = "Vec<String>")]
    attributed_to: JsonVoices<'a>,
    #[schemars(with = "Word<Basis>")]
    basis: &'static str,
    /// Ids of the sources at the ends of its live chains, the nearest first; 10 at most.
    #[schemars(with = "Vec<String>", length(max = 10))]
    origins: JsonOrigins<'a>,
    /// Whether it has more origins than are listed.
    origins_truncated: bool,
    /// Whether it is on the record: still supported without unnamed voices.
    on_the_record: bool,
    /// 3 means three or more.
    #[schemars(range(max = 3))]
    independent_sources: u8,
    /// 3 means three or more.
    #[schemars(range(max = 3))]
    independent_named_sources: u8,
    /// If there is one independent source: the id of the claim or source that every chain passes through.
    rests_solely_on: Option<&'a str>,
    retracted: bool,
    /// Whether it is on a citation loop.
    in_cycle: bool,
    /// Ids of claims.
    #[schemars(with = "Vec<String>")]
    disputed_by: JsonDisputes<'a>,
}

struct JsonVoices<'a>(Row<'a>);

impl Serialize for JsonVoices<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ids(serializer, self.0.attributed_to())
    }
}

struct JsonOrigins<'a>(Row<'a>);

impl Serialize for JsonOrigins<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ids(serializer, self.0.origin_ids())
    }
}

struct JsonDisputes<'a>(Row<'a>);

impl Serialize for JsonDisputes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ids(serializer, self.0.disputed_by())
    }
}

fn ids<'a, S: Serializer>(serializer: S, ids: impl Iterator<Item = &'a str>) -> Result<S::Ok, S::Error> {
    let mut list = serializer.serialize_seq(None)?;
    for id in ids {
        list.serialize_element(id)?;
    }
    list.end()
}

impl<'a> From<Row<'a>> for JsonClaim<'a> {
    fn from(row: Row<'a>) -> Self {
        Self {
            id: row.id(),
            statement: Str(row.statement()),
            attributed_to: JsonVoices(row),
            basis: row.basis().name(),
            origins: JsonOrigins(row),
            origins_truncated: row.origins_truncated(),
            on_the_record: row.on_the_record(),
            independent_sources: row.independent_sources(),
            independent_named_sources: row.independent_named_sources(),
            rests_solely_on: row.rests_solely_on(),
            retracted: row.retracted(),
            in_cycle: row.in_cycle(),
            disputed_by: JsonDisputes(row),
        }
    }
}

/// Writes the claims in pieces, a line each.
pub(super) fn write(report: &Report<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let claims = Lines::new(report.rows().len(), |nth| JsonClaim::from(report.row(nth)));
    JsonReport { version: Version, summary: report.summary().into(), claims }.write(out)
}

impl From<&Summary> for JsonSummary {
    fn from(summary: &Summary) -> Self {
        Self {
            claims: summary.claims,
            named: summary.of(Basis::Named),
            mixed: summary.of(Basis::Mixed),
            outlet: summary.of(Basis::Outlet),
            anonymous: summary.of(Basis::Anonymous),
            retracted: summary.of(Basis::Retracted),
            circular: summary.of(Basis::Circular),
            unsourced: summary.of(Basis::Unsourced),
        }
    }
}
