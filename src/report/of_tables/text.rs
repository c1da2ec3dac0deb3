//! The report on tables for people: the counts, what tables cannot say, then the claims, the worst basis first.

use std::io::{self, Write};

use anstyle::Style;

use super::{TableReport, TableRow};
use crate::analysis::Basis;
use crate::format::Options;
use crate::page::{TextPage, style};
use crate::report::meaning;
use crate::report::text::bar_length;
use crate::report::words::{counts_in_words, record_words};

/// What a reader must not look for here.
const CAUTION: &str = "From tables: they have no statements, no places in files, no evidence and no reviews, and do \
    not say how many sources are independent. `onrecord report` on the claim files does.";

pub(super) fn write(report: &TableReport<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut TextPage::new(out, options.width, options.color);
    counts(page, report)?;
    for basis in Basis::ALL.into_iter().filter(|&basis| report.summary().of(basis) > 0) {
        page.line("")?;
        page.heading(style(basis).bold(), &format!("{}: {}", basis.name().to_uppercase(), meaning(basis)))?;
        for row in report.rows().filter(|row| row.basis() == basis) {
            page.line("")?;
            claim(page, &row)?;
        }
    }
    Ok(())
}

fn counts(page: &mut TextPage<'_>, report: &TableReport<'_>) -> io::Result<()> {
    let summary = report.summary();
    let (all, claims) = (report.tables.graph().claim_count(), summary.claims);
    let of = if claims == all { String::new() } else { format!(" of {all} selected") };
    page.heading(Style::new().bold(), &counts_in_words(summary, &of))?;
    page.heading(Style::new(), CAUTION)?;
    page.line("")?;
    for basis in Basis::ALL {
        let count = summary.of(basis);
        let bar = "█".repeat(bar_length(count, claims, page.width().saturating_sub(24)));
        let line = format!("  {:<10} {count:>7}  {}", basis.name(), page.styled(style(basis), &bar));
        page.line(line.trim_end())?;
    }
    Ok(())
}

fn claim(page: &mut TextPage<'_>, row: &TableRow<'_>) -> io::Result<()> {
    page.field("claim", row.id())?;
    let origins: Vec<_> = row.origins().collect();
    let more = if row.origins_truncated() { " and more" } else { "" };
    let origins = if origins.is_empty() { "nobody".to_owned() } else { format!("{}{more}", origins.join(", ")) };
    page.field("rests on", &format!("{origins}; {}", record_words(row.on_the_record())))?;
    if row.retracted() {
        page.field("RETRACTED", "it was withdrawn")?;
    }
    if row.in_cycle() {
        page.field("LOOP", "following its citations leads back to it")?;
    }
    Ok(())
}
