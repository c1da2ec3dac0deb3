//! The report for programs. The fields and their order are fixed; a claim takes one line.

use std::io::{self, Write};

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use super::{Report, Row};
use crate::analysis::Basis;
use crate::text::escape::json::{self, Str};
use crate::text::write_in_pieces;

#[derive(Serialize)]
struct JsonSummary {
    claims: usize,
    named: usize,
    mixed: usize,
    anonymous: usize,
    retracted: usize,
    circular: usize,
    unsourced: usize,
}

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the fields are fixed")]
struct JsonClaim<'a> {
    id: &'a str,
    statement: Str<'a>,
    attributed_to: Vec<&'a str>,
    basis: &'static str,
    origins: JsonOrigins<'a>,
    origins_truncated: bool,
    on_the_record: bool,
    independent_sources: u8,
    independent_named_sources: u8,
    rests_solely_on: Option<&'a str>,
    retracted: bool,
    in_cycle: bool,
    disputed_by: JsonDisputes<'a>,
}

struct JsonOrigins<'a>(Row<'a>);

impl Serialize for JsonOrigins<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ids(serializer, self.0.origins().map(|origin| origin.id))
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
            attributed_to: row.attributed_to(),
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
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"summary\": ")?;
    json::to_writer(&mut *out, &summary(report))?;
    out.write_all(b",\n \"claims\": [")?;
    let count = report.rows().len();
    write_in_pieces(count, out, |claims, piece| {
        claims.into_iter().try_for_each(|nth| {
            piece.extend_from_slice(if nth == 0 { b"\n  " } else { b",\n  " });
            json::to_writer(&mut *piece, &JsonClaim::from(report.row(nth)))
        })
    })?;
    out.write_all(if count == 0 { b"]}\n" } else { b"\n ]}\n" })
}

fn summary(report: &Report<'_>) -> JsonSummary {
    let of = |basis| report.summary().of(basis);
    JsonSummary {
        claims: report.summary().claims,
        named: of(Basis::Named),
        mixed: of(Basis::Mixed),
        anonymous: of(Basis::Anonymous),
        retracted: of(Basis::Retracted),
        circular: of(Basis::Circular),
        unsourced: of(Basis::Unsourced),
    }
}
