//! Whether words say that somebody is not to be named, as desks write it: `off the record`, `OTR`, `unter drei`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::head::Head;
use super::words::is_unspaced;
use super::{Told, segments, told};
use crate::text::folded;

/// A cell of more words is about something else, unless it has an order for the desk.
const SHORT: usize = 6;
/// A cell of more words is no note of the desk.
const LONG: usize = 40;
/// Before one of these words, a word says the contrary.
const NOT: [&str; 7] = ["nicht", "non", "not", "longer", "never", "isnt", "pas"];
/// Before a name, these say where somebody works.
const OF: [&str; 4] = ["at", "de", "from", "of"];
/// What somebody may be called who is not named.
const SOURCE: [&str; 5] = ["source", "sources", "quelle", "fuente", "fonte"];
/// Words that begin so, in many languages.
const STEMS: [&str; 3] = ["anonym", "anonim", "anoniem"];

/// Phrases, each as its words, by their first ones.
#[derive(Default)]
struct Phrases {
    by_first: HashMap<String, Vec<Vec<String>>>,
    /// Words of scripts without blanks.
    signs: Vec<String>,
}

impl Phrases {
    fn add(&mut self, line: &str) {
        let words: Vec<_> = tokens(line).into_iter().map(|token| token.word).collect();
        if line.chars().all(is_unspaced) {
            self.signs.extend(words);
        } else if let Some(first) = words.first() {
            self.by_first.entry(first.clone()).or_default().push(words);
        }
    }

    /// How many words the longest phrase at a place has. A single word says the contrary behind `not`.
    fn at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let is_same = |(token, word): (&Token, &String)| token.word == *word;
        let is_there = |phrase: &&Vec<String>| {
            let is_denied = phrase.len() == 1 && is_behind_not(tokens, at);
            tokens.len() >= at + phrase.len() && tokens[at..].iter().zip(*phrase).all(is_same) && !is_denied
        };
        let phrases = self.by_first.get(&tokens[at].word).into_iter().flatten();
        let is_sign = || self.signs.iter().any(|sign| tokens[at].word.contains(&**sign));
        phrases.filter(is_there).map(Vec::len).max().or_else(|| is_sign().then_some(1))
    }

    /// Which words of a text are in a phrase.
    fn cover(&self, tokens: &[Token]) -> Vec<bool> {
        let mut is_covered = vec![false; tokens.len()];
        for at in 0..tokens.len() {
            let count = self.at(tokens, at).unwrap_or_default();
            is_covered[at..at + count].fill(true);
        }
        is_covered
    }
}

/// The list of `withheld.txt`.
#[derive(Default)]
struct List {
    anywhere: Phrases,
    orders: Phrases,
    alone: Phrases,
    beside: HashSet<String>,
}

static LIST: LazyLock<List> = LazyLock::new(|| {
    let (mut list, mut section) = (List::default(), "");
    for line in include_str!("withheld.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match section {
            _ if line.starts_with('[') => section = line,
            "[anywhere]" => list.anywhere.add(line),
            "[order]" => list.orders.add(line),
            "[alone]" => list.alone.add(line),
            _ => list.beside.extend(tokens(line).into_iter().map(|token| token.word)),
        }
    }
    list
});

/// A word in small letters without marks, and where it is.
struct Token {
    word: String,
    at: Range<usize>,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let ends = text.char_indices().filter(|(_, sign)| !sign.is_alphanumeric() && !is_mark(*sign));
    let mut start = 0;
    for (end, length) in ends.map(|(at, sign)| (at, sign.len_utf8())).chain([(text.len(), 0)]) {
        if start < end {
            found.push(Token { word: folded(&text[start..end]).collect(), at: start..end });
        }
        start = end + length;
    }
    found
}

/// Whether a character belongs to the letter before it.
fn is_mark(sign: char) -> bool {
    folded(sign.encode_utf8(&mut [0; 4])).next().is_none()
}

fn is_behind_not(tokens: &[Token], at: usize) -> bool {
    at > 0 && NOT.contains(&&*tokens[at - 1].word)
}

/// Which words say it wherever they are.
fn said(tokens: &[Token]) -> Vec<bool> {
    let mut is_said = LIST.anywhere.cover(tokens);
    for (at, is_said) in is_said.iter_mut().enumerate() {
        let is_stem = STEMS.iter().any(|stem| tokens[at].word.starts_with(stem));
        *is_said |= is_stem && !is_behind_not(tokens, at);
    }
    is_said
}

/// Whether a cell says, and says little else, that somebody is not to be named.
pub(in crate::import) fn keeps_back(cell: &str) -> bool {
    let count = cell.split_whitespace().count();
    let is_ordered = || LIST.orders.cover(&tokens(cell)).contains(&true);
    let has_part = || cell.split(is_end).flat_map(|part| part.split(" - ")).any(is_terms);
    count <= SHORT && said(&tokens(cell)).contains(&true) || count <= LONG && (is_ordered() || has_part())
}

