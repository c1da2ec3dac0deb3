//! The difference for people.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::pairs::PairIndex;
use super::words::moves;
use super::{Diff, Moved, Turned, What};
use crate::format::Options;
use crate::page::TextPage;
use crate::runs::manifest::Entry;
use crate::text::escape::terminal;

pub(super) fn write(diff: &Diff<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut TextPage::new(out, options.width, options.color);
    page.heading(Style::new().bold(), &diff.headline())?;
    if diff.is_nothing() {
        return Ok(());
    }
    page.heading(Style::new(), &diff.counts())?;
    for (is_weaker, color, title) in [
        (true, AnsiColor::Red, "WEAKER: a worse basis, or fewer independent sources"),
        (false, AnsiColor::Cyan, "MOVED: sourcing changed, but not weaker"),
    ] {
        let moved: Vec<_> = diff.moved.iter().filter(|moved| moved.is_weaker == is_weaker).collect();
        section(page, color, title, &moved, |page, moved| self::moved(page, diff, moved))?;
    }
    section(page, AnsiColor::Yellow, "REVIEWS: status changed", &diff.turned, |page, turned| {
        self::turned(page, diff, turned)
    })?;
    section(page, AnsiColor::Yellow, "REWORDED", &diff.reworded, |page, &pair| reworded(page, diff, pair))?;
    for (what, title) in [(What::Added, "ADDED"), (What::Removed, "REMOVED")] {
        let claims: Vec<_> = diff.claims_that_were(&what).collect();
        section(page, AnsiColor::Cyan, title, &claims, |page, entry| {
            let (id, statement) = diff.shown(entry, &what);
            page.statement(statement)?;
            page.field("claim", &terminal::line(id))?;
            page.field("basis", entry.basis().name())
        })?;
    }
    records(page, diff)
}

/// A heading with a count, and its content; nothing if there is nothing.
fn section<T>(
    page: &mut TextPage<'_>,
    color: AnsiColor,
    title: &str,
    items: &[T],
    mut write: impl FnMut(&mut TextPage<'_>, &T) -> io::Result<()>,
) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    page.line("")?;
    page.heading(Style::new().fg_color(Some(color.into())).bold(), &format!("{title} ({})", items.len()))?;
    for item in items {
        page.line("")?;
        write(page, item)?;
    }
    Ok(())
}

fn moved(page: &mut TextPage<'_>, diff: &Diff<'_>, moved: &Moved) -> io::Result<()> {
    let Some((old, new)) = diff.entries(moved.pair) else { return Ok(()) };
    page.statement(new.statement())?;
    page.field("claim", &terminal::line(new.id()))?;
    let [basis, support] = moves(&old, &new);
    for (label, words) in [("basis", basis), ("support", support)] {
        if let Some(words) = words {
            page.field(label, &words)?;
        }
    }
    because(page, &diff.causes(&moved.because))
}

fn because(page: &mut TextPage<'_>, causes: &[String]) -> io::Result<()> {
    causes
        .iter()
        .zip(["because"].into_iter().chain(std::iter::repeat("")))
        .try_for_each(|(cause, label)| page.field(label, cause))
}

fn turned(page: &mut TextPage<'_>, diff: &Diff<'_>, turned: &Turned) -> io::Result<()> {
    let Some((old, new)) = diff.entries(turned.pair) else { return Ok(()) };
    page.statement(new.statement())?;
    page.field("claim", &terminal::line(new.id()))?;
    page.field("review", &format!("{} ({} → {})", turned.turn.words(), old.review().name(), new.review().name()))?;
    if old.verdict() != new.verdict() {
        page.field("verdict", &format!("{} → {}", verdict(&old), verdict(&new)))?;
    }
    if turned.because.causes.is_empty() { Ok(()) } else { because(page, &diff.causes(&turned.because)) }
}

fn verdict(entry: &Entry<'_>) -> String {
    entry.verdict().map_or_else(|| "none".to_owned(), |verdict| terminal::line(verdict).into_owned())
}

fn reworded(page: &mut TextPage<'_>, diff: &Diff<'_>, pair: PairIndex) -> io::Result<()> {
    let Some((old, new)) = diff.entries(pair) else { return Ok(()) };
    page.statement(new.statement())?;
    page.field("claim", &terminal::line(new.id()))?;
    page.field("before", &terminal::line(diff.said_before(&old)))
}

fn records(page: &mut TextPage<'_>, diff: &Diff<'_>) -> io::Result<()> {
    let (sources, others) = diff.other_changes();
    for (title, changes) in [("SOURCES: added, removed, named or no longer named", sources), ("OTHER CHANGES", others)]
    {
        if changes.is_empty() {
            continue;
        }
        page.line("")?;
        page.heading(Style::new().bold(), &format!("{title} ({})", changes.len()))?;
        page.line("")?;
        for change in changes {
            page.wrapped(Style::new(), &diff.change(change), "  - ", "    ")?;
        }
    }
    Ok(())
}
