//! The clock: what day it is today, or for `SOURCE_DATE_EPOCH`.

use jiff::{Timestamp, civil, tz::TimeZone};
use onrecord::model::Date;
use onrecord::text::Text;

use crate::error::CommandError;

/// Today in UTC, so that it is the same day for everybody who runs a check. `None` if the clock is unusable.
pub(crate) fn today() -> Option<Date> {
    date(Timestamp::now().to_zoned(TimeZone::UTC).date())
}

/// This second in UTC, as RFC 3339 has it.
#[cfg(feature = "mcp")]
pub(crate) fn now() -> String {
    Timestamp::from_second(Timestamp::now().as_second()).unwrap_or_default().to_string()
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
}
