//! The report for a comment under a pull request.

use std::io::{self, Write};

use super::{Alarm, Part, Report, Row};
use crate::analysis::Basis;
use crate::format::Options;
use crate::text::escape::markdown::line;

pub(super) fn write(report: &Report<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let summary = report.summary();
    let claims = if summary.claims == 1 { "claim rests" } else { "claims rest" };
    writeln!(out, "### Sourcing: {} of {} {claims} on named sources only", summary.of(Basis::Named), summary.claims)?;
    if let count @ 1.. = summary.unnamed_relays {
        let are = if count == 1 { "is" } else { "are" };
        let why = "only unnamed voices relay what the named sources say";
        writeln!(out, "\n{count} of these {are} **not on the record**: {why}.")?;
    }
    if !report.selection().is_everything() {
        writeln!(out, "\nSelected from {} claims.", report.corpus_claims())?;
    }
    for words in report.cautions() {
        writeln!(out, "\n**{words}**")?;
    }
    writeln!(out, "\n| basis | claims |\n| --- | ---: |")?;
    for basis in Basis::ALL {
        writeln!(out, "| {} | {} |", basis.name(), summary.of(basis))?;
    }
    for basis in Basis::ALL {
        if summary.of(basis) > 0 {
            group(report, basis, out)?;
        }
    }
    Ok(())
}

fn group(report: &Report<'_>, basis: Basis, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n#### {} ({})\n", basis.name(), report.summary().of(basis))?;
    writeln!(out, "| claim | rests on | support | solely on | marks |\n| --- | --- | --- | --- | --- |")?;
    for row in report.rows_on(basis) {
        writeln!(
            out,
            "| {}<br>`{}` | {} | {}<br>{}{} | {} | {} |",
            line(row.statement()),
            row.id(),
            sentence(&row.rests_on()),
            row.independent_words(),
            if row.on_the_record() { "on the record" } else { "**not on the record**" },
            row.corroborated().map(|by| format!("<br>{}", sentence(&by))).unwrap_or_default(),
            row.rests_solely_on().map(|id| format!("`{id}`")).unwrap_or_default(),
            alarms(&row),
        )?;
    }
    Ok(())
}

fn alarms(row: &Row<'_>) -> String {
    let alarm = |alarm: Alarm<'_>| format!("**{}** {}", alarm.label, sentence(&alarm.sentence));
    row.alarms().into_iter().map(alarm).collect::<Vec<_>>().join("<br>")
}

fn sentence(parts: &[Part<'_>]) -> String {
    parts.iter().map(part).collect()
}

fn part(part: &Part<'_>) -> String {
    match part {
        Part::Words(words) => words.to_string(),
        Part::Origin(origin) => format!("{} ({})", line(origin.label), origin.word()),
        Part::Voice(voice) => line(voice.label),
        Part::Id(id) => line(id),
    }
}
