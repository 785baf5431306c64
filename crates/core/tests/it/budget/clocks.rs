//! Changes of the clocks: the person's own clock is all that counts, in quiet hours and in the budget.
//!
//! Lisbon goes back an hour on 25 October 2026 at 02:00 and on one on 28 March 2027 at 01:00; Lord Howe
//! goes on half an hour on 4 October 2026 at 02:00 and back one on 4 April 2027 at 02:00.

use crate::script::{Script, words};
use afterword_core::{Answer, Command, Event, Fact, Settings, talks::record::Status};
use jiff::{
    SignedDuration, ToSpan,
    civil::{Date, DateTime, date, time},
};

const LISBON: &str = "Europe/Lisbon";
const LORD_HOWE: &str = "Australia/Lord_Howe";
/// No change there since 1945.
const KOLKATA: &str = "Asia/Kolkata";

/// Where, and the day of the change.
const CHANGES: [(&str, Date); 4] = [
    (LISBON, date(2026, 10, 25)),
    (LISBON, date(2027, 3, 28)),
    (LORD_HOWE, date(2026, 10, 4)),
    (LORD_HOWE, date(2027, 4, 4)),
];

/// Somebody who lives there, at this moment on their clock.
fn lives(zone: &'static str, at: DateTime) -> Script {
    let mut script = Script::stranger(9);
    script.now = at.in_tz(zone).unwrap().timestamp();
    script.event(&Event::Visit);
    script.pick("yes");
    script.answer(Answer::Zone(zone.into()));
    script.skip();
    assert_eq!(script.local(), at);
    script
}

fn interview(script: &mut Script, start: DateTime) {
    script.interview("a job", start);
    while script.at() != "nothing" {
        script.skip();
    }
}

/// At half past nine in the evening before the change an interview is moved to the next day: the card of
/// the evening before has to wait for the morning.
fn a_card_for_the_morning(zone: &'static str, change: Date) -> Script {
    let morning = change.yesterday().unwrap().at(9, 0, 0, 0);
    let mut script = lives(zone, morning);
    interview(&mut script, morning.saturating_add(5.days()));
    script.later(SignedDuration::from_mins(12 * 60 + 30));
    script.command(Command::Reschedule);
    script.when(change.at(14, 0, 0, 0));
    script
}

fn next_wake(script: &Script) -> jiff::Timestamp {
    script.person.next_wake(&script.settings, script.now).unwrap()
}

#[test]
fn the_night_ends_at_half_past_eight_on_the_clock_that_is_right_by_then() {
    // Counted by hand: 08:30 there is this much in UTC, after the change.
    let mornings = ["2026-10-25T08:30:00Z", "2027-03-28T07:30:00Z", "2026-10-03T21:30:00Z", "2027-04-03T22:00:00Z"];
    for ((zone, change), morning) in CHANGES.into_iter().zip(mornings) {
        let mut script = a_card_for_the_morning(zone, change);
        assert_eq!(next_wake(&script).to_string(), morning, "{zone}, {change}");
        // Not a minute sooner, and then it is said.
        script.now = next_wake(&script).checked_sub(SignedDuration::from_mins(1)).unwrap();
        assert!(script.event(&Event::Due).is_empty(), "{zone}, {change}");
        script.later(SignedDuration::from_mins(1));
        assert_eq!(words(&script.event(&Event::Due))[0], "evening-title", "{zone}, {change}");
    }
}

/// When something is said by itself in ten days with five interviews, on the person's clock.
fn ten_days(zone: &'static str, change: Date) -> Vec<DateTime> {
    let from = change.saturating_sub(3.days());
    let mut script = lives(zone, from.at(9, 0, 0, 0));
    for (days, hour) in [(1, 11), (3, 16), (4, 10), (5, 19), (6, 9)] {
        interview(&mut script, from.saturating_add(days.days()).at(hour, 0, 0, 0));
    }
    let end = script.now.checked_add(SignedDuration::from_hours(24 * 10)).unwrap();
    let mut said = Vec::new();
    while let Some(wake) = script.person.next_wake(&script.settings, script.now).filter(|wake| *wake <= end) {
        script.now = wake.max(script.now);
        script.event(&Event::Due);
        if script.facts().iter().any(|fact| matches!(fact, Fact::Reminded { .. })) {
            said.push(script.local());
        }
        while script.at() != "nothing" {
            script.command(Command::Pause);
        }
    }
    said
}

/// A day of 23 or 25 hours is a day, and so is a week with one in it.
#[test]
fn the_budget_counts_days_on_the_persons_clock() {
    for (zone, change) in CHANGES {
        let said = ten_days(zone, change);
        assert_eq!(said, ten_days(KOLKATA, change), "{zone}, {change}: as where the clocks stay");
        assert!(said.len() >= 4, "{said:?}");
        let mut days: Vec<_> = said.iter().map(|at| at.date()).collect();
        days.dedup();
        assert_eq!(days.len(), said.len(), "{zone}: one a day: {said:?}");
        for (n, at) in said.iter().enumerate() {
            let week = said[..=n].iter().filter(|other| **other > at.saturating_sub(7.days())).count();
            assert!(week <= 3, "{zone}: {week} in a week: {said:?}");
        }
    }
}

/// The operator's night ends at a quarter past two, which does not come on that day.
#[test]
fn a_moment_that_never_comes_is_the_first_one_after() {
    let mut script = a_card_for_the_morning(LORD_HOWE, date(2026, 10, 4));
    script.settings = Settings { quiet_until: time(2, 15, 0, 0), ..script.settings };
    assert_eq!(next_wake(&script).to_string(), "2026-10-03T15:45:00Z");
    script.now = next_wake(&script);
    assert_eq!(words(&script.event(&Event::Due))[0], "evening-title");
}

/// A talk left at twenty to two is given up a week later, in the hour that comes twice. The program was
/// down the first time: it is woken at the second, and not at once, over and over.
#[test]
fn a_moment_that_comes_twice_is_waited_for_again() {
    let mut script = lives(LISBON, date(2026, 10, 18).at(1, 40, 0, 0));
    script.command(Command::Interview);
    assert_eq!(next_wake(&script).to_string(), "2026-10-25T00:40:00Z", "the first time");
    script.now = "2026-10-25T01:10:00Z".parse().unwrap();
    assert_eq!(script.local(), date(2026, 10, 25).at(1, 10, 0, 0));
    script.event(&Event::Due);
    assert_eq!(next_wake(&script).to_string(), "2026-10-25T01:40:00Z", "the second time");
    script.now = next_wake(&script);
    script.event(&Event::Due);
    assert!(script.person.talks().any(|record| record.status == Status::Lapsed));
}
