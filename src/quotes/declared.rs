//! What a quote itself says of its words: that some are left out, put in, or begin with another letter.

use std::ops::Range;

use super::index::Index;
use super::negation::negations;
use super::normal::is_unspaced;
use super::token::{Token, Tokens, mark, short, slice};

/// How many words an ellipsis may match.
const MAX_LEFT_OUT: u32 = 150;
/// How many words may be replaced by some in brackets.
const MAX_REPLACED: u32 = 8;
/// How many tokens are between brackets at most.
const MAX_BRACKETED: usize = 16;
/// How many parts a quote may be in.
const MAX_PARTS: usize = 12;
/// What is a word to know a part by, and not one that is in every sentence: how many letters it has.
const MIN_LETTERS: usize = 4;
/// What writers put in brackets to say that nothing is left out, in small letters.
const NOTHING: [&str; 1] = ["sic"];

/// A quote in the parts that are in the page as they are.
pub(super) struct Declared {
    pub(super) tokens: Tokens,
    pub(super) parts: Vec<Part>,
    /// What follows the last part.
    pub(super) last: Gap,
}

/// A part of a quote.
#[derive(Debug, PartialEq)]
pub(super) struct Part {
    pub(super) range: Range<usize>,
    /// What is before it.
    pub(super) gap: Gap,
}

/// Where a quote says that the page has other words.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Gap {
    /// How many words of the page may be there.
    pub(super) words: u32,
    /// The marks that say so, and what is in brackets.
    pub(super) marks: Vec<Token>,
    /// Whether what is in brackets negates.
    pub(super) negates: bool,
}

impl Declared {
    /// Reads what a quote declares; nothing if it declares nothing, or too little is left of it to mean something.
    pub(super) fn read(quote: &Tokens, within: Range<usize>, text: &str, page: &Index) -> Option<Self> {
        let mut reader = Reader {
            quote: &quote.all[within.clone()],
            joined: |at| quote.joined_at(within.start + at),
            text,
            page,
            tokens: Tokens::default(),
            parts: Vec::new(),
            start: 0,
            gap: Gap::default(),
            declares: false,
        };
        let mut at = 0;
        while at < reader.quote.len() {
            at = reader.step(at);
        }
        reader.end_part();
        let Reader { tokens, parts, declares, gap, .. } = reader;
        let declared = Self { tokens, parts, last: gap };
        (declares && declared.says_something(text)).then_some(declared)
    }

    /// Whether so much of it is left that it cannot be anywhere: as many telling words as it has parts, and twice as
    /// many words less one. Three words in a row tell as much as a long one.
    fn says_something(&self, text: &str) -> bool {
        let is_telling = |token: &&Token| {
            let word = text.get(token.start as usize..token.end as usize).unwrap_or_default();
            token.is_word()
                && (token.starts_with_digit() || word.chars().count() >= MIN_LETTERS || word.chars().any(is_unspaced))
        };
        let (mut words, mut telling) = (0, 0);
        for part in &self.parts {
            let tokens = &self.tokens.all[part.range.clone()];
            let in_part = tokens.iter().filter(|token| token.is_word()).count();
            words += in_part;
            telling += tokens.iter().filter(is_telling).count() + in_part / 3;
        }
        let parts = self.parts.len();
        (1..=MAX_PARTS).contains(&parts) && telling >= parts && words >= 2 * parts - 1
    }
}

impl Gap {
    /// Whether it only leaves out, and puts nothing in.
    pub(super) fn is_ellipsis(&self) -> bool {
        !self.marks.iter().any(Token::is_word)
    }
}

struct Reader<'a, J> {
    quote: &'a [Token],
    joined: J,
    text: &'a str,
    page: &'a Index,
    tokens: Tokens,
    parts: Vec<Part>,
    /// Where the part that is being read starts.
    start: usize,
    gap: Gap,
    declares: bool,
}

