//! What becomes of runs that were missed.

use super::{all, at, cron, daily};
use afterword_core::community::schedule::{AT_A_TIME, CatchUp, Due, ON_TIME, SPACING, Schedule, due};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

fn nine() -> Schedule {
    Schedule::new(daily("09:00"), "UTC")
}

/// What is posted, whether it is late, how many were missed, and when to look again.
fn told(due: &Due) -> (Option<(String, bool)>, usize, Option<String>) {
    let post = due.post.map(|post| (post.run.at.to_string(), post.late));
    (post, due.missed_in_all, due.next.map(|next| next.to_string()))
}

#[test]
fn each_way_of_catching_up() {
    const HANDLED: &str = "2026-06-01T09:00:00Z";
    let run = |day: u8, late| Some((format!("2026-06-{day:02}T09:00:00Z"), late));
    #[rustfmt::skip]
    let table = [
        // Nothing is due yet.
        (CatchUp::LatestOnce, "2026-06-02T08:59:59Z", None,             0, "2026-06-02T09:00:00Z"),
        // On time, whatever the way.
        (CatchUp::Skip,       "2026-06-02T09:00:00Z", run(2, false),    0, "2026-06-03T09:00:00Z"),
        (CatchUp::LatestOnce, "2026-06-02T09:14:59Z", run(2, false),    0, "2026-06-03T09:00:00Z"),
        (CatchUp::All,        "2026-06-02T09:01:00Z", run(2, false),    0, "2026-06-03T09:00:00Z"),
        // A quarter of an hour late.
        (CatchUp::Skip,       "2026-06-02T09:15:00Z", None,             1, "2026-06-03T09:00:00Z"),
        (CatchUp::LatestOnce, "2026-06-02T09:15:00Z", run(2, true),     0, "2026-06-03T09:00:00Z"),
        // Three days away.
        (CatchUp::Skip,       "2026-06-04T12:00:00Z", None,             3, "2026-06-05T09:00:00Z"),
        (CatchUp::LatestOnce, "2026-06-04T12:00:00Z", run(4, true),     2, "2026-06-05T09:00:00Z"),
        (CatchUp::All,        "2026-06-04T12:00:00Z", run(2, true),     0, "2026-06-04T12:15:00Z"),
        // Back just in time for the latest.
        (CatchUp::Skip,       "2026-06-04T09:00:10Z", run(4, false),    2, "2026-06-05T09:00:00Z"),
    ];
    for (way, now, post, missed, next) in table {
        let due = due(&nine(), way, at(HANDLED), None, at(now));
        assert_eq!(told(&due), (post, missed, Some(next.to_owned())), "{way:?} at {now}");
    }
}

#[test]
fn a_latest_run_that_is_a_day_late_is_not_posted() {
    let weekly = cron(&[0], &[9], &all(1, 31), &all(1, 12), &[1], false);
    let schedule = Schedule::new(weekly, "UTC");
    let handled = at("2026-06-01T09:00:00Z"); // a Monday
    let due = |now| told(&due(&schedule, CatchUp::LatestOnce, handled, None, at(now)));
    assert_eq!(due("2026-06-09T08:59:59Z").0, Some(("2026-06-08T09:00:00Z".to_owned(), true)));
    assert_eq!(due("2026-06-09T09:00:00Z"), (None, 1, Some("2026-06-15T09:00:00Z".to_owned())));
}

#[test]
fn all_are_posted_one_by_one_and_then_in_time() {
    let schedule = nine();
    let (mut handled, mut posted) = (at("2026-06-01T09:00:00Z"), None);
    let mut now = at("2026-06-04T08:50:00Z");
    let mut seen = Vec::new();
    for _ in 0..4 {
        let due = due(&schedule, CatchUp::All, handled, posted, now);
        if let Some(post) = due.post {
            seen.push(format!("{} at {now}", post.run.at));
            posted = Some(now);
        }
        handled = due.handled;
        now = due.next.unwrap();
    }
    let wanted = [
        "2026-06-02T09:00:00Z at 2026-06-04T08:50:00Z",
        "2026-06-03T09:00:00Z at 2026-06-04T09:05:00Z",
        "2026-06-04T09:00:00Z at 2026-06-04T09:20:00Z",
        "2026-06-05T09:00:00Z at 2026-06-05T09:00:00Z",
    ];
    assert_eq!(seen, wanted);
}

