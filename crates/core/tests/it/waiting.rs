//! Waiting (`conversations.md` §2): its timers as a table, the states of a job as a table, and conversations.
//! All dates were counted by hand on the calendar of November 2026 to January 2027.

use crate::script::{Script, short, short_to_lines, words};
use afterword_core::{
    Answer, Command, Entry, Event, Fact, Id, Private,
    answer::{When, YesNo},
    ask::{Kind, Pick},
    entry::FORMAT,
    reminders::{self, ReminderId, waiting::Due},
    talks::{Opening, letter},
    vocabulary::{LetterKind, News, ProcessState},
    waiting::{self, Asked},
};
use jiff::{SignedDuration, civil, civil::date};

/// Somebody who waits since Monday 23 November 2026, having answered D10 like this.
fn waits(hear: Answer) -> Script {
    let mut script = short(14);
    script.settings.holidays.insert(String::new(), vec![date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)]);
    script.scale(4);
    for _ in 0..50 {
        match script.at().as_str() {
            "D10" => script.answer(hear.clone()),
            "nothing" => break,
            _ => script.skip(),
        };
    }
    assert_eq!(state(&script), ProcessState::Waiting);
    script
}

fn no_date() -> Answer {
    named("not-said")
}

fn named(id: &'static str) -> Answer {
    Answer::Choice(Pick::Named(id.into()))
}

fn on(day: civil::Date) -> Answer {
    Answer::When(When { at: day.at(17, 0, 0, 0), hour_named: false })
}

fn process(script: &Script) -> Id {
    script.person.processes().next().unwrap().id
}

fn state(script: &Script) -> ProcessState {
    script.person.processes().next().unwrap().state
}

fn next(script: &Script) -> Option<(Asked, civil::Date)> {
    waiting::of(&script.person, &script.settings, process(script)).and_then(|wait| wait.next)
}

/// A chaser was drafted and confirmed as sent (or not) on this day.
fn note(script: &mut Script, day: civil::Date, sent: bool) {
    let process = process(script);
    let talk = Id::minted(script.person.tag(), script.person.revision() + 1, 0);
    let opening = Opening::Letter(letter::Opening {
        kind: Some(LetterKind::Chaser),
        process: Some(process),
        about: None,
        keep_first: false,
        questions: Vec::new(),
    });
    let answer = if sent { named(letter::WAS_SENT) } else { Answer::Skipped };
    let facts = vec![
        Fact::TalkOpened { talk, opening },
        Fact::Answered { talk, question: letter::SENT, answer, said: None, weight: 100 },
        Fact::Finished(talk),
    ];
    let local = day.at(12, 0, 0, 0);
    let at = local.in_tz("UTC").unwrap().timestamp();
    let entry = Entry { v: FORMAT, revision: script.person.revision() + 1, at, local, facts };
    script.person.apply(&entry);
    script.journal.push(entry);
    script.now = script.now.max(at);
}

