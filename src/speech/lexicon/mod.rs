//! The words of a language that patterns look for, from the files in its folder.

mod classes;
mod clues;
mod forms;

use std::ops::BitOr;

use hashbrown::HashMap;

pub(crate) use classes::Classes;
pub(super) use classes::Takes;
#[cfg(feature = "import")]
pub(crate) use classes::bits;
use clues::clues;
pub(super) use clues::{Clue, CluePlace};
use forms::conjugated;
pub(super) use forms::{Form, first_word};

/// A verb of `verbs.txt` in one of its forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct VerbForm {
    /// The number of the verb.
    verb: u16,
    pub(super) form: Form,
    pub(super) takes: Takes,
}

/// What a lexicon knows of a word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    pub(super) classes: Classes,
    pub(super) verb: Option<VerbForm>,
}

/// The words of a language.
pub(super) struct Lexicon {
    entries: HashMap<Box<str>, Entry>,
    /// What verbs take with a word after them: `call for`, `point out`.
    phrasal: HashMap<u16, Vec<(Box<str>, Takes)>>,
    endings: Endings,
    /// Words that show why a source is not named.
    pub(super) clues: Vec<Clue>,
    /// Words that give a sentence to the source after them.
    pub(super) according: Vec<Vec<&'static str>>,
    pub(super) traits: Traits,
}

/// How a language differs from others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Traits {
    /// Whether a comma is before a clause that is said: `Er sagte, dass`.
    pub(super) has_comma_before_clause: bool,
    /// Whether the patterns were measured on texts in it. If not, none of them is sure.
    pub(super) is_measured: bool,
    /// Whether nouns have capitals, so that a capital shows no name.
    pub(super) has_capital_nouns: bool,
    /// How many digits a number has, at most, that a stop makes one of a row: `der 3. Oktober`.
    pub(super) ordinal_digits: usize,
}

/// Words before a verb that mean "almost": `all but said`.
pub(super) const NEARLY: [&[&str]; 2] = [&["all", "but"], &["as", "good", "as"]];

/// Words before somebody who does not say it either: `not even Smith said`.
pub(super) const NOT_EVEN: [[&str; 2]; 2] = [["not", "even"], ["nicht", "einmal"]];

/// Words before two people of whom one says it, or none: `either Moss or Smith said`.
pub(super) const EITHER: [[&str; 2]; 4] =
    [["either", "or"], ["neither", "nor"], ["entweder", "oder"], ["weder", "noch"]];

/// The files of a language.
pub(super) struct Data {
    pub(super) words: &'static str,
    pub(super) verbs: &'static str,
    pub(super) according: &'static str,
    pub(super) anonymity: &'static str,
    pub(super) endings: Endings,
    pub(super) traits: Traits,
}

/// How words end that are not in the files.
#[derive(Debug, Clone, Copy)]
pub(super) struct Endings {
    pub(super) adverb: &'static str,
    pub(super) past: &'static str,
    pub(super) not_past: &'static str,
}

/// How many letters a word has before such an ending.
const MIN_STEM: usize = 3;
/// The longest word that is looked up, in bytes.
const MAX_WORD: usize = 40;

