//! The words of a page by number, and where each is.

use std::ops::Range;

use hashbrown::HashMap;

use crate::copies::{APART, BACK, LED_IN};

use super::attribution::{Attribution, Attributions};
use super::negation::negations;
use super::normal::MARKS;
use super::quotation::Quotations;
use super::token::{Form, Name, Token, Tokens, UNKNOWN, mark, short};

/// The tokens of a page, and where each word is.
pub(super) struct Index {
    names: HashMap<Box<str>, Name>,
    pub(super) tokens: Tokens,
    pub(super) attributions: Attributions,
    /// How many words stand before each token.
    words_before: Vec<u32>,
    /// Where words that negate are.
    negations: Vec<u32>,
    /// Where texts begin that may be somebody else's than what is before.
    beginnings: Vec<Beginning>,
    /// Where the places of each folded form start in `places`.
    starts: Vec<u32>,
    places: Vec<u32>,
}

/// Where one text ends and another begins.
#[derive(Debug, Clone, Copy)]
struct Beginning {
    /// The first token.
    first: u32,
    /// The number of the text.
    text: u32,
    /// Whether what is before leads it in, and may be quoted with it.
    is_led_in: bool,
}

impl Index {
    /// Reads a page. Linear.
    pub(super) fn new(text: &str) -> Self {
        let mut names = HashMap::new();
        for mark in MARKS {
            number(&mut names, mark);
        }
        let mut tokens = Tokens::read(text, |form| number(&mut names, form));
        for at in Quotations::new(text, &tokens.all).that_open_again() {
            tokens.all[at].set_opens_again();
        }
        let small = |word: &str| names.get(word).map(|name| name.folded);
        let attributions = Attributions::read(text, &tokens.all, small);
        let (starts, places) = places(&tokens, names.len());
        let mut words = 0;
        let count = |token: &Token| {
            words += u32::from(token.is_word());
            words - u32::from(token.is_word())
        };
        let words_before = tokens.all.iter().map(count).collect();
        let negations = negations(text, &tokens.all);
        let beginnings = beginnings(text, &tokens.all);
        Self { names, tokens, attributions, words_before, negations, beginnings, starts, places }
    }

    /// Reads a quote to be looked for in the page.
    pub(super) fn read(&self, quote: &str) -> Tokens {
        let mut tokens = Tokens::read(quote, |form| self.name(form));
        let opens_again = |at: &usize| {
            let quotations = Quotations::new(quote, &tokens.all);
            tokens.all[*at].is_after_line() && quotations.is_around(*at) && quotations.opens(*at)
        };
        let again: Vec<_> = (1..tokens.all.len()).filter(opens_again).collect();
        for at in again {
            tokens.all[at].set_opens_again();
        }
        tokens
    }

    /// The number of a form, if the page has it.
    pub(super) fn name(&self, form: &str) -> Name {
        let unknown = || {
            let folded = self.names.get(&*form.to_lowercase()).map_or(UNKNOWN, |name| name.folded);
            Name { form: UNKNOWN, folded }
        };
        self.names.get(form).copied().unwrap_or_else(unknown)
    }

    /// Where a folded form is, in order; a word that a line may have parted is at its first part.
    pub(super) fn places(&self, folded: Form) -> &[u32] {
        let of = |form: usize| Some(*self.starts.get(form)? as usize);
        let range = of(folded as usize).zip(of((folded as usize).saturating_add(1)));
        range.and_then(|(start, end)| self.places.get(start..end)).unwrap_or_default()
    }

    /// The attribution that breaks a quote up here, before the closing quotation mark or before the pause beside it.
    pub(super) fn attribution(&self, place: usize) -> Option<Attribution> {
        let is_before = self.tokens.all.get(place).is_some_and(Token::is_pause);
        self.attributions.at(place + usize::from(is_before))
    }

