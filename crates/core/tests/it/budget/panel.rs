//! §6: after a panel, what is worth borrowing is asked about on the morning after its day.

use crate::script::{Script, words};
use afterword_core::{Command, Event, Fact, talks::panel, vocabulary::Section};
use jiff::civil::{DateTime, date};

/// Somebody who is asked when the panel is, on Monday 23 November 2026.
fn asked() -> Script {
    let mut script = Script::welcomed(9);
    script.command(Command::Panel);
    assert_eq!(script.at(), "panel.when");
    script
}

/// What is said by itself until this moment, with when.
fn wait(script: &mut Script, until: DateTime) -> Vec<(String, DateTime)> {
    let until = until.in_tz("Europe/London").unwrap().timestamp();
    let mut said = Vec::new();
    while let Some(wake) = script.person.next_wake(&script.settings, script.now).filter(|wake| *wake <= until) {
        script.now = wake.max(script.now);
        let words = words(&script.event(&Event::Due));
        said.extend(words.into_iter().map(|word| (word, script.local())));
    }
    script.now = until;
    said
}

fn until() -> DateTime {
    date(2026, 12, 24).at(9, 0, 0, 0)
}

#[test]
fn it_is_asked_once_on_the_morning_after() {
    let mut script = asked();
    script.when(date(2026, 11, 26).at(17, 0, 0, 0));
    assert_eq!(script.at(), "nothing", "there is nothing to ask before it");
    let said = wait(&mut script, until());
    assert_eq!(said, [("panel-after".to_owned(), date(2026, 11, 27).at(10, 0, 0, 0))]);
}

#[test]
fn what_is_borrowed_stands_under_yours_and_nothing_is_asked_again() {
    let mut script = asked();
    script.when(date(2026, 11, 26).at(17, 0, 0, 0));
    wait(&mut script, date(2026, 11, 27).at(10, 30, 0, 0));
    assert_eq!(script.at(), "panel.strongest");
    script.text("Said what she did not know");
    script.text("The same");
    let typed = |fact: &Fact| matches!(fact, Fact::LineTyped { section: Section::ShareholderFunds, .. });
    assert!(script.facts().iter().any(typed));
    assert!(wait(&mut script, until()).is_empty());
}

#[test]
fn without_a_day_or_where_it_has_been_or_was_stopped_nothing_comes_later() {
    for end in [
        |script: &mut Script| drop(script.skip()),
        |script: &mut Script| drop(script.command(Command::Stop)),
        |script: &mut Script| {
            script.pick("been");
            assert_eq!(script.at(), "panel.strongest", "it is asked at once");
            script.command(Command::Stop);
        },
    ] {
        let mut script = asked();
        end(&mut script);
        assert_eq!(wait(&mut script, until()), []);
    }
}

/// A date the person set waits as long as it takes (§0).
#[test]
fn it_waits_for_a_time_of_quiet_to_end() {
    let mut script = asked();
    script.when(date(2026, 11, 26).at(17, 0, 0, 0));
    script.command(Command::Quiet(Some(date(2026, 12, 14).at(8, 30, 0, 0))));
    let said = wait(&mut script, until());
    assert_eq!(said, [("panel-after".to_owned(), date(2026, 12, 14).at(8, 30, 0, 0))]);
    let talk = script.person.talks().last().unwrap();
    assert!(talk.kept(&panel::WHEN).is_some());
}
