//! Findings for programs: every one, however many there are.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::Findings;
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::text::escape::json::{self, Str};
use crate::text::{Files, Span, Text};

/// Grows with every change that a reader of the format could notice.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct JsonFindings<'a> {
    version: u32,
    summary: JsonSummary,
    diagnostics: JsonList<'a>,
}

/// Made one by one as they are written: there can be a million.
struct JsonList<'a>(&'a Findings<'a>);

impl Serialize for JsonList<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.diagnostics.iter().map(|diagnostic| of(self.0.files, diagnostic)))
    }
}

#[derive(Serialize)]
struct JsonSummary {
    files: usize,
    records: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    rule: &'static str,
    level: &'static str,
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
    let json = JsonFindings {
        version: VERSION,
        summary: JsonSummary {
            files: findings.files.len(),
            records: findings.records,
            errors: findings.count(Level::Error),
            warnings: findings.count(Level::Warning),
            notes: findings.count(Level::Note),
        },
        diagnostics: JsonList(findings),
    };
    json::to_writer_pretty(&mut *out, &json)?;
    writeln!(out)
}

fn of<'a>(files: &'a Files, diagnostic: &'a Diagnostic) -> JsonDiagnostic<'a> {
    let (path, place) = match &diagnostic.place {
        Place::Text(span) => (files.get(span.file).shown(), Some(range(files, *span))),
        Place::Path(path) => (path, None),
    };
    JsonDiagnostic {
        rule: diagnostic.rule.name,
        level: diagnostic.rule.level.name(),
        path: Str(path),
        range: place,
        message: diagnostic.message.render(Text::untrusted),
        help: diagnostic.help.as_ref().map(|help| help.render(Text::untrusted)),
        related: diagnostic
            .related
            .iter()
            .map(|(span, message)| JsonRelated {
                path: Str(files.get(span.file).shown()),
                range: range(files, *span),
                message: message.render(Text::untrusted),
            })
            .collect(),
    }
}

fn range(files: &Files, span: Span) -> JsonRange {
    let (start, end) = (files.start(span), files.end(span));
    JsonRange { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
}
