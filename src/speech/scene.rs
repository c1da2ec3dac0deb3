//! A sentence as patterns see it: the verbs that may give words to somebody, and who is before each.

use std::ops::Range;

use super::lexicon::{Classes, Form, Takes, VerbForm};
use super::page::{Page, Quoted, Sentence, Unit};
use super::phrases;
use super::tokens::{Case, Kind};

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
}

/// The words before a verb that belong to it.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    first: usize,
    is_passive: bool,
    has_auxiliary: bool,
    is_infinitive: bool,
}

/// A sentence with its cues.
pub(super) struct Scene<'p> {
    pub(super) page: &'p Page<'p>,
    pub(super) units: &'p [Unit],
    /// Where the sentence is among the units.
    pub(super) at: Range<usize>,
    pub(super) paragraph: usize,
    pub(super) cues: Vec<Cue>,
    /// Who the sentence is about: the phrase before its first verb.
    pub(super) subject: Option<Range<usize>>,
}

/// How many units a dateline has at most: `LONDON (AP) -`.
const MAX_DATELINE: usize = 8;
/// How far into a sentence its first verb is looked for, in units.
const MAX_SUBJECT: usize = 60;

impl<'p> Scene<'p> {
    pub(super) fn new(page: &'p Page<'p>, sentence: &Sentence) -> Self {
        let Sentence { units: at, paragraph } = sentence.clone();
        let mut scene = Self { page, units: &page.units, at, paragraph, cues: Vec::new(), subject: None };
        scene.cues = scene.at.clone().filter_map(|head| scene.cue(head)).collect();
        scene.subject = scene.main_subject();
        scene
    }

    /// Who goes on where a verb has no phrase of its own: whoever spoke last in the sentence, or its subject.
    pub(super) fn goes_on(&self, cue: &Cue) -> Option<Range<usize>> {
        let speaks = |before: &&Cue| before.takes.has_any(Takes::WORDS) && before.form != Form::Participle;
        let earlier = self.cues.iter().rev().filter(|before| before.group.end <= cue.group.start);
        let spoken = earlier.filter(speaks).find_map(|before| before.subject.clone());
        spoken.or_else(|| self.subject.clone())
    }

    /// The phrase before the first verb of the main clause.
    fn main_subject(&self) -> Option<Range<usize>> {
        let leads = Classes::SUBORDINATE | Classes::PREPOSITION;
        let is_below = self.is(self.at.start, leads) || self.is_ing(self.at.start);
        let comma = self.at.clone().find(|&at| self.is_mark(at, Kind::Comma)).filter(|_| is_below);
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
        let limit = self.at.end.min(self.at.start + MAX_DATELINE);
        let is_first = self.page.blocks.get(self.paragraph).is_some_and(|block| block.start == self.at.start);
        let dash = (self.at.start..limit).find(|&at| self.is_mark(at, Kind::Dash)).filter(|_| is_first);
        let shouts = |dash: &usize| self.units[self.at.start].token.case == Case::Shouted && *dash + 1 < self.at.end;
        dash.filter(shouts).map_or(self.at.start, |dash| dash + 1)
    }

    /// Whether what is before a verb is printed, broadcast or measured, and not a person.
    pub(super) fn is_paper(&self, cue: &Cue) -> bool {
        let Some(subject) = &cue.subject else { return false };
        subject.clone().any(|at| self.is(at, Classes::PAPER | Classes::OUTLET))
    }

    /// Whether a word ends in "-ing".
    pub(super) fn is_ing(&self, at: usize) -> bool {
        self.unit(at).is_some_and(|unit| unit.is_word() && self.page.words(unit).ends_with("ing"))
    }

    /// Where the clause ends in which a verb is: a sentence that begins with "While" has a second one after a comma.
    pub(super) fn end_of_clause(&self, verb: usize, at: usize) -> usize {
        let end = self.end();
        let mut first = self.at.start;
        if self.is(first, Classes::AND) {
            first += 1;
        }
        let is_below = (self.is(first, Classes::SUBORDINATE) || verb == first && self.is_ing(verb))
            && !(first..verb).any(|at| self.is_mark(at, Kind::Comma));
        let comma = (at..end).find(|&at| self.is_mark(at, Kind::Comma)).filter(|_| is_below);
        comma.unwrap_or(end)
    }

