//! §0: messages due at a round hour are spread by up to twenty minutes per person.

use super::{MONDAY, planned, ranks, reminder};
use afterword_core::{Person, Settings, contact, reminders::Rank};
use jiff::civil::time;
use std::collections::BTreeSet;

/// By how many minutes each of many people's reminder of this rank moves, where it is due at this hour.
fn minutes(rank: Rank, hour: i8) -> BTreeSet<i64> {
    let due = MONDAY.at(hour, 0, 0, 0);
    let people = (0..3000).map(|n| Person::new(n * 7919 % 0xff_ffff));
    let moved = people.map(|person| planned(&person, &reminder(rank, due)).unwrap().duration_since(due).as_mins());
    moved.collect()
}

#[test]
fn a_round_hour_is_spread_both_ways_and_by_twenty_minutes_at_most() {
    for rank in [Rank::Nudge, Rank::Date, Rank::Review, Rank::Dream, Rank::Weekly, Rank::Idle] {
        assert_eq!(minutes(rank, 10), (-20..=20).collect(), "{rank:?}");
    }
}

#[test]
fn a_deadline_moves_earlier_only_and_an_invitation_later_only() {
    assert_eq!(minutes(Rank::Deadline, 10), (-20..=0).collect());
    assert_eq!(minutes(Rank::Invitation, 10), (0..=20).collect());
}

#[test]
fn one_person_has_the_same_minutes_every_day_and_neighbours_have_others() {
    let at = |person: &Person, days: i64| {
        let due = MONDAY.at(10, 0, 0, 0).saturating_add(jiff::Span::new().days(days));
        planned(person, &reminder(Rank::Nudge, due)).unwrap().time()
    };
    let person = Person::new(7);
    assert_ne!(at(&person, 0).minute(), 0, "this one is spread at all");
    for days in 1..30 {
        assert_eq!(at(&person, days), at(&person, 0));
    }
    let neighbours: BTreeSet<_> = (0..20).map(|n| at(&Person::new(n), 0)).collect();
    assert!(neighbours.len() > 8, "twenty neighbours share {} minutes", neighbours.len());
}

#[test]
fn what_is_due_at_no_round_hour_stays_where_it_is() {
    for person in (0..200).map(Person::new) {
        for rank in ranks() {
            let due = MONDAY.at(15, 45, 0, 0);
            assert_eq!(planned(&person, &reminder(rank, due)), Some(due), "{rank:?}");
        }
    }
}

/// Nobody who wants quiet until ten is written to at ten to ten, and what is due ten minutes before the
/// night is said before it, and not the next morning.
#[test]
fn nothing_is_spread_into_the_quiet_hours() {
    let settings = Settings { quiet_from: time(20, 10, 0, 0), quiet_until: time(10, 0, 0, 0), ..Settings::default() };
    for person in (0..200).map(Person::new) {
        for (hour, earliest, latest) in [(10, (10, 0), (10, 20)), (20, (19, 40), (20, 9))] {
            let nudge = reminder(Rank::Nudge, MONDAY.at(hour, 0, 0, 0));
            let agenda = std::slice::from_ref(&nudge);
            let said = contact::earliest(&person, &settings, &nudge, MONDAY.at(8, 0, 0, 0), agenda).unwrap();
            let between = MONDAY.at(earliest.0, earliest.1, 0, 0)..=MONDAY.at(latest.0, latest.1, 0, 0);
            assert!(between.contains(&said), "tag {}: {said}", person.tag());
        }
    }
}
