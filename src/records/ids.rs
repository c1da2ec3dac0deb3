//! Ids for new records, made of words: no two are alike, and none is one of the corpus.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::model::{Corpus, Id, MAX_ID};
use crate::text::Text;

/// Letters that are not a letter with a sign on it, as people write them without them.
const PLAIN: [(char, &str); 9] =
    [('ß', "ss"), ('æ', "ae"), ('œ', "oe"), ('ø', "o"), ('ł', "l"), ('đ', "d"), ('ð', "d"), ('þ', "th"), ('ı', "i")];

/// What the ids of a kind of records look like.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// How long they are made, in bytes: longer ones help nobody.
    most: usize,
    /// The id of one whose words have no Latin letter and no digit.
    nameless: &'static str,
}

impl Shape {
    /// Of a source.
    pub const SOURCE: Self = Self { most: 48, nameless: "source" };
    /// Of a claim.
    pub const CLAIM: Self = Self { most: 40, nameless: "claim" };
    /// Of a document.
    pub const DOCUMENT: Self = Self { most: 40, nameless: "document" };
}

/// Ids that are taken.
///
/// ```
/// use onrecord::records::{Ids, Shape};
///
/// let mut ids = Ids::default();
/// let mut take = |words: &str| ids.take(&words.into(), Shape::SOURCE).map(|id| id.to_string());
/// assert_eq!(take("Hakan Fidan").as_deref(), Some("hakan-fidan"));
/// assert_eq!(take("Hakan Fidan").as_deref(), Some("hakan-fidan-2"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Ids {
    taken: BTreeSet<String>,
    /// The number to try next for each slug that was wanted twice.
    next: BTreeMap<String, u64>,
}

impl Ids {
    /// Those of a corpus.
    pub fn of(corpus: &Corpus) -> Self {
        let taken = corpus.records().map(|record| corpus.id(record).to_owned()).collect();
        Self { taken, next: BTreeMap::new() }
    }

    /// Takes an id as it is; `false` if it is taken already.
    pub fn reserve(&mut self, id: &Id) -> bool {
        self.taken.insert(id.as_str().to_owned())
    }

    /// Makes an id of the first words of a text, and takes it, with a number behind it if it is taken already. `None`
    /// is for what cannot happen: a word that is not a valid id.
    pub fn take(&mut self, words: &Text, shape: Shape) -> Option<Id> {
        let slug = slug(words, shape);
        let mut id = slug.clone();
        while !self.taken.insert(id.clone()) {
            let number = self.next.entry(slug.clone()).or_insert(2);
            id = format!("{slug}-{number}");
            *number += 1;
        }
        Id::parse(&Text::new(id)).ok()
    }

    /// Makes an id for another record than the one that has an id, and takes it: after `a-2` comes `a-3`.
    pub(crate) fn take_after(&mut self, id: &Text, shape: Shape) -> Option<Id> {
        let is_number = |number: &str| number.bytes().all(|digit| digit.is_ascii_digit());
        let numbered = id.untrusted().rsplit_once('-').filter(|(_, number)| is_number(number));
        let stem = numbered.map(|(stem, _)| stem).filter(|stem| self.taken.contains(*stem));
        self.take(&stem.map_or_else(|| id.clone(), |stem| id.part(stem)), shape)
    }
}

/// The first words of a text in small letters, joined by hyphens.
fn slug(words: &Text, Shape { most, nameless }: Shape) -> String {
    let mut slug = String::new();
    let letters = words.untrusted().nfkd().flat_map(char::to_lowercase).take(MAX_ID);
    for letter in letters.flat_map(plain).filter(|letter| !matches!(letter, '\u{300}'..='\u{36F}' | '\'' | '’' | '.'))
    {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.len() > most {
        let end = slug[..=most].rfind('-').unwrap_or(most);
        slug.truncate(end);
    }
    let slug = slug.trim_end_matches('-');
    let slug = slug.strip_prefix("the-").or(slug.strip_prefix("an-")).or(slug.strip_prefix("a-")).unwrap_or(slug);
    if slug.is_empty() { nameless.to_owned() } else { slug.to_owned() }
}

/// A small letter as people write it who do not have it.
fn plain(letter: char) -> impl Iterator<Item = char> {
    let plain = PLAIN.iter().find(|(other, _)| *other == letter).map(|(_, plain)| *plain);
    plain.unwrap_or_default().chars().chain(plain.is_none().then_some(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_the_words_of_the_name() {
        let of = |label: &str| slug(&Text::new(label), Shape::SOURCE);
        assert_eq!(of("Hakan Fidan"), "hakan-fidan");
        assert_eq!(of("the U.S. Department of State"), "us-department-of-state");
        assert_eq!(of("José Ángel"), "jose-angel");
        assert_eq!(of("a US official"), "us-official");
        assert_eq!(of("Сергей"), "source");
        for (words, expected) in [
            ("Grüße aus GROẞ Gerau", "grusse-aus-gross-gerau"),
            ("Ærø Bjørnson", "aero-bjornson"),
            ("Œuvre de l’Œdipe", "oeuvre-de-loedipe"),
            ("Łódź Wałęsa", "lodz-walesa"),
            ("Đoković", "dokovic"),
            ("Þórður Guðmundsson", "thordur-gudmundsson"),
            ("Işık İnönü", "isik-inonu"),
        ] {
            assert_eq!(of(words), expected);
        }
        assert_eq!(of(&"long name ".repeat(20)), "long-name-long-name-long-name-long-name-long");
        assert_eq!(
            slug(&Text::new("The US no longer wants to stay in the region"), Shape { most: 20, nameless: "x" }),
            "us-no-longer"
        );
    }

    #[test]
    fn a_number_is_counted_on() {
        let mut ids = Ids::default();
        for id in ["a", "a-2", "boeing-737"] {
            assert!(ids.reserve(&Id::parse(&Text::new(id)).unwrap()));
        }
        let after = |id: &str| ids.take_after(&Text::new(id), Shape::CLAIM).unwrap().to_string();
        assert_eq!(["a-2", "a", "boeing-737"].map(after), ["a-3", "a-4", "boeing-737-2"]);
    }

    #[test]
    fn no_two_are_alike_and_none_is_taken() {
        let snapshot = crate::Workspace::of_texts([("c.yaml", "claims: {b: {statement: x}, a-3: {statement: x}}\n")]);
        let mut ids = Ids::of({ snapshot }.snapshot().corpus());
        let taken: Vec<_> =
            ["a", "b", "a", "a"].iter().filter_map(|words| ids.take(&Text::new(*words), Shape::CLAIM)).collect();
        assert_eq!(taken.iter().map(Id::as_str).collect::<Vec<_>>(), ["a", "b-2", "a-2", "a-4"]);
    }

    /// The most that an id of a source takes, with a number behind it, is far from what a claim file allows.
    #[test]
    fn an_id_is_never_too_long() {
        let mut ids = Ids::default();
        let label = Text::new("x".repeat(500));
        let all: Vec<_> = (0..2000).filter_map(|_| ids.take(&label, Shape::SOURCE)).collect();
        assert_eq!(all.len(), 2000);
        assert!(all.iter().all(|id| id.as_str().len() < MAX_ID));
    }
}