    pub(super) fn unit(&self, at: usize) -> Option<&'p Unit> {
        self.units.get(at).filter(|_| self.at.contains(&at))
    }

    pub(super) fn is_mark(&self, at: usize, kind: Kind) -> bool {
        self.unit(at).is_some_and(|unit| unit.is_mark(kind))
    }

    pub(super) fn is_quotation(&self, at: usize) -> bool {
        self.unit(at).is_some_and(Unit::is_quotation)
    }

    pub(super) fn is(&self, at: usize, classes: Classes) -> bool {
        self.unit(at).is_some_and(|unit| unit.is(classes))
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.unit(at).is_some_and(Unit::is_word)
    }

    /// Whether the word at a unit is this one, in small letters.
    pub(super) fn is_the_word(&self, at: usize, word: &str) -> bool {
        self.unit(at).is_some_and(|unit| unit.is_word() && self.page.words(unit).eq_ignore_ascii_case(word))
    }

    /// The quotation that is at a unit.
    pub(super) fn quoted(&self, at: usize) -> Option<&'p Quoted> {
        self.unit(at).and_then(|unit| self.page.quoted(unit))
    }

    pub(super) fn has_finite_verb(&self, range: Range<usize>) -> bool {
        range.clone().any(|at| self.is_quotation(at) || phrases::is_finite(self.units, range.start, at))
    }

    fn cue(&self, head: usize) -> Option<Cue> {
        let verb = self.units[head].verb()?;
        let group = self.group(head, verb.form)?;
        if self.is_noun(head, &group, verb) {
            return None;
        }
        let start = self.at.start;
        let first = group.first;
        let relates = |unit: &Unit| unit.is(Classes::RELATIVE) && !unit.is(Classes::DEMONSTRATIVE);
        let is_relative = first > start && relates(&self.units[first - 1]);
        let subject = if is_relative {
            let who = first - 1;
            let end = if who > start && self.units[who - 1].is_mark(Kind::Comma) { who - 1 } else { who };
            phrases::before(self.units, start, end).map(|phrase| phrase.start..first)
        } else {
            phrases::before(self.units, start, first)
        };
        let is_plural = || subject.as_ref().is_some_and(|subject| self.is_plural(subject));
        let is_finite = match verb.form {
            Form::Past | Form::Present => true,
            Form::Base => group.has_auxiliary || group.is_infinitive || is_plural(),
            Form::Done | Form::Participle => group.has_auxiliary,
        };
        let particle = self.unit(head + 1).filter(|next| next.is_word()).map(|next| self.page.words(next));
        let phrasal = particle.and_then(|word| self.page.lexicon.phrasal(verb, word));
        Some(Cue {
            group: first..head + 1 + usize::from(phrasal.is_some()),
            form: verb.form,
            takes: phrasal.unwrap_or(verb.takes),
            subject: subject.filter(|_| is_finite),
            is_passive: group.is_passive,
            is_infinitive: group.is_infinitive,
        })
    }

    /// The auxiliaries and adverbs before a verb.
    fn group(&self, head: usize, form: Form) -> Option<Group> {
        let mut group = Group { first: head, ..Group::default() };
        while group.first > self.at.start {
            let before = group.first - 1;
            let unit = &self.units[before];
            if unit.is(Classes::AUXILIARY) {
                group.is_passive |=
                    matches!(form, Form::Past | Form::Done) && unit.is(Classes::BE) && !group.has_auxiliary;
                group.has_auxiliary = true;
            } else if form == Form::Base && !group.is_infinitive && self.is_the_word(before, "to") {
                group.is_infinitive = true;
                group.first = self.leading_verb(before)?;
                continue;
            } else if !unit.is(Classes::ADVERB | Classes::NEGATION)
                || unit.is(Classes::QUANTITY) && !group.has_auxiliary
            {
                break;
            }
            group.first = before;
        }
        Some(group)
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
            || !before.is_word() && !before.is_mark(Kind::Number)
            || before.is(Classes::PRONOUN | Classes::ROLE | Classes::PAPER)
            || before.is(Classes::GROUP) && !before.is(Classes::PEOPLE);
        // In a headline, where words have capitals, nothing tells.
        let is_titled = self.units[head].is_capital() && verb.takes.has_any(Takes::NOUN);
        let is_many = verb.form == Form::Present && self.is(self.at.start, Classes::QUANTITY);
        is_titled
            || is_many && verb.takes.has_any(Takes::NOUN)
            || before.is(ties)
            || verb.takes.has_any(Takes::NOUN) && (before.is_mark(Kind::Possessive) || !speaks)
    }

    /// Whether a phrase goes with "say" rather than "says".
    fn is_plural(&self, phrase: &Range<usize>) -> bool {
        let is_joined = || phrase.clone().any(|at| self.units[at].is(Classes::AND));
        let ends_in_s = |at: usize| {
            let word = self.page.words(&self.units[at]);
            word.ends_with('s') && !word.ends_with("ss") || self.units[at].is(Classes::PEOPLE)
        };
        let mut words = phrase.clone();
        let is_pronoun =
            |at: usize| self.units[at].is(Classes::PRONOUN) && !self.units[at].is(Classes::HE | Classes::SHE);
        is_joined() || phrase.len() == 1 && is_pronoun(phrase.start) || words.any(ends_in_s)
    }
}

impl Scene<'_> {
    /// Whether a quotation before a unit is somebody's sentence, not words that the writer uses.
    pub(super) fn is_whole_quotation(&self, at: usize, end: usize) -> bool {
        let Some(quoted) = self.quoted(at) else { return false };
        let is_paused = !matches!(quoted.last, Kind::Word | Kind::Number | Kind::Possessive);
        is_paused || self.is_mark(end, Kind::Comma)
    }

    /// Where what is said begins that ends with a quotation: at the start of the sentence.
    pub(super) fn start_of_said(&self, close: usize) -> usize {
        let is_quoted = |at: usize| self.is_quotation(at);
        let mut start = close;
        while start > self.at.start && is_quoted(start - 1) {
            start -= 1;
        }
        if self.is_mark(start.wrapping_sub(1), Kind::Colon) { start } else { self.start() }
    }
}