/// Says what is due at noon of this day, as if the person had been left alone before.
fn go_to(script: &mut Script, day: civil::Date) {
    script.now = day.at(12, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    script.event(&Event::Due);
}

#[test]
fn the_first_nudge_comes_two_working_days_after_the_date_or_eight_after_the_interview() {
    #[rustfmt::skip]
    let table = [
        (no_date(),               date(2026, 12, 3)), // Mon 23 Nov + 8: Tue 24 … Fri 27, Mon 30 … Thu 3
        (Answer::Skipped,         date(2026, 12, 3)),
        (on(date(2026, 11, 30)),  date(2026, 12, 2)),  // Mon + 2
        (on(date(2026, 12, 4)),   date(2026, 12, 8)),  // Fri + 2, over a weekend
        (on(date(2026, 12, 5)),   date(2026, 12, 8)),  // Sat: Mon, Tue
        (on(date(2026, 12, 24)),  date(2026, 12, 30)), // Thu + 2, over Christmas: Tue 29, Wed 30
        (on(date(2026, 12, 31)),  date(2027, 1, 5)),   // Thu + 2, over New Year: Mon 4, Tue 5
        (named("days"),           date(2026, 11, 30)), // Mon + 3 is Thu 26; + 2
        (named("week"),           date(2026, 12, 2)),  // Mon + 5 is Mon 30; + 2
        (named("two-weeks"),      date(2026, 12, 9)),  // Mon + 10 is Mon 7; + 2
    ];
    for (n, (hear, expected)) in table.into_iter().enumerate() {
        let script = waits(hear);
        assert_eq!(next(&script), Some((Asked::Nudge(0), expected)), "row {n}");
    }
}

#[test]
fn the_other_timers_follow_from_what_was_sent_and_said() {
    let nudged = |answer: &'static str| {
        let mut script = waits(no_date());
        go_to(&mut script, date(2026, 12, 3));
        assert_eq!(script.at(), "W6");
        script.pick(answer);
        script
    };
    // Left: W8 seventeen working days after Thu 3 Dec, over Christmas and New Year.
    let left = nudged("leave");
    assert_eq!(next(&left), Some((Asked::Silence, date(2026, 12, 30))));
    // Put off: three working days, twice at most.
    let mut waited = nudged("wait");
    assert_eq!(next(&waited), Some((Asked::Nudge(0), date(2026, 12, 8))));
    go_to(&mut waited, date(2026, 12, 8));
    waited.pick("wait");
    assert_eq!(next(&waited), Some((Asked::Nudge(0), date(2026, 12, 11))));
    go_to(&mut waited, date(2026, 12, 11));
    waited.pick("wait");
    assert_eq!(waited.at(), "W6", "a third time is not on offer");
    waited.pick("leave");
    assert_eq!(next(&waited), Some((Asked::Silence, date(2026, 12, 30))));
    // Drafted, but not known to be sent: as if none was.
    let mut drafted = nudged("note");
    note(&mut drafted, date(2026, 12, 3), false);
    assert_eq!(next(&drafted), Some((Asked::Silence, date(2026, 12, 30))));
    // One sent: the second nudge seven working days later.
    note(&mut drafted, date(2026, 12, 4), true);
    assert_eq!(next(&drafted), Some((Asked::Nudge(1), date(2026, 12, 15))));
    let mut one = drafted.clone();
    go_to(&mut one, date(2026, 12, 15));
    assert_eq!(one.at(), "W7");
    one.pick("leave");
    assert_eq!(next(&one), Some((Asked::Silence, date(2026, 12, 31))), "as long after as after a second note");
    // Two sent: the silence ten working days later, and no third.
    note(&mut drafted, date(2026, 12, 16), true);
    assert_eq!(next(&drafted), Some((Asked::Silence, date(2027, 1, 4))));
    go_to(&mut drafted, date(2027, 1, 4));
    assert_eq!(drafted.at(), "W8");
    assert!(
        words(&[afterword_core::Say { blocks: drafted.ask().unwrap().part.prompt, ask: None, attachment: None }])
            .contains(&"silence-two-notes".to_owned())
    );
    drafted.pick("keep");
    assert_eq!((next(&drafted), state(&drafted)), (None, ProcessState::Silent));
}

#[test]
fn on_hold_is_asked_about_on_its_date_or_after_fifteen_working_days() {
    for (answer, expected) in [(on(date(2026, 12, 10)), date(2026, 12, 10)), (named("no-date"), date(2026, 12, 14))] {
        let mut script = waits(no_date());
        script.command(Command::Heard(Some(News::OnHold)));
        script.answer(answer);
        assert_eq!((state(&script), next(&script)), (ProcessState::OnHold, None));
        let held = waiting::on_hold(&script.person, &script.settings, process(&script));
        assert_eq!(held, Some((expected, 0)));
        go_to(&mut script, expected);
        assert_eq!(script.at(), "W6");
        script.pick("yes");
        assert_eq!(script.at(), "W9");
    }
}

