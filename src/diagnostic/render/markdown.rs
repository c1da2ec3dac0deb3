//! Findings as a table, for the summary of a CI job.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Component;

use super::most_severe::Limit;
use super::{Findings, LeveledFinding};
use crate::diagnostic::{Message, Place};
use crate::format::Options;
use crate::text::counted;
use crate::text::escape::markdown::line;
use crate::text::escape::uri;

/// GitHub takes no summary of more than a mebibyte, and drops a larger one whole.
const LIMIT: Limit = Limit { findings: 1000, bytes: 1 << 19 };

pub(super) fn write(findings: &Findings<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "### Claims checked: {}\n\n{}", findings.counts(), findings.summary())?;
    if let Some(quotes) = findings.quote_words() {
        writeln!(out, "\n{quotes}")?;
    }
    if let Some(hidden) = findings.hidden_words() {
        writeln!(out, "\nnot shown: {hidden}")?;
    }
    if let Some(narrowing) = findings.narrowing(|path| line(findings.relative(path).shown())) {
        writeln!(out, "\nnote: {narrowing}")?;
    }
    if findings.list.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| level | rule | where | what |\n| --- | --- | --- | --- |")?;
    let left = findings.write_some(&LIMIT, out, |finding| row(findings, options, finding))?;
    if left > 0 {
        writeln!(out, "\nand {} more; `onrecord check --format json` lists them all", counted(left, "finding"))?;
    }
    Ok(())
}

fn row(findings: &Findings<'_>, options: &Options, finding: &LeveledFinding<'_>) -> String {
    let diagnostic = &*findings.worded(finding);
    let mut place = line(findings.relative(findings.path(&diagnostic.place)).shown());
    if let Some(range) = findings.range(&diagnostic.place) {
        // A number between two colons would be read as the name of an emoji.
        let _ = write!(place, "&#58;{}&#58;{}", range.start.line, range.start.column);
    }
    if let Some(address) = address(findings, options, &diagnostic.place) {
        place = format!("[{place}]({address})");
    }
    let help = diagnostic.help.as_ref().map(|help| format!("<br>help: {}", sentence(help)));
    format!(
        "| {} | {} | {place} | {}{} |\n",
        finding.level().name(),
        diagnostic.rule.name,
        sentence(&diagnostic.message),
        help.unwrap_or_default(),
    )
}

/// Where a reader finds the line. What is outside the folder has no address, and what could not be read has no line.
fn address(findings: &Findings<'_>, options: &Options, place: &Place) -> Option<String> {
    let path = findings.path(place);
    let given = path.given();
    let is_inside = given.is_relative() || findings.base.is_some_and(|base| given.starts_with(base));
    let goes_up = given.components().any(|part| part == Component::ParentDir);
    let line = findings.range(place)?.start.line;
    let base = options.link_base.as_deref().unwrap_or_default();
    (is_inside && !goes_up).then(|| format!("{base}{}#L{line}", uri::path(&findings.relative(path))))
}

/// A sentence in a cell. Between backticks, the escapes in a value would be shown as they stand.
fn sentence(message: &Message) -> String {
    let sentence = message.render_between(["<code>", "</code>"], line);
    // Our own words may have one, and each would start a cell.
    sentence.replace("\\|", "|").replace('|', "\\|")
}
