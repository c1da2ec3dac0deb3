//! The words and marks of a text, numbered, each where it is.

use super::normal;

/// The number of a word or a mark. Those of `MARKS` come first.
pub(super) type Form = u32;

/// A word that the page does not have.
pub(super) const UNKNOWN: Form = Form::MAX;

/// Words that programs cut in two.
const CUT_WORDS: [(&str, &str); 3] = [("can", "not"), ("gon", "na"), ("wan", "na")];

/// The numbers of `MARKS`.
pub(super) mod mark {
    use super::Form;
    pub(in super::super) const QUOTATION: Form = 0;
    pub(in super::super) const DASH: Form = 1;
    pub(in super::super) const ELLIPSIS: Form = 2;
    pub(in super::super) const COMMA: Form = 3;
    pub(in super::super) const FULL_STOP: Form = 4;
    pub(in super::super) const SEMICOLON: Form = 5;
    pub(in super::super) const QUESTION: Form = 6;
    pub(in super::super) const EXCLAMATION: Form = 7;
    pub(in super::super) const OPEN_BRACKET: Form = 8;
    pub(in super::super) const CLOSE_BRACKET: Form = 9;
    pub(in super::super) const OPEN_PARENTHESIS: Form = 10;
    pub(in super::super) const CLOSE_PARENTHESIS: Form = 11;
}

/// A word or a mark where it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Token {
    pub(super) form: Form,
    /// Its form in small letters.
    pub(super) folded: Form,
    pub(super) start: u32,
    pub(super) end: u32,
    flags: u16,
}

impl Token {
    const WORD: u16 = 1;
    const AFTER_BLANK: u16 = 2;
    const TIGHT: u16 = 4;
    const WRAP: u16 = 8;
    const DIGIT_FIRST: u16 = 16;
    const DIGIT_LAST: u16 = 32;
    const RAISED: u16 = 64;
    const IN_ANY_CASE: u16 = 128;
    const AFTER_LINE: u16 = 256;
    const OPENS_AGAIN: u16 = 512;

    fn is(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    pub(super) fn is_word(&self) -> bool {
        self.is(Self::WORD)
    }

    pub(super) fn is_after_blank(&self) -> bool {
        self.is(Self::AFTER_BLANK)
    }

    /// Whether a line ends before it.
    pub(super) fn is_after_line(&self) -> bool {
        self.is(Self::AFTER_LINE)
    }

    /// Whether it is the quotation mark with which a paragraph begins that goes on with what is being said.
    pub(super) fn opens_again(&self) -> bool {
        self.is(Self::OPENS_AGAIN)
    }

    /// Makes it such a mark.
    pub(super) fn set_opens_again(&mut self) {
        self.flags |= Self::OPENS_AGAIN;
    }

    /// Whether it is a mark within a number.
    pub(super) fn is_in_number(&self) -> bool {
        self.is(Self::TIGHT)
    }

    /// Whether it is a hyphen at the end of a line.
    pub(super) fn is_wrap(&self) -> bool {
        self.is(Self::WRAP)
    }

    /// Whether it is a comma, a full stop or a semicolon: what writers change where a quote meets their own sentence.
    pub(super) fn is_pause(&self) -> bool {
        !self.is_in_number() && (mark::COMMA..=mark::SEMICOLON).contains(&self.form)
    }

    pub(super) fn starts_with_digit(&self) -> bool {
        self.is(Self::DIGIT_FIRST)
    }

    pub(super) fn ends_with_digit(&self) -> bool {
        self.is(Self::DIGIT_LAST)
    }

    /// Whether it is a digit or letter written above or below the line.
    pub(super) fn is_raised(&self) -> bool {
        self.is(Self::RAISED)
    }

    /// Makes it a word that matches another in any case, or one of two.
    pub(super) fn in_any_case(mut self, folded: Form, or: Form) -> Self {
        (self.folded, self.form) = (folded, or);
        self.flags |= Self::IN_ANY_CASE;
        self
    }

    /// Whether both are the same except for capitals.
    pub(super) fn equals_in_any_case(&self, page: &Self) -> bool {
        self.equals(page) || self.folded == page.folded && self.is(Self::TIGHT) == page.is(Self::TIGHT)
    }

    /// Whether this token of a quote is that one of a page.
    pub(super) fn equals(&self, page: &Self) -> bool {
        if self.is(Self::IN_ANY_CASE) {
            return page.is_word() && (page.folded == self.folded || page.folded == self.form);
        }
        self.form == page.form && self.is(Self::TIGHT) == page.is(Self::TIGHT)
    }

    /// Whether `equals` also compares other letters.
    pub(super) fn has_alternatives(&self) -> bool {
        self.is(Self::IN_ANY_CASE)
    }
}

/// A text as its tokens.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) all: Vec<Token>,
    /// Words that the end of a line may have parted: where the first part is, and the whole word.
    pub(super) joined: Vec<(u32, Name)>,
}