#[test]
fn more_information_is_reminded_of_the_day_before_and_the_job_goes_on_waiting() {
    let mut script = waits(no_date());
    script.command(Command::Heard(Some(News::MoreWanted)));
    script.answers(vec![Answer::Text(Private::new("References")), on(date(2026, 12, 4))]);
    assert_eq!(state(&script), ProcessState::Waiting);
    assert_eq!(next(&script), Some((Asked::Nudge(0), date(2026, 12, 16))), "the wait begins anew with that day");
    go_to(&mut script, date(2026, 12, 3));
    let said: Vec<_> = script.facts().to_vec();
    let due = ReminderId::Waiting(Due::Wanted { process: process(&script), on: date(2026, 12, 3) });
    assert!(said.contains(&Fact::Reminded { reminder: due, visit: false }));
}

/// Where news leads from wherever a job stands: any of it reopens what was closed.
#[test]
fn every_state_takes_every_news() {
    use ProcessState::*;
    let from = [
        Noted,
        Interviewing,
        Waiting,
        NextRound,
        OnHold,
        Silent,
        PostPulled,
        Rejected,
        Learning,
        LetGo,
        DreamWatch,
        Offered,
        Deciding,
        Accepted,
        Declined,
        WithdrawnByThem,
        WithdrawnByMe,
        Started,
        Reviewing,
        Closed,
    ];
    let table = [
        (News::NextRound, NextRound),
        (News::OnHold, OnHold),
        (News::MoreWanted, Waiting),
        (News::No, Rejected),
        (News::Offer, Offered),
        (News::TakenBack, WithdrawnByThem),
        (News::Pulled, PostPulled),
    ];
    let waiting = waits(no_date());
    for from in from {
        for (news, to) in table {
            let mut script = waiting.clone();
            let facts = vec![Fact::ProcessMoved { process: process(&script), to: from }];
            let (at, local) = (script.now, script.local());
            script.person.apply(&Entry { v: FORMAT, revision: script.person.revision() + 1, at, local, facts });
            script.command(Command::Heard(Some(news)));
            while matches!(script.at().as_str(), "W9.hold" | "W9.wanted" | "W9.by") {
                script.skip();
            }
            assert_eq!(state(&script), to, "{from:?}, {news:?}");
            assert!(script.person.processes().next().unwrap().news, "the hunch is locked");
        }
    }
}

#[test]
fn any_outcome_cancels_every_timer_and_changing_ones_mind_brings_them_back() {
    let of_waiting = |script: &Script| {
        let agenda = reminders::agenda(&script.person, &script.settings);
        agenda.into_iter().filter(|reminder| matches!(reminder.id, ReminderId::Waiting(_))).count()
    };
    let mut script = waits(on(date(2026, 12, 4)));
    script.command(Command::Waiting);
    script.pick("day-before");
    assert_eq!(of_waiting(&script), 2);
    for news in [News::NextRound, News::No, News::Offer, News::Pulled, News::TakenBack] {
        let mut script = script.clone();
        script.command(Command::Heard(Some(news)));
        assert_eq!(of_waiting(&script), 0, "{news:?}");
    }
    script.command(Command::Withdraw);
    script.yes();
    script.skip();
    assert_eq!((state(&script), of_waiting(&script)), (ProcessState::WithdrawnByMe, 0));
    script.command(Command::Waiting);
    assert_eq!(script.at(), "W1.again");
    script.yes();
    script.skip();
    assert_eq!(state(&script), ProcessState::Waiting);
    assert_eq!(of_waiting(&script), 2);
}

#[test]
fn leave_me_be_holds_for_nudges_and_they_wait_as_long_as_it_takes() {
    let mut script = waits(no_date());
    script.command(Command::Quiet(Some(civil::datetime(2026, 12, 20, 9, 0, 0, 0))));
    for day in 1..=19 {
        go_to(&mut script, date(2026, 12, day));
        assert_eq!(script.at(), "nothing", "{day} December");
    }
    go_to(&mut script, date(2026, 12, 21));
    assert_eq!(script.at(), "W6");
}

