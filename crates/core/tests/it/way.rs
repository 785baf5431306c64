//! Finding one's way (§0): help, what comes next, settings, erasing, exporting, and free text understood a little.

use crate::script::{Script, short, short_to_lines, words};
use afterword_core::{
    Answer, Command, Context, Event, Fact, Private, Say, Then,
    answer::{When, YesNo},
    decide,
    event::{Meaning, Told},
    redact, reminders,
    say::{Arg, Block},
    vocabulary::{News, ProcessState},
};
use jiff::{SignedDuration, ToSpan, civil};

fn guess(script: &mut Script, meant: Command) -> Vec<Say> {
    script.event(&Event::Heard { meaning: Meaning::Guess(meant), said: Some(Private::new("as typed")), stamp: None })
}

/// The word ids within the steps that help and `next` offer.
fn steps(say: &[Say]) -> Vec<String> {
    let within = |block: &Block| match block.args.first() {
        Some((name, Arg::Word(step))) if name == "step" => Some(step.word.to_string()),
        _ => None,
    };
    say.iter().flat_map(|say| say.blocks.iter().filter_map(within)).collect()
}

fn then(script: &Script, meaning: Meaning) -> Option<Then> {
    let event = Event::Heard { meaning, said: None, stamp: None };
    decide(&script.person, &event, &script.context()).then
}

/// An interview noted for today at this hour.
fn noted(at: i8, hour: i8) -> Script {
    let mut script = Script::welcomed(at);
    script.command(Command::Interview);
    script.text("the Leeds job");
    for _ in 0..3 {
        script.skip();
    }
    script.when(script.local().date().at(hour, 0, 0, 0));
    while script.ask().is_some() {
        script.skip();
    }
    script
}

#[test]
fn help_says_three_things_to_somebody_new() {
    let mut script = Script::welcomed(12);
    let say = script.command(Command::Help);
    assert_eq!(steps(&say), ["step-begin-debrief", "step-begin-interview", "step-begin-sheet"]);
}

#[test]
fn help_fits_an_interview_that_was_not_looked_back_at() {
    let mut script = noted(9, 10);
    script.later(SignedDuration::from_hours(24));
    let say = script.command(Command::Help);
    assert_eq!(steps(&say)[0], "step-debrief");
    assert_eq!(steps(&say).len(), 3);
}

#[test]
fn help_fits_a_wait_whose_day_has_passed() {
    let mut script = noted(9, 10);
    script.later(SignedDuration::from_hours(3));
    script.command(Command::Debrief(None));
    assert_eq!(script.at(), "D1");
    let process = script.person.processes().next().unwrap().id;
    // As far as D10, then left there.
    script.scale(4);
    script.pick("short");
    script.text("Why us?");
    script.done();
    for _ in 0..12 {
        if script.at() == "D10" {
            break;
        }
        script.skip();
    }
    script.when(script.local().date().saturating_add(3.days()).at(17, 0, 0, 0));
    while script.ask().is_some() {
        script.skip();
    }
    assert!(script.person.process(process).unwrap().state == ProcessState::Waiting);
    let before = words(&script.command(Command::List));
    assert!(before.contains(&"list-job-expected".into()), "{before:?}");
    assert!(words(&script.command(Command::Next)).contains(&"next-expected".into()));
    script.later(SignedDuration::from_hours(24 * 5));
    assert_eq!(steps(&script.command(Command::Help))[0], "step-heard");
    assert!(words(&script.command(Command::List)).contains(&"list-job-overdue".into()));
}

#[test]
fn help_in_a_talk_says_where_it_is_and_what_can_be_said() {
    let mut script = short(14);
    let say = script.command(Command::Help);
    assert_eq!(words(&say), ["help-where", "help-can-skip", "help-afterwards"]);
    assert_eq!(say[0].ask.as_ref().unwrap().part.question.name, "D1");
    let mut needed = Script::welcomed(12);
    needed.command(Command::Interview);
    assert_eq!(words(&needed.command(Command::Help))[1], "help-can");
}

