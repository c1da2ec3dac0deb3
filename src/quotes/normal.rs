//! The normal form of a text: its words and its marks, however they are set.
//!
//! A word is a run of letters, digits and the marks on them, in NFKC. Characters of scripts that are written without
//! blanks are words by themselves. Every other character that is seen is a mark. White space only parts words; between
//! a word and a mark it says nothing.
//!
//! - All quotation marks, apostrophes, primes and backticks are one mark, and so are several in a row.
//! - All dashes, hyphens and the minus sign are one mark, and so are several in a row.
//! - `…`, `...` and `. . .` are one mark, and so are several in a row.
//! - The full stops and commas of other scripts are `.` and `,`.
//! - Soft hyphens, control characters and everything else that takes no room are left out.
//! - A hyphen at the end of a line may be one that the line made, or one of the word: both readings are equal.
//! - What NFKC would put into a word though it is written above or beside it stays what it is: `10²` is not `102`, and
//!   `1½` is not `11⁄2`. Lowered digits change no number: `CO₂` is `CO2`.
//! - `-LRB-`, `-RRB-`, `-LSB-` and `-RSB-` are brackets, and `\/` is `/`.
//! - A mark between two digits is another one with white space beside it: `3.5` is not `3 .5`.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfkc};

use crate::text::is_unseen;

/// A piece of a text in normal form.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Piece<'a> {
    /// The word or the mark; equal pieces have equal forms.
    pub(super) form: Cow<'a, str>,
    pub(super) is_word: bool,
    /// Whether it is a hyphen at the end of a line.
    pub(super) is_wrap: bool,
    /// Whether white space is before it.
    pub(super) after_blank: bool,
    /// Whether a line ends before it.
    pub(super) after_line: bool,
    pub(super) start: usize,
    pub(super) end: usize,
}

const QUOTATION: &str = "\"";
const DASH: &str = "-";
const ELLIPSIS: &str = "…";

/// What programs that cut texts into words write for brackets.
const BRACKETS: [(&str, &str); 4] = [("-LRB-", "("), ("-RRB-", ")"), ("-LSB-", "["), ("-RSB-", "]")];

/// The forms of marks that are spoken of elsewhere.
pub(super) const MARKS: [&str; 12] = [QUOTATION, DASH, ELLIPSIS, ",", ".", ";", "?", "!", "[", "]", "(", ")"];

/// The pieces of a text, in order. Linear.
pub(super) fn pieces(text: &str) -> Pieces<'_> {
    Pieces { text, at: 0 }
}

