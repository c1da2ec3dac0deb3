//! What the script knows: who leads to whom, and what to filter by. Where the page does not hold the details, also
//! those.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::marks::{self, Mark};
use super::numbers::Numbers;
use crate::index::{ClaimIndex, Node};
use crate::model::{Date, Document, Url};
use crate::report::{Cited, Report, Reviewed, Row};
use crate::reviews::State;
use crate::text::Text;
use crate::text::escape::html::{self, Data};

/// A text that is kept to be found or called by.
const SHORT: usize = 600;
/// A quote or a rationale.
const LONG: usize = 2_000;

#[derive(Serialize)]
struct Page<'a> {
    /// How many claims are listed; those that follow are only led to.
    rows: usize,
    /// Whether the page holds all that is known of them.
    whole: bool,
    claims: Vec<Claim<'a>>,
    sources: Vec<Source<'a>>,
    tags: Vec<Data<'a>>,
    documents: Vec<JsonDocument<'a>>,
}

#[derive(Serialize)]
struct Source<'a> {
    id: &'a str,
    label: Data<'a>,
    identity: &'static str,
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    disputes: Vec<u32>,
    /// How many links lead out of the file.
    #[serde(skip_serializing_if = "is_zero")]
    beyond: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<usize>,
    #[serde(skip_serializing_if = "is_false")]
    retracted: bool,
    /// How its reviews stand, if it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<Evidence<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reviews: Vec<Review<'a>>,
    #[serde(flatten)]
    row: Option<Facts<'a>>,
}

/// What the page says of a claim, where the script has to make it.
#[derive(Serialize)]
struct Facts<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Data<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alarm: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    origins: Vec<u32>,
    /// Whether it has more origins.
    #[serde(skip_serializing_if = "is_false")]
    more: bool,
    /// How many independent sources it has, and how many of them are named.
    support: [u8; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    solely: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    circular: bool,
}

#[derive(Serialize)]
struct JsonDocument<'a> {
    title: Data<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Data<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Data<'a>>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<Data<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locator: Option<Data<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    marks: Vec<Mark>,
}

#[derive(Serialize)]
struct Review<'a> {
    verdict: Data<'a>,
    reviewer: Data<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rationale: Option<Data<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Data<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<Mark>,
}

/// The data of the script. `with_details` adds what the page itself holds of a small corpus.
pub(super) fn data(report: &Report<'_>, numbers: &Numbers, with_details: bool) -> io::Result<String> {
    let mut tables = Tables::default();
    let claims = numbers
        .claims(report.graph())
        .enumerate()
        .map(|known| claim(report, numbers, known, with_details, &mut tables))
        .collect();
    let source = |&node: &Node| {
        let origin = report.origin(report.graph().source_index(node)?);
        Some(Source { id: origin.id, label: short(origin.label), identity: origin.identity.name() })
    };
    let page = Page {
        rows: numbers.rows,
        whole: !with_details,
        claims,
        sources: numbers.nodes[numbers.claims..].iter().filter_map(source).collect(),
        tags: tables.tags.iter().map(|tag| short(tag)).collect(),
        documents: tables.documents,
    };
    html::to_script(&page)
}

/// What many claims share, each once, in the order in which it is met.
#[derive(Default)]
struct Tables<'a> {
    tags: Vec<&'a Text>,
    tag_places: BTreeMap<&'a Text, usize>,
    documents: Vec<JsonDocument<'a>>,
    document_places: BTreeMap<&'a str, usize>,
}

impl<'a> Tables<'a> {
    fn tag(&mut self, tag: &'a Text) -> usize {
        let tags = &mut self.tags;
        *self.tag_places.entry(tag).or_insert_with(|| {
            tags.push(tag);
            tags.len() - 1
        })
    }

    fn document(&mut self, document: &'a Document, publisher: Option<&'a Text>) -> usize {
        let documents = &mut self.documents;
        *self.document_places.entry(document.id.as_str()).or_insert_with(|| {
            documents.push(JsonDocument {
                title: short(&document.title),
                publisher: publisher.map(short),
                published: document.published.as_ref().map(Date::as_str),
                url: document.url.as_ref().map(address),
            });
            documents.len() - 1
        })
    }
}

fn claim<'a>(
    report: &'a Report<'a>,
    numbers: &Numbers,
    (at, number): (usize, ClaimIndex),
    with_details: bool,
    tables: &mut Tables<'a>,
) -> Claim<'a> {
    let (graph, row) = (report.graph(), report.row_of(number));
    let links = [graph.cites(number), graph.corroborated_by(number), graph.disputes(number)];
    let voices = numbers.sources(graph, graph.voices(number));
    let [cites, corroborated, disputes] = links.map(|claims| numbers.all(claims));
    let all = graph.voices(number).len() + links.iter().map(|claims| claims.len()).sum::<usize>();
    let known = voices.len() + cites.len() + corroborated.len() + disputes.len();
    let is_open = with_details && at < numbers.rows;
    Claim {
        id: row.id(),
        statement: short(row.statement()),
        basis: row.basis().name(),
        voices,
        cites,
        corroborated,
        disputes,
        beyond: all - known,
        date: row.date().map(Date::as_str),
        tags: row.tags().iter().map(|tag| tables.tag(tag)).collect(),
        retracted: row.retracted(),
        review: if at < numbers.rows { marks::state(&row).map(State::name) } else { None },
        evidence: if is_open { row.evidence().map(|cited| evidence(&cited, tables)).collect() } else { Vec::new() },
        reviews: if is_open { row.reviews().map(|reviewed| review(&reviewed)).collect() } else { Vec::new() },
        row: is_open.then(|| facts(report, numbers, &row)),
    }
}

fn facts<'a>(report: &Report<'_>, numbers: &Numbers, row: &Row<'a>) -> Facts<'a> {
    let analysis = report.analysis();
    Facts {
        url: row.url().map(address),
        alarm: marks::alarm(row),
        origins: numbers.sources(report.graph(), analysis.origins(row.number())),
        more: row.origins_truncated(),
        support: [row.independent_sources(), row.independent_named_sources()],
        solely: analysis.rests_solely_on(row.number()).and_then(|node| numbers.of(node)),
        withdrawn: row.retracted_on(),
        circular: row.in_cycle(),
    }
}

fn evidence<'a>(cited: &Cited<'a>, tables: &mut Tables<'a>) -> Evidence<'a> {
    let publisher = cited.publisher.map(|publisher| publisher.label);
    Evidence {
        document: cited.document.map(|document| tables.document(document, publisher)),
        quote: cited.evidence.words().map(long),
        locator: cited.evidence.locator.as_ref().map(short),
        marks: marks::marks(cited),
    }
}

fn review<'a>(reviewed: &Reviewed<'a>) -> Review<'a> {
    let review = reviewed.review;
    Review {
        verdict: short(&review.verdict.value),
        reviewer: short(&review.reviewer),
        date: review.date.as_ref().map(Date::as_str),
        expires: review.expires.as_ref().map(Date::as_str),
        rationale: review.rationale.as_ref().map(long),
        url: review.url.as_ref().map(address),
        mark: reviewed.standing.map(marks::standing),
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
fn is_zero(count: &usize) -> bool {
    *count == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_false(flag: &bool) -> bool {
    !*flag
}
