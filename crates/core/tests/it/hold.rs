//! W1b, at the end of a debrief: left unanswered it is nothing, and nothing waits behind it (§1, §2).

use crate::script::{Script, short, short_to_lines, words};
use afterword_core::{
    Answer, Command, Event,
    ask::Pick,
    talks::{record::Status, waiting::W1B},
    vocabulary::{Hold, News, ProcessState},
    waiting,
};
use jiff::SignedDuration;

/// Somebody who answered D14 on a Monday at 14:00, and is asked how the wait is to be held.
fn at_w1b() -> Script {
    let mut script = short(14);
    short_to_lines(&mut script, "no-example");
    script.pick("keep-all");
    script.pick("rest");
    assert_eq!(script.at(), "W1b");
    script
}

fn state(script: &Script) -> ProcessState {
    script.person.processes().next().unwrap().state
}

/// The clock goes on, and whoever wants to be woken is.
fn wait(script: &mut Script, hours: i64) -> Vec<String> {
    let end = script.now.checked_add(SignedDuration::from_hours(hours)).unwrap();
    let mut said = Vec::new();
    while let Some(wake) = script.person.next_wake(&script.settings, script.now).filter(|wake| *wake <= end) {
        script.now = wake.max(script.now);
        said.extend(words(&script.event(&Event::Due)));
    }
    script.now = end;
    said
}

#[test]
fn left_until_the_next_day_it_is_nothing_and_the_morning_comes_as_usual() {
    let mut script = at_w1b();
    assert!(wait(&mut script, 18).is_empty(), "it is quiet after D14, and in the night");
    assert_eq!(script.at(), "W1b", "and still open at eight in the morning");
    wait(&mut script, 3);
    assert_eq!(script.at(), "overnight");
    let debrief = script.person.talks().find(|record| record.kept(&W1B).is_some()).unwrap();
    assert_eq!(debrief.status, Status::Finished);
    assert_eq!(state(&script), ProcessState::Waiting);
    let process = script.person.processes().next().unwrap().id;
    let wait = waiting::of(&script.person, &script.settings, process).unwrap();
    assert_eq!(wait.hold.0, Hold::Nothing);
    assert!(wait.next.is_some(), "heard anything? is asked in its time");
}

#[test]
fn a_silent_end_is_no_word_of_theirs() {
    let mut script = at_w1b();
    let heard = script.person.presence().heard();
    let end = script.now.checked_add(SignedDuration::from_hours(19)).unwrap();
    wait(&mut script, 19);
    assert!(script.now == end && script.at() == "nothing");
    assert_eq!(script.person.presence().heard(), heard);
}

#[test]
fn news_in_between_leaves_nothing_to_hold() {
    for news in [News::No, News::Offer, News::NextRound, News::Pulled] {
        let mut script = at_w1b();
        script.command(Command::Heard(Some(news)));
        let mut asked = Vec::new();
        let mut said = Vec::new();
        while script.at() != "nothing" {
            asked.push(script.at());
            said.extend(words(&script.command(Command::Stop)));
        }
        assert!(!asked.contains(&"W1b".to_owned()), "{news:?}: {asked:?}");
        assert!(said.contains(&"summary-title".to_owned()), "the debrief is over, and is summed up: {said:?}");
        assert!(!said.iter().any(|word| word.starts_with("hold-")), "{said:?}");
    }
}

/// A debrief that comes after the news asks D14 alone.
#[test]
fn where_news_was_heard_before_d14_asks_nothing_besides() {
    let mut script = short(14);
    script.command(Command::Heard(Some(News::No)));
    while script.at() != "D1" {
        script.command(Command::Stop);
    }
    short_to_lines(&mut script, "no-example");
    script.pick("keep-all");
    assert_eq!(script.at(), "D14");
    assert!(script.ask().unwrap().rest.is_empty());
    script.answer(Answer::Choice(Pick::Named("rest".into())));
    assert_eq!(script.at(), "nothing");
}
