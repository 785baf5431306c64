//! §0: messages due at a round hour are spread by up to twenty minutes per person.

use super::{MONDAY, RANKS, planned, punctual, reminder};
use afterword_core::{Entry, Fact, Person, entry::Setting, reminders::Rank, vocabulary::Hours};
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
        for rank in RANKS {
            let due = MONDAY.at(15, 45, 0, 0);
            assert_eq!(planned(&person, &reminder(rank, due)), Some(due), "{rank:?}");
        }
    }
}

/// Whoever wants quiet until ten is not written to at ten to ten.
#[test]
fn nothing_is_spread_into_the_quiet_hours() {
    for tag in 0..200 {
        let mut person = Person::new(tag);
        let hours = Fact::SettingChanged(Setting::Hours(Hours::Morning));
        let local = MONDAY.at(9, 0, 0, 0);
        let at = local.in_tz("UTC").unwrap().timestamp();
        person.apply(&Entry { v: 1, revision: 1, at, local, facts: vec![hours] });
        let due = MONDAY.at(10, 0, 0, 0);
        assert!(planned(&person, &reminder(Rank::Nudge, due)) >= Some(due), "tag {tag}");
    }
    assert_eq!(planned(&punctual(), &reminder(Rank::Nudge, MONDAY.at(10, 0, 0, 0))), Some(MONDAY.at(10, 0, 0, 0)));
}
