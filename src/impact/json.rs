//! Impact and ranking for programs. The fields of an impact are fixed.

use std::io::{self, Write};

use serde::Serialize;

use super::{Impact, Ranking};
use crate::text::escape::json::{self, Str};

/// Raised when a field of the ranking changes its meaning or goes away.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct JsonImpact<'a> {
    id: &'a str,
    falls: Vec<&'a str>,
    weakened: Vec<&'a str>,
}

#[derive(Serialize)]
struct JsonRanking<'a> {
    version: u32,
    claims: usize,
    sources: usize,
    ranking: Vec<JsonRival<'a>>,
}

#[derive(Serialize)]
struct JsonRival<'a> {
    id: &'a str,
    identity: &'static str,
    label: Str<'a>,
    falls: u32,
}

pub(super) fn write(impact: &Impact<'_>, out: &mut dyn Write) -> io::Result<()> {
    let ids = JsonImpact {
        id: impact.id(impact.graph.record(impact.node)),
        falls: impact.facts.falls.iter().map(|fallen| impact.id(fallen.claim)).collect(),
        weakened: impact.facts.weakened.iter().map(|weakened| impact.id(weakened.claim)).collect(),
    };
    json::to_writer(&mut *out, &ids)?;
    out.write_all(b"\n")
}

pub(super) fn write_ranking(ranking: &Ranking<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rivals = ranking.rivals.iter().map(|rival| JsonRival {
        id: rival.source.id,
        identity: rival.source.identity.name(),
        label: Str(rival.source.label),
        falls: rival.falls,
    });
    let json =
        JsonRanking { version: VERSION, claims: ranking.claims, sources: ranking.sources, ranking: rivals.collect() };
    json::to_writer(&mut *out, &json)?;
    out.write_all(b"\n")
}
