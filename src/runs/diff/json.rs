//! The difference for programs. `docs/runs.md` describes each field.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::pairs::PairIndex;
use super::{Because, Change, Diff, Moved, Turn, Turned, What};
use crate::analysis::Basis;
use crate::format::document::{Lines, Version, document};
use crate::format::{Options, Word};
use crate::model::Identity;
use crate::reviews::State;
use crate::runs::manifest::{Entry, Manifest};
use crate::text::Text;
use crate::text::escape::json::{self, Str};

document! {
    /// What has changed between two manifests or corpora.
    pub(crate) struct JsonDiff<'a>: "diff" version 1 {
        summary: JsonSummary<'a>,
        /// Claims whose sourcing has changed.
        moved: Lines<'a, JsonMoved<'a>>,
        /// Claims whose reviews changed their status.
        reviews: Lines<'a, JsonTurned<'a>>,
        reworded: Lines<'a, JsonReworded<'a>>,
        added: Lines<'a, JsonClaim<'a>>,
        removed: Lines<'a, JsonClaim<'a>>,
        /// All records that have changed.
        records: Lines<'a, JsonChange<'a>>,
    }
}

/// How much has changed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Summary", deny_unknown_fields)]
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

/// One of the two that are compared.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Side", deny_unknown_fields)]
struct JsonSide<'a> {
    date: &'a str,
    claims: usize,
    sources: usize,
    documents: usize,
    reviews: usize,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Claim", deny_unknown_fields)]
struct JsonClaim<'a> {
    id: Str<'a>,
    statement: Str<'a>,
    #[schemars(with = "Word<Basis>")]
    basis: &'static str,
    /// 3 means three or more.
    #[schemars(range(max = 3))]
    independent_sources: u8,
    /// 3 means three or more.
    #[schemars(range(max = 3))]
    independent_named_sources: u8,
    on_the_record: bool,
    #[schemars(with = "Word<State>")]
    review: &'static str,
    verdict: Option<Str<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Reworded", deny_unknown_fields)]
struct JsonReworded<'a> {
    id: Str<'a>,
    old: Str<'a>,
    new: Str<'a>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Moved", deny_unknown_fields)]
struct JsonMoved<'a> {
    id: Str<'a>,
    statement: Str<'a>,
    weaker: bool,
    #[schemars(with = "BeforeAfter<Word<Basis>>")]
    basis: BeforeAfter<&'static str>,
    independent_sources: BeforeAfter<u8>,
    independent_named_sources: BeforeAfter<u8>,
    on_the_record: BeforeAfter<bool>,
    because: JsonBecause<'a>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Turned", deny_unknown_fields)]
struct JsonTurned<'a> {
    id: Str<'a>,
    statement: Str<'a>,
    #[schemars(with = "Word<Turn>")]
    what: &'static str,
    #[schemars(with = "BeforeAfter<Word<State>>")]
    review: BeforeAfter<&'static str>,
    verdict: BeforeAfter<Option<Str<'a>>>,
    because: JsonBecause<'a>,
}

/// What was, and what is.
#[derive(Serialize, JsonSchema)]
#[schemars(inline, deny_unknown_fields)]
struct BeforeAfter<T> {
    old: T,
    new: T,
}

/// The nearest changes that explain it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Because", deny_unknown_fields)]
struct JsonBecause<'a> {
    changes: Vec<JsonCause<'a>>,
    /// Whether there are more.
    truncated: bool,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Cause", deny_unknown_fields)]
struct JsonCause<'a> {
    #[serde(flatten)]
    change: JsonChange<'a>,
    /// How far down it is; 0 is the claim itself.
    links: u32,
}

/// A record that has changed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Change", deny_unknown_fields)]
struct JsonChange<'a> {
    #[schemars(extend("enum" = ["claim", "source", "document"]))]
    kind: &'static str,
    id: Str<'a>,
    /// The id that it had before, if it has another one now.
    #[serde(skip_serializing_if = "Option::is_none")]
    old_id: Option<Str<'a>>,
    what: JsonWhat,
    fields: &'a [&'static str],
    #[schemars(with = "Option<BeforeAfter<Option<Word<Identity>>>>")]
    identity: Option<BeforeAfter<Option<&'static str>>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "What", inline)]
