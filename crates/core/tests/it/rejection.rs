//! After a no (`conversations.md` §3): the journeys as they are talked, and the tables behind them.

use crate::script::{Script, named, short, short_to_lines, words};
use afterword_core::{
    Answer, Command, Entry, Event, Fact, Id, Private, QuestionId,
    answer::YesNo,
    ask::{Kind, Pick},
    entry::FORMAT,
    reminders::{self, ReminderId, rejection::Due},
    sheet::{
        evidence::{evidence, kept_lines},
        view,
    },
    talks::{Opening, letter, no},
    vocabulary::{LetterKind, ProcessState, Section, Skill},
};
use jiff::{SignedDuration, civil};

/// Somebody who was interviewed, debriefed it and is waiting, the day after.
pub(crate) fn waiting() -> Script {
    let mut script = short(14);
    short_to_lines(&mut script, "no-example");
    script.pick("keep-all");
    script.pick("move");
    script.pick("nothing"); // W1b: how the wait is held
    assert_eq!(script.at(), "nothing");
    script.later(SignedDuration::from_hours(24));
    script
}

pub(crate) fn process(script: &Script) -> Id {
    script.person.processes().next().expect("a job was noted").id
}

pub(crate) fn apply(script: &mut Script, facts: Vec<Fact>) {
    let revision = script.person.revision() + 1;
    let entry = Entry { v: FORMAT, revision, at: script.now, local: script.local(), facts };
    script.person.apply(&entry);
    script.journal.push(entry);
}

/// The no comes in.
pub(crate) fn no_comes(script: &mut Script, pulled: bool, late_round: bool) {
    let process = process(script);
    no_comes_from(script, process, pulled, late_round);
}

pub(crate) fn no_comes_from(script: &mut Script, process: Id, pulled: bool, late_round: bool) {
    let to = if pulled { ProcessState::PostPulled } else { ProcessState::Rejected };
    let talk = Id::minted(script.person.tag(), script.person.revision() + 1, 0);
    let opening = Opening::No(no::Opening { process, pulled, late_round });
    apply(
        script,
        vec![Fact::NewsHeard(process), Fact::ProcessMoved { process, to }, Fact::TalkOpened { talk, opening }],
    );
}

/// A letter of this kind was sent, as far as it was confirmed.
pub(crate) fn sent(script: &mut Script, kind: LetterKind) {
    let process = Some(process(script));
    let talk = Id::minted(script.person.tag(), script.person.revision() + 1, 0);
    let answer = Answer::Choice(Pick::Named(letter::WAS_SENT.into()));
    apply(
        script,
        vec![
            Fact::TalkOpened {
                talk,
                opening: Opening::Letter(letter::Opening {
                    kind: Some(kind),
                    process,
                    about: None,
                    keep_first: false,
                    questions: Vec::new(),
                }),
            },
            Fact::Answered { talk, question: letter::SENT, answer, said: None, weight: 100 },
            Fact::Finished(talk),
        ],
    );
}

pub(crate) fn state(script: &Script) -> ProcessState {
    script.person.processes().next().expect("a job was noted").state
}

/// What this area still wants to say, with its day.
pub(crate) fn to_come(script: &Script) -> Vec<(Due, civil::Date)> {
    let mut due: Vec<_> = reminders::agenda(&script.person, &script.settings)
        .into_iter()
        .filter_map(|reminder| match reminder.id {
            ReminderId::Rejection(due) => Some((due, reminder.due.date())),
            _ => None,
        })
        .collect();
    due.sort_by_key(|(_, day)| *day);
    due
}

/// The ids on offer, in the order they are shown.
fn offered(script: &Script) -> Vec<String> {
    let Some(ask) = script.ask() else { return Vec::new() };
    let Kind::Choice { choices, .. } = ask.part.kind else { return Vec::new() };
    let name = |pick: &Pick| if let Pick::Named(id) = pick { id.to_string() } else { "a thing".into() };
    choices.iter().map(|choice| name(&choice.pick)).collect()
}

/// Closes whatever letter is being drafted: it has tests of its own.
fn leave_letters(script: &mut Script) {
    let letter = |script: &Script| {
        script.person.front().is_some_and(|front| matches!(front.opening, Opening::Letter(_) | Opening::Care))
    };
    while letter(script) {
        script.command(Command::Stop);
    }
}

