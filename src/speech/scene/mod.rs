//! A sentence as patterns see it: the verbs that may give words to somebody, and who is before each.

mod cues;
mod subjects;

use std::cell::OnceCell;
use std::ops::Range;

use super::lexicon::{Classes, CluePlace, Form, Takes};
use super::phrases;
use super::syntax::{Quoted, Sentence, Syntax, Unit};
use super::tokens::{Case, Sign};

/// What comes after a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum After {
    /// A quotation, after a comma or a colon or neither.
    Quote(Range<usize>),
    /// A clause with "that".
    That(Range<usize>),
    /// A clause without "that".
    Bare(Range<usize>),
    /// A question: "whether", "why".
    Question(Range<usize>),
    /// What comes after a colon and is no quotation.
    Colon(Range<usize>),
}

/// A verb of the lexicon where it may give words to somebody.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    /// From the first auxiliary or adverb to the verb.
    pub(super) group: Range<usize>,
    pub(super) form: Form,
    pub(super) takes: Takes,
    /// The phrase before it.
    pub(super) subject: Option<Range<usize>>,
    /// Whether a form of "to be" makes it passive.
    pub(super) is_passive: bool,
    /// Whether "to" is before it, and a verb such as "declined" before that.
    pub(super) is_infinitive: bool,
    /// What is said after it, once somebody asked.
    pub(super) said: OnceCell<Option<After>>,
}

/// A sentence with its cues.
pub(super) struct Scene<'p> {
    pub(super) syntax: &'p Syntax<'p>,
    pub(super) units: &'p [Unit],
    /// Where the sentence is among the units.
    pub(super) at: Range<usize>,
    pub(super) paragraph: usize,
    pub(super) cues: Vec<Cue>,
    /// Who the sentence is about: the phrase before its first verb.
    pub(super) subject: Option<Range<usize>>,
}

/// How far a verb may be from the comma before its "whose", in units.
const MAX_WHOSE: usize = 5;
/// How many units a dateline has at most: `LONDON (AP) -`.
const MAX_DATELINE: usize = 8;

impl<'p> Scene<'p> {
    pub(super) fn new(syntax: &'p Syntax<'p>, sentence: &Sentence) -> Self {
        let Sentence { units: at, paragraph } = sentence.clone();
        let mut scene = Self { syntax, units: &syntax.units, at, paragraph, cues: Vec::new(), subject: None };
        scene.cues = scene.at.clone().filter_map(|head| scene.cue(head)).collect();
        scene.subject = scene.main_subject();
        scene
    }

    /// Where the words of the sentence end: before its last mark.
    pub(super) fn end(&self) -> usize {
        let is_over = |at: usize| self.units[at].is_plain() && self.units[at].token.ends_sentence();
        let mut end = self.at.end;
        while end > self.at.start && is_over(end - 1) {
            end -= 1;
        }
        end
    }

    /// Where the words of the sentence begin: after the place and the agency of a report.
    pub(super) fn start(&self) -> usize {
        if let Some(start) = self.after_wire() {
            return start;
        }
        let limit = self.at.end.min(self.at.start + MAX_DATELINE);
        let is_first = self.syntax.blocks.get(self.paragraph).is_some_and(|block| block.start == self.at.start);
        let dash = (self.at.start..limit).find(|&at| self.is_mark(at, Sign::Dash)).filter(|_| is_first);
        let shouts = |dash: &usize| self.units[self.at.start].token.case == Case::Shouted && *dash + 1 < self.at.end;
        dash.filter(shouts).map_or(self.at.start, |dash| dash + 1)
    }

    /// Where the words of a press release begin: `ELMHAVEN, Oct. 21, 2024 /PRNewswire/ --`
    pub(super) fn after_wire(&self) -> Option<usize> {
        let near = self.at.start..self.at.end.min(self.at.start + 2 * MAX_DATELINE);
        let stroke = near.clone().find(|&at| self.units[at].is_plain() && self.syntax.words(&self.units[at]) == "/")?;
        let dash = (stroke..near.end).find(|&at| self.is_mark(at, Sign::Dash)).filter(|dash| dash + 1 < self.at.end);
        dash.filter(|_| self.units[self.at.start].token.case == Case::Shouted).map(|dash| dash + 1)
    }

