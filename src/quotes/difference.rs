//! The smallest difference between a quote and the page.

use std::ops::Range;

use hashbrown::HashMap;

use crate::text::Text;

use super::cost::{AlignmentStep, FAR, MARK, WORD, change, cost_of, weight};
use super::effort::{Effort, TooCostly};
use super::page::Page;
use super::spelling;
use super::token::{Token, mark, slice};

/// How a quote and the page differ: the parts in order, which together are the quote, and what the page has instead.
///
/// The page's words are what somebody archived. They must not be shown where nothing of a confidential source's
/// document may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The parts, with a few words around each that differs.
    pub parts: Vec<Part>,
}

/// How a quote differs from what the page has.
#[derive(Debug, Clone, PartialEq)]
pub struct Alteration {
    /// What kind of difference it is.
    pub how: How,
    /// The smallest difference, if it is small.
    pub difference: Option<Difference>,
    /// It is kept from those who wrote the record, since the copy is.
    pub is_withheld: bool,
}

impl Alteration {
    pub(super) fn new(how: How, difference: Option<Difference>) -> Self {
        Self { how, difference, is_withheld: false }
    }
}

/// What kind of difference it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum How {
    /// Words, numbers or marks are not the same.
    Words,
    /// Nothing but capitals differs.
    Case,
    /// All its words are there in order, and the page has others between them.
    LeftOut,
}

/// A part of a difference.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
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
const MAX_PLACES: usize = 1500;
/// In how many places it is compared word by word.
const MAX_COMPARED: usize = 4;
/// How far the words may be from where they should stand.
const BAND: Range<usize> = 6..48;
/// How many words are shown around a difference.
const CONTEXT: usize = 4;
/// What is closest to a part of the quote, if anything is close: at most three words in ten may differ, or one.
pub(super) fn closest(
    page: &Page,
    text: &Text,
    wanted: &[Token],
    effort: &Effort,
) -> Result<Option<Alteration>, TooCostly> {
    let words = wanted.iter().filter(|token| token.is_word()).count();
    let limit = u16::try_from(words * usize::from(WORD) * 3 / 10).unwrap_or(FAR).clamp(WORD + MARK, FAR - 1);
    let band = (wanted.len() * 3 / 10).clamp(BAND.start, BAND.end);
    let mut best: Option<Alignment> = None;
    for start in likely_starts(page, wanted, effort)? {
        let whole = places(page, start, wanted.len(), band, false);
        let spoken = Some(places(page, start, wanted.len(), band, true)).filter(|spoken| *spoken != whole);
        for places in std::iter::once(whole).chain(spoken) {
            effort.spend(3 * band * wanted.len())?;
            let mut alignment = align(wanted, page, &places, 3 * band);
            alignment.cost = alignment.cost.saturating_sub(alignment.spelling(page, text, wanted));
            if best.as_ref().is_none_or(|best| alignment.cost < best.cost) {
                best = Some(alignment);
            }
        }
        // Nothing is closer than a word, short of the quote itself.
        if best.as_ref().is_some_and(|best| best.cost <= WORD) {
            break;
        }
    }
    let Some(best) = best.filter(|best| best.cost <= limit && best.same_words(wanted) >= words.div_ceil(2).max(2))
    else {
        return Ok(None);
    };
    let parts = best.parts(page, text, wanted);
    let differs = parts.iter().any(|part| matches!(part, Part::Quote(_) | Part::Page(_)));
    Ok(differs.then(|| Alteration::new(best.how(page, wanted), Some(Difference { parts }))))
}

