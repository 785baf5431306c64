//! When a series posts: rules on the clock on the wall, in a named zone (`community.md`, Schedule).
//!
//! Every rule says *civil* times. One function turns them into moments, so that
//! the rule for changes of the clocks is in one place: a civil time is due at the
//! first moment at which the clock shows it or a later one. So one that does not
//! exist is due at the first moment after the gap, one that comes twice at the first,
//! and those that fall into the same gap are one run.

mod catch_up;
mod cron;
mod said;
mod weekdays;

pub use catch_up::{AT_A_TIME, CatchUp, Due, LATEST_WITHIN, ON_TIME, Post, SPACING, due};
pub use cron::Cron;
pub use weekdays::{NotAWeekday, Weekdays};

use crate::Zone;
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime, Time},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Days that are looked ahead for the next run: ten years.
const HORIZON_DAYS: i64 = 3653;

/// When something is posted again and again.
///
/// ```
/// use afterword_core::community::schedule::{Repeat, Schedule, Weekdays};
/// use jiff::civil::time;
///
/// let repeat = Repeat::Weekdays { on: Weekdays::WORKING, at: time(1, 30, 0, 0) };
/// let schedule = Schedule::new(repeat, "Europe/Lisbon");
/// let friday = "2026-03-27T12:00:00Z".parse()?;
/// let next: Vec<_> = schedule.runs_after(friday).take(3).map(|run| run.local.to_string()).collect();
/// assert_eq!(next, ["2026-03-30T01:30:00", "2026-03-31T01:30:00", "2026-04-01T01:30:00"]);
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// The rule.
    pub repeat: Repeat,
    /// The zone whose clock it goes by (IANA name); UTC where the data no longer knows it.
    pub zone: String,
    /// Days without a run: neither is one due on them, nor does one fall on them after a gap.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub skip: BTreeSet<Date>,
    /// The first day that can have a run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day that can have a run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// A rule, on the clock on the wall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeat {
    /// Every day.
    Daily {
        /// The time.
        at: Time,
    },
    /// Every week on these days.
    Weekdays {
        /// The days.
        on: Weekdays,
        /// The time.
        at: Time,
    },
    /// Every so many weeks on these days. Weeks begin on Monday.
    Weeks {
        /// How many weeks lie from one to the next; 0 counts as 1.
        every: u16,
        /// A day in a week that has runs; there are none before it.
        anchor: Date,
        /// The days.
        on: Weekdays,
        /// The time.
        at: Time,
    },
    /// Days of every month. One that a month does not have is its last, once.
    Monthly {
        /// The days, 1–31.
        on: BTreeSet<i8>,
        /// The time.
        at: Time,
    },
    /// As cron has it.
    Cron(Cron),
}

/// One time that something is posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Run {
    /// The moment.
    pub at: Timestamp,
    /// What the clock of the schedule’s zone shows then.
    pub local: DateTime,
}

/// What makes a schedule one that should not be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Odd {
    /// Its zone is not known.
    NoSuchZone,
    /// It would never run again, or not within ten years.
    Never,
    /// Two of its next runs are closer than [`SPACING`].
    TooOften,
}

impl Schedule {
    /// This rule in this zone, with no days left out.
    pub fn new(repeat: Repeat, zone: impl Into<String>) -> Self {
        Self { repeat, zone: zone.into(), skip: BTreeSet::new(), from: None, until: None }
    }

    /// The first run after this moment; `None` if there is none within ten years.
    ///
    /// Costs what the days in between cost.
    #[must_use]
    pub fn next_after(&self, now: Timestamp) -> Option<Run> {
        let zone = Zone::or_utc(&self.zone);
        let shown = zone.local(now);
        let last = shown.date().saturating_add(HORIZON_DAYS.days()).min(self.until.unwrap_or(Date::MAX));
        let mut day = shown.date().max(self.from.unwrap_or(Date::MIN));
        while day <= last {
            if self.runs_on(day) {
                // What the clock has shown already, or passed over, was due already.
                let ahead = self.repeat.times().map(|time| day.to_datetime(time)).filter(|local| *local > shown);
                let mut runs = ahead.filter_map(|local| self.run(&zone, local)).filter(|run| run.at > now);
                if let Some(run) = runs.next() {
                    return Some(run);
                }
            }
            day = day.tomorrow().ok()?;
        }
        None
    }

    /// The runs after this moment, in order. “The next three” is `.take(3)`.
    pub fn runs_after(&self, now: Timestamp) -> impl Iterator<Item = Run> {
        std::iter::successors(self.next_after(now), |run| self.next_after(run.at))
    }

    /// Why this should not be kept as it is, if there is anything.
    #[must_use]
    pub fn odd(&self, now: Timestamp) -> Option<Odd> {
        if Zone::named(&self.zone).is_none() {
            return Some(Odd::NoSuchZone);
        }
        let next: Vec<Run> = self.runs_after(now).take(MOST_IN_A_DAY).collect();
        let close = next.windows(2).any(|two| matches!(two, [a, b] if b.at.duration_since(a.at) < SPACING));
        if next.is_empty() { Some(Odd::Never) } else { close.then_some(Odd::TooOften) }
    }

    fn runs_on(&self, day: Date) -> bool {
        !self.skip.contains(&day) && self.repeat.runs_on(day)
    }

    /// The run that is due when the clock shows this, unless it falls on a day without one.
    fn run(&self, zone: &Zone, due: DateTime) -> Option<Run> {
        let at = zone.first_showing(due)?;
        let local = zone.local(at);
        (!self.skip.contains(&local.date())).then_some(Run { at, local })
    }
}

/// So many runs are looked at to see whether they are too close: a day of the closest that are not, and one more.
const MOST_IN_A_DAY: usize = 97;

impl Repeat {
    fn runs_on(&self, day: Date) -> bool {
        match self {
            Self::Daily { .. } => true,
            Self::Weekdays { on, .. } => on.contains(day.weekday()),
            Self::Weeks { every, anchor, on, .. } => {
                let weeks = monday(*anchor).duration_until(monday(day)).as_hours() / (7 * 24);
                day >= *anchor && on.contains(day.weekday()) && weeks % i64::from((*every).max(1)) == 0
            }
            Self::Monthly { on, .. } => {
                on.contains(&day.day()) || day == day.last_of_month() && on.iter().any(|wanted| *wanted > day.day())
            }
            Self::Cron(cron) => cron.runs_on(day),
        }
    }

    /// The times of a day that has runs, in order.
    fn times(&self) -> impl Iterator<Item = Time> {
        let (one, cron) = match self {
            Self::Daily { at } | Self::Weekdays { at, .. } | Self::Weeks { at, .. } | Self::Monthly { at, .. } => {
                (Some(*at), None)
            }
            Self::Cron(cron) => (None, Some(cron)),
        };
        one.into_iter().chain(cron.into_iter().flat_map(Cron::times))
    }
}

/// The Monday of this day’s week.
fn monday(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}
