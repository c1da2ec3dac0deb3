//! The difference for a comment under a pull request, which holds no more than GitHub takes.

use std::io::{self, Write};

use super::pairs::PairIndex;
use super::words::moves;
use super::{Diff, Moved, Turned, What};
use crate::format::Options;
use crate::runs::manifest::Entry;
use crate::text::Text;
use crate::text::escape::markdown;

/// What GitHub takes as one comment.
const MOST: usize = 65_536;
/// Room for what is said of what was left out.
const RESERVED: usize = 100;
/// Characters of a statement.
const STATEMENT: usize = 300;

pub(super) fn write(diff: &Diff<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut comment = Comment { text: format!("### Sourcing: {}\n", diff.headline()), left_out: 0 };
    if !diff.is_nothing() {
        comment.text.extend(["\n", &diff.counts(), "\n"]);
        for (is_weaker, title) in [(true, "Weaker"), (false, "Moved, not weaker")] {
            let moved: Vec<_> = diff.moved.iter().filter(|moved| moved.is_weaker == is_weaker).collect();
            comment.table(title, "claim | sourcing | because", &moved, |moved| row(diff, moved));
        }
        comment.table("Reviews", "claim | review | because", &diff.turned, |turned| turned_row(diff, turned));
        comment.table("Reworded", "claim | before | now", &diff.reworded, |&pair| reworded(diff, pair));
        for (what, title) in [(What::Added, "Added"), (What::Removed, "Removed")] {
            let claims: Vec<_> = diff.claims_that_were(&what).collect();
            comment.table(title, "claim | basis", &claims, |entry| {
                Some(format!("{} | {}", claim(diff.shown(entry, &what)), entry.basis().name()))
            });
        }
        let (sources, others) = diff.other_changes();
        comment.table("Sources", "change", &sources, |change| Some(diff.change(change)));
        comment.table("Other changes", "change", &others, |change| Some(diff.change(change)));
    }
    if comment.left_out > 0 {
        let left_out = comment.left_out.to_string();
        comment.text.extend(["\n", &left_out, " more rows are not shown; run `onrecord diff` to see all.\n"]);
    }
    out.write_all(comment.text.as_bytes())
}

/// A text that takes rows for as long as there is room.
struct Comment {
    text: String,
    left_out: usize,
}

impl Comment {
    fn table<T>(&mut self, title: &str, columns: &str, items: &[T], row: impl Fn(&T) -> Option<String>) {
        let rule = ["---"].repeat(columns.split('|').count()).join(" | ");
        let mut head = format!("\n#### {title} ({})\n\n| {columns} |\n| {rule} |\n", items.len());
        for (nth, item) in items.iter().enumerate() {
            let line = if self.left_out > 0 { None } else { row(item).map(|row| format!("{head}| {row} |\n")) };
            let Some(line) = line.filter(|line| self.text.len() + line.len() <= MOST - RESERVED) else {
                self.left_out += items.len() - nth;
                break;
            };
            self.text += &line;
            head.clear();
        }
    }
}

fn short(text: &Text) -> String {
    markdown::short(text, STATEMENT)
}

fn claim((id, statement): (&Text, &Text)) -> String {
    format!("{}<br>`{}`", short(statement), markdown::line(id))
}

fn row(diff: &Diff<'_>, moved: &Moved) -> Option<String> {
    let (old, new) = diff.entries(moved.pair)?;
    let steps: Vec<_> = moves(&old, &new).into_iter().flatten().collect();
    let mark = if moved.is_weaker { "**weaker**<br>" } else { "" };
    let causes = diff.causes(&moved.because).join("<br>");
    Some(format!("{} | {mark}{} | {causes}", claim((new.id(), new.statement())), steps.join("<br>")))
}

fn turned_row(diff: &Diff<'_>, turned: &Turned) -> Option<String> {
    let (old, new) = diff.entries(turned.pair)?;
    let mut review = format!("{} ({} → {})", turned.turn.words(), old.review().name(), new.review().name());
    if old.verdict() != new.verdict() {
        let verdict = |entry: &Entry<'_>| entry.verdict().map_or_else(|| "none".to_owned(), short);
        review.extend(["<br>", &verdict(&old), " → ", &verdict(&new)]);
    }
    let causes = if turned.because.causes.is_empty() { Vec::new() } else { diff.causes(&turned.because) };
    Some(format!("{} | {review} | {}", claim((new.id(), new.statement())), causes.join("<br>")))
}

fn reworded(diff: &Diff<'_>, pair: PairIndex) -> Option<String> {
    let (old, new) = diff.entries(pair)?;
    Some(format!("`{}` | {} | {}", markdown::line(new.id()), short(diff.said_before(&old)), short(new.statement())))
}
