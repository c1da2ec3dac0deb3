//! The work list for a comment or an issue.

use std::io::{self, Write};

use super::text::headline;
use super::{Todo, dependents_words};
use crate::format::Options;
use crate::text::escape::markdown::line;

pub(super) fn write(todo: &Todo<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "### {}", headline(todo))?;
    if todo.shown().is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| claim | review | dependents | basis |\n| --- | --- | --- | --- |")?;
    for item in todo.shown() {
        writeln!(
            out,
            "| {}<br>`{}` | {} | {} | {} |",
            line(todo.statement(item.claim)),
            todo.id(item.claim),
            todo.reason(item, line),
            dependents_words(item.dependents),
            item.basis.name(),
        )?;
    }
    let left = todo.items().len() - todo.shown().len();
    if left > 0 { writeln!(out, "\n{left} more.") } else { Ok(()) }
}