#[test]
fn an_ordinary_no_with_a_poor_fit_from_the_news_to_letting_go() {
    let mut script = waiting();
    no_comes(&mut script, false, false);
    assert_eq!(script.at(), "R1");
    script.scale(4);
    assert_eq!(offered(&script), ["tomorrow", "now", "few-days"], "tomorrow is the default");
    let said = words(&script.pick("tomorrow"));
    assert!(said.is_empty(), "{said:?}");
    assert_eq!(script.at(), "R2.letter");
    assert_eq!(offered(&script), ["thanks", "own", "hold", "not-now"], "a thank-you alone");
    let said = words(&script.pick("not-now"));
    assert_eq!(said, ["no-tomorrow", "quiet-until-tomorrow"]);
    assert_eq!(script.at(), "nothing");

    // Nothing else today; tomorrow at ten it comes back.
    let wake = script.person.next_wake(&script.settings, script.now).unwrap();
    assert_eq!(wake.to_string(), "2026-11-25T10:00:00Z");
    script.now = wake;
    assert_eq!(words(&script.event(&Event::Due)), ["no-put-off"]);
    assert_eq!((script.at().as_str(), state(&script)), ("R3", ProcessState::Learning));
    assert_eq!(words(&script.text("We went with somebody who had done it before.")), ["learn-heard"]);
    assert_eq!(words(&script.pick("experience")), ["learn-r5-compared"]);
    assert_eq!(script.at(), "R6");
    script.answers(vec![Answer::Scale(2), Answer::YesNo(YesNo::No)]);
    assert_eq!(script.at(), "R7");
    assert_eq!(offered(&script), ["thanks", "own", "hold", "not-now"], "L3 only");
    script.pick("own");
    assert_eq!(script.at(), "R8");
    assert_eq!(offered(&script), ["as-debriefed"], "what the debrief has, or other words");
    script.pick("as-debriefed");
    script.text("Ask earlier what they need");
    assert_eq!(script.at(), "R8.sheet");
    assert!(!on_sheet(&script, Section::ShareholderFunds), "only after it is confirmed");
    script.yes();
    assert!(on_sheet(&script, Section::ShareholderFunds));
    assert_eq!(script.at(), "R9");
    script.skip();
    assert_eq!(script.at(), "R10");
    script.pick("yes");
    assert_eq!(script.at(), "R11");
    let said = words(&script.pick("nothing-for-now"));
    assert_eq!(said, ["let-go", "learn-rest-well"]);
    assert_eq!((script.at().as_str(), state(&script)), ("nothing", ProcessState::LetGo));
    assert!(to_come(&script).is_empty());
    assert!(on_sheet(&script, Section::ShareholderFunds), "the lines stay");
}

fn on_sheet(script: &Script, section: Section) -> bool {
    view::rows(&script.person, &script.settings).iter().any(|row| row.section == section)
}

/// A no from a dream job, to the end of its talk on the next day.
pub(crate) fn dream() -> Script {
    let mut script = waiting();
    no_comes(&mut script, false, false);
    script.scale(3);
    script.pick("tomorrow");
    script.pick("not-now");
    script.now = script.person.next_wake(&script.settings, script.now).unwrap();
    script.event(&Event::Due);
    script.text("It was close.");
    script.pick("qualified");
    script.answers(vec![Answer::Scale(2), Answer::YesNo(YesNo::Yes)]);
    assert_eq!(offered(&script), ["feedback", "own", "hold", "not-now"], "a dream is a dream whatever the fit");
    script.pick("own");
    assert_eq!(script.at(), "R7.plan");
    script.text("SQL");
    script.text("Public speaking");
    script.done();
    script.text("Find a course");
    script.skip();
    assert_eq!(script.at(), "R7.again");
    script
}

fn finish(script: &mut Script) {
    while script.at() != "nothing" {
        if script.at() == "R10" {
            script.pick("not-yet")
        } else {
            script.skip()
        };
    }
}

