//! The smallest difference between a quote and what stands in the page instead.

use std::ops::Range;

use hashbrown::HashMap;

use crate::text::Text;

use super::Page;
use super::index::{Token, Tokens};
use super::quote::slice;

/// How a quote and the page differ: the parts in order, which together are the quote, and what the page has instead.
///
/// The page's words are what somebody archived. They must not be shown where nothing of a confidential source's document may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The parts, with a few words around each that differs.
    pub parts: Vec<Part>,
}

/// A part of a difference.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Words that both have, as the page sets them.
    Same(Text),
    /// Words that only the quote has.
    Quote(Text),
    /// Words that only the page has.
    Page(Text),
    /// More words that both have.
    More,
}

/// How many places of the quote's words in the page are looked at to find out where it may stand.
const MAX_PLACES: usize = 4000;
/// In how many places it is compared word by word.
const MAX_COMPARED: usize = 4;
/// How far the words may be from where they should stand.
const BAND: Range<usize> = 6..48;
/// How many words are shown around a difference.
const CONTEXT: usize = 4;
/// What it costs to leave out, put in or change a word; a mark or a case costs less.
const WORD: u16 = 2;
const MARK: u16 = 1;
/// More than any difference.
const FAR: u16 = u16::MAX / 2;

/// What is closest to a part of the quote, if anything is close: at most three words in ten may differ, or one.
pub(super) fn closest(page: &Page, text: &Text, quote: &Tokens, part: Range<usize>) -> Option<Difference> {
    let wanted = &quote.all[part];
    let words = wanted.iter().filter(|token| token.is_word()).count();
    let limit = u16::try_from(words * usize::from(WORD) * 3 / 10).unwrap_or(FAR).clamp(WORD + MARK, FAR - 1);
    let band = (wanted.len() * 3 / 10).clamp(BAND.start, BAND.end);
    let mut best: Option<Alignment> = None;
    for start in likely_starts(page, wanted) {
        let alignment = align(wanted, &page.index.tokens.all, start.saturating_sub(band), 3 * band);
        if best.as_ref().is_none_or(|best| alignment.cost < best.cost) {
            best = Some(alignment);
        }
    }
    let best = best.filter(|best| best.cost <= limit && best.same_words(wanted) >= words.div_ceil(2).max(2))?;
    Some(Difference { parts: best.parts(page, text, wanted) })
}

/// Where in the page the quote may start, by where its rare words stand: the likeliest first.
fn likely_starts(page: &Page, wanted: &[Token]) -> Vec<usize> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    for (at, token) in wanted.iter().enumerate().filter(|(_, token)| token.is_word()) {
        words.push((page.index.places(token.folded).len(), at));
    }
    words.retain(|&(count, _)| count > 0);
    words.sort_unstable();
    let width = (wanted.len() / 8).clamp(4, BAND.end / 2);
    let mut votes: HashMap<usize, usize> = HashMap::new();
    let mut left = MAX_PLACES;
    for (count, at) in words {
        if count > left && left < MAX_PLACES {
            break;
        }
        for &place in page.index.places(wanted[at].folded).iter().take(left) {
            // A start may lie in either of two ranges that overlap, so that one of them has it in its midst.
            let half = (place as usize).saturating_sub(at) / width;
            *votes.entry(half).or_default() += 1;
            *votes.entry(half + 1).or_default() += 1;
        }
        left = left.saturating_sub(count);
    }
    let mut likely: Vec<(usize, usize)> = votes.into_iter().map(|(half, votes)| (votes, half)).collect();
    likely.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    likely.into_iter().take(MAX_COMPARED).map(|(_, half)| half.saturating_sub(1) * width).collect()
}

/// One step of an alignment.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Start,
    Same,
    Changed,
    QuoteOnly,
    PageOnly,
}

/// A quote laid beside the page, token by token.
struct Alignment {
    cost: u16,
    /// Each step, and the page's token that it is about or stands before.
    steps: Vec<(Step, usize)>,
}

