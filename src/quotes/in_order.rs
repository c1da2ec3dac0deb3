//! A quote whose words are all in the page in order, with other words between them that it does not declare to be left
//! out.

use std::ops::Range;

use crate::text::Text;

use super::difference::{Alteration, Difference, How, Part, likely_starts};
use super::effort::{Effort, TooCostly};
use super::page::Page;
use super::token::{Token, slice};

/// How many words a quote must have for this to mean something.
const MIN_WORDS: usize = 4;
/// How many words of the quote there must be for each place where the page has more.
const MIN_RUN: usize = 3;
/// How many words of the page may be in one such place: as many as `[…]` may match.
const MAX_BETWEEN: u32 = 150;
/// How many tokens of the page before a likely start are looked at.
const BEFORE: usize = 200;
/// How many words are shown of what is in between, at each end.
const SHOWN: usize = 6;

/// How the page differs if all words are there in order, in as few pieces as such a quote has.
pub(super) fn in_order(
    page: &Page,
    quote: &Text,
    wanted: &[Token],
    effort: &Effort,
) -> Result<Option<Alteration>, TooCostly> {
    let words: Vec<Token> = wanted.iter().filter(|token| token.is_word()).copied().collect();
    let Some(first) = words.first().filter(|_| words.len() >= MIN_WORDS) else { return Ok(None) };
    if words.iter().any(|word| page.index.places(word.folded).is_empty()) {
        return Ok(None);
    }
    for likely in likely_starts(page, wanted, effort)? {
        let near = likely.saturating_sub(BEFORE)..likely + 2 * wanted.len();
        // The nearest first word leaves least out.
        for &place in within(page.index.places(first.folded), &near).iter().rev() {
            if let Some(runs) = follow(page, &words, place as usize, effort)? {
                let parts = parts(page, quote, &words, &runs);
                return Ok(Some(Alteration::new(How::LeftOut, Some(Difference { parts }))));
            }
        }
    }
    Ok(None)
}

/// The places in a range.
fn within<'p>(places: &'p [u32], range: &Range<usize>) -> &'p [u32] {
    let before = |end: usize| places.partition_point(|&place| (place as usize) < end);
    &places[before(range.start)..before(range.end)]
}

/// Follows words from a place on; the runs of the page that they are in.
fn follow(page: &Page, words: &[Token], start: usize, effort: &Effort) -> Result<Option<Vec<Range<usize>>>, TooCostly> {
    let all = &page.index.tokens.all;
    let mut runs = Vec::from([Range { start, end: start }]);
    for (nth, word) in words.iter().enumerate() {
        let end = runs.last().map_or(start, |run| run.end);
        effort.spend(1)?;
        // Marks may be set in any way.
        let next = (end..all.len()).find(|&at| all[at].is_word());
        if let Some((next, run)) = next.filter(|&at| word.equals(&all[at])).zip(runs.last_mut()) {
            run.end = next + 1;
            continue;
        }
        if nth == 0 || runs.len() * MIN_RUN > words.len() {
            return Ok(None);
        }
        let is_next = |&&place: &&u32| {
            let place = place as usize;
            word.equals(&all[place]) && words.get(nth + 1).is_none_or(|next| follows(all, place, next))
        };
        let near = within(page.index.places(word.folded), &(end..all.len()));
        effort.spend(near.len().min(MAX_BETWEEN as usize))?;
        let Some(&place) = near.iter().take(MAX_BETWEEN as usize).find(is_next) else { return Ok(None) };
        let between = end..place as usize;
        if page.index.words_in(between.clone()) > MAX_BETWEEN || page.index.are_apart(start, between.end) {
            return Ok(None);
        }
        runs.push(place as usize..place as usize + 1);
    }
    Ok((runs.len() > 1).then_some(runs))
}

/// Whether the next word behind a place is this one.
fn follows(all: &[Token], place: usize, word: &Token) -> bool {
    all[place + 1..].iter().find(|token| token.is_word()).is_some_and(|next| word.equals(next))
}

/// What both have, and what the page has in between.
fn parts(page: &Page, quote: &Text, words: &[Token], runs: &[Range<usize>]) -> Vec<Part> {
    let of_page = |range: Range<usize>| page.part(range);
    let mut parts = Vec::new();
    let mut nth = 0;
    for (at, run) in runs.iter().enumerate() {
        if let Some(before) = at.checked_sub(1) {
            let between = runs[before].end..run.start;
            if between.len() > 2 * SHOWN + 1 {
                parts.push(Part::Page(of_page(between.start..between.start + SHOWN)));
                parts.push(Part::More);
                parts.push(Part::Page(of_page(between.end - SHOWN..between.end)));
            } else {
                parts.push(Part::Page(of_page(between)));
            }
        }
        let count = page.index.tokens.all[run.clone()].iter().filter(|token| token.is_word()).count();
        let own = &words[nth..(nth + count).min(words.len())];
        nth += count;
        parts.push(Part::Same(quote.part(slice(quote.untrusted(), own))));
    }
    parts
}
