//! Findings as a table, for the summary of a CI job.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::most_severe::Limit;
use super::{Findings, LeveledFinding, counted};
use crate::diagnostic::Message;
use crate::format::Options;
use crate::text::escape::markdown::line;

/// GitHub takes no summary of more than a mebibyte, and drops a larger one whole.
const LIMIT: Limit = Limit { findings: 1000, bytes: 1 << 19 };

pub(super) fn write(findings: &Findings<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "### Claims checked: {}\n\n{}", findings.counts(), findings.summary())?;
    if let Some(quotes) = findings.quote_words() {
        writeln!(out, "\n{quotes}")?;
    }
    if let Some(narrowing) = findings.narrowing(|path| line(findings.relative(path).shown())) {
        writeln!(out, "\nnote: {narrowing}")?;
    }
    if findings.list.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| level | rule | where | what |\n| --- | --- | --- | --- |")?;
    let left = findings.write_some(&LIMIT, out, |finding| row(findings, finding))?;
    if left > 0 {
        writeln!(out, "\nand {} more; `onrecord check --format json` lists them all", counted(left, "finding"))?;
    }
    Ok(())
}

fn row(findings: &Findings<'_>, finding: &LeveledFinding<'_>) -> String {
    let diagnostic = &*findings.worded(finding);
    let mut place = line(findings.relative(findings.path(&diagnostic.place)).shown());
    if let Some(range) = findings.range(&diagnostic.place) {
        // A number between two colons would be read as the name of an emoji.
        let _ = write!(place, "&#58;{}&#58;{}", range.start.line, range.start.column);
    }
    let help = diagnostic.help.as_ref().map(|help| format!("<br>help: {}", sentence(help)));
    format!(
        "| {} | {} | {place} | {}{} |\n",
        finding.level.name(),
        diagnostic.rule.name,
        sentence(&diagnostic.message),
        help.unwrap_or_default(),
    )
}

/// A sentence in a cell. Between backticks, the escapes in a value would be shown as they stand.
fn sentence(message: &Message) -> String {
    let sentence = message.render_between(["<code>", "</code>"], line);
    // Our own words may have one, and each would start a cell.
    sentence.replace("\\|", "|").replace('|', "\\|")
}
