//! Days of the week, several at once.

use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Days of the week, written as `["monday", "thursday"]`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<&'static str>")]
pub struct Weekdays(u8);

/// From Monday on.
const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl Weekdays {
    /// Monday to Friday.
    pub const WORKING: Self = Self(0b001_1111);

    /// Whether this day is among them.
    #[must_use]
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Them, from Monday on.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        Weekday::Monday.cycle_forward().take(7).filter(move |day| self.contains(*day))
    }
}

fn bit(day: Weekday) -> u8 {
    1 << day.to_monday_zero_offset()
}

impl FromIterator<Weekday> for Weekdays {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        Self(days.into_iter().fold(0, |bits, day| bits | bit(day)))
    }
}

impl fmt::Debug for Weekdays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl From<Weekdays> for Vec<&'static str> {
    fn from(days: Weekdays) -> Self {
        NAMES.iter().enumerate().filter(|(place, _)| days.0 & (1 << place) != 0).map(|(_, name)| *name).collect()
    }
}

/// A text that is no day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day of the week: expected one of monday, tuesday, wednesday, thursday, friday, saturday, sunday")]
pub struct NotAWeekday;

impl TryFrom<Vec<String>> for Weekdays {
    type Error = NotAWeekday;

    fn try_from(names: Vec<String>) -> Result<Self, NotAWeekday> {
        names.iter().try_fold(Self::default(), |Self(bits), name| {
            let place = NAMES.iter().position(|known| known == name).ok_or(NotAWeekday)?;
            Ok(Self(bits | 1 << place))
        })
    }
}
