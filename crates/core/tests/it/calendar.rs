//! The calendar (§9): what has a date, by nickname only.

use crate::{
    offer_script::{Told, offered, tell},
    script::{Script, full, short, short_to_lines, words},
};
use afterword_core::{
    Answer, Command, Fact, Id, Private, Say,
    answer::When,
    calendar::{self, At, Calendar, Event, Standing},
    say::Attachment,
    vocabulary::ProcessState,
};
use jiff::{SignedDuration, civil};

fn events(script: &Script) -> Vec<Event> {
    calendar::events(&script.person, &script.settings, script.local())
}

/// The kind of an event: its uid without ids.
fn kind(event: &Event) -> &str {
    event.uid.split('.').next().unwrap()
}

/// The kinds of those that hold.
fn kinds(script: &Script) -> Vec<String> {
    events(script).iter().filter(|event| event.standing != Standing::Off).map(|event| kind(event).to_owned()).collect()
}

fn of_kind(script: &Script, wanted: &str) -> Event {
    let events = events(script);
    events.iter().find(|event| kind(event) == wanted).unwrap_or_else(|| panic!("no {wanted}")).clone()
}

fn attached(said: &[Say]) -> Option<&Calendar> {
    said.iter().find_map(|say| say.attachment.as_ref()).map(|Attachment::Calendar(calendar)| calendar)
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
    let interview = of_kind(&script, "interview");
    assert_eq!(interview.at, At::Moment { start: civil::datetime(2026, 11, 26, 15, 0, 0, 0), minutes: 60 });
    assert_eq!(interview.standing, Standing::Busy);
    assert_eq!(kinds(&script), ["evening", "interview", "debrief"]);
    let entries = script.journal.len();
    let again = script.command(Command::Calendar);
    assert!(attached(&again).unwrap().events == attached(&said).unwrap().events, "the same stands there");
    assert_eq!(script.journal.len(), entries, "what was handed over already is not noted again");
}

#[test]
fn a_moved_interview_keeps_its_name_and_the_later_file_counts() {
    let (mut script, _) = noted();
    let first = script.command(Command::Calendar);
    let before = of_kind(&script, "interview");
    let round = script.person.rounds().next().unwrap().id;
    let start = civil::datetime(2026, 11, 27, 9, 30, 0, 0);
    crate::rejection::apply(&mut script, vec![Fact::RoundMoved { round, start }]);
    let second = script.command(Command::Calendar);
    let after = of_kind(&script, "interview");
    assert_eq!(after.uid, before.uid);
    assert_eq!(after.at, At::Moment { start, minutes: 60 });
    let [first, second] = [&first, &second].map(|said| attached(said).unwrap());
    assert!(second.revision > first.revision);
    assert!(second.changed >= first.changed && second.made >= second.changed);
    assert_eq!(second.events.len(), first.events.len());
}

#[test]
fn what_was_handed_over_and_holds_no_longer_is_called_off_until_it_is_past() {
    let (mut script, process) = noted();
    script.command(Command::Calendar);
    let before = events(&script);
    let round = script.person.rounds().next().unwrap().id;
    crate::rejection::apply(&mut script, vec![Fact::RoundCancelled(round)]);
    for _ in 0..2 {
        let said = script.command(Command::Calendar);
        assert!(words(&said).contains(&"calendar-all-off".to_owned()));
        let off = &attached(&said).unwrap().events;
        let names =
            |events: &[Event]| events.iter().map(|event| (event.uid.clone(), event.at.clone())).collect::<Vec<_>>();
        assert_eq!(names(off), names(&before), "under their names, where they stood");
        assert!(off.iter().all(|event| event.standing == Standing::Off));
        // A job may be let go meanwhile.
        crate::rejection::apply(&mut script, vec![Fact::ProcessMoved { process, to: ProcessState::LetGo }]);
        assert!(!serde_json::to_string(&said).unwrap().contains("Leeds"), "nothing is said of the job");
    }
    let round = Id::minted(7, 901, 1);
    let start = civil::datetime(2026, 12, 3, 15, 0, 0, 0);
    let (process, talk) = (Id::minted(7, 901, 2), Id::minted(7, 901, 3));
    let other =
        Fact::ProcessNoted { process, nickname: Private::new("York"), role: None, employer: None, agency: None };
    let interview = Fact::RoundNoted { round, talk, process, start, minutes: 60, kind: None, arrange: None };
    crate::rejection::apply(&mut script, vec![other, interview]);
    let said = script.command(Command::Calendar);
    assert!(words(&said).ends_with(&["calendar-here".into(), "calendar-some-off".into()]), "{:?}", words(&said));
    assert_eq!(attached(&said).unwrap().events.len(), 6);

    script.later(SignedDuration::from_hours(4 * 24));
    assert_eq!(attached(&script.command(Command::Calendar)).unwrap().events.len(), 3, "past is past");
}

