//! Which id was meant.

use std::ops::Range;

use crate::model::{Corpus, Record};
use crate::text::distance;

/// After this many look-ups no more are made: who has so many wrong references does not read a thousand proposals.
const MAX_LOOKUPS: usize = 1000;
/// How many ids on either side of the place where the wrong one would stand are compared.
const NEIGHBOURS: usize = 8;
/// Longer ids are not varied.
const MAX_LENGTH: usize = 128;

/// Finds the id that is most like a wrong one without comparing all of them: every id one slip away is looked up, and
/// then the neighbours in alphabetical order, which share its beginning, are compared.
pub(crate) struct Suggestions<'c> {
    corpus: &'c Corpus,
    left: usize,
}

impl<'c> Suggestions<'c> {
    pub(crate) fn new(corpus: &'c Corpus) -> Self {
        Self { corpus, left: MAX_LOOKUPS }
    }

    /// The id of a record that `fits`, if one is like `wrong`.
    pub(crate) fn nearest(&mut self, wrong: &str, fits: impl Fn(Record) -> bool) -> Option<&'c str> {
        self.left = self.left.checked_sub(1)?;
        if wrong.len() > MAX_LENGTH {
            return None;
        }
        let lower = wrong.to_lowercase();
        let is_alike = |id: &str| distance(&lower, id).is_some();
        let known = |id: &str| {
            let record = self.corpus.find(id).filter(|&record| fits(record) && is_alike(id))?;
            Some(self.corpus.id(record))
        };
        known(&lower).or_else(|| slips(&lower).find_map(|id| known(&id))).or_else(|| self.neighbour(&lower, &fits))
    }

    fn neighbour(&self, wrong: &str, fits: &impl Fn(Record) -> bool) -> Option<&'c str> {
        let mut best: Option<(usize, &str)> = None;
        let kinds = self.corpus.kinds().into_iter();
        for kind in kinds.filter(|kind| !kind.is_empty() && fits(self.corpus.record(kind.start))) {
            for id in self.around(wrong, kind) {
                let alike = distance(wrong, id).map(|distance| (distance, id));
                best = [best, alike].into_iter().flatten().min();
            }
        }
        best.map(|(_, id)| id)
    }

    /// The ids of one kind beside the place where `wrong` would stand.
    fn around(&self, wrong: &str, kind: Range<usize>) -> impl Iterator<Item = &'c str> + use<'c> {
        let corpus = self.corpus;
        let id = move |at: usize| corpus.id(corpus.record(at));
        let (mut low, mut high) = (kind.start, kind.end);
        while low < high {
            let middle = usize::midpoint(low, high);
            if id(middle) < wrong { low = middle + 1 } else { high = middle }
        }
        (low.saturating_sub(NEIGHBOURS).max(kind.start)..(low + NEIGHBOURS).min(kind.end)).map(id)
    }
}

/// Every text one slip away: a letter too many, too few, wrong, or two letters swapped. Some 75 a letter.
fn slips(word: &str) -> impl Iterator<Item = String> + use<'_> {
    let letters = || ('a'..='z').chain('0'..='9').chain(['-']);
    let cuts: Vec<_> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let shorter = cuts.clone().into_iter().filter_map(move |at| {
        let next = word[at..].chars().next()?;
        Some(format!("{}{}", &word[..at], &word[at + next.len_utf8()..]))
    });
    let swapped = cuts.clone().into_iter().filter_map(move |at| {
        let mut rest = word[at..].chars();
        let (first, second) = (rest.next()?, rest.next()?);
        Some(format!("{}{second}{first}{}", &word[..at], rest.as_str()))
    });
    let changed = cuts.into_iter().flat_map(move |at| {
        let rest = &word[at..];
        let after = rest.chars().next().map(|next| &rest[next.len_utf8()..]);
        letters().flat_map(move |letter| {
            let longer = Some(format!("{}{letter}{rest}", &word[..at]));
            let replaced = after.map(|after| format!("{}{letter}{after}", &word[..at]));
            [longer, replaced].into_iter().flatten()
        })
    });
    shorter.chain(swapped).chain(changed)
}
