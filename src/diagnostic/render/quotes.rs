//! The quotes that were looked for, for those who want all of them and not only what is wrong.

use std::fmt::Debug;

use super::Findings;
use crate::format::named;
use crate::text::{Span, Text, counted};

/// A quote that a claim has from a document, and what came of looking for it in the archived copy.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedQuote {
    /// The id of the claim.
    pub claim: Text,
    /// The id of the document.
    pub document: Text,
    /// Where its words are in the claim file.
    pub place: Span,
    /// What came of it.
    pub outcome: QuoteOutcome,
    /// What made the text that was searched, if it is not the copy's own and the record says it.
    pub text_by: Option<Text>,
}

/// The quotes that claims have from documents: a corpus may have millions, so each is worded when it is written.
pub(crate) trait QuoteList: Debug + Sync {
    /// How many there are.
    fn len(&self) -> usize;

    /// What came of one.
    fn outcome(&self, nth: usize) -> QuoteOutcome;

    /// All that is said of one.
    fn quote(&self, nth: usize) -> CheckedQuote;
}

/// The outcome for a quote, as defined in `docs/evidence.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum QuoteOutcome {
    /// It is there character by character.
    Exact,
    /// It is there with different typography.
    Typographic,
    /// It is there, except for declared omissions and additions.
    Elided,
    /// Something similar is there.
    Altered,
    /// Nothing similar is there.
    Absent,
    /// It could not be looked for.
    Unchecked,
}

impl QuoteOutcome {
    /// All of them, the best first.
    pub const ALL: [Self; 6] =
        [Self::Exact, Self::Typographic, Self::Elided, Self::Altered, Self::Absent, Self::Unchecked];

    /// The word for it in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Typographic => "typographic",
            Self::Elided => "elided",
            Self::Altered => "altered",
            Self::Absent => "absent",
            Self::Unchecked => "unchecked",
        }
    }
}

named!(QuoteOutcome);

impl Findings<'_> {
    /// How many quotes there are of each outcome, the best first; nothing if there are no quotes.
    pub(super) fn quote_counts(&self) -> Option<[(QuoteOutcome, usize); 6]> {
        let mut counts = QuoteOutcome::ALL.map(|outcome| (outcome, 0));
        for found in (0..self.quotes.len()).map(|nth| self.quotes.outcome(nth)) {
            counts.iter_mut().filter(|(outcome, _)| *outcome == found).for_each(|(_, count)| *count += 1);
        }
        (self.quotes.len() > 0).then_some(counts)
    }

    /// How many quotes were checked and how, in one sentence of ours; nothing if there are no quotes.
    pub(crate) fn quote_words(&self) -> Option<String> {
        let counts = self.quote_counts()?;
        let [checked @ .., (_, unchecked)] = &counts;
        let words = checked.map(|(outcome, count)| format!("{count} {}", outcome.name())).join(", ");
        let left = if *unchecked == 0 { String::new() } else { format!("; {unchecked} could not be checked") };
        let quotes = counted(self.quotes.len() - unchecked, "quote");
        Some(format!("checked {quotes} against archived copies: {words}{left}"))
    }
}
