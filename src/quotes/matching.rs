//! Tokens of a quote followed through a page.

use std::borrow::Cow;
use std::ops::{ControlFlow, Range};

use super::attribution::Attribution;
use super::effort::{Effort, TooCostly};
use super::index::Index;
use super::token::{Form, Token, Tokens, mark};

/// From how many words on a quote may be broken up so.
const MIN_BROKEN: usize = 4;
/// Among how many words at the start of a part the rarest is looked for.
const ANCHORED_WITHIN: usize = 12;
/// How many tokens of the page may lie before the rarest word beyond three for each that the quote has there:
/// attributions that break it up.
const ANCHOR_SLACK: usize = 80;
/// How often a page repeats the start of a part before it is searched for another way: so many steps, and so many for
/// each of its tokens.
const PATIENCE: (usize, usize) = (10_000, 2);
/// How many steps it is worth to look at a match: whether it goes with those before it.
const VISIT: usize = 8;

/// A run of the page that the tokens of a quote are in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Match {
    pub(super) range: Range<usize>,
    /// Whether words that only say who speaks were passed over.
    pub(super) is_broken: bool,
}

/// A quote, or a part of one, to be followed through a page.
#[derive(Clone, Copy)]
pub(super) struct Search<'a> {
    pub(super) page: &'a Index,
    pub(super) quote: &'a Tokens,
    pub(super) effort: &'a Effort,
    /// Whether an attribution may break it up.
    pub(super) may_be_broken: bool,
    /// Whether capitals do not matter.
    pub(super) in_any_case: bool,
}

