//! The one clock, and the one calendar.

use jiff::{Timestamp, ToSpan, civil, tz::TimeZone};
use onrecord::model::Date;
use onrecord::text::Text;

use crate::error::CommandError;

/// Today in UTC, so that it is the same day for everybody who runs a check. `None` if the clock is far off.
pub(crate) fn today() -> Option<Date> {
    date(Timestamp::now().to_zoned(TimeZone::UTC).date())
}

/// The day of `SOURCE_DATE_EPOCH`, by which builds are made again as they were, if it is set.
pub(crate) fn source_date() -> Result<Option<Date>, CommandError> {
    #[expect(clippy::disallowed_methods, reason = "the environment is the binary's")]
    let seconds = std::env::var_os("SOURCE_DATE_EPOCH").filter(|seconds| !seconds.is_empty());
    let Some(seconds) = seconds else { return Ok(None) };
    let day = seconds.to_str().and_then(day_of);
    day.map(Some).ok_or(CommandError::Usage("SOURCE_DATE_EPOCH is not a number of seconds since 1970"))
}

/// The day of a second since 1970, in UTC.
fn day_of(seconds: &str) -> Option<Date> {
    let time = Timestamp::from_second(seconds.parse().ok()?).ok()?;
    date(time.to_zoned(TimeZone::UTC).date())
}

/// Some days after a day. `None` if it is a year, a month or a moment.
pub(crate) fn days_after(day: &Date, days: i32) -> Option<Date> {
    let is_day = day.as_str().len() == "2026-12-31".len();
    let day: civil::Date = day.as_str().parse().ok().filter(|_| is_day)?;
    date(day.checked_add(days.days()).ok()?)
}

fn date(day: civil::Date) -> Option<Date> {
    Date::parse(&Text::new(day.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_days() {
        let day = |seconds| day_of(seconds).map(|day| day.to_string());
        assert_eq!(day("0").as_deref(), Some("1970-01-01"));
        assert_eq!(day("1795564799").as_deref(), Some("2026-11-24"));
        assert_eq!(day("1795564800").as_deref(), Some("2026-11-25"));
        for unclear in ["", "today", "1.5", "99999999999999999999"] {
            assert_eq!(day(unclear), None, "{unclear}");
        }
    }

    #[test]
    fn days_are_counted() {
        let after = |day: &str, days| Some(days_after(&Date::parse(&Text::new(day))?, days)?.as_str().to_owned());
        assert_eq!(after("2026-11-24", 90).as_deref(), Some("2027-02-22"));
        assert_eq!(after("2024-02-28", 2).as_deref(), Some("2024-03-01"));
        for unclear in ["2026", "2026-11", "2026-11-24T10:00:00Z", "9999-12-31"] {
            assert_eq!(after(unclear, 90), None, "{unclear}");
        }
    }
}
