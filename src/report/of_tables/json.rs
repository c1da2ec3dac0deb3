//! The report on tables for programs. A claim takes one line.

use std::borrow::Cow;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::{MISSING, TableReport, TableRow};
use crate::analysis::Basis;
use crate::format::document::{Lines, Version, document};
use crate::format::{Options, Word};
use crate::report::json::JsonSummary;

document! {
    /// Which claims rest on named sources, and which on anonymous ones, as far as tables of numbers and ids know it.
    pub(crate) struct JsonTableReport<'a>: "tables" version 1 {
        /// Fields of the report on claim files that tables cannot have.
        missing: [&'static str; 5],
        summary: JsonSummary,
        /// In order of id.
        claims: Lines<'a, JsonTableClaim<'a>>,
    }
}

/// A claim, and what it rests on.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Claim", deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "the fields are fixed")]
struct JsonTableClaim<'a> {
    id: &'a str,
    /// The sources whose voice asserts it, in order of number: their ids or, where a source has none, `#` and the
    /// number of its node.
    attributed_to: Vec<Cow<'a, str>>,
    #[schemars(with = "Word<Basis>")]
    basis: &'static str,
    /// Which of `named`, `outlet` and `unnamed` are among its origins, listed or not.
    origin_classes: Vec<&'static str>,
    /// The sources at the ends of its live chains, the nearest first; 10 at most.
    #[schemars(length(max = 10))]
    origins: Vec<Cow<'a, str>>,
    /// Whether it has more origins than are listed.
    origins_truncated: bool,
    /// Whether it is on the record: still supported without unnamed voices.
    on_the_record: bool,
    retracted: bool,
    /// Whether it is on a citation loop.
    in_cycle: bool,
}

impl<'a> From<TableRow<'a>> for JsonTableClaim<'a> {
    fn from(row: TableRow<'a>) -> Self {
        Self {
            id: row.id(),
            attributed_to: row.attributed_to().collect(),
            basis: row.basis().name(),
            origin_classes: row.origin_classes().collect(),
            origins: row.origins().collect(),
            origins_truncated: row.origins_truncated(),
            on_the_record: row.on_the_record(),
            retracted: row.retracted(),
            in_cycle: row.in_cycle(),
        }
    }
}

/// Writes the claims in pieces, a line each.
pub(super) fn write(report: &TableReport<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let claims = Lines::new(report.claims.len(), |nth| JsonTableClaim::from(report.row(nth)));
    JsonTableReport { version: Version, missing: MISSING, summary: (&report.summary).into(), claims }.write(out)
}