    /// Whether what starts here is not the rest of a word or a number.
    pub(super) fn starts_well(&self, start: usize) -> bool {
        let page = &self.tokens.all;
        let Some(before) = start.checked_sub(1).map(|at| page[at]) else { return true };
        let first = page[start];
        let is_sign = || {
            let is_first = start.checked_sub(2).is_none_or(|at| !page[at].is_word());
            before.form == mark::DASH && !first.is_after_blank() && (before.is_after_blank() || is_first)
        };
        let is_cut = before.is_in_number() || (before.is_wrap() && first.is_word());
        let is_unsigned = first.starts_with_digit() && is_sign();
        !is_cut && !is_unsigned
    }

    /// Whether what ends here leaves no rest of a word or a number, and no `n't` of what is said.
    pub(super) fn ends_well(&self, end: usize) -> bool {
        let page = &self.tokens.all;
        let (Some(last), Some(next)) = (end.checked_sub(1).map(|at| page[at]), page.get(end)) else { return true };
        let is_negated = || {
            let t = page.get(end + 1).filter(|token| !token.is_after_blank() && !next.is_after_blank());
            next.form == mark::QUOTATION && t.is_some_and(|t| t.form == self.name("t").form)
        };
        let is_cut = next.is_in_number() || (next.is_wrap() && last.is_word());
        let is_power = next.is_raised() && !next.is_after_blank() && last.ends_with_digit();
        !is_cut && !is_power && !is_negated()
    }

    /// Whether a run of tokens has a word that negates.
    pub(super) fn negates(&self, range: &Range<usize>) -> bool {
        let before = |at: usize| self.negations.partition_point(|&negation| (negation as usize) < at);
        before(range.start) < before(range.end)
    }

    /// Whether a run of tokens goes on from one text into another.
    pub(super) fn is_parted(&self, range: &Range<usize>) -> bool {
        let within = self.beginnings_before(range.start + 1)..self.beginnings_before(range.end);
        self.beginnings.get(within).is_some_and(|within| within.iter().any(|beginning| !beginning.is_led_in))
    }

    /// Whether two tokens are of different texts, whatever is between them.
    pub(super) fn are_apart(&self, one: usize, other: usize) -> bool {
        let text = |at: usize| {
            let last = self.beginnings_before(at + 1).checked_sub(1);
            last.map_or(0, |last| self.beginnings[last].text)
        };
        text(one) != text(other)
    }

    fn beginnings_before(&self, at: usize) -> usize {
        self.beginnings.partition_point(|beginning| (beginning.first as usize) < at)
    }

    /// How many words are in a run of tokens.
    pub(super) fn words_in(&self, range: Range<usize>) -> u32 {
        let before = |at: usize| self.words_before.get(at).copied();
        let all = || {
            self.words_before
                .last()
                .map_or(0, |&last| last + u32::from(self.tokens.all.last().is_some_and(Token::is_word)))
        };
        before(range.end).unwrap_or_else(all).saturating_sub(before(range.start).unwrap_or_else(all))
    }
}

fn number(names: &mut HashMap<Box<str>, Name>, form: &str) -> Name {
    if let Some(&name) = names.get(form) {
        return name;
    }
    let small = form.to_lowercase();
    let next = short(names.len());
    let folded = if small == form { next } else { folded(names, small) };
    let name = Name { form: short(names.len()), folded };
    names.insert(form.into(), name);
    name
}

/// The number of a form in small letters, which is new if need be.
fn folded(names: &mut HashMap<Box<str>, Name>, small: String) -> Form {
    let next = short(names.len());
    names.entry(small.into_boxed_str()).or_insert(Name { form: next, folded: next }).folded
}

