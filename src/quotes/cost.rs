//! What it costs to make a quote of what a page has, token by token.

use super::token::{Token, mark};

/// What it costs to leave out, put in or change a word; a mark or a case costs less.
pub(super) const WORD: u16 = 2;
pub(super) const MARK: u16 = 1;
/// More than any difference.
pub(super) const FAR: u16 = u16::MAX / 2;

/// One step of an alignment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum AlignmentStep {
    Start,
    Same,
    Changed,
    QuoteOnly,
    PageOnly,
}

/// What a token is worth. A number with marks in it is one word and a little: `1,000` is close to `1000`. So is an
/// abbreviation with full stops: `U.S.` is close to `US`. What an apostrophe adds to a word is a mark.
pub(super) fn weight(tokens: &[Token], at: usize) -> u16 {
    let is_in_number = |at: usize| tokens[at].is_in_number();
    let is_letter = |at: usize| tokens[at].is_word() && tokens[at].end - tokens[at].start == 1;
    let is_short = |at: usize| tokens[at].end - tokens[at].start <= 2 && !tokens[at].is_after_blank();
    let is_apostrophe = |at: usize| tokens[at].form == mark::QUOTATION && !tokens[at].is_after_blank();
    let is_stop = |at: usize| tokens[at].form == mark::FULL_STOP && !tokens[at].is_after_blank();
    match tokens[at].is_word() {
        true if at > 1 && is_letter(at) && is_stop(at - 1) && is_letter(at - 2) => MARK,
        true if at > 1 && is_short(at) && is_apostrophe(at - 1) && tokens[at - 2].is_word() => 0,
        false if at > 0 && is_stop(at) && is_letter(at - 1) => 0,
        true if at.checked_sub(1).is_some_and(is_in_number) => MARK,
        true => WORD,
        false if is_in_number(at) => 0,
        false => MARK,
    }
}

/// What it costs to make one token another.
pub(super) fn change(here: &Token, there: &Token) -> (u16, AlignmentStep) {
    match (here.is_word(), there.is_word()) {
        _ if here.equals(there) => (0, AlignmentStep::Same),
        (true, true) if here.folded == there.folded => (MARK, AlignmentStep::Changed),
        (true, true) => (WORD, AlignmentStep::Changed),
        (false, false) => (MARK, AlignmentStep::Changed),
        _ => (FAR, AlignmentStep::Changed),
    }
}

/// What some steps in a row cost, given the quote from the first of them on.
pub(super) fn cost_of(run: &[(AlignmentStep, usize)], wanted: &[Token], page: &[Token]) -> u16 {
    let mut at = 0;
    let mut cost = 0_u16;
    for &(step, place) in run {
        let step_cost = match step {
            AlignmentStep::QuoteOnly => weight(wanted, at),
            AlignmentStep::PageOnly => weight(page, place),
            AlignmentStep::Same | AlignmentStep::Changed => change(&wanted[at], &page[place]).0,
            AlignmentStep::Start => 0,
        };
        cost = cost.saturating_add(step_cost);
        at += usize::from(step != AlignmentStep::PageOnly);
    }
    cost
}
