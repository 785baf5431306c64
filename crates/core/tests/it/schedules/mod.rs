//! When a series posts, and what it draws (`community.md`).

mod catch_up;
mod clock_changes;
mod prompt;
mod rotation;
mod schedule;

use afterword_core::community::schedule::{Cron, Repeat, Schedule, Weekdays};
use jiff::{
    Timestamp,
    civil::{Date, Time, Weekday},
};

fn at(moment: &str) -> Timestamp {
    moment.parse().unwrap()
}

fn day(date: &str) -> Date {
    date.parse().unwrap()
}

fn daily(time: &str) -> Repeat {
    Repeat::Daily { at: clock(time) }
}

fn clock(time: &str) -> Time {
    time.parse().unwrap()
}

fn weekdays(days: &[Weekday]) -> Weekdays {
    days.iter().copied().collect()
}

/// A cron expression whose fields are these numbers.
fn cron(minutes: &[u8], hours: &[u8], days: &[u8], months: &[u8], weekdays: &[u8], either_day: bool) -> Repeat {
    let set = |numbers: &[u8]| numbers.iter().copied().collect();
    Repeat::Cron(Cron {
        written: String::new(),
        minutes: set(minutes),
        hours: set(hours),
        days: set(days),
        months: set(months),
        weekdays: set(weekdays),
        either_day,
    })
}

fn all(from: u8, to: u8) -> Vec<u8> {
    (from..=to).collect()
}

/// The next runs after a moment: the moment of each, and what the clock shows.
fn next(schedule: &Schedule, after: &str, count: usize) -> Vec<String> {
    schedule.runs_after(at(after)).take(count).map(|run| format!("{} = {}", run.at, run.local)).collect()
}
