//! Journals that no version writes: facts in another order, about things that are not
//! there, with numbers and moments at the ends of what their types hold. Folding and
//! speaking to whoever comes out never panics. Found by `tests/fuzz` (`docs/fuzzing.md`).

use afterword_core::{
    Command, Entry, Event, Person,
    event::Meaning,
    reminders,
    sheet::view,
    vocabulary::Length,
    walk::{answered, context, now, samples_at, settings, turn_at},
};

/// Folds lines of JSON, asks everything that can be asked, and lets everything happen once.
fn survives(journal: &str) {
    let entries: Vec<Entry> = journal.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let person = Person::fold(7, &entries);
    let now = now().max(person.last_at());
    look_at(&person, now);
    for (name, event) in events(&person) {
        let mut next = person.clone();
        let (_, say) = turn_at(&mut next, &event, now, &settings());
        assert!(!say.is_empty() || event == Event::Due, "nothing was said to {name}");
        look_at(&next, now);
    }
}

fn look_at(person: &Person, now: jiff::Timestamp) {
    let settings = settings();
    let _ask = person.current_ask(&context(&settings));
    let _sheet = view::blocks(person, &settings);
    let _agenda = reminders::agenda(person, &settings);
    let _wake = person.next_wake(&settings, now);
}

fn events(person: &Person) -> Vec<(String, Event)> {
    let commands = [
        Command::Help,
        Command::Debrief(None),
        Command::Debrief(Some(Length::Full)),
        Command::Interview,
        Command::Reschedule,
        Command::Cancelled,
        Command::Sheet,
        Command::Rehearse,
        Command::List,
        Command::Unquiet,
        Command::Back,
        Command::Pause,
        Command::Resume,
        Command::Stop,
        Command::DeleteThat,
        Command::Correct,
        Command::Why,
        Command::Again,
    ];
    let heard = |command| Event::Heard { meaning: Meaning::Command(command), said: None, stamp: None };
    let commands = commands.into_iter().map(|command| (format!("{command:?}"), heard(command)));
    let answers = samples_at(person).into_iter().map(|sample| (sample.label.clone(), answered(&sample)));
    commands.chain(answers).chain([("a visit".into(), Event::Visit), ("the hour".into(), Event::Due)]).collect()
}

/// One entry of these facts, as turn `revision`.
fn entry(revision: u32, at: &str, facts: &str) -> String {
    format!(r#"{{"v":1,"revision":{revision},"at":"{at}","local":"2026-11-23T14:00:00","facts":[{facts}]}}"#)
}

const AT: &str = "2026-11-23T14:00:00Z";
const JOB: &str =
    r#"{"process_noted":{"process":"7.1.1","nickname":"the Leeds job","role":null,"employer":null,"agency":null}}"#;

fn round(process: &str, start: &str, minutes: i64) -> String {
    format!(
        r#"{{"round_noted":{{"round":"7.1.2","talk":"7.1.3","process":"{process}","start":"{start}","minutes":{minutes},"kind":null,"arrange":null}}}}"#
    )
}

#[test]
fn an_interview_of_a_job_that_is_not_there() {
    let journal = entry(9, AT, &format!(r#""agreed",{JOB},{}"#, round("6.1.1", "2026-11-24T12:00:00", 60)));
    survives(&journal);
    let entries: Vec<Entry> = journal.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(Person::fold(7, &entries).rounds().count(), 0);
}

#[test]
fn an_interview_of_any_length_at_any_time() {
    for minutes in [i64::MIN, -1, 0, i64::MAX] {
        for start in ["-009999-01-01T00:00:00", "2026-11-24T12:00:00", "9999-12-31T23:59:59.999999999"] {
            survives(&entry(9, AT, &format!(r#""agreed",{JOB},{}"#, round("7.1.1", start, minutes))));
        }
    }
}

#[test]
fn a_turn_after_the_last_one_there_can_be() {
    survives(&entry(u32::MAX, AT, r#""agreed""#));
}

#[test]
fn the_first_and_the_last_moment() {
    for at in ["-009999-01-02T01:59:59Z", "9999-12-30T22:00:00.999999999Z"] {
        let facts = format!(r#""agreed",{JOB},{}"#, round("7.1.1", "2026-11-24T12:00:00", 60));
        survives(&entry(9, at, &facts));
    }
}

#[test]
fn talks_about_what_is_not_there() {
    for opening in [
        r#""place""#,
        r#""sheet""#,
        r#""quiet""#,
        r#"{"correct":"7.5.0"}"#,
        r#"{"step":{"talk":"7.5.0","item":"7.5.1"}}"#,
        r#"{"rehearsal":{"talk":"7.5.0","of":null,"kind":"answer"}}"#,
        r#"{"overnight":{"debrief":"7.5.0","left":"rest","late":false}}"#,
        r#"{"debrief":{"round":"7.1.2","length":"full","decompress":true,"short_questions":0,"full_questions":0,"things_to_build":0}}"#,
    ] {
        survives(&entry(9, AT, &format!(r#""agreed",{{"talk_opened":{{"talk":"7.9.0","opening":{opening}}}}}"#)));
    }
    survives(&entry(
        9,
        AT,
        r#""agreed",{"resumed":"7.9.9"},{"finished":"7.9.8"},{"item_deleted":{"talk":"7.9.9","item":"7.1.1"}}"#,
    ));
}

#[test]
fn the_facts_of_real_journals_in_another_order() {
    for journal in [include_str!("../journals/0.1-short.jsonl"), include_str!("../journals/0.1-full.jsonl")] {
        let lines: Vec<&str> = journal.lines().collect();
        let backwards: Vec<&str> = lines.iter().rev().copied().collect();
        survives(&backwards.join("\n"));
        for left_out in 0..lines.len() {
            let rest = [&lines[..left_out], &lines[left_out + 1..]].concat();
            survives(&rest.join("\n"));
        }
    }
}
