//! The calendar (§9): what has a date, by nickname only.

use crate::script::{Script, full, short, short_to_lines, words};
use afterword_core::{
    Command, Fact, Id, Private, Say,
    calendar::{self, Event},
    say::Attachment,
    vocabulary::ProcessState,
};
use jiff::civil;

/// Uid (without ids), start and length of each event, in order.
fn dates(script: &Script) -> Vec<(String, String, i64)> {
    let kind = |uid: &str| uid.split('.').next().unwrap().to_owned();
    let events = calendar::events(&script.person, &script.settings, script.local());
    events.iter().map(|event| (kind(&event.uid), event.start.to_string(), event.minutes)).collect()
}

fn kinds(script: &Script) -> Vec<String> {
    dates(script).into_iter().map(|(kind, ..)| kind).collect()
}

fn attached(said: &[Say]) -> Option<&[Event]> {
    said.iter().find_map(|say| say.attachment.as_ref()).map(|Attachment::Calendar { events, .. }| events.as_slice())
}

/// Somebody with an interview on Thursday at three, whose job has an employer.
fn noted() -> (Script, Id) {
    let mut script = Script::welcomed(9);
    let [process, talk, round] = [1, 2, 3].map(|n| Id::minted(7, 900, n));
    let job = Fact::ProcessNoted {
        process,
        nickname: Private::new("the Leeds job"),
        role: Some(Private::new("MARKER-ROLE")),
        employer: Some(Private::new("MARKER-EMPLOYER")),
        agency: Some(Private::new("MARKER-AGENCY")),
    };
    let start = civil::datetime(2026, 11, 26, 15, 0, 0, 0);
    let interview = Fact::RoundNoted { round, talk, process, start, minutes: 60, kind: None, arrange: None };
    crate::rejection::apply(&mut script, vec![job, interview]);
    (script, process)
}

#[test]
fn an_interview_stands_there_with_its_evening_and_the_look_back() {
    let (mut script, _) = noted();
    let said = script.command(Command::Calendar);
    assert!(words(&said).contains(&"calendar-here".to_owned()));
    let interview = dates(&script).into_iter().find(|(kind, ..)| kind == "interview");
    assert_eq!(interview, Some(("interview".into(), "2026-11-26T15:00:00".into(), 60)));
    assert_eq!(kinds(&script), ["evening", "interview", "debrief"]);
    let uids = |said: &[Say]| attached(said).unwrap().iter().map(|event| event.uid.clone()).collect::<Vec<_>>();
    assert_eq!(uids(&script.command(Command::Calendar)), uids(&said), "asked again, nothing is there twice");
}

#[test]
fn only_the_nickname_of_a_job_leaves() {
    let (mut script, _) = noted();
    let said = script.command(Command::Calendar);
    let bytes = serde_json::to_string(&said).unwrap();
    assert!(bytes.contains("the Leeds job"));
    assert!(!bytes.contains("MARKER"), "{bytes}");
    assert!(said[0].quotes(), "a name of the person's own goes out");
}

#[test]
fn nothing_of_a_job_that_was_let_go_stands_there() {
    let (mut script, process) = noted();
    crate::rejection::apply(&mut script, vec![Fact::ProcessMoved { process, to: ProcessState::LetGo }]);
    assert_eq!(dates(&script), []);
    let said = script.command(Command::Calendar);
    assert!(attached(&said).is_none());
    assert!(words(&said).contains(&"calendar-empty".to_owned()));
}

#[test]
fn what_has_passed_is_not_there_and_the_day_of_news_and_a_rehearsal_are() {
    let mut script = short(14);
    short_to_lines(&mut script, "no-example");
    script.pick("keep-all");
    script.skip();
    let kinds = kinds(&script);
    assert!(!kinds.contains(&"interview".to_owned()), "{kinds:?}");
    assert!(kinds.contains(&"news".to_owned()), "{kinds:?}");
    for event in calendar::events(&script.person, &script.settings, script.local()) {
        assert!(event.start > script.local(), "{}", event.uid);
    }
}

#[test]
fn asked_for_in_the_middle_of_a_talk_the_question_stays() {
    let mut script = full(14);
    let before = script.at();
    let said = script.command(Command::Calendar);
    assert_eq!(script.at(), before);
    assert!(said[0].ask.is_some());
}

#[test]
fn a_message_of_before_has_no_attachment_and_is_still_read() {
    let old: Say = serde_json::from_str(r#"{"blocks":[{"word":"help-always"}]}"#).unwrap();
    assert!(old.attachment.is_none());
    assert_eq!(serde_json::to_string(&old).unwrap(), r#"{"blocks":[{"word":"help-always"}]}"#);
}
