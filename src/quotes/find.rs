//! Whether a page has a quote, and how.

use std::ops::{ControlFlow, Range};

use crate::text::Text;

use super::declared::{Declared, Part};
use super::difference::{self, Difference};
use super::matching::{Match, Search};
use super::page::Page;
use super::token::{Token, Tokens, mark, slice};

/// What came of looking for a quote in a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It stands there character by character; white space counts as browsers count it.
    Exact,
    /// It stands there, set differently: other quotation marks, dashes, spaces, or a pause at its end.
    Typographic,
    /// It stands there but for what it declares to be left out or put in, or for who says it in its midst.
    Elided,
    /// Something like it stands there. This is the smallest difference, unless the copy is kept from whoever wrote the record.
    Altered(Option<Difference>),
    /// Nothing like it stands there.
    Absent,
}

impl Outcome {
    /// Keeps to itself how the page differs.
    pub(crate) fn withhold(&mut self) {
        if let Self::Altered(difference) = self {
            *difference = None;
        }
    }
}

/// Looks for a quote. Where it may stand in several ways, the best is told. A fraction of a millisecond on a page of two megabytes, and bounded on
/// any page: see `docs/evidence.md`.
pub fn find(page: &Page, quote: &Text) -> Outcome {
    let text = quote.untrusted();
    let finder = Finder(page);
    let tokens = page.index.read(text);
    if !tokens.all.iter().any(Token::is_word) {
        return Outcome::Absent;
    }
    if let Some(found) = finder.as_it_stands(text, &tokens) {
        return found;
    }
    let inner = inner(text, &tokens.all);
    if finder.has_plainly(&tokens, inner.clone()) {
        return Outcome::Typographic;
    }
    let declared = Declared::read(&tokens, text, &page.index);
    let is_there = match &declared {
        Some(declared) => finder.has_parts(declared),
        None => finder.has_broken(&tokens, inner.clone()),
    };
    if is_there {
        return Outcome::Elided;
    }
    let difference = difference::closest(page, quote, &tokens.all[inner]);
    let of_a_part = || declared.as_ref().and_then(|declared| finder.first_difference(quote, declared));
    difference.or_else(of_a_part).map_or(Outcome::Absent, |difference| Outcome::Altered(Some(difference)))
}

/// The page that is searched.
struct Finder<'p>(&'p Page);

