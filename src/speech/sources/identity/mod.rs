//! What the words for a source show: whether they name it, and what it is.

mod group;
mod nouns;
mod reason;

use std::collections::BTreeSet;
use std::ops::Range;

use super::names::Name;
use crate::speech::lexicon::{Classes, CluePlace, Takes};
use crate::speech::person::is_particle;
use crate::speech::reading::{Identity, SourceKind};
use crate::speech::syntax::{Syntax, Unit};
use crate::speech::tokens::{Case, Sign};
pub(super) use nouns::is_role;
use reason::Reason;
pub(super) use reason::is_lead;

/// What the words for a source show.
#[derive(Debug, Clone)]
pub(super) struct Who {
    pub(super) identity: Identity,
    pub(super) kind: Option<SourceKind>,
    /// The words that say who it is, without what is said of it.
    pub(super) label: Range<usize>,
    /// Of a person with a name.
    pub(super) name: Option<Name>,
    pub(super) reason: Option<Reason>,
    /// Of somebody without a name: the word that says what it is.
    pub(super) noun: Option<usize>,
    /// Whether the words mean somebody who was mentioned before.
    pub(super) is_definite: bool,
    /// "he" or "she".
    pub(super) pronoun: Option<Classes>,
}

/// Reads the words for a source, given by their units.
pub(super) fn of(syntax: &Syntax<'_>, names: &BTreeSet<String>, units: &Range<usize>) -> Who {
    let phrase = Phrase { syntax, names, units: units.clone(), head: head(syntax, units) };
    let mut who = phrase.who();
    if who.name.is_none() && who.pronoun.is_none() {
        let of = phrase.head.clone().find(|&at| at > phrase.head.start && phrase.is(at, Classes::TIGHT));
        let is_one_of = phrase.is_definite() && phrase.is(phrase.head.start, Classes::INDEFINITE);
        who.noun = if is_one_of { of.map(|_| phrase.head.end - 1) } else { Some(phrase.noun()) };
        who.is_definite = phrase.is_definite();
    }
    if who.identity == Identity::Named && only_may_be(syntax, units.start) {
        who.identity = Identity::Unresolved;
    }
    if who.identity != Identity::Named && who.pronoun.is_none() {
        who.reason = phrase.reason();
        let is_person = who.kind.is_none_or(|kind| kind == SourceKind::Person);
        if who.reason.is_some() && is_person {
            (who.identity, who.kind) = (Identity::Anonymous, Some(SourceKind::Person));
        } else {
            who.reason = None;
        }
    }
    who
}

/// Whether words before a name say that somebody may be who has it: `a man believed to be Smith`.
fn only_may_be(syntax: &Syntax<'_>, at: usize) -> bool {
    let begins = syntax.sentences.partition_point(|sentence| sentence.units.end <= at);
    let begins = syntax.sentences.get(begins).map_or(at, |sentence| sentence.units.start);
    at >= begins + 3 && syntax.has_words(at - 2..at, &["to", "be"])
}

/// The words before the first comma, or before a clause about them.
fn head(syntax: &Syntax<'_>, units: &Range<usize>) -> Range<usize> {
    let is_over = |at: usize| {
        let unit = &syntax.units[at];
        // An article that is a relative, too, comes after a comma then.
        let relates = unit.is(Classes::RELATIVE) && !unit.is(Classes::DEMONSTRATIVE | Classes::ARTICLE);
        let is_clause = at > units.start && relates;
        // `a man posing as Smith`
        let seems = at > units.start && unit.verb().is_some_and(|verb| verb.takes.has_any(Takes::SEEM));
        is_clause
            || seems && !unit.is_capital()
            || unit.is(Classes::REFLEXIVE)
            || [Sign::Comma, Sign::Dash, Sign::Colon].iter().any(|&kind| unit.is_mark(kind))
            || unit.is_bracketed
    };
    units.start..units.clone().find(|&at| is_over(at)).unwrap_or(units.end)
}

struct Phrase<'p> {
    syntax: &'p Syntax<'p>,
    /// The words that have a capital within a sentence.
    names: &'p BTreeSet<String>,
    units: Range<usize>,
    head: Range<usize>,
}