/// A form and the same in small letters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Name {
    pub(super) form: Form,
    pub(super) folded: Form,
}

impl Tokens {
    /// Reads a text. `name` numbers the forms.
    pub(super) fn read(text: &str, mut name: impl FnMut(&str) -> Name) -> Self {
        let mut tokens = Self::default();
        for piece in normal::pieces(text) {
            let Name { form, folded } = name(&piece.form);
            let is_number = |character: Option<char>| character.is_some_and(char::is_numeric);
            let mut flags = 0;
            for (flag, holds) in [
                (Token::WORD, piece.is_word),
                (Token::AFTER_BLANK, piece.after_blank),
                (Token::AFTER_LINE, piece.after_line),
                (Token::WRAP, piece.is_wrap),
                (Token::DIGIT_FIRST, piece.is_word && is_number(piece.form.chars().next())),
                (Token::DIGIT_LAST, piece.is_word && is_number(piece.form.chars().next_back())),
                (Token::RAISED, !piece.is_word && piece.form.starts_with(char::is_alphanumeric)),
            ] {
                flags |= if holds { flag } else { 0 };
            }
            let token = Token { form, folded, start: short(piece.start), end: short(piece.end), flags };
            tokens.add(token, text, &mut name);
        }
        tokens
    }

    fn add(&mut self, token: Token, text: &str, name: &mut impl FnMut(&str) -> Name) {
        if let [.., before, mark] = &mut self.all[..] {
            let is_in_number = before.ends_with_digit() && token.starts_with_digit();
            if is_in_number && !mark.is_word() && !mark.is_after_blank() && !token.is_after_blank() {
                mark.flags |= Token::TIGHT;
            }
            if mark.is_wrap() && before.is_word() && token.is_word() {
                let whole = [before, &token].map(|part| form_at(text, part)).concat();
                self.joined.push((short(self.all.len() - 2), name(&whole)));
            }
        }
        self.all.push(token);
        self.close_up_not(text, name);
        self.close_up_pair(text, name);
    }

    /// Texts that were cut into tokens by a program have `do n't` for `don't`.
    fn close_up_not(&mut self, text: &str, name: &mut impl FnMut(&str) -> Name) {
        let [.., verb, n, apostrophe, t] = &mut self.all[..] else { return };
        let is = |token: &Token, letter: &str| text.get(token.start as usize..token.end as usize) == Some(letter);
        let is_cut = n.is_after_blank() && !apostrophe.is_after_blank() && !t.is_after_blank();
        if is_cut && is(t, "t") && is(n, "n") && apostrophe.form == mark::QUOTATION && verb.is_word() {
            let Name { form, folded } = name(&[&*verb, &*n].map(|part| form_at(text, part)).concat());
            (verb.form, verb.folded, verb.end) = (form, folded, n.end);
            let at = self.all.len() - 3;
            self.all.remove(at);
        }
    }

    /// They have `can not`, `gon na` and `wan na` for one word, too. That `can` is not what is said with a `not` behind
    /// it, is the same either way.
    fn close_up_pair(&mut self, text: &str, name: &mut impl FnMut(&str) -> Name) {
        let [before @ .., first, second] = &mut self.all[..] else { return };
        if !second.is_after_blank() || before.last().is_some_and(Token::is_wrap) {
            return;
        }
        let is = |token: &Token, word: &str| {
            text.get(token.start as usize..token.end as usize).is_some_and(|own| own.eq_ignore_ascii_case(word))
        };
        let is_pair = |&(one, other): &(&str, &str)| is(first, one) && is(second, other);
        if CUT_WORDS.iter().any(is_pair) {
            let Name { form, folded } = name(&[&*first, &*second].map(|part| form_at(text, part)).concat());
            (first.form, first.folded, first.end) = (form, folded, second.end);
            self.all.pop();
        }
    }

    /// The whole word of which a part is here, if the end of a line may have parted it.
    pub(super) fn joined_at(&self, at: usize) -> Option<Name> {
        self.all.get(at + 1).filter(|next| next.is_wrap())?;
        let found = self.joined.binary_search_by_key(&at, |&(at, _)| at as usize).ok()?;
        Some(self.joined[found].1)
    }
}

/// The text from the first token to the last.
pub(super) fn slice<'a>(text: &'a str, tokens: &[Token]) -> &'a str {
    let ends = tokens.first().zip(tokens.last());
    ends.and_then(|(first, last)| text.get(first.start as usize..last.end as usize)).unwrap_or_default()
}

/// Positions are in texts of some megabytes.
pub(super) fn short(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// The form of a word in a text.
fn form_at(text: &str, token: &Token) -> String {
    let word = text.get(token.start as usize..token.end as usize).unwrap_or_default();
    normal::pieces(word).map(|piece| piece.form).collect()
}
