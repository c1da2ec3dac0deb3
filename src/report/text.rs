//! The report for people: the counts first, then the claims, the worst basis first.

use std::io::{self, Write};

use anstyle::Style;

use super::words::{counts_in_words, record_words, sentence};
use super::{Report, Row, meaning};
use crate::analysis::Basis;
use crate::format::Options;
use crate::page::{TextPage, style};
use crate::text::escape::terminal;

pub(super) fn write(report: &Report<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut TextPage::new(out, options.width, options.color);
    counts(page, report)?;
    for basis in Basis::ALL {
        if report.summary().of(basis) > 0 {
            group(page, report, basis)?;
        }
    }
    Ok(())
}

fn counts(page: &mut TextPage<'_>, report: &Report<'_>) -> io::Result<()> {
    let summary = report.summary();
    let of = if report.selection().is_everything() {
        String::new()
    } else {
        format!(" of {} selected", report.corpus_claims())
    };
    page.heading(Style::new().bold(), &counts_in_words(summary, &of))?;
    for words in report.cautions() {
        page.heading(style(Basis::Unsourced), &words)?;
    }
    page.line("")?;
    for basis in Basis::ALL {
        let count = summary.of(basis);
        let bar = "█".repeat(bar_length(count, summary.claims, page.width().saturating_sub(24)));
        let line = format!("  {:<10} {count:>7}  {}", basis.name(), page.styled(style(basis), &bar));
        page.line(line.trim_end())?;
    }
    Ok(())
}

fn group(page: &mut TextPage<'_>, report: &Report<'_>, basis: Basis) -> io::Result<()> {
    page.line("")?;
    page.heading(style(basis).bold(), &format!("{}: {}", basis.name().to_uppercase(), meaning(basis)))?;
    let rows: Vec<_> = report.rows_on(basis).collect();
    page.in_pieces(rows.len(), |page, nth| {
        page.line("")?;
        claim(page, &rows[nth])
    })
}

fn claim(page: &mut TextPage<'_>, row: &Row<'_>) -> io::Result<()> {
    page.statement(row.statement())?;
    page.field("claim", row.id())?;
    let record = record_words(row.on_the_record());
    if row.independent_sources() == 0 {
        page.field("rests on", &format!("{}; {record}", sentence(&row.rests_on())))?;
    } else {
        page.field("rests on", &sentence(&row.rests_on()))?;
        let corroborated = row.corroborated().map(|by| format!("; {}", sentence(&by))).unwrap_or_default();
        page.field("support", &format!("{}; {record}{corroborated}", row.independent_words()))?;
    }
    if let (Some(id), Some(label)) = (row.rests_solely_on(), row.rests_solely_on_label()) {
        page.field("solely on", &format!("{} [{id}]", terminal::line(label)))?;
    }
    for alarm in row.alarms() {
        page.field(&alarm.label.to_uppercase(), &sentence(&alarm.sentence))?;
    }
    Ok(())
}

/// A count's share of the room, but never nothing for something.
pub(super) fn bar_length(count: usize, total: usize, room: usize) -> usize {
    if count == 0 { 0 } else { (count * room / total).max(1) }
}