impl Phrase<'_> {
    fn is(&self, at: usize, classes: Classes) -> bool {
        self.syntax.units.get(at).is_some_and(|unit| unit.is(classes))
    }

    fn is_capital(&self, at: usize) -> bool {
        self.syntax.units.get(at).is_some_and(Unit::is_capital)
    }

    fn word(&self, at: usize) -> &str {
        self.syntax.units.get(at).map_or("", |unit| self.syntax.words(unit))
    }

    fn who(&self) -> Who {
        let who = |identity, kind| Who { identity, kind, label: self.head.clone(), ..self.nobody() };
        if self.head.len() == 1 && self.is(self.head.start, Classes::PRONOUN) {
            return self.pronoun(who(Identity::Unresolved, None));
        }
        if let Some(pair) = self.pair(&who) {
            return pair;
        }
        if let Some(named) = self.named(&who) {
            return named;
        }
        if let Some(one) = self.one_of(&who) {
            return one;
        }
        let noun = self.noun();
        let is_indefinite = self.is(self.head.start, Classes::INDEFINITE);
        match self.count() {
            Some(count) => self.counted(count, noun, who),
            None if is_indefinite => self.indefinite(noun, who),
            None if self.is_bare(noun) => who(Identity::Unspecified, self.kind(noun).or(Some(SourceKind::Person))),
            None => who(Identity::Unresolved, self.kind(noun)),
        }
    }

    /// Of whom nothing is known.
    fn nobody(&self) -> Who {
        let (identity, label) = (Identity::Unresolved, self.head.clone());
        Who { identity, kind: None, label, name: None, reason: None, noun: None, is_definite: false, pronoun: None }
    }

    /// Whether the words mean somebody who was mentioned before: "the official", "one of the officials".
    fn is_definite(&self) -> bool {
        let is_known = |at: usize| {
            let is_the = self.is(at, Classes::ARTICLE) && !self.is(at, Classes::INDEFINITE);
            is_the || self.is(at, Classes::DEMONSTRATIVE)
        };
        let is_one_of = self.is(self.head.start, Classes::INDEFINITE) && self.is(self.head.start + 1, Classes::TIGHT);
        is_known(self.head.start) || is_one_of && is_known(self.head.start + 2)
    }

    fn pronoun(&self, who: Who) -> Who {
        let at = self.head.start;
        let pronoun = [Classes::HE, Classes::SHE].into_iter().find(|&sex| self.is(at, sex));
        let is_vague = self.is(at, Classes::QUANTITY) || self.is(at, Classes::NOBODY);
        let identity = if is_vague { Identity::Unspecified } else { Identity::Unresolved };
        Who { identity, pronoun, ..who }
    }

    /// Two people: none of them alone is the source.
    fn pair(&self, who: &dyn Fn(Identity, Option<SourceKind>) -> Who) -> Option<Who> {
        let is_capital = |at: usize| self.syntax.units.get(at).is_some_and(Unit::is_capital);
        let joins =
            |at: usize| self.is(at, Classes::AND) && is_capital(at + 1) && at > self.head.start && is_capital(at - 1);
        let is_two = self.group().is_none() && self.core().any(joins);
        let is_many = self.is_plural(self.noun()) && self.is(self.noun(), Classes::PEOPLE);
        (is_two && !is_many).then(|| who(Identity::Unresolved, None))
    }

    /// One of several people: `one of his aides`.
    fn one_of(&self, who: &dyn Fn(Identity, Option<SourceKind>) -> Who) -> Option<Who> {
        let is_one = self.head.len() > 2 && self.is(self.head.start, Classes::INDEFINITE);
        let is_of = self.is(self.head.start + 1, Classes::TIGHT);
        let is_person = (self.head.start + 2..self.head.end).any(|at| self.is_role(at));
        (is_one && is_of && is_person).then(|| who(Identity::Anonymous, Some(SourceKind::Person)))
    }

    /// The words up to the first preposition.
    fn core(&self) -> Range<usize> {
        let first = self.head.start + 1;
        let is_over = |at: &usize| self.is(*at, Classes::PREPOSITION) && !self.is_in_name(*at);
        self.head.start..(first..self.head.end).find(is_over).unwrap_or(self.head.end)
    }

    /// Whether a preposition is part of the name that a first name before it begins: `Ursula von der Leyen`.
    fn is_in_name(&self, at: usize) -> bool {
        let first = self.word(at - 1).split('-').next().unwrap_or_default();
        let is_given = self.syntax.lexicon.entry(first).classes.has_any(Classes::MALE | Classes::FEMALE);
        let surname = (at..self.head.end).find(|&at| !is_particle(self.word(at)));
        let is_surname = |at: usize| self.syntax.units[at].token.case == Case::Capital;
        is_given && is_particle(self.word(at)) && surname.is_some_and(is_surname)
    }

    /// A name in the words themselves, or between the commas after them.
    fn named(&self, who: &dyn Fn(Identity, Option<SourceKind>) -> Who) -> Option<Who> {
        let core = self.core();
        let is_vague = self.is(self.head.start, Classes::INDEFINITE | Classes::QUANTITY);
        if let Some(group) = self.group().filter(|_| !is_vague) {
            return Some(Who { label: group.1, ..who(Identity::Named, group.0) });
        }
        let name = || Name::ending(self.syntax, core.clone()).filter(|name| self.is_certain(name));
        if let Some(name) = name().filter(|_| !is_vague) {
            return Some(self.person(name, who));
        }
        let aside = self.aside().and_then(|aside| {
            let name = Name::ending(self.syntax, aside.clone()).filter(Name::is_full)?;
            (name.units.start == aside.start || name.is_titled).then_some(name)
        });
        if let Some(name) = aside {
            return Some(self.person(name, who));
        }
        let is_group = self.is(self.noun(), Classes::GROUP | Classes::OUTLET | Classes::PAPER);
        let noun = self.noun();
        let has_name = (self.head.start..noun).any(|at| {
            let is_common = self.is(at, Classes::COMMON | Classes::ADVERB | Classes::QUANTITY);
            let is_first = at == self.head.start && (is_common || self.only_begins(at));
            self.syntax.units[at].is_capital()
                && !is_first
                && !self.is(at, Classes::TIME)
                && (!self.is(at, Classes::DEMONYM) || self.is(noun, Classes::STATE))
        });
        let is_one = !self.is_plural(noun) && !self.is(noun, Classes::PEOPLE);
        let is_open = is_vague && !self.is(noun, Classes::PAPER);
        (is_group && has_name && is_one && !is_open).then(|| who(Identity::Named, self.kind(noun)))
    }

    /// Whether a word may have its capital only because a sentence begins with it: `Previous research`.
    fn only_begins(&self, at: usize) -> bool {
        let nth = self.syntax.sentences.partition_point(|sentence| sentence.units.end <= at);
        let begins = self.syntax.sentences.get(nth).is_some_and(|sentence| sentence.units.start == at);
        let given = Classes::MALE | Classes::FEMALE;
        let known = given | Classes::OUTLET | Classes::GROUP | Classes::PLACE | Classes::DEMONYM;
        begins && !self.is(at, known) && !self.is_name(at) && !self.is_capital(at + 1)
    }

    fn person(&self, name: Name, who: &dyn Fn(Identity, Option<SourceKind>) -> Who) -> Who {
        let label = name.units.clone();
        let age = self.syntax.units.get(self.head.end + 1).is_some_and(|unit| unit.is_mark(Sign::Number));
        let is_described = self.units.end > self.head.end + 1
            && (self.head.end + 1..self.units.end.min(self.head.end + 9)).any(|at| self.is(at, Classes::ROLE));
        // Two words with capitals may as well be an agency, or a company.
        let is_person = name.is_titled || name.sex.is_some() || age || is_described;
        let kind = is_person.then_some(SourceKind::Person);
        // `user BigMike`
        let is_handle = name.units.start > 0 && self.is(name.units.start - 1, Classes::HANDLE);
        let identity = if is_handle { Identity::Unresolved } else { Identity::Named };
        Who { label, name: Some(name), ..who(identity, kind) }
    }

    /// Whether words with capitals are a name beyond doubt: two of them, a title, or one that begins no sentence.
    fn is_certain(&self, name: &Name) -> bool {
        let first = &self.syntax.units[name.units.start];
        let is_known = first.token.entry.classes != Classes::default()
            && !self.is(name.units.start, Classes::MALE | Classes::FEMALE);
        let is_origin =
            name.units.len() == 1 && self.is(name.units.start, Classes::DEMONYM | Classes::PEOPLE | Classes::ROLE);
        let is_used = name.person.said().all(|word| self.names.contains(word));
        let has_article = self.is(self.head.start, Classes::ARTICLE);
        let (is_one, word) = (!name.is_full() && !name.is_titled, self.word(name.units.start));
        // `the Dutchman`
        let is_alike = has_article && is_one && ["man", "men", "ian", "ians"].iter().any(|end| word.ends_with(end));
        if is_alike {
            return false;
        }
        if self.syntax.lexicon.traits.has_capital_nouns {
            let is_new = name.is_full() && (name.sex.is_some() || !has_article);
            return name.is_titled || is_new || !name.is_full() && is_used && !is_known;
        }
        !is_origin && (name.is_full() || name.is_titled || !is_known && is_used)
    }

    /// What is between the first two commas, where that is how the words go on.
    fn aside(&self) -> Option<Range<usize>> {
        let units = &self.syntax.units;
        let start = self.head.end + 1;
        let parts = |kind| units.get(self.head.end).is_some_and(|unit| unit.is_mark(kind));
        if start >= self.units.end || !parts(Sign::Comma) && !parts(Sign::Dash) {
            return None;
        }
        let end = (start..self.units.end).find(|&at| units[at].is_mark(Sign::Comma)).unwrap_or(self.units.end);
        (self.is_role(self.noun()) && end > start).then_some(start..end)
    }

    /// Whether words begin at a unit that show why somebody is not named: `familiar with`.
    fn is_clue(&self, at: usize) -> bool {
        let clues = &self.syntax.lexicon.clues;
        let clues = clues.iter().filter(|clue| matches!(clue.place, CluePlace::Sentence | CluePlace::Source));
        { clues }.any(|clue| self.syntax.has_words(at..self.head.end, &clue.words))
    }
}