#[test]
fn next_names_the_interview_and_one_step() {
    let mut script = noted(9, 15);
    let say = script.command(Command::Next);
    assert!(words(&say).contains(&"next-interview".into()));
    assert_eq!(steps(&say).len(), 1);
    let mut nobody = Script::welcomed(12);
    assert_eq!(words(&nobody.command(Command::Next))[0], "next-no-dates");
}

#[test]
fn a_job_that_was_let_go_is_listed_only_when_all_are_asked_for() {
    let mut script = noted(9, 10);
    let process = script.person.processes().next().unwrap().id;
    let entry = afterword_core::Entry {
        v: 1,
        revision: script.person.revision() + 1,
        at: script.now,
        local: script.local(),
        facts: vec![Fact::ProcessMoved { process, to: ProcessState::LetGo }],
    };
    script.person.apply(&entry);
    assert_eq!(words(&script.command(Command::List)), ["list-empty"]);
    assert_eq!(words(&script.command(Command::ListClosed)), ["list-title-all", "list-job"]);
}

#[test]
fn what_it_sounds_like_is_asked_once_and_a_no_changes_nothing() {
    let mut script = Script::welcomed(12);
    guess(&mut script, Command::Sheet);
    assert_eq!(script.at(), "confirm");
    let say = script.answer(Answer::YesNo(YesNo::No));
    assert_eq!(words(&say)[0], "confirm-left");
    assert_eq!(script.at(), "nothing");
    guess(&mut script, Command::Sheet);
    script.yes();
    assert_eq!(script.at(), "sheet");
}

#[test]
fn a_newer_guess_takes_the_place_of_the_one_before() {
    let mut script = Script::welcomed(12);
    guess(&mut script, Command::Sheet);
    guess(&mut script, Command::Heard(Some(News::No)));
    assert_eq!(script.person.stack().len(), 1);
}

#[test]
fn a_guess_within_a_talk_comes_back_to_it() {
    let mut script = short(14);
    guess(&mut script, Command::List);
    assert_eq!(script.at(), "confirm");
    script.skip();
    assert_eq!(script.at(), "D1");
}

#[test]
fn a_changed_mind_is_about_an_answer_in_a_talk_and_about_the_job_outside() {
    let mut script = short(14);
    script.scale(3);
    script.command(Command::ChangedMind);
    assert_eq!(script.at(), "correct");
    let mut script = noted(9, 10);
    let process = script.person.processes().next().unwrap().id;
    let entry = afterword_core::Entry {
        v: 1,
        revision: script.person.revision() + 1,
        at: script.now,
        local: script.local(),
        facts: vec![Fact::ProcessMoved { process, to: ProcessState::Declined }],
    };
    script.person.apply(&entry);
    script.command(Command::ChangedMind);
    assert_eq!(script.at(), "confirm");
}

fn told(hour_named: bool) -> Told {
    let at = civil::datetime(2026, 11, 24, if hour_named { 15 } else { 17 }, 0, 0, 0);
    Told { start: Some(When { at, hour_named }), nickname: Some(Private::new("the Leeds people")) }
}

#[test]
fn what_was_told_of_an_interview_is_not_asked_again() {
    let mut script = Script::welcomed(12);
    script.command(Command::Note(told(true)));
    let mut asked = vec![script.at()];
    while script.ask().is_some() {
        script.skip();
        asked.push(script.at());
    }
    assert!(!asked.iter().any(|name| name == "N1" || name == "N2" || name == "N2.hour"), "{asked:?}");
    assert!(script.person.processes().next().unwrap().nickname.reveal() == "the Leeds people");
    assert_eq!(script.person.rounds().next().unwrap().start, civil::datetime(2026, 11, 24, 15, 0, 0, 0));
}

#[test]
fn an_interview_without_its_hour_is_asked_for_it() {
    let mut script = Script::welcomed(12);
    script.command(Command::Note(told(false)));
    for _ in 0..3 {
        script.skip();
    }
    assert_eq!(script.at(), "N2.hour");
    script.when(civil::datetime(2026, 11, 23, 10, 30, 0, 0));
    while script.ask().is_some() {
        script.skip();
    }
    assert_eq!(script.person.rounds().next().unwrap().start, civil::datetime(2026, 11, 24, 10, 30, 0, 0));
}