/// The places of the page from somewhat before where a quote may start to somewhat behind where it may end, and if so
/// asked without who says it in the midst of what is said. Before the page there are none.
fn places(page: &Page, start: usize, length: usize, band: usize, is_spoken: bool) -> Vec<Option<usize>> {
    let mut places = vec![None; band.saturating_sub(start)];
    let mut at = start.saturating_sub(band);
    let end = (start + length + 3 * band).min(page.index.tokens.all.len());
    while at < end {
        let is_mark = page.index.tokens.all[at].form == mark::QUOTATION;
        if let Some(attribution) = page.index.attribution(at).filter(|_| is_spoken && is_mark) {
            at = attribution.after;
        } else {
            // What is not of one text is not compared.
            places.extend(page.index.is_parted(&(at.saturating_sub(1)..at + 1)).then_some(None));
            places.push(Some(at));
            at += 1;
        }
    }
    places
}

/// Where in the page the quote may start, by where its rare words stand: the likeliest first.
pub(super) fn likely_starts(page: &Page, wanted: &[Token], effort: &Effort) -> Result<Vec<usize>, TooCostly> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    for (at, token) in wanted.iter().enumerate().filter(|(_, token)| token.is_word()) {
        words.push((page.index.places(token.folded).len(), at));
    }
    words.retain(|&(count, _)| count > 0);
    words.sort_unstable();
    let width = (wanted.len() / 8).clamp(4, BAND.end / 2);
    let mut votes: HashMap<usize, usize> = HashMap::new();
    let (mut left, mut asked) = (MAX_PLACES, 0);
    for (count, at) in words {
        if count > left && left < MAX_PLACES {
            break;
        }
        effort.spend(count.min(left))?;
        for &place in page.index.places(wanted[at].folded).iter().take(left) {
            // A start may lie in either of two ranges that overlap, so that one of them has it in its midst.
            let half = (place as usize).saturating_sub(at) / width;
            *votes.entry(half).or_default() += 1;
            *votes.entry(half + 1).or_default() += 1;
        }
        left = left.saturating_sub(count);
        asked += 1;
    }
    let mut likely: Vec<(usize, usize)> = votes.into_iter().map(|(half, votes)| (votes, half)).collect();
    // What is close to the quote has most of its words, and no more than a few have moved out of the range.
    likely.retain(|&(votes, _)| votes * 4 >= asked);
    likely.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    // Ranges overlap: of two beside each other, the likelier has what the other has.
    let mut halves: Vec<usize> = Vec::with_capacity(MAX_COMPARED);
    for (_, half) in likely {
        if halves.len() < MAX_COMPARED && !halves.iter().any(|&other| other.abs_diff(half) == 1) {
            halves.push(half);
        }
    }
    Ok(halves.into_iter().map(|half| half.saturating_sub(1) * width).collect())
}

/// A quote laid beside the page, token by token.
struct Alignment {
    cost: u16,
    /// Each step, and the page's token at it or after it.
    steps: Vec<(AlignmentStep, usize)>,
}

/// Aligns all of a quote with some run of the page that starts at one of the first `width` places. Takes the length of
/// the quote times `width`.
fn align(wanted: &[Token], page: &Page, places: &[Option<usize>], width: usize) -> Alignment {
    let page = &page.index.tokens.all;
    let mut costs = vec![0_u16; width];
    let mut next = costs.clone();
    let mut came = vec![AlignmentStep::Start; width * (wanted.len() + 1)];
    for ((row, here), steps) in wanted.iter().enumerate().zip(came.chunks_mut(width).skip(1)) {
        for column in 0..width {
            let there = places.get(row + column).copied().flatten();
            let (changed, step) = there.map_or((FAR, AlignmentStep::Changed), |there| change(here, &page[there]));
            (next[column], steps[column]) = (costs[column].saturating_add(changed).min(FAR), step);
            let without = costs.get(column + 1).map_or(FAR, |cost| cost + weight(wanted, row));
            if without < next[column] {
                (next[column], steps[column]) = (without, AlignmentStep::QuoteOnly);
            }
            let before = there.zip(column.checked_sub(1).map(|before| next[before]));
            let added = before.map_or(FAR, |(there, cost)| cost + weight(page, there));
            if added < next[column] {
                (next[column], steps[column]) = (added, AlignmentStep::PageOnly);
            }
        }
        std::mem::swap(&mut costs, &mut next);
    }
    trace(&costs, &came, wanted.len(), places)
}

