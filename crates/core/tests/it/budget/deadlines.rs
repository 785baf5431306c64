//! §0: reminders of a deadline come 48, 24 and 4 hours before it; one that falls in the night moves
//! earlier, and becomes one with its neighbour within twelve hours.

use super::{apply, id, punctual};
use crate::{
    offer_script::{Told::By, offered, tell},
    script::{Script, words},
};
use afterword_core::{
    Command, Event, Fact, Id, Person, Settings, contact,
    reminders::{Reminder, ReminderId, offer::Due},
};
use jiff::{
    ToSpan,
    civil::{DateTime, date},
};

fn deadline(offer: Id, by: DateTime, hours: i64) -> Reminder {
    let id = ReminderId::Offer(Due::Deadline { offer, by, hours });
    Reminder { id, due: by.saturating_sub(hours.hours()), latest: by }
}

/// The reminders of these deadlines, as one message after another: when, and for which of them.
fn messages(mut agenda: Vec<Reminder>, from: DateTime) -> Vec<(DateTime, Vec<(Id, i64)>)> {
    let (mut person, settings, mut now) = (punctual(), Settings::default(), from);
    let mut messages = Vec::new();
    while !agenda.is_empty() {
        let at = |one: &Reminder| contact::earliest(&person, &settings, one, now, &agenda);
        let Some(next) = agenda.iter().filter_map(at).min() else { break };
        now = next;
        let first = contact::first(&person, &settings, now, &agenda).expect("one may be said now").clone();
        let mut said = vec![first.id.clone()];
        said.extend(contact::merged(&person, &settings, &first, now, &agenda).iter().map(|other| other.id.clone()));
        apply(&mut person, now, vec![Fact::Reminded { reminder: first.id, visit: false }]);
        agenda.retain(|one| !said.contains(&one.id));
        messages.push((now, said.iter().map(offer_and_hours).collect()));
    }
    messages
}

fn offer_and_hours(id: &ReminderId) -> (Id, i64) {
    let ReminderId::Offer(Due::Deadline { offer, hours, .. }) = id else { panic!("no deadline") };
    (*offer, *hours)
}

/// A message: the day of December, the hour, the minute, and for how many hours before it is said.
type Message = (i8, i8, i8, &'static [i64]);

/// At which hour of Friday 4 December they want to hear, and what is said.
const TABLE: [(i8, &[Message]); 5] = [
    (17, &[(2, 17, 0, &[48]), (3, 17, 0, &[24]), (4, 13, 0, &[4])]),
    // Four hours before is in the night: half past seven the evening before, within twelve hours of the other.
    (9, &[(2, 9, 0, &[48]), (3, 9, 0, &[24, 4])]),
    (11, &[(2, 11, 0, &[48]), (3, 11, 0, &[24, 4])]),
    // All three fall in the night, and none is within twelve hours of another.
    (8, &[(1, 19, 30, &[48]), (2, 19, 30, &[24]), (3, 19, 30, &[4])]),
    // Seven in the morning is in the night, and half past seven the evening before is more than twelve hours off.
    (22, &[(2, 19, 30, &[48]), (3, 19, 30, &[24]), (4, 18, 0, &[4])]),
];

#[test]
fn each_comes_before_the_night_and_with_its_neighbour() {
    for (hour, rows) in TABLE {
        let by = date(2026, 12, 4).at(hour, 0, 0, 0);
        let agenda = [48, 24, 4].map(|hours| deadline(id(1), by, hours)).to_vec();
        let rows: Vec<_> = rows
            .iter()
            .map(|(day, hour, minute, hours)| {
                let at = date(2026, 12, *day).at(*hour, *minute, 0, 0);
                (at, hours.iter().map(|hours| (id(1), *hours)).collect())
            })
            .collect();
        assert_eq!(messages(agenda, date(2026, 11, 28).at(9, 0, 0, 0)), rows, "a deadline at {hour}:00");
    }
}

/// Twelve hours between, and not a minute more.
#[test]
fn they_are_one_within_twelve_hours_and_not_beyond() {
    let by = date(2026, 12, 4).at(19, 0, 0, 0);
    for (apart, together) in [(11, true), (12, true), (13, false)] {
        let (first, second) = (deadline(id(1), by, 4 + apart), deadline(id(1), by, 4));
        // The night is out of the way: the operator has none.
        let none = Settings { quiet_from: by.time(), quiet_until: by.time(), spread_minutes: 0, ..Settings::default() };
        let agenda = [first.clone(), second];
        let merged = contact::merged(&Person::new(7), &none, &first, first.due, &agenda);
        assert_eq!(merged.len() == 1, together, "{apart} hours apart");
    }
}

/// The same hour, two jobs: each is named.
#[test]
fn two_offers_with_one_deadline_are_two_messages() {
    let by = date(2026, 12, 4).at(17, 0, 0, 0);
    let agenda = vec![deadline(id(1), by, 24), deadline(id(2), by, 24)];
    let told: Vec<_> =
        messages(agenda, by.saturating_sub(3.days())).into_iter().flat_map(|(at, said)| [(at, said)]).collect();
    let day_before = date(2026, 12, 3).at(17, 0, 0, 0);
    assert_eq!(told, [(day_before, vec![(id(1), 24)]), (day_before, vec![(id(2), 24)])]);
}

#[test]
fn a_deadline_that_was_moved_is_no_neighbour_of_the_old_one() {
    let by = date(2026, 12, 4).at(17, 0, 0, 0);
    let (old, new) = (deadline(id(1), by, 24), deadline(id(1), by.saturating_add(1.hour()), 24));
    assert!(contact::merged(&punctual(), &Settings::default(), &old, old.due, &[old.clone(), new]).is_empty());
}

/// An offer that wants its answer on Friday 4 December at nine.
fn by_nine() -> Script {
    let mut script = offered();
    tell(&mut script, &[("O1.by", By(date(2026, 12, 4).at(9, 0, 0, 0)))]);
    while script.at() != "nothing" {
        script.command(Command::Stop);
    }
    script
}

fn at(script: &mut Script, moment: DateTime) -> Vec<String> {
    script.now = moment.in_tz("Europe/London").unwrap().timestamp();
    words(&script.event(&Event::Visit))
}

#[test]
fn a_visit_hears_of_it_once_too() {
    let mut script = by_nine();
    let told = |words: &[String]| words.contains(&"remind-deadline".to_owned());
    assert!(told(&at(&mut script, date(2026, 12, 3).at(9, 30, 0, 0))));
    let mut said = Vec::new();
    while script.now < date(2026, 12, 4).at(9, 0, 0, 0).in_tz("Europe/London").unwrap().timestamp() {
        script.later(jiff::SignedDuration::from_mins(30));
        said.extend(words(&script.event(&Event::Due)));
    }
    assert!(!told(&said), "what was within twelve hours was said with it: {said:?}");
}
