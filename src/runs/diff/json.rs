//! The difference for programs. `docs/runs.md` tells what is in each field.

use std::io::{self, Write};

use serde::Serialize;

use super::pairs::PairIndex;
use super::{Because, Change, Diff, Moved, Turned, What};
use crate::model::Identity;
use crate::runs::manifest::{Entry, Manifest};
use crate::text::escape::json::{self, Str};
use crate::text::write_in_pieces;

/// Raised when a field changes its meaning or goes away.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct JsonSummary<'a> {
    old: JsonSide<'a>,
    new: JsonSide<'a>,
    changed: bool,
    added: usize,
    removed: usize,
    reworded: usize,
    moved: usize,
    weaker: usize,
    reviews: usize,
    records: usize,
}

#[derive(Serialize)]
struct JsonSide<'a> {
    date: &'a str,
    claims: usize,
    sources: usize,
    documents: usize,
    reviews: usize,
}

#[derive(Serialize)]
struct JsonClaim<'a> {
    id: Str<'a>,
    statement: Str<'a>,
    basis: &'static str,
    independent_sources: u8,
    independent_named_sources: u8,
    on_the_record: bool,
    review: &'static str,
    verdict: Option<Str<'a>>,
}

#[derive(Serialize)]
struct JsonReworded<'a> {
    id: Str<'a>,
    old: Str<'a>,
    new: Str<'a>,
}

#[derive(Serialize)]
struct JsonMoved<'a> {
    id: Str<'a>,
    statement: Str<'a>,
    weaker: bool,
    basis: Step<&'static str>,
    independent_sources: Step<u8>,
    independent_named_sources: Step<u8>,
    on_the_record: Step<bool>,
    because: JsonBecause<'a>,
}

#[derive(Serialize)]
struct JsonTurned<'a> {
    id: Str<'a>,
    statement: Str<'a>,
    what: &'static str,
    review: Step<&'static str>,
    verdict: Step<Option<Str<'a>>>,
    because: JsonBecause<'a>,
}

#[derive(Serialize)]
struct Step<T> {
    old: T,
    new: T,
}

#[derive(Serialize)]
struct JsonBecause<'a> {
    changes: Vec<JsonCause<'a>>,
    truncated: bool,
}

#[derive(Serialize)]
struct JsonCause<'a> {
    #[serde(flatten)]
    change: JsonChange<'a>,
    links: u32,
}

#[derive(Serialize)]
struct JsonChange<'a> {
    kind: &'static str,
    id: Str<'a>,
    what: &'static str,
    fields: &'a [&'static str],
    identity: Option<Step<Option<&'static str>>>,
}

/// Writes a list to a line, and what is in it to lines of their own.
pub(super) fn write(diff: &Diff<'_>, out: &mut dyn Write) -> io::Result<()> {
    let [added, removed] = [What::Added, What::Removed].map(|what| diff.claims_that_were(&what).collect::<Vec<_>>());
    let records: Vec<_> = diff.records().collect();
    let summary = JsonSummary {
        old: side(diff.old),
        new: side(diff.new),
        changed: !diff.is_nothing(),
        added: added.len(),
        removed: removed.len(),
        reworded: diff.reworded.len(),
        moved: diff.moved.len(),
        weaker: diff.weaker(),
        reviews: diff.turned.len(),
        records: records.len(),
    };
    write!(out, "{{\"version\": {VERSION},\n \"summary\": ")?;
    json::to_writer(&mut *out, &summary)?;
    list(out, "moved", &diff.moved, |moved| diff.json_moved(moved))?;
    list(out, "reviews", &diff.turned, |turned| diff.json_turned(turned))?;
    list(out, "reworded", &diff.reworded, |&pair| diff.json_reworded(pair))?;
    list(out, "added", &added, |entry| Some(JsonClaim::from(entry)))?;
    list(out, "removed", &removed, |entry| Some(JsonClaim::from(entry)))?;
    list(out, "records", &records, |change| Some(diff.json_change(change)))?;
    out.write_all(b"}\n")
}

