//! §9: after twelve months without a word export or delete is offered; sixty days later everything is
//! deleted; a dated promise still to come suspends it.

use crate::script::{Script, words};
use afterword_core::{Command, Event, Then, decide};
use jiff::civil::{Date, DateTime, date};

/// Wakes the person until this moment. Gives what was said by itself, by day, and when all was erased.
fn wait(script: &mut Script, until: DateTime) -> (Vec<(Date, String)>, Option<Date>) {
    let until = until.in_tz("Europe/London").unwrap().timestamp();
    let mut said = Vec::new();
    while let Some(wake) = script.person.next_wake(&script.settings, script.now).filter(|wake| *wake <= until) {
        script.now = wake.max(script.now);
        if decide(&script.person, &Event::Due, &script.context()).then == Some(Then::Erase) {
            return (said, Some(script.local().date()));
        }
        let words = words(&script.event(&Event::Due));
        said.extend(words.first().map(|word| (script.local().date(), word.clone())));
    }
    script.now = until;
    (said, None)
}

fn far() -> DateTime {
    date(2030, 1, 1).at(0, 0, 0, 0)
}

/// Somebody who said yes on Monday 23 November 2026, and nothing more.
#[test]
fn a_year_without_a_word_is_asked_about_once_and_sixty_days_later_everything_goes() {
    let mut script = Script::welcomed(9);
    let (said, erased) = wait(&mut script, far());
    assert_eq!(said, [(date(2027, 11, 23), "idle".to_owned())]);
    assert_eq!(erased, Some(date(2028, 1, 22)));
}

#[test]
fn any_word_begins_the_year_anew() {
    for (told, begins_anew) in [(Command::Help, true), (Command::Sheet, true), (Command::Export, true)] {
        let mut script = Script::welcomed(9);
        wait(&mut script, date(2027, 10, 1).at(9, 0, 0, 0));
        script.command(told);
        let (said, erased) = wait(&mut script, far());
        assert_eq!(said[0].0 == date(2028, 10, 1), begins_anew, "{said:?}");
        assert_eq!(erased, Some(date(2028, 11, 30)));
    }
}

#[test]
fn whoever_comes_back_after_the_offer_loses_nothing() {
    let mut script = Script::welcomed(9);
    wait(&mut script, date(2028, 1, 21).at(9, 0, 0, 0));
    script.event(&Event::Visit);
    let (said, erased) = wait(&mut script, date(2029, 1, 20).at(9, 0, 0, 0));
    assert!(said.is_empty() && erased.is_none(), "{said:?} {erased:?}");
    let (said, erased) = wait(&mut script, far());
    assert_eq!((said.len(), erased), (1, Some(date(2029, 3, 22))));
}

/// A panel fourteen months on: its date is a promise to ask afterwards.
#[test]
fn a_date_still_to_come_suspends_it_and_leaves_sixty_days_after_it() {
    let mut script = Script::welcomed(9);
    script.command(Command::Panel);
    script.when(date(2028, 1, 31).at(9, 0, 0, 0));
    let (said, erased) = wait(&mut script, far());
    // Nobody answers: sixty days after what was promised, export or delete is offered.
    assert_eq!(said, [(date(2028, 2, 1), "panel-after".to_owned()), (date(2028, 4, 1), "idle".to_owned())]);
    assert_eq!(erased, Some(date(2028, 5, 31)));
}

#[test]
fn a_visit_on_the_day_itself_never_erases() {
    let mut script = Script::welcomed(9);
    wait(&mut script, date(2028, 1, 21).at(9, 0, 0, 0));
    script.now = date(2028, 3, 1).at(9, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    assert_eq!(decide(&script.person, &Event::Visit, &script.context()).then, None);
    assert_eq!(decide(&script.person, &Event::Due, &script.context()).then, Some(Then::Erase));
}
