//! The one clock, and the one calendar.

use jiff::{Timestamp, ToSpan, civil, tz::TimeZone};
use onrecord::model::Date;
use onrecord::text::Text;

/// Today in UTC, so that it is the same day for everybody who runs a check. `None` if the clock is far off.
pub(crate) fn today() -> Option<Date> {
    date(Timestamp::now().to_zoned(TimeZone::UTC).date())
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
    fn days_are_counted() {
        let after = |day: &str, days| Some(days_after(&Date::parse(&Text::new(day))?, days)?.as_str().to_owned());
        assert_eq!(after("2026-11-24", 90).as_deref(), Some("2027-02-22"));
        assert_eq!(after("2024-02-28", 2).as_deref(), Some("2024-03-01"));
        for unclear in ["2026", "2026-11", "2026-11-24T10:00:00Z", "9999-12-31"] {
            assert_eq!(after(unclear, 90), None, "{unclear}");
        }
    }
}
