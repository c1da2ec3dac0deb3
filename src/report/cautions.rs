//! What an editor must know of a whole report before believing it.

use super::{Report, Row};
use crate::analysis::{Speaking, false_corroborations, returns};
use crate::diagnostic::Level;
use crate::diagnostic::render::QuoteOutcome;
use crate::evidence::{Copied, Snapshot, copied};
use crate::index::ClaimIndex;
use crate::text::Text;

impl<'a> Report<'a> {
    /// In sentences: that the files have errors, and what `check` finds about the claims that no basis shows. Of quotes
    /// and copies nothing is known unless they were [checked](Report::with_checks). Linear in claims and links.
    pub fn cautions(&'a self) -> Vec<String> {
        errors(self).into_iter().chain(findings(self)).collect()
    }

    /// How many errors the files have. Records and links may be missing because of them.
    pub fn errors(&self) -> usize {
        self.snapshot.diagnostics().filter(|diagnostic| diagnostic.rule.level == Level::Error).count()
    }

    /// The documents that share passages with one before. Nothing if nobody looked into copies.
    pub(super) fn copied(&self) -> &[Copied] {
        let find = || self.checks.map(|checks| copied(self.corpus(), self.graph(), checks.evidence));
        self.copied.get_or_init(|| find().unwrap_or_default())
    }

    /// Which claims corroborate a claim and rest on it themselves, or share all origins with it, in order. Only looked
    /// into with the other checks.
    #[cfg(feature = "html")]
    pub(super) fn hollow(&self, claim: ClaimIndex) -> &[(ClaimIndex, ClaimIndex)] {
        let all = self.hollow_corroborations();
        let start = all.partition_point(|&(corroborated, _)| corroborated < claim);
        let count = all[start..].partition_point(|&(corroborated, _)| corroborated == claim);
        &all[start..start + count]
    }

    pub(super) fn hollow_corroborations(&self) -> &[(ClaimIndex, ClaimIndex)] {
        self.hollow.get_or_init(|| {
            if self.checks.is_none() {
                return Vec::new();
            }
            let found = false_corroborations(self.graph(), self.analysis()).into_iter();
            let mut found: Vec<_> = found.map(|found| (found.corroborated, found.claim)).collect();
            found.sort_unstable();
            found
        })
    }
}

impl<'a> Row<'a> {
    /// The withdrawn claim nearest to it among those that it rests on, if it was not withdrawn itself.
    pub(super) fn outdated_by(&self) -> Option<&'a Text> {
        let retractions = self.report().snapshot.retractions()?;
        let is_below = retractions.links(self.number()) > 0;
        is_below.then(|| self.report().corpus().claims[retractions.nearest(self.number())].id.text())
    }

    /// How many of its quotes are not in the archived copies, as far as that was looked into.
    pub(super) fn misquotes(&self) -> usize {
        let is_wrong = |outcome| matches!(outcome, QuoteOutcome::Altered | QuoteOutcome::Absent);
        self.evidence().filter(|cited| matches!(cited.outcome, Some(Ok(outcome)) if is_wrong(outcome))).count()
    }
}

/// A number of things, and how one of them and several are called.
type Counted = (usize, &'static str, &'static str);

/// That the files have errors, if they have: then the report may lack records and links.
fn errors(report: &Report<'_>) -> Option<String> {
    let errors = report.errors();
    let (errors_are, they) = if errors == 1 { ("error", "it is") } else { ("errors", "they are") };
    (errors > 0).then(|| {
        format!(
            "The files have {errors} {errors_are}. Claims and links may be missing here until {they} fixed: run \
                 `onrecord check`."
        )
    })
}

/// What is to be looked into, in one sentence.
fn findings<'a>(report: &'a Report<'a>) -> Option<String> {
    let rows = |is_so: fn(&Row<'a>) -> bool| report.rows().filter(is_so).count();
    let misquotes = if report.checks.is_some() { report.rows().map(|row| row.misquotes()).sum() } else { 0 };
    let found: [Counted; 8] = [
        (misquotes, "quote is not in its archived copy", "quotes are not in their archived copies"),
        (
            differing(report),
            "archived copy does not match its recorded digest",
            "archived copies do not match their recorded digests",
        ),
        (
            report.copied().len(),
            "document shares text word for word with another",
            "documents share text word for word with others",
        ),
        (
            report.hollow_corroborations().len(),
            "corroboration rests on what it corroborates, or on the same origins",
            "corroborations rest on what they corroborate, or on the same origins",
        ),
        (rows(Row::in_cycle), "claim is on a citation loop", "claims are on citation loops"),
        (returning(report), "chain returns to the source that it starts from", "chains return to where they start"),
        (
            rows(|row| row.outdated_by().is_some()),
            "claim rests on a withdrawn claim",
            "claims rest on withdrawn claims",
        ),
        (
            rows(|row| row.beyond_terms().is_some()),
            "claim names a source whose terms forbid it",
            "claims name sources whose terms forbid it",
        ),
    ];
    let words = |&(count, one, many): &Counted| format!("{count} {}", if count == 1 { one } else { many });
    let found: Vec<_> = found.iter().filter(|(count, ..)| *count > 0).map(words).collect();
    let (last, others) = found.split_last()?;
    let listed = if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
    Some(format!("{listed}: run `onrecord check`."))
}

/// How many archived copies are not the ones that were recorded, or contradict themselves.
fn differing(report: &Report<'_>) -> usize {
    let differs = |snapshot: &&Snapshot| matches!(snapshot, Snapshot::Differs | Snapshot::Contradictory);
    report.checks.map_or(0, |checks| checks.evidence.snapshots.iter().filter(differs).count())
}

/// How many claims lead back to their own voice by way of others. Only looked into with the other checks: nothing else
/// in a report takes as long.
fn returning<'a>(report: &'a Report<'a>) -> usize {
    if report.checks.is_none() {
        return 0;
    }
    let graph = report.graph();
    let voices = Speaking { of: graph.voices_of_claims(), count: graph.sources().len() };
    let mut claims: Vec<_> =
        returns(graph, report.analysis(), &voices, |_| true).iter().map(|found| found.claim).collect();
    claims.dedup();
    let is_shown = |row: &Row<'a>| claims.binary_search(&row.number()).is_ok();
    report.rows().filter(is_shown).count()
}
