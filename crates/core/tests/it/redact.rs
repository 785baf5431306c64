//! What was deleted is gone from the journal, and from nowhere else.

use crate::script::{Script, short_to_lines};
use afterword_core::{Answer, Command, Event, Person, decide, event::Meaning, redact, vocabulary::Length};

fn at_questions() -> Script {
    let mut script = Script::at_debrief(14, Command::Debrief(Some(Length::Full)));
    script.scale(4);
    script.skip();
    script
}

/// The redacted journal as it would be written, which folds to the same person.
fn written(script: &Script) -> String {
    let mut journal = script.journal.clone();
    redact(&mut journal);
    let tag = script.person.tag();
    assert!(Person::fold(tag, &journal) == script.person, "the redacted journal folds to another person");
    assert_eq!(journal.len(), script.journal.len());
    journal.iter().map(|entry| serde_json::to_string(entry).unwrap() + "\n").collect()
}

#[test]
fn a_deleted_item_is_gone_and_the_others_stay() {
    let mut script = at_questions();
    script.text("Why do you want this job?");
    script.text("MARKER about my salary");
    assert!(written(&script).contains("MARKER"));
    script.command(Command::DeleteThat);
    let written = written(&script);
    assert!(!written.contains("MARKER"), "{written}");
    assert!(written.contains("Why do you want this job?"), "{written}");
}

#[test]
fn what_was_typed_and_taken_back_before_goes_with_what_is_deleted() {
    let mut script = at_questions();
    script.text("MARKER one");
    script.command(Command::Back);
    script.text("MARKER two");
    script.command(Command::DeleteThat);
    assert!(!written(&script).contains("MARKER"));
}

#[test]
fn only_what_deletes_says_so() {
    let mut script = at_questions();
    let deletes = |script: &Script, command| {
        let event = Event::Heard { meaning: Meaning::Command(command), said: None, stamp: None };
        decide(&script.person, &event, &script.context()).deletes
    };
    script.text("One");
    assert!(deletes(&script, Command::DeleteThat));
    for other in [Command::Back, Command::Sheet, Command::Stop, Command::Help] {
        assert!(!deletes(&script, other));
    }
    let nobody = Script::welcomed(14);
    assert!(!deletes(&nobody, Command::DeleteThat), "there was nothing to delete");
}

#[test]
fn the_words_of_one_message_go_with_any_of_its_answers() {
    let mut script = at_questions();
    script.text("One");
    script.text("Two");
    script.done();
    script.said("5, 2 and MARKER", vec![Answer::Scale(5), Answer::Scale(2)]);
    assert!(written(&script).contains("MARKER"));
    script.command(Command::DeleteThat);
    assert!(!written(&script).contains("MARKER"));
}

#[test]
fn a_finished_debrief_without_deletions_keeps_every_word() {
    let mut script = Script::at_debrief(14, Command::Debrief(Some(Length::Short)));
    short_to_lines(&mut script, "no-example");
    let before: String = script.journal.iter().map(|entry| serde_json::to_string(entry).unwrap() + "\n").collect();
    assert!(written(&script) == before, "nothing was deleted, taken back or replaced");
}

#[test]
fn a_skipped_question_is_not_what_is_deleted() {
    let mut script = at_questions();
    script.text("MARKER one");
    script.done();
    while script.at() != "D6" && script.at() != "nothing" {
        script.skip();
    }
    script.skip();
    let said = script.command(Command::DeleteThat);
    assert!(!written(&script).contains("MARKER"), "{:?}", crate::script::words(&said));
}
