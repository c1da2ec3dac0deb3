//! Why a source is not named, in the words of the text.

use std::ops::Range;

use super::Phrase;
use crate::speech::lexicon::{Classes, Form, Takes};
use crate::speech::phrases;
use crate::speech::reading::Extent;
use crate::speech::tokens::Sign;

/// Words before a clue that belong to it: `speaking on the condition of anonymity`.
const SPOKE: [&str; 9] = ["on", "the", "under", "speaking", "spoke", "talking", "talked", "agreed", "was"];
impl Phrase<'_> {
    /// Why it is not named: words of the phrase, or of its sentence, up to the next comma.
    pub(super) fn reason(&self) -> Option<Extent> {
        let clues = &self.syntax.lexicon.clues;
        let sentence = self.syntax.sentences.partition_point(|sentence| sentence.units.end <= self.units.start);
        let sentence = self.syntax.sentences.get(sentence)?.units.clone();
        let places = |units: &Range<usize>, is_of_source: bool| {
            let clues = clues.iter().filter(|clue| clue.is_of_source == is_of_source);
            clues.filter_map(|clue| self.find(units, &clue.words)).min_by_key(|found| found.start)
        };
        let found = places(&self.units, true).or_else(|| places(&sentence, false))?;
        let starts = |at: usize| SPOKE.contains(&self.word(at).to_lowercase().as_str());
        let mut first = found.start;
        while first > sentence.start && starts(first - 1) {
            first -= 1;
        }
        let limit = if self.units.contains(&found.start) { self.units.end } else { sentence.end };
        let end = (found.end..limit).find(|&at| self.ends(&found, at, limit)).unwrap_or(limit);
        let (first, last) = (self.syntax.units.get(first)?, self.syntax.units.get(end.checked_sub(1)?)?);
        Some(Extent { start: first.extent().start, end: last.extent().end })
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
        let is_here = |at: usize| {
            !is_counted(at + words.len())
                && words.iter().zip(at..).all(|(word, at)| at < units.end && self.word(at).eq_ignore_ascii_case(word))
        };
        units.clone().find(|&at| is_here(at)).map(|at| at..at + words.len())
    }
}