impl<J: Fn(usize) -> Option<super::token::Name>> Reader<'_, J> {
    /// Reads the token at a place, or what it opens; where the next is.
    fn step(&mut self, at: usize) -> usize {
        let form = |at: usize| self.quote.get(at).map(|token| token.form);
        if form(at) == Some(mark::ELLIPSIS) {
            return self.gap(MAX_LEFT_OUT, at..at + 1);
        }
        if form(at) == Some(mark::OPEN_PARENTHESIS)
            && form(at + 1) == Some(mark::ELLIPSIS)
            && form(at + 2) == Some(mark::CLOSE_PARENTHESIS)
        {
            return self.gap(MAX_LEFT_OUT, at..at + 3);
        }
        // Nothing in brackets declares nothing.
        if form(at) == Some(mark::OPEN_BRACKET)
            && let Some(close) = (at + 1..self.quote.len().min(at + MAX_BRACKETED))
                .find(|&at| form(at) == Some(mark::CLOSE_BRACKET))
                .filter(|&close| close > at + 1)
        {
            return self.bracketed(at, close);
        }
        if let Some(whole) = (self.joined)(at) {
            self.tokens.joined.push((short(self.tokens.all.len()), whole));
        }
        self.tokens.all.push(self.quote[at]);
        at + 1
    }

    /// Reads what is in brackets; where the next token is.
    fn bracketed(&mut self, open: usize, close: usize) -> usize {
        let all = self.quote;
        let inside = &all[open + 1..close];
        if inside.iter().all(|token| token.form == mark::ELLIPSIS) {
            return self.gap(MAX_LEFT_OUT, open..close + 1);
        }
        let [word] = inside else { return self.gap(MAX_REPLACED, open..close + 1) };
        if NOTHING.contains(&&*slice(self.text, inside).to_lowercase()) {
            return self.gap(0, open..close + 1);
        }
        if all[close].is_after_blank() {
            return self.gap(MAX_REPLACED, open..close + 1);
        }
        let is_close = |token: &&Token| token.is_word() && !token.is_after_blank();
        if let Some(rest) = all.get(close + 1).filter(is_close) {
            self.declares = true;
            let whole = self.folded(&[word, rest]);
            let mut word_of_both = rest.in_any_case(whole, whole);
            word_of_both.start = word.start;
            self.tokens.all.push(word_of_both);
            return close + 2;
        }
        // `can[not]` is no other form of the word.
        if !all[open].is_after_blank()
            && negations(self.text, inside).is_empty()
            && self.tokens.all.len() > self.start
            && let Some(stem) = self.tokens.all.last().copied().filter(Token::is_word)
        {
            self.declares = true;
            let whole = self.folded(&[&stem, word]);
            self.tokens.all.pop();
            self.tokens.all.push(stem.in_any_case(whole, stem.folded));
            return close + 1;
        }
        self.gap(MAX_REPLACED, open..close + 1)
    }

    /// The form of a word of which two parts are given, in small letters.
    fn folded(&self, parts: &[&Token; 2]) -> u32 {
        let whole: String =
            parts.iter().filter_map(|part| self.text.get(part.start as usize..part.end as usize)).collect();
        self.page.name(&whole).folded
    }

    fn gap(&mut self, limit: u32, marks: Range<usize>) -> usize {
        self.declares = true;
        self.end_part();
        self.gap.words = self.gap.words.saturating_add(limit);
        self.gap.negates |= !negations(self.text, &self.quote[marks.clone()]).is_empty();
        self.gap.marks.extend_from_slice(&self.quote[marks.clone()]);
        marks.end
    }

    /// Ends a part. Pauses beside a gap belong to nobody.
    fn end_part(&mut self) {
        let (mut start, mut end) = (self.start, self.tokens.all.len());
        while start < end && self.tokens.all[start].is_pause() {
            start += 1;
        }
        while start < end && self.tokens.all[end - 1].is_pause() {
            end -= 1;
        }
        self.start = self.tokens.all.len();
        if start < end {
            self.parts.push(Part { range: start..end, gap: std::mem::take(&mut self.gap) });
        }
    }
}