/// Of the cheapest alignments the one with most of the quote in it: a page's word too many is shown, rather than the
/// quote's last word as missing. Takes no longer than to find them.
fn trace(costs: &[u16], came: &[AlignmentStep], rows: usize, places: &[Option<usize>]) -> Alignment {
    let cost = costs.iter().copied().min().unwrap_or(FAR);
    let cheapest = (0..costs.len()).filter(|&column| costs[column] == cost);
    let steps = cheapest.map(|column| back(came, rows, costs.len(), column, places));
    let count = |steps: &[(AlignmentStep, usize)], wanted| steps.iter().filter(|(step, _)| *step == wanted).count();
    let worth = |steps: &[_]| (count(steps, AlignmentStep::Same), count(steps, AlignmentStep::Changed));
    let best = steps.map(|steps| (worth(&steps), steps)).reduce(|best, next| if next.0 > best.0 { next } else { best });
    Alignment { cost, steps: best.map(|(_, steps)| steps).unwrap_or_default() }
}

/// Follows an alignment from where it ends back to its start.
fn back(
    came: &[AlignmentStep],
    rows: usize,
    width: usize,
    mut column: usize,
    places: &[Option<usize>],
) -> Vec<(AlignmentStep, usize)> {
    let mut steps = Vec::new();
    let mut row = rows;
    while row > 0 {
        let step = came[row * width + column];
        let place = places.get((row + column).saturating_sub(1)).copied().flatten().unwrap_or_default();
        match step {
            AlignmentStep::Same | AlignmentStep::Changed => row -= 1,
            AlignmentStep::QuoteOnly => (row, column) = (row - 1, (column + 1).min(width - 1)),
            AlignmentStep::PageOnly => column = column.saturating_sub(1),
            AlignmentStep::Start => break,
        }
        steps.push((step, place));
    }
    steps.reverse();
    steps
}

impl Alignment {
    /// What of its cost is nothing but another way to write the same words. A mark is left for each.
    fn spelling(&self, page: &Page, text: &Text, wanted: &[Token]) -> u16 {
        let all = &page.index.tokens.all;
        let (mut at, mut less) = (0, 0);
        for run in self.steps.chunk_by(|one, other| (one.0 == AlignmentStep::Same) == (other.0 == AlignmentStep::Same))
        {
            let length = run.iter().filter(|(step, _)| *step != AlignmentStep::PageOnly).count();
            let quoted = &wanted[at..at + length];
            let places = run.iter().filter(|(step, _)| *step != AlignmentStep::QuoteOnly).map(|&(_, place)| place);
            let written = |nth: usize| slice(text.untrusted(), &quoted[nth..=nth]);
            if run[0].0 != AlignmentStep::Same
                && spelling::is_same((0..length).map(written), places.map(|place| page.slice(place..place + 1)))
            {
                let cost = cost_of(run, &wanted[at..], all);
                less += cost.saturating_sub(MARK);
            }
            at += length;
        }
        less
    }

    /// What is alike in all the places that differ.
    fn how(&self, page: &Page, wanted: &[Token]) -> How {
        let mut wanted = wanted.iter();
        let mut is_case = |&(step, place): &(AlignmentStep, usize)| {
            let token = (step != AlignmentStep::PageOnly).then(|| wanted.next()).flatten();
            let there = page.index.tokens.all.get(place);
            let is_alike = || token.zip(there).is_some_and(|(token, there)| token.folded == there.folded);
            step == AlignmentStep::Same || step == AlignmentStep::Changed && is_alike()
        };
        let is_more =
            |&(step, _): &(AlignmentStep, usize)| matches!(step, AlignmentStep::Same | AlignmentStep::PageOnly);
        // What a quote starts or ends in the midst of is not left out.
        let is_whole = matches!(self.cut_off(page), (None, None));
        match () {
            () if is_whole && self.steps.iter().all(is_more) => How::LeftOut,
            () if is_whole && self.steps.iter().all(&mut is_case) => How::Case,
            () => How::Words,
        }
    }

