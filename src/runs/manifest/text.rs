//! The summary of a run.

use std::io::{self, Write};

use anstyle::Style;

use super::Manifest;
use crate::analysis::Basis;
use crate::page::TextPage;
use crate::reviews::State;
use crate::text::counted;

impl Manifest<'_> {
    /// Writes its counts for people, and what to do next.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn write_summary(&self, width: usize, color: bool, out: &mut dyn Write) -> io::Result<()> {
        let page = &mut TextPage::new(out, width, color);
        let summary = self.summary();
        page.line("")?;
        let records = [
            counted(summary.claims, "claim"),
            counted(summary.sources, "source"),
            counted(summary.documents, "document"),
            counted(summary.reviews, "review"),
        ];
        page.heading(Style::new().bold(), &format!("{} on {}", records.join(", "), self.date))?;
        page.line("")?;
        let bases = Basis::ALL.iter().map(|&basis| (summary.of(basis), basis.name()));
        let states = State::ALL.iter().rev().map(|&state| (summary.in_state(state), state.name()));
        page.field("basis", &nonzero(bases))?;
        page.field("reviews", &nonzero(states))?;
        let open = summary.claims - summary.in_state(State::Current);
        if open == 0 {
            return Ok(());
        }
        page.line("")?;
        let need = if open == 1 { "needs" } else { "need" };
        page.heading(
            Style::new(),
            &format!(
                "{} {need} a review; run `onrecord todo` to list them, the most useful \
                      first",
                counted(open, "claim")
            ),
        )
    }
}

fn nonzero(counts: impl Iterator<Item = (usize, &'static str)>) -> String {
    let words: Vec<_> = counts.filter(|&(count, _)| count > 0).map(|(count, name)| format!("{count} {name}")).collect();
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}
