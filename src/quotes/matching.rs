//! Tokens of a quote followed through a page.

use std::ops::{ControlFlow, Range};

use super::attribution::Attribution;
use super::index::Index;
use super::token::{Token, Tokens, mark};

/// From how many words on a quote may be broken up so.
const MIN_BROKEN: usize = 4;

/// A run of the page in which the tokens of a quote stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Match {
    pub(super) range: Range<usize>,
    /// Whether words that tell who speaks were passed over.
    pub(super) is_broken: bool,
}

/// A quote, or a part of one, to be followed through a page.
#[derive(Clone, Copy)]
pub(super) struct Search<'a> {
    pub(super) page: &'a Index,
    pub(super) quote: &'a Tokens,
    /// Whether an attribution may break it up.
    pub(super) may_be_broken: bool,
}

impl Search<'_> {
    /// Calls `visit` with each match of a part of the quote, in order of where it starts, until it breaks. Nearly always it looks at as many places as the
    /// page has of the first word; on pages that repeat themselves it turns to a search that is linear in the page.
    pub(super) fn each(&self, part: Range<usize>, mut visit: impl FnMut(Match) -> ControlFlow<()>) {
        let Some(first) = self.quote.all.get(part.start).filter(|_| !part.is_empty()) else { return };
        if !self.knows_all(part.clone()) {
            return;
        }
        let words = self.quote.all[part.clone()].iter().filter(|token| token.is_word()).count();
        let search = Self { may_be_broken: self.may_be_broken && words >= MIN_BROKEN, ..*self };
        let mut steps = 100_000 + 4 * self.page.tokens.all.len();
        for start in self.candidates(part.start, first) {
            if let Some(found) = search.follow(part.clone(), start, &mut steps)
                && visit(found).is_break()
            {
                return;
            }
            if steps == 0 {
                return self.each_literally(part, start, visit);
            }
        }
    }

    /// Whether the page has all the words, those left out that a line may have parted.
    fn knows_all(&self, part: Range<usize>) -> bool {
        let is_parted = |at: usize| {
            self.quote.all.get(at + 1).is_some_and(Token::is_wrap) || at > 0 && self.quote.all[at - 1].is_wrap()
        };
        part.into_iter().all(|at| {
            let token = &self.quote.all[at];
            let is_there = |form: u32| !self.page.places(form).is_empty();
            is_there(token.folded)
                || (token.has_alternatives() && is_there(token.form))
                || is_parted(at)
                || token.is_pause()
                || token.is_wrap()
        })
    }

    /// Where the first token stands in the page.
    fn candidates(&self, at: usize, first: &Token) -> Vec<usize> {
        let mut forms = vec![first.folded];
        forms.extend(first.has_alternatives().then_some(first.form));
        forms.extend(self.quote.joined_at(at).map(|name| name.folded));
        forms.dedup();
        let of = |form: &u32| self.page.places(*form).iter().map(|&place| place as usize);
        let mut places: Vec<usize> = forms.iter().flat_map(of).collect();
        if forms.len() > 1 {
            places.sort_unstable();
            places.dedup();
        }
        places
    }

    /// Follows the quote from a place in the page on.
    fn follow(&self, part: Range<usize>, start: usize, steps: &mut usize) -> Option<Match> {
        let (quote, page) = (&self.quote.all, &self.page.tokens.all);
        let (mut at, mut place, mut is_broken) = (part.start, start, false);
        while at < part.end {
            *steps = steps.saturating_sub(1);
            let (here, there) = (quote[at], *page.get(place)?);
            if here.equals(&there) {
                (at, place) = (at + 1, place + 1);
            } else if self.page.tokens.joined_at(place).is_some_and(|whole| whole.form == here.form) {
                (at, place) = (at + 1, place + 3);
            } else if self.quote.joined_at(at).is_some_and(|whole| whole.form == there.form) && at + 3 <= part.end {
                (at, place) = (at + 3, place + 1);
            } else if self.may_be_broken && at > part.start {
                let attribution = self.page.attribution(place).filter(|found| is_alike(&here, &there, found))?;
                place = attribution.after;
                at += usize::from(here.is_pause());
                is_broken = true;
            } else {
                return None;
            }
        }
        let range = start..place;
        (self.page.starts_well(start) && self.page.ends_well(place)).then_some(Match { range, is_broken })
    }

    /// Each match without a break, from a place on. Linear, however the page repeats itself (Knuth, Morris and Pratt).
    fn each_literally(&self, part: Range<usize>, from: usize, mut visit: impl FnMut(Match) -> ControlFlow<()>) {
        let wanted = &self.quote.all[part];
        if wanted.iter().any(Token::has_alternatives) {
            return;
        }
        let mut falls_to = vec![0; wanted.len()];
        let mut matched = 0;
        for at in 1..wanted.len() {
            while matched > 0 && !wanted[at].equals(&wanted[matched]) {
                matched = falls_to[matched - 1];
            }
            matched += usize::from(wanted[at].equals(&wanted[matched]));
            falls_to[at] = matched;
        }
        matched = 0;
        for (at, token) in self.page.tokens.all.iter().enumerate().skip(from) {
            while matched > 0 && (matched == wanted.len() || !wanted[matched].equals(token)) {
                matched = falls_to[matched - 1];
            }
            matched += usize::from(wanted[matched].equals(token));
            if matched == wanted.len() {
                let range = at + 1 - matched..at + 1;
                let is_whole = self.page.starts_well(range.start) && self.page.ends_well(range.end);
                if is_whole && visit(Match { range, is_broken: false }).is_break() {
                    return;
                }
            }
        }
    }
}

/// Whether a quote may go on so where an attribution breaks it up in the page: with a comma or nothing, and with a new sentence only if the page begins one.
fn is_alike(quote: &Token, page: &Token, attribution: &Attribution) -> bool {
    match quote.form {
        _ if !quote.is_pause() => true,
        mark::COMMA => !page.is_pause(),
        mark::FULL_STOP => attribution.ends_sentence,
        _ => false,
    }
}