/// Where the texts begin that copies keep apart. Linear.
fn beginnings(text: &str, tokens: &[Token]) -> Vec<Beginning> {
    let mut all: Vec<Beginning> = Vec::new();
    let (mut open, mut texts) = (vec![0], 0);
    for (at, mark) in text.match_indices([APART, LED_IN, BACK]) {
        let is_back = mark.starts_with(BACK);
        if is_back {
            open.pop();
        }
        // What follows a text without a beginning here is another text.
        if !is_back || open.is_empty() {
            texts += 1;
            open.push(texts);
        }
        let first = short(tokens.partition_point(|token| (token.start as usize) < at));
        let before = all.pop_if(|before| before.first == first);
        let is_led_in = mark.starts_with(LED_IN) && before.is_none_or(|before| before.is_led_in);
        all.push(Beginning { first, text: open.last().copied().unwrap_or_default(), is_led_in });
    }
    all
}

/// The places of each form: where each starts, and all in a row.
fn places(tokens: &Tokens, forms: usize) -> (Vec<u32>, Vec<u32>) {
    let whole = tokens.all.iter().zip(0..).map(|(token, at)| (token.folded, at));
    let joined = tokens.joined.iter().map(|&(at, name)| (name.folded, at));
    let mut starts = vec![0_u32; forms + 1];
    for (form, _) in whole.clone().chain(joined.clone()) {
        starts[form as usize + 1] += 1;
    }
    for form in 0..forms {
        starts[form + 1] += starts[form];
    }
    let mut next = starts.clone();
    let mut places = vec![0; tokens.all.len() + tokens.joined.len()];
    let mut joined = joined.peekable();
    for (form, at) in whole {
        while let Some((form, at)) = joined.next_if(|&(_, joined)| joined <= at) {
            put(&mut places, &mut next[form as usize], at);
        }
        put(&mut places, &mut next[form as usize], at);
    }
    for (form, at) in joined {
        put(&mut places, &mut next[form as usize], at);
    }
    (starts, places)
}

fn put(places: &mut [u32], next: &mut u32, at: u32) {
    places[*next as usize] = at;
    *next += 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_numbers_and_places() {
        let index = Index::new("The troops left. the with-\ndrawal, did n't");
        let the = index.name("the");
        assert_eq!(index.name("The").folded, the.form);
        assert_ne!(index.name("The").form, the.form);
        assert_eq!(index.name("THE"), Name { form: UNKNOWN, folded: the.form });
        assert_eq!(index.places(the.form), [0, 4]);
        assert_eq!(index.places(index.name("withdrawal").form), [5]);
        assert_eq!(index.places(index.name("drawal").form), [7]);
        assert_eq!(index.places(index.name("didn").form), [9]);
        assert_eq!(index.places(UNKNOWN), [0; 0]);
        assert_eq!((index.words_in(0..4), index.words_in(3..12), index.words_in(2..99)), (3, 5, 6));
        for (at, form) in MARKS.iter().enumerate() {
            assert_eq!(index.name(form).form as usize, at);
        }
    }

    #[test]
    fn a_text_goes_on_behind_another() {
        let index = Index::new(&format!("a {APART}b {APART}c {BACK}d {BACK}e {BACK}f {APART}{BACK}g"));
        assert_eq!(index.tokens.all.len(), 7);
        let apart = |one: usize| (0..7).filter(|&other| !index.are_apart(one, other)).collect::<Vec<_>>();
        assert_eq!([0, 1, 2, 5].map(apart), [vec![0, 4], vec![1, 3], vec![2], vec![5, 6]]);
        assert!((1..7).all(|at| index.is_parted(&(at - 1..at + 1))));
        let index = Index::new(&format!("a {LED_IN}b {BACK}c"));
        assert!(index.are_apart(0, 1) && !index.are_apart(0, 2));
        assert!(!index.is_parted(&(0..2)) && index.is_parted(&(1..3)));
    }

    #[test]
    fn marks_in_numbers_are_tight() {
        let tight = |text: &str| Index::new(text).tokens.all.iter().map(Token::is_in_number).collect::<Vec<_>>();
        assert_eq!(tight("3.5"), [false, true, false]);
        for loose in ["3 .5", "3. 5", "a.5", "3.b"] {
            assert_eq!(tight(loose), [false; 3], "{loose}");
        }
    }
}
