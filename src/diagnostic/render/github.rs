//! Findings as commands that a GitHub runner reads from the log: it puts each beside its line in the change.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::most_severe::{MAX_RELATED, PRINTED, more_related};
use super::{Findings, LeveledFinding, text};
use crate::diagnostic::{Diagnostic, Level, Message};
use crate::format::Options;
use crate::text::escape::{github, terminal};

pub(super) fn write(findings: &Findings<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let left = findings.write_some(&PRINTED, out, |finding| command(findings, finding))?;
    text::left(left, out)?;
    writeln!(out, "{}", findings.summary())?;
    if let Some(quotes) = findings.quote_words() {
        writeln!(out, "{quotes}")?;
    }
    if let Some(hidden) = findings.hidden_words() {
        writeln!(out, "not shown: {hidden}")?;
    }
    let narrowing = findings.narrowing(|path| terminal::line(findings.relative(path).shown()).into_owned());
    narrowing.map_or(Ok(()), |narrowing| writeln!(out, "note: {narrowing}"))
}

fn command(findings: &Findings<'_>, finding: &LeveledFinding<'_>) -> String {
    let diagnostic = &*findings.worded(finding);
    let name = match finding.level() {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let path = findings.relative(findings.path(&diagnostic.place));
    let mut command = format!("::{name} file={}", github::property(path.shown()));
    if let Some(super::Range { start, end }) = findings.range(&diagnostic.place) {
        let _ = write!(command, ",line={}", start.line);
        // The runner refuses columns of something that goes on to another line.
        if start.line == end.line {
            let _ = write!(command, ",col={}", start.column);
        }
        let _ = write!(command, ",endLine={}", end.line);
        if start.line == end.line {
            let _ = write!(command, ",endColumn={}", end.column);
        }
    }
    let _ = writeln!(command, ",title={}::{}", diagnostic.rule.name, github::message(&sentences(findings, diagnostic)));
    command
}

/// What was found, what to do, and which other places belong to it, each on a line of the one message.
fn sentences(findings: &Findings<'_>, diagnostic: &Diagnostic) -> String {
    let shown = |message: &Message| message.render(terminal::line);
    let mut sentences = shown(&diagnostic.message);
    if let Some(help) = &diagnostic.help {
        let _ = write!(sentences, "\nhelp: {}", shown(help));
    }
    for (span, message) in diagnostic.related.iter().take(MAX_RELATED) {
        let path = findings.relative(findings.files.get(span.file).path());
        let start = findings.files.start(*span);
        let (line, column) = (start.line, start.column);
        let _ = write!(sentences, "\nnote: {}: {}:{line}:{column}", shown(message), terminal::line(path.shown()));
    }
    if let Some(more) = more_related(diagnostic) {
        let _ = write!(sentences, "\nnote: {more}");
    }
    sentences
}