#[test]
fn a_no_from_a_dream_job_keeps_it_in_view() {
    let mut script = dream();
    script.skip();
    assert_eq!(script.at(), "R8");
    finish(&mut script);
    assert_eq!(state(&script), ProcessState::DreamWatch);
    assert!(on_sheet(&script, Section::LongTermLiabilities), "what is being built");
    let day = |year, month, day| civil::date(year, month, day);
    let due = to_come(&script);
    let short: Vec<_> = due.iter().take(6).map(|(due, day)| (kind(due), *day)).collect();
    assert_eq!(
        short,
        [
            ("follow", day(2026, 11, 28)),
            ("interest", day(2026, 12, 8)), // ten working days after the no
            ("check", day(2027, 3, 24)),
            ("check", day(2027, 7, 24)),
            ("again", day(2027, 10, 25)), // a year after the no, less 30 days
            ("check", day(2028, 3, 24)),  // the twelfth month would be a fifth message in the year
        ]
    );

    // A month before the day to apply again: then and now.
    script.now = civil::date(2027, 10, 26).at(10, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    let said = words(&script.event(&Event::Due));
    assert!(said.contains(&"then-title".to_owned()), "{said:?}");
    assert_eq!(script.at(), "dream.next");
    script.pick("date");
    script.pick("months-6");
    assert!(
        to_come(&script).contains(&(Due::Again { process: process(&script), on: day(2028, 4, 26) }, day(2028, 3, 27)))
    );

    // It ends on "let it go", and then nothing is said any more.
    script.command(Command::Dream);
    assert_eq!(script.at(), "dream.next");
    script.pick("let-go");
    assert_eq!(state(&script), ProcessState::LetGo);
    assert!(to_come(&script).is_empty());
}

fn kind(due: &Due) -> &'static str {
    match due {
        Due::PutOff { .. } => "put off",
        Due::Held { .. } => "held",
        Due::LettingGo { .. } => "letting go",
        Due::NoReply { .. } => "no reply",
        Due::Interest { .. } => "interest",
        Due::Follow { .. } => "follow",
        Due::Check { .. } => "check",
        Due::Again { .. } => "again",
    }
}

#[test]
fn a_dream_let_go_may_keep_its_dates_and_nothing_else() {
    for keeps in [true, false] {
        let mut script = dream();
        script.pick("months-18");
        while script.at() != "R10" {
            script.skip();
        }
        script.pick("yes");
        assert_eq!(script.at(), "R10.dates");
        script.answer(Answer::YesNo(if keeps { YesNo::Yes } else { YesNo::No }));
        script.skip();
        let kinds: std::collections::BTreeSet<_> = to_come(&script).iter().map(|(due, _)| kind(due)).collect();
        if keeps {
            assert_eq!(state(&script), ProcessState::DreamWatch);
            assert_eq!(kinds, ["again", "check"].into());
        } else {
            assert_eq!(state(&script), ProcessState::LetGo);
            assert!(kinds.is_empty(), "{kinds:?}");
        }
    }
}

#[test]
fn accepting_a_job_elsewhere_does_not_end_a_dream() {
    let mut script = dream();
    finish(&mut script);
    let before = to_come(&script);
    let other = Id::minted(7, 200, 0);
    let nickname = Private::new("another");
    apply(
        &mut script,
        vec![
            Fact::ProcessNoted { process: other, nickname, role: None, employer: None, agency: None },
            Fact::ProcessMoved { process: other, to: ProcessState::Accepted },
        ],
    );
    assert_eq!(to_come(&script), before);
    // An offer there does.
    let process = process(&script);
    apply(&mut script, vec![Fact::ProcessMoved { process, to: ProcessState::Offered }]);
    assert!(to_come(&script).is_empty());
}

