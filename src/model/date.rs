use std::error::Error;
use std::fmt;
use std::str::FromStr;

use edtf_core::{Bound, BoundDate, Edtf, TimeShift};

use crate::text::Text;

/// When something was said or published: EDTF level 0, a year, a month, a day, or a moment with its offset from UTC.
///
/// It stands for the interval that it names, so "earlier" has three answers. A date without a time may be meant by any clock on Earth.
/// Source of the forms: the Extended Date/Time Format of the Library of Congress, level 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date(Text);

/// A text that is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidDate;

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a date, as in 2026, 2026-12, 2026-12-31 or 2026-12-31T20:45:00-05:00")
    }
}

impl Error for InvalidDate {}

/// ```
/// use onrecord::model::Date;
///
/// let (may, june): (Date, Date) = ("2024-05".parse()?, "2024-06-01".parse()?);
/// assert_eq!(may.is_before(&june), Some(true));
/// # Ok::<(), onrecord::model::InvalidDate>(())
/// ```
impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(date: &str) -> Result<Self, InvalidDate> {
        Self::parse(&Text::new(date)).ok_or(InvalidDate)
    }
}

impl Date {
    /// Reads `2023`, `2023-10`, `2023-10-21`, `2012-01-21T20:45-05:00` or `2012-01-21T20:45:00-05:00`. `None` for everything else.
    pub fn parse(text: &Text) -> Option<Self> {
        interval(text.untrusted()).map(|_| Self(text.clone()))
    }

    /// The date as it was written.
    pub fn as_str(&self) -> &str {
        self.0.untrusted()
    }

    /// Whether it names one day, neither more nor less.
    pub fn is_day(&self) -> bool {
        interval(self.as_str()).is_some_and(|(first, last)| last - first == DAY - 1)
    }

    /// Whether it has a time of the day.
    pub(crate) fn has_time(&self) -> bool {
        is_moment(self.as_str())
    }

    /// The first and the last second that it names, on a count of seconds that all dates share: in UTC if it has a time, and otherwise by
    /// a clock that nobody knows, which differs from UTC by at most [`MAX_OFFSET`].
    pub(crate) fn seconds(&self) -> Option<(i64, i64)> {
        interval(self.as_str())
    }

    /// Whether this was before `other`: yes, no, or `None` when the intervals overlap and nobody can tell.
    pub fn is_before(&self, other: &Self) -> Option<bool> {
        let (this, that) = (self.as_str(), other.as_str());
        if this.len() == DAY_LENGTH && that.len() == DAY_LENGTH {
            // Two days, as most dates are, stand in the order of their text.
            return (this != that).then_some(this < that);
        }
        let (mut first, mut last) = interval(this)?;
        let (mut other_first, mut other_last) = interval(that)?;
        // Nobody knows by whose clock a date without a time is meant.
        match (is_moment(this), is_moment(that)) {
            (true, false) => (other_first, other_last) = (other_first - MAX_OFFSET, other_last + MAX_OFFSET),
            (false, true) => (first, last) = (first - MAX_OFFSET, last + MAX_OFFSET),
            _ => {}
        }
        if last < other_first {
            Some(true)
        } else if first >= other_last {
            Some(false)
        } else {
            None
        }
    }
}

/// Whether a date has a time of the day.
fn is_moment(text: &str) -> bool {
    text.contains('T')
}

/// The first and the last second that a date names, counted from 0000-03-01; in UTC for moments.
fn interval(text: &str) -> Option<(i64, i64)> {
    let to_the_second = with_seconds(text);
    match Edtf::parse(to_the_second.as_deref().unwrap_or(text)).ok()? {
        edtf @ Edtf::Date(_) if edtf.level() == 0 => {
            let bounds = edtf.bounds();
            Some((day_start(bounds.earliest)?, day_start(bounds.latest)? + DAY - 1))
        }
        edtf @ Edtf::DateTime(moment) => {
            let time = moment.time;
            let shift = match time.shift? {
                TimeShift::Utc => 0,
                TimeShift::Offset { minutes, .. } => i64::from(minutes) * 60,
            };
            let clock = i64::from(time.hour) * 3600 + i64::from(time.minute) * 60 + i64::from(time.second);
            let second = day_start(edtf.bounds().earliest)? + clock - shift;
            // Without its second, a moment names a minute.
            Some((second, second + if to_the_second.is_some() { MINUTE - 1 } else { 0 }))
        }
        _ => None,
    }
}

