//! Times for what must not come due while a test lasts, whenever that is: the real binary has a real clock.

use jiff::{SignedDuration, Timestamp, civil::Weekday, tz::TimeZone};
use std::time::SystemTime;

/// The hour in UTC that is twelve hours away.
///
/// # Panics
/// Where the clock of this machine stands before 1970.
#[must_use]
pub fn far_hour() -> i8 {
    from_now(12).to_zoned(TimeZone::UTC).hour()
}

/// The day of the week that is three days away, in English.
///
/// # Panics
/// Where the clock of this machine stands before 1970.
#[must_use]
pub fn far_weekday() -> &'static str {
    match from_now(3 * 24).to_zoned(TimeZone::UTC).weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

fn from_now(hours: i64) -> Timestamp {
    now() + SignedDuration::from_hours(hours)
}

/// What the clock of this machine says.
///
/// # Panics
/// Where it stands before 1970.
pub(crate) fn now() -> Timestamp {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("1970 is over");
    Timestamp::UNIX_EPOCH + now
}
