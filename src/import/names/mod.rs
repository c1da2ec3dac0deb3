//! Whether words that a desk has written for a source or a publisher are a name. In doubt they are none.

mod voices;
mod words;

pub(super) use voices::{Voice, voices};

use crate::speech::Classes;
use words::{Listed, Word, phrase, words};

/// What words for somebody are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Name,
    /// They say what somebody is, and not who, or that nobody is named.
    Description,
    /// Nothing shows it: the script has no capitals, or the words are in no list.
    Unclear,
}

/// Words that say what people, papers and times are. With a capital they may begin a cell.
const COMMON: Classes = Classes::ROLE
    .and(Classes::PEOPLE)
    .and(Classes::TITLE)
    .and(Classes::PAPER)
    .and(Classes::MEDIUM)
    .and(Classes::COMMON)
    .and(Classes::QUANTITY)
    .and(Classes::ADVERB)
    .and(Classes::TIME)
    .and(Classes::DEMONYM)
    .and(Classes::COLLECTIVE)
    .and(Classes::ARTICLE)
    .and(Classes::PREPOSITION)
    .and(Classes::PRONOUN);
/// Small words within names.
const PARTICLES: [&str; 10] = ["van", "von", "de", "del", "della", "di", "da", "al", "bin", "el"];

/// Whether words are the name of somebody.
pub(super) fn is_name(label: &str) -> bool {
    told(label) == Told::Name
}

/// Whether words say only that there is nothing to say: `-`, `n/a`.
pub(super) fn is_nothing(label: &str) -> bool {
    let words = words(label);
    label.chars().all(|sign| sign.is_whitespace() || "-–—?.…/".contains(sign))
        || phrase(&words, Listed::NOTHING).is_some_and(|(at, count)| at == 0 && count == words.len())
}

/// What words for somebody are: by the noun that the others say more of, and by what is beside it.
pub(super) fn told(label: &str) -> Told {
    if is_nobody(label) {
        return Told::Description;
    }
    let first = label.chars().find(|sign| sign.is_alphanumeric()).unwrap_or_default();
    if first.is_alphabetic() && !first.is_lowercase() && !first.is_uppercase() {
        return without_capitals(&words(label));
    }
    Head::new(words(segments(label).next().unwrap_or_default())).told()
}

/// What words for somebody who publishes are. Many papers are called by words that others are described by, and some
/// write theirs small: `The Conversation`, `taz`. Of those a person has to say it.
pub(super) fn told_of_publisher(label: &str) -> Told {
    match told(label) {
        Told::Description if is_nobody(label) => Told::Description,
        Told::Description if is_domain(label) => Told::Name,
        Told::Description => Told::Unclear,
        told => told,
    }
}

/// Whether words say that nobody is named, or begin as a description does.
fn is_nobody(label: &str) -> bool {
    let all = words(label);
    let is_alone = all.len() == 1 && all[0].is(Listed::ALONE);
    let is_listed = [Listed::NOBODY, Listed::PSEUDONYM].into_iter().any(|section| phrase(&all, section).is_some());
    let head = words(segments(label).next().unwrap_or_default());
    let begins = head.first().is_none_or(|word| !word.is_acronym && INDEFINITE.contains(&&*word.small));
    let has_letter = label.contains(char::is_alphabetic);
    !has_letter || is_alone || is_listed || begins || is_nothing(label) || is_of_platform(label, &all)
}

/// Whether words are the address of a site: `example.org`.
fn is_domain(label: &str) -> bool {
    let is_part = |part: &str| part.len() > 1 && part.chars().all(|sign| sign.is_alphanumeric() || sign == '-');
    label.contains('.') && label.split('.').all(is_part)
}

const INDEFINITE: [&str; 7] = ["a", "an", "ein", "eine", "un", "une", "una"];

/// In a script without capitals only words that are known show something.
fn without_capitals(all: &[Word]) -> Told {
    if all.iter().any(|word| word.is(Listed::ROLE | Listed::ALONE)) {
        Told::Description
    } else if all.iter().any(|word| word.is(Listed::GROUP | Listed::OWN)) {
        Told::Name
    } else {
        Told::Unclear
    }
}

