//! What is known of a claim: whom it rests on, what speaks against it, what was decided of it.

use super::{Asked, Line};
use crate::diagnostic::render::QuoteOutcome;
use crate::index::ClaimIndex;
use crate::report::{Cited, Report, Row, meaning, record_words};
use crate::text::counted;

impl Asked<'_> {
    pub(super) fn claim(self, claim: ClaimIndex) -> (Line, Vec<Line>) {
        let (snapshot, request) = (self.snapshot, self.request);
        let report =
            Report::of_claim(snapshot, claim).with_checks(request.snapshots.as_deref(), request.today.as_ref());
        let title = Line::default().text(&snapshot.corpus().claims[claim].statement);
        let Some(row) = report.rows().next() else { return (title, Vec::new()) };
        let mut lines = vec![basis(&row), Line::from(&row.independent())];
        lines.push(Line::new("rests on ").and(&*row.rests_on()));
        lines.extend(row.corroborated().map(|by| Line::from(&*by)));
        lines.extend(solely(&row));
        for alarm in row.alarms() {
            lines.push(Line::new(alarm.label).words(": ").and(&*alarm.sentence));
        }
        lines.extend(quotes(row.evidence()));
        let reviews = snapshot.reviews(request.today.as_ref()).of(claim);
        lines.extend(reviews.iter().map(|&review| self.verdict(review)));
        (title, lines)
    }
}

fn basis(row: &Row<'_>) -> Line {
    let basis = row.basis();
    Line::new("basis: ")
        .words(basis.name())
        .words(" (")
        .words(meaning(basis))
        .words("); ")
        .words(record_words(row.on_the_record()))
}

fn solely(row: &Row<'_>) -> Option<Line> {
    let (id, label) = row.rests_solely_on().zip(row.rests_solely_on_label())?;
    Some(Line::new("rests solely on ").id(&id.into()).words(": ").text(label))
}

/// How many quotes it has, and what came of looking for them.
fn quotes<'a>(evidence: impl Iterator<Item = Cited<'a>>) -> Option<Line> {
    let outcomes: Vec<_> =
        evidence.filter_map(|cited| Some(cited.outcome?.unwrap_or(QuoteOutcome::Unchecked))).collect();
    let of = |wanted: &QuoteOutcome| outcomes.iter().filter(|outcome| *outcome == wanted).count();
    let counts = QuoteOutcome::ALL.iter().map(|outcome| (of(outcome), outcome.name())).filter(|&(count, _)| count > 0);
    let counts: Vec<_> = counts.map(|(count, name)| format!("{count} {name}")).collect();
    (!outcomes.is_empty()).then(|| Line::new(counted(outcomes.len(), "quote")).words(": ").words(counts.join(", ")))
}
