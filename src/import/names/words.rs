//! What a word for a source shows, by the list of `words.txt` and the words that attributions are read with.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::speech::{Classes, bits, classes};

bits! {
    /// What a word of the list is.
    Listed(u32) {
        NOBODY "nobody",
        PSEUDONYM "pseudonym",
        PLACEHOLDER "placeholder",
        NOTHING "nothing",
        ALONE "alone",
        ROLE "role",
        ROLE_ENDING "role-ending",
        GROUP "group",
        GROUP_ENDING "group-ending",
        PLURAL "plural",
        OWN "own",
        OWN_PART "own-part",
        BORDERS "borders",
        BESIDE "beside",
        VAGUE "vague",
        OF "of",
        FIRM "firm",
        AND "and",
        OR "or",
        RELAY "relay",
        GIVEN "given",
        GIVEN_PLACE "given-place",
        CALLED "called",
        PLATFORM "platform",
        OF_PLATFORM "of-platform",
    }
}

impl Listed {
    /// Sections in which a line is a phrase.
    const PHRASES: [Self; 8] = [
        Self::NOBODY,
        Self::PSEUDONYM,
        Self::PLACEHOLDER,
        Self::NOTHING,
        Self::OWN,
        Self::BORDERS,
        Self::RELAY,
        Self::PLATFORM,
    ];
}

/// The list.
#[derive(Default)]
struct List {
    words: HashMap<&'static str, Listed>,
    /// Phrases of several words, and words of scripts without blanks.
    phrases: Vec<(Vec<&'static str>, Listed)>,
    signs: Vec<(&'static str, Listed)>,
    endings: Vec<(&'static str, Listed)>,
    /// What is in words for a group of which there is one.
    parts: Vec<&'static str>,
}

static LIST: LazyLock<List> = LazyLock::new(|| {
    let mut list = List::default();
    let mut section = Listed::default();
    for line in include_str!("words.txt").lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = Listed::named(name).unwrap_or_default();
        } else if Listed::PHRASES.contains(&section) && line.contains(' ') && !line.chars().any(is_unspaced) {
            list.phrases.push((line.split(' ').collect(), section));
        } else {
            line.split_whitespace().for_each(|word| list.add(word, section));
        }
    }
    list
});

impl List {
    fn add(&mut self, word: &'static str, section: Listed) {
        if section.has_any(Listed::ROLE_ENDING | Listed::GROUP_ENDING) {
            self.endings.push((word, section));
        } else if section == Listed::OWN_PART {
            self.parts.push(word);
        } else if word.chars().any(is_unspaced) {
            self.signs.push((word, section));
        } else {
            let listed = self.words.entry(word).or_default();
            *listed = *listed | section;
        }
    }
}

/// Whether a character is of a script that puts no blanks between words, or ties endings to them.
pub(super) fn is_unspaced(sign: char) -> bool {
    let (thai, kana) = ('\u{0E00}'..='\u{0E7F}', '\u{3040}'..='\u{30FF}');
    let (han, hangul) = ('\u{3400}'..='\u{9FFF}', '\u{AC00}'..='\u{D7A3}');
    [thai, kana, han, hangul].iter().any(|script| script.contains(&sign))
}

/// A word of a label.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// In small letters, without signs around it.
    pub(super) small: String,
    pub(super) listed: Listed,
    pub(super) classes: Classes,
    /// Whether it begins with a capital or a digit, or has a capital within, as `eBay`.
    pub(super) is_capital: bool,
    /// Whether it has capitals only, and several: `UN`.
    pub(super) is_acronym: bool,
    /// A capital or an apostrophe within: `eBay`, `O'Brien`.
    pub(super) inner: Option<char>,
    /// Whether it stands for first names: `A.`, `J.K.`
    pub(super) is_initial: bool,
    /// The words before its last hyphen: of `Max-Planck-Institut`, `Max` and `Planck`.
    pub(super) stem: Vec<Word>,
}

impl Word {
    fn new(written: &str) -> Self {
        let bare = bare(written);
        let small = bare.to_lowercase().replace('’', "'");
        let (listed, classes) = (listed(&small), classes(&small));
        let is_capital = bare.chars().any(char::is_uppercase) || bare.starts_with(|sign: char| sign.is_numeric());
        let is_acronym = bare.chars().count() > 1 && bare.chars().all(char::is_uppercase);
        let is_inner = |sign: &char| *sign == '\'' || sign.is_uppercase();
        let inner = bare.chars().skip(1).map(|sign| if sign == '’' { '\'' } else { sign }).find(is_inner);
        let is_initial = is_initial(written) && !listed.has_any(Listed::OWN) && !classes.has_any(Classes::DEMONYM);
        let stem = bare.rsplit_once('-').map(|(stem, _)| stem.split('-').map(Self::new).collect()).unwrap_or_default();
        Self { small, listed, classes, is_capital, is_acronym, inner, is_initial, stem }
    }