/// R2: the mood, whether it was a later round, and what is offered first.
#[test]
fn when_to_look_defaults_to_what_is_kinder() {
    #[rustfmt::skip]
    let table = [
        (Some(1), false, "few-days"), (Some(2), false, "few-days"), (Some(3), false, "tomorrow"),
        (Some(4), false, "tomorrow"), (Some(5), false, "tomorrow"), (None,    false, "tomorrow"),
        (Some(1), true,  "few-days"), (Some(5), true,  "few-days"), (None,    true,  "few-days"),
    ];
    for (mood, late, default) in table {
        let mut script = waiting();
        no_comes(&mut script, false, late);
        match mood {
            Some(mood) => script.scale(mood),
            None => script.skip(),
        };
        leave_letters(&mut script);
        assert_eq!(script.at(), "R2", "{mood:?} {late}");
        assert_eq!(offered(&script)[0], default, "{mood:?} {late}");
        script.skip();
        let hold_first = matches!(mood, Some(..=2));
        assert_eq!(offered(&script)[0] == "hold", hold_first, "{mood:?}");
        script.skip();
        let days = if default == "tomorrow" { 1 } else { 3 };
        let put_off: Vec<_> = to_come(&script).into_iter().filter(|(due, _)| kind(due) == "put off").collect();
        let on = civil::date(2026, 11, 24).saturating_add(jiff::Span::new().days(days));
        assert_eq!(put_off.iter().map(|(_, day)| *day).collect::<Vec<_>>(), [on], "{mood:?} {late}");
    }
}

#[test]
fn the_no_that_was_put_off_waits_as_long_as_it_takes() {
    let mut script = waiting();
    no_comes(&mut script, false, false);
    script.scale(3);
    script.pick("tomorrow");
    script.skip();
    script.command(Command::Quiet(Some(civil::datetime(2026, 12, 20, 9, 0, 0, 0))));
    script.now = "2026-12-19T12:00:00Z".parse().unwrap();
    script.event(&Event::Due);
    assert_eq!(script.at(), "nothing");
    script.now = "2026-12-20T10:00:00Z".parse().unwrap();
    script.event(&Event::Due);
    assert_eq!(script.at(), "R3");
}

/// R7 by branch: the fit, whether it is the one, and what is offered.
#[test]
fn the_letters_by_branch() {
    #[rustfmt::skip]
    let table: [(Option<u8>, YesNo, &[&str]); 8] = [
        (Some(1), YesNo::No,  &["thanks"]),
        (Some(2), YesNo::No,  &["thanks"]),
        (Some(3), YesNo::No,  &["thanks", "feedback"]),
        (Some(4), YesNo::No,  &["feedback"]),
        (Some(5), YesNo::No,  &["feedback"]),
        (Some(1), YesNo::Yes, &["feedback"]),
        (Some(5), YesNo::Yes, &["feedback"]),
        (None,    YesNo::No,  &["thanks", "feedback"]), // no D12 either: the middle
    ];
    for (fit, dream, letters) in table {
        let mut script = waiting();
        no_comes(&mut script, false, false);
        script.scale(4);
        script.pick("now");
        script.skip();
        script.skip();
        script.skip();
        script.answer(fit.map_or(Answer::Skipped, Answer::Scale));
        script.answer(Answer::YesNo(dream));
        let offered: Vec<_> = offered(&script).into_iter().filter(|id| id == "thanks" || id == "feedback").collect();
        assert_eq!(offered, letters, "{fit:?} {dream:?}");
    }
}

#[test]
fn an_empty_fit_is_what_the_debrief_said_and_so_is_the_dream() {
    let mut script = waiting();
    let debrief = script.person.talks().find(|talk| matches!(talk.opening, Opening::Debrief(_))).unwrap().id;
    let told = |name, answer| Fact::Answered {
        talk: debrief,
        question: QuestionId::new(name),
        answer,
        said: None,
        weight: 100,
    };
    apply(&mut script, vec![told("D12.fit", Answer::Scale(1)), told("D12.dream", Answer::YesNo(YesNo::Yes))]);
    no_comes(&mut script, false, false);
    script.scale(4);
    script.pick("now");
    for _ in 0..4 {
        script.skip();
    }
    let mut poor = script.clone();
    script.skip();
    assert_eq!(offered(&script)[0], "feedback", "it is still the one");
    poor.answer(Answer::YesNo(YesNo::No));
    assert_eq!(offered(&poor)[0], "thanks", "a fit of 1");
}

