//! Why a source is not named, in the words of the text.

use std::ops::Range;

use super::Phrase;
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
        let in_phrase = clues.iter().filter(|clue| clue.is_of_source);
        let found = in_phrase.filter_map(|clue| self.find(&self.units, &clue.words)).min();
        let found = found.or_else(|| {
            let anywhere = clues.iter().filter(|clue| !clue.is_of_source);
            anywhere.filter_map(|clue| self.find(&sentence, &clue.words)).min()
        })?;
        let starts = |at: usize| SPOKE.contains(&self.word(at).to_lowercase().as_str());
        let mut first = found;
        while first > sentence.start && starts(first - 1) {
            first -= 1;
        }
        let ends = |at: usize| {
            let unit = &self.syntax.units[at];
            unit.is_mark(Sign::Comma) || unit.token.ends_sentence() || unit.is_quotation() || unit.is_mark(Sign::Dash)
        };
        let limit = if self.units.contains(&found) { self.units.end } else { sentence.end };
        let end = (found..limit).find(|&at| ends(at)).unwrap_or(limit);
        let (first, last) = (self.syntax.units.get(first)?, self.syntax.units.get(end.checked_sub(1)?)?);
        Some(Extent { start: first.extent().start, end: last.extent().end })
    }

    /// Where some words follow each other.
    fn find(&self, units: &Range<usize>, words: &[&str]) -> Option<usize> {
        let is_counted = |at: usize| self.syntax.units.get(at).is_some_and(|unit| unit.is_mark(Sign::Number));
        let is_here = |at: usize| {
            !is_counted(at + words.len())
                && words.iter().zip(at..).all(|(word, at)| at < units.end && self.word(at).eq_ignore_ascii_case(word))
        };
        units.clone().find(|&at| is_here(at))
    }
}
