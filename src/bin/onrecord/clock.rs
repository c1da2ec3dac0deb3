//! The one clock.

use onrecord::model::Date;
use onrecord::text::Text;

/// Today in UTC, so that it is the same day for everybody who runs a check. `None` if the clock is far off.
pub(crate) fn today() -> Option<Date> {
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    Date::parse(&Text::new(today.to_string()))
}