/// Whether words say that somebody is not to be named, and nothing else.
pub(in crate::import) fn is_terms(words: &str) -> bool {
    let tokens = tokens(words);
    let (said, alone) = (said(&tokens), LIST.alone.cover(&tokens));
    let is_any = said.iter().chain(&alone).any(|is| *is);
    is_any && (0..tokens.len()).all(|at| said[at] || alone[at] || is_beside(&tokens[at]))
}

/// Whether a character ends a part of a note.
fn is_end(sign: char) -> bool {
    ",;:.()[]{}|–—!?\n（）【】，、：。".contains(sign)
}

/// Whether words that somebody is kept back with are here what a group may be called, as far as capitals show it:
/// `Chatham House`, `BG`.
pub(in crate::import) fn may_be_group(label: &str) -> bool {
    let tokens = tokens(label);
    let is_capital = |token: &Token| label[token.at.clone()].starts_with(char::is_uppercase);
    LIST.alone.cover(&tokens).iter().zip(&tokens).all(|(is, token)| *is && is_capital(token))
}

/// What is beside the words that keep somebody back, if any of them is in a label.
pub(super) fn beside(label: &str) -> Option<String> {
    let (mut left, mut is_any, mut before) = (Vec::new(), false, String::new());
    for part in segments(label) {
        let part = match without(part, &before) {
            Some(kept) => {
                is_any = true;
                kept
            }
            None => part.to_owned(),
        };
        before.clone_from(&part);
        left.extend((!part.is_empty()).then_some(part));
    }
    is_any.then(|| left.join(", "))
}

/// A part of a label without the words that keep somebody back, if it has any. In brackets behind a name, its first
/// letters are the name once more: `Commission on Human Rights (CHR)`.
fn without(part: &str, before: &str) -> Option<String> {
    if is_terms(part) {
        return (!is_short_for(part, before)).then(String::new);
    }
    let tokens = tokens(part);
    let mut is_gone = said(&tokens);
    let end = is_gone.iter().rposition(|is| !is).map_or(0, |at| at + 1);
    // `Ada Example of Chatham House`
    let is_of = |count: &usize| OF.contains(&&*tokens[end - count - 1].word);
    let count = alone(&tokens[..end], true).filter(|count| !is_of(count)).unwrap_or_default();
    is_gone[end - count..end].fill(true);
    let start = is_gone.iter().position(|is| !is).unwrap_or(end);
    // A `BG Group` has a name of its own.
    let is_person = |count: usize| {
        let rest = &part[tokens[start + count].at.start..];
        let is_small = part[tokens[start].at.clone()].starts_with(char::is_lowercase);
        Head::of(rest).is_person() || is_small && rest.starts_with(char::is_uppercase)
    };
    let count = alone(&tokens[start..], false).filter(|&count| is_person(count)).unwrap_or_default();
    is_gone[start..start + count].fill(true);
    // `wants to stay anonymous`, `anonymous source`
    for at in (1..tokens.len()).rev().filter(|&at| is_beside(&tokens[at - 1])) {
        is_gone[at - 1] |= is_gone[at];
    }
    for at in (1..tokens.len()).filter(|&at| SOURCE.contains(&&*tokens[at].word)) {
        is_gone[at] |= is_gone[at - 1];
    }
    let left = tokens.iter().zip(&is_gone).filter(|(_, is)| !**is).map(|(token, _)| &part[token.at.clone()]);
    is_gone.contains(&true).then(|| left.collect::<Vec<_>>().join(" "))
}

/// How many words at an end of others say it alone.
fn alone(tokens: &[Token], is_last: bool) -> Option<usize> {
    let is_end = |at: usize, count: usize| if is_last { at + count == tokens.len() } else { at == 0 };
    let mut counts = (0..tokens.len()).filter_map(|at| LIST.alone.at(tokens, at).filter(|&count| is_end(at, count)));
    counts.find(|&count| count < tokens.len())
}

fn is_beside(token: &Token) -> bool {
    LIST.beside.contains(&token.word)
}

/// Whether a word is made of the capitals of the words before it.
fn is_short_for(part: &str, before: &str) -> bool {
    let capitals: String = before.split_whitespace().filter_map(|word| word.chars().next()).collect();
    let capitals: String = capitals.chars().filter(|sign| sign.is_uppercase()).collect();
    capitals.chars().count() > 1 && part.trim().ends_with(&capitals)
}

/// Whether beside the words that keep somebody back there is what may be a name.
pub(super) fn reveals(label: &str) -> bool {
    beside(label).is_some_and(|left| matches!(told(&left), Told::Name | Told::Unclear))
}
