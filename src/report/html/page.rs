//! What the template asks for: the view, cut to what a page can hold.

use std::io;

use askama::Template;
use askama::filters::HtmlSafe;

use super::chain::{Room, Tag};
use super::numbers::Numbers;
use super::opened::{Opened, Opener};
use super::picture::{Picture, Shape, picture};
use super::timeline::{Event, timeline};
use super::{data, marks, policy};
use crate::analysis::Basis;
use crate::index;
use crate::model::{Claim, Record};
use crate::report::{Carrier, Documented, Heading, Node, Origin, Part, Report, Row, meaning};
use crate::text::Text;
use crate::text::escape::html::{Bdi, Plain, Start};

/// Of so many claims, the page holds all that is known of each. Of more, it lists as many, and the script lists others
/// on demand: a browser takes seconds for a page of 10,000 rows.
const MAX_OPEN: usize = 300;
/// A statement where another claim leads to it, or a name in a sentence.
const SHORT: usize = 240;
/// So many sources are listed, and so many claims that fall with one, or have evidence from one document.
const MAX_SOURCES: usize = 100;
/// So many documents are listed.
const MAX_DOCUMENTS: usize = 100;
const MAX_FALLING: usize = 12;
/// So many lines of chains are on a page that holds everything, apart from a few of every chain.
const MAX_LINES: usize = 4_000;

impl HtmlSafe for Bdi<'_> {}
impl HtmlSafe for Plain<'_> {}
impl HtmlSafe for Start<'_> {}

/// Words of our own that are markup: the style, the script, and data that was escaped for it.
#[derive(Debug)]
pub(super) struct Ours<T>(T);

impl<T: std::fmt::Display> std::fmt::Display for Ours<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: std::fmt::Display> HtmlSafe for Ours<T> {}

/// What a page needs to ask its server for a newer one.
#[derive(Debug)]
pub(super) struct Served<'a> {
    version: u64,
    asking: Ours<&'a str>,
}

/// The whole page.
#[derive(Template)]
#[template(path = "report.html")]
pub(super) struct ReportPage<'a> {
    report: &'a Report<'a>,
    numbers: Numbers,
    policy: Ours<String>,
    style: Ours<&'a str>,
    script: Ours<&'a str>,
    served: Option<Served<'a>>,
    data: Ours<String>,
    picture: Option<Picture<'a>>,
    carriers: Vec<Carrier<'a>>,
    documents: Vec<Documented<'a>>,
    /// What was said when, if the page holds all that is known of each claim.
    timeline: Vec<Event<'a>>,
    /// Whether the page holds all that is known of each claim.
    is_whole: bool,
    /// What each listed claim opens into, by its number in the file, if the page holds it.
    opened: Vec<Opened>,
    /// What several sources are called, in order.
    shared: Vec<&'a Text>,
}

impl<'a> ReportPage<'a> {
    pub(super) fn new(report: &'a Report<'a>, style: &'a str, script: &'a str) -> io::Result<Self> {
        let numbers = Numbers::new(report);
        let is_whole = report.rows().len() <= MAX_OPEN;
        Ok(Self {
            report,
            policy: Ours(policy::policy(style, script)),
            style: Ours(style),
            script: Ours(script),
            served: None,
            data: Ours(data::data(report, &numbers, !is_whole)?),
            picture: picture(report, &numbers),
            carriers: report.carriers(),
            documents: report.documents(),
            timeline: if is_whole { timeline(report) } else { Vec::new() },
            is_whole,
            opened: if is_whole { opened(report, &numbers) } else { Vec::new() },
            shared: shared(report, &numbers),
            numbers,
        })
    }

    /// The page as one that asks its server for a newer version, by another script.
    pub(super) fn served(self, version: u64, asking: &'a str) -> Self {
        let policy = Ours(policy::served(self.style.0, self.script.0, asking));
        Self { policy, served: Some(Served { version, asking: Ours(asking) }), ..self }
    }