    /// Where a phrase ends that goes on to `end` at most: in a language whose nouns have capitals, after its noun.
    pub(super) fn noun_end(&self, start: usize, end: usize) -> usize {
        let has_capital_nouns = self.syntax.lexicon.traits.has_capital_nouns;
        if has_capital_nouns && start < end { phrases::after_nouns(self.units, start, end) } else { end }
    }

    /// Whether a word ends in "-ing".
    pub(super) fn is_ing(&self, at: usize) -> bool {
        self.unit(at).is_some_and(|unit| unit.is_word() && self.syntax.words(unit).ends_with("ing"))
    }

    /// Where the clause ends in which a verb is: a sentence that begins with "While" has a second one after a comma.
    pub(super) fn end_of_clause(&self, verb: usize, at: usize) -> usize {
        let end = self.end();
        let mut first = self.at.start;
        if self.is(first, Classes::AND) {
            first += 1;
        }
        let is_below = (self.is(first, Classes::SUBORDINATE) || verb == first && self.is_ing(verb))
            && !(first..verb).any(|at| self.is_mark(at, Sign::Comma));
        // `Smith, who said that …, left`
        let who = verb.wrapping_sub(1);
        let is_aside = self.is(who, Classes::RELATIVE) && self.is_mark(who.wrapping_sub(1), Sign::Comma);
        let is_over = |at: usize| is_below || is_aside || self.is_in_whose(verb) && self.is_finite(at + 1);
        (at..end).find(|&at| self.is_mark(at, Sign::Comma) && is_over(at)).unwrap_or(end)
    }

    /// Whether a verb is in a clause about somebody, which a comma ends: `Smith, whose lawyer said …, left`.
    fn is_in_whose(&self, verb: usize) -> bool {
        let near = self.at.start.max(verb.saturating_sub(MAX_WHOSE))..verb;
        let opens = near.rev().find(|&at| self.is_mark(at, Sign::Comma) || self.is_quotation(at));
        let who = opens.filter(|&at| self.is_mark(at, Sign::Comma)).map(|comma| comma + 1);
        let never = Classes::DEMONSTRATIVE | Classes::ARTICLE | Classes::SUBORDINATE;
        who.is_some_and(|who| self.is(who, Classes::RELATIVE) && !self.is(who, never))
    }

    /// Whether a verb in a form of its own is at a unit.
    fn is_finite(&self, at: usize) -> bool {
        self.unit(at).is_some_and(|unit| !unit.is_capital()) && phrases::is_finite(self.units, at, at)
    }