#[test]
fn which_job_is_asked_and_what_was_told_goes_along() {
    let mut script = noted(9, 10);
    script.command(Command::Note(told(true)));
    assert_eq!(script.at(), "D0");
    script.thing(0);
    assert_eq!(script.at(), "N2.length");
    // The job has a name already, so the words that were to be one are gone.
    let holders = script.person.talks().filter(|talk| {
        talk.answers()
            .any(|(_, kept)| matches!(&kept.answer, Answer::Text(text) if text.reveal() == "the Leeds people"))
    });
    assert_eq!(holders.count(), 0);
}

#[test]
fn everything_is_erased_after_two_questions_only() {
    let mut script = short(14);
    let say = script.command(Command::Erase);
    assert_eq!(words(&say), ["erase-what", "privacy-backups"]);
    let pick = |id: &'static str| Meaning::Answers(vec![picked(id)]);
    assert_eq!(then(&script, pick("erase")), None);
    script.pick("erase");
    assert_eq!(script.at(), "erase.again");
    assert_eq!(then(&script, pick("keep-all")), None);
    assert_eq!(then(&script, pick("erase-all")), Some(Then::Erase));
    script.pick("keep-all");
    assert_eq!(script.at(), "D1");
}

fn picked(id: &'static str) -> Answer {
    Answer::Choice(afterword_core::ask::Pick::Named(id.into()))
}

#[test]
fn the_farewell_asks_nothing_and_says_the_date() {
    let mut script = short(14);
    script.command(Command::Erase);
    script.pick("erase");
    let say = script.pick("erase-all");
    assert_eq!(words(&say), ["erase-done", "privacy-backups", "erase-farewell"]);
    assert!(say.iter().all(|say| say.ask.is_none()));
}

#[test]
fn a_copy_can_be_had_first_and_at_any_time() {
    let mut script = Script::welcomed(12);
    assert_eq!(then(&script, Meaning::Command(Command::Export)), Some(Then::Export));
    script.command(Command::Erase);
    assert_eq!(then(&script, Meaning::Answers(vec![picked("copy-first")])), Some(Then::Export));
    script.pick("copy-first");
    assert_eq!(script.at(), "erase");
}

#[test]
fn quiet_hours_of_ones_own_move_what_is_said() {
    let mut script = noted(9, 10);
    let late = |script: &Script| {
        let agenda = reminders::agenda(&script.person, &script.settings);
        let at = |reminder| {
            afterword_core::contact::earliest(&script.person, &script.settings, reminder, script.local(), &agenda)
        };
        agenda.iter().filter(|reminder| !reminder.id.is_silent()).filter_map(at).map(|at| at.time()).collect::<Vec<_>>()
    };
    script.command(Command::Settings);
    script.pick("quiet-hours");
    script.pick("both");
    let (from, until) = (civil::time(18, 0, 0, 0), civil::time(10, 0, 0, 0));
    assert!(!late(&script).is_empty());
    assert!(late(&script).iter().all(|time| (until..from).contains(time)), "{:?}", late(&script));
    script.command(Command::Settings);
    script.pick("undo");
    assert!(script.person.own(&script.settings).quiet_from == script.settings.quiet_from);
}

#[test]
fn a_length_said_once_is_not_asked_again() {
    let mut script = noted(9, 10);
    script.command(Command::Settings);
    script.pick("debrief-length");
    script.pick("short");
    script.later(SignedDuration::from_hours(3));
    script.command(Command::Debrief(None));
    script.scale(4);
    assert_eq!(script.at(), "D3");
}

