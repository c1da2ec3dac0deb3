//! Findings for programs: every one, however many there are.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::{Findings, Narrowed, QuoteOutcome, Range};
use crate::diagnostic::{Diagnostic, Edit, Fix, Level, Message};
use crate::format::document::{Lines, Maybe, Version, document};
use crate::format::{Options, Word};
use crate::text::Text;
use crate::text::escape::json::{self, Str};

document! {
    /// What a check found.
    pub(crate) struct JsonFindings<'a>: "check" version 1 {
        summary: JsonSummary<'a>,
        /// In order of path, line and column; those about a path that could not be read come last.
        diagnostics: Lines<'a, JsonDiagnostic<'a>>,
        /// In order of claim. Absent if there are none.
        #[schemars(skip_serializing_if = "Maybe::is_absent")]
        quotes: Maybe<Lines<'a, JsonQuote<'a>>>,
    }
}

/// How much was checked, and how much was found.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Summary", deny_unknown_fields)]
struct JsonSummary<'a> {
    files: usize,
    records: usize,
    rules: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// How many of these are not among the diagnostics because of `--level` or `--only`. Absent if there are none.
    #[serde(skip_serializing_if = "is_zero")]
    hidden: usize,
    /// How many findings waivers cover.
    waived: usize,
    /// The same, by rule. Absent if there are none.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    waived_by_rule: &'a BTreeMap<&'static str, usize>,
    /// Absent unless a configuration inside the checked tree requires less than usual.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "JsonNarrowed<'a>")]
    narrowed: Option<JsonNarrowed<'a>>,
    /// Absent if there are no quotes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "JsonQuotes")]
    quotes: Option<JsonQuotes>,
}

/// How many quotes there are of each outcome.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Quotes", deny_unknown_fields)]
struct JsonQuotes {
    exact: usize,
    typographic: usize,
    elided: usize,
    altered: usize,
    absent: usize,
    unchecked: usize,
}

/// What came of looking for a quote.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Quote", deny_unknown_fields)]
struct JsonQuote<'a> {
    /// The id of the claim.
    claim: Str<'a>,
    /// The id of the document.
    document: Str<'a>,
    path: Str<'a>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    #[schemars(with = "Word<QuoteOutcome>")]
    outcome: &'static str,
    /// What made the text that was searched, if the record says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    text_by: Option<Str<'a>>,
}

/// What a configuration inside the checked tree asks less of.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Narrowed", deny_unknown_fields)]
struct JsonNarrowed<'a> {
    /// The path of the configuration.
    by: Str<'a>,
    /// Rules that are switched off.
    off: &'a [&'static str],
    /// Rules with a lower level than usual.
    lowered: Vec<JsonLowered>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u8")]
    independent_sources: Option<u8>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Lowered", deny_unknown_fields)]
struct JsonLowered {
    rule: &'static str,
    #[schemars(with = "Word<Level>")]
    level: &'static str,
}

/// A finding. Its fields are written one by one, since what serde flattens is written as a map, slowly: a corpus may
/// have millions.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Diagnostic", description = "A finding.", deny_unknown_fields)]
struct JsonDiagnostic<'a> {
    /// The name of the rule that found it.
    rule: &'static str,
    #[schemars(with = "Word<Level>")]
    level: &'static str,
    /// Which of the things that the rule finds it is, if it finds several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    outcome: Option<&'static str>,
    /// The ids of the records it is about.
    about: Vec<Str<'a>>,
    path: Str<'a>,
    /// From 1, as all lines and columns. Absent, like the other three, when a whole file or folder is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "usize")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "usize")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "usize")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "usize")]
    end_column: Option<usize>,
    /// One sentence.
    #[schemars(with = "Str<'a>")]
    message: Sentence<'a>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Str<'a>")]
    help: Option<Sentence<'a>>,
    /// Other places that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<JsonRelated<'a>>,
    /// What would put it right.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<JsonFix<'a>>,
}

/// Another place that belongs to a finding.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Related", deny_unknown_fields)]
struct JsonRelated<'a> {
    path: Str<'a>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    /// Why it belongs to it.
    #[schemars(with = "Str<'a>")]
    message: Sentence<'a>,
}

/// A way to put a finding right.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Fix", deny_unknown_fields)]
struct JsonFix<'a> {
    #[schemars(with = "Str<'a>")]
    title: Sentence<'a>,
    /// Whether `check --fix` applies it.
    safe: bool,
    edits: Vec<JsonEdit<'a>>,
}

/// Text in place of what is there; of an empty range, text that is added.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Edit", deny_unknown_fields)]
struct JsonEdit<'a> {
    path: Str<'a>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: Str<'a>,
}