#[test]
fn whoever_was_thanked_or_asked_already_is_not_written_to_twice() {
    for (kind, letters) in [(LetterKind::ThanksAfterNo, &["feedback"][..]), (LetterKind::FeedbackRequest, &[])] {
        let mut script = waiting();
        no_comes(&mut script, false, false);
        script.scale(4);
        script.pick("tomorrow");
        script.skip();
        sent(&mut script, kind);
        script.later(SignedDuration::from_hours(22));
        script.event(&Event::Due);
        assert_eq!(script.at(), "R3");
        for _ in 0..5 {
            script.skip();
        }
        let offered: Vec<_> = offered(&script).into_iter().filter(|id| id == "thanks" || id == "feedback").collect();
        assert_eq!(offered, letters);
    }
}

#[test]
fn each_reason_has_its_one_line() {
    #[rustfmt::skip]
    let table = [
        ("qualified", "learn-r5-compared"), ("experience", "learn-r5-compared"), ("fit", "learn-r5-compared"),
        ("internal", "learn-r5-compared"), ("pulled", "learn-r5-pulled"), ("none", "learn-r5-none"),
        ("other", "learn-r5-other"),
    ];
    for (reason, line) in table {
        let mut script = waiting();
        no_comes(&mut script, false, false);
        script.skip();
        script.pick("now");
        script.skip();
        assert_eq!(words(&script.pick(reason)), [line]);
        let guesses = matches!(reason, "none" | "other");
        assert_eq!(script.at() == "R4.guess", guesses, "{reason}");
    }
}

#[test]
fn a_pulled_post_asks_for_little_and_judges_nobody() {
    let mut script = waiting();
    no_comes(&mut script, true, false);
    script.scale(4);
    script.pick("now");
    assert_eq!(words(&script.text("The post has been withdrawn.")), ["learn-heard", "learn-r5-pulled"]);
    assert_eq!(offered(&script), ["thanks", "own", "hold", "not-now"]);
    script.pick("not-now");
    assert_eq!(script.at(), "R10");
    script.pick("not-yet");
    assert_eq!((script.at().as_str(), state(&script)), ("nothing", ProcessState::PostPulled));
    assert_eq!(to_come(&script).len(), 1, "asked once more");
}

#[test]
fn ready_to_let_go_is_asked_once_more_after_a_week_and_then_never() {
    let mut script = waiting();
    no_comes(&mut script, false, false);
    script.scale(4);
    script.pick("now");
    finish(&mut script);
    assert_eq!(to_come(&script).iter().map(|(due, _)| kind(due)).collect::<Vec<_>>(), ["letting go"]);
    // What was left of the debrief has lapsed by then.
    script.now = "2026-12-02T10:00:00Z".parse().unwrap();
    assert_eq!(words(&script.event(&Event::Due)), ["letting-go-about"]);
    let mut go = script.clone();
    script.answer(Answer::YesNo(YesNo::No));
    assert!(to_come(&script).is_empty());
    assert_eq!(state(&script), ProcessState::Learning);
    go.yes();
    assert_eq!(state(&go), ProcessState::LetGo);
}

#[test]
fn many_never_answer_and_that_is_said_once_unless_it_was_let_go() {
    let mut script = waiting();
    no_comes(&mut script, false, false);
    script.scale(4);
    script.pick("now");
    sent(&mut script, LetterKind::FeedbackRequest); // on Tuesday 24 November
    let mut go = script.clone();
    while script.at() != "nothing" {
        if script.at() == "R10" {
            script.pick("never")
        } else {
            script.skip()
        };
    }
    assert_eq!(
        to_come(&script).iter().map(|(due, day)| (kind(due), *day)).collect::<Vec<_>>(),
        [("no reply", civil::date(2026, 12, 8))]
    );
    let mut answered = script.clone();
    script.now = "2026-12-08T10:00:00Z".parse().unwrap();
    assert_eq!(words(&script.event(&Event::Due)), ["no-reply"]);
    assert!(to_come(&script).is_empty());

    answered.command(Command::Feedback);
    answered.text("More detail on budgets, please.");
    assert!(to_come(&answered).is_empty(), "they answered");

    while go.at() != "nothing" {
        if go.at() == "R10" {
            go.pick("yes")
        } else {
            go.skip()
        };
    }
    assert!(to_come(&go).is_empty(), "nothing is said about what was let go");
}

