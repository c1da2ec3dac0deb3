//! The noun of the words for a source: what it is, and how many.

use super::{Phrase, Who};
use crate::speech::lexicon::Classes;
use crate::speech::reading::{Identity, SourceKind};
use crate::speech::syntax::{Syntax, Unit};
use crate::speech::tokens::Sign;

/// How many people a numeral may count who are still persons that somebody spoke to.
const MAX_PERSONS: u32 = 20;

impl Phrase<'_> {
    /// The noun that the others say more of: the last word before a preposition.
    pub(super) fn noun(&self) -> usize {
        let first = self.head.start + 1;
        let ties = Classes::PREPOSITION | Classes::TIME | Classes::ADVERB;
        // `a report published on Monday`, but not `an unnamed official`.
        let is_said = |at: usize| {
            let next = self.syntax.units.get(at + 1).filter(|_| at + 1 < self.head.end);
            next.is_none_or(|next| !next.is_word() || next.is_capital() || next.is(ties))
        };
        let is_over = |at: usize| {
            let unit = &self.syntax.units[at];
            let is_past = unit.is(Classes::PAST_LIKE) && is_said(at);
            unit.is(Classes::PREPOSITION)
                || is_past
                || self.is_clue(at)
                || !unit.is_word() && !unit.is_mark(Sign::Possessive)
        };
        (first..self.head.end).find(|&at| is_over(at)).unwrap_or(self.head.end) - 1
    }

    pub(super) fn is_role(&self, noun: usize) -> bool {
        self.syntax.units.get(noun).is_some_and(|unit| is_role(self.syntax, unit))
    }

    pub(super) fn kind(&self, noun: usize) -> Option<SourceKind> {
        // `a post on her page`
        let is_written = self.is(noun, Classes::PAPER) && self.is(noun, Classes::MEDIUM) && !self.is_capital(noun);
        let is_news = || noun > self.head.start && self.is(noun - 1, Classes::OUTLET);
        if self.is(noun, Classes::OUTLET) && !is_written && (!self.is(noun, Classes::FIRM) || is_news()) {
            Some(SourceKind::Outlet)
        } else if self.is(noun, Classes::PAPER) {
            Some(SourceKind::Document)
        } else if self.is(noun, Classes::GROUP) {
            Some(SourceKind::Organization)
        } else {
            self.is_role(noun).then_some(SourceKind::Person)
        }
    }

    pub(super) fn is_plural(&self, noun: usize) -> bool {
        let word = self.word(noun);
        let shows_s = !self.syntax.lexicon.traits.has_capital_nouns;
        self.is(noun, Classes::PEOPLE)
            || shows_s && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
    }

    /// Several people, none of whom is meant: without an article, or with one that counts nobody.
    pub(super) fn is_bare(&self, noun: usize) -> bool {
        let is_free = !self.is(self.head.start, Classes::ARTICLE | Classes::DEMONSTRATIVE);
        // `Brussels says`
        let may_be_one = self.syntax.units[noun].is_plain_name() && self.head.len() == 1 && !self.is_role(noun);
        let is_several = self.is_plural(noun) && !may_be_one || self.is(self.head.start, Classes::QUANTITY);
        is_free && is_several && !self.is_name(noun)
    }

    /// Whether a word with a capital is known to be a name.
    pub(super) fn is_name(&self, at: usize) -> bool {
        self.syntax.units[at].is_plain_name() && self.names.contains(&self.word(at).to_lowercase())
    }

    /// How many there are, if the first word says it.
    pub(super) fn count(&self) -> Option<u32> {
        let first = self.word(self.head.start).to_lowercase();
        let number = NUMBERS.iter().find_map(|numbers| numbers.iter().position(|&number| number == first));
        let number = number.and_then(|at| u32::try_from(at + 2).ok());
        number.or_else(|| first.replace(',', "").parse().ok())
    }

    pub(super) fn counted(&self, count: u32, noun: usize, who: impl Fn(Identity, Option<SourceKind>) -> Who) -> Who {
        let others = (self.head.start..self.head.end).any(|at| self.is(at, Classes::OTHERS));
        let is_persons = count <= MAX_PERSONS && !others && self.is_role(noun);
        let identity = if is_persons { Identity::Anonymous } else { Identity::Unspecified };
        who(identity, self.kind(noun))
    }

    pub(super) fn indefinite(&self, noun: usize, who: impl Fn(Identity, Option<SourceKind>) -> Who) -> Who {
        let is_many = self.is(noun, Classes::COLLECTIVE);
        let kind = self.kind(noun).filter(|_| !is_many);
        let is_origin = self.is(noun, Classes::DEMONYM);
        let identity = match kind {
            _ if is_many || self.is(self.head.start, Classes::QUANTITY) && !self.is_single() => Identity::Unspecified,
            Some(SourceKind::Document | SourceKind::Outlet) => Identity::Unspecified,
            Some(SourceKind::Person) => Identity::Anonymous,
            None if is_origin => Identity::Anonymous,
            _ => Identity::Unresolved,
        };
        who(identity, kind)
    }

    /// Whether the first word is for one: "a", "one", "another".
    pub(super) fn is_single(&self) -> bool {
        ["a", "an", "one", "another"].contains(&self.word(self.head.start).to_lowercase().as_str())
    }
}

/// Whether a word says what somebody is.
pub(in crate::speech::sources) fn is_role(syntax: &Syntax<'_>, unit: &Unit) -> bool {
    let word = syntax.words(unit);
    let is_personal = || PERSON_ENDINGS.iter().any(|end| word.len() > end.len() + 1 && word.ends_with(end));
    unit.is(Classes::ROLE | Classes::TITLE | Classes::PEOPLE) || is_personal()
}

/// How words for people often end.
const PERSON_ENDINGS: [&str; 16] = [
    "ee", "ees", "er", "or", "ist", "ian", "man", "woman", "men", "women", "ers", "ors", "ists", "ians", "ant", "ants",
];
/// Numbers in words, from 2 on, in the languages that are read.
const NUMBERS: [[&str; 11]; 2] = [
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"],
];