#[test]
fn a_country_that_is_deleted_is_in_the_journal_no_more() {
    let mut script = Script::stranger(12);
    script.event(&Event::Visit);
    script.pick("yes");
    script.answer(Answer::Zone("Europe/Lisbon".into()));
    script.answer(Answer::Country("PT".into()));
    assert_eq!(script.person.country(), Some("PT"));
    let decide = |script: &Script, id| {
        let event = Event::Heard { meaning: Meaning::Answers(vec![picked(id)]), said: None, stamp: None };
        afterword_core::decide(&script.person, &event, &Context { now: script.now, ..script.context() }).deletes
    };
    for (id, text) in [("forget-country", "\"PT\""), ("forget-zone", "Europe/Lisbon")] {
        script.command(Command::Settings);
        assert!(decide(&script, id), "{id} deletes");
        script.pick(id);
        let mut journal = script.journal.clone();
        redact(&mut journal);
        let kept = journal.iter().map(|entry| serde_json::to_string(entry).unwrap()).collect::<String>();
        assert!(!kept.contains(text), "{text} is still there: {kept}");
        assert!(afterword_core::Person::fold(7, &journal) == script.person, "the redacted journal is the same person");
    }
    assert_eq!((script.person.country(), script.person.zone_name()), (None, None));
}

#[test]
fn bars_stand_beside_the_skills_once_they_are_turned_on() {
    let mut script = short(14);
    crate::script::short_to_lines(&mut script, "no-example");
    script.pick("keep-all");
    script.skip();
    let bars = |script: &mut Script| {
        let say = script.command(Command::Sheet);
        script.command(Command::Stop);
        let within =
            |block: &Block| matches!(block.args.first(), Some((_, Arg::Word(row))) if row.word == "sheet-bars");
        say[0].blocks.iter().filter(|block| within(block)).count()
    };
    let skills = afterword_core::sheet::view::rows(&script.person, &script.settings);
    let skills =
        skills.iter().filter(|row| matches!(&row.pick, afterword_core::ask::Pick::Named(id) if !id.contains(' ')));
    let skills = skills.count();
    assert_eq!(bars(&mut script), 0);
    script.command(Command::Settings);
    script.pick("bars-on");
    assert!(script.person.bars());
    assert_eq!(bars(&mut script), skills);
    script.command(Command::Settings);
    script.pick("undo");
    assert_eq!(bars(&mut script), 0);
}

#[test]
fn erasing_said_twice_is_a_yes_to_the_first_question_only() {
    let mut script = Script::welcomed(12);
    script.command(Command::Erase);
    script.command(Command::Erase);
    assert_eq!(script.at(), "erase.again");
    script.command(Command::Erase);
    assert_eq!(script.at(), "erase.again");
}

/// Opening the terminal with nothing due.
fn met(script: &mut Script) -> Vec<String> {
    let said = words(&script.event(&Event::Visit));
    assert_eq!(script.at(), "nothing", "{said:?}");
    said
}

#[test]
fn a_visit_with_nothing_due_names_one_thing_that_presses_and_nags_about_none() {
    // Nothing there: as before.
    assert_eq!(met(&mut Script::welcomed(9)), ["visit"]);

    // An interview nobody looked back at, once its invitations are over.
    let mut script = noted(9, 10);
    script.later(SignedDuration::from_hours(24 * 4));
    assert_eq!(met(&mut script), ["visit-step"]);
    let mut left_be = script.clone();
    left_be.command(Command::Quiet(Some(script.local().saturating_add(jiff::Span::new().days(3)))));
    assert_eq!(met(&mut left_be), ["visit"], "whoever wants to be left alone is");
    script.later(SignedDuration::from_hours(24 * 4));
    assert_eq!(met(&mut script), ["visit"], "after a week it does not press any more");

    // An offer that is being weighed.
    let mut script = noted(9, 10);
    script.command(Command::Offer);
    script.command(Command::Stop);
    script.later(SignedDuration::from_hours(24 * 4));
    assert_eq!(met(&mut script), ["visit-step"]);
}

/// The wait is held for them: that a day has passed is asked about in its time, and not at each visit.
#[test]
fn a_visit_never_says_that_news_is_late() {
    let mut script = short(14);
    short_to_lines(&mut script, "no-example");
    script.pick("keep-all");
    script.skip();
    script.later(SignedDuration::from_hours(24 * 8)).event(&Event::Visit);
    while script.at() != "nothing" {
        script.command(Command::Stop);
    }
    // A week comes to Monday 30 November; the first nudge to Wednesday 2 December.
    assert_eq!(script.local().date(), jiff::civil::date(2026, 12, 1));
    assert_eq!(met(&mut script), ["visit"]);
}
