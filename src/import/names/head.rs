//! The first part of a label, which says who it is: by its noun, and by what is before and behind it.

use super::words::{Listed, Word, phrase, words};
use super::{COMMON, Told, is_domain, is_first_name, is_group, is_outlet, is_own, is_people, is_plural, is_role};
use super::{is_unlisted, segments};
use crate::speech::Classes;

/// Words before a cause.
const FOR: [&str; 6] = ["for", "against", "für", "gegen", "pour", "contre"];
/// How many letters an acronym has that is a name.
const MAX_ACRONYM: usize = 6;
/// Small words within names.
const PARTICLES: [&str; 10] = ["van", "von", "de", "del", "della", "di", "da", "al", "bin", "el"];

/// The first part of a label: a noun, what is before it, and what a preposition adds.
pub(super) struct Head {
    pub(super) words: Vec<Word>,
    /// Where a preposition ends the words around the noun.
    end: usize,
    /// The place of the first word that is no article and no particle.
    start: usize,
}

impl Head {
    pub(super) fn of(label: &str) -> Self {
        Self::new(words(segments(label).next().unwrap_or_default()))
    }

    fn new(words: Vec<Word>) -> Self {
        let is_small = |word: &Word| {
            !word.is_initial && (word.is(Listed::OF) || word.can_be(Classes::ARTICLE | Classes::PREPOSITION))
        };
        let start = words.iter().position(|word| !is_small(word)).unwrap_or_default();
        let after = |at: &usize| is_small(&words[*at]) && !words[*at].is(Listed::GROUP);
        let end = (start + 1..words.len()).find(after).unwrap_or(words.len());
        Self { words, end, start }
    }

    /// The words up to the preposition.
    fn core(&self) -> &[Word] {
        &self.words[self.start..self.end]
    }

    /// The noun, and what is before it.
    fn noun(&self) -> Option<(&Word, &[Word])> {
        self.core().split_last()
    }

    pub(super) fn told(&self) -> Told {
        let Some((noun, before)) = self.noun() else { return Told::Description };
        if self.is_first_small() {
            return self.told_of_small(noun, before);
        }
        if self.is_doubtful() {
            return Told::Unclear;
        }
        if self.is_person() || self.is_known() || self.is_outlet(noun, before) {
            return Told::Name;
        }
        if is_people(noun) {
            let may_be_name = self.may_be_surname(noun, before) || self.is_for_cause(noun);
            return if may_be_name { Told::Common } else { Told::Description };
        }
        if is_group(noun) {
            return match self.is_named_group(noun, before) {
                // `Riot police`: the capital may be that of the first word.
                true if is_role(noun) && !noun.is_capital => Told::Unclear,
                true => Told::Name,
                false if self.is_vague() => Told::Description,
                false => Told::Common,
            };
        }
        let has_own = before.iter().any(|word| is_own(word) && (word.is_long() || word.small.len() > 1));
        if !noun.is_capital && self.is_thing(noun) {
            return Told::Description;
        }
        if before.is_empty() && self.is_only_a_word(noun) {
            return Told::Unclear;
        }
        match (noun.is_capital, is_own(noun) && noun.is_long(), has_own) {
            (true, true, _) | (true, false, true) => Told::Name,
            // `Gazeta codzienna`, or several people of some place.
            (false, _, true) => Told::Unclear,
            _ if !noun.is_capital || !noun.is_long() || self.is_thing(noun) => Told::Description,
            _ => Told::Common,
        }
    }

    /// One word of which nothing is known: it may be a surname, a firm, a code word or a noun of any language. An
    /// acronym, or a capital, a hyphen or an apostrophe within, shows that it is a name: `UNHCR`, `LiveLaw`, `O'Brien`.
    fn is_only_a_word(&self, noun: &Word) -> bool {
        let is_shaped = if noun.is_acronym { noun.small.chars().count() <= MAX_ACRONYM } else { noun.inner.is_some() };
        self.words.len() == 1 && is_unlisted(noun) && !is_shaped && !is_domain(noun)
    }

