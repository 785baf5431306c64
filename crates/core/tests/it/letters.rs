//! Letters (§8), as conversations.

use crate::script::{Script, short, short_to_lines, words};
use afterword_core::{
    Answer, Command, Event,
    ask::Kind,
    ask::Pick,
    talks::letter,
    vocabulary::{Length, LetterKind},
};
use jiff::SignedDuration;

/// Somebody who looked back at an interview an hour ago, and asks for a letter.
fn after_a_debrief() -> Script {
    let mut script = short(14);
    short_to_lines(&mut script, "no-example");
    script.pick("keep-all");
    assert!(words(&script.skip()).contains(&"letter-offer-thanks".to_owned()));
    assert_eq!(script.at(), "nothing", "it is a line, and no question");
    script
}

fn thank_you() -> Script {
    let mut script = after_a_debrief();
    script.command(Command::Letters);
    assert_eq!(script.at(), "L.which");
    script.pick("thank-you");
    script
}

/// A thank-you note as far as its draft.
fn drafted() -> Script {
    let mut script = thank_you();
    assert_eq!(script.at(), "L.role", "Sarah was named in D10, and is not asked for");
    script.text("coordinator");
    assert_eq!(script.at(), "L.detail", "the day is known");
    script.text("the night buses");
    script.skip();
    script.skip();
    script.text("Alex");
    assert_eq!(script.at(), "L.draft");
    script
}

fn sent(script: &Script) -> usize {
    let process = script.person.processes().next().unwrap().id;
    letter::sent(&script.person, &[LetterKind::ThankYou], process).len()
}

#[test]
fn the_thank_you_note_is_offered_once_for_an_interview() {
    let mut script = after_a_debrief();
    script.command(Command::Debrief(Some(Length::Full)));
    script.thing(0);
    let mut said = Vec::new();
    while script.at() != "nothing" {
        said.extend(words(&script.skip()));
    }
    assert!(said.contains(&"summary-title".to_owned()), "{said:?}");
    assert!(!said.contains(&"letter-offer-thanks".to_owned()), "{said:?}");

    // Where only the questions were jotted down, it was not offered yet.
    let mut script = Script::at_debrief(14, Command::Debrief(Some(Length::Capture)));
    script.scale(3);
    script.text("Why us?");
    script.done();
    script.command(Command::Debrief(Some(Length::Short)));
    script.thing(0);
    let mut said = Vec::new();
    while script.at() != "nothing" {
        said.extend(words(&script.skip()));
    }
    assert!(said.contains(&"letter-offer-thanks".to_owned()), "{said:?}");
}

#[test]
fn a_letter_asks_only_for_what_it_lacks_and_counts_once_it_is_confirmed() {
    let mut script = drafted();
    script.pick("use");
    assert_eq!((script.at().as_str(), sent(&script)), ("L.sent", 0));
    script.pick(letter::WAS_SENT);
    assert_eq!((script.at().as_str(), sent(&script)), ("nothing", 1));
    // The second letter knows how the first was signed.
    script.command(Command::Letters);
    script.pick("chaser");
    script.text("coordinator");
    script.skip();
    assert_eq!(script.at(), "L.draft");
}

#[test]
fn what_is_needed_is_asked_more_simply_and_then_the_letter_waits() {
    let mut script = thank_you();
    script.skip(); // the role
    script.skip();
    assert_eq!(script.at(), "L.detail.simply");
    assert!(words(&script.skip()).contains(&"letter-waits".to_owned()));
    assert_eq!(script.at(), "nothing");
}

#[test]
fn any_part_can_be_changed_and_the_draft_is_shown_anew() {
    let mut script = drafted();
    script.pick("change");
    script.pick("L.detail");
    assert_eq!(script.at(), "L.detail");
    script.text("the drivers");
    assert_eq!(script.at(), "L.draft");
    script.pick("own");
    script.text("Dear Sarah, thank you. Alex");
    assert_eq!(script.at(), "L.sent");
}

#[test]
fn not_yet_is_asked_about_once_more_and_never_again() {
    let mut script = drafted();
    script.pick("use");
    script.pick(letter::NOT_YET);
    let mut asked = 0;
    for _ in 0..10 {
        script.later(SignedDuration::from_hours(22)).event(&Event::Due);
        if script.at() == "L.sent" {
            asked += 1;
            script.pick(letter::NOT_YET);
        } else if script.at() != "nothing" {
            script.command(Command::Stop);
        }
    }
    assert_eq!(asked, 1);
}

#[test]
fn a_draft_that_was_kept_comes_back_the_next_morning() {
    let mut script = drafted();
    script.pick(letter::KEEP);
    assert_eq!(script.at(), "nothing");
    let mut came = false;
    for _ in 0..4 {
        script.later(SignedDuration::from_hours(22)).event(&Event::Due);
        came |= script.at() == "L.draft";
        if !came && script.at() != "nothing" {
            script.command(Command::Stop);
        }
    }
    assert!(came);
}

#[test]
fn letters_that_fit_come_first_and_all_can_be_had() {
    let mut script = after_a_debrief();
    script.command(Command::Letters);
    let picks = |script: &Script| match script.ask().unwrap().part.kind {
        Kind::Choice { choices, .. } => choices.into_iter().map(|choice| choice.pick).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    let mut all = picks(&script);
    assert!(all.first() == Some(&Pick::Named("thank-you".into())));
    script.answer(Answer::Choice(Pick::Named("another-letter".into())));
    all.extend(picks(&script));
    assert_eq!(all.len(), LetterKind::ALL.len() + 1);
}