impl<'p> Finder<'p> {
    /// Whether the whole quote stands in the page, and whether character by character.
    fn as_it_stands(&self, text: &str, tokens: &Tokens) -> Option<Outcome> {
        let search = Search { page: &self.0.index, quote: tokens, may_be_broken: false };
        let mut found = None;
        search.each(0..tokens.all.len(), |Match { range, .. }| {
            found = Some(Outcome::Typographic);
            if is_same(slice(text, &tokens.all), self.as_far_as(range, text, &tokens.all)) {
                found = Some(Outcome::Exact);
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        found
    }

    /// Whether the inner part of a quote stands in the page, whatever the pause at its end.
    fn has_plainly(&self, tokens: &Tokens, part: Range<usize>) -> bool {
        self.any(&Search { page: &self.0.index, quote: tokens, may_be_broken: false }, part)
    }

    /// The same, with an attribution in its midst.
    fn has_broken(&self, tokens: &Tokens, part: Range<usize>) -> bool {
        self.any(&Search { page: &self.0.index, quote: tokens, may_be_broken: true }, part)
    }

    fn any(&self, search: &Search, mut part: Range<usize>) -> bool {
        let had_pause = part.end > part.start && search.quote.all[part.end - 1].is_pause();
        part.end -= usize::from(had_pause);
        let mut is_there = false;
        search.each(part, |Match { range, .. }| {
            // A pause stands for nothing or for another pause, but not for a question.
            is_there = !had_pause || !self.asks_or_calls(range.end);
            if is_there { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        is_there
    }

    fn asks_or_calls(&self, at: usize) -> bool {
        let next = self.0.index.tokens.all.get(at).map(|token| token.form);
        matches!(next, Some(mark::QUESTION | mark::EXCLAMATION))
    }

    /// Whether the parts stand in the page one after the other, no further from each other than they may.
    fn has_parts(&self, declared: &Declared) -> bool {
        let search = Search { page: &self.0.index, quote: &declared.tokens, may_be_broken: true };
        // Where the parts so far may end, in order.
        let mut ends: Option<Vec<usize>> = None;
        for Part { range, after } in &declared.parts {
            let mut next = Vec::new();
            let mut nearest = 0;
            search.each(range.clone(), |Match { range, .. }| {
                let follows = ends.as_ref().is_none_or(|ends| {
                    while ends.get(nearest + 1).is_some_and(|&end| end <= range.start) {
                        nearest += 1;
                    }
                    ends.get(nearest)
                        .is_some_and(|&end| end <= range.start && self.0.index.words_in(end..range.start) <= *after)
                });
                if follows {
                    next.push(range.end);
                }
                ControlFlow::Continue(())
            });
            if next.is_empty() {
                return false;
            }
            next.sort_unstable();
            ends = Some(next);
        }
        true
    }

    /// How the first part that does not stand in the page differs from what does.
    fn first_difference(&self, quote: &Text, declared: &Declared) -> Option<Difference> {
        let Declared { tokens, parts } = declared;
        let missing = parts.iter().find(|part| !self.has_broken(tokens, part.range.clone()))?;
        difference::closest(self.0, quote, &tokens.all[missing.range.clone()])
    }

    /// The text in which a quote stands. Of several marks in a row that count as one, only those that the quote has.
    fn as_far_as(&self, range: Range<usize>, text: &str, quote: &[Token]) -> &'p str {
        let whole = self.0.slice(range.clone());
        let page = &self.0.index.tokens.all[range];
        let own = self.0.text().untrusted();
        let (first, page_first) = (one(text, quote.first()), one(own, page.first()));
        let (last, page_last) = (one(text, quote.last()), one(own, page.last()));
        let skip = if page_first.ends_with(first) { page_first.len() - first.len() } else { 0 };
        let cut = if page_last.starts_with(last) { page_last.len() - last.len() } else { 0 };
        whole.get(skip..whole.len() - cut).unwrap_or(whole)
    }
}

/// The text of a token.
fn one<'a>(text: &'a str, token: Option<&Token>) -> &'a str {
    token.map_or("", |token| slice(text, std::slice::from_ref(token)))
}

/// A quote without the quotation marks around it. One that stands on one side only may not be an apostrophe.
fn inner(text: &str, tokens: &[Token]) -> Range<usize> {
    let is_mark = |token: &Token| token.form == mark::QUOTATION;
    let is_double = |token: &Token| is_mark(token) && !slice(text, std::slice::from_ref(token)).contains(['\'', '’']);
    match tokens {
        [first, .., last] if is_mark(first) && is_mark(last) => 1..tokens.len() - 1,
        [first, .., _] if is_double(first) => 1..tokens.len(),
        [_, .., last] if is_double(last) => 0..tokens.len() - 1,
        _ => 0..tokens.len(),
    }
}

/// Whether two texts are the same to somebody who sees them in a browser.
fn is_same(one: &str, other: &str) -> bool {
    fn collapsed(text: &str) -> impl Iterator<Item = char> {
        let is_white = |character: char| matches!(character, ' ' | '\t' | '\n' | '\r' | '\x0C');
        let mut was_white = false;
        text.chars().filter_map(move |character| {
            let is_more = std::mem::replace(&mut was_white, is_white(character)) && was_white;
            (!is_more).then_some(if was_white { ' ' } else { character })
        })
    }
    collapsed(one).eq(collapsed(other))
}

#[cfg(test)]
mod tests;
