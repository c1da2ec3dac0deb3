//! What the script knows: who leads to whom, and what to filter by. Where the page does not hold the details, also
//! those, worked out as the page has them: the script only draws.

mod opened;
mod pack;
mod tables;

use std::borrow::Cow;
use std::io;

use serde::Serialize;

use super::chain::{ChainStep, Room};
use super::marks::{self, Mark};
use super::numbers::Numbers;
use super::opened::Opener;
use crate::index::{ClaimIndex, Node};
use crate::model::{Date, Url};
use crate::report::Report;
use crate::reviews::State;
use crate::text::Text;
use crate::text::escape::html::{self, Data};
use opened::Opened;
use tables::{JsonDocument, Tables};

/// A text that is kept to be found or called by.
const SHORT: usize = 600;
/// A quote or a rationale.
const LONG: usize = 2_000;
/// So many lines of chains are in the file, apart from a few of every chain.
const MAX_LINES: usize = 600_000;

#[derive(Serialize)]
struct PageData<'a> {
    /// How many claims are listed; those that follow are only led to.
    rows: usize,
    /// Whether the page holds all that is known of them.
    whole: bool,
    claims: Vec<Claim<'a>>,
    sources: Vec<Source<'a>>,
    tags: Vec<Data<'a>>,
    documents: Vec<JsonDocument<'a>>,
    words: Vec<Cow<'static, str>>,
    texts: Vec<Data<'a>>,
    marks: Vec<Mark>,
    steps: Vec<ChainStep>,
}

#[derive(Serialize)]
struct Source<'a> {
    id: &'a str,
    label: Data<'a>,
    /// Its identity, or that it is an outlet.
    kind: &'static str,
}

/// A claim by the numbers of what it leads to. What is empty is left out, for the size of the file.
#[derive(Serialize)]
struct Claim<'a> {
    id: &'a str,
    statement: Data<'a>,
    basis: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    voices: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cites: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corroborated: Vec<u32>,
    /// Of these, those that are not independent of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hollow: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    disputes: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<usize>,
    #[serde(skip_serializing_if = "is_false")]
    retracted: bool,
    /// How its reviews stand, if it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<&'static str>,
    #[serde(flatten)]
    opened: Option<Opened<'a>>,
}

/// The data of the script. `with_details` adds what the page itself holds of a small corpus.
pub(super) fn data(report: &Report<'_>, numbers: &Numbers, with_details: bool) -> io::Result<String> {
    let mut tables = Tables::default();
    let mut opener = with_details.then(|| Opener::new(report, Room::new(MAX_LINES)));
    let known = numbers.claims(report.graph()).enumerate();
    let claims = known.map(|known| claim(report, numbers, known, opener.as_mut(), &mut tables)).collect();
    let source = |&node: &Node| {
        let origin = report.origin(report.graph().source_index(node)?);
        Some(Source { id: origin.id, label: short(origin.label), kind: origin.word() })
    };
    let page = PageData {
        rows: numbers.rows,
        whole: !with_details,
        claims,
        sources: numbers.nodes[numbers.claims..].iter().filter_map(source).collect(),
        tags: tables.tags.list,
        documents: tables.documents.list,
        words: tables.words.list,
        texts: tables.texts.list,
        marks: tables.marks.list,
        steps: tables.steps.list,
    };
    html::to_script(&page)
}

fn claim<'a>(
    report: &'a Report<'a>,
    numbers: &Numbers,
    (at, number): (usize, ClaimIndex),
    opener: Option<&mut Opener<'a>>,
    tables: &mut Tables<'a>,
) -> Claim<'a> {
    let (graph, row) = (report.graph(), report.row_of(number));
    let is_listed = at < numbers.rows;
    Claim {
        id: row.id(),
        statement: short(row.statement()),
        basis: row.basis().name(),
        voices: numbers.sources(graph, graph.voices(number)),
        cites: numbers.all(graph.cites(number)),
        corroborated: numbers.all(graph.corroborated_by(number)),
        hollow: report.hollow(number).iter().filter_map(|&(_, by)| numbers.of(by)).collect(),
        disputes: numbers.all(graph.disputes(number)),
        date: row.date().map(Date::as_str),
        tags: row.tags().iter().map(|tag| tables.tag(tag)).collect(),
        retracted: row.retracted(),
        review: Some(&row).filter(|_| is_listed).and_then(marks::state).map(State::name),
        opened: opener.filter(|_| is_listed).map(|opener| Opened::new(&row, &opener.open(&row), numbers, tables)),
    }
}

fn address(url: &Url) -> Data<'_> {
    Data { text: url.text(), most: usize::MAX }
}

fn short(text: &Text) -> Data<'_> {
    Data { text, most: SHORT }
}

fn long(text: &Text) -> Data<'_> {
    Data { text, most: LONG }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_false(flag: &bool) -> bool {
    !*flag
}