    /// Whether the first word is small, as names do not begin, except with an article or a particle.
    fn is_first_small(&self) -> bool {
        let first = &self.words[0];
        let is_article = first.can_be(Classes::ARTICLE) && self.noun().is_some_and(|(noun, _)| is_own(noun));
        !first.is_capital && !is_article && !PARTICLES.contains(&&*first.small)
    }

    /// What words with a small first letter are: `mayor Ada Example` has a name, `taz` may be one.
    fn told_of_small(&self, noun: &Word, before: &[Word]) -> Told {
        let is_all = self.end == self.words.len();
        let has_role = before.iter().any(is_role) && is_own(noun);
        if is_all && (has_role || before.is_empty() && is_domain(noun)) {
            return Told::Name;
        }
        // `ask Peter`
        if is_all && self.core().iter().any(|word| is_own(word) && !is_outlet(word) && word.is_long()) {
            return Told::Unclear;
        }
        let is_short = is_all && before.len() < 2 && self.has_new();
        let is_group = is_group(noun) && !self.is_vague();
        let has_people = self.core().iter().any(is_people);
        if !has_people && !self.is_thing(noun) && (is_short || is_group) { Told::Common } else { Told::Description }
    }

    /// Whether it has a word of which nothing is known but that an outlet may be called so.
    fn has_new(&self) -> bool {
        self.core().iter().any(|word| is_unlisted(word) || is_outlet(word))
    }

    /// Whether a word says that it is one of many: `local media`.
    fn is_vague(&self) -> bool {
        self.core().iter().any(|word| word.is(Listed::VAGUE))
    }

    /// Something to read or to hear, and not who is in it.
    fn is_thing(&self, noun: &Word) -> bool {
        let is_article = self.start > 0 && self.words[0].is_capital && noun.is_capital;
        self.is_vague() || noun.can_be(Classes::MEDIUM | Classes::PAPER) && !is_article
    }

    /// Whether words that many may use are here the name of a group or an outlet: a title, or a word of its own.
    pub(super) fn is_title(&self) -> bool {
        let Some((noun, before)) = self.noun() else { return false };
        if self.is_first_small() {
            return self.has_new();
        }
        let shared = Listed::VAGUE | Listed::BESIDE | Listed::GROUP | Listed::ROLE;
        let is_shared =
            |word: &Word| word.is(shared) || word.can_be(Classes::DEMONYM | Classes::GROUP | Classes::PEOPLE);
        let is_all = self.core().iter().all(|word| word.is_capital);
        is_all && !is_people(noun) && (!is_group(noun) || !before.is_empty() && !before.iter().all(is_shared))
    }

    /// Whether it is known of whom there is one by that name, or of its form: `White House`, `Doctors Without Borders`.
    pub(super) fn is_known(&self) -> bool {
        let whole = |section| {
            let found = phrase(&self.words, section).filter(|(at, count)| at + count == self.words.len());
            found.map(|(at, _)| &self.words[..at])
        };
        let is_article = |word: &Word| word.can_be(Classes::ARTICLE);
        let is_one = whole(Listed::OWN).is_some_and(|before| before.iter().all(is_article));
        let is_group = whole(Listed::BORDERS).is_some_and(|before| before.iter().all(|word| word.is_capital));
        is_one && !self.is_first_small() || is_group && self.words.len() > 2
    }

    /// Whether it stands for a name that is not there: `Jane Doe`, `N. N.`
    pub(super) fn is_placeholder(&self) -> bool {
        let numbers = self.words.iter().rev().take_while(|word| word.small.chars().all(char::is_numeric)).count();
        let words = &self.words[..self.words.len() - numbers];
        !words.is_empty() && phrase(words, Listed::PLACEHOLDER) == Some((0, words.len()))
    }

