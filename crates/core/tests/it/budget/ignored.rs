//! §0: no reply within 48 hours is ignored; two of one kind ignored, and that kind stops, which is
//! said on the person's next visit.

use super::{MONDAY, apply, planned, ranks, reminder, said};
use crate::script::{Script, words};
use afterword_core::{
    Command, Event, Fact, Person,
    ask::{Kind, Pick},
    reminders::Rank,
};
use jiff::{
    SignedDuration, ToSpan,
    civil::{DateTime, date},
};

/// The kinds that stop. What waits as long as it takes never does, nor a card or a deadline, which
/// ask for no reply.
const STOP: [Rank; 6] = [Rank::Invitation, Rank::Overnight, Rank::Rehearsal, Rank::Review, Rank::Dream, Rank::Weekly];

fn day(n: i64) -> DateTime {
    MONDAY.at(11, 30, 0, 0).saturating_add(n.days())
}

/// Whether one more of this kind would still be said, ten days on.
fn goes_on(person: &Person, rank: Rank) -> bool {
    let mut again = reminder(rank, day(20));
    again.id = super::name(rank, 9);
    planned(person, &again).is_some()
}

#[test]
fn two_of_a_kind_without_a_reply_stop_that_kind_and_no_other() {
    for rank in ranks() {
        let mut person = Person::new(7);
        said(&mut person, rank, 1, day(0));
        assert!(goes_on(&person, rank), "{rank:?}: one is not enough");
        said(&mut person, rank, 2, day(4));
        assert_eq!(!goes_on(&person, rank), STOP.contains(&rank), "{rank:?}");
        for other in ranks().filter(|other| *other != rank) {
            assert!(goes_on(&person, other), "{rank:?} was ignored, and {other:?} stopped");
        }
    }
}

#[test]
fn it_counts_as_ignored_after_48_hours_and_not_before() {
    for (hours, stopped) in [(47, false), (48, true)] {
        let mut person = Person::new(7);
        said(&mut person, Rank::Weekly, 1, day(0));
        said(&mut person, Rank::Weekly, 2, day(4));
        let due = day(4).saturating_add(hours.hours());
        let next = super::said_at(&person, &reminder(Rank::Weekly, due), due);
        assert_eq!(next.is_none(), stopped, "after {hours} hours");
    }
}

#[test]
fn a_word_within_48_hours_begins_the_count_again() {
    for (hours, stopped) in [(47, false), (49, true)] {
        let mut person = Person::new(7);
        said(&mut person, Rank::Weekly, 1, day(0));
        // What the engine writes for a word that comes so many hours later.
        let ignored = if hours < 48 { Vec::new() } else { vec![Rank::Weekly] };
        apply(&mut person, day(0).saturating_add(hours.hours()), vec![Fact::Present { ignored }]);
        said(&mut person, Rank::Weekly, 2, day(7));
        assert_eq!(!goes_on(&person, Rank::Weekly), stopped, "a word after {hours} hours");
    }
}

/// Somebody with an interview on Tuesday that is never looked back at.
fn invited() -> Script {
    let mut script = Script::welcomed(9);
    script.interview("the Leeds job", date(2026, 11, 24).at(14, 0, 0, 0));
    script
}

/// The clock goes on to this moment, and whatever wants to be said is. Gives when an invitation came.
fn wait(script: &mut Script, until: DateTime) -> Vec<DateTime> {
    let until = until.in_tz("Europe/London").unwrap().timestamp();
    let mut invited = Vec::new();
    while let Some(wake) = script.person.next_wake(&script.settings, script.now).filter(|wake| *wake <= until) {
        script.now = wake.max(script.now);
        if words(&script.event(&Event::Due)).iter().any(|word| word.starts_with("invite")) {
            invited.push(script.local());
        }
    }
    script.now = until;
    invited
}

#[test]
fn a_kind_that_stopped_is_named_once_on_the_next_visit_and_comes_back_when_asked_to() {
    let mut script = invited();
    assert_eq!(wait(&mut script, date(2026, 12, 1).at(9, 0, 0, 0)).len(), 2, "and once more the next day");
    let told = |script: &mut Script| words(&script.event(&Event::Visit)).contains(&"kinds-stopped".to_owned());
    assert!(told(&mut script), "two went without a word");
    assert!(!told(&mut script), "it is said once");

    // Another interview: nobody is invited to look back at it, unless they ask for that.
    let next = |script: &mut Script| {
        while script.at() != "nothing" {
            script.command(Command::Stop);
        }
        script.command(Command::Interview);
        script.thing(0);
        script.when(date(2026, 12, 2).at(14, 0, 0, 0));
        for _ in 0..3 {
            script.skip();
        }
        wait(script, date(2026, 12, 3).at(9, 0, 0, 0)).len()
    };
    let mut asked = script.clone();
    asked.command(Command::Unquiet);
    let mut switched = script.clone();
    switched.command(Command::Settings);
    assert!(on_offer(&switched));
    let said = words(&switched.pick("reminders-again"));
    assert_eq!(said[0], "settings-reminders-again");
    switched.command(Command::Settings);
    assert!(!on_offer(&switched), "nothing is stopped any more");
    assert_eq!(next(&mut script), 0);
    assert_eq!(next(&mut asked), 1);
    assert_eq!(next(&mut switched), 1);
}

/// Whether the settings offer to switch on again what stopped.
fn on_offer(script: &Script) -> bool {
    let Kind::Choice { choices, .. } = script.ask().unwrap().part.kind else { panic!("no choice") };
    choices.iter().any(|choice| choice.pick == Pick::Named("reminders-again".into()))
}

#[test]
fn the_settings_offer_only_what_stopped() {
    let mut script = invited();
    script.command(Command::Settings);
    assert!(!on_offer(&script));
}

#[test]
fn whoever_looks_in_in_time_has_ignored_nothing() {
    let mut script = invited();
    wait(&mut script, date(2026, 11, 24).at(20, 0, 0, 0));
    script.later(SignedDuration::from_hours(1)).event(&Event::Visit);
    wait(&mut script, date(2026, 12, 1).at(9, 0, 0, 0));
    let words = words(&script.event(&Event::Visit));
    assert!(!words.contains(&"kinds-stopped".to_owned()), "{words:?}");
}
