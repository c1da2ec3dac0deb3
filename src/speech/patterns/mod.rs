//! The patterns: one file each, and one table.

mod according_after;
mod according_to;
mod and_said;
mod as_said;
mod asked_lead;
mod asked_whether;
mod called;
mod clause_said;
mod clause_said_name;
mod headline;
mod lead_said_name;
mod promised_to;
mod quote_said;
mod quoted_as;
mod said_block;
mod said_clause;
mod said_name;
mod said_quote;
mod said_that;
mod said_topic;
mod saying;
mod so_name;
mod speaker;

use std::ops::Range;

use super::reading::Tier;
use super::scene::Scene;

/// A pattern in the table.
pub(super) struct Pattern {
    pub(super) name: &'static str,
    /// Of 1,000 that it found in news texts with marked attributions, how many were right. `docs/draft.md` has the
    /// measurement.
    pub(super) right: u16,
    /// Of 1,000 right ones, how many had the right source.
    pub(super) source: u16,
    /// Whether what it finds is a clause, which can stand alone as a statement; `to resign` and `a scandal` cannot.
    pub(super) clause: bool,
    find: fn(&Scene<'_>, &mut Vec<Found>),
}

/// Right so often of 1,000, a pattern is sure, if its sources are too.
const SURE: u16 = 900;
/// How often the source has to be right.
const SURE_SOURCE: u16 = 950;

impl Pattern {
    pub(super) fn tier(&self) -> Tier {
        if self.right >= SURE && self.source >= SURE_SOURCE { Tier::Sure } else { Tier::Likely }
    }
}

/// All patterns. Where two find the same words, the one that comes first has them.
pub(super) static PATTERNS: &[Pattern] = &[
    Pattern { name: "speaker", right: 909, source: 1000, clause: true, find: speaker::find },
    // Not measured.
    Pattern { name: "interview", right: 0, source: 0, clause: true, find: speaker::find_named },
    Pattern { name: "answer", right: 0, source: 0, clause: false, find: speaker::find_answer },
    Pattern { name: "headline", right: 0, source: 0, clause: false, find: headline::find },
    Pattern { name: "said-block", right: 667, source: 1000, clause: true, find: said_block::find },
    Pattern { name: "quote-said", right: 954, source: 986, clause: true, find: quote_said::find },
    Pattern { name: "quote-said-name", right: 958, source: 980, clause: true, find: said_name::find },
    Pattern { name: "quoted-as", right: 0, source: 0, clause: true, find: quoted_as::find },
    Pattern { name: "said-quote", right: 927, source: 978, clause: true, find: said_quote::find },
    Pattern { name: "said-that", right: 914, source: 980, clause: true, find: said_that::find },
    Pattern { name: "thought-that", right: 788, source: 910, clause: true, find: said_that::find_thought },
    Pattern { name: "shown-that", right: 920, source: 957, clause: true, find: said_that::find_shown },
    Pattern { name: "according-to", right: 851, source: 987, clause: true, find: according_to::find },
    Pattern { name: "according-after", right: 0, source: 0, clause: true, find: according_after::find },
    Pattern { name: "so-name", right: 0, source: 0, clause: true, find: so_name::find },
    Pattern { name: "as-said", right: 714, source: 1000, clause: true, find: as_said::find },
    Pattern { name: "clause-said", right: 848, source: 976, clause: true, find: clause_said::find },
    Pattern { name: "clause-said-name", right: 860, source: 1000, clause: true, find: clause_said_name::find },
    Pattern { name: "lead-said-name", right: 0, source: 0, clause: true, find: lead_said_name::find },
    Pattern { name: "asked-lead", right: 788, source: 878, clause: false, find: asked_lead::find },
    Pattern { name: "said-clause", right: 910, source: 979, clause: true, find: said_clause::find },
    Pattern { name: "polled", right: 774, source: 933, clause: true, find: said_clause::find_polled },
    Pattern { name: "who-said", right: 703, source: 923, clause: true, find: said_clause::find_who },
    Pattern { name: "argued-clause", right: 749, source: 923, clause: true, find: said_clause::find_argued },
    Pattern { name: "thought-clause", right: 742, source: 854, clause: true, find: said_clause::find_thought },
    Pattern { name: "shown-clause", right: 714, source: 934, clause: true, find: said_clause::find_shown },
    Pattern { name: "adding", right: 961, source: 863, clause: true, find: saying::find_adding },
    Pattern { name: "saying", right: 925, source: 851, clause: true, find: saying::find },
    Pattern { name: "and-said", right: 874, source: 835, clause: true, find: and_said::find },
    Pattern { name: "asked-whether", right: 807, source: 971, clause: false, find: asked_whether::find },
    Pattern { name: "promised-to", right: 731, source: 926, clause: false, find: promised_to::find },
    Pattern { name: "called", right: 715, source: 947, clause: false, find: called::find },
    Pattern { name: "said-topic", right: 699, source: 953, clause: false, find: said_topic::find },
    // Relays and German patterns were not measured, so they are not sure.
    Pattern { name: "relay", right: 0, source: 0, clause: true, find: |_, _| {} },
];

/// The place of the relays, which are found with what they pass on.
pub(super) const RELAY: usize = PATTERNS.len() - 1;

/// What a pattern found in a sentence, by its units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The place of the pattern in the table.
    pub(super) pattern: usize,
    pub(super) source: Option<Range<usize>>,
    pub(super) cue: Range<usize>,
    pub(super) content: Vec<Range<usize>>,
    /// The place in the same list of what this one passes on.
    pub(super) relays: Option<usize>,
    /// Whether it is known only from somebody who reports it. Then it is not sure.
    pub(super) is_hearsay: bool,
}