    pub(super) fn is(&self, listed: Listed) -> bool {
        self.listed.has_any(listed)
    }

    /// Whether it has letters, and more than one: neither the `1` nor the `X` of "Officer X" is a name.
    pub(super) fn is_long(&self) -> bool {
        self.small.chars().filter(|sign| sign.is_alphabetic()).count() > 1
    }

    pub(super) fn can_be(&self, classes: Classes) -> bool {
        self.classes.has_any(classes)
    }
}

/// Whether a word is made of single capitals, each with a full stop behind it.
fn is_initial(written: &str) -> bool {
    let is_letter = |letter: &str| letter.chars().count() == 1 && letter.chars().all(char::is_uppercase);
    let mut letters = written.strip_suffix('.').unwrap_or_default().split('.');
    letters.all(|letter| is_letter(letter.trim_start_matches('-')))
}

/// The words of a label, with a `/` as a word of its own.
pub(super) fn words(label: &str) -> Vec<Word> {
    let parts =
        label.split_whitespace().filter(|part| part.chars().any(|sign| sign.is_alphanumeric() || "&+/".contains(sign)));
    parts.map(Word::new).collect()
}

/// A word without the signs around it.
pub(super) fn bare(written: &str) -> &str {
    let bare = written.trim_matches(|sign: char| !sign.is_alphanumeric());
    if bare.is_empty() { written } else { bare }
}

/// What the list says of a word in small letters.
fn listed(small: &str) -> Listed {
    let list = &*LIST;
    let known = |word: &str| list.words.get(word).copied().unwrap_or_default();
    // In Arabic, an article is a part of the word.
    let mut found = known(small) | small.strip_prefix("ال").map(known).unwrap_or_default();
    found = found
        | small
            .rsplit_once('-')
            .map(|(_, last)| known(last))
            .filter(|last| last.has_any(Listed::ROLE))
            .unwrap_or_default();
    for (ending, section) in &list.endings {
        let has = small.strip_suffix(ending).is_some_and(|stem| stem.chars().count() > 2);
        found = found
            | if !has {
                Listed::default()
            } else if *section == Listed::ROLE_ENDING {
                Listed::ROLE
            } else {
                Listed::GROUP
            };
    }
    // Of a `Bundesamt` there are many, of a `Bundeskriminalamt` there is one.
    let is_longer = |(before, rest): (&str, &str)| {
        let mut ends = list.endings.iter().filter(|(ending, _)| rest.ends_with(ending));
        ends.any(|(ending, _)| !before.is_empty() || rest.len() > ending.len())
    };
    if list.parts.iter().any(|part| small.split_once(part).is_some_and(is_longer)) && found.has_any(Listed::GROUP) {
        found = found | Listed::OWN;
    }
    // Where a platform is: `facebook.com`.
    found = found | small.strip_suffix(".com").map(known).filter(|of| of.has_any(Listed::PLATFORM)).unwrap_or_default();
    if small.chars().any(is_unspaced) {
        let signs = list.signs.iter().filter(|(sign, _)| small.contains(sign));
        found = signs.fold(found, |found, (_, section)| found | *section);
    }
    found
}

/// Where a phrase of a section is, or a word of it: its first word, and how many words it has.
pub(super) fn phrase(words: &[Word], section: Listed) -> Option<(usize, usize)> {
    let starts = |at: usize, phrase: &[&str]| {
        words.len() >= at + phrase.len() && phrase.iter().zip(&words[at..]).all(|(wanted, word)| word.small == *wanted)
    };
    (0..words.len()).find_map(|at| {
        let phrases = LIST.phrases.iter().filter(|(_, of)| *of == section);
        let found = phrases.filter(|(phrase, _)| starts(at, phrase)).map(|(phrase, _)| phrase.len()).max();
        found.or_else(|| words[at].is(section).then_some(1)).map(|count| (at, count))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each section is read, and what attributions are read with is not here again.
    #[test]
    fn words_are_listed_once() {
        for (name, _) in Listed::NAMES {
            assert!(include_str!("words.txt").contains(&format!("\n[{name}]\n")), "{name}");
        }
        let known = |word: &&&str| classes(word).has_any(Classes::ROLE | Classes::PEOPLE);
        let roles = LIST.words.iter().filter(|(_, listed)| listed.has_any(Listed::ROLE));
        let first_names = LIST.words.iter().filter(|(_, listed)| listed.has_any(Listed::GIVEN));
        let is_known_name = |word: &&&str| classes(word).has_any(Classes::MALE | Classes::FEMALE);
        let roles = roles.map(|(word, _)| word).filter(known);
        let again: Vec<_> = first_names.map(|(word, _)| word).filter(is_known_name).chain(roles).collect();
        assert!(again.is_empty(), "{again:?}");
    }
}