/// Iterator over the pieces of a text.
pub(super) struct Pieces<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Pieces<'a> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Goes on while the characters are of a kind; how many there were.
    fn skip(&mut self, is_so: impl Fn(char) -> bool) -> usize {
        let rest = &self.text[self.at..];
        let length = rest.find(|character| !is_so(character)).unwrap_or(rest.len());
        self.at += length;
        rest[..length].chars().filter(|&character| !is_unseen(character)).count()
    }

    /// As `skip`, over white space between them too; ends behind the last of them.
    fn skip_spaced(&mut self, is_so: impl Fn(char) -> bool) -> usize {
        let mut count = self.skip(&is_so);
        loop {
            let back = self.at;
            self.skip(|character| character.is_whitespace() || is_unseen(character));
            match self.skip(&is_so) {
                0 => {
                    self.at = back;
                    return count;
                }
                more => count += more,
            }
        }
    }

    fn word(&mut self, first: char) -> Cow<'a, str> {
        let start = self.at;
        self.at += first.len_utf8();
        if is_unspaced(first) || stays(first) {
            self.skip(|character| is_on_a_letter(character) || is_unseen(character));
        } else {
            self.skip(|character| {
                is_unseen(character) || (is_of_word(character) && !stays(character) && !is_unspaced(character))
            });
        }
        let word = self.text[start..self.at].trim_end_matches(is_unseen);
        self.at = start + word.len();
        if stays(first) { Cow::Borrowed(word) } else { normal(word) }
    }

    /// Reads a mark; its form.
    fn mark(&mut self, first: char) -> Cow<'a, str> {
        let start = self.at;
        if let Some(form) = self.spelled_out() {
            return Cow::Borrowed(form);
        }
        if is_quotation(first) {
            self.skip_spaced(is_quotation);
            return Cow::Borrowed(QUOTATION);
        }
        if is_dash(first) {
            self.skip(is_dash);
            return Cow::Borrowed(DASH);
        }
        if first == '.' || is_ellipsis(first) {
            let dots = self.skip_spaced(|character| character == '.' || is_ellipsis(character));
            if dots >= 3 || self.text[start..self.at].contains(is_ellipsis) {
                return Cow::Borrowed(ELLIPSIS);
            }
            self.at = start;
        }
        self.at += first.len_utf8();
        normal_mark(&self.text[start..self.at])
    }

    /// Reads a mark that a program has written in another way; its form.
    fn spelled_out(&mut self) -> Option<&'static str> {
        let (before, rest) = self.text.split_at(self.at);
        if rest.starts_with("\\/") {
            self.at += 2;
            return Some("/");
        }
        let (name, form) = BRACKETS.iter().find(|(name, _)| rest.starts_with(name))?;
        let is_apart = before.chars().next_back().is_none_or(char::is_whitespace)
            && rest[name.len()..].chars().next().is_none_or(char::is_whitespace);
        self.at += if is_apart { name.len() } else { 0 };
        is_apart.then_some(form)
    }

    /// Whether a hyphen that has been read ends a line, and the word goes on on the next. Then it goes on there too.
    fn wraps(&mut self, start: usize) -> bool {
        let is_hyphen = matches!(&self.text[start..self.at], "-" | "\u{2010}" | "\u{AD}");
        let follows_letter = self.text[..start].chars().next_back().is_some_and(char::is_alphabetic);
        let rest = &self.text[self.at..];
        let Some((_, next)) = rest.split_once('\n').filter(|(line, _)| line.trim().is_empty()) else { return false };
        let next = next.trim_start_matches([' ', '\t', '>']);
        let wraps = is_hyphen && follows_letter && next.starts_with(char::is_alphabetic);
        if wraps {
            self.at = self.text.len() - next.len();
        }
        wraps
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let (mut after_blank, mut after_line) = (false, false);
        loop {
            let first = self.peek()?;
            let start = self.at;
            let is_soft = first == '\u{AD}';
            if is_soft {
                self.at += first.len_utf8();
                if !self.wraps(start) {
                    continue;
                }
                let end = start + first.len_utf8();
                return Some(Piece {
                    form: DASH.into(),
                    is_word: false,
                    is_wrap: true,
                    after_blank,
                    after_line,
                    start,
                    end,
                });
            }
            if first.is_whitespace() || is_unseen(first) {
                after_blank |= first.is_whitespace();
                after_line |= first == '\n';
                self.at += first.len_utf8();
                continue;
            }
            let is_word = is_of_word(first) && !stays(first);
            let form = if is_of_word(first) { self.word(first) } else { self.mark(first) };
            let end = self.at;
            let is_wrap = form == DASH && self.wraps(start);
            return Some(Piece { form, is_word, is_wrap, after_blank, after_line, start, end });
        }
    }
}

/// A word in NFKC, without what is not seen.
fn normal(word: &str) -> Cow<'_, str> {
    if word.is_ascii() || (is_nfkc(word) && !word.contains(is_unseen)) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.chars().filter(|&character| !is_unseen(character)).nfkc().collect())
}

/// A mark in NFKC, as long as that leaves it a mark.
fn normal_mark(mark: &str) -> Cow<'_, str> {
    if mark.is_ascii() {
        return Cow::Borrowed(mark);
    }
    match mark {
        "。" | "｡" | "۔" | "।" | "॥" | "።" | "։" | "။" => return Cow::Borrowed("."),
        "、" | "､" | "،" | "၊" => return Cow::Borrowed(","),
        "؛" => return Cow::Borrowed(";"),
        "؟" => return Cow::Borrowed("?"),
        _ => {}
    }
    let normal: String = mark.nfkc().collect();
    let is_mark = !normal.chars().any(|character| character.is_alphanumeric() || character.is_whitespace());
    if is_mark { Cow::Owned(normal) } else { Cow::Borrowed(mark) }
}

/// Letters, digits and the marks on them. U+02BC is an apostrophe.
fn is_of_word(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || (!character.is_ascii()
            && (character.is_alphanumeric() || is_on_a_letter(character))
            && !is_quotation(character))
}

fn is_on_a_letter(character: char) -> bool {
    !character.is_ascii()
        && (is_combining_mark(character) && !is_unseen(character) || matches!(character, '\u{FF9E}' | '\u{FF9F}'))
}