#[test]
fn the_day_before_is_asked_for_with_d14_and_its_plans_are_shown_back() {
    let mut script = short(14);
    short_to_lines(&mut script, "nerves");
    script.pick("keep-all");
    assert_eq!(script.at(), "D14");
    script.pick("cook");
    assert_eq!(script.at(), "W1b");
    let said = words(&script.pick("day-before"));
    assert!(said.contains(&"hold-day-before-set".to_owned()), "{said:?}");
    let wait = waiting::of(&script.person, &script.settings, process(&script)).unwrap();
    assert_eq!((wait.expected, waiting::day_before(&wait)), (Some(date(2026, 11, 30)), Some(date(2026, 11, 29))));
    go_to(&mut script, date(2026, 11, 29));
    assert_eq!(script.at(), "W4.yes");
    script.text("Ring my sister");
    script.text("Go for a swim");
    for (news, plan) in [(News::No, "Go for a swim"), (News::Offer, "Ring my sister")] {
        let mut script = script.clone();
        let said = script.command(Command::Heard(Some(news)));
        let shown = said.iter().flat_map(|say| &say.blocks).find(|block| block.word == "heard-plan").unwrap();
        assert!(shown.args[0].1 == afterword_core::say::Arg::Text(Private::new(plan)));
    }
}

#[test]
fn asking_again_gets_the_same_calm_line_and_a_place_for_worries() {
    let mut script = waits(on(date(2026, 12, 4)));
    let first = script.command(Command::Waiting);
    script.skip();
    script.later(SignedDuration::from_hours(30));
    let second = script.command(Command::Waiting);
    assert!(first[0].blocks == second[0].blocks, "never a countdown");
    script.pick("worry");
    assert_eq!(script.at(), "W3");
}

#[test]
fn a_binned_worry_is_deleted_and_a_parked_one_is_shown_when_asked_for() {
    let mut script = Script::welcomed(9);
    script.command(Command::Worry);
    script.text("I talked too much");
    script.answer(Answer::YesNo(YesNo::No));
    script.pick("keep");
    assert_eq!(waiting::parked(&script.person).len(), 1);
    script.command(Command::Worry);
    script.pick("see-parked");
    script.thing(0);
    assert_eq!(waiting::parked(&script.person).len(), 0);
    afterword_core::redact(&mut script.journal);
    let texts = serde_json::to_string(&script.journal).unwrap();
    assert!(!texts.contains("I talked too much"));
    script.command(Command::Worry);
    script.text("No reply to my email");
    script.yes();
    script.text("Ring them");
    script.when(civil::datetime(2026, 11, 25, 17, 0, 0, 0));
    script.now = "2026-11-25T12:00:00Z".parse().unwrap();
    assert!(words(&script.event(&Event::Due)).contains(&"worry-today".to_owned()));
}

#[test]
fn deleting_after_silence_takes_the_job_out_of_state_and_journal() {
    let mut script = waits(no_date());
    go_to(&mut script, date(2026, 12, 3));
    script.pick("leave");
    go_to(&mut script, date(2026, 12, 30));
    assert_eq!(script.at(), "W8");
    script.pick("delete");
    assert_eq!(script.at(), "W8.sure");
    script.yes();
    assert_eq!((script.person.processes().count(), script.person.rounds().count()), (0, 0));
    let before = script.person.clone();
    afterword_core::redact(&mut script.journal);
    assert!(!serde_json::to_string(&script.journal).unwrap().contains("the Leeds job"));
    assert!(afterword_core::Person::fold(7, &script.journal) == before);
}

