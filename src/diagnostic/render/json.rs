//! Findings for programs: every one, however many there are.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{Findings, Narrowed, QuoteOutcome, Range};
use crate::diagnostic::{Diagnostic, Level};
use crate::text::escape::json::{self, Str};
use crate::text::{Text, write_in_pieces};

/// Grows with every change that a reader of the format could notice.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct JsonSummary<'a> {
    files: usize,
    records: usize,
    rules: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    waived: usize,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    waived_by_rule: &'a BTreeMap<&'static str, usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    narrowed: Option<JsonNarrowed<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quotes: Option<JsonQuotes>,
}

/// How many quotes there are of each outcome.
#[derive(Serialize)]
struct JsonQuotes {
    exact: usize,
    typographic: usize,
    elided: usize,
    altered: usize,
    absent: usize,
    unchecked: usize,
}

/// What came of looking for a quote.
#[derive(Serialize)]
struct JsonQuote<'a> {
    claim: Str<'a>,
    document: Str<'a>,
    path: Str<'a>,
    #[serde(flatten)]
    range: JsonRange,
    outcome: &'static str,
}

/// What a configuration inside the checked tree asks less of.
#[derive(Serialize)]
struct JsonNarrowed<'a> {
    by: Str<'a>,
    off: &'a [&'static str],
    lowered: Vec<JsonLowered>,
    #[serde(skip_serializing_if = "Option::is_none")]
    independent_sources: Option<u8>,
}

#[derive(Serialize)]
struct JsonLowered {
    rule: &'static str,
    level: &'static str,
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    rule: &'static str,
    level: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    /// The ids of the records it is about.
    about: Vec<Str<'a>>,
    path: Str<'a>,
    /// From 1. Absent when a whole file or folder is meant.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    range: Option<JsonRange>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<JsonRelated<'a>>,
}

#[derive(Serialize)]
struct JsonRange {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    path: Str<'a>,
    #[serde(flatten)]
    range: JsonRange,
    message: String,
}

pub(super) fn write(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\n  \"version\": {VERSION},\n  \"summary\": ")?;
    json::to_writer_inside(&mut *out, &summary(findings), 1)?;
    out.write_all(b",\n  \"diagnostics\": [")?;
    write_in_pieces(findings.list.len(), out, |list, piece| {
        list.into_iter().try_for_each(|nth| {
            let finding = &findings.list[nth];
            piece.extend_from_slice(if nth == 0 { b"\n    " } else { b",\n    " });
            json::to_writer_inside(&mut *piece, &of(findings, finding.level, &findings.worded(finding)), 2)
        })
    })?;
    out.write_all(if findings.list.is_empty() { b"]" } else { b"\n  ]" })?;
    quotes(findings, out)?;
    out.write_all(b"\n}\n")
}

/// Every quote, if there are any.
fn quotes(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    if findings.quotes.is_empty() {
        return Ok(());
    }
    out.write_all(b",\n  \"quotes\": [")?;
    write_in_pieces(findings.quotes.len(), out, |list, piece| {
        list.into_iter().try_for_each(|nth| {
            let quote = &findings.quotes[nth];
            piece.extend_from_slice(if nth == 0 { b"\n    " } else { b",\n    " });
            let quote = JsonQuote {
                claim: Str(&quote.claim),
                document: Str(&quote.document),
                path: Str(findings.files.get(quote.place.file).path().shown()),
                range: findings.span(quote.place).into(),
                outcome: quote.outcome.name(),
            };
            json::to_writer_inside(&mut *piece, &quote, 2)
        })
    })?;
    out.write_all(b"\n  ]")
}

fn summary<'a>(findings: &Findings<'a>) -> JsonSummary<'a> {
    JsonSummary {
        files: findings.claim_files,
        records: findings.records,
        rules: findings.rules.len(),
        errors: findings.count(Level::Error),
        warnings: findings.count(Level::Warning),
        notes: findings.count(Level::Note),
        waived: findings.waived_count(),
        waived_by_rule: findings.waived,
        narrowed: findings.narrowed.map(JsonNarrowed::from),
        quotes: findings.quote_counts().map(JsonQuotes::from),
    }
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

impl From<Range> for JsonRange {
    fn from(Range { start, end }: Range) -> Self {
        Self { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
    }
}

fn of<'a>(findings: &'a Findings<'_>, level: Level, diagnostic: &'a Diagnostic) -> JsonDiagnostic<'a> {
    let related = diagnostic.related.iter().map(|(span, message)| JsonRelated {
        path: Str(findings.files.get(span.file).path().shown()),
        range: findings.span(*span).into(),
        message: message.render(Text::untrusted),
    });
    JsonDiagnostic {
        rule: diagnostic.rule.name,
        level: level.name(),
        outcome: diagnostic.outcome,
        about: diagnostic.about.iter().map(Str).collect(),
        path: Str(findings.path(&diagnostic.place).shown()),
        range: findings.range(&diagnostic.place).map(JsonRange::from),
        message: diagnostic.message.render(Text::untrusted),
        help: diagnostic.help.as_ref().map(|help| help.render(Text::untrusted)),
        related: related.collect(),
    }
}
