//! A time that does not exist is due at the first moment after the gap; one that comes twice, once, at the first.

use super::{all, clock, cron, daily, day, next, weekdays};
use afterword_core::community::schedule::{Repeat, Schedule};
use jiff::civil::Weekday;

/// Each: the zone, the rule, a moment before, and the runs after it.
#[rustfmt::skip]
fn table() -> Vec<(&'static str, Repeat, &'static str, &'static [&'static str])> {
    vec![
        // Lisbon goes forward from 01:00 to 02:00, and back from 02:00 to 01:00.
        ("Europe/Lisbon", daily("01:30"), "2026-03-28T00:00:00Z", &[
            "2026-03-28T01:30:00Z = 2026-03-28T01:30:00",
            "2026-03-29T01:00:00Z = 2026-03-29T02:00:00",
            "2026-03-30T00:30:00Z = 2026-03-30T01:30:00",
        ]),
        ("Europe/Lisbon", daily("01:30"), "2026-10-24T12:00:00Z", &[
            "2026-10-25T00:30:00Z = 2026-10-25T01:30:00",
            "2026-10-26T01:30:00Z = 2026-10-26T01:30:00",
        ]),
        // Asked between the first 01:30 and the second, the second is none.
        ("Europe/Lisbon", daily("01:30"), "2026-10-25T01:10:00Z", &["2026-10-26T01:30:00Z = 2026-10-26T01:30:00"]),
        ("America/New_York", daily("02:15"), "2026-03-08T00:00:00Z", &[
            "2026-03-08T07:00:00Z = 2026-03-08T03:00:00",
            "2026-03-09T06:15:00Z = 2026-03-09T02:15:00",
        ]),
        ("America/New_York", daily("01:15"), "2026-11-01T00:00:00Z", &[
            "2026-11-01T05:15:00Z = 2026-11-01T01:15:00",
            "2026-11-02T06:15:00Z = 2026-11-02T01:15:00",
        ]),
        // Lord Howe moves by half an hour.
        ("Australia/Lord_Howe", daily("02:10"), "2026-10-02T16:00:00Z", &[
            "2026-10-03T15:30:00Z = 2026-10-04T02:30:00",
            "2026-10-04T15:10:00Z = 2026-10-05T02:10:00",
        ]),
        ("Australia/Lord_Howe", daily("01:45"), "2026-04-04T00:00:00Z", &[
            "2026-04-04T14:45:00Z = 2026-04-05T01:45:00",
            "2026-04-05T15:15:00Z = 2026-04-06T01:45:00",
        ]),
        // Casablanca goes back for Ramadan and forward after it.
        ("Africa/Casablanca", daily("02:30"), "2026-02-14T12:00:00Z", &[
            "2026-02-15T01:30:00Z = 2026-02-15T02:30:00",
            "2026-02-16T02:30:00Z = 2026-02-16T02:30:00",
        ]),
        ("Africa/Casablanca", daily("02:30"), "2026-03-21T12:00:00Z", &[
            "2026-03-22T02:00:00Z = 2026-03-22T03:00:00",
            "2026-03-23T01:30:00Z = 2026-03-23T02:30:00",
        ]),
        // Midnight itself does not exist.
        ("America/Sao_Paulo", daily("00:00"), "2018-11-03T12:00:00Z", &[
            "2018-11-04T03:00:00Z = 2018-11-04T01:00:00",
            "2018-11-05T02:00:00Z = 2018-11-05T00:00:00",
        ]),
        ("Africa/Cairo", daily("00:30"), "2026-04-23T12:00:00Z", &[
            "2026-04-23T22:00:00Z = 2026-04-24T01:00:00",
            "2026-04-24T21:30:00Z = 2026-04-25T00:30:00",
        ]),
        // The gap ends with the day: what is due on Saturday falls on Sunday.
        ("America/Nuuk", Repeat::Weekdays { on: weekdays(&[Weekday::Saturday]), at: clock("23:30") }, "2026-03-27T00:00:00Z", &[
            "2026-03-29T01:00:00Z = 2026-03-29T00:00:00",
            "2026-04-05T00:30:00Z = 2026-04-04T23:30:00",
        ]),
        // 30 December 2011 never came to Apia.
        ("Pacific/Apia", daily("09:00"), "2011-12-29T12:00:00Z", &[
            "2011-12-29T19:00:00Z = 2011-12-29T09:00:00",
            "2011-12-30T10:00:00Z = 2011-12-31T00:00:00",
            "2011-12-30T19:00:00Z = 2011-12-31T09:00:00",
        ]),
        // Four times fall into one gap, the last of them to where a fifth is anyway: one run.
        ("Europe/Lisbon", cron(&[0, 15, 30, 45], &[1, 2], &all(1, 31), &all(1, 12), &all(0, 6), false), "2026-03-29T00:30:00Z", &[
            "2026-03-29T01:00:00Z = 2026-03-29T02:00:00",
            "2026-03-29T01:15:00Z = 2026-03-29T02:15:00",
        ]),
        // The hour that comes again is passed over.
        ("Europe/Lisbon", cron(&[0, 30], &all(0, 23), &all(1, 31), &all(1, 12), &all(0, 6), false), "2026-10-25T00:00:00Z", &[
            "2026-10-25T00:30:00Z = 2026-10-25T01:30:00",
            "2026-10-25T02:00:00Z = 2026-10-25T02:00:00",
        ]),
    ]
}

#[test]
fn every_time_is_due_when_the_clock_first_shows_it_or_a_later_one() {
    for (zone, repeat, after, wanted) in table() {
        let schedule = Schedule::new(repeat, zone);
        assert_eq!(next(&schedule, after, wanted.len()), wanted, "{zone} after {after}");
    }
}

#[test]
fn what_would_fall_on_a_day_left_out_after_a_gap_is_left_out_too() {
    let mut schedule = Schedule::new(daily("23:30"), "America/Nuuk");
    schedule.skip.insert(day("2026-03-29"));
    // Saturday’s would be at midnight on Sunday, Sunday’s is on Sunday.
    assert_eq!(next(&schedule, "2026-03-28T12:00:00Z", 1), ["2026-03-31T00:30:00Z = 2026-03-30T23:30:00"]);
}
