//! The list for people: a line for each record, in columns.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::List;
use crate::format::Options;
use crate::model::{Record, RecordKind};
use crate::page::{TextPage, style};
use crate::text::escape::terminal;

/// A longer id pushes what follows it to the right.
const MAX_ID: usize = 36;
/// Of a statement at least so much is shown, however narrow the page.
const MIN_STATEMENT: usize = 20;

pub(super) fn write(list: &List<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut TextPage::new(out, options.width, options.color);
    if list.records().is_empty() {
        let meant = list.meant.map(|kind| format!(" Did you mean `{}`?", kind.section()));
        return page.line(&format!("No record matches.{}", meant.unwrap_or_default()));
    }
    let mut is_first = true;
    for kind in RecordKind::ALL.into_iter().filter(|kind| list.of_kind(*kind).next().is_some()) {
        if !is_first {
            page.line("")?;
        }
        is_first = false;
        table(page, list, kind)?;
    }
    Ok(())
}

/// The records of one kind.
fn table(page: &mut TextPage<'_>, list: &List<'_>, kind: RecordKind) -> io::Result<()> {
    let records = || list.of_kind(kind);
    let count = records().count();
    let name = if count == 1 { kind.name() } else { kind.section() };
    page.heading(Style::new().bold(), &format!("{count} {name}"))?;
    let id_width = records().map(|record| list.id(record).len()).max().unwrap_or_default().min(MAX_ID);
    let state_width = records().filter_map(|record| list.state(record)).map(str::len).max();
    for record in records() {
        let state = state_width.map_or_else(String::new, |width| {
            let state = list.state(record).unwrap_or_default();
            let style = record.claim().map_or_else(Style::new, |claim| style(list.analysis.basis(claim)));
            let padding = " ".repeat(width - state.len());
            format!("  {}{padding}", page.styled(style, state))
        });
        let id = list.id(record);
        let before = 2 + id.len().max(id_width) + state_width.map_or(0, |width| width + 2) + 2;
        let label = cut(&label(list, record), page.width().saturating_sub(before).max(MIN_STATEMENT));
        page.line(format!("  {id:<id_width$}{state}  {label}").trim_end())?;
    }
    Ok(())
}

fn label(list: &List<'_>, record: Record) -> String {
    let label = terminal::line(list.corpus.label(record));
    match record {
        Record::Review(at) => {
            let review = &list.corpus.reviews[at];
            let date = review.date.as_ref().map(|date| format!(", {date}"));
            let (claim, reviewer) = (terminal::line(&review.claim.to), terminal::line(&review.reviewer));
            format!("{claim}: {label}, by {reviewer}{}", date.unwrap_or_default())
        }
        _ => label.into_owned(),
    }
}

/// The beginning of a text that fits some columns.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut room = width.saturating_sub(1);
    let fits = |character: &char| {
        let taken = character.width().unwrap_or(0);
        let fits = taken <= room;
        room = room.saturating_sub(taken);
        fits
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_the_page_ends() {
        assert_eq!(cut("twelve words", 12), "twelve words");
        assert_eq!(cut("twelve words", 11), "twelve wor…");
        assert_eq!(cut("twelve words", 8), "twelve…");
        assert_eq!(cut("十四人", 6), "十四人");
        assert_eq!(cut("十四人", 5), "十四…");
    }
}