/// Whatever was still to be said about it: the evening before, the invitation, the overnight line.
#[test]
fn a_job_that_is_let_go_is_silent_in_every_area() {
    let mut script = waiting();
    let process = process(&script);
    let talk = Id::minted(7, 600, 0);
    let start = script.local().date().saturating_add(jiff::Span::new().days(3)).at(10, 0, 0, 0);
    let round = Id::minted(7, 600, 1);
    let noted = Fact::RoundNoted { round, talk, process, start, minutes: 60, kind: None, arrange: None };
    apply(&mut script, vec![noted]);
    let about = |script: &Script| {
        let agenda = reminders::agenda(&script.person, &script.settings);
        agenda.iter().filter(|reminder| reminder.id.hangs_on_round(round)).count()
            + agenda.iter().filter(|reminder| matches!(reminder.id, ReminderId::Overnight { .. })).count()
    };
    assert_eq!(about(&script), 4, "an evening, two invitations, and the overnight line");
    for over in [ProcessState::LetGo, ProcessState::WithdrawnByMe] {
        let mut script = script.clone();
        apply(&mut script, vec![Fact::ProcessMoved { process, to: over }]);
        assert_eq!(about(&script), 0, "{over:?}");
    }
}

/// Agreed 2, in part 1, not or not known 0: to be seen in any case.
#[test]
fn feedback_weighs_as_far_as_the_person_agrees() {
    for (agreement, weights) in [("agree", &[2.0][..]), ("partly", &[1.0]), ("disagree", &[]), ("skip", &[])] {
        let mut script = waiting();
        script.command(Command::Feedback);
        script.text("Your example about the budget was hard to follow.");
        script.answer(named(&["shape", "pay"]));
        script.scale(2);
        if agreement == "skip" {
            script.skip()
        } else {
            script.pick(agreement)
        };
        leave_letters(&mut script);
        assert_eq!(script.at(), "nothing");
        for skill in [Skill::Shape, Skill::Pay] {
            let lines = kept_lines(&script.person);
            let found: Vec<_> = evidence(&lines, skill).iter().map(|answer| (answer.rating, answer.weight)).collect();
            assert_eq!(found, weights.iter().map(|weight| (2, *weight)).collect::<Vec<_>>(), "{agreement}");
        }
        let rows = view::rows(&script.person, &script.settings);
        let label =
            |row: &view::Row| serde_json::to_string(&row.block).unwrap().contains("Your example about the budget");
        assert_eq!(rows.iter().filter(|row| label(row)).count(), 1, "{agreement}: it can be seen");

        // Deleted, it is gone from the sheet at once.
        script.command(Command::DeleteThat);
        assert!(view::rows(&script.person, &script.settings).iter().all(|row| !label(row)));
    }
}

#[test]
fn words_to_oneself_that_are_deleted_are_gone_from_the_journal() {
    let mut script = waiting();
    no_comes(&mut script, false, false);
    script.scale(4);
    script.pick("tomorrow");
    script.skip();
    script.later(SignedDuration::from_hours(22));
    script.event(&Event::Due);
    while script.at() != "R9" {
        script.skip();
    }
    script.text("You did what you could.");
    assert_eq!(script.at(), "R9.keep");
    let meaning = afterword_core::event::Meaning::Answers(vec![Answer::Choice(Pick::Named("delete".into()))]);
    let event = Event::Heard { meaning, said: None, stamp: None };
    let decision = afterword_core::decide(&script.person, &event, &script.context());
    assert!(decision.deletes, "the journal is sealed anew");
    script.event(&event);
    assert_eq!(script.at(), "R10");
    let mut journal = script.journal.clone();
    afterword_core::redact(&mut journal);
    let written: String = journal.iter().map(|entry| serde_json::to_string(entry).unwrap()).collect();
    assert!(!written.contains("You did what you could"));
    assert!(afterword_core::Person::fold(7, &journal) == script.person);
}