#[test]
fn what_was_handed_over_is_forgotten_with_whatever_is_deleted() {
    let (mut script, _) = noted();
    script.command(Command::Calendar);
    assert_eq!(script.person.calendar().len(), 3);
    let date = "interview.";
    let written = |script: &Script| {
        let mut journal = script.journal.clone();
        afterword_core::redact(&mut journal);
        let given = journal.iter().flat_map(|entry| &entry.facts).filter(|fact| matches!(fact, Fact::CalendarGiven(_)));
        given.map(|fact| serde_json::to_string(fact).unwrap()).collect::<String>()
    };
    assert!(written(&script).contains(date));
    script.command(Command::Worry);
    script.text("what if");
    script.command(Command::DeleteThat);
    assert!(script.person.calendar().is_empty());
    assert!(!written(&script).contains(date), "{}", written(&script));
    assert_eq!(kinds(&script), ["evening", "interview", "debrief"], "what is ahead still is");
}

#[test]
fn a_deadline_without_an_hour_is_a_day_and_with_one_a_moment() {
    let by = civil::datetime(2026, 12, 4, 17, 0, 0, 0);
    for (hour_named, at) in [(true, At::Moment { start: by, minutes: 15 }), (false, At::Day(by.date()))] {
        let mut script = offered();
        while script.at() != "O1.by" {
            let told = script.at();
            match told.as_str() {
                "O0" => script.several(&["none"]),
                "O1" => script.pick("written"),
                _ => script.skip(),
            };
        }
        script.answer(Answer::When(When { at: by, hour_named }));
        assert_eq!(of_kind(&script, "answer").at, at);
    }
}

#[test]
fn a_first_day_stands_there_though_its_eve_was_spoken_of_and_is_not_called_off_once_it_came() {
    let mut script = offered();
    let start = civil::date(2027, 1, 4);
    tell(&mut script, &[("O1.start", Told::By(start.at(9, 0, 0, 0)))]);
    while script.at() != "nothing" {
        script.command(Command::Stop);
    }
    script.command(Command::Offer);
    tell(&mut script, &[("O10", Told::Pick("accept"))]);
    script.command(Command::Calendar);
    script.now = date_at(2027, 1, 3, 12);
    script.event(&afterword_core::Event::Visit);
    let first_day = of_kind(&script, "start");
    assert_eq!((first_day.at, first_day.standing), (At::Day(start), Standing::Free));
    script.now = date_at(2027, 1, 4, 12);
    script.event(&afterword_core::Event::Visit);
    assert!(events(&script).iter().all(|event| event.standing != Standing::Off), "it came, and was not called off");
}

fn date_at(year: i16, month: i8, day: i8, hour: i8) -> jiff::Timestamp {
    civil::date(year, month, day).at(hour, 0, 0, 0).in_tz("UTC").unwrap().timestamp()
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
    assert!(events(&script).is_empty());
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
    assert_eq!(of_kind(&script, "news").at, At::Day(civil::date(2026, 11, 30)));
    for event in events(&script) {
        assert!(event.at.is_ahead(script.local()), "{}", event.uid);
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