    fn same_words(&self, wanted: &[Token]) -> usize {
        let mut wanted = wanted.iter();
        let mut same = 0;
        for &(step, _) in self.steps.iter().filter(|(step, _)| *step != AlignmentStep::PageOnly) {
            let token = wanted.next();
            same += usize::from(step == AlignmentStep::Same && token.is_some_and(Token::is_word));
        }
        same
    }

    /// The parts of the difference: runs of the same, and of what differs.
    fn parts(&self, page: &Page, text: &Text, wanted: &[Token]) -> Vec<Part> {
        let of_page = |places: Range<usize>| page.part(places);
        let mut parts = Vec::new();
        let (before, after) = self.cut_off(page);
        parts.extend(before.map(|places| Part::Page(of_page(places))));
        let mut at = 0;
        let runs: Vec<_> = self
            .steps
            .chunk_by(|one, other| (one.0 == AlignmentStep::Same) == (other.0 == AlignmentStep::Same))
            .collect();
        for (nth, run) in runs.iter().enumerate() {
            let length = run.iter().filter(|(step, _)| *step != AlignmentStep::PageOnly).count();
            let quoted = &wanted[at..at + length];
            at += length;
            let places = run.iter().filter(|(step, _)| *step != AlignmentStep::QuoteOnly).map(|&(_, place)| place);
            let places: Vec<Range<usize>> = in_a_row(places);
            if run[0].0 == AlignmentStep::Same {
                let is_last = nth + 1 == runs.len() && after.is_none();
                same(&places, parts.is_empty(), is_last, &mut parts, of_page);
                continue;
            }
            if !quoted.is_empty() {
                parts.push(Part::Quote(text.part(slice(text.untrusted(), quoted))));
            }
            parts.extend(places.into_iter().map(|places| Part::Page(of_page(places))));
        }
        parts.extend(after.map(|places| Part::Page(of_page(places))));
        parts
    }

    /// What is before and after in the page and belongs to the word or number that the quote starts or ends in.
    fn cut_off(&self, page: &Page) -> (Option<Range<usize>>, Option<Range<usize>>) {
        let index = &page.index;
        let Some(Range { start, end }) = self.ends() else { return (None, None) };
        let before = (!index.starts_well(start)).then(|| start.saturating_sub(1)..start);
        let after = (!index.ends_well(end)).then(|| end..(end + 2).min(index.tokens.all.len()));
        (before, after)
    }

    /// From the first place of the page that is like the quote to the last.
    fn ends(&self) -> Option<Range<usize>> {
        let mut places =
            self.steps.iter().filter(|(step, _)| *step != AlignmentStep::QuoteOnly).map(|&(_, place)| place);
        let first = places.next()?;
        Some(first..places.next_back().unwrap_or(first) + 1)
    }
}

/// Places as runs without a gap.
fn in_a_row(places: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for place in places {
        match runs.last_mut().filter(|run| run.end == place) {
            Some(run) => run.end += 1,
            None => runs.push(place..place + 1),
        }
    }
    runs
}

/// Adds what both have, cut down to a few words beside what differs.
fn same(
    runs: &[Range<usize>],
    is_first: bool,
    is_last: bool,
    parts: &mut Vec<Part>,
    of_page: impl Fn(Range<usize>) -> Text,
) {
    let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return };
    let (head, tail) = (if is_first { 0 } else { CONTEXT }, if is_last { 0 } else { CONTEXT });
    if runs.len() == 1 && first.len() <= head + tail + 1 {
        parts.push(Part::Same(of_page(first.clone())));
        return;
    }
    if head > 0 {
        parts.push(Part::Same(of_page(first.start..first.end.min(first.start + head))));
    }
    parts.push(Part::More);
    if tail > 0 {
        parts.push(Part::Same(of_page(last.start.max(last.end.saturating_sub(tail))..last.end)));
    }
}