#[test]
fn of_a_hundred_only_the_latest_are_caught_up_with() {
    let away = due(&nine(), CatchUp::All, at("2026-01-01T09:00:00Z"), None, at("2026-04-11T10:00:00Z"));
    assert_eq!(away.missed_in_all, 100 - AT_A_TIME);
    assert_eq!(away.missed.len(), AT_A_TIME);
    assert_eq!(away.post.unwrap().run.at, at("2026-03-12T09:00:00Z"));
    assert_eq!(away.missed.last().unwrap().at, at("2026-03-11T09:00:00Z"));
}

#[test]
fn a_schedule_that_ran_every_minute_of_a_year_is_dealt_with() {
    let schedule = Schedule::new(cron(&all(0, 59), &all(0, 23), &all(1, 31), &all(1, 12), &all(0, 6), false), "UTC");
    let due = due(&schedule, CatchUp::LatestOnce, at("2020-01-01T00:00:00Z"), None, at("2026-01-01T00:00:00Z"));
    assert_eq!((due.missed_in_all, due.missed.len()), (366 * 24 * 60 - 1, AT_A_TIME));
    assert!(!due.post.unwrap().late);
}

#[test]
fn a_clock_that_went_back_posts_nothing_again() {
    for way in [CatchUp::Skip, CatchUp::LatestOnce, CatchUp::All] {
        let due =
            due(&nine(), way, at("2026-06-05T09:00:00Z"), Some(at("2026-06-05T09:00:01Z")), at("2026-06-03T12:00:00Z"));
        assert_eq!(told(&due), (None, 0, Some("2026-06-06T09:00:00Z".to_owned())), "{way:?}");
        assert_eq!(due.handled, at("2026-06-05T09:00:00Z"));
    }
}

fn ways() -> impl Strategy<Value = CatchUp> {
    prop_oneof![Just(CatchUp::Skip), Just(CatchUp::LatestOnce), Just(CatchUp::All)]
}

proptest! {
    /// However long it was away, and however often: no run is posted twice, and each is posted or missed.
    #[test]
    fn every_run_is_posted_or_missed_once(way in ways(), hours in 1_u8..24, absences in prop::collection::vec(0_i64..200, 1..20)) {
        let every: Vec<u8> = (0..24).step_by(usize::from(hours)).collect();
        let schedule = Schedule::new(cron(&[0], &every, &all(1, 31), &all(1, 12), &all(0, 6), false), "Europe/Lisbon");
        let start = at("2026-10-01T00:30:00Z");
        let (mut handled, mut last, mut now) = (start, None::<Timestamp>, start);
        let mut dealt_with = 0;
        let mut posts = Vec::new();
        for hours in absences {
            now += SignedDuration::from_hours(hours);
            // As often as it wants to be looked at until it is up to date.
            loop {
                let due = due(&schedule, way, handled, last, now);
                prop_assert!(due.handled >= handled);
                if let Some(post) = due.post {
                    prop_assert!(post.run.at <= now && post.late == (now.duration_since(post.run.at) >= ON_TIME));
                    prop_assert!(last.is_none_or(|last| way != CatchUp::All || now.duration_since(last) >= SPACING), "a burst");
                    posts.push(post.run.at);
                    last = Some(now);
                }
                dealt_with += due.missed_in_all + usize::from(due.post.is_some());
                handled = due.handled;
                let next = due.next.unwrap();
                prop_assert!(next > now);
                if schedule.next_after(handled).unwrap().at > now {
                    break;
                }
                now = next;
            }
        }
        prop_assert!(posts.is_sorted_by(|a, b| a < b));
        prop_assert_eq!(dealt_with, schedule.runs_after(start).take_while(|run| run.at <= now).count());
    }
}