/// A moment that is given to the minute, with the first second of it: EDTF knows no minutes, and the news knows no seconds.
fn with_seconds(text: &str) -> Option<String> {
    let (minute, offset) = (text.get(..MINUTE_LENGTH)?, text.get(MINUTE_LENGTH..)?);
    (is_moment(minute) && !offset.starts_with(':')).then(|| format!("{minute}:00{offset}"))
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 3600;
/// Clocks differ from UTC by at most 14 hours.
pub(crate) const MAX_OFFSET: i64 = 14 * 3600;
/// How long a day is as it is written; no other form is as long.
const DAY_LENGTH: usize = "2023-10-21".len();
/// How much of a moment names a minute.
const MINUTE_LENGTH: usize = "2012-01-21T20:45".len();

fn day_start(bound: Bound) -> Option<i64> {
    let Bound::Date(BoundDate { year, month, day }) = bound else { return None };
    // The Gregorian calendar counted in years that start in March, so that the leap day comes last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * i64::from(month) + 2) / 5
        + i64::from(day)
        - 1;
    Some(days * DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_may_be_given_to_the_minute() {
        let seconds = |text: &str| Date::parse(&Text::new(text)).unwrap().seconds().unwrap();
        let (first, last) = seconds("2012-01-21T20:45-05:00");
        assert_eq!((first, last), (seconds("2012-01-21T20:45:00-05:00").0, seconds("2012-01-21T20:45:59-05:00").1));
        let before =
            |a: &str, b: &str| Date::parse(&Text::new(a)).unwrap().is_before(&Date::parse(&Text::new(b)).unwrap());
        assert_eq!(before("2012-01-21T20:45Z", "2012-01-21T20:46Z"), Some(true));
        assert_eq!(before("2012-01-21T20:45Z", "2012-01-21T20:45:30Z"), None);
        assert_eq!(before("2012-01-21T20:45Z", "2012-01-21T20:45Z"), None);
        for bad in [
            "2012-01-21T20:45",
            "2012-01-21T20:4Z",
            "2012-01-21T20:60Z",
            "2012-01-21T20:45:Z",
            "2012-01-21T2045Z",
            "2012-01T20:45Z",
        ] {
            assert_eq!(Date::parse(&Text::new(bad)), None, "{bad}");
        }
    }

    #[test]
    fn accepts_the_four_forms() {
        for good in ["2023", "2023-10", "2024-02-29", "2012-01-21T20:45:00-05:00", "2012-01-21T20:45:00Z"] {
            assert_eq!(Date::parse(&Text::new(good)).unwrap().as_str(), good);
        }
    }

    #[test]
    fn refuses_the_rest() {
        for bad in [
            "",
            "23",
            "2023-13",
            "2023-02-29",
            "2023-1-1",
            "2023-10-21T20:45:00",
            "2023?",
            "2023-XX",
            "2023/2024",
            "-0044",
            "Y12345",
            "2023-21",
            "21.10.2023",
            "2023-10-21 ",
            "{2023}",
            "20231021",
            "1e9",
            "..",
        ] {
            assert_eq!(Date::parse(&Text::new(bad)), None, "{bad:?}");
        }
    }

    #[test]
    fn a_day_is_neither_more_nor_less() {
        let is_day = |text: &str| Date::parse(&Text::new(text)).unwrap().is_day();
        assert!(is_day("2024-02-29") && is_day("0001-01-01"));
        for other in ["2024", "2024-02", "2024-02-29T00:00:00Z"] {
            assert!(!is_day(other), "{other}");
        }
    }

    #[test]
    fn earlier_has_three_answers() {
        let before =
            |a: &str, b: &str| Date::parse(&Text::new(a)).unwrap().is_before(&Date::parse(&Text::new(b)).unwrap());
        assert_eq!(before("2022", "2023-10"), Some(true));
        assert_eq!(before("2023", "2023-10"), None);
        assert_eq!(before("2023-10", "2023"), None);
        assert_eq!(before("2023-10-21", "2023-10-21"), None);
        assert_eq!(before("2024", "2023-12-31"), Some(false));
        assert_eq!(before("2023-12-31", "2024-01-01"), Some(true));
        assert_eq!(before("2012-01-21T23:00:00-05:00", "2012-01-22T03:00:00Z"), Some(false));
        assert_eq!(before("2012-01-21T20:45:00-05:00", "2012-01-22T03:00:00Z"), Some(true));
        // The same evening in New York, where it is the next day by UTC.
        assert_eq!(before("2024-05-03", "2024-05-03T21:30:00-04:00"), None);
        assert_eq!(before("2024-05-03", "2024-05-04T10:00:00Z"), None);
        assert_eq!(before("2024-05-03", "2024-05-04T14:00:00Z"), Some(true));
        assert_eq!(before("2024-05-03T09:59:59Z", "2024-05-04"), Some(true));
        assert_eq!(before("2024-05-03T10:00:00Z", "2024-05-04"), None);
        assert_eq!(before("2024-05-03T11:30:00Z", "2024-05-02"), None);
        assert_eq!(before("2024-05-03T14:00:00Z", "2024-05-02"), Some(false));
    }
}