    fn heading(&self) -> &Heading {
        &self.report.heading
    }

    /// What was read, in words. The same records in other files make the same page.
    fn read(&self) -> String {
        let corpus = self.report.corpus();
        let counted = |count: usize, one, many| format!("{} {}", figure(count), plural(count, one, many));
        format!(
            "{}, {}, {} and {}",
            counted(corpus.claims.len(), "claim", "claims"),
            counted(corpus.sources.len(), "source", "sources"),
            counted(corpus.documents.len(), "document", "documents"),
            counted(corpus.reviews.len(), "review", "reviews"),
        )
    }

    fn listed_documents(&self) -> &[Documented<'a>] {
        &self.documents[..self.documents.len().min(MAX_DOCUMENTS)]
    }

    /// What to know first, in pieces of words and of code.
    fn cautions(&self) -> Vec<Vec<(bool, String)>> {
        let pieces = |words: &str| -> Vec<_> {
            words.split('`').enumerate().map(|(nth, piece)| (nth % 2 == 1, piece.to_owned())).collect()
        };
        self.report.cautions().iter().map(|words| pieces(words)).collect()
    }

    fn count(&self, basis: Basis) -> usize {
        self.report.summary().of(basis)
    }

    fn claims(&self) -> usize {
        self.report.summary().claims
    }

    fn named(&self) -> usize {
        self.count(Basis::Named)
    }

    /// What the headline is about.
    fn subject(&self) -> &'static str {
        match (self.named(), self.claims()) {
            (_, 1) => "claim rests",
            (1, _) => "claims rests",
            _ => "claims rest",
        }
    }

    /// How many claims have no named origin.
    fn without_name(&self) -> usize {
        self.report.summary().without_named_origin()
    }

    /// How many of these are on the record.
    fn corroborated(&self) -> usize {
        self.report.summary().corroborated
    }

    /// How many claims on named sources are not on the record.
    fn unnamed_relays(&self) -> usize {
        self.report.summary().unnamed_relays
    }

    /// The bases that there are, in the order of the bar: the best first.
    fn segments(&self) -> Vec<Segment> {
        let all = self.claims().max(1);
        let mut before = 0;
        let mut segments = Vec::new();
        for basis in Basis::ALL.into_iter().rev() {
            let count = self.count(basis);
            segments.push(Segment { basis, count, start: share(before, all), width: share(count, all) });
            before += count;
        }
        segments
    }

    /// The groups of the list, the worst first, with what is listed of each.
    fn groups(&self) -> Vec<Group<'_>> {
        let mut room = MAX_OPEN;
        let mut groups = Vec::new();
        for basis in Basis::ALL {
            let count = self.count(basis);
            let rows: Vec<_> = self.report.rows_on(basis).take(room).collect();
            room -= rows.len();
            if count > 0 {
                groups.push(Group { basis, count, rows });
            }
        }
        groups
    }

    /// Whether another source is called the same, so that only their ids tell them apart.
    fn is_alike(&self, origin: &Origin<'_>) -> bool {
        self.shared.binary_search(&origin.label).is_ok()
    }

    /// Whether the page has a place for a claim.
    fn is_listed(&self, claim: &Claim) -> bool {
        match self.report.corpus().find(claim.id.as_str()) {
            Some(Record::Claim(node)) => {
                self.numbers.of(node).is_some_and(|number| (number as usize) < self.numbers.rows)
            }
            _ => false,
        }
    }

    /// Whether the page has a place for what is drawn.
    fn is_on_page(&self, shape: &Shape<'_>) -> bool {
        match shape.node {
            Node::Claim(_) => (shape.number as usize) < self.numbers.rows.min(MAX_OPEN),
            Node::Source(origin) => self.sources().iter().any(|carrier| carrier.source.id == origin.id),
        }
    }

    fn left_out(&self) -> usize {
        self.claims() - self.numbers.rows
    }

    /// What the page says of a claim when it is opened, if it holds it.
    fn opened(&self, row: &Row<'_>) -> Option<&Opened> {
        self.opened.get(self.numbers.of(row.number())? as usize)
    }

    fn node(&self, number: index::Node) -> Node<'a> {
        self.report.node(number)
    }

    /// The voices of a claim, as nodes.
    fn voices(&self, claim: index::Node) -> Vec<index::Node> {
        let graph = self.report.graph();
        let voices = graph.claim_index(claim).map_or(&[][..], |claim| graph.voices(claim));
        voices.iter().map(|&voice| graph.source_node(voice)).collect()
    }

    fn sources(&self) -> &[Carrier<'a>] {
        &self.carriers[..self.carriers.len().min(MAX_SOURCES)]
    }

    /// The claims that fall with a source, as far as they are listed here.
    fn falling(&self, carrier: &Carrier<'a>) -> Vec<&'a Claim> {
        if !self.is_whole || self.report.corpus_claims() > MAX_OPEN || carrier.falls == 0 {
            return Vec::new();
        }
        let mut falling = self.report.falling(carrier.number);
        falling.truncate(MAX_FALLING);
        falling
    }

    /// How many sources are the voice of no claim: they only publish, or nothing refers to them.
    fn silent(&self) -> usize {
        self.report.corpus().sources.len() - self.carriers.len()
    }

    fn has_hollow(&self) -> bool {
        !self.report.hollow_corroborations().is_empty()
    }

    fn most_falls(&self) -> u32 {
        self.carriers.first().map_or(1, |carrier| carrier.falls.max(1))
    }
}

