//! Findings as a Code Quality report, which GitLab shows in merge requests.
//!
//! It is a list without a place for anything else: what was checked is not in it.

use std::io::{self, Write};

use serde::Serialize;

use super::fingerprint::Fingerprints;
use super::{Findings, LeveledFinding};
use crate::diagnostic::{Level, Message};
use crate::format::Options;
use crate::text::escape::json::{self, Str};
use crate::text::escape::{terminal, uri};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'static str,
    /// No other issue of the list has it.
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    /// From the folder that the program runs in, which is to be the top of the repository.
    path: Str<'a>,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

pub(super) fn write(findings: &Findings<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut fingerprints = Fingerprints::default();
    out.write_all(b"[")?;
    for (nth, finding) in findings.list.iter().enumerate() {
        out.write_all(if nth == 0 { b"\n  " } else { b",\n  " })?;
        issue(findings, finding, &mut fingerprints, out)?;
    }
    out.write_all(if findings.list.is_empty() { b"]\n" } else { b"\n]\n" })
}

fn issue(
    findings: &Findings<'_>,
    finding: &LeveledFinding<'_>,
    fingerprints: &mut Fingerprints,
    out: &mut dyn Write,
) -> io::Result<()> {
    let diagnostic = &*findings.worded(finding);
    let path = findings.relative(findings.path(&diagnostic.place));
    let shown = |sentence: &Message| sentence.render(terminal::line);
    let help = diagnostic.help.as_ref().map(|help| format!(". Help: {}", shown(help)));
    let issue = Issue {
        description: shown(&diagnostic.message) + &help.unwrap_or_default(),
        check_name: diagnostic.rule.name,
        fingerprint: fingerprints.next(&uri::path(&path), diagnostic),
        severity: severity(finding.level()),
        location: Location {
            path: Str(path.shown()),
            // Of a whole file, its first line: GitLab shows nothing without one.
            lines: Lines { begin: findings.range(&diagnostic.place).map_or(1, |range| range.start.line) },
        },
    };
    json::to_writer(out, &issue)
}

/// The words of GitLab; it also has `blocker` and `major`.
fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "critical",
        Level::Warning => "minor",
        Level::Note => "info",
    }
}
