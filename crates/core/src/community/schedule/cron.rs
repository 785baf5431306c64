//! What a cron expression of five fields amounts to.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A cron expression as it was understood when it was given: never parsed again.
///
/// It is read on the clock on the wall, like every other schedule. Whatever is no
/// minute, hour, day, month or weekday stands for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cron {
    /// The five fields, as they are shown.
    pub written: String,
    /// 0–59.
    pub minutes: BTreeSet<u8>,
    /// 0–23.
    pub hours: BTreeSet<u8>,
    /// Days of the month, 1–31.
    pub days: BTreeSet<u8>,
    /// 1–12.
    pub months: BTreeSet<u8>,
    /// Days of the week, 0 (Sunday) to 6.
    pub weekdays: BTreeSet<u8>,
    /// Whether one of the two fields for days is enough: so where neither begins with `*` (Vixie’s cron).
    pub either_day: bool,
}

impl Cron {
    /// Whether it runs on this day at all.
    pub(super) fn runs_on(&self, date: Date) -> bool {
        let holds = |set: &BTreeSet<u8>, value: i8| u8::try_from(value).is_ok_and(|value| set.contains(&value));
        let day = holds(&self.days, date.day());
        let weekday = holds(&self.weekdays, date.weekday().to_sunday_zero_offset());
        holds(&self.months, date.month()) && if self.either_day { day || weekday } else { day && weekday }
    }

    /// Its times on such a day, in order.
    pub(super) fn times(&self) -> impl Iterator<Item = Time> {
        let number = |value: &u8| i8::try_from(*value).unwrap_or(i8::MAX);
        self.hours.iter().flat_map(move |hour| {
            self.minutes.iter().filter_map(move |minute| Time::new(number(hour), number(minute), 0, 0).ok())
        })
    }
}
