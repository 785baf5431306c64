//! The dream watch over several years, and the silence after letting go (§3).

use crate::{
    rejection::{apply, dream, process, state, to_come},
    script::{Script, words},
};
use afterword_core::{
    Command, Event, Fact, Then,
    reminders::{ReminderId, rejection::Due},
    vocabulary::ProcessState,
};
use jiff::{SignedDuration, civil};
use proptest::prelude::*;

/// Lives for so many days, answering what is asked by `answer`; the days on which the dream was brought up.
fn live(script: &mut Script, days: i64, answer: impl Fn(&mut Script)) -> Vec<civil::Date> {
    let end = script.now.checked_add(SignedDuration::from_hours(24 * days)).unwrap();
    let mut said = Vec::new();
    while let Some(wake) = script.person.next_wake(&script.settings, script.now).filter(|wake| *wake <= end) {
        script.now = wake.max(script.now);
        if afterword_core::decide(&script.person, &Event::Due, &script.context()).then == Some(Then::Erase) {
            break; // a year without a word, and nobody who wanted to stay: the engine erases
        }
        let entries = script.journal.len();
        script.event(&Event::Due);
        for fact in script.journal[entries..].iter().flat_map(|entry| &entry.facts) {
            if let Fact::Reminded { reminder: ReminderId::Rejection(due), .. } = fact
                && matches!(due, Due::Follow { .. } | Due::Check { .. } | Due::Again { .. })
            {
                said.push(script.now.to_zoned(jiff::tz::TimeZone::UTC).date());
            }
        }
        while script.at() != "nothing" {
            answer(script);
        }
    }
    script.now = end;
    said
}

/// The re-apply date, and the months in which the dream is brought up over three years.
#[test]
fn the_dates_of_a_dream_over_several_years() {
    #[rustfmt::skip]
    let table: [(&str, &[&str]); 4] = [
        ("months-6",  &["2026-11", "2027-03", "2027-04", "2027-07", "2028-03", "2028-07", "2028-11", "2029-03", "2029-07"]),
        ("months-9",  &["2026-11", "2027-03", "2027-07", "2027-07", "2028-03", "2028-07", "2028-11", "2029-03", "2029-07"]),
        ("months-12", &["2026-11", "2027-03", "2027-07", "2027-10", "2028-03", "2028-07", "2028-11", "2029-03", "2029-07"]),
        ("months-18", &["2026-11", "2027-03", "2027-07", "2027-11", "2028-03", "2028-04", "2028-11", "2029-03", "2029-07"]),
    ];
    for (again, months) in table {
        let mut script = dream();
        script.pick(again);
        while script.at() != "nothing" {
            script.skip();
        }
        let said = live(&mut script, 3 * 365 - 100, |script| {
            script.skip();
        });
        let found: Vec<_> = said.iter().map(|day| day.to_string()[..7].to_owned()).collect();
        assert_eq!(found, months, "{again}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is answered, moved and put off: never more than four messages about a dream in any 365 days.
    #[test]
    fn never_more_than_four_messages_a_year(first in 0_usize..4, choices in prop::collection::vec(0_usize..6, 1..30), quiet in 1_i64..90) {
        let mut script = dream();
        script.pick(["months-6", "months-9", "months-12", "months-18"][first]);
        while script.at() != "nothing" {
            script.skip();
        }
        let day = script.local().date().saturating_add(jiff::Span::new().days(quiet));
        script.command(Command::Quiet(Some(day.at(9, 0, 0, 0))));
        let turn = std::cell::Cell::new(0_usize);
        let said = live(&mut script, 6 * 365, |script| {
            let choice = choices[turn.get() % choices.len()];
            turn.set(turn.get() + 1);
            match (script.at().as_str(), choice) {
                ("dream.next", 0 | 1) => script.pick("date"),
                ("dream.again", choice) => script.pick(["months-6", "months-9", "months-12", "months-18"][choice % 4]),
                _ => script.skip(),
            };
        });
        for window in said.windows(5) {
            let days = (window[4] - window[0]).get_days();
            prop_assert!(days >= 365, "five messages in {days} days: {window:?}");
        }
        prop_assert!(!said.is_empty());
    }

    /// Let go at any moment: nothing is said about it again.
    #[test]
    fn nothing_is_said_after_letting_go(days in 1_i64..900, skips in 0_usize..12) {
        let mut script = dream();
        for _ in 0..skips {
            if script.at() != "nothing" {
                script.skip();
            }
        }
        while script.at() != "nothing" {
            if script.at() == "R10" { script.pick("not-yet") } else { script.skip() };
        }
        live(&mut script, days, |script| { script.skip(); });
        if state(&script) == ProcessState::DreamWatch {
            script.command(Command::Dream);
            script.pick("let-go");
        }
        prop_assert_eq!(state(&script), ProcessState::LetGo);
        prop_assert!(to_come(&script).is_empty());
        let entries = script.journal.len();
        live(&mut script, 800, |script| { script.skip(); });
        // What was learned can still be rehearsed: it belongs to the person.
        let about = script.journal[entries..].iter().flat_map(|entry| &entry.facts).any(|fact| match fact {
            Fact::Reminded { reminder, .. } => {
                !matches!(reminder, ReminderId::Rehearsal { .. } | ReminderId::Step { .. } | ReminderId::Care(_))
            }
            _ => false,
        });
        prop_assert!(!about);
    }
}

#[test]
fn several_dreams_are_listed_and_one_is_chosen() {
    let mut script = Script::welcomed(9);
    let said = words(&script.command(Command::Dream));
    assert_eq!(said, ["dream-none"]);
    let mut script = dream();
    while script.at() != "nothing" {
        script.skip();
    }
    let said = words(&script.command(Command::Dream));
    assert_eq!(said[..2], ["dream-list", "dream-row"]);
    script.pick("leave");
    assert_eq!(state(&script), ProcessState::DreamWatch);
    // Their job elsewhere, or an offer from them, is another matter.
    let process = process(&script);
    apply(&mut script, vec![Fact::ProcessMoved { process, to: ProcessState::Waiting }]);
    assert_eq!(words(&script.command(Command::Dream)), ["dream-none"]);
}
