//! Whether a page has a quote, and how.

use std::ops::{ControlFlow, Range};

use rayon::prelude::*;

use crate::text::Text;

use super::declared::Declared;
use super::difference::{self, Alteration, How};
use super::effort::{Effort, TooCostly};
use super::gaps::with_gaps;
use super::in_order::in_order;
use super::matching::{Match, Search};
use super::page::Page;
use super::token::{Token, Tokens, mark, slice};

/// What came of looking for a quote in a page.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Outcome {
    /// It is there character by character; white space counts as browsers count it.
    Exact,
    /// It is there, set differently: other quotation marks, dashes, spaces, or a pause at its end.
    Typographic {
        /// Whether it runs across the edge of a heading, a list item, a table cell or a caption, wherever it is.
        is_joined: bool,
    },
    /// It is there except for what it declares to be left out or put in, or for who says it in its midst.
    Elided {
        /// Whether what it leaves out has a word that negates, or what it puts in.
        negates: bool,
    },
    /// Something like it is there.
    Altered(Box<Alteration>),
    /// Nothing like it is there.
    Absent,
}

impl Outcome {
    /// Keeps to itself how the page differs.
    pub(crate) fn withhold(&mut self) {
        if let Self::Altered(alteration) = self {
            (alteration.difference, alteration.is_withheld) = (None, true);
        }
    }
}

/// How many steps each quote may take by itself, and more for each of its tokens.
const STEPS: (u64, u64) = (4_000, 150);
/// How many more steps the quotes of a copy may take together, and more for each token of the page and of the quotes.
const SHARED_STEPS: (u64, u64) = (40_000, 40);

/// Looks for quotes in a page. Where one may be there in several ways, the best counts.
///
/// The steps that this takes are linear in the page and in the quotes. Few quotes need more than their own; those that
/// do share what the page allows, in order, so the answer is the same whatever the number of threads.
///
/// # Errors
/// For each quote that needs more steps than are left.
pub fn find_all(page: &Page, quotes: &[&Text]) -> Vec<Result<Outcome, TooCostly>> {
    let read = |quote: &&Text| page.index.read(quote.untrusted());
    let tokens: Vec<Tokens> = quotes.par_iter().map(read).collect();
    let looked_for = |(quote, tokens): (&&Text, &Tokens)| {
        let effort = Effort::new(STEPS.0 + STEPS.1 * tokens.all.len() as u64);
        Finder { page, quote, tokens, effort: &effort }.find()
    };
    let mut found: Vec<_> = quotes.par_iter().zip(&tokens).map(looked_for).collect();
    let all = page.index.tokens.all.len() + tokens.iter().map(|tokens| tokens.all.len()).sum::<usize>();
    let shared = Effort::new(SHARED_STEPS.0 + SHARED_STEPS.1 * all as u64);
    for ((found, quote), tokens) in found.iter_mut().zip(quotes).zip(&tokens) {
        if found.is_err() && shared.left() > 0 {
            *found = Finder { page, quote, tokens, effort: &shared }.find();
        }
    }
    found
}

/// The bytes of a page where a quote first is, as it stands or set differently. Nothing of one that leaves something
/// out.
pub(crate) fn place(page: &Page, quote: &Text) -> Option<Range<usize>> {
    let tokens = page.index.read(quote.untrusted());
    let effort = Effort::new(STEPS.0 + STEPS.1 * tokens.all.len() as u64);
    let finder = Finder { page, quote, tokens: &tokens, effort: &effort };
    let mut part = inner(quote.untrusted(), &tokens.all);
    part.end -= usize::from(part.end > part.start && tokens.all[part.end - 1].is_pause());
    let mut found = None;
    let first = |Match { range, .. }: Match| {
        found = Some(range);
        ControlFlow::Break(())
    };
    finder.search(true, false).each(part, first).ok()?;
    let found = page.index.tokens.all.get(found?)?;
    Some(found.first()?.start as usize..found.last()?.end as usize)
}

/// A quote that is looked for in a page.
struct Finder<'p> {
    page: &'p Page,
    quote: &'p Text,
    tokens: &'p Tokens,
    effort: &'p Effort,
}

