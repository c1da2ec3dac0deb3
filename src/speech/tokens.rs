//! The words and marks of a text.

use super::lexicon::{Classes, Entry, Lexicon, VerbForm};
use super::reading::Extent;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Word,
    Number,
    /// The `'s` at the end of a word.
    Possessive,
    Comma,
    Stop,
    Question,
    Exclamation,
    Ellipsis,
    Colon,
    Semicolon,
    Dash,
    Open,
    Close,
    /// A quotation mark, `"` or `'` and their relatives.
    Quote,
    Other,
}

/// The capitals of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Small,
    /// Its first letter is one.
    Capital,
    /// All its letters are, and it has at least two.
    Shouted,
}

/// A word or a mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) kind: Sign,
    /// Whether white space comes before it.
    pub(super) is_after_blank: bool,
    pub(super) case: Case,
    /// Of a quotation mark: whether it is a single one.
    pub(super) is_single: bool,
    pub(super) entry: Entry,
}

impl Token {
    pub(super) fn is_word(&self) -> bool {
        self.kind == Sign::Word
    }

    pub(super) fn is(&self, classes: Classes) -> bool {
        self.entry.classes.has_any(classes)
    }

    pub(super) fn is_capital(&self) -> bool {
        self.case != Case::Small
    }

    pub(super) fn verb(&self) -> Option<VerbForm> {
        self.entry.verb
    }

    /// Whether it can end a sentence.
    pub(super) fn ends_sentence(&self) -> bool {
        matches!(self.kind, Sign::Stop | Sign::Question | Sign::Exclamation)
    }

    pub(super) fn extent(&self) -> Extent {
        Extent { start: self.start, end: self.end }
    }
}

