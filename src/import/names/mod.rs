//! Whether words that a desk has written for a source or a publisher are a name. In doubt they are none.

mod head;
mod voices;
mod withheld;
mod words;

pub(super) use voices::{Voice, voices};
pub(super) use withheld::{is_terms, keeps_back, may_be_group};

use crate::speech::Classes;
use head::Head;
use words::{Listed, Word, phrase, words};

/// What words for somebody are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Name,
    /// They say what somebody is, and not who, or that nobody is named.
    Description,
    /// They say what many groups may be called: `City Council`, `taz`. If the input says that a group or an outlet is
    /// called so, or that it is named, they are its name.
    Common,
    /// Nothing shows it: the script has no capitals, or the words are in no list.
    Unclear,
}

impl Told {
    /// Whether they are the name of no person.
    pub(super) fn is_description(self) -> bool {
        matches!(self, Self::Description | Self::Common)
    }
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
    if is_terms(label) && may_be_group(label) {
        return Told::Common;
    }
    if is_nobody(label) {
        return Told::Description;
    }
    if is_handle(label) {
        return Told::Unclear;
    }
    let first = label.chars().find(|sign| sign.is_alphanumeric()).unwrap_or_default();
    if first.is_alphabetic() && !first.is_lowercase() && !first.is_uppercase() {
        return without_capitals(&words(label));
    }
    Head::of(label).told()
}

/// What words are for somebody of whom the input says that it is a group or an outlet. Many are called by words that
/// others are described by, and some write theirs small: `The Conversation`, `taz`.
pub(super) fn told_of_group(label: &str) -> Told {
    let head = Head::of(label);
    match told(label) {
        Told::Common if head.is_title() => Told::Name,
        Told::Unclear if !head.is_doubtful() && !is_handle(label) => Told::Name,
        // `US media`, `Port Worker`: a person has to say it.
        Told::Common | Told::Description if !is_nobody(label) => Told::Unclear,
        told => told,
    }
}

/// Whether words say that nobody is named, or begin as a description does.
fn is_nobody(label: &str) -> bool {
    let (all, head) = (words(label), Head::of(label));
    let is_alone = all.len() == 1 && all[0].is(Listed::ALONE);
    let is_listed = (phrase(&all, Listed::NOBODY).is_some() || withheld::beside(label).is_some()) && !head.is_known();
    let is_article = |word: &Word| !word.is_acronym && !word.is_initial && INDEFINITE.contains(&&*word.small);
    let begins = head.words.first().is_none_or(is_article);
    let is_without = !label.contains(char::is_alphabetic) || is_nothing(label);
    is_without || is_alone || is_listed || begins || is_pseudonym(label, &all) || is_of_platform(label, &all)
}

/// Whether a name is in the place of another one, by what is beside it, by an asterisk, or because it is nobody's:
/// `Alex*`, `Jane Doe`.
fn is_pseudonym(label: &str, all: &[Word]) -> bool {
    let is_marked = |part: &str| part.starts_with('*') != part.ends_with('*') || part == "*";
    let is_emphasis = label.starts_with('*') && label.ends_with('*');
    let is_starred = !is_emphasis && label.split_whitespace().any(is_marked);
    is_starred || phrase(all, Listed::PSEUDONYM).is_some() || Head::of(label).is_placeholder()
}

/// Whether words are the name of an account, which may be anybody's: `@ada`, `u/ada`.
fn is_handle(label: &str) -> bool {
    let is_one = |at: &str| label.trim().strip_prefix(at).is_some_and(|rest| !rest.contains([' ', '@']));
    ["@", "u/", "/u/"].into_iter().any(is_one)
}

/// Whether a word is the address of a site: `example.org`.
fn is_domain(word: &Word) -> bool {
    let is_part = |part: &str| part.len() > 1 && part.chars().all(|sign| sign.is_alphanumeric() || sign == '-');
    let top = word.small.rsplit_once('.').map_or("", |(_, top)| top);
    (2..=4).contains(&top.len()) && word.small.split('.').all(is_part)
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
    let apart = |sign: char| ",;:|()[]{}（）【】，、：".contains(sign);
    let parts = label.split(apart).flat_map(|part| part.split(" - ")).flat_map(|part| part.split(['–', '—']));
    parts.map(str::trim).filter(|part| part.contains(char::is_alphanumeric))
}

fn is_role(word: &Word) -> bool {
    word.is(Listed::ROLE) || word.can_be(Classes::ROLE | Classes::PEOPLE)
}

/// Words for people, of whom a group that has one name is none: the police.
fn is_people(word: &Word) -> bool {
    is_role(word) && (!is_group(word) || word.is(Listed::PLURAL))
}

/// Several people.
fn is_plural(word: &Word) -> bool {
    let is_one = |one: &str| words(one).first().is_some_and(is_role);
    is_people(word) && (word.can_be(Classes::PEOPLE) || word.small.strip_suffix('s').is_some_and(is_one))
}

/// Whether nothing is known of a word.
fn is_unlisted(word: &Word) -> bool {
    word.listed == Listed::default() && word.classes.is_within(Classes::PAST_LIKE) && word.is_long()
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
    let is_given = word.is(Listed::GIVEN | Listed::GIVEN_PLACE) || word.can_be(Classes::MALE | Classes::FEMALE);
    is_given && !is_other && word.is_capital
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
    if !told(label).is_description() || is_of_platform(label, &all) || is_pseudonym(label, &all) {
        return false;
    }
    let is_aside = |part: &str| {
        let words = words(part);
        let is_short = part.chars().count() <= 5 && part.chars().all(|sign| sign.is_uppercase() || sign == '.');
        !is_short && !words.iter().any(|word| is_group(word) || is_outlet(word)) && !told(part).is_description()
    };
    let is_called = |part: &str| {
        let mut words = words(part).into_iter().skip_while(|word| !word.is(Listed::CALLED)).skip(1);
        words.next().is_some_and(|word| is_own(&word))
    };
    let is_nobody = phrase(&all, Listed::NOBODY).is_some();
    segments(label).skip(1).any(is_aside)
        || segments(label).any(is_called)
        || is_nobody && segments(label).any(|part| ends_in_name(&words(part)))
        || withheld::reveals(label)
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
