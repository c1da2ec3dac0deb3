//! What the page says of a claim, where the script has to write it.

use serde::Serialize;

use super::pack::pack;
use super::tables::Tables;
use super::{address, is_false, long, short};
use crate::index::number;
use crate::model::Date;
use crate::report::html::chain::Chain;
use crate::report::html::marks;
use crate::report::html::numbers::Numbers;
use crate::report::html::opened::{self, Few};
use crate::report::{Cited, Part, Reviewed, Row};
use crate::text::escape::html::Data;

/// A listed claim. Words, marks and steps go by their numbers in the tables of the page; claims and sources are packed.
#[derive(Serialize)]
pub(super) struct Opened<'a> {
    /// Whom it rests on, as the parts of a sentence.
    rests: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    origins: Vec<u32>,
    #[serde(skip_serializing_if = "is_false")]
    more: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    support: Option<usize>,
    #[serde(skip_serializing_if = "is_false")]
    recorded: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alarms: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Data<'a>>,
    /// For each line the number of its step and where it leads.
    #[serde(skip_serializing_if = "String::is_empty")]
    chain: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    beyond: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    instead: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hangs: Option<JsonFew>,
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<JsonFew>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disputing: Option<JsonFew>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lines: Vec<JsonFew>,
    /// Left out where they are the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    named: Option<Vec<JsonFew>>,
    #[serde(skip_serializing_if = "is_false")]
    cut: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<Evidence<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reviews: Vec<Review<'a>>,
}

/// Claims and sources, and words for how many are left out.
#[derive(Serialize)]
#[serde(untagged)]
enum JsonFew {
    All(String),
    Cut(String, usize),
}

#[derive(Serialize)]
struct Evidence<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<usize>,
    /// Where there is no such document: what the claim calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    called: Option<Data<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<Data<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locator: Option<Data<'a>>,
    /// What made the text that the quote was looked for in.
    #[serde(skip_serializing_if = "Option::is_none")]
    made_by: Option<Data<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    marks: Vec<usize>,
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
    mark: Option<usize>,
}

impl<'a> Opened<'a> {
    pub(super) fn new(row: &Row<'a>, opened: &opened::Opened, numbers: &Numbers, tables: &mut Tables<'a>) -> Self {
        let origins = numbers.sources(row.report().graph(), row.report().analysis().origins(row.number()));
        let lines = few_of_each(&opened.lines, numbers, tables);
        let is_same = opened.lines == opened.named_lines;
        Self {
            rests: sentence(row.rests_on(), row, numbers, tables),
            origins,
            more: row.origins_truncated(),
            support: (row.independent_sources() > 0).then(|| tables.words(row.independent_words())),
            recorded: row.on_the_record(),
            alarms: marks::alarms(row).into_iter().map(|alarm| sentence(alarm, row, numbers, tables)).collect(),
            url: row.url().map(address),
            chain: chain(&opened.chain, numbers, tables),
            beyond: opened.chain.more.clone(),
            instead: opened.instead.map(|words| tables.words(words)),
            hangs: some(&opened.bottlenecks, numbers, tables),
            against: some(&opened.disputed_by, numbers, tables),
            disputing: some(&opened.disputes, numbers, tables),
            lines,
            named: (!is_same).then(|| few_of_each(&opened.named_lines, numbers, tables)),
            cut: opened.is_cut,
            evidence: row.evidence().map(|cited| evidence(&cited, tables)).collect(),
            reviews: row.reviews().map(|reviewed| review(&reviewed, tables)).collect(),
        }
    }
}

/// The parts of a sentence: for each its kind and the number of words, a source or a text.
fn sentence<'a>(parts: Vec<Part<'a>>, row: &Row<'a>, numbers: &Numbers, tables: &mut Tables<'a>) -> String {
    let graph = row.report().graph();
    pack(parts.into_iter().flat_map(|part| match part {
        Part::Words(words) => [0, number(tables.words(words))],
        Part::Origin(origin) => [1, numbers.or_none(graph.source_node(origin.index))],
        Part::Voice(voice) => [2, numbers.or_none(graph.source_node(voice.index))],
        Part::Id(id) => [3, number(tables.text(id))],
    }))
}

fn chain(chain: &Chain, numbers: &Numbers, tables: &mut Tables<'_>) -> String {
    let lines = chain.lines.iter();
    pack(lines.flat_map(|line| [number(tables.step(line.step)), numbers.or_none(line.node)]))
}

fn few_of_each(lines: &[Few], numbers: &Numbers, tables: &mut Tables<'_>) -> Vec<JsonFew> {
    lines.iter().map(|line| few(line, numbers, tables)).collect()
}

fn some(few: &Few, numbers: &Numbers, tables: &mut Tables<'_>) -> Option<JsonFew> {
    (!few.nodes.is_empty()).then(|| self::few(few, numbers, tables))
}

fn few(few: &Few, numbers: &Numbers, tables: &mut Tables<'_>) -> JsonFew {
    let nodes = pack(few.nodes.iter().map(|&node| numbers.or_none(node)));
    match &few.more {
        Some(words) => JsonFew::Cut(nodes, tables.words(words.clone())),
        None => JsonFew::All(nodes),
    }
}

fn evidence<'a>(cited: &Cited<'a>, tables: &mut Tables<'a>) -> Evidence<'a> {
    let publisher = cited.publisher.map(|publisher| publisher.label);
    Evidence {
        document: cited.document.map(|document| tables.document(document, publisher)),
        called: cited.document.is_none().then(|| short(cited.called())),
        quote: cited.quote().map(long),
        locator: cited.locator().map(short),
        made_by: cited.made_by().map(short),
        marks: marks::marks(cited).into_iter().map(|mark| tables.mark(mark)).collect(),
    }
}

fn review<'a>(reviewed: &Reviewed<'a>, tables: &mut Tables<'a>) -> Review<'a> {
    let review = reviewed.review;
    Review {
        verdict: short(&review.verdict.value),
        reviewer: short(&review.reviewer),
        date: review.date.as_ref().map(Date::as_str),
        expires: review.expires.as_ref().map(Date::as_str),
        rationale: review.rationale.as_ref().map(long),
        url: review.url.as_ref().map(address),
        mark: reviewed.standing.map(|standing| tables.mark(marks::standing(standing))),
    }
}
