//! The verbs of a sentence that may give words to somebody.

use std::cell::OnceCell;
use std::ops::Range;

use super::{Cue, Scene};
use crate::speech::lexicon::{Classes, Form, NEARLY, Takes, VerbForm};
use crate::speech::phrases;
use crate::speech::syntax::Unit;
use crate::speech::tokens::Sign;

/// The words before a verb that belong to it.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    first: usize,
    is_passive: bool,
    has_auxiliary: bool,
    is_infinitive: bool,
}

impl Scene<'_> {
    pub(super) fn cue(&self, head: usize) -> Option<Cue> {
        let verb = self.units[head].verb()?;
        let group = self.group(head, verb.form)?;
        if self.is_noun(head, &group, verb) {
            return None;
        }
        let start = self.after_wire().filter(|&start| start <= group.first).unwrap_or(self.at.start);
        let first = group.first;
        let relates = |unit: &Unit| unit.is(Classes::RELATIVE) && !unit.is(Classes::DEMONSTRATIVE);
        let is_relative = first > start && relates(&self.units[first - 1]);
        let subject = if is_relative {
            let who = first - 1;
            let end = if who > start && self.units[who - 1].is_mark(Sign::Comma) { who - 1 } else { who };
            phrases::before(self.units, start, end).map(|phrase| phrase.start..first)
        } else {
            phrases::before(self.units, start, first)
        };
        let subject = subject.map(|subject| match self.according(subject.start) {
            // `According to the Post, which cited`
            Some(end) if end < subject.end => end..subject.end,
            _ => self.without_clue(subject),
        });
        // `neither confirmed nor denied`, `There are claims`
        let is_verb = |at: usize| {
            let verb = self.units[at].verb().filter(|verb| !verb.takes.has_any(Takes::NOUN));
            verb.is_some() && !self.units[at].is_capital() && !self.is_person(at)
        };
        let is_none = |subject: &Range<usize>| {
            subject.len() == 1 && (is_verb(subject.start) || self.is_the_word(subject.start, "there"))
        };
        // `Smith, when told that`: he is told.
        let before = first.checked_sub(1).filter(|&before| before >= start).map(|before| &self.units[before]);
        let is_when = before.is_some_and(|unit| relates(unit) && unit.is(Classes::SUBORDINATE));
        let subject = subject.filter(|subject| !is_none(subject) && !is_when);
        let is_plural = || subject.as_ref().is_some_and(|subject| self.is_plural(subject));
        let is_finite = match verb.form {
            Form::Past | Form::Present => true,
            Form::Base => group.has_auxiliary || group.is_infinitive || is_plural(),
            Form::Done | Form::Participle => group.has_auxiliary,
        };
        let particle = self.unit(head + 1).filter(|next| next.is_word()).map(|next| self.syntax.words(next));
        let phrasal = particle.and_then(|word| self.syntax.lexicon.phrasal(verb, word));
        Some(Cue {
            group: first..head + 1 + usize::from(phrasal.is_some()),
            form: verb.form,
            takes: phrasal.unwrap_or(verb.takes),
            subject: subject.filter(|_| is_finite),
            is_passive: group.is_passive,
            is_infinitive: group.is_infinitive,
            said: OnceCell::new(),
        })
    }

    /// A phrase without the words before it that say why somebody is not named: `Off the record, the minister said`.
    fn without_clue(&self, subject: Range<usize>) -> Range<usize> {
        let comma = subject.clone().find(|&at| self.is_mark(at, Sign::Comma));
        let comma = comma.filter(|&comma| comma + 1 < subject.end && self.is_in_clue(subject.start));
        comma.map_or(subject.clone(), |comma| comma + 1..subject.end)
    }

    /// The auxiliaries and adverbs before a verb.
    fn group(&self, head: usize, form: Form) -> Option<Group> {
        let mut group = Group { first: head, ..Group::default() };
        while group.first > self.at.start {
            let before = group.first - 1;
            let unit = &self.units[before];
            // `Will said`: a name.
            let is_name = unit.is_capital() && before > self.at.start && matches!(form, Form::Past | Form::Present);
            if let Some(nearly) = self.nearly(before) {
                group.first = nearly;
                continue;
            }
            if unit.is(Classes::AUXILIARY) && (!is_name || unit.is(Classes::BE)) {
                // `is expected to say` is no more said than `was said`.
                let is_done = matches!(form, Form::Past | Form::Done) || group.is_infinitive;
                group.is_passive |= is_done && unit.is(Classes::BE) && !group.has_auxiliary;
                group.has_auxiliary = true;
            } else if form == Form::Base && !group.is_infinitive && self.is_the_word(before, "to") {
                group.is_infinitive = true;
                group.first = self.leading_verb(before)?;
                continue;
            } else if !unit.is(Classes::ADVERB | Classes::NEGATION)
                || unit.is(Classes::QUANTITY) && !group.has_auxiliary && !self.is_no_longer(before)
            {
                break;
            }
            group.first = before;
        }
        Some(group)
    }

    /// Where words begin that mean "almost" and end with a unit: `all but said`.
    fn nearly(&self, last: usize) -> Option<usize> {
        let first = |words: &[&str]| (last + 1).checked_sub(words.len()).filter(|&first| first > self.at.start);
        let is_here =
            |first: usize, words: &[&str]| words.iter().zip(first..).all(|(word, at)| self.is_the_word(at, word));
        NEARLY.iter().find_map(|words| first(words).filter(|&first| is_here(first, words)))
    }

    /// Whether a word is for somebody or something that may speak.
    fn is_person(&self, at: usize) -> bool {
        self.is(at, Classes::ROLE | Classes::PEOPLE | Classes::PAPER | Classes::GROUP | Classes::OUTLET)
    }

    /// Whether `no longer` or the like begins at a unit.
    fn is_no_longer(&self, at: usize) -> bool {
        self.is(at, Classes::NEGATION) && self.is(at + 1, Classes::ADVERB) && !self.is(at + 1, Classes::NEGATION)
    }

    /// The verb that an infinitive goes with: `declined to say`, `went on to say`.
    fn leading_verb(&self, to: usize) -> Option<usize> {
        let last = to.checked_sub(1)?;
        let at = if self.is_the_word(last, "on") { last.checked_sub(1)? } else { last };
        let leads = |unit: &Unit| !unit.is_capital() && (unit.is(Classes::VERB) || unit.verb().is_some());
        self.unit(at).filter(|unit| unit.is_word() && leads(unit)).map(|_| at)
    }

    /// Whether a word that may be a verb is a noun where it is: `the claim`, `his hopes`.
    fn is_noun(&self, head: usize, group: &Group, verb: VerbForm) -> bool {
        if matches!(verb.form, Form::Past | Form::Done) || group.first < head || head == self.at.start {
            return false;
        }
        let before = &self.units[head - 1];
        let ties = Classes::ARTICLE | Classes::POSSESSIVE | Classes::PREPOSITION | Classes::DEMONSTRATIVE;
        // After an adjective or a number it is a noun too, so only what can be a subject may be before it.
        let speaks = before.is_capital()
            || !before.is_word() && !before.is_mark(Sign::Number)
            || before.is(Classes::PRONOUN | Classes::ROLE | Classes::PAPER)
            || before.is(Classes::GROUP) && !before.is(Classes::PEOPLE);
        // In a headline, where words have capitals, nothing tells.
        let is_titled = self.units[head].is_capital() && verb.takes.has_any(Takes::NOUN);
        let is_many = verb.form == Form::Present && self.is(self.at.start, Classes::QUANTITY);
        // `a Reuters report`
        let is_one = head > self.at.start + 1
            && verb.form == Form::Base
            && self.is(head - 2, Classes::ARTICLE)
            && self.is(head - 2, Classes::INDEFINITE);
        is_titled
            || is_one
            || is_many && verb.takes.has_any(Takes::NOUN)
            || before.is(ties)
            || verb.takes.has_any(Takes::NOUN) && (before.is_mark(Sign::Possessive) || !speaks)
    }

    /// Whether a phrase goes with "say" rather than "says".
    fn is_plural(&self, phrase: &Range<usize>) -> bool {
        let is_joined = || phrase.clone().any(|at| self.units[at].is(Classes::AND));
        let ends_in_s = |at: usize| {
            let word = self.syntax.words(&self.units[at]);
            word.ends_with('s') && !word.ends_with("ss") || self.units[at].is(Classes::PEOPLE)
        };
        let mut words = phrase.clone();
        let is_pronoun =
            |at: usize| self.units[at].is(Classes::PRONOUN) && !self.units[at].is(Classes::HE | Classes::SHE);
        is_joined() || phrase.len() == 1 && is_pronoun(phrase.start) || words.any(ends_in_s)
    }
}