/// A part of the bar, in per cent.
struct Segment {
    basis: Basis,
    count: usize,
    start: String,
    width: String,
}

/// Hundredths of a per cent, so that no rounding of a machine's shows.
fn share(part: usize, all: usize) -> String {
    let hundredths = part * 10_000 / all;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The claims on one basis.
struct Group<'a> {
    basis: Basis,
    count: usize,
    rows: Vec<Row<'a>>,
}

/// What the listed claims open into, the worst first: where the page has no room for all, others have less.
fn opened(report: &Report<'_>, numbers: &Numbers) -> Vec<Opened> {
    let mut opener = Opener::new(report, Room::new(MAX_LINES));
    numbers.claims(report.graph()).take(numbers.rows).map(|claim| opener.open(&report.row_of(claim))).collect()
}

/// What several sources of the file are called, in order.
fn shared<'a>(report: &Report<'a>, numbers: &Numbers) -> Vec<&'a Text> {
    let sources = numbers.nodes[numbers.claims..].iter();
    let sources = sources.filter_map(|&node| report.graph().source_index(node));
    let mut labels: Vec<_> = sources.map(|source| report.origin(source).label).collect();
    labels.sort_unstable();
    let mut shared: Vec<_> = labels.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    shared.dedup();
    shared
}

/// What came of opening the archived copy of a document, if it has one and somebody looked.
fn copy(listed: &Documented<'_>) -> Option<marks::Mark> {
    listed.copy.and_then(marks::copy)
}

/// How many there are; three means three or more.
fn up_to_three(count: usize) -> String {
    if count > 2 { "3 or more".to_owned() } else { count.to_string() }
}

/// A number for readers, such as `10,000`.
fn figure(number: usize) -> String {
    let digits = number.to_string();
    let mut figure = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            figure.push(',');
        }
        figure.push(digit);
    }
    figure
}

fn short(text: &Text) -> Start<'_> {
    Start { text, most: SHORT }
}

fn plural(count: usize, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

/// A capital for the start of a line.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn figures_are_grouped_by_threes() {
        let of = |numbers: &[usize]| numbers.iter().map(|&number| figure(number)).collect::<Vec<_>>();
        assert_eq!(
            of(&[0, 999, 1000, 10_000, 123_456, 1_234_567]),
            ["0", "999", "1,000", "10,000", "123,456", "1,234,567"]
        );
    }
}