/// The parts of a label between commas, dashes, colons and brackets, the first of which says who it is.
fn segments(label: &str) -> impl Iterator<Item = &str> {
    let apart = |sign: char| ",;:()[]{}（）【】，、".contains(sign);
    let parts = label.split(apart).flat_map(|part| part.split(" - ")).flat_map(|part| part.split(['–', '—']));
    parts.map(str::trim).filter(|part| part.contains(char::is_alphanumeric))
}

/// The first part of a label: a noun, what is before it, and what a preposition adds.
struct Head {
    words: Vec<Word>,
    /// Where a preposition ends the words around the noun.
    end: usize,
    /// The place of the first word that is no article and no particle.
    start: usize,
}

impl Head {
    fn new(words: Vec<Word>) -> Self {
        let is_small = |word: &Word| word.is(Listed::OF) || word.can_be(Classes::ARTICLE | Classes::PREPOSITION);
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

    fn told(&self) -> Told {
        let Some((noun, before)) = self.noun() else { return Told::Description };
        let first = &self.words[0];
        let is_article = first.can_be(Classes::ARTICLE) && is_own(noun);
        let is_first_small = !first.is_capital && !is_article && !PARTICLES.contains(&&*first.small);
        if is_first_small {
            // `mayor Ada Example`
            let has_role = before.iter().any(is_role) && is_own(noun) && self.end == self.words.len();
            return if has_role { Told::Name } else { Told::Description };
        }
        let is_known_outlet = is_outlet(noun) && (!is_role(noun) || self.start > 0 || before.iter().any(is_own));
        if self.is_doubtful() {
            return Told::Unclear;
        }
        if self.is_person() || is_known_outlet || noun.is(Listed::OWN) && before.is_empty() {
            return Told::Name;
        }
        if is_role(noun) {
            return Told::Description;
        }
        if is_group(noun) {
            return if self.is_named_group(noun, before) { Told::Name } else { Told::Description };
        }
        match (noun.is_capital, is_own(noun) && noun.is_long(), before.iter().any(is_own)) {
            (true, true, _) | (true, false, true) => Told::Name,
            // `Gazeta codzienna`, or several people of some place.
            (false, _, true) => Told::Unclear,
            _ => Told::Description,
        }
    }

    /// A first name alone or with an initial, as of people who are not named in full. In Russian, where no preposition
    /// is between them, the name behind a role may as well be that of a ministry.
    fn is_doubtful(&self) -> bool {
        let core = self.core();
        let is_short = self.end == self.words.len() && (core.len() == 1 || core.len() == 2 && !core[1].is_long());
        let is_cyrillic = |word: &Word| word.small.contains(|sign| ('\u{400}'..='\u{52F}').contains(&sign));
        let is_joined = core.len() > 1 && core.iter().all(|word| word.is_capital && is_cyrillic(word));
        is_first_name(&core[0]) && is_short || is_joined && core[0].is(Listed::ROLE)
    }

    /// A first name, and names behind it: `Tim Cook` is no cook.
    fn is_person(&self) -> bool {
        let core = self.core();
        (2..=4).contains(&core.len()) && is_first_name(&core[0]) && core.iter().all(|word| word.is_capital)
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
        before.iter().any(is_own) || is_origin || is_title || noun.is_capital && is_of
    }
}

fn is_role(word: &Word) -> bool {
    word.is(Listed::ROLE) || word.can_be(Classes::ROLE | Classes::PEOPLE)
}

/// An outlet that is known by its name.
fn is_outlet(word: &Word) -> bool {
    word.can_be(Classes::OUTLET) && !word.is(Listed::GROUP) && !word.can_be(Classes::GROUP)
}

fn is_group(word: &Word) -> bool {
    word.is(Listed::GROUP) || word.can_be(Classes::GROUP)
}

fn is_first_name(word: &Word) -> bool {
    let is_other = word.can_be(Classes::ROLE | Classes::TITLE | Classes::DEMONYM);
    word.can_be(Classes::MALE | Classes::FEMALE) && !is_other && word.is_capital
}

/// Whether a word is somebody's own: it has a capital, and is in no list of words that many have.
fn is_own(word: &Word) -> bool {
    let shared = Listed::ROLE | Listed::GROUP | Listed::BESIDE | Listed::VAGUE | Listed::OF;
    let is_shared = word.is(shared) || word.can_be(COMMON) || word.can_be(Classes::GROUP);
    word.is_capital && (!is_shared || is_outlet(word) || word.is(Listed::OWN) || is_first_name(word))
}

/// Whether words name a platform and nobody on it: "Facebook posts", "Twitter users".
pub(super) fn is_platform(label: &str) -> bool {
    let apart = label.replace([',', '/', ';', '-'], " ");
    let words = words(&apart);
    let mut at = 0;
    let mut has_platform = false;
    while at < words.len() {
        match phrase(&words[at..], Listed::PLATFORM).filter(|(first, _)| *first == 0) {
            Some((_, count)) => (at, has_platform) = (at + count, true),
            None if words[at].is(Listed::OF_PLATFORM) => at += 1,
            None => return false,
        }
    }
    has_platform
}

/// A platform, or something on one that has a name of its own: `Facebook page "The Truth"`.
fn is_of_platform(label: &str, words: &[Word]) -> bool {
    let begins = || phrase(words, Listed::PLATFORM).filter(|(first, _)| *first == 0);
    let is_page =
        || begins().is_some_and(|(_, count)| words.get(count).is_some_and(|word| word.is(Listed::OF_PLATFORM)));
    is_platform(label) || words.len() > 1 && is_page()
}

/// Whether a description has the name of somebody beside it, who may be the one that is described: in brackets, behind
/// a comma, or behind a word such as `source`. A name behind a preposition is of somebody else.
pub(super) fn reveals(label: &str) -> bool {
    let all = words(label);
    if told(label) != Told::Description || is_of_platform(label, &all) || phrase(&all, Listed::PSEUDONYM).is_some() {
        return false;
    }
    let is_aside = |part: &str| {
        let words = words(part);
        let is_short = part.chars().count() <= 5 && part.chars().all(|sign| sign.is_uppercase() || sign == '.');
        !is_short && !words.iter().any(|word| is_group(word) || is_outlet(word)) && told(part) != Told::Description
    };
    let is_called = |part: &str| {
        let mut words = words(part).into_iter().skip_while(|word| !word.is(Listed::CALLED)).skip(1);
        words.next().is_some_and(|word| is_own(&word))
    };
    let is_nobody = phrase(&all, Listed::NOBODY).is_some();
    segments(label).skip(1).any(is_aside)
        || segments(label).any(is_called)
        || is_nobody && segments(label).any(|part| ends_in_name(&words(part)) || is_name_withheld(&words(part)))
}

/// `Peter Zwolle on background`: a whole name, and right behind it that it is not to be named. A noun such as `source`
/// makes the words before it a description.
fn is_name_withheld(words: &[Word]) -> bool {
    let Some((start, count)) = phrase(words, Listed::NOBODY) else { return false };
    let is_noun = count == 1 && is_role(&words[start]);
    let own = words[..start].iter().take_while(|word| is_own(word)).count();
    let is_joined = words[own..start].iter().all(|word| word.can_be(Classes::PREPOSITION));
    own > 1 && is_joined && !is_noun
}

/// Whether words end in two or more that are somebody's own, with no preposition right before them. Words that say that
/// nobody is named are no name, whatever their capitals: `Identity Withheld`.
fn ends_in_name(words: &[Word]) -> bool {
    let (start, count) = phrase(words, Listed::NOBODY).unwrap_or_default();
    let is_name = |at: &usize| is_own(&words[*at]) && !(start..start + count).contains(at);
    let own = (0..words.len()).rev().take_while(is_name).count();
    let before = words.len().checked_sub(own + 1).map(|at| &words[at]);
    let is_free = |word: &Word| !word.is(Listed::OF) && !word.can_be(Classes::PREPOSITION | Classes::ARTICLE);
    own > 1 && before.is_none_or(is_free)
}

#[cfg(test)]
mod tests;
