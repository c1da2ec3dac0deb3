//! The work list for programs. `docs/runs.md` describes each field.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::{Item, Todo};
use crate::analysis::Basis;
use crate::format::document::{Lines, Version, document};
use crate::format::{Options, Word};
use crate::model::Date;
use crate::reviews::{Change, Changed, Changes, State};
use crate::text::escape::json::{self, Str};

/// For how many claims at the top the changes below them are listed: each takes a separate walk.
const EXPLAINED: usize = 100;

document! {
    /// What a fact-checking run should look at first, and why.
    pub(crate) struct JsonTodo<'a>: "todo" version 1 {
        summary: JsonSummary,
        /// The most useful first.
        todo: Lines<'a, JsonItem<'a>>,
    }
}

/// How many claims there are, and how many are on the list for which reason.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Summary", deny_unknown_fields)]
struct JsonSummary {
    claims: usize,
    todo: usize,
    conflicting: usize,
    stale: usize,
    expired: usize,
    unreviewed: usize,
}

/// A claim to look at.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Item", deny_unknown_fields)]
struct JsonItem<'a> {
    id: &'a str,
    statement: Str<'a>,
    #[schemars(with = "Word<State>")]
    review: &'static str,
    /// How many other claims rest on it; 500 means 500 or more.
    #[schemars(range(max = 500))]
    dependents: u32,
    #[schemars(with = "Word<Basis>")]
    basis: &'static str,
    /// The reviews that put it on the list, the latest first.
    reviews: Vec<JsonReview<'a>>,
    /// What has changed beneath its latest stale review, where that is known; looked for in the first 100 claims.
    changes: Option<Vec<JsonChange<'a>>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Review", deny_unknown_fields)]
struct JsonReview<'a> {
    id: &'a str,
    verdict: Str<'a>,
    expires: Option<&'a str>,
}

/// A record that has changed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Change", deny_unknown_fields)]
struct JsonChange<'a> {
    id: Str<'a>,
    what: JsonWhat,
    fields: &'a [&'static str],
    /// How far down it is; 0 is the claim itself, null what is gone.
    links: Option<u32>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "What", inline)]
#[serde(rename_all = "snake_case")]
enum JsonWhat {
    Changed,
    New,
    Gone,
}

/// Writes the items in pieces, a line each.
pub(super) fn write(todo: &Todo<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let items = todo.shown();
    let item = |nth: usize, piece: &mut Vec<u8>| write_item(todo, &items[nth], nth < EXPLAINED, piece);
    JsonTodo { version: Version, summary: summary(todo), todo: Lines::written(items.len(), item) }.write(out)
}

fn summary(todo: &Todo<'_>) -> JsonSummary {
    JsonSummary {
        claims: todo.claims(),
        todo: todo.items().len(),
        conflicting: todo.in_state(State::Conflicting),
        stale: todo.in_state(State::Stale),
        expired: todo.in_state(State::Expired),
        unreviewed: todo.in_state(State::Unreviewed),
    }
}

fn write_item(todo: &Todo<'_>, item: &Item, is_explained: bool, out: &mut Vec<u8>) -> io::Result<()> {
    let reviews = todo.reviews(item).map(|review| &todo.corpus().reviews[review]);
    let changes = is_explained.then(|| todo.changes(item)).flatten();
    let found = match &changes {
        Some(Changes::Found(changes)) => Some(changes.iter().map(JsonChange::from).collect()),
        _ => None,
    };
    let json = JsonItem {
        id: todo.id(item.claim),
        statement: Str(todo.statement(item.claim)),
        review: item.state.name(),
        dependents: item.dependents,
        basis: item.basis.name(),
        reviews: reviews
            .map(|review| JsonReview {
                id: review.id.as_str(),
                verdict: Str(&review.verdict.value),
                expires: review.expires.as_ref().map(Date::as_str),
            })
            .collect(),
        changes: found,
    };
    json::append(out, &json)
}

impl<'a> From<&'a Change> for JsonChange<'a> {
    fn from(change: &'a Change) -> Self {
        let (what, fields) = match &change.what {
            Changed::Fields(fields) => (JsonWhat::Changed, &fields[..]),
            Changed::New => (JsonWhat::New, &[][..]),
            Changed::Gone => (JsonWhat::Gone, &[][..]),
        };
        Self { id: Str(&change.id), what, fields, links: change.links }
    }
}
