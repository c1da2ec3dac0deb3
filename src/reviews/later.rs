//! Which of two reviews is the later one.

use std::cmp::Reverse;

use crate::model::{Date, Review};

/// Where a review comes when the latest come first. Whatever is surely later comes earlier, and what has the same date
/// is adjacent.
pub(super) type Latest<'c> = Reverse<Order<'c>>;

/// By date, then by id.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order<'c> {
    seconds: Option<(i64, i64)>,
    written: &'c str,
    id: Numbered<'c>,
}

/// The place of a review among those of its claim.
pub(super) fn latest(review: &Review) -> Latest<'_> {
    let date = review.date.as_ref();
    Reverse(Order {
        seconds: date.and_then(Date::seconds),
        written: date.map_or("", Date::as_str),
        id: Numbered::of(review.id.as_str()),
    })
}

/// An id in the order in which people count: `a-2` before `a-10`.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Numbered<'c> {
    stem: &'c str,
    /// The number at the end without leading zeros: of two, the longer is the greater.
    number: (usize, &'c str),
    id: &'c str,
}

impl<'c> Numbered<'c> {
    fn of(id: &'c str) -> Self {
        let stem = id.trim_end_matches(|character: char| character.is_ascii_digit());
        let digits = id[stem.len()..].trim_start_matches('0');
        Self { stem, number: (digits.len(), digits), id }
    }
}

/// What is needed of the reviews so far, the latest first, to know whether any of them is later than the next one.
///
/// A date is before any of some others if it is before the one that begins last. There is one such among the days and
/// one among the moments, since a day may be meant by any clock on Earth.
#[derive(Debug, Default)]
pub(super) struct Seen<'c> {
    day: Option<&'c Date>,
    moment: Option<&'c Date>,
    last: Option<&'c Date>,
}

impl<'c> Seen<'c> {
    /// Whether one of those seen is later. What has the same date was seen because its id is greater.
    pub(super) fn has_later(&self, review: &Review) -> bool {
        let Some(date) = &review.date else { return false };
        let is_later = |other: &Date| date.is_before(other) == Some(true);
        self.last == Some(date) || self.day.is_some_and(is_later) || self.moment.is_some_and(is_later)
    }

    pub(super) fn add(&mut self, review: &'c Review) {
        let Some(date) = &review.date else { return };
        let latest = if date.has_time() { &mut self.moment } else { &mut self.day };
        latest.get_or_insert(date);
        self.last = Some(date);
    }
}