/// A closed silence is among the closed ones, a kept one among the open ones.
#[test]
fn a_silence_that_was_closed_is_out_of_the_way_and_one_that_is_kept_is_not() {
    for (silent, listed, chosen_at_once) in [("close", "list-empty", false), ("keep", "list-title", true)] {
        let mut script = waits(no_date());
        go_to(&mut script, date(2026, 12, 3));
        script.pick("leave");
        go_to(&mut script, date(2026, 12, 30));
        script.pick(silent);
        assert_eq!(words(&script.command(Command::List))[0], listed);
        // Another job, and a third: the first choices are the open ones.
        script.command(Command::Interview);
        script.pick("new-job");
        script.text("the York job");
        for _ in 0..3 {
            script.skip();
        }
        script.when(date(2027, 1, 4).at(9, 0, 0, 0));
        for _ in 0..3 {
            script.skip();
        }
        script.command(Command::Interview);
        let Some(Kind::Choice { choices, .. }) = script.ask().map(|ask| ask.part.kind) else { panic!("which job?") };
        let first = process(&script);
        assert_eq!(choices.iter().any(|choice| choice.pick == Pick::Thing(first)), chosen_at_once, "{silent}");
        assert_eq!(choices.iter().any(|choice| choice.pick == Pick::Named("closed-jobs".into())), !chosen_at_once);
    }
}

#[test]
fn a_job_that_was_never_noted_is_asked_for_its_name_only() {
    let mut script = Script::welcomed(9);
    script.command(Command::Heard(Some(News::No)));
    assert_eq!(script.at(), "N1");
    script.text("the bakery");
    assert_eq!(state(&script), ProcessState::Rejected);
}

/// Whatever is sent, put off and left: never a third note, and the days only go on.
#[test]
fn never_more_than_two_notes_are_offered() {
    let mut seed = 7_u64;
    let mut chance = |of: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % of
    };
    for _ in 0..60 {
        let mut script = waits(no_date());
        let mut sent = 0;
        for _ in 0..12 {
            let Some((asked, day)) = next(&script) else { break };
            let on = day.max(script.local().date());
            go_to(&mut script, on);
            if asked == Asked::Silence || !matches!(script.at().as_str(), "W6" | "W7") {
                break;
            }
            let offered = waiting::of(&script.person, &script.settings, process(&script)).unwrap().notes.len();
            assert!(offered < waiting::MOST_NOTES, "a third note was on offer");
            let answer = ["wait", "leave", "note", "note"][usize::try_from(chance(4)).unwrap()];
            script.pick(answer);
            while script.at() != "nothing" {
                script.command(Command::Stop);
            }
            if answer == "note" && chance(3) > 0 {
                sent += 1;
                let today = script.local().date();
                note(&mut script, today, true);
            }
        }
        assert!(sent <= waiting::MOST_NOTES, "{sent} notes");
    }
}

/// A weekly check that is a 2, on this day. Gives what was said.
fn a_low_week(script: &mut Script, day: civil::Date) -> Vec<String> {
    go_to(script, day);
    assert_eq!(script.at(), "W5", "{day}");
    words(&script.scale(2))
}

/// W2 is asked once, and what was told is shown once: at the next 2.
#[test]
fn what_else_there_is_is_asked_once_in_a_wait() {
    let weekly = |script: &mut Script| {
        script.command(Command::Waiting);
        script.pick("weekly");
        assert_eq!(script.at(), "W2");
        script.skip();
    };
    let shown = |said: &[String]| said.contains(&"weekly-others".to_owned());
    let suggested = |said: &[String]| said.contains(&"weekly-suggestion".to_owned());
    let weeks = [date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15)];
    // The morning after is over by then.
    let waits = |day| {
        let mut script = waits(on(day));
        go_to(&mut script, date(2026, 11, 24));
        script.command(Command::Stop);
        script
    };

    // Skipped when the line a week was chosen: it is not asked again.
    let mut script = waits(date(2026, 12, 21));
    weekly(&mut script);
    let said = a_low_week(&mut script, weeks[0]);
    assert!(script.at() == "nothing" && suggested(&said) && !shown(&said), "{said:?}");

    // Told in a check.
    let mut script = waits(date(2026, 12, 21));
    script.command(Command::Waiting);
    script.answer(named("weekly"));
    script.command(Command::Stop);
    a_low_week(&mut script, weeks[0]);
    assert_eq!(script.at(), "W2");
    let said = words(&script.text("The allotment"));
    assert!(suggested(&said) && !shown(&said), "it was just said: {said:?}");
    let said = a_low_week(&mut script, weeks[1]);
    assert!(script.at() == "nothing" && shown(&said) && suggested(&said), "{said:?}");
    let said = a_low_week(&mut script, weeks[2]);
    assert!(script.at() == "nothing" && suggested(&said) && !shown(&said), "once is enough: {said:?}");
}

