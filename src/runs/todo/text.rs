//! The work list for people.

use std::io::{self, Write};

use anstyle::Style;

use super::{Item, Todo, dependents_words};
use crate::format::Options;
use crate::page::{TextPage, style};
use crate::reviews::State;
use crate::text::counted;
use crate::text::escape::terminal;

pub(super) fn write(todo: &Todo<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut TextPage::new(out, options.width, options.color);
    page.heading(Style::new().bold(), &headline(todo))?;
    for item in todo.shown() {
        page.line("")?;
        claim(page, todo, item)?;
    }
    if todo.shown().len() < todo.items().len() {
        page.line("")?;
        let left = todo.items().len() - todo.shown().len();
        page.heading(Style::new(), &format!("{left} more; `--limit {}` shows all", todo.items().len()))?;
    }
    Ok(())
}

/// What there is to do, in one sentence.
pub(super) fn headline(todo: &Todo<'_>) -> String {
    let open = todo.items().len();
    if open == 0 {
        return format!("Nothing to do: {} with a valid review", counted(todo.claims(), "claim"));
    }
    let states = State::ALL.iter().rev().filter(|&&state| todo.in_state(state) > 0);
    let states: Vec<_> = states.map(|&state| format!("{} {}", todo.in_state(state), state.name())).collect();
    let need = if open == 1 { "needs" } else { "need" };
    format!("{open} of {} {need} a review: {}", counted(todo.claims(), "claim"), states.join(", "))
}

fn claim(page: &mut TextPage<'_>, todo: &Todo<'_>, item: &Item) -> io::Result<()> {
    page.statement(todo.statement(item.claim))?;
    page.field("claim", todo.id(item.claim))?;
    page.field("review", &todo.reason(item, |text| terminal::line(text).into_owned()))?;
    let basis = page.styled(style(item.basis), item.basis.name());
    page.field("dependents", &format!("{}; basis: {basis}", dependents_words(item.dependents)))
}