/// Letters and digits that NFKC would make plain ones of, though they mean something else where they stand.
fn stays(character: char) -> bool {
    match character {
        _ if character.is_ascii() => false,
        'ª'
        | '²'
        | '³'
        | '¹'
        | 'º'
        | '\u{2B0}'..='\u{2B8}'
        | '\u{2E0}'..='\u{2E4}'
        | '\u{1D2C}'..='\u{1D6A}'
        | '\u{1D9B}'..='\u{1DBF}'
        | '\u{2070}'..='\u{207F}' => true,
        // Lowered and full-width digits, and those of mathematics.
        '\u{2080}'..='\u{209F}' | '\u{FF10}'..='\u{FF19}' | '\u{1D7CE}'..='\u{1D7FF}' => false,
        _ => character.is_numeric() && std::iter::once(character).nfkc().ne([character]),
    }
}

/// Scripts that part no words by blanks: each character counts as a word.
pub(super) fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_quotation(character: char) -> bool {
    matches!(character,
        '"' | '\'' | '`' | '´' | '«' | '»' | 'ʹ' | 'ʺ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ˈ' | '‘'..='‟' | '′'..='‷' | '‹' | '›'
        | '「'..='』' | '〝'..='〟' | '｢' | '｣' | '＂' | '＇' | '｀' | '׳' | '״' | '\u{55A}' | '❛'..='❞' | '⹂' | '﹁'..='﹄')
}

fn is_ellipsis(character: char) -> bool {
    matches!(character, '…' | '⋯')
}

fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{5BE}' | '\u{2010}'
            ..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{2E3A}' | '\u{2E3B}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> String {
        pieces(text).map(|piece| if piece.is_wrap { "WRAP".into() } else { piece.form }).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn normal_forms() {
        for (text, normal) in [
            ("They left.", "They|left|."),
            ("said : “ yes ”", "said|:|\"|yes|\""),
            ("said: ``yes''", "said|:|\"|yes|\""),
            ("‚a‘ „b“ «c» ‹d› 「e」 5′", "\"|a|\"|b|\"|c|\"|d|\"|e|\"|5|\""),
            ("US-backed US‑backed US – backed US--backed −5", "US|-|backed|US|-|backed|US|-|backed|US|-|backed|-|5"),
            ("a... b… c . . . d. e..", "a|…|b|…|c|…|d|.|e|.|."),
            ("with\u{AD}drawal with\u{200B}drawal\u{FEFF} ﬁn Cafe\u{301}", "withdrawal|withdrawal|fin|Café"),
            (
                "with-\ndrawal with-  \n  drawal with\u{AD}\ndrawal",
                "with|WRAP|drawal|with|WRAP|drawal|with|WRAP|drawal",
            ),
            ("with-\n\ndrawal 5-\n6 a -\nb", "with|-|drawal|5|-|6|a|-|b"),
            ("10² 1½ H₂O CO₂ ５０％ ① ™", "10|²|1|½|H2O|CO2|50|%|①|™"),
            ("צה״ל צה\"ל ברח׳ תל־אביב", "צה|\"|ל|צה|\"|ל|ברח|\"|תל|-|אביב"),
            ("a…… b.… c… … d", "a|…|b|…|c|…|d"),
            ("है। نعم، كلا؟ այո։", "है|.|نعم|,|كلا|?|այո|."),
            ("Re\u{83}né \u{1}x", "René|x"),
            ("don't ʼtis", "don|\"|t|\"|tis"),
            ("部隊は、撤退。", "部|隊|は|,|撤|退|."),
            ("ｶﾞｽ ที่", "ガ|ス|ที่"),
            ("می\u{200C}خواهم", "میخواهم"),
            ("$5 & 6% [x]", "$|5|&|6|%|[|x|]"),
            ("-LRB- a -RRB- -LSB- 1\\/2 -RSB- x-LRB- \\", "(|a|)|[|1|/|2|]|x|-|LRB|-|\\"),
            (" \u{AD}\u{200B}", ""),
        ] {
            assert_eq!(forms(text), normal, "{text:?}");
        }
    }

    #[test]
    fn places() {
        let found: Vec<_> = pieces(" a, — b").map(|piece| (piece.start, piece.end, piece.after_blank)).collect();
        assert_eq!(found, [(1, 2, true), (2, 3, false), (4, 7, true), (8, 9, true)]);
    }
}