#[serde(rename_all = "snake_case")]
enum JsonWhat {
    Added,
    Removed,
    Changed,
    Renamed,
}

pub(super) fn write(diff: &Diff<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
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
    let json = JsonDiff {
        version: Version,
        summary,
        moved: list(&diff.moved, |moved| diff.json_moved(moved)),
        reviews: list(&diff.turned, |turned| diff.json_turned(turned)),
        reworded: list(&diff.reworded, |&pair| diff.json_reworded(pair)),
        added: list(&added, |entry| Some(json_claim(entry, diff.shown(entry, &What::Added)))),
        removed: list(&removed, |entry| Some(json_claim(entry, diff.shown(entry, &What::Removed)))),
        records: list(&records, |change| Some(diff.json_change(change))),
    };
    json.write(out)
}

/// Every item that there is has something to write.
fn list<'d, T: Sync, J: Serialize>(items: &'d [T], json: impl Fn(&'d T) -> Option<J> + Sync + 'd) -> Lines<'d, J> {
    Lines::written(items.len(), move |nth, piece| json::append(piece, &json(&items[nth])))
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

fn json_claim<'a>(entry: &Entry<'a>, (id, statement): (&'a Text, &'a Text)) -> JsonClaim<'a> {
    JsonClaim {
        id: Str(id),
        statement: Str(statement),
        basis: entry.basis().name(),
        independent_sources: entry.independent_sources(),
        independent_named_sources: entry.independent_named_sources(),
        on_the_record: entry.on_the_record(),
        review: entry.review().name(),
        verdict: entry.verdict().map(Str),
    }
}

impl Diff<'_> {
    fn json_moved(&self, moved: &Moved) -> Option<JsonMoved<'_>> {
        let (old, new) = self.entries(moved.pair)?;
        Some(JsonMoved {
            id: Str(new.id()),
            statement: Str(new.statement()),
            weaker: moved.is_weaker,
            basis: BeforeAfter { old: old.basis().name(), new: new.basis().name() },
            independent_sources: BeforeAfter { old: old.independent_sources(), new: new.independent_sources() },
            independent_named_sources: BeforeAfter {
                old: old.independent_named_sources(),
                new: new.independent_named_sources(),
            },
            on_the_record: BeforeAfter { old: old.on_the_record(), new: new.on_the_record() },
            because: self.json_because(&moved.because),
        })
    }

    fn json_turned(&self, turned: &Turned) -> Option<JsonTurned<'_>> {
        let (old, new) = self.entries(turned.pair)?;
        Some(JsonTurned {
            id: Str(new.id()),
            statement: Str(new.statement()),
            what: turned.turn.name(),
            review: BeforeAfter { old: old.review().name(), new: new.review().name() },
            verdict: BeforeAfter { old: old.verdict().map(Str), new: new.verdict().map(Str) },
            because: self.json_because(&turned.because),
        })
    }

    fn json_reworded(&self, pair: PairIndex) -> Option<JsonReworded<'_>> {
        let (old, new) = self.entries(pair)?;
        Some(JsonReworded { id: Str(new.id()), old: Str(self.said_before(&old)), new: Str(new.statement()) })
    }

    fn json_because(&self, because: &Because) -> JsonBecause<'_> {
        let cause = |&(at, links): &(usize, u32)| JsonCause { change: self.json_change(&self.changes[at]), links };
        JsonBecause { changes: because.causes.iter().map(cause).collect(), truncated: because.has_more }
    }

    fn json_change<'a>(&'a self, change: &'a Change) -> JsonChange<'a> {
        let (what, fields) = match &change.what {
            What::Added => (JsonWhat::Added, &[][..]),
            What::Removed => (JsonWhat::Removed, &[][..]),
            What::Changed(fields) => (JsonWhat::Changed, &fields[..]),
            What::Renamed(fields) => (JsonWhat::Renamed, &fields[..]),
        };
        let (old, new) = self.identities(change.pair);
        let is_news = old != new;
        let identity = is_news.then(|| BeforeAfter { old: old.map(Identity::name), new: new.map(Identity::name) });
        let (id, old_id) = (Str(self.id(change.pair)), self.old_id(change.pair).map(Str));
        JsonChange { kind: self.pairs.kind(change.pair), id, old_id, what, fields, identity }
    }
}
