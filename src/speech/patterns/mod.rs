//! The patterns: one file each, and one table.

mod according_to;
mod clause_said;
mod quote_said;
mod said_clause;
mod said_name;
mod said_quote;
mod said_that;

use std::ops::Range;

use super::reading::Tier;
use super::scene::Scene;

/// A pattern in the table.
pub(super) struct Pattern {
    pub(super) name: &'static str,
    /// Of 1,000 that it found in news texts with marked attributions, how many were right. `docs/draft.md` has the
    /// measurement.
    pub(super) right: u16,
    find: fn(&Scene<'_>, &mut Vec<Found>),
}

/// Right so often of 1,000, a pattern is sure.
const SURE: u16 = 900;

impl Pattern {
    pub(super) fn tier(&self) -> Tier {
        if self.right >= SURE { Tier::Sure } else { Tier::Likely }
    }
}

/// All patterns. Where two find the same words, the one that comes first has them.
pub(super) static PATTERNS: &[Pattern] = &[
    Pattern { name: "quote-said", right: 925, find: quote_said::find },
    Pattern { name: "quote-said-name", right: 920, find: said_name::find },
    Pattern { name: "said-quote", right: 893, find: said_quote::find },
    Pattern { name: "said-that", right: 885, find: said_that::find },
    Pattern { name: "according-to", right: 836, find: according_to::find },
    Pattern { name: "clause-said", right: 819, find: clause_said::find },
    Pattern { name: "said-clause", right: 735, find: said_clause::find },
];

/// What a pattern found in a sentence, by its units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The place of the pattern in the table.
    pub(super) pattern: usize,
    pub(super) source: Option<Range<usize>>,
    pub(super) cue: Range<usize>,
    pub(super) content: Vec<Range<usize>>,
}

impl Found {
    /// Without the place of its pattern, which [`all`] fills in.
    fn new(source: Option<Range<usize>>, cue: Range<usize>, content: impl Into<Vec<Range<usize>>>) -> Self {
        Self { pattern: 0, source, cue, content: content.into() }
    }
}

/// What all patterns find in a sentence.
pub(super) fn all(scene: &Scene<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (pattern, row) in PATTERNS.iter().enumerate() {
        let first = found.len();
        (row.find)(scene, &mut found);
        found[first..].iter_mut().for_each(|found: &mut Found| found.pattern = pattern);
    }
    found
}