/// An interview on Tuesday 24 November at ten that is noted, and never looked back at.
fn never_looked_back_at() -> Script {
    let mut script = Script::welcomed(9);
    script.interview("the Leeds job", date(2026, 11, 24).at(10, 0, 0, 0));
    script
}

/// Everything that is asked by itself until then, with its day. Nobody answers.
fn asked_until(script: &mut Script, until: civil::Date) -> Vec<(civil::Date, String)> {
    let until = until.at(12, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    let mut asked = Vec::new();
    while let Some(wake) = script.person.next_wake(&script.settings, script.now).filter(|wake| *wake <= until) {
        script.now = wake.max(script.now);
        let said = script.event(&Event::Due);
        if let Some(ask) = said.iter().find_map(|say| say.ask.as_ref()) {
            asked.push((script.local().date(), ask.part.question.to_string()));
            script.command(Command::Stop);
        }
    }
    script.now = until;
    asked
}

#[test]
fn an_interview_nobody_looked_back_at_leaves_a_job_that_waits() {
    let mut ignored = never_looked_back_at();
    go_to(&mut ignored, date(2026, 11, 25));
    assert_eq!(state(&ignored), ProcessState::Interviewing, "an invitation may still come");
    let mut stopped = never_looked_back_at();
    go_to(&mut stopped, date(2026, 11, 24));
    stopped.later(SignedDuration::from_hours(2)).event(&Event::Due);
    assert_eq!(stopped.at(), "D1", "the invitation");
    stopped.command(Command::Stop);

    for mut script in [ignored, stopped] {
        let asked = asked_until(&mut script, date(2027, 3, 1));
        assert_eq!(state(&script), ProcessState::Waiting);
        let asked: Vec<_> = asked.iter().filter(|(_, question)| question.starts_with('W')).collect();
        // Eight working days after the interview, and as long again as after no note (§2).
        let nudge = (date(2026, 12, 4), "W6".to_owned());
        assert_eq!(asked[0], &nudge, "{asked:?}");
        assert_eq!(asked.iter().filter(|(_, question)| question == "W6").count(), 1, "{asked:?}");
        assert_eq!(asked.last().unwrap().1, "W8", "{asked:?}");
    }
}

#[test]
fn a_job_with_an_interview_to_come_or_a_debrief_going_on_does_not_wait_yet() {
    let mut script = never_looked_back_at();
    script.command(Command::Interview);
    script.thing(0);
    script.when(date(2026, 12, 10).at(10, 0, 0, 0));
    for _ in 0..3 {
        script.skip();
    }
    asked_until(&mut script, date(2026, 12, 9));
    assert_eq!(state(&script), ProcessState::Interviewing, "another one is to come");

    let mut script = never_looked_back_at();
    go_to(&mut script, date(2026, 11, 25));
    script.command(Command::Debrief(None));
    script.scale(4);
    script.command(Command::Pause);
    asked_until(&mut script, date(2026, 11, 30));
    assert_eq!(state(&script), ProcessState::Interviewing, "it can still be gone on with");
    asked_until(&mut script, date(2026, 12, 3));
    assert_eq!(state(&script), ProcessState::Waiting);
}