#[test]
fn three_noes_in_a_month_bring_a_rest_or_a_look_at_the_pattern_never_both() {
    for (debriefs, mood, offered) in [(1, 4, "R11.rest"), (3, 4, "R11.pattern"), (3, 2, "R11.rest")] {
        let mut script = waiting();
        for n in 1..debriefs {
            let talk = Id::minted(7, 300 + n, 0);
            let debrief = script.person.talks().find(|talk| matches!(talk.opening, Opening::Debrief(_))).unwrap();
            let opening = debrief.opening.clone();
            apply(&mut script, vec![Fact::TalkOpened { talk, opening }, Fact::Finished(talk)]);
        }
        let mut seen = Vec::new();
        for n in 0..4 {
            let other = Id::minted(7, 400 + n, 0);
            let nickname = Private::new("another");
            apply(
                &mut script,
                vec![Fact::ProcessNoted { process: other, nickname, role: None, employer: None, agency: None }],
            );
            no_comes_from(&mut script, other, false, false);
            script.scale(mood);
            leave_letters(&mut script);
            script.pick("now");
            while script.at() != "nothing" {
                if script.at().starts_with("R11.") {
                    seen.push((n, script.at()));
                    script.yes();
                } else {
                    script.skip();
                }
            }
        }
        assert_eq!(seen, [(2, offered.to_owned())], "once, at the third");
        assert_eq!(script.person.quiet().is_some_and(|quiet| quiet.asked), offered == "R11.rest");
    }
}

#[test]
fn a_draft_that_was_held_comes_back_tomorrow_beside_a_calm_one() {
    let mut script = waiting();
    no_comes(&mut script, false, false);
    script.scale(3);
    script.pick("few-days");
    script.pick("hold");
    assert_eq!(script.at(), "R2.held");
    script.text("How could you.");
    assert_eq!(script.at(), "nothing");
    script.now = script.person.next_wake(&script.settings, script.now).unwrap();
    assert_eq!(script.local().date(), civil::date(2026, 11, 25));
    let said = words(&script.event(&Event::Due));
    assert_eq!(said[..3], ["held-about", "held-own", "held-calm"]);
    let letter = |record: &afterword_core::talks::record::Record| matches!(&record.opening, Opening::Letter(letter) if letter.kind == Some(LetterKind::ThanksAfterNo));
    assert!(script.person.talks().any(letter), "the calm one");
    leave_letters(&mut script);
    assert!(to_come(&script).iter().all(|(due, _)| kind(due) != "held"), "once");
}

#[test]
fn a_no_before_any_interview_asks_nothing_about_one() {
    let mut script = Script::welcomed(9);
    let process = Id::minted(7, 500, 0);
    let nickname = Private::new("the far one");
    apply(&mut script, vec![Fact::ProcessNoted { process, nickname, role: None, employer: None, agency: None }]);
    no_comes(&mut script, false, false);
    script.scale(4);
    script.pick("now");
    let mut asked = Vec::new();
    while script.at() != "nothing" {
        asked.push(script.at());
        script.skip();
    }
    assert_eq!(asked, ["R3", "R4", "R4.guess", "R6", "R6.dream", "R7", "R10", "R11"]);
}

/// The letter is drafted at the end of the talk: whoever stops before it is told where it is.
#[test]
fn a_letter_that_was_chosen_is_not_lost_where_the_talk_is_stopped() {
    for (reply, kept) in [("thanks", true), ("feedback", true), ("own", false), ("not-now", false)] {
        let mut script = waiting();
        no_comes(&mut script, false, false);
        script.scale(4);
        script.pick("now");
        while script.at() != "R7" {
            if script.at() == "R6" {
                script.scale(3)
            } else {
                script.skip()
            };
        }
        script.pick(reply);
        let mut later = script.clone();
        let said = words(&script.command(Command::Stop));
        assert_eq!(said.contains(&"stopped-letter".to_owned()), kept, "{reply}: {said:?}");
        if kept {
            script.command(Command::Letters);
            assert_eq!(offered(&script)[..2], ["thanks-after-no", "feedback-request"]);
            // Put aside, it is drafted once the talk was gone on with.
            later.command(Command::Pause);
            later.command(Command::Resume);
            while later.person.front().is_some_and(|front| matches!(front.opening, Opening::Learning(_))) {
                later.skip();
            }
            assert!(later.person.front().is_some_and(|front| matches!(front.opening, Opening::Letter(_))));
        }
    }
}
