//! What people are called, to be compared. A shorter name may be that of a longer one only in the ways in which writers
//! shorten names: the surname alone, or the first name and the surname.

use super::language;
use super::lexicon::Classes;
use crate::text::{Text, folded};

/// Small words within names.
const PARTICLES: [&str; 20] = [
    "de", "la", "van", "von", "der", "den", "al", "bin", "ibn", "el", "di", "da", "du", "le", "dos", "del", "ter",
    "ten", "zu", "abu",
];
/// Ends of names that tell a father from his son.
const GENERATIONS: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "v"];

/// What somebody is called, without titles and degrees.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PersonName {
    /// In small letters, the surname last. An initial is a letter.
    words: Vec<String>,
    /// `jr`, `iii`.
    generation: Option<String>,
}

impl PersonName {
    /// The name of some words, each with what it may be.
    pub(super) fn new<'w>(words: impl Iterator<Item = (&'w str, Classes)>) -> Self {
        let mut name = Self { words: Vec::new(), generation: None };
        for (word, classes) in words {
            let word = word.trim_end_matches('.').to_lowercase();
            if GENERATIONS.contains(&&*word) && !name.words.is_empty() {
                name.generation = Some(word);
            } else if !classes.has_any(Classes::SUFFIX) {
                name.words.push(word);
            }
        }
        name
    }

    /// The name in what a record calls somebody, whatever the marks on its letters: `Dr. Ádá Byron, PhD` and
    /// `Byron, Ada` are `Ada Byron`.
    pub(crate) fn of(name: &Text) -> Self {
        let is_suffix = |part: &&str| words(part).all(|(_, classes)| classes.has_any(Classes::SUFFIX));
        let mut parts: Vec<_> = name.untrusted().split(',').collect();
        let suffixes = parts.iter().skip(1).rev().take_while(|part| is_suffix(part)).count();
        let suffixes = parts.split_off(parts.len() - suffixes);
        if parts.len() == 2 {
            parts.swap(0, 1);
        }
        let all: Vec<_> = parts.into_iter().chain(suffixes).flat_map(words).collect();
        let all = &all[first_of_name(&all)..];
        let mut name = Self::new(all.iter().copied());
        for word in &mut name.words {
            *word = folded(word).filter(|letter| letter.is_alphanumeric() || *letter == '-').collect();
        }
        name.words.retain(|word| !word.is_empty());
        name
    }

    /// Its words without initials.
    pub(super) fn said(&self) -> impl Iterator<Item = &String> {
        self.words.iter().filter(|word| !is_initial(word))
    }

    /// Whether it is more than a surname.
    pub(crate) fn is_full(&self) -> bool {
        self.said().nth(1).is_some()
    }

    pub(super) fn surname(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// What all names have in common that may be those of one person: how the first one that is no initial begins, and
    /// the surname.
    pub(crate) fn ends(&self) -> (Option<char>, &str) {
        (self.said().next().and_then(|first| first.chars().next()), self.surname())
    }

    /// The first word and the others, if there are several.
    pub(super) fn split_first(&self) -> Option<(&String, Self)> {
        let (first, rest) = self.words.split_first().filter(|(_, rest)| !rest.is_empty())?;
        Some((first, Self { words: rest.to_vec(), generation: self.generation.clone() }))
    }

    /// Whether two full names may be those of one person.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        self == other || self.is_short_for(other) || other.is_short_for(self)
    }

    /// Whether it is how writers call somebody again who has a longer name: `Ann Lee` after `Ann Mary Lee`.
    pub(super) fn is_short_for(&self, longer: &Self) -> bool {
        // `J. Edgar Hoover` is Edgar Hoover.
        let leads = longer.words.iter().take_while(|word| is_initial(word)).count();
        let leads = if self.words.first().is_some_and(|first| is_initial(first)) { 0 } else { leads };
        let ([first, middle @ .., last], [given, others @ .., surname]) = (&*self.words, &longer.words[leads..]) else {
            return false;
        };
        let mut others = others.iter();
        let has_middle = middle.iter().all(|part| others.any(|other| is_short(part, other)));
        self != longer && last == surname && is_short(first, given) && has_middle && self.is_of_generation(longer)
    }

    /// Whether it is the surname of somebody with a longer name, perhaps with an initial: `Le Pen`, `M. Le Pen`.
    pub(crate) fn is_surname_of(&self, longer: &Self) -> bool {
        let initials = self.words.iter().take_while(|word| is_initial(word)).count();
        let (initials, surname) = self.words.split_at(initials);
        let is_first = |first: &String| longer.words.first().is_some_and(|given| is_short(first, given));
        let has_particle = || surname.first().is_some_and(|first| PARTICLES.contains(&&**first));
        (surname.len() == 1 || has_particle())
            && surname.len() < longer.words.len()
            && longer.words.ends_with(surname)
            && initials.first().is_none_or(is_first)
            && self.is_of_generation(longer)
    }

    fn is_of_generation(&self, longer: &Self) -> bool {
        self.generation.is_none() || self.generation == longer.generation
    }
}

/// Whether a word may be within a name though it is small.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Whether a word of a name is a letter.
pub(super) fn is_initial(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// Whether a word of a name is another one, or its first letter.
fn is_short(short: &str, word: &str) -> bool {
    short == word || is_initial(short) && word.starts_with(short)
}

/// The words of a part of a name, each with what it may be in any language that is read.
fn words(part: &str) -> impl Iterator<Item = (&str, Classes)> {
    part.split_whitespace().map(|word| (word, language::classes(word.trim_end_matches('.'))))
}

/// Where a name begins: after the last title that leaves two words of it.
fn first_of_name(words: &[(&str, Classes)]) -> usize {
    let given = Classes::MALE | Classes::FEMALE;
    let is_title = |at: &usize| {
        let (_, classes) = words[*at];
        classes.has_any(Classes::TITLE | Classes::ROLE) && !classes.has_any(given)
    };
    let end = words.iter().rposition(|(_, classes)| !classes.has_any(Classes::SUFFIX)).map_or(0, |last| last + 1);
    let Some(title) = (0..end.saturating_sub(2)).rev().find(is_title) else { return 0 };
    // `Minister of Transport Ada Byron`
    let is_of = words[title + 1].1.has_any(Classes::PREPOSITION | Classes::ARTICLE);
    let first = |at: &usize| words[*at].1.has_any(given);
    if is_of { (title + 1..end).find(first).unwrap_or(end - 2).min(end - 2) } else { title + 1 }
}
