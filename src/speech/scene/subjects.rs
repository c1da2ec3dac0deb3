//! Who the verbs of a sentence are about.

use std::ops::Range;

use super::{Cue, Scene};
use crate::speech::lexicon::{Classes, Form, Takes};
use crate::speech::phrases;
use crate::speech::syntax::Unit;
use crate::speech::tokens::Sign;

/// How far into a sentence its first verb is looked for, in units.
const MAX_SUBJECT: usize = 60;
/// How long an initial is, with its stop.
const INITIAL: usize = 2;

impl Scene<'_> {
    /// Whether somebody spoke earlier in the sentence than a verb without a phrase of its own.
    pub(in crate::speech) fn has_spoken(&self, cue: &Cue) -> bool {
        self.spoken(cue).is_some()
    }

    fn spoken(&self, cue: &Cue) -> Option<Range<usize>> {
        let speaks = |before: &&Cue| before.takes.has_any(Takes::WORDS) && before.form != Form::Participle;
        let earlier = self.cues.iter().rev().filter(|before| before.group.end <= cue.group.start);
        earlier.filter(speaks).find_map(|before| before.subject.clone().or_else(|| self.inverted(before)))
    }

    /// The phrase after a verb that has none before it: `“Q,” said Smith`.
    fn inverted(&self, cue: &Cue) -> Option<Range<usize>> {
        let before = cue.group.start.checked_sub(1)?;
        let is_free = self.is_quotation(before) || self.is_mark(before, Sign::Comma);
        let starts = self.unit(cue.group.end).is_some_and(|unit| unit.is_capital() || unit.is(Classes::ARTICLE));
        let phrase = cue.group.end..phrases::after(self.units, cue.group.end, self.at.end);
        (is_free && starts && !phrase.is_empty()).then_some(phrase)
    }

    /// Who goes on where a verb has no phrase of its own: the last speaker in the sentence, or its subject, which may
    /// come after what is said, but not be a part of it.
    pub(in crate::speech) fn goes_on(&self, cue: &Cue, said: &Range<usize>) -> Option<Range<usize>> {
        let is_outside = |subject: &Range<usize>| subject.end <= cue.group.start || subject.start >= said.end;
        self.spoken(cue).or_else(|| self.subject.clone().filter(is_outside))
    }

    /// Whether somebody else speaks within some units after an abbreviation, at which a sentence may end:
    /// `the U.S. Smith said`.
    pub(in crate::speech) fn may_have_two_speakers(&self, parts: &[Range<usize>]) -> bool {
        let may_end = |at: usize| {
            let is_short = self.is_word(at) && self.syntax.words(&self.units[at]).ends_with('.');
            let starts = self.unit(at + 1).is_some_and(Unit::is_capital);
            is_short && starts && !self.is(at, Classes::TITLE) && self.syntax.words(&self.units[at]).len() > INITIAL
        };
        let speaks = |cue: &Cue| cue.takes.has_any(Takes::WORDS) && matches!(cue.form, Form::Past | Form::Present);
        let may_have_two = |part: &Range<usize>| {
            let end = part.clone().find(|&at| may_end(at)).map(|end| end..part.end);
            end.is_some_and(|rest| self.cues.iter().any(|cue| speaks(cue) && rest.contains(&cue.group.start)))
        };
        parts.iter().any(may_have_two)
    }

    /// The phrase before the first verb of the main clause.
    pub(super) fn main_subject(&self) -> Option<Range<usize>> {
        let leads = Classes::SUBORDINATE | Classes::PREPOSITION;
        let is_below = self.is(self.at.start, leads) || self.is_ing(self.at.start);
        let comma = self.at.clone().find(|&at| self.is_mark(at, Sign::Comma)).filter(|_| is_below);
        let start = comma.map_or(self.at.start, |comma| comma + 1);
        let limit = self.at.end.min(start + MAX_SUBJECT);
        let mut verbs = (start + 1..limit).filter(|&at| phrases::is_finite(self.units, start, at));
        let verb = verbs.find(|&at| !self.is(at - 1, Classes::RELATIVE));
        let found = verb.and_then(|verb| phrases::before(self.units, start, self.without_adverbs_before(verb)));
        let first = || start..phrases::after(self.units, start, self.at.end);
        found.or_else(|| Some(first()).filter(|phrase| !phrase.is_empty()))
    }

    fn without_adverbs_before(&self, mut at: usize) -> usize {
        while at > self.at.start && self.is(at - 1, Classes::ADVERB) && !self.is(at - 1, Classes::QUANTITY) {
            at -= 1;
        }
        at
    }

    /// Whether what is before a verb is printed, broadcast or measured, and not a person.
    pub(in crate::speech) fn is_paper(&self, cue: &Cue) -> bool {
        let Some(subject) = &cue.subject else { return false };
        subject.clone().any(|at| self.is(at, Classes::PAPER | Classes::OUTLET))
    }

    /// Whether what is before a verb is a number of people: `40 percent of voters`, `half`.
    pub(in crate::speech) fn is_counted(&self, cue: &Cue) -> bool {
        let Some(subject) = &cue.subject else { return false };
        let is_number = |at: usize| self.is_mark(at, Sign::Number);
        let is_share = subject.clone().any(|at| self.is_the_word(at, "percent") || self.is_the_word(at, "half"));
        is_number(subject.start) || is_share || self.is(subject.start, Classes::QUANTITY) && subject.len() > 1
    }

    /// Whether "who" is before a verb.
    pub(in crate::speech) fn is_relative(&self, cue: &Cue) -> bool {
        cue.subject.as_ref().is_some_and(|subject| {
            self.is(subject.end - 1, Classes::RELATIVE) && !self.is(subject.end - 1, Classes::DEMONSTRATIVE)
        })
    }
}