    /// An outlet that is known by its name.
    fn is_outlet(&self, noun: &Word, before: &[Word]) -> bool {
        is_outlet(noun) && (!is_role(noun) || self.start > 0 || before.iter().any(is_own))
    }

    /// A first name alone or with initials, as of people who are not named in full. In Russian, where no preposition is
    /// between them, the name behind a role may as well be that of a ministry.
    pub(super) fn is_doubtful(&self) -> bool {
        let Some((first, others)) = self.core().split_first() else { return false };
        let is_short = self.end == self.words.len() && others.iter().all(|word| !word.is_long());
        let is_cyrillic = |word: &Word| word.small.contains(|sign| ('\u{400}'..='\u{52F}').contains(&sign));
        let is_joined = !others.is_empty() && self.core().iter().all(|word| word.is_capital && is_cyrillic(word));
        // `Don H.`
        let is_cut = is_short && first.is_long() && !others.is_empty() && others.iter().all(|word| word.is_initial);
        is_first_name(first) && is_short || is_cut || is_joined && first.is(Listed::ROLE)
    }

    /// A first name or its initial, and names behind it: `Tim Cook` is no cook.
    pub(super) fn is_person(&self) -> bool {
        let [first, others @ .., last] = self.core() else { return false };
        let is_name = |word: &Word| word.is_capital && (word.is_long() || word.is_initial);
        let is_first = first.is_initial || is_first_name(first);
        let is_of_place = first.is(Listed::GIVEN_PLACE) && is_people(last);
        let is_surname = last.is_capital && last.is_long() && !is_plural(last) && !is_of_place;
        is_first && is_surname && others.len() < 3 && others.iter().all(is_name)
    }

    /// Whether a word for a role may be a surname, as nothing shows that the word before it is none: `Xaver Soldat`.
    fn may_be_surname(&self, noun: &Word, before: &[Word]) -> bool {
        let is_first = matches!(before, [first] if is_own(first) && first.is_long() && !first.is_acronym);
        is_first && noun.is_capital && !is_plural(noun) && self.start == 0 && self.end == self.words.len()
    }

    /// `Americans for Prosperity`: people with a cause, and with capitals.
    fn is_for_cause(&self, noun: &Word) -> bool {
        let [before, cause, ..] = &self.words[self.end..] else { return false };
        let is_shared = is_role(cause) || is_group(cause) || cause.is(Listed::VAGUE);
        FOR.contains(&&*before.small) && noun.is_capital && cause.is_capital && !is_shared
    }

    /// Every place has a council. One of them is named by a name before or behind it, or by words with capitals.
    fn is_named_group(&self, noun: &Word, before: &[Word]) -> bool {
        let is_of_state =
            |word: &Word| word.can_be(Classes::DEMONYM) && (noun.is_capital || noun.can_be(Classes::STATE));
        let is_origin = !noun.can_be(Classes::OUTLET) && before.iter().any(is_of_state);
        let is_title = noun.is_capital
            && before.len() > 1
            && before.iter().all(|word| word.is_capital && !word.is(Listed::VAGUE))
            && before.iter().all(|word| !is_role(word) || word.is(Listed::BESIDE));
        let is_small = |word: &&Word| word.is(Listed::OF) || word.can_be(Classes::ARTICLE);
        let of = self.words[self.end..].iter().find(|word| !is_small(word));
        let is_of = of.is_some_and(|of| {
            !is_role(of) && !of.is(Listed::VAGUE) && (of.is_capital || !is_group(of) && !of.can_be(COMMON))
        });
        // `Max-Planck-Institut`, `US-Regierung`
        let is_own_stem = |word: &Word| word.is_acronym || is_own(word) || word.can_be(Classes::DEMONYM);
        let is_joined = noun.is_capital && noun.stem.iter().any(is_own_stem);
        before.iter().any(is_own) || is_origin || is_title || is_joined || noun.is_capital && is_of
    }
}
