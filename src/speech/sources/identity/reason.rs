//! Why a source is not named, in the words of the text.

use std::ops::Range;

use super::Phrase;
use crate::speech::lexicon::{Classes, CluePlace, Form, Takes};
use crate::speech::phrases;
use crate::speech::reading::Extent;
use crate::speech::tokens::Sign;

/// Whether a word before a clue belongs to it.
pub(in crate::speech::sources) fn is_lead(word: &str) -> bool {
    SPOKE.contains(&word.to_lowercase().as_str())
}

/// Words before a clue that belong to it: `speaking on the condition of anonymity`.
const SPOKE: [&str; 9] = ["on", "the", "under", "speaking", "spoke", "talking", "talked", "agreed", "was"];

/// Why somebody is not named.
#[derive(Debug, Clone, Copy)]
pub(in crate::speech::sources) struct Reason {
    pub(in crate::speech::sources) extent: Extent,
    /// Whether it says so, as `on condition of anonymity` does and `familiar with the talks` does not.
    is_explicit: bool,
}

impl Reason {
    /// Whether it says more than another.
    pub(in crate::speech::sources) fn is_better_than(&self, other: Option<&Self>) -> bool {
        other.is_none_or(|other| self.is_explicit && !other.is_explicit)
    }
}

impl Phrase<'_> {
    /// Why it is not named: words of the phrase, or of its sentence, up to the next comma.
    pub(super) fn reason(&self) -> Option<Reason> {
        let clues = &self.syntax.lexicon.clues;
        let sentence = self.syntax.sentences.partition_point(|sentence| sentence.units.end <= self.units.start);
        let sentence = self.syntax.sentences.get(sentence)?.units.clone();
        let places = |units: &Range<usize>, place: CluePlace| {
            let clues = clues.iter().filter(|clue| clue.place == place);
            clues.filter_map(|clue| self.find(units, &clue.words)).min_by_key(|found| found.start)
        };
        let starts = |at: usize| is_lead(self.word(at));
        let first = |found: &Range<usize>| {
            (sentence.start..found.start).rev().find(|&at| !starts(at)).map_or(sentence.start, |before| before + 1)
        };
        let explicit = places(&self.units, CluePlace::Sentence).or_else(|| places(&sentence, CluePlace::Sentence));
        let described = places(&self.units, CluePlace::Source);
        let explicit = explicit.filter(|found| described.is_none() || self.is_own(first(found)));
        let is_explicit = explicit.is_some();
        let found = explicit.or(described)?;
        let first = first(&found);
        let limit = if self.units.contains(&found.start) { self.units.end } else { sentence.end };
        let end = (found.end..limit).find(|&at| self.ends(&found, at, limit)).unwrap_or(limit);
        let (first, last) = (self.syntax.units.get(first)?, self.syntax.units.get(end.checked_sub(1)?)?);
        let extent = Extent { start: first.extent().start, end: last.extent().end };
        Some(Reason { extent, is_explicit })
    }

    /// Whether nobody else comes between the phrase and a clue in its sentence: `said that Moss declined to be named`.
    fn is_own(&self, clue: usize) -> bool {
        let others = Classes::THAT | Classes::ARTICLE | Classes::POSSESSIVE | Classes::PRONOUN | Classes::AUXILIARY;
        let is_named = clue > self.units.end && self.syntax.units[clue - 1].is_capital() && !self.speaks(clue);
        !is_named && !(self.units.end..clue).any(|at| self.is(at, others))
    }

    /// Whether a preposition or a participle begins at a unit: what somebody else does begins with a verb.
    fn speaks(&self, at: usize) -> bool {
        self.is(at, Classes::PREPOSITION) || self.word(at).ends_with("ing")
    }

    /// Whether the words that begin with a clue are over: at a mark, or where what is said begins.
    fn ends(&self, clue: &Range<usize>, at: usize, limit: usize) -> bool {
        let units = &self.syntax.units;
        let unit = &units[at];
        let is_mark = unit.is_mark(Sign::Comma) || unit.is_mark(Sign::Dash) || unit.token.ends_sentence();
        let is_finite = |at: usize| at < limit && phrases::is_finite(units, at, at);
        let is_joined = unit.is(Classes::AND) && (phrases::has_subject(units, at + 1, limit) || is_finite(at + 1));
        let is_said = at == clue.end && phrases::has_subject(units, at, limit);
        let follows = |classes| self.is(at - 1, classes);
        let speaks = unit.verb().is_some_and(|verb| verb.takes.has_any(Takes::WORDS) && verb.form == Form::Past);
        let is_when = self.is(at + 1, Classes::DAY) && unit.is(Classes::PREPOSITION);
        let is_day = unit.is(Classes::DAY) && unit.is_capital() && !follows(Classes::ARTICLE);
        is_mark
            || unit.is_quotation()
            || unit.is(Classes::THAT)
            || is_joined
            || is_said
            || speaks && !follows(Classes::PRONOUN)
            || is_when
            || is_day
    }

    /// Where some words follow each other.
    fn find(&self, units: &Range<usize>, words: &[&str]) -> Option<Range<usize>> {
        let is_counted = |at: usize| self.syntax.units.get(at).is_some_and(|unit| unit.is_mark(Sign::Number));
        let is_here = |at: usize| !is_counted(at + words.len()) && self.syntax.has_words(at..units.end, words);
        units.clone().find(|&at| is_here(at)).map(|at| at..at + words.len())
    }
}
