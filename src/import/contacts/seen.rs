//! A text as a reader takes it, in which contacts are looked for: other forms of a letter or digit as the usual one,
//! nothing that takes no room, and an `@` that is written as a word as the sign.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use crate::text::is_unseen;

/// The zeros of the digits of Arabic, Persian and Hindi.
const ZEROS: [char; 3] = ['\u{660}', '\u{6F0}', '\u{966}'];
/// Words in brackets that stand for a sign.
const SIGNS: [(&str, char); 4] = [("at", '@'), ("dot", '.'), ("punkt", '.'), ("point", '.')];

/// The text, and where each of its bytes is from.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) text: String,
    from: Vec<Range<usize>>,
}

impl Seen {
    pub(super) fn of(text: &str) -> Self {
        let mut seen = Self::default();
        for (at, character) in text.char_indices().filter(|(_, character)| !is_unseen(*character)) {
            let usual = digit(character).unwrap_or(character);
            for part in std::iter::once(usual).nfkc() {
                seen.push(part, at..at + character.len_utf8());
            }
        }
        seen.with_signs()
    }

    /// Where a part of it is from.
    pub(super) fn origin(&self, part: &Range<usize>) -> Range<usize> {
        let of = &self.from[part.clone()];
        of.first().map_or(0, |first| first.start)..of.last().map_or(0, |last| last.end)
    }

    fn push(&mut self, character: char, from: Range<usize>) {
        self.text.push(character);
        self.from.resize(self.text.len(), from);
    }

    /// With signs for the words that stand for them: `ada (at) example [dot] org`.
    fn with_signs(self) -> Self {
        if !self.text.contains(['(', '[', '{']) {
            return self;
        }
        let (mut signed, mut at) = (Self::default(), 0);
        while let Some(character) = self.text[at..].chars().next() {
            let rest = &self.text[at..];
            let (sign, length) = match sign(rest) {
                Some((sign, length)) if sign != '@' || begins_domain(&rest[length..]) => (sign, length),
                _ => (character, character.len_utf8()),
            };
            signed.push(sign, self.origin(&(at..at + length)));
            at += length;
        }
        signed
    }
}

fn digit(character: char) -> Option<char> {
    let value = |zero: &char| u32::from(character).checked_sub(u32::from(*zero)).filter(|&value| value < 10);
    ZEROS.iter().find_map(value).and_then(|value| char::from_digit(value, 10))
}

/// The sign that a text begins with as a word in brackets, and the length of that with the blanks around it.
fn sign(text: &str) -> Option<(char, usize)> {
    let rest = text.trim_start_matches(' ').strip_prefix(['(', '[', '{'])?;
    let (word, rest) = rest.split_once([')', ']', '}'])?;
    let (_, sign) = SIGNS.iter().find(|(known, _)| word.trim().eq_ignore_ascii_case(known))?;
    Some((*sign, text.len() - rest.trim_start_matches(' ').len()))
}

/// Whether a text begins with a word and a full stop in it, whatever that is written as.
fn begins_domain(text: &str) -> bool {
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '-').unwrap_or(text.len());
    let rest = &text[end..];
    let is_dot = rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    end > 0 && (is_dot || sign(rest).is_some_and(|(sign, _)| sign == '.'))
}
