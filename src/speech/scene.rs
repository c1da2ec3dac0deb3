//! A sentence as patterns see it: the verbs that may give words to somebody, and who is before each.

use std::ops::Range;

use super::lexicon::{Classes, Form, Takes, VerbForm};
use super::page::{Page, Sentence, Unit};
use super::phrases;
use super::tokens::Kind;

/// A verb of the lexicon where it may give words to somebody.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    /// From the first auxiliary or adverb to the verb.
    pub(super) group: Range<usize>,
    pub(super) form: Form,
    pub(super) takes: Takes,
    /// The phrase before it.
    pub(super) subject: Option<Range<usize>>,
    /// Whether it is "who" or "which" that it follows.
    pub(super) is_relative: bool,
    /// Whether a form of "to be" makes it passive.
    pub(super) is_passive: bool,
    /// Whether "to" is before it, and a verb such as "declined" before that.
    pub(super) is_infinitive: bool,
    pub(super) is_negated: bool,
}

impl Cue {
    /// The verb itself.
    pub(super) fn head(&self) -> usize {
        self.group.end - 1
    }
}

/// The words before a verb that belong to it.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    first: usize,
    is_passive: bool,
    has_auxiliary: bool,
    is_negated: bool,
    is_infinitive: bool,
}

/// A sentence with its cues.
pub(super) struct Scene<'p> {
    pub(super) page: &'p Page<'p>,
    pub(super) units: &'p [Unit],
    /// Where the sentence is among the units.
    pub(super) at: Range<usize>,
    pub(super) cues: Vec<Cue>,
}

impl<'p> Scene<'p> {
    pub(super) fn new(page: &'p Page<'p>, sentence: &Sentence) -> Self {
        let mut scene = Self { page, units: &page.units, at: sentence.units.clone(), cues: Vec::new() };
        scene.cues = scene.at.clone().filter_map(|head| scene.cue(head)).collect();
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

    /// Whether the word at a unit is this one, in small letters.
    pub(super) fn is_the_word(&self, at: usize, word: &str) -> bool {
        self.unit(at).is_some_and(|unit| unit.is_word() && self.page.words(unit).eq_ignore_ascii_case(word))
    }

    pub(super) fn has_finite_verb(&self, range: Range<usize>) -> bool {
        range.clone().any(|at| phrases::is_finite(self.units, range.start, at))
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
            Form::Participle => group.has_auxiliary,
        };
        Some(Cue {
            group: first..head + 1,
            form: verb.form,
            takes: verb.takes,
            subject: subject.filter(|_| is_finite),
            is_relative,
            is_passive: group.is_passive,
            is_infinitive: group.is_infinitive,
            is_negated: group.is_negated,
        })
    }

    /// The auxiliaries and adverbs before a verb.
    fn group(&self, head: usize, form: Form) -> Option<Group> {
        let mut group = Group { first: head, ..Group::default() };
        while group.first > self.at.start {
            let before = group.first - 1;
            let unit = &self.units[before];
            if unit.is(Classes::AUXILIARY) {
                group.is_passive |= form == Form::Past && unit.is(Classes::BE) && !group.has_auxiliary;
                group.is_negated |= self.page.words(unit).ends_with("n't") || self.page.words(unit).ends_with("n’t");
                group.has_auxiliary = true;
            } else if unit.is(Classes::NEGATION) {
                group.is_negated = true;
            } else if form == Form::Base && !group.is_infinitive && self.is_the_word(before, "to") {
                group.is_infinitive = true;
                group.first = self.leading_verb(before)?;
                continue;
            } else if !unit.is(Classes::ADVERB) || unit.is(Classes::QUANTITY) && !group.has_auxiliary {
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
        if verb.form == Form::Past || group.first < head || head == self.at.start {
            return false;
        }
        let before = &self.units[head - 1];
        let ties = Classes::ARTICLE | Classes::POSSESSIVE | Classes::PREPOSITION | Classes::DEMONSTRATIVE;
        before.is(ties) || verb.takes.has_any(Takes::NOUN) && before.is_mark(Kind::Possessive)
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
        let Some(quoted) = self.unit(at).and_then(|unit| self.page.quoted(unit)) else { return false };
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
        if self.is_mark(start.wrapping_sub(1), Kind::Colon) { start } else { self.at.start }
    }
}
