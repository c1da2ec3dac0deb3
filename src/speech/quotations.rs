//! The quotations of a text: which mark opens and which closes, over several paragraphs too.

use std::ops::Range;

use super::tokens::{Kind, Token};

/// Words between quotation marks, with the marks, in one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quotation {
    /// Its tokens: from the opening mark to the closing one, or to the end of the paragraph if there is none.
    pub(super) tokens: Range<usize>,
    pub(super) is_closed: bool,
    /// Whether it goes on with the one before it, which its paragraph did not close.
    pub(super) goes_on: bool,
}

/// Adds the quotations of a paragraph, given by its tokens. Marks of another kind within a quotation are part of it.
pub(super) fn add(tokens: &[Token], paragraph: Range<usize>, text: &str, into: &mut Vec<Quotation>) {
    let first = into.len();
    let marks = Marks { tokens, paragraph: paragraph.clone(), text };
    let mut open: Option<usize> = None;
    for at in paragraph.clone().filter(|&at| tokens[at].kind == Kind::Quote) {
        match open {
            Some(from) if tokens[from].is_single != tokens[at].is_single => {}
            Some(from) if marks.closes(at) => {
                into.push(Quotation { tokens: from..at + 1, is_closed: true, goes_on: false });
                open = None;
            }
            // Where one is open already, nobody closed it: what it opened is no quotation.
            _ if marks.opens(at) => open = Some(at),
            _ => {}
        }
    }
    if let Some(from) = open.filter(|&from| !tokens[from].is_single) {
        into.push(Quotation { tokens: from..paragraph.end, is_closed: false, goes_on: false });
    }
    let is_open = |before: &Quotation| !before.is_closed && before.tokens.end == paragraph.start;
    let goes_on = first.checked_sub(1).is_some_and(|before| is_open(&into[before]));
    if let Some(quotation) = into.get_mut(first).filter(|quotation| quotation.tokens.start == paragraph.start) {
        quotation.goes_on = goes_on;
    }
}

struct Marks<'t> {
    tokens: &'t [Token],
    paragraph: Range<usize>,
    text: &'t str,
}

impl Marks<'_> {
    fn raw(&self, at: usize) -> &str {
        let token = &self.tokens[at];
        self.text.get(token.start as usize..token.end as usize).unwrap_or_default()
    }

    fn next(&self, at: usize) -> Option<&Token> {
        self.tokens[..self.paragraph.end].get(at + 1)
    }

    /// A blank or a mark that opens is before it, and none after it. The shape decides only where spacing does not.
    fn opens(&self, at: usize) -> bool {
        let is_before = self.next(at).is_some_and(|next| !next.is_after_blank);
        let opening = [Kind::Open, Kind::Dash, Kind::Quote, Kind::Colon, Kind::Ellipsis];
        let is_free =
            at == self.paragraph.start || self.tokens[at].is_after_blank || opening.contains(&self.tokens[at - 1].kind);
        match self.raw(at) {
            "“" | "„" => is_before || is_free,
            "’" => false,
            _ => is_before && is_free,
        }
    }

    fn closes(&self, at: usize) -> bool {
        let is_before_word = self.next(at).is_some_and(|next| !next.is_after_blank && next.is_word());
        match self.raw(at) {
            "”" => true,
            "„" | "‚" | "‘" => false,
            // Between two blanks, one that is open is closed.
            _ if self.tokens[at].is_after_blank => self.next(at).is_none_or(|next| next.is_after_blank),
            _ => !is_before_word,
        }
    }
}