/// Aligns all of a quote with some run of the page that starts within `width` tokens from `first`. Takes the length of the quote times `width` bytes.
fn align(wanted: &[Token], page: &[Token], first: usize, width: usize) -> Alignment {
    let mut costs = vec![0_u16; width];
    let mut came = vec![Step::Start; width];
    for (row, here) in wanted.iter().enumerate() {
        let mut next = vec![FAR; width];
        let mut steps = vec![Step::Start; width];
        for column in 0..width {
            let there = page.get(first + row + column);
            let (changed, step) = there.map_or((FAR, Step::Changed), |there| change(here, there));
            next[column] = costs[column].saturating_add(changed).min(FAR);
            steps[column] = step;
            let without = costs.get(column + 1).map_or(FAR, |cost| cost + weight(here));
            if without < next[column] {
                (next[column], steps[column]) = (without, Step::QuoteOnly);
            }
            let before = there.zip(column.checked_sub(1).map(|before| next[before]));
            let with = before.map_or(FAR, |(there, cost)| cost + weight(there));
            if with < next[column] {
                (next[column], steps[column]) = (with, Step::PageOnly);
            }
        }
        costs = next;
        came.extend(steps);
    }
    trace(&costs, &came, wanted.len(), first, width)
}

/// Follows the cheapest alignment back to its start.
fn trace(costs: &[u16], came: &[Step], rows: usize, first: usize, width: usize) -> Alignment {
    let (cost, mut column) = costs.iter().zip(0..).map(|(&cost, column)| (cost, column)).min().unwrap_or((FAR, 0));
    let mut steps = Vec::new();
    let mut row = rows;
    while row > 0 {
        let step = came[row * width + column];
        let place = (first + row + column).saturating_sub(1);
        match step {
            Step::Same | Step::Changed => row -= 1,
            Step::QuoteOnly => (row, column) = (row - 1, column + 1),
            Step::PageOnly => column = column.saturating_sub(1),
            Step::Start => break,
        }
        steps.push((step, place));
    }
    steps.reverse();
    Alignment { cost, steps }
}

fn weight(token: &Token) -> u16 {
    if token.is_word() { WORD } else { MARK }
}

/// What it costs to make one token another.
fn change(here: &Token, there: &Token) -> (u16, Step) {
    match (here.is_word(), there.is_word()) {
        _ if here.equals(there) => (0, Step::Same),
        (true, true) if here.folded == there.folded => (MARK, Step::Changed),
        (true, true) => (WORD, Step::Changed),
        (false, false) => (MARK, Step::Changed),
        _ => (FAR, Step::Changed),
    }
}

impl Alignment {
    fn same_words(&self, wanted: &[Token]) -> usize {
        let mut wanted = wanted.iter();
        let mut same = 0;
        for &(step, _) in self.steps.iter().filter(|(step, _)| *step != Step::PageOnly) {
            let token = wanted.next();
            same += usize::from(step == Step::Same && token.is_some_and(Token::is_word));
        }
        same
    }

    /// The parts of the difference: runs of the same, and of what differs.
    fn parts(&self, page: &Page, text: &Text, wanted: &[Token]) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut at = 0;
        let runs = self.steps.chunk_by(|one, other| (one.0 == Step::Same) == (other.0 == Step::Same));
        let count = runs.clone().count();
        for (nth, run) in runs.enumerate() {
            let places = |kinds: &[Step]| {
                let mut places = run.iter().filter(|(step, _)| kinds.contains(step)).map(|&(_, place)| place);
                places.next().map(|first| first..places.next_back().unwrap_or(first) + 1)
            };
            let length = run.iter().filter(|(step, _)| *step != Step::PageOnly).count();
            let quoted = &wanted[at..at + length];
            at += length;
            if run[0].0 == Step::Same {
                let Some(places) = places(&[Step::Same]) else { continue };
                same(page, places, nth == 0, nth + 1 == count, &mut parts);
                continue;
            }
            if !quoted.is_empty() {
                parts.push(Part::Quote(text.part(slice(text.untrusted(), quoted))));
            }
            if let Some(places) = places(&[Step::Changed, Step::PageOnly]) {
                parts.push(Part::Page(page.text().part(page.slice(places))));
            }
        }
        parts
    }
}

/// Adds what both have, cut down to a few words beside what differs.
fn same(page: &Page, places: Range<usize>, is_first: bool, is_last: bool, parts: &mut Vec<Part>) {
    let show = |places: Range<usize>| Part::Same(page.text().part(page.slice(places)));
    let (head, tail) = (if is_first { 0 } else { CONTEXT }, if is_last { 0 } else { CONTEXT });
    if places.len() <= head + tail + 1 {
        parts.push(show(places));
        return;
    }
    if head > 0 {
        parts.push(show(places.start..places.start + head));
    }
    parts.push(Part::More);
    if tail > 0 {
        parts.push(show(places.end - tail..places.end));
    }
}
