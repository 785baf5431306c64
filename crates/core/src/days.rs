//! Working days: Monday to Friday, without the holidays that the operator lists for the person's country.

use crate::{Person, Settings};
use jiff::{ToSpan, civil};

/// The day that lies this many working days after `day`; 0 is `day` itself, or
/// the first working day after it.
#[must_use]
pub fn working_days_after(person: &Person, settings: &Settings, day: civil::Date, count: u32) -> civil::Date {
    let mut at = day;
    let mut left = count;
    while left > 0 || !is_working(person, settings, at) {
        at = at.saturating_add(1.day());
        if at == civil::Date::MAX {
            break;
        }
        if is_working(person, settings, at) {
            left = left.saturating_sub(1);
        }
    }
    at
}

/// Whether work is done on this day where the person lives.
#[must_use]
pub fn is_working(person: &Person, settings: &Settings, day: civil::Date) -> bool {
    let weekend = matches!(day.weekday(), civil::Weekday::Saturday | civil::Weekday::Sunday);
    let country = person.country().unwrap_or_default();
    let holidays = settings.holidays.get(country).or_else(|| settings.holidays.get(""));
    !weekend && !holidays.is_some_and(|days| days.contains(&day))
}
