//! The report for a comment under a pull request.

use std::io::{self, Write};

use super::{Report, Row};
use crate::analysis::Basis;
use crate::format::Options;
use crate::text::escape::markdown::line;

pub(super) fn write(report: &Report<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let summary = report.summary();
    let claims = if summary.claims == 1 { "claim rests" } else { "claims rest" };
    writeln!(out, "### Sourcing: {} of {} {claims} on named sources only", summary.of(Basis::Named), summary.claims)?;
    if !report.selection().is_everything() {
        writeln!(out, "\nSelected from {} claims.", report.corpus_claims())?;
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
            "| {}<br>`{}` | {} | {}<br>{} | {} | {} |",
            line(row.statement()),
            row.id(),
            origins(&row),
            row.independent_words(),
            if row.on_the_record() { "on the record" } else { "**not on the record**" },
            row.rests_solely_on().map(|id| format!("`{id}`")).unwrap_or_default(),
            marks(&row),
        )?;
    }
    Ok(())
}

fn origins(row: &Row<'_>) -> String {
    let mut words: Vec<String> =
        row.origins().map(|origin| format!("{} ({})", line(origin.label), origin.identity.name())).collect();
    if row.origins_truncated() {
        words.push("and more".to_owned());
    }
    if words.is_empty() { row.no_origin().to_owned() } else { words.join("<br>") }
}

fn marks(row: &Row<'_>) -> String {
    let mut marks = Vec::new();
    if row.retracted() {
        marks.push("**retracted**".to_owned());
    }
    if row.in_cycle() {
        marks.push("**circular**".to_owned());
    }
    if row.disputed_by().len() > 0 {
        let by: Vec<_> = row.disputed_by().map(|id| format!("`{id}`")).collect();
        marks.push(format!("**disputed** by {}", by.join(", ")));
    }
    marks.join("<br>")
}