impl Search<'_> {
    /// Calls `visit` with each match of a part of the quote, in order of where it starts, until it breaks. Nearly
    /// always it looks at as many places as the page has of the rarest word near its start; on pages that repeat
    /// themselves it turns to a search that is linear in the page.
    pub(super) fn each(
        &self,
        part: Range<usize>,
        mut visit: impl FnMut(Match) -> ControlFlow<()>,
    ) -> Result<(), TooCostly> {
        if part.is_empty() || !self.knows_all(part.clone()) {
            return Ok(());
        }
        let words = self.quote.all[part.clone()].iter().filter(|token| token.is_word()).count();
        let search = Self { may_be_broken: self.may_be_broken && words >= MIN_BROKEN, ..*self };
        let mut patience = PATIENCE.0 + PATIENCE.1 * self.page.tokens.all.len();
        let mut from = 0;
        for run in self.anchored(&part)? {
            for &start in &*self.starts(part.start, run.start.max(from)..run.end) {
                let start = start as usize;
                let (found, steps) = search.follow(part.clone(), start);
                self.effort.spend(if found.is_some() { steps + VISIT } else { steps })?;
                if found.is_some_and(|found| visit(found).is_break()) {
                    return Ok(());
                }
                patience = patience.saturating_sub(steps);
                if patience == 0 {
                    return self.each_literally(part, start + 1, visit);
                }
            }
            from = run.end;
        }
        Ok(())
    }

    /// Whether the page has all the words, except those that a line may have parted.
    pub(super) fn knows_all(&self, part: Range<usize>) -> bool {
        part.into_iter().all(|at| {
            let token = &self.quote.all[at];
            let is_there = |form: Form| !self.page.places(form).is_empty();
            is_there(token.folded) || (token.has_alternatives() && is_there(token.form)) || self.may_be_missing(at)
        })
    }

    /// Whether a token need not be in the page as it is.
    fn may_be_missing(&self, at: usize) -> bool {
        let token = &self.quote.all[at];
        let is_parted =
            self.quote.all.get(at + 1).is_some_and(Token::is_wrap) || at > 0 && self.quote.all[at - 1].is_wrap();
        is_parted || token.is_pause() || token.is_wrap() || token.opens_again() || token.form == mark::QUOTATION
    }

    /// The runs of the page in which the part may start, in order: those before its rarest word, or all of the page.
    fn anchored(&self, part: &Range<usize>) -> Result<Vec<Range<usize>>, TooCostly> {
        let near = part.start..part.end.min(part.start + ANCHORED_WITHIN);
        let rarity = |at: usize| self.page.places(self.quote.all[at].folded).len();
        let is_firm = |at: &usize| !self.may_be_missing(*at) && !self.quote.all[*at].has_alternatives();
        let anchor = near.filter(is_firm).map(|at| (rarity(at), at)).min();
        let whole = 0..self.page.tokens.all.len();
        let Some((count, at)) = anchor.filter(|&(_, at)| at > part.start) else { return Ok(vec![whole]) };
        self.effort.spend(count)?;
        let before = 3 * (at - part.start) + ANCHOR_SLACK;
        let places = self.page.places(self.quote.all[at].folded).iter().map(|&place| place as usize);
        let mut runs: Vec<Range<usize>> = Vec::new();
        for place in places {
            let start = place.saturating_sub(before);
            match runs.last_mut().filter(|run| run.end >= start) {
                Some(run) => run.end = place + 1,
                None => runs.push(start..place + 1),
            }
        }
        Ok(runs)
    }

    /// Where in a run of the page the token at a place of the quote is. Copies nothing where there is one form of it:
    /// most searches end long before the last place.
    fn starts(&self, at: usize, run: Range<usize>) -> Cow<'_, [u32]> {
        let first = &self.quote.all[at];
        let mut forms = vec![first.folded];
        forms.extend(first.has_alternatives().then_some(first.form));
        forms.extend(self.quote.joined_at(at).map(|name| name.folded));
        forms.dedup();
        let within = |form: &Form| {
            let places = self.page.places(*form);
            let before = |end: usize| places.partition_point(|&place| (place as usize) < end);
            &places[before(run.start)..before(run.end)]
        };
        if let [form] = &forms[..] {
            return within(form).into();
        }
        let mut places: Vec<u32> = forms.iter().flat_map(within).copied().collect();
        places.sort_unstable();
        places.dedup();
        places.into()
    }

    fn is_same(&self, quote: &Token, page: &Token) -> bool {
        quote.equals(page) || self.in_any_case && quote.equals_in_any_case(page)
    }

    /// Whether a token is a word that a line may have parted.
    fn is_whole(&self, whole: Option<super::token::Name>, token: &Token) -> bool {
        whole.is_some_and(|whole| whole.form == token.form || self.in_any_case && whole.folded == token.folded)
    }

    /// Follows the quote from a place in the page on, and in how many steps.
    fn follow(&self, part: Range<usize>, start: usize) -> (Option<Match>, usize) {
        let (quote, page) = (&self.quote.all, &self.page.tokens.all);
        let (mut at, mut place, mut is_broken, mut steps) = (part.start, start, false, 0);
        while at < part.end {
            steps += 1;
            let Some(there) = page.get(place) else { return (None, steps) };
            let here = quote[at];
            if self.is_same(&here, there) {
                (at, place) = (at + 1, place + 1);
            } else if self.is_whole(self.page.tokens.joined_at(place), &here) {
                (at, place) = (at + 1, place + 3);
            } else if self.is_whole(self.quote.joined_at(at), there) && at + 3 <= part.end {
                (at, place) = (at + 3, place + 1);
            } else if at > part.start && there.opens_again() {
                place += 1;
            } else if at > part.start && here.opens_again() {
                at += 1;
            } else if let Some(after) = self.passes(at > part.start, &here, there, place) {
                place = after;
                at += usize::from(here.is_pause());
                is_broken = true;
            } else {
                return (None, steps);
            }
        }
        let is_whole = self.is_whole_run(&(start..place));
        (is_whole.then_some(Match { range: start..place, is_broken }), steps)
    }

    /// Whether a run of the page cuts no word and is of one text.
    fn is_whole_run(&self, run: &Range<usize>) -> bool {
        self.page.starts_well(run.start) && self.page.ends_well(run.end) && !self.page.is_parted(run)
    }

    /// Where the quote goes on behind an attribution that breaks it up.
    fn passes(&self, has_begun: bool, quote: &Token, page: &Token, place: usize) -> Option<usize> {
        let attribution = self.page.attribution(place).filter(|_| self.may_be_broken && has_begun)?;
        is_alike(quote, page, &attribution).then_some(attribution.after)
    }

    /// Each match without a break, from a place on. Linear, however the page repeats itself (Knuth, Morris and Pratt).
    fn each_literally(
        &self,
        part: Range<usize>,
        from: usize,
        mut visit: impl FnMut(Match) -> ControlFlow<()>,
    ) -> Result<(), TooCostly> {
        let wanted = &self.quote.all[part];
        if wanted.iter().any(Token::has_alternatives) {
            return Err(TooCostly);
        }
        let mut falls_to = vec![0; wanted.len()];
        let mut matched = 0;
        for at in 1..wanted.len() {
            while matched > 0 && !self.is_same(&wanted[at], &wanted[matched]) {
                matched = falls_to[matched - 1];
            }
            matched += usize::from(self.is_same(&wanted[at], &wanted[matched]));
            falls_to[at] = matched;
        }
        matched = 0;
        self.effort.spend(self.page.tokens.all.len().saturating_sub(from))?;
        for (at, token) in self.page.tokens.all.iter().enumerate().skip(from) {
            while matched > 0 && (matched == wanted.len() || !self.is_same(&wanted[matched], token)) {
                matched = falls_to[matched - 1];
            }
            matched += usize::from(self.is_same(&wanted[matched], token));
            if matched == wanted.len() {
                let range = at + 1 - matched..at + 1;
                if self.is_whole_run(&range) {
                    self.effort.spend(VISIT)?;
                    if visit(Match { range, is_broken: false }).is_break() {
                        return Ok(());
                    }
                }
            }
        }
        Ok(())
    }
}

/// Whether a quote may go on so where an attribution breaks it up in the page: with a comma or nothing, and with a new
/// sentence only if the page begins one.
fn is_alike(quote: &Token, page: &Token, attribution: &Attribution) -> bool {
    match quote.form {
        _ if !quote.is_pause() => true,
        mark::COMMA => !page.is_pause(),
        mark::FULL_STOP => attribution.ends_sentence,
        _ => false,
    }
}
