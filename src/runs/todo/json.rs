//! The work list for programs. `docs/runs.md` tells what is in each field.

use std::io::{self, Write};

use serde::Serialize;

use super::{Item, Todo};
use crate::reviews::{Change, Changed, Changes, State};
use crate::text::escape::json::{self, Str};
use crate::text::write_in_pieces;

/// Raised when a field changes its meaning or goes away.
const VERSION: u32 = 1;
/// Of how many claims at the top it is told what has changed beneath them: each takes a walk of its own.
const EXPLAINED: usize = 100;

#[derive(Serialize)]
struct JsonSummary {
    claims: usize,
    todo: usize,
    conflicting: usize,
    stale: usize,
    expired: usize,
    unreviewed: usize,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    statement: Str<'a>,
    review: &'static str,
    resting: u32,
    basis: &'static str,
    reviews: Vec<JsonReview<'a>>,
    changes: Option<Vec<JsonChange<'a>>>,
}

#[derive(Serialize)]
struct JsonReview<'a> {
    id: &'a str,
    verdict: Str<'a>,
    expires: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonChange<'a> {
    id: Str<'a>,
    what: &'static str,
    fields: &'a [&'static str],
    links: Option<u32>,
}

/// Writes the items in pieces, a line each.
pub(super) fn write(todo: &Todo<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"version\": {VERSION},\n \"summary\": ")?;
    json::to_writer(&mut *out, &summary(todo))?;
    out.write_all(b",\n \"todo\": [")?;
    let items = todo.shown();
    write_in_pieces(items.len(), out, |range, piece| {
        range.into_iter().try_for_each(|nth| {
            piece.extend_from_slice(if nth == 0 { b"\n  " } else { b",\n  " });
            write_item(todo, &items[nth], nth < EXPLAINED, piece)
        })
    })?;
    out.write_all(if items.is_empty() { b"]}\n" } else { b"\n ]}\n" })
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
        resting: item.resting,
        basis: item.basis.name(),
        reviews: reviews
            .map(|review| JsonReview {
                id: review.id.as_str(),
                verdict: Str(&review.verdict.value),
                expires: review.expires.as_ref().map(crate::model::Date::as_str),
            })
            .collect(),
        changes: found,
    };
    json::to_writer(out, &json)
}

impl<'a> From<&'a Change> for JsonChange<'a> {
    fn from(change: &'a Change) -> Self {
        let (what, fields) = match &change.what {
            Changed::Fields(fields) => ("changed", &fields[..]),
            Changed::New => ("new", &[][..]),
            Changed::Gone => ("gone", &[][..]),
        };
        Self { id: Str(&change.id), what, fields, links: change.links }
    }
}