impl Found {
    /// Without the place of its pattern, which [`all`] fills in.
    fn new(source: Option<Range<usize>>, cue: Range<usize>, content: Vec<Range<usize>>) -> Self {
        Self { pattern: 0, source, cue, content, relays: None, is_hearsay: false }
    }

    /// The same content, passed on.
    pub(super) fn as_relay(&self) -> Self {
        Self { pattern: RELAY, relays: None, ..self.clone() }
    }

    /// The same with a content in one part.
    fn one(source: Option<Range<usize>>, cue: Range<usize>, content: Range<usize>) -> Self {
        Self::new(source, cue, std::iter::once(content).collect())
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
    // `Moss: It is safe, they said`: the label is no part of what they said.
    let label = scene.syntax.label_of(scene.paragraph).filter(|label| scene.at.contains(&label.start));
    let has_label =
        |found: &Found| label.as_ref().is_some_and(|label| found.content.iter().any(|part| part.start <= label.start));
    found.retain(|found| !has_label(found));
    // What begins with "According to the Post" is what the Post says, also if somebody speaks further on.
    let is_of_another = |found: &Found| found.content.iter().any(|part| scene.according(part.start).is_some());
    let is_reason = |found: &Found| found.content.iter().any(|part| scene.is_in_clue(part.start));
    found.retain(|found| !is_of_another(found) && !is_reason(found));
    without_clues(scene, found)
}

/// Without what only says why somebody is not named who speaks in the same sentence:
/// `a nurse, who declined to be named, said`.
fn without_clues(scene: &Scene<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let (reasons, others): (Vec<_>, Vec<_>) = found.iter().partition(|one| scene.has_clue(&one.cue));
    let shares = |reason: &Found, other: &Found| {
        let sources = reason.source.as_ref().zip(other.source.as_ref());
        sources.is_some_and(|(one, other)| one.start < other.end && other.start < one.end)
    };
    let reasons = reasons.into_iter().filter(|reason| others.iter().any(|other| shares(reason, other)));
    let verbs: Vec<_> = reasons.map(|reason| reason.cue.clone()).collect();
    found.retain(|one| !verbs.contains(&one.cue));
    found
}
