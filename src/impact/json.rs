//! Impact and ranking for programs.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::{Impact, Ranking};
use crate::format::document::{Lines, Version, document};
use crate::format::{Options, Word};
use crate::model::Identity;
use crate::text::escape::json::Str;

document! {
    /// What falls and what is weakened when a source, a document or a claim is struck.
    pub(crate) struct JsonImpact<'a>: "impact" version 1 {
        /// What is struck.
        id: &'a str,
        /// Ids of the claims that have no live support chain left.
        falls: Vec<&'a str>,
        /// Ids of the claims that lose some chains and keep others.
        weakened: Vec<&'a str>,
    }
}

document! {
    /// The sources with which claims fall, those with most of them first.
    pub(crate) struct JsonRanking<'a>: "rank" version 1 {
        /// How many claims the corpus has.
        claims: usize,
        /// With how many sources claims fall, listed or not.
        sources: usize,
        ranking: Lines<'a, JsonRanked<'a>>,
    }
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Source", deny_unknown_fields)]
struct JsonRanked<'a> {
    id: &'a str,
    #[schemars(with = "Word<Identity>")]
    identity: &'static str,
    /// Its name or description.
    label: Str<'a>,
    /// How many claims fall if it is struck.
    falls: u32,
}

pub(super) fn write(impact: &Impact<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let ids = JsonImpact {
        version: Version,
        id: impact.id(impact.target),
        falls: impact.facts.falls.iter().map(|fallen| impact.id(fallen.claim)).collect(),
        weakened: impact.facts.weakened.iter().map(|weakened| impact.id(weakened.claim)).collect(),
    };
    ids.write(out)
}

pub(super) fn write_ranking(ranking: &Ranking<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let all = &ranking.ranked;
    let ranked = |nth: usize| JsonRanked {
        id: all[nth].source.id,
        identity: all[nth].source.identity.name(),
        label: Str(all[nth].source.label),
        falls: all[nth].falls,
    };
    let json = JsonRanking {
        version: Version,
        claims: ranking.claims,
        sources: ranking.sources,
        ranking: Lines::new(all.len(), ranked),
    };
    json.write(out)
}
