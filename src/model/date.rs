//! Dates of EDTF level 0, and which of two is surely the earlier one.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use jiff::{Span, civil};

use crate::text::Text;

/// When something was said or published: EDTF level 0, a year, a month, a day, or a moment with its offset from UTC.
/// It means the interval that it names, so "earlier" has three answers. A date without a time may be meant by any
/// clock on Earth. Source of the forms: the Extended Date/Time Format of the Library of Congress, level 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date(Text);

/// A text that is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidDate;

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a date, such as 2026, 2026-12, 2026-12-31 or 2026-12-31T20:45:00-05:00")
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
    /// Reads `2023`, `2023-10`, `2023-10-21`, `2012-01-21T20:45-05:00` or `2012-01-21T20:45:00-05:00`. `None` for
    /// everything else.
    pub fn parse(text: &Text) -> Option<Self> {
        parts(text.untrusted()).map(|_| Self(text.clone()))
    }

    /// The date as it was written.
    pub fn as_str(&self) -> &str {
        self.0.untrusted()
    }

    /// Whether it names one day, neither more nor less.
    pub fn is_day(&self) -> bool {
        day(self.as_str()).is_some()
    }

    /// The day that comes so many days later. `None` if this is not one day, or that one has no date of this form.
    pub fn days_later(&self, days: u32) -> Option<Self> {
        let later = day(self.as_str())?.checked_add(Span::new().try_days(days).ok()?).ok()?;
        Self::parse(&Text::new(later.to_string()))
    }

    /// Whether it has a time of the day.
    pub(crate) fn has_time(&self) -> bool {
        is_moment(self.as_str())
    }

    /// The first and the last second that it names, on a count of seconds that all dates share: in UTC if it has a
    /// time, and otherwise by a clock that nobody knows, which differs from UTC by at most [`MAX_OFFSET`].
    pub(crate) fn seconds(&self) -> Option<(i64, i64)> {
        interval(self.as_str())
    }

    /// Whether this was before `other`: yes, no, or `None` when the intervals overlap and nobody can tell.
    pub fn is_before(&self, other: &Self) -> Option<bool> {
        let (this, that) = (self.as_str(), other.as_str());
        if this.len() == DAY_LENGTH && that.len() == DAY_LENGTH {
            // Two days, as most dates are, are in the order of their text.
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

/// The first and the last second that a date names, counted from the year 0; in UTC for moments.
fn interval(text: &str) -> Option<(i64, i64)> {
    let ((first, last), (from, to)) = parts(text)?;
    let start = |day: civil::Date| day.duration_since(YEAR_0).as_secs();
    Some((start(first) + from, start(last) + to))
}

/// The first and the last day that a date names, and from which second of the first it goes to which one of the last.
fn parts(text: &str) -> Option<((civil::Date, civil::Date), (i64, i64))> {
    let whole_days = (0, DAY - 1);
    if let Some(day) = day(text) {
        return Some(((day, day), whole_days));
    }
    match (text.split_once('T'), text.split_once('-')) {
        (Some((day, time)), _) => {
            let day = self::day(day)?;
            Some(((day, day), seconds(time)?))
        }
        (None, Some((year, month))) => {
            let first = date(year, month, "01")?;
            Some(((first, first.last_of_month()), whole_days))
        }
        (None, None) => {
            let first = date(text, "01", "01")?;
            Some(((first, first.last_of_year()), whole_days))
        }
    }
}

/// A single day, as most dates are.
fn day(text: &str) -> Option<civil::Date> {
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = rest.strip_prefix('-')?.split_at_checked(2)?;
    date(year, month, day.strip_prefix('-')?)
}

fn date(year: &str, month: &str, day: &str) -> Option<civil::Date> {
    let [month, day] = [month, day].map(|part| i8::try_from(number(part, 2)?).ok());
    civil::Date::new(number(year, 4)?, month?, day?).ok()
}

/// The first and the last second since midnight in UTC of a time with its offset: the news gives minutes, and EDTF
/// seconds. A leap second is the one after it.
fn seconds(text: &str) -> Option<(i64, i64)> {
    let (clock, offset) = text.split_at(text.find(['Z', '+', '-'])?);
    let mut parts = clock.split(':').map(|part| number(part, 2));
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next());
    let (from, to) = match second {
        None => (0, MINUTE - 1),
        Some(second) => second.map(|second| (i64::from(second), i64::from(second)))?,
    };
    if hour > 23 || minute > 59 || from > 60 || parts.next().is_some() {
        return None;
    }
    let start = (i64::from(hour) * 60 + i64::from(minute)) * MINUTE - self::offset(offset)?;
    Some((start + from, start + to))
}

/// `Z`, `+03` or `+03:00` in seconds, at most 14 hours either way; a minus before nothing is no offset.
fn offset(text: &str) -> Option<i64> {
    if text == "Z" {
        return Some(0);
    }
    let (sign, digits) = text.split_at_checked(1)?;
    let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "00"));
    let minutes = number(minutes, 2).filter(|&minutes| minutes < 60)?;
    let seconds = (i64::from(number(hours, 2)?) * 60 + i64::from(minutes)) * 60;
    match sign {
        _ if seconds > MAX_OFFSET => None,
        "+" => Some(seconds),
        "-" if seconds > 0 => Some(-seconds),
        _ => None,
    }
}

/// A number of just so many digits.
fn number(text: &str, digits: usize) -> Option<i16> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| i16::from(byte - b'0'));
    (text.len() == digits).then(|| text.bytes().try_fold(0, |number, byte| Some(number * 10 + digit(byte)?)))?
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 3600;
const YEAR_0: civil::Date = civil::Date::constant(0, 1, 1);
/// Clocks differ from UTC by at most 14 hours.
pub(crate) const MAX_OFFSET: i64 = 14 * 3600;
/// How long a day is as it is written; no other form is as long.
const DAY_LENGTH: usize = "2023-10-21".len();

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
    fn days_are_counted() {
        let later = |day: &str, days| Some(Date::parse(&Text::new(day))?.days_later(days)?.as_str().to_owned());
        assert_eq!(later("2026-11-24", 90).as_deref(), Some("2027-02-22"));
        assert_eq!(later("2024-02-28", 2).as_deref(), Some("2024-03-01"));
        assert_eq!(later("2024-02-28", 0).as_deref(), Some("2024-02-28"));
        for unclear in ["2026", "2026-11", "2026-11-24T10:00:00Z", "9999-12-31"] {
            assert_eq!(later(unclear, 90), None, "{unclear}");
        }
    }

    #[test]
    fn times_have_an_offset_of_at_most_14_hours() {
        let is_read = |time: &str| Date::parse(&Text::new(format!("2023-10-21T{time}"))).is_some();
        for good in [
            "00:00:00Z",
            "23:59:60Z",
            "20:45:00+14",
            "20:45:00+14:00",
            "20:45:00-14:00",
            "20:45:00-00:30",
            "20:45:00+00:00",
            "20:45Z",
        ] {
            assert!(is_read(good), "{good}");
        }
        for bad in [
            "",
            "24:00:00Z",
            "20:60:00Z",
            "20:45:61Z",
            "20:45:00",
            "20:45:00z",
            "20:45:00+14:01",
            "20:45:00-00:00",
            "20:45:00-00",
            "20:45:00+3",
            "20:45:00+0300",
            "20:45:00+03:60",
            "20:45:00.5Z",
            "+1:45:00Z",
            "20:45:00Z ",
            "20:45:00é",
        ] {
            assert!(!is_read(bad), "{bad}");
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
