//! What a quotation mark does where it is: whether it opens, closes, or is an apostrophe.
//!
//! Spacing decides, not the shape: German closes with the mark that English opens with, and Swedish opens and closes
//! with the same.

use super::token::{Token, mark, slice};

/// The quotation marks of a text.
#[derive(Clone, Copy)]
pub(super) struct Quotations<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl<'a> Quotations<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Self { text, tokens }
    }

    /// The characters of the mark, of which there may be several in a row.
    fn raw(&self, at: usize) -> &'a str {
        self.tokens.get(at..=at).map_or("", |token| slice(self.text, token))
    }

    /// A quotation mark that is not an apostrophe within a word.
    pub(super) fn is_around(&self, at: usize) -> bool {
        let next = self.tokens.get(at + 1);
        let is_within = at > 0
            && self.tokens[at - 1].is_word()
            && !self.is_parted(at)
            && !self.tokens[at].is_after_blank()
            && next.is_some_and(|next| next.is_word() && !next.is_after_blank());
        self.tokens[at].form == mark::QUOTATION && !is_within
    }

    /// Whether white space is in it: it is a closing mark and the next one that opens.
    pub(super) fn is_parted(&self, at: usize) -> bool {
        self.raw(at).contains(char::is_whitespace)
    }

    /// Whether it is one of a pair like `“`, or like `‘`. Of marks in a row, both may be.
    pub(super) fn is_like(&self, at: usize, other: usize) -> bool {
        self.width(at).iter().zip(self.width(other)).any(|(one, other)| *one && other)
    }

    /// Whether it has a single mark, and whether a double one.
    fn width(&self, at: usize) -> [bool; 2] {
        let raw = self.raw(at);
        let is_single = |character: char| matches!(character, '\'' | '‘'..='‛' | '‹' | '›' | '`' | '´' | 'ʼ' | '′');
        let is_doubled = raw.starts_with("''") || raw.starts_with("``");
        [raw.contains(is_single) && !is_doubled, is_doubled || raw.contains(|character| !is_single(character))]
    }

    /// An opening mark has a blank before it, or a mark that opens too, and none after it.
    pub(super) fn opens(&self, at: usize) -> bool {
        let is_before = self.tokens.get(at + 1).is_some_and(|next| !next.is_after_blank());
        let before = at.checked_sub(1).map(|before| self.tokens[before].form);
        let is_opened = matches!(before, None | Some(mark::DASH | mark::OPEN_BRACKET | mark::OPEN_PARENTHESIS));
        (self.tokens[at].is_after_blank() || is_opened) && is_before
    }

    pub(super) fn closes(&self, at: usize) -> bool {
        !self.tokens[at].is_after_blank() && self.tokens.get(at + 1).is_none_or(Token::is_after_blank)
    }

    /// The marks with which paragraphs begin that go on with what is being said: the one before them opened it too, and
    /// nothing closed it.
    pub(super) fn that_open_again(&self) -> Vec<usize> {
        let mut found = Vec::new();
        let mut open: Option<usize> = None;
        for at in (0..self.tokens.len()).filter(|&at| self.is_around(at)) {
            let begins = self.opens(at) && !self.is_parted(at);
            let goes_on = open.is_some_and(|open| self.is_like(open, at));
            if begins && goes_on && self.tokens[at].is_after_line() {
                found.push(at);
            } else if self.is_parted(at) || begins && open.is_none() {
                open = Some(at);
            } else if !begins && goes_on {
                open = None;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::quotes::index::Index;

    #[test]
    fn paragraphs_that_go_on_open_again() {
        for (text, expected) in [
            ("“We left.\n\n“We won.”\n\n“We lost,” he said.\n\n“Why?”", 1),
            ("«We left.\n\n«We won.»", 1),
            ("“We left.”\n\n“We won.”", 0),
            ("We left.\n\n“We won.”", 0),
            ("“We ‘left’ them.\n“We don’t win.”", 1),
            ("‘We left them.\n‘We don’t win.’", 1),
            ("“We left.\n“We won.\n“We lost.”", 2),
        ] {
            let index = Index::new(text);
            assert_eq!(index.tokens.all.iter().filter(|token| token.opens_again()).count(), expected, "{text}");
        }
    }
}
