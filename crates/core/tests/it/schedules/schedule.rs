//! Rules on the clock on the wall.

use super::{all, at, clock, cron, daily, day, next, weekdays};
use afterword_core::{
    Zone,
    community::schedule::{Cron, Odd, Repeat, Run, Schedule, Weekdays},
};
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, DateTime, Time, Weekday},
};
use proptest::{collection::btree_set, option, prelude::*, sample::select};
use std::collections::{BTreeMap, BTreeSet};

const BEFORE: &str = "2026-12-31T12:00:00Z"; // a Thursday

/// The days of the next runs, in UTC.
fn days(schedule: &Schedule, after: &str, count: usize) -> Vec<String> {
    schedule.runs_after(at(after)).take(count).map(|run| run.local.date().to_string()).collect()
}

#[test]
fn each_rule_gives_its_days() {
    let mondays = weekdays(&[Weekday::Monday]);
    let (every_day, every_month, at_nine) = (all(1, 31), all(1, 12), clock("09:00"));
    let month = |days: &[i8]| Repeat::Monthly { on: days.iter().copied().collect(), at: at_nine };
    let weeks = |every, anchor, on| Repeat::Weeks { every, anchor: day(anchor), on, at: at_nine };
    #[rustfmt::skip]
    let table: Vec<(Repeat, &[&str])> = vec![
        (daily("09:00"),                                         &["2027-01-01", "2027-01-02"]),
        (Repeat::Weekdays { on: Weekdays::WORKING, at: at_nine }, &["2027-01-01", "2027-01-04"]),
        (weeks(2, "2026-12-28", mondays),                         &["2027-01-11", "2027-01-25", "2027-02-08"]),
        (weeks(2, "2026-12-21", mondays),                         &["2027-01-04", "2027-01-18"]),
        // The anchor’s week counts, whichever day of it the anchor is.
        (weeks(3, "2027-01-08", weekdays(&[Weekday::Tuesday, Weekday::Sunday])),
                                                                  &["2027-01-10", "2027-01-26", "2027-01-31", "2027-02-16"]),
        (weeks(0, "2026-12-28", mondays),                         &["2027-01-04", "2027-01-11"]),
        // Clamped to the last day, once.
        (month(&[29, 30, 31]),                                    &["2027-01-29", "2027-01-30", "2027-01-31", "2027-02-28", "2027-03-29"]),
        (month(&[31]),                                            &["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]),
        (month(&[1, 15]),                                         &["2027-01-01", "2027-01-15", "2027-02-01"]),
        // Either day is enough, as cron has it …
        (cron(&[0], &[9], &[13], &every_month, &[5], true),       &["2027-01-01", "2027-01-08", "2027-01-13", "2027-01-15"]),
        // … unless one of the fields begins with a star: Friday the 13th, in 2027 only in August.
        (cron(&[0], &[9], &[13], &every_month, &[5], false),      &["2027-08-13", "2028-10-13"]),
        (cron(&[0], &[9], &[29], &[2], &all(0, 6), false),        &["2028-02-29", "2032-02-29"]),
        (cron(&[0], &[9], &every_day, &[6], &[0], false),         &["2027-06-06", "2027-06-13"]),
    ];
    for (repeat, wanted) in table {
        let schedule = Schedule::new(repeat, "UTC");
        assert_eq!(days(&schedule, BEFORE, wanted.len()), wanted, "{:?}", schedule.repeat);
    }
}

#[test]
fn what_never_comes_is_none() {
    let none = Weekdays::default();
    let table = [
        cron(&[0], &[9], &[30], &[2], &all(0, 6), false),
        cron(&[], &[9], &all(1, 31), &all(1, 12), &all(0, 6), false),
        cron(&[77], &[99], &[40], &[13], &[8], true),
        Repeat::Weekdays { on: none, at: clock("09:00") },
        Repeat::Weeks { every: 1, anchor: day("2026-01-01"), on: none, at: clock("09:00") },
        Repeat::Weeks { every: 1, anchor: day("2040-01-01"), on: Weekdays::WORKING, at: clock("09:00") },
        Repeat::Monthly { on: [0, -3, 0].into(), at: clock("09:00") },
    ];
    for repeat in table {
        let schedule = Schedule::new(repeat, "Europe/Lisbon");
        assert_eq!(schedule.next_after(at(BEFORE)), None, "{:?}", schedule.repeat);
        assert_eq!(schedule.odd(at(BEFORE)), Some(Odd::Never));
    }
    assert_eq!(Schedule::new(daily("09:00"), "UTC").next_after(Timestamp::MAX), None);
    assert!(Schedule::new(daily("09:00"), "Europe/Lisbon").next_after(Timestamp::MIN).is_some());
}

#[test]
fn days_left_out_and_days_outside_have_no_run() {
    let mut schedule = Schedule::new(daily("09:00"), "Europe/Lisbon");
    schedule.skip = [day("2027-01-01"), day("2027-01-03")].into();
    schedule.from = Some(day("2027-01-01"));
    schedule.until = Some(day("2027-01-05"));
    assert_eq!(days(&schedule, "2026-11-01T00:00:00Z", 9), ["2027-01-02", "2027-01-04", "2027-01-05"]);
}

#[test]
fn what_should_not_be_kept_is_named() {
    let every = |minutes: &[u8]| cron(minutes, &all(0, 23), &all(1, 31), &all(1, 12), &all(0, 6), false);
    #[rustfmt::skip]
    let table = [
        ("Europe/Lisbon", daily("09:00"),            None),
        ("Europe/Lisbon", every(&[0, 15, 30, 45]),   None),
        ("Europe/Lisbon", every(&[0, 14]),           Some(Odd::TooOften)),
        ("Europe/Lisboa", daily("09:00"),            Some(Odd::NoSuchZone)),
        ("",              daily("09:00"),            Some(Odd::NoSuchZone)),
    ];
    for (zone, repeat, odd) in table {
        assert_eq!(Schedule::new(repeat, zone).odd(at(BEFORE)), odd, "{zone:?}");
    }
    // A zone that is not known any more goes by UTC.
    assert_eq!(
        next(&Schedule::new(daily("09:00"), "Nowhere"), BEFORE, 1),
        ["2027-01-01T09:00:00Z = 2027-01-01T09:00:00"]
    );
}

#[test]
fn what_is_kept_reads_back_and_can_be_read_by_people() {
    let repeat = Repeat::Weeks {
        every: 2,
        anchor: day("2027-01-04"),
        on: weekdays(&[Weekday::Monday, Weekday::Thursday]),
        at: clock("09:30"),
    };
    let mut schedule = Schedule::new(repeat, "Europe/Lisbon");
    schedule.skip.insert(day("2027-01-18"));
    let kept = serde_json::to_value(&schedule).unwrap();
    let wanted = serde_json::json!({
        "repeat": { "weeks": { "every": 2, "anchor": "2027-01-04", "on": ["monday", "thursday"], "at": "09:30:00" } },
        "zone": "Europe/Lisbon",
        "skip": ["2027-01-18"],
    });
    assert_eq!(kept, wanted);
    assert_eq!(serde_json::from_value::<Schedule>(kept).unwrap(), schedule);
    // What a later version adds does not stop this one.
    let later = serde_json::json!({ "repeat": { "daily": { "at": "09:00:00", "new": 1 } }, "zone": "UTC", "new": {} });
    assert_eq!(serde_json::from_value::<Schedule>(later).unwrap(), Schedule::new(daily("09:00"), "UTC"));
    let wrong = serde_json::json!({ "repeat": { "weekdays": { "on": ["mon"], "at": "09:00:00" } }, "zone": "UTC" });
    assert!(serde_json::from_value::<Schedule>(wrong).is_err());
}

/// Zones that do something odd between 2025 and 2028, or did at their time.
const ZONES: [&str; 12] = [
    "Europe/Lisbon",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Africa/Cairo",
    "America/Nuuk",
    "America/Havana",
    "Asia/Gaza",
    "Antarctica/Troll",
    "Pacific/Apia",
    "UTC",
    "no zone",
];

/// A schedule of any kind, sensible or not.
fn schedules() -> impl Strategy<Value = Schedule> {
    let repeat = prop_oneof![
        times().prop_map(|at| Repeat::Daily { at }),
        (weekday_sets(), times()).prop_map(|(on, at)| Repeat::Weekdays { on, at }),
        (any::<u16>().prop_map(|every| every % 9), dates(), weekday_sets(), times())
            .prop_map(|(every, anchor, on, at)| Repeat::Weeks { every, anchor, on, at }),
        (btree_set(-2_i8..40, 0..4), times()).prop_map(|(on, at)| Repeat::Monthly { on, at }),
        crons().prop_map(Repeat::Cron),
    ];
    let skip = btree_set(dates(), 0..40);
    (repeat, select(&ZONES[..]), skip, option::of(dates()), option::of(dates()))
        .prop_map(|(repeat, zone, skip, from, until)| Schedule { repeat, zone: zone.into(), skip, from, until })
}

fn times() -> impl Strategy<Value = Time> {
    // Most of them where clocks change.
    prop_oneof![3 => 0_i8..4, 1 => 4_i8..24]
        .prop_flat_map(|hour| (Just(hour), 0_i8..60))
        .prop_map(|(hour, minute)| Time::new(hour, minute, 0, 0).unwrap())
}

fn dates() -> impl Strategy<Value = Date> {
    (0_i64..1100).prop_map(|days| day("2025-01-01").saturating_add(days.days()))
}

fn moments() -> impl Strategy<Value = Timestamp> {
    (0_i64..1100 * 24 * 60 * 60).prop_map(|second| at("2025-01-01T00:00:00Z") + SignedDuration::from_secs(second))
}

fn weekday_sets() -> impl Strategy<Value = Weekdays> {
    btree_set(0_i8..7, 0..7)
        .prop_map(|days| days.into_iter().map(|day| Weekday::from_monday_zero_offset(day).unwrap()).collect())
}

fn crons() -> impl Strategy<Value = Cron> {
    let numbers = |from: u8, to: u8, most: usize| {
        prop_oneof![btree_set(from..=to, 0..most), Just((from..=to).collect::<BTreeSet<u8>>())]
    };
    (numbers(0, 61, 4), numbers(0, 24, 4), numbers(1, 32, 4), numbers(0, 13, 4), numbers(0, 8, 3), any::<bool>())
        .prop_map(|(minutes, hours, days, months, weekdays, either_day)| Cron {
            written: String::new(),
            minutes,
            hours,
            days,
            months,
            weekdays,
            either_day,
        })
}

/// The runs from one day to another, said a second time: the clock is watched minute by minute, and
/// whatever it shows for the first time, or passes over, is due.
fn watched(schedule: &Schedule, from: Timestamp, minutes: i64) -> Vec<Run> {
    let zone = Zone::or_utc(&schedule.zone);
    let mut due: BTreeMap<Timestamp, Run> = BTreeMap::new();
    // Long enough before, for what comes a second time.
    let start = from - SignedDuration::from_hours(50);
    let mut shown = zone.local(start);
    for minute in 0..=minutes + 50 * 60 {
        let now = start + SignedDuration::from_mins(minute);
        let clock = zone.local(now);
        while shown < clock {
            shown = shown.saturating_add(1.minute());
            if is_due(schedule, shown) && !schedule.skip.contains(&clock.date()) && now > from {
                due.insert(now, Run { at: now, local: clock });
            }
        }
    }
    due.into_values().collect()
}

/// Whether a rule means this minute, said a second time.
fn is_due(schedule: &Schedule, local: DateTime) -> bool {
    let date = local.date();
    let of = |at: Time| at == local.time();
    let within = schedule.from.is_none_or(|from| date >= from) && schedule.until.is_none_or(|until| date <= until);
    let fits = match &schedule.repeat {
        Repeat::Daily { at } => of(*at),
        Repeat::Weekdays { on, at } => of(*at) && on.contains(date.weekday()),
        Repeat::Weeks { every, anchor, on, at } => {
            // Counted by days from some Monday.
            let week = |date: Date| date.duration_since(day("2001-01-01")).as_hours().div_euclid(24).div_euclid(7);
            let weeks = week(date) - week(*anchor);
            of(*at) && on.contains(date.weekday()) && date >= *anchor && weeks % i64::from(*every).max(1) == 0
        }
        Repeat::Monthly { on, at } => {
            of(*at) && on.iter().any(|wanted| *wanted > 0 && (*wanted).min(date.days_in_month()) == date.day())
        }
        Repeat::Cron(cron) => {
            let holds = |set: &BTreeSet<u8>, value: i8| set.iter().any(|number| i32::from(*number) == i32::from(value));
            let (by_day, by_weekday) =
                (holds(&cron.days, date.day()), holds(&cron.weekdays, date.weekday().to_sunday_zero_offset()));
            let days = if cron.either_day { by_day || by_weekday } else { by_day && by_weekday };
            days && holds(&cron.months, date.month())
                && holds(&cron.hours, local.hour())
                && holds(&cron.minutes, local.minute())
        }
    };
    fits && within && !schedule.skip.contains(&date)
}

/// On the minute.
fn whole(moment: Timestamp) -> Timestamp {
    Timestamp::from_second(moment.as_second() / 60 * 60).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn runs_are_those_of_a_clock_that_is_watched(schedule in schedules(), from in moments()) {
        let (from, days) = (whole(from), 40);
        let end = from + SignedDuration::from_hours(days * 24);
        let runs: Vec<Run> = schedule.runs_after(from).take_while(|run| run.at <= end).collect();
        prop_assert_eq!(runs, watched(&schedule, from, days * 24 * 60));
    }

    #[test]
    fn runs_rise_and_none_is_on_a_day_left_out(schedule in schedules(), from in moments()) {
        let mut before = from;
        for run in schedule.runs_after(from).take(50) {
            prop_assert!(run.at > before, "{} is not after {before}", run.at);
            prop_assert!(!schedule.skip.contains(&run.local.date()));
            prop_assert_eq!(Zone::or_utc(&schedule.zone).local(run.at), run.local);
            before = run.at;
        }
    }

    #[test]
    fn wherever_it_is_asked_no_run_is_lost(schedule in schedules(), from in moments(), steps in prop::collection::vec(1_i64..200_000, 1..30)) {
        let runs: Vec<Run> = schedule.runs_after(from).take(200).collect();
        let mut now = from;
        for step in steps {
            now += SignedDuration::from_secs(step);
            let wanted = runs.iter().find(|run| run.at > now);
            if let Some(wanted) = wanted {
                prop_assert_eq!(schedule.next_after(now), Some(*wanted), "asked at {}", now);
            }
        }
    }

    #[test]
    fn what_is_kept_reads_back(schedule in schedules()) {
        let kept = serde_json::to_string(&schedule).unwrap();
        prop_assert_eq!(serde_json::from_str::<Schedule>(&kept).unwrap(), schedule);
    }

    #[test]
    fn at_the_ends_of_time_nothing_breaks(mut schedule in schedules(), second in any::<i64>(), date in any::<u32>()) {
        let ends = Timestamp::MIN.as_second()..=Timestamp::MAX.as_second();
        let now = Timestamp::from_second(second.clamp(*ends.start(), *ends.end())).unwrap();
        if let Repeat::Weeks { anchor, .. } = &mut schedule.repeat {
            *anchor = Date::MIN.saturating_add(i64::from(date % 7_304_000).days());
        }
        for now in [now, Timestamp::MIN, Timestamp::MAX, Timestamp::MAX - SignedDuration::from_hours(30)] {
            prop_assert!(schedule.runs_after(now).take(3).all(|run| run.at > now));
        }
    }
}