    pub(super) fn unit(&self, at: usize) -> Option<&'p Unit> {
        self.units.get(at).filter(|_| self.at.contains(&at))
    }

    pub(super) fn is_mark(&self, at: usize, kind: Sign) -> bool {
        self.unit(at).is_some_and(|unit| unit.is_mark(kind))
    }

    pub(super) fn is_quotation(&self, at: usize) -> bool {
        self.unit(at).is_some_and(Unit::is_quotation)
    }

    pub(super) fn is(&self, at: usize, classes: Classes) -> bool {
        self.unit(at).is_some_and(|unit| unit.is(classes))
    }

    /// Whether "almost" or the like is at a unit.
    pub(super) fn is_nearly(&self, at: usize) -> bool {
        self.is(at, Classes::PERHAPS) && self.is(at, Classes::ADVERB)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.unit(at).is_some_and(Unit::is_word)
    }

    /// The end of a phrase such as `according to` that begins at a unit.
    pub(super) fn according(&self, at: usize) -> Option<usize> {
        if !self.is(at, Classes::ACCORDING) {
            return None;
        }
        let is_here = |phrase: &&Vec<&str>| phrase.iter().zip(at..).all(|(word, at)| self.is_the_word(at, word));
        self.syntax.lexicon.according.iter().find(is_here).map(|phrase| at + phrase.len())
    }

    /// Whether a verb, with what is before and after it, says why somebody is not named: `declined to be named`.
    pub(super) fn has_clue(&self, verb: &Range<usize>) -> bool {
        let clues = self.syntax.lexicon.clues.iter().filter(|clue| clue.place == CluePlace::Sentence);
        clues.into_iter().any(|clue| {
            let starts = verb.start.saturating_sub(clue.words.len() - 1).max(self.at.start)..verb.end;
            starts.into_iter().any(|at| self.syntax.has_words(at..self.at.end, &clue.words))
        })
    }

    /// Whether a unit is among the words for why somebody is not named: `on condition that her name not be used`.
    pub(super) fn is_in_clue(&self, at: usize) -> bool {
        let clues = self.syntax.lexicon.clues.iter().filter(|clue| clue.place == CluePlace::Sentence);
        clues.into_iter().any(|clue| {
            let starts = (at + 1).saturating_sub(clue.words.len()).max(self.at.start)..=at;
            starts.into_iter().any(|start| self.syntax.has_words(start..self.at.end, &clue.words))
        })
    }

    /// Whether some units, up to a comma, name an outlet: two words of it, or one that is one by itself.
    pub(super) fn is_outlet(&self, units: &Range<usize>) -> bool {
        let is_over = |at: usize| {
            let is_tied = self.is(at, Classes::PREPOSITION) && !self.units[at].is_capital();
            is_tied || [Sign::Comma, Sign::Dash].iter().any(|&kind| self.is_mark(at, kind))
        };
        let end = units.clone().skip(1).find(|&at| is_over(at));
        let units = units.start..end.unwrap_or(units.end);
        // `a Reuters reporter`, `Network Rail`
        let is_person = |at: usize| self.is(at, Classes::ROLE) && !self.is(at, Classes::OUTLET);
        if units.clone().any(|at| is_person(at) && !self.units[at].is_capital()) || self.syntax.is_firm(&units) {
            return false;
        }
        let is_name = |at: usize| self.units[at].is_capital() && self.is(at, Classes::OUTLET);
        let is_common = |at: usize| self.is(at, Classes::OUTLET) && !self.is(at, Classes::PREPOSITION);
        let last = units.end.saturating_sub(1);
        !units.is_empty() && (units.into_iter().any(is_name) || is_common(last))
    }

    /// Whether the word at a unit is this one, in small letters.
    pub(super) fn is_the_word(&self, at: usize, word: &str) -> bool {
        self.unit(at).is_some_and(|unit| unit.is_word() && is_alike(self.syntax.words(unit), word))
    }

    /// The quotation that is at a unit.
    pub(super) fn quoted(&self, at: usize) -> Option<&'p Quoted> {
        self.unit(at).and_then(|unit| self.syntax.quoted(unit))
    }

    pub(super) fn has_finite_verb(&self, range: Range<usize>) -> bool {
        range.clone().any(|at| self.is_quotation(at) || phrases::is_finite(self.units, range.start, at))
    }

    /// Whether words before a quotation that ends at a comma are about something else than what is said: `A witness,
    /// known as “B”, said`.
    pub(super) fn leads_elsewhere(&self, start: usize, close: usize) -> bool {
        let is_mark = |at: usize| self.is_mark(at, Sign::Comma);
        // `known as` after a comma is no verb of its own.
        let is_own = |at: usize| phrases::is_finite(self.units, start, at) && !is_mark(at.wrapping_sub(1));
        let is_clause = (start..close).any(is_own);
        !self.is_quotation(start) && !is_clause && !is_mark(close - 1) && (start..close).any(is_mark)
    }

    /// Whether a quotation before a unit is somebody's sentence, not words that the writer uses.
    pub(super) fn is_whole_quotation(&self, at: usize, end: usize) -> bool {
        let Some(quoted) = self.quoted(at) else { return false };
        let is_paused = !matches!(quoted.last, Sign::Word | Sign::Number | Sign::Possessive);
        is_paused || self.is_mark(end, Sign::Comma)
    }

    /// Where what is said begins that ends with a quotation: at the start of the sentence.
    pub(super) fn start_of_said(&self, close: usize) -> usize {
        let is_quoted = |at: usize| self.is_quotation(at);
        let mut start = close;
        while start > self.at.start && is_quoted(start - 1) {
            start -= 1;
        }
        // `(We changed her name.) “Q,” Anna says`
        let is_bracketed = start == self.at.start + 1 && self.units[self.at.start].is_bracketed;
        let is_own = is_bracketed || self.is_mark(start.wrapping_sub(1), Sign::Colon);
        if is_own { start } else { self.start() }
    }
}

/// Whether two words are alike, whatever their capitals.
fn is_alike(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other) || !one.is_ascii() && one.to_lowercase() == other
}
