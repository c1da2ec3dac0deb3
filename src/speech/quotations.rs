//! The quotations of a text: which mark opens and which closes, over several paragraphs too.

use std::ops::Range;

use super::lexicon::{Classes, Form, Takes, VerbForm};
use super::tokens::{Sign, Token};

/// How many words may be between a comma and the verb that says who spoke.
const MAX_SPEAKER: usize = 6;

/// Words between quotation marks, with the marks, in one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quotation {
    /// Its tokens: from the opening mark to the closing one, or to the end of the paragraph if there is none.
    pub(super) tokens: Range<usize>,
    pub(super) is_closed: bool,
    /// Whether it goes on with the one before it, which its paragraph did not close.
    pub(super) goes_on: bool,
}

/// The quotations of a text, given by its tokens and those of each paragraph. Marks within a quotation are part of it.
pub(super) fn quotations(tokens: &[Token], paragraphs: &[Range<usize>], text: &str) -> Vec<Quotation> {
    let mut all: Vec<Quotation> = Vec::new();
    for (nth, paragraph) in paragraphs.iter().enumerate() {
        let first = all.len();
        let marks = Marks { tokens, paragraph: paragraph.clone(), text };
        let pairs = marks.pairs();
        let end = pairs.closed.iter().map(|pair| pair.end).max().unwrap_or(paragraph.start);
        let closed = pairs.closed.into_iter().map(|tokens| Quotation { tokens, is_closed: true, goes_on: false });
        all.extend(closed);
        let is_continued = paragraphs.get(nth + 1).is_some_and(|next| Marks::begin(tokens, next, text));
        let open = pairs.open.filter(|&open| open >= end && !tokens[open].is_single);
        if let Some(open) = open.filter(|&open| !marks.is_left_open(open, is_continued)) {
            all.push(Quotation { tokens: open..paragraph.end, is_closed: false, goes_on: false });
        }
        let goes_on = first.checked_sub(1).is_some_and(|before| all[before].ends_open(paragraph.start));
        if let Some(quotation) = all.get_mut(first).filter(|quotation| quotation.tokens.start == paragraph.start) {
            quotation.goes_on = goes_on;
        }
    }
    all
}

impl Quotation {
    /// Whether the paragraph that ends before a token does not close it.
    fn ends_open(&self, end: usize) -> bool {
        !self.is_closed && self.tokens.end == end
    }
}

/// The marks of a paragraph that belong together.
#[derive(Default)]
struct Pairs {
    /// From each opening mark to past its closing one, without those within another pair.
    closed: Vec<Range<usize>>,
    /// The last mark that opens and is not closed.
    open: Option<usize>,
}

struct Marks<'t> {
    tokens: &'t [Token],
    paragraph: Range<usize>,
    text: &'t str,
}