/// The tokens of a part of a text. Linear.
pub(super) fn tokens(text: &str, part: Extent, lexicon: &Lexicon, into: &mut Vec<Token>) {
    let mut reader = Reader { text, at: part.start as usize, end: part.end as usize, lexicon };
    let first = into.len();
    while let Some(token) = reader.next_token() {
        let mut token = token;
        token.is_after_blank |= into.len() == first;
        into.push(token);
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    lexicon: &'t Lexicon,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..self.end]
    }

    fn next_token(&mut self) -> Option<Token> {
        let skipped = self.rest().len() - self.rest().trim_start_matches(is_blank).len();
        self.at += skipped;
        let first = self.rest().chars().next()?;
        let start = self.at;
        let is_tie = self.is_tie();
        let (kind, length) = match first {
            _ if first.is_alphanumeric() => self.word(first),
            _ if is_tie => (Sign::Word, first.len_utf8()),
            _ => self.mark(first),
        };
        self.at += length;
        let word = &self.text[start..self.at];
        let is_word = matches!(kind, Sign::Word | Sign::Number);
        Some(Token {
            start: narrow(start),
            end: narrow(self.at),
            kind,
            is_after_blank: skipped > 0,
            case: match () {
                () if is_tie => Case::Capital,
                () if is_word => case(word),
                () => Case::Small,
            },
            is_single: kind == Sign::Quote && is_single(word),
            entry: if is_word { self.lexicon.entry(word.strip_suffix('.').unwrap_or(word)) } else { Entry::default() },
        })
    }

    /// Whether a sign is here that is part of a name: `Smith & Sons`.
    fn is_tie(&self) -> bool {
        let after = self.rest().strip_prefix('&').filter(|after| after.starts_with(is_blank));
        after.is_some_and(|after| after.trim_start_matches(is_blank).starts_with(char::is_uppercase))
    }

    /// How long the word here is: hyphens and apostrophes within it are its own, and so are the stops of an
    /// abbreviation.
    fn word(&self, first: char) -> (Sign, usize) {
        let rest = self.rest();
        let kind = if first.is_numeric() { Sign::Number } else { Sign::Word };
        let (mut length, mut has_stops) = (first.len_utf8(), false);
        let mut in_part = 1;
        while let Some(next) = rest[length..].chars().next() {
            let after = rest[length + next.len_utf8()..].chars().next();
            let goes_on = after.is_some_and(char::is_alphanumeric);
            match next {
                _ if next.is_alphanumeric() || is_joined(next) => in_part += 1,
                '\'' | '’' if goes_on && !is_possessive(&rest[length + next.len_utf8()..]) => in_part = 0,
                '-' | '‑' | '&' | '_' | '/' | '@' if goes_on => in_part = 0,
                ',' if kind == Sign::Number && after.is_some_and(char::is_numeric) && first.is_numeric() => {}
                '.' if kind == Sign::Word && self.is_domain(&rest[..length], &rest[length + 1..]) => {
                    (has_stops, in_part) = (true, 0);
                }
                '.' if goes_on && (kind == Sign::Number || in_part == 1 || !after.is_some_and(char::is_uppercase)) => {
                    (has_stops, in_part) = (true, 0);
                }
                _ => break,
            }
            length += next.len_utf8();
        }
        let is_initials = in_part == 1 && (has_stops || length == first.len_utf8() && first.is_uppercase());
        let is_short = is_initials && kind == Sign::Word && !(length == 1 && first == 'I');
        let after = rest[length..].strip_prefix('.');
        let is_ordinal = |after| kind == Sign::Number && self.lexicon.is_ordinal(self.before(), &rest[..length], after);
        if after.is_some_and(|after| {
            is_ordinal(after) || is_short || self.lexicon.is_abbreviation(last_part(&rest[..length]), after)
        }) {
            length += 1;
        }
        (kind, length)
    }

    /// The word before the one here.
    fn before(&self) -> &str {
        let before = self.text[..self.at].trim_end();
        before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default()
    }

    /// Whether a stop is within a name such as `Example.Az`: what follows is short, and no word that begins a sentence.
    fn is_domain(&self, before: &str, after: &str) -> bool {
        let end = after.find(|character: char| !character.is_ascii_alphabetic()).unwrap_or(after.len());
        let is_short = (2..=3).contains(&end) && before.len() > 2 && before.starts_with(char::is_uppercase);
        is_short && self.lexicon.entry(&after[..end]).classes == Classes::default()
    }

    fn mark(&self, first: char) -> (Sign, usize) {
        let rest = self.rest();
        let run = |marks: &[char]| rest.len() - rest.trim_start_matches(marks).len();
        let kind = match first {
            '\'' | '’' if is_possessive(&rest[first.len_utf8()..]) && self.follows_word() => {
                return (Sign::Possessive, first.len_utf8() + 1);
            }
            // Of three at the end, the first closes what is within.
            '\'' if rest.starts_with("'''") && self.follows_word_or_mark() => return (Sign::Quote, 1),
            '\'' if rest.starts_with("''") => return (Sign::Quote, 2),
            '`' if rest.starts_with("``") => return (Sign::Quote, 2),
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' => {
                Sign::Quote
            }
            ',' | '、' | '，' => Sign::Comma,
            '.' if run(&['.']) > 1 => return (Sign::Ellipsis, run(&['.'])),
            '.' | '。' => Sign::Stop,
            '…' => Sign::Ellipsis,
            '?' | '？' => return (Sign::Question, run(&['?', '!', '？'])),
            '!' | '！' => return (Sign::Exclamation, run(&['!', '?', '！'])),
            ':' => Sign::Colon,
            ';' => Sign::Semicolon,
            '-' | '–' | '—' | '―' => return (Sign::Dash, run(&['-', '–', '—', '―'])),
            '(' | '[' | '{' => Sign::Open,
            ')' | ']' | '}' => Sign::Close,
            _ => Sign::Other,
        };
        (kind, first.len_utf8())
    }

    fn follows_word_or_mark(&self) -> bool {
        self.text[..self.at].chars().next_back().is_some_and(|before| !before.is_whitespace())
    }

    fn follows_word(&self) -> bool {
        self.text[..self.at].chars().next_back().is_some_and(|before| before.is_alphanumeric() || before == '.')
    }
}

fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
    if !word.starts_with(char::is_uppercase) {
        Case::Small
    } else if word.len() > 1 && letters.all(char::is_uppercase) {
        Case::Shouted
    } else {
        Case::Capital
    }
}

/// What follows the last hyphen of a word: `then-Sen.` is an abbreviation.
fn last_part(word: &str) -> &str {
    word.rsplit('-').next().unwrap_or(word)
}

/// Offsets are small numbers: texts of more than 4 GiB are cut before.
fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}' | '\u{FEFF}' | '\u{2063}' | '\u{AD}')
}

/// Marks that are part of the letter before them.
fn is_joined(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}')
}

/// Whether what follows an apostrophe is the `s` of a possessive.
fn is_possessive(after: &str) -> bool {
    let mut characters = after.chars();
    matches!(characters.next(), Some('s' | 'S')) && !characters.next().is_some_and(char::is_alphanumeric)
}

fn is_single(mark: &str) -> bool {
    matches!(mark, "'" | "‘" | "’" | "‚" | "‛" | "‹" | "›" | "`")
}