impl Lexicon {
    /// Reads the files of a language. What is not understood is left out; a test finds it.
    pub(super) fn new(data: &Data) -> Self {
        let Data { words, verbs, according, anonymity, endings, traits } = *data;
        let (entries, phrasal) = (HashMap::new(), HashMap::new());
        let clues = clues(anonymity);
        let mut lexicon = Self { entries, phrasal, endings, clues, according: Vec::new(), traits };
        lexicon.add_according(according);
        let mut section = Classes::default();
        for line in lines(words) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(name) => section = Classes::named(name).unwrap_or_default(),
                None => line.split_whitespace().for_each(|word| {
                    let entry = lexicon.entry_mut(word);
                    entry.classes = entry.classes | section;
                }),
            }
        }
        let mut verb = 0;
        for (forms, takes) in lines(verbs).filter_map(|line| line.split_once(':')) {
            let takes = takes.split_whitespace().filter_map(Takes::named).fold(Takes::default(), BitOr::bitor);
            if let Some(word) = forms.strip_prefix('+') {
                lexicon.phrasal.entry(verb).or_default().push((word.trim().into(), takes));
            } else {
                verb += 1;
                lexicon.add_verb(verb, forms, takes);
            }
        }
        lexicon
    }

    fn add_verb(&mut self, verb: u16, forms: &str, takes: Takes) {
        for (form, word) in conjugated(forms) {
            let entry = self.entry_mut(&word);
            // Where two forms are alike, the past is the more frequent one in news.
            if entry.verb.is_none_or(|known| known.form != Form::Past) {
                entry.verb = Some(VerbForm { verb, form, takes });
            }
        }
    }

    /// What a verb takes with a word after it.
    pub(super) fn phrasal(&self, verb: VerbForm, word: &str) -> Option<Takes> {
        let known = self.phrasal.get(&verb.verb)?;
        known.iter().find(|(particle, _)| particle.eq_ignore_ascii_case(word)).map(|(_, takes)| *takes)
    }

    fn add_according(&mut self, file: &'static str) {
        let mut class = Classes::ACCORDING;
        for line in lines(file) {
            if line.starts_with('[') {
                class = if line == "[after]" { Classes::AFTERWARD } else { Classes::ACCORDING };
                continue;
            }
            let phrase: Vec<_> = line.split_whitespace().collect();
            let entry = self.entry_mut(phrase.first().copied().unwrap_or_default());
            entry.classes = entry.classes | class;
            if class == Classes::ACCORDING {
                self.according.push(phrase);
            }
        }
        // The longest that fits is meant.
        self.according.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    }

    fn entry_mut(&mut self, word: &str) -> &mut Entry {
        self.entries.entry(word.into()).or_default()
    }

    /// What is known of a word, whatever its capitals.
    pub(super) fn entry(&self, word: &str) -> Entry {
        let mut small = [0; MAX_WORD];
        let Some(small) = small.get_mut(..word.len()).filter(|_| word.is_ascii()) else {
            return if word.len() > 2 * MAX_WORD { Entry::default() } else { self.get(&unified(word)) };
        };
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        std::str::from_utf8(small).map_or_else(|_| Entry::default(), |small| self.get(small))
    }

    fn get(&self, small: &str) -> Entry {
        let ends = |end: &str| small.strip_suffix(end).is_some_and(|stem| stem.len() >= MIN_STEM);
        let mut entry = self.entries.get(small).copied().unwrap_or_else(|| {
            // Of a word with a hyphen, the last part says what it is, or the one before `of`: `Sun-Times`,
            // `then-president`, `mother-of-two`.
            let parts = small.split_once("-of-").map(|(first, rest)| (rest, first)).or(small.rsplit_once('-'));
            let last = parts.and_then(|(_, last)| self.entries.get(last));
            if is_domain(small) {
                return Entry { classes: Classes::OUTLET, verb: None };
            }
            if self.traits.has_capital_nouns && self.is_compound(small) {
                return Entry { classes: Classes::ROLE | Classes::TITLE, verb: None };
            }
            let adverb = if ends(self.endings.adverb) { Classes::ADVERB } else { Classes::default() };
            Entry { classes: last.map_or(adverb, |last| last.classes.of_noun()), verb: None }
        });
        if ends(self.endings.past) && !ends(self.endings.not_past) {
            entry.classes = entry.classes | Classes::PAST_LIKE;
        }
        entry
    }

    /// Whether the end of a word shows what somebody is: `Verkehrsministerin`.
    fn is_compound(&self, small: &str) -> bool {
        let starts = small.char_indices().map(|(at, _)| at).skip(MIN_STEM);
        let ends = starts.filter(|&at| small.len() - at >= MIN_STEM).map(|at| &small[at..]);
        { ends }.any(|end| self.entries.get(end).is_some_and(|entry| entry.classes.has_any(Classes::COMPOUND)))
    }

    /// Whether it is a word that shows the language of a short text: a small one, or one that gives words to somebody.
    pub(super) fn is_small(&self, word: &str) -> bool {
        let small = Classes::COMMON | Classes::PRONOUN | Classes::ARTICLE | Classes::PREPOSITION | Classes::AUXILIARY;
        let small = small | Classes::NEGATION | Classes::POSSESSIVE | Classes::QUANTITY | Classes::SUBORDINATE;
        let known = self.entries.get(&*unified(word)).filter(|_| word.len() <= MAX_WORD);
        let speaks = |verb: VerbForm| verb.takes.has_any(Takes::THAT | Takes::QUOTE);
        known.is_some_and(|entry| entry.classes.has_any(small) || entry.verb.is_some_and(speaks))
    }

    /// Whether a word is an abbreviation, given what comes after its stop.
    pub(super) fn is_abbreviation(&self, word: &str, after: &str) -> bool {
        let goes_on = |next: char| next.is_lowercase() || next.is_numeric();
        let mut classes = Classes::SMALL_ABBREVIATION;
        if word.starts_with(char::is_uppercase) {
            classes = classes | Classes::ABBREVIATION;
        }
        if after.trim_start().starts_with(goes_on) {
            classes = classes | Classes::OPEN_ABBREVIATION;
        }
        word.len() <= MAX_ABBREVIATION && self.entry(word).classes.has_any(classes)
    }

    /// Whether a word with a capital begins a sentence after an abbreviation: `in Dec. Nobody knew`, but `Dr. An`.
    pub(super) fn begins_sentence(&self, abbreviation: &str, word: &str) -> bool {
        let begins = Classes::COMMON | Classes::PRONOUN | Classes::AND | Classes::SUBORDINATE | Classes::PREPOSITION;
        let begins = begins | Classes::ARTICLE | Classes::POSSESSIVE | Classes::DEMONSTRATIVE;
        word.starts_with(char::is_uppercase)
            && self.entry(word).classes.has_any(begins)
            && !self.entry(abbreviation.trim_end_matches('.')).classes.has_any(Classes::TITLE)
    }

    /// Whether the stop after a number makes it one of a row, given the word before it and what comes after the stop:
    /// `am 3. Oktober`, `der 3. Senat`.
    pub(super) fn is_ordinal(&self, before: &str, number: &str, after: &str) -> bool {
        let is_number = number.len() <= self.traits.ordinal_digits;
        if !is_number || !number.bytes().all(|digit| digit.is_ascii_digit()) || !after.starts_with([' ', '\u{A0}']) {
            return false;
        }
        let next = first_word(after);
        let is_month = self.entry(next).classes.has_any(Classes::MONTH);
        let ties = Classes::ARTICLE | Classes::PREPOSITION | Classes::POSSESSIVE | Classes::DEMONSTRATIVE;
        let is_told = || self.entry(before).classes.has_any(ties) && !self.begins_sentence("", next);
        next.starts_with(char::is_lowercase) || next.starts_with(char::is_uppercase) && (is_month || is_told())
    }
}

/// The longest abbreviation, in bytes.
const MAX_ABBREVIATION: usize = 8;

/// Whether a word is the address of a web site, which is a name there: `example.com`.
fn is_domain(word: &str) -> bool {
    let parts = word.rsplit_once('.').filter(|(name, _)| name.len() > 2);
    parts.is_some_and(|(_, top)| (2..=4).contains(&top.len()) && top.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// In small letters and with one kind of apostrophe.
fn unified(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// The lines of a file that are not comments.
fn lines(file: &str) -> impl Iterator<Item = &str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