impl Marks<'_> {
    /// Which mark closes which. One that nobody closes opens nothing: the next speaker must not be within it.
    fn pairs(&self) -> Pairs {
        let mut pairs = Pairs::default();
        let mut open: Vec<usize> = Vec::new();
        // How many double and single ones are open, so that none is looked for in vain.
        let mut counts = [0_usize; 2];
        for at in self.paragraph.clone().filter(|&at| self.tokens[at].kind == Sign::Quote) {
            let kind = |at: usize| usize::from(self.tokens[at].is_single);
            let is_open = counts[kind(at)] > 0 && self.closes(at);
            let alike = if is_open { open.iter().rposition(|&from| kind(from) == kind(at)) } else { None };
            match alike {
                Some(nth) => {
                    let from = open[nth];
                    open.drain(nth..).for_each(|from| counts[kind(from)] -= 1);
                    pairs.closed.truncate(pairs.closed.partition_point(|pair| pair.start < from));
                    pairs.closed.push(from..at + 1);
                }
                None if self.opens(at) => {
                    open.push(at);
                    counts[kind(at)] += 1;
                }
                None => {}
            }
        }
        pairs.open = open.pop();
        pairs
    }

    /// Whether a paragraph begins with a mark that opens a quotation.
    fn begin(tokens: &[Token], paragraph: &Range<usize>, text: &str) -> bool {
        let marks = Marks { tokens, paragraph: paragraph.clone(), text };
        tokens.get(paragraph.start).is_some_and(|first| first.kind == Sign::Quote && !first.is_single)
            && marks.opens(paragraph.start)
    }

    /// Whether the closing mark of a quotation was forgotten rather than left out because it goes on in the next
    /// paragraph: then somebody speaks after it.
    fn is_left_open(&self, open: usize, is_continued: bool) -> bool {
        let rest = open + 1..self.paragraph.end;
        rest.clone().any(|at| self.speaks(at, rest.start) && (!is_continued || self.is_said(at, rest.start)))
    }

    /// Whether a verb of speech has somebody before it, or a name after it.
    fn speaks(&self, at: usize, start: usize) -> bool {
        let is_verb = |verb: VerbForm| verb.form == Form::Past && verb.takes.has_any(Takes::QUOTE | Takes::RELAY);
        let who = Classes::ROLE | Classes::HE | Classes::SHE | Classes::THEY | Classes::OUTLET;
        let is_subject = |token: &Token| token.is_word() && (token.is_capital() || token.is(who));
        self.tokens[at].verb().is_some_and(is_verb)
            && (at > start && is_subject(&self.tokens[at - 1]) || self.next(at).is_some_and(Token::is_capital))
    }

    /// Whether a verb with a name, after a comma, only says who said what is before it.
    fn is_said(&self, at: usize, start: usize) -> bool {
        let is_part = |&before: &usize| self.tokens[before].is_word();
        let first = (start.max(at.saturating_sub(MAX_SPEAKER))..at).rev().take_while(is_part).last().unwrap_or(at);
        let is_paused = first > start && self.tokens[first - 1].kind == Sign::Comma;
        let is_named = first < at && self.tokens[at - 1].is_capital() || self.next(at).is_some_and(Token::is_capital);
        let follows = Classes::TIME | Classes::PREPOSITION;
        let is_last = first == at || self.next(at).is_none_or(|next| next.ends_sentence() || next.is(follows));
        is_paused && is_named && is_last
    }

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
        let opening = [Sign::Open, Sign::Dash, Sign::Quote, Sign::Colon, Sign::Ellipsis];
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

#[cfg(test)]
mod tests {
    use crate::speech::testing::check;

    #[test]
    fn a_mark_that_nobody_closes_takes_no_words_from_the_next_speaker() {
        let next = "[Carla Ruiz] {said} <that it was not>.";
        check("said-that", &format!("“The bridge is safe, Ada Moss said. {next}"));
        check("said-that", &format!("“The bridge is safe, said Ada Moss.\n\n{next}"));
        check("said-that", &format!("Ada Moss called it “a disgrace. {next}"));
        check("said-that", &format!("“It is safe,” Ada Moss said. “It will last, and it will stay open. {next}"));
        check("clause-said", "“<The bridge is safe>, [Ada Moss] {said}.\n\n“It will fall,” Carla Ruiz said.");
        check("quote-said", "\"The bridge is safe, Ada Moss said.\n\n<\"It will fall,\"> [Carla Ruiz] {said}.");
        check("quote-said", "“It is safe, Ada Moss said. <“It will fall,”> [Carla Ruiz] {said}.");
        check("quote-said", "'Tis the season. <“It is safe,”> [Ada Moss] {said}.");
    }

    #[test]
    fn one_that_the_next_paragraph_goes_on_with_is_of_the_same_speaker() {
        check(
            "quote-said",
            "<“I met him, he told me. He said that it was safe.>\n\n<“Then he left,”> [Ada Moss] {said}.",
        );
        check("said-quote", "[Ada Moss] {said}: <“The bridge is safe.>\n\nThe work ended in May.");
        check("said-quote", "[Ada Moss] {said}: <“The bridge is safe.>\n\n<“It will stay open.”>");
    }

    #[test]
    fn one_within_another_does_not_end_it() {
        check("quote-said", "<“He told me ‘the bridge is safe’ and left,”> [Ada Moss] {said}.");
        check("quote-said", "<“He told me “the bridge is safe” and left,”> [Ada Moss] {said}.");
        check("quote-said", r#"<"He told me, "the bridge is safe," and left,"> [Ada Moss] {said}."#);
        check("quote-said", "<“‘It is safe,’ she said, and she left,”> [Carla Ruiz] {recalled}.");
        check("quote-said", r#"<"He called it "a disgrace,""> [Ada Moss] {said}."#);
    }
}