/// What a finding says, written where it will stand: a corpus may have millions.
struct Sentence<'a>(&'a Message);

impl fmt::Display for Sentence<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write_between(["`", "`"], Text::untrusted, formatter)
    }
}

impl Serialize for Sentence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

pub(super) fn write(findings: &Findings<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let (list, all_quotes) = (findings.list, findings.quotes);
    let diagnostic = |nth: usize, piece: &mut Vec<u8>| {
        json::append(piece, &of(findings, list[nth].level(), &findings.worded(&list[nth])))
    };
    let quotes = || Lines::written(all_quotes.len(), |nth, piece| write_quote(findings, nth, piece));
    let json = JsonFindings {
        version: Version,
        summary: summary(findings),
        diagnostics: Lines::written(list.len(), diagnostic),
        quotes: Maybe((all_quotes.len() > 0).then(quotes)),
    };
    json.write(out)
}

fn write_quote(findings: &Findings<'_>, nth: usize, piece: &mut Vec<u8>) -> io::Result<()> {
    let quote = findings.quotes.quote(nth);
    let Range { start, end } = findings.span(quote.place);
    let quote = JsonQuote {
        claim: Str(&quote.claim),
        document: Str(&quote.document),
        path: Str(findings.files.get(quote.place.file).path().shown()),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        outcome: quote.outcome.name(),
        text_by: quote.text_by.as_ref().map(Str),
    };
    json::append(piece, &quote)
}

fn summary<'a>(findings: &'a Findings<'_>) -> JsonSummary<'a> {
    JsonSummary {
        files: findings.claim_files,
        records: findings.records,
        rules: findings.rules.len(),
        errors: findings.count(Level::Error),
        warnings: findings.count(Level::Warning),
        notes: findings.count(Level::Note),
        hidden: findings.hidden.values().sum(),
        waived: findings.waived_count(),
        waived_by_rule: findings.waived,
        narrowed: findings.narrowed.map(JsonNarrowed::from),
        quotes: findings.quote_counts().map(JsonQuotes::from),
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl From<[(QuoteOutcome, usize); 6]> for JsonQuotes {
    fn from(counts: [(QuoteOutcome, usize); 6]) -> Self {
        let [exact, typographic, elided, altered, absent, unchecked] = counts.map(|(_, count)| count);
        Self { exact, typographic, elided, altered, absent, unchecked }
    }
}

impl<'a> From<&'a Narrowed> for JsonNarrowed<'a> {
    fn from(narrowed: &'a Narrowed) -> Self {
        let lowered = narrowed.lowered.iter().map(|&(rule, level)| JsonLowered { rule, level: level.name() });
        Self {
            by: Str(narrowed.path.shown()),
            off: &narrowed.off,
            lowered: lowered.collect(),
            independent_sources: narrowed.independent_sources,
        }
    }
}

fn of<'a>(findings: &'a Findings<'_>, level: Level, diagnostic: &'a Diagnostic) -> JsonDiagnostic<'a> {
    let related = diagnostic.related.iter().map(|(span, message)| {
        let Range { start, end } = findings.span(*span);
        JsonRelated {
            path: Str(findings.files.get(span.file).path().shown()),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            message: Sentence(message),
        }
    });
    let range = findings.range(&diagnostic.place);
    let (start, end) = (range.map(|range| range.start), range.map(|range| range.end));
    JsonDiagnostic {
        rule: diagnostic.rule.name,
        level: level.name(),
        outcome: diagnostic.outcome,
        about: diagnostic.about.iter().map(Str).collect(),
        path: Str(findings.path(&diagnostic.place).shown()),
        line: start.map(|start| start.line),
        column: start.map(|start| start.column),
        end_line: end.map(|end| end.line),
        end_column: end.map(|end| end.column),
        message: Sentence(&diagnostic.message),
        help: diagnostic.help.as_ref().map(Sentence),
        related: related.collect(),
        fixes: diagnostic.fixes.iter().map(|fix| JsonFix::of(findings, fix)).collect(),
    }
}

impl<'a> JsonFix<'a> {
    fn of(findings: &'a Findings<'_>, fix: &'a Fix) -> Self {
        let edit = |edit: &'a Edit| {
            let Range { start, end } = findings.span(edit.span);
            JsonEdit {
                path: Str(findings.files.get(edit.span.file).path().shown()),
                line: start.line,
                column: start.column,
                end_line: end.line,
                end_column: end.column,
                text: Str(&edit.text),
            }
        };
        Self { title: Sentence(&fix.title), safe: fix.is_safe, edits: fix.edits.iter().map(edit).collect() }
    }
}