impl<'p> Finder<'p> {
    fn find(&self) -> Result<Outcome, TooCostly> {
        let Self { page, quote, tokens, effort } = *self;
        let text = quote.untrusted();
        if !tokens.all.iter().any(Token::is_word) {
            return Ok(Outcome::Absent);
        }
        if let Some(found) = self.as_it_stands()? {
            return Ok(found);
        }
        let inner = inner(text, &tokens.all);
        if let Some(is_joined) = self.any(&self.search(false, false), inner.clone())? {
            return Ok(Outcome::Typographic { is_joined });
        }
        let declared = Declared::read(tokens, inner.clone(), text, &page.index);
        if let Some(negates) = self.as_declared(declared.as_ref(), inner.clone(), false)? {
            return Ok(Outcome::Elided { negates });
        }
        if self.any(&self.search(true, true), inner.clone())?.is_some()
            || self.as_declared(declared.as_ref(), inner.clone(), true)?.is_some()
        {
            let difference = difference::closest(page, quote, &tokens.all[inner], effort)?;
            let difference = difference.and_then(|alteration| alteration.difference);
            return Ok(Outcome::Altered(Box::new(Alteration::new(How::Case, difference))));
        }
        let altered = match difference::closest(page, quote, &tokens.all[inner.clone()], effort)? {
            Some(altered) => Some(altered),
            None => match declared.as_ref().map(|declared| self.first_difference(declared)).transpose()?.flatten() {
                Some(altered) => Some(altered),
                None => in_order(page, quote, &tokens.all[inner], effort)?,
            },
        };
        Ok(altered.map_or(Outcome::Absent, |altered| Outcome::Altered(Box::new(altered))))
    }

    fn search(&self, may_be_broken: bool, in_any_case: bool) -> Search<'p> {
        Search { page: &self.page.index, quote: self.tokens, effort: self.effort, may_be_broken, in_any_case }
    }

    /// Whether the whole quote is in the page, and whether character by character.
    fn as_it_stands(&self) -> Result<Option<Outcome>, TooCostly> {
        let (page, text, all) = (self.page, self.quote.untrusted(), &self.tokens.all);
        let mut found = None;
        self.search(false, false).each(0..all.len(), |Match { range, .. }| {
            let is_joined = page.is_joined(range.clone()) && found != Some(Outcome::Typographic { is_joined: false });
            found = Some(Outcome::Typographic { is_joined });
            if is_same(slice(text, all), self.as_far_as(range, text, all)) {
                found = Some(Outcome::Exact);
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        })?;
        Ok(found)
    }

    /// Whether a quote is there as it declares, or broken up by an attribution if it declares nothing; and whether what
    /// it leaves out or puts in negates.
    fn as_declared(
        &self,
        declared: Option<&Declared>,
        inner: Range<usize>,
        in_any_case: bool,
    ) -> Result<Option<bool>, TooCostly> {
        let search = self.search(true, in_any_case);
        match declared {
            Some(declared) => with_gaps(&Search { quote: &declared.tokens, ..search }, declared),
            None => Ok(self.any(&search, inner)?.map(|_| false)),
        }
    }

    /// Whether a part of a quote is in the page, whatever the pause at its end; and if so, whether it is joined
    /// wherever it is.
    fn any(&self, search: &Search<'_>, mut part: Range<usize>) -> Result<Option<bool>, TooCostly> {
        let had_pause = part.end > part.start && search.quote.all[part.end - 1].is_pause();
        part.end -= usize::from(had_pause);
        let mut is_joined = None;
        search.each(part, |Match { range, .. }| {
            // A pause matches nothing or another pause, but not a question.
            if !had_pause || !self.asks_or_calls(range.end) {
                is_joined = Some(self.page.is_joined(range));
            }
            if is_joined == Some(false) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        Ok(is_joined)
    }

    fn asks_or_calls(&self, at: usize) -> bool {
        let next = self.page.index.tokens.all.get(at).map(|token| token.form);
        matches!(next, Some(mark::QUESTION | mark::EXCLAMATION))
    }

    /// How the first part that is not in the page differs from what is.
    fn first_difference(&self, declared: &Declared) -> Result<Option<Alteration>, TooCostly> {
        let Declared { tokens, parts, .. } = declared;
        let search = Search { quote: tokens, ..self.search(true, false) };
        for part in parts {
            if self.any(&search, part.range.clone())?.is_none() {
                return difference::closest(self.page, self.quote, &tokens.all[part.range.clone()], self.effort);
            }
        }
        Ok(None)
    }

    /// The text in which a quote is. Of several marks in a row that count as one, only those that the quote has.
    fn as_far_as(&self, range: Range<usize>, text: &str, quote: &[Token]) -> &'p str {
        let whole = self.page.slice(range.clone());
        let page = &self.page.index.tokens.all[range];
        let own = self.page.text().untrusted();
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

/// A quote without the quotation marks around it. One that is on one side only may not be an apostrophe.
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
