//! Findings for people at a terminal: those of a rule together, and errors last, next to the prompt.

mod full;
mod groups;
mod wrap;

use std::io::{self, Write};

use super::most_severe::PRINTED;
use super::{Findings, LeveledFinding};
use crate::diagnostic::{Level, Place, RuleMeta};
use crate::format::{Detail, Options};
use crate::text::escape::terminal;
use full::Drawing;
use wrap::BLANK;

/// The findings and, at the end, how much was checked.
pub(super) fn write(findings: &Findings<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let drawing = Drawing::new(options.color, options.width);
    let last = match options.detail {
        Detail::Concise => write_concise(findings, &drawing, out)?,
        detail => write_groups(findings, &drawing, detail, out)?,
    };
    advice(findings, last, out)?;
    summary(findings, &drawing, out)
}

/// The findings alone: those of a rule together, the most severe last.
pub(super) fn write_list(findings: &Findings<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    write_groups(findings, &Drawing::new(options.color, options.width), options.detail, out).map(drop)
}

/// The rule of the last group, too.
fn write_groups(
    findings: &Findings<'_>,
    drawing: &Drawing,
    detail: Detail,
    out: &mut dyn Write,
) -> io::Result<Option<&'static RuleMeta>> {
    let groups = groups::by_rule(findings, detail);
    groups::texts(&groups, findings, drawing).iter().try_for_each(|text| out.write_all(text.as_bytes()))?;
    Ok(groups.first().map(|group| group.rule))
}

/// A line for each finding, the most severe last. The rule of the first of those, too.
fn write_concise(
    findings: &Findings<'_>,
    drawing: &Drawing,
    out: &mut dyn Write,
) -> io::Result<Option<&'static RuleMeta>> {
    let line = |finding: &LeveledFinding<'_>| {
        let diagnostic = findings.worded(finding);
        let place = findings.place_words(&diagnostic.place);
        format!("{place}: {}\n", drawing.on_one_line(finding.level(), &diagnostic))
    };
    let (lines, left) = findings.some(&PRINTED, line);
    self::left(left, out)?;
    lines.iter().rev().flatten().try_for_each(|line| out.write_all(line.as_bytes()))?;
    let last = findings.most_severe(1).next().map(|finding| finding.finding().rule());
    if last.is_some() {
        writeln!(out)?;
    }
    Ok(last)
}

/// Where there is more to read about what was shown last, and what was not shown.
fn advice(findings: &Findings<'_>, last: Option<&RuleMeta>, out: &mut dyn Write) -> io::Result<()> {
    if let Some(rule) = last {
        writeln!(out, "Run `onrecord explain {}` for why it matters and how to fix it.", rule.name)?;
    }
    if let Some(hidden) = findings.hidden_words() {
        let only_notes = findings.hidden.keys().all(|level| *level == Level::Note);
        let how = if only_notes { "`--level note` lists them" } else { "see `--level` and `--only`" };
        writeln!(out, "Not shown: {hidden} ({how}).")?;
    }
    if last.is_none() && findings.hidden.is_empty() { Ok(()) } else { writeln!(out) }
}

/// How many findings were not printed, and how to see them.
pub(super) fn left(left: usize, out: &mut dyn Write) -> io::Result<()> {
    if left > 0 {
        writeln!(out, "and {left} more; `onrecord check --format json` lists them all")?;
    }
    Ok(())
}

/// How much was checked and what was found, in one line, and in others what was waived, how the quotes were checked,
/// and what was not looked for.
fn summary(findings: &Findings<'_>, drawing: &Drawing, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", findings.checked_words())?;
    let waived = (!findings.waived.is_empty()).then(|| findings.waived_words());
    let narrowing = findings.narrowing(|path| terminal::line(path.shown()).replace(' ', BLANK));
    let narrowing = narrowing.map(|narrowing| format!("note: {narrowing}"));
    for words in [waived, findings.quote_words(), narrowing].into_iter().flatten() {
        writeln!(out, "{}", drawing.wrapped(&words))?;
    }
    Ok(())
}

impl Findings<'_> {
    /// A place as editors and terminals follow it.
    fn place_words(&self, place: &Place) -> String {
        let path = terminal::line(self.path(place).shown());
        match self.range(place) {
            Some(range) => format!("{path}:{}:{}", range.start.line, range.start.column),
            None => path.into_owned(),
        }
    }
}