/// Every item that there is has something to write.
fn list<'d, T: Sync, J: Serialize>(
    out: &mut dyn Write,
    name: &str,
    items: &'d [T],
    json: impl Fn(&'d T) -> Option<J> + Sync,
) -> io::Result<()> {
    write!(out, ",\n \"{name}\": [")?;
    write_in_pieces(items.len(), out, |range, piece| {
        range.into_iter().try_for_each(|nth| {
            piece.extend_from_slice(if nth == 0 { b"\n  " } else { b",\n  " });
            json::to_writer(&mut *piece, &json(&items[nth]))
        })
    })?;
    out.write_all(if items.is_empty() { b"]" } else { b"\n ]" })
}

fn side<'a>(manifest: &'a Manifest<'_>) -> JsonSide<'a> {
    let summary = manifest.summary();
    JsonSide {
        date: manifest.date().as_str(),
        claims: summary.claims,
        sources: summary.sources,
        documents: summary.documents,
        reviews: summary.reviews,
    }
}

impl<'a> From<&Entry<'a>> for JsonClaim<'a> {
    fn from(entry: &Entry<'a>) -> Self {
        Self {
            id: Str(entry.id()),
            statement: Str(entry.statement()),
            basis: entry.basis().name(),
            independent_sources: entry.independent_sources(),
            independent_named_sources: entry.independent_named_sources(),
            on_the_record: entry.on_the_record(),
            review: entry.review().name(),
            verdict: entry.verdict().map(Str),
        }
    }
}

impl Diff<'_> {
    fn json_moved(&self, moved: &Moved) -> Option<JsonMoved<'_>> {
        let (old, new) = self.entries(moved.pair)?;
        Some(JsonMoved {
            id: Str(new.id()),
            statement: Str(new.statement()),
            weaker: moved.is_weaker,
            basis: Step { old: old.basis().name(), new: new.basis().name() },
            independent_sources: Step { old: old.independent_sources(), new: new.independent_sources() },
            independent_named_sources: Step {
                old: old.independent_named_sources(),
                new: new.independent_named_sources(),
            },
            on_the_record: Step { old: old.on_the_record(), new: new.on_the_record() },
            because: self.json_because(&moved.because),
        })
    }

    fn json_turned(&self, turned: &Turned) -> Option<JsonTurned<'_>> {
        let (old, new) = self.entries(turned.pair)?;
        Some(JsonTurned {
            id: Str(new.id()),
            statement: Str(new.statement()),
            what: turned.turn.name(),
            review: Step { old: old.review().name(), new: new.review().name() },
            verdict: Step { old: old.verdict().map(Str), new: new.verdict().map(Str) },
            because: self.json_because(&turned.because),
        })
    }

    fn json_reworded(&self, pair: PairIndex) -> Option<JsonReworded<'_>> {
        let (old, new) = self.entries(pair)?;
        Some(JsonReworded { id: Str(new.id()), old: Str(old.statement()), new: Str(new.statement()) })
    }

    fn json_because(&self, because: &Because) -> JsonBecause<'_> {
        let cause = |&(at, links): &(usize, u32)| JsonCause { change: self.json_change(&self.changes[at]), links };
        JsonBecause { changes: because.causes.iter().map(cause).collect(), truncated: because.has_more }
    }

    fn json_change<'a>(&'a self, change: &'a Change) -> JsonChange<'a> {
        let (what, fields) = match &change.what {
            What::Added => ("added", &[][..]),
            What::Removed => ("removed", &[][..]),
            What::Changed(fields) => ("changed", &fields[..]),
        };
        let (old, new) = self.identities(change.pair);
        let is_news = old != new;
        let identity = is_news.then(|| Step { old: old.map(Identity::name), new: new.map(Identity::name) });
        JsonChange { kind: self.pairs.kind(change.pair), id: Str(self.id(change.pair)), what, fields, identity }
    }
}
