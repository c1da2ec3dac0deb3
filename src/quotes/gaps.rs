//! The parts of a quote in a page, one after the other, and what the page has between them.

use std::ops::{ControlFlow, Range};

use super::declared::{Declared, Gap, Part};
use super::effort::TooCostly;
use super::index::Index;
use super::matching::{Match, Search};
use super::token::{Token, mark};

/// How many of the nearest ends of the part before are looked at.
const NEAREST: usize = 8;
/// How many words and marks of the page what is in brackets at an end of a quote may replace.
const NEAR: usize = 8;
/// How far beyond the ends of a quote its own brackets are looked for in the page, in tokens.
const REACH: usize = 24;

/// A run of the page in which the parts so far are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Placed {
    end: usize,
    /// Whether words that negate are left out or put in between the parts.
    negates: bool,
}

/// Whether the parts are in the page one after the other, no further from each other than they may be, and whether
/// words that negate are left out or put in wherever they are.
pub(super) fn with_gaps(search: &Search<'_>, declared: &Declared) -> Result<Option<bool>, TooCostly> {
    // Nothing is searched for where a word of some part is nowhere.
    if !declared.parts.iter().all(|part| search.knows_all(part.range.clone())) {
        return Ok(None);
    }
    let mut placed: Option<Vec<Placed>> = None;
    for (nth, Part { range, gap }) in declared.parts.iter().enumerate() {
        let is_last = nth + 1 == declared.parts.len();
        let mut next = Vec::new();
        let mut from = 0;
        search.each(range.clone(), |Match { range, .. }| {
            let ends_well = !is_last || may_follow(search.page, range.end, &declared.last);
            let before = match &placed {
                None => may_precede(search.page, range.start, gap).then(|| {
                    let replaced = range.start.saturating_sub(NEAR)..range.start;
                    gap.negates && !search.page.negates(&replaced)
                }),
                Some(placed) => {
                    from += placed[from..].partition_point(|placed| placed.end <= range.start);
                    nearest(search.page, &placed[..from], range.start, gap)
                }
            };
            let is_added = || {
                let replaced = range.end..range.end + NEAR;
                is_last && declared.last.negates && !search.page.negates(&replaced)
            };
            let before = before.filter(|_| ends_well).map(|negates| negates || is_added());
            next.extend(before.map(|negates| Placed { end: range.end, negates }));
            ControlFlow::Continue(())
        })?;
        if next.is_empty() {
            return Ok(None);
        }
        next.sort_unstable();
        next.dedup_by_key(|placed| placed.end);
        placed = Some(next);
    }
    Ok(placed.map(|placed| placed.iter().all(|placed| placed.negates)))
}

/// Whether some part before may go with one that starts here, and whether every way leaves out words that negate, or
/// puts some in.
fn nearest(page: &Index, before: &[Placed], start: usize, gap: &Gap) -> Option<bool> {
    let mut best = None;
    for placed in before.iter().rev().take(NEAREST) {
        let between = placed.end..start;
        if page.words_in(between.clone()) > gap.words + words(&gap.marks) {
            break;
        }
        if may_be_between(page, between.clone(), gap) {
            let negates = placed.negates || page.negates(&between) != gap.negates;
            if !negates {
                return Some(false);
            }
            best = Some(true);
        }
    }
    best
}

fn words(marks: &[Token]) -> u32 {
    marks.iter().map(|token| u32::from(token.is_word())).sum()
}

/// Whether a gap may match a run of the page. Marks that the page has itself are text like any other: they must be
/// those of the quote.
fn may_be_between(page: &Index, run: Range<usize>, gap: &Gap) -> bool {
    if page.are_apart(run.start.saturating_sub(1), run.end) {
        return false;
    }
    let tokens = trimmed(&page.tokens.all[run.clone()]);
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return true };
    if is_literal(tokens, &gap.marks) {
        return true;
    }
    page.words_in(run) <= gap.words
        && !is_own(first, gap, mark::OPEN_BRACKET)
        && !is_own(last, gap, mark::CLOSE_BRACKET)
}

/// Whether a mark at the edge of a gap is one that the page has itself.
fn is_own(token: &Token, gap: &Gap, bracket: u32) -> bool {
    token.form == bracket && !gap.is_ellipsis() || token.form == mark::ELLIPSIS
}

/// Whether a gap may be before the first part of a quote. If the page has its brackets near there, they must be right
/// there.
fn may_precede(page: &Index, start: usize, gap: &Gap) -> bool {
    if gap.is_ellipsis() {
        return true;
    }
    let near = trimmed(&page.tokens.all[start.saturating_sub(REACH)..start]);
    let ends_so = near.len() >= gap.marks.len() && is_literal(&near[near.len() - gap.marks.len()..], &gap.marks);
    let is_near = near.windows(gap.marks.len()).any(|window| is_literal(window, &gap.marks));
    ends_so || !is_near && near.last().is_none_or(|last| last.form != mark::CLOSE_BRACKET)
}

/// Whether a gap may be behind the last part of a quote.
fn may_follow(page: &Index, end: usize, gap: &Gap) -> bool {
    if gap.is_ellipsis() {
        return true;
    }
    let all = &page.tokens.all;
    let near = trimmed(&all[end.min(all.len())..all.len().min(end + REACH)]);
    let starts_so = near.len() >= gap.marks.len() && is_literal(&near[..gap.marks.len()], &gap.marks);
    let is_near = near.windows(gap.marks.len()).any(|window| is_literal(window, &gap.marks));
    starts_so || !is_near && near.first().is_none_or(|first| first.form != mark::OPEN_BRACKET)
}

/// Whether a run of the page is, token by token, what the quote has there. All ways to write an ellipsis are alike.
fn is_literal(page: &[Token], marks: &[Token]) -> bool {
    let is_ellipsis = |tokens: &[Token]| {
        tokens.iter().any(|token| token.form == mark::ELLIPSIS) && !tokens.iter().any(Token::is_word)
    };
    is_ellipsis(page) && is_ellipsis(marks)
        || page.len() == marks.len() && marks.iter().zip(page).all(|(mark, token)| mark.equals(token))
}

/// Without pauses and quotation marks at the ends: they belong to nobody.
fn trimmed(mut tokens: &[Token]) -> &[Token] {
    let is_nobodys = |token: &Token| token.is_pause() || token.form == mark::QUOTATION;
    while let [rest @ .., last] = tokens
        && is_nobodys(last)
    {
        tokens = rest;
    }
    while let [first, rest @ ..] = tokens
        && is_nobodys(first)
    {
        tokens = rest;
    }
    tokens
}
