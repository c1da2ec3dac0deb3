//! The report for people: the counts first, then the claims, the worst basis first.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use textwrap::Options;
use unicode_width::UnicodeWidthStr;

use super::{Report, Row};
use crate::analysis::Basis;
use crate::text::escape::terminal;

/// Lines are never made longer than this: long lines are hard to read.
const MAX_WIDTH: usize = 100;
/// Nor narrower than this: the labels need some room.
const MIN_WIDTH: usize = 40;
/// Where the value of a label starts.
const INDENT: &str = "             │ ";
/// What a statement stands behind. A value never starts a line: there, CI systems would take it for a command.
const QUOTE: &str = "  │ ";

pub(super) fn write(report: &Report<'_>, width: usize, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { out, width: width.clamp(MIN_WIDTH, MAX_WIDTH), color };
    page.counts(report)?;
    for basis in Basis::ALL {
        if report.summary().of(basis) > 0 {
            page.group(report, basis)?;
        }
    }
    Ok(())
}

struct Page<'w> {
    out: &'w mut dyn Write,
    width: usize,
    color: bool,
}

impl Page<'_> {
    fn counts(&mut self, report: &Report<'_>) -> io::Result<()> {
        let summary = report.summary();
        let of = if report.selection().is_everything() {
            String::new()
        } else {
            format!(" of {} selected", report.corpus_claims())
        };
        let claims = if summary.claims == 1 { "claim" } else { "claims" };
        let headline = format!(
            "{} {claims}{of}: {} on named sources only, {} on no named source",
            summary.claims,
            summary.of(Basis::Named),
            summary.claims - summary.of(Basis::Named) - summary.of(Basis::Mixed),
        );
        let headline = textwrap::fill(&headline, self.width);
        writeln!(self.out, "{}", self.styled(Style::new().bold(), &headline))?;
        writeln!(self.out)?;
        for basis in Basis::ALL {
            let count = summary.of(basis);
            let bar = "█".repeat(bar_length(count, summary.claims, self.width.saturating_sub(24)));
            let line = format!("  {:<10} {count:>7}  ", basis.name());
            let line = format!("{line}{}", self.styled(style(basis), &bar));
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn group(&mut self, report: &Report<'_>, basis: Basis) -> io::Result<()> {
        let heading = format!("{}: {}", basis.name().to_uppercase(), meaning(basis));
        writeln!(self.out)?;
        for line in textwrap::wrap(&heading, self.width) {
            writeln!(self.out, "{}", self.styled(style(basis).bold(), &line))?;
        }
        for row in report.rows_on(basis) {
            writeln!(self.out)?;
            self.claim(&row)?;
        }
        Ok(())
    }

    fn claim(&mut self, row: &Row<'_>) -> io::Result<()> {
        let statement = terminal::line(row.statement());
        let statement = if statement.is_empty() { "(no statement)".into() } else { statement };
        for line in wrap(&statement, self.width, QUOTE, QUOTE) {
            writeln!(self.out, "{}", self.styled(Style::new().bold(), &line))?;
        }
        self.field("claim", row.id())?;
        let record = if row.on_the_record() { "on the record" } else { "NOT on the record" };
        if row.independent_sources() == 0 {
            self.field("rests on", &format!("{}; {record}", origins(row)))?;
        } else {
            self.field("rests on", &origins(row))?;
            self.field("support", &format!("{}; {record}", row.independent_words()))?;
        }
        if let (Some(id), Some(label)) = (row.rests_solely_on(), row.rests_solely_on_label()) {
            self.field("solely on", &format!("{} [{id}]", terminal::line(label)))?;
        }
        for (label, words) in marks(row) {
            self.field(label, &words)?;
        }
        Ok(())
    }

    fn field(&mut self, label: &str, value: &str) -> io::Result<()> {
        let first = format!("    {label:<10} ");
        for line in wrap(value, self.width, &first, INDENT) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    fn styled(&self, style: Style, text: &str) -> String {
        if self.color && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// Lines that fit the width. Most texts are one line, and those are not taken apart.
fn wrap<'t>(text: &'t str, width: usize, first: &'t str, others: &'t str) -> Vec<Cow<'t, str>> {
    if first.width() + text.width() <= width {
        return vec![Cow::Owned(format!("{first}{text}"))];
    }
    textwrap::wrap(text, Options::new(width).initial_indent(first).subsequent_indent(others))
}

/// A count's share of the room, but never nothing for something.
fn bar_length(count: usize, total: usize, room: usize) -> usize {
    if count == 0 { 0 } else { (count * room / total).max(1) }
}

fn origins(row: &Row<'_>) -> String {
    let mut words: Vec<String> =
        row.origins().map(|origin| format!("{} ({})", terminal::line(origin.label), origin.identity.name())).collect();
    if row.origins_truncated() {
        words.push("and more".to_owned());
    }
    if words.is_empty() { row.no_origin().to_owned() } else { words.join("; ") }
}

/// What an editor must not overlook, in words.
fn marks(row: &Row<'_>) -> Vec<(&'static str, String)> {
    let mut marks = Vec::new();
    if row.retracted() {
        let when = row.retracted_on().map_or_else(|| "withdrawn".to_owned(), |date| format!("withdrawn {date}"));
        marks.push(("RETRACTED", when));
    }
    if row.in_cycle() {
        marks.push(("CIRCULAR", "it is on a citation loop".to_owned()));
    }
    if row.disputed_by().len() > 0 {
        marks.push(("DISPUTED", format!("by {}", row.disputed_by().collect::<Vec<_>>().join(", "))));
    }
    marks
}

fn meaning(basis: Basis) -> &'static str {
    match basis {
        Basis::Circular => "citations that lead in a circle, and to no source",
        Basis::Unsourced => "no chain leads to a source",
        Basis::Retracted => "every chain passes a retracted claim",
        Basis::Anonymous => "no source behind it is named",
        Basis::Mixed => "some sources behind it are named, some are not",
        Basis::Named => "every source behind it is named",
    }
}

fn style(basis: Basis) -> Style {
    let color = match basis {
        Basis::Circular | Basis::Unsourced | Basis::Retracted => AnsiColor::Red,
        Basis::Anonymous => AnsiColor::Yellow,
        Basis::Mixed => AnsiColor::Cyan,
        Basis::Named => AnsiColor::Green,
    };
    Style::new().fg_color(Some(color.into()))
}
