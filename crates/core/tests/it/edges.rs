//! The edge cases of the debrief (`conversations.md` §1): several interviews, late, broken off, called off.

use crate::script::{Script, full, short, short_to_lines, words};
use afterword_core::{
    Answer, Command, Event, Private, reminders::Rank, sheet::evidence::kept_lines, talks::record::Status,
    vocabulary::Length,
};
use jiff::SignedDuration;

#[test]
fn a_second_debrief_of_one_interview_adds_to_the_first() {
    let mut script = short(14);
    short_to_lines(&mut script, "no-example");
    script.pick("keep-all");
    script.skip();
    script.command(Command::Debrief(None));
    assert_eq!(script.at(), "D0.round");
    script.thing(0);
    assert_eq!(script.at(), "D2");
    let talks = script.person.talks().filter(|talk| matches!(talk.opening, afterword_core::talks::Opening::Debrief(_)));
    assert_eq!(talks.count(), 1);
}

#[test]
fn two_interviews_in_a_day_are_two_debriefs_short_by_default_with_one_decompress() {
    let mut script = Script::at_debrief(14, Command::Debrief(None));
    // The second of the day is noted before the first is talked about.
    script.command(Command::Pause);
    script.interview("the York job", script.local().date().at(16, 0, 0, 0));
    script.command(Command::Resume);
    let mut decompressed = 0;
    for round in 0..2 {
        for _ in 0..40 {
            match script.at().as_str() {
                "nothing" => break,
                "D1" => script.scale(4),
                "D1.length" => {
                    assert_eq!(round, 0, "the second is short by default");
                    script.pick("short")
                }
                "D14" => {
                    decompressed += 1;
                    script.pick("rest")
                }
                "D0" => script.thing(0),
                _ => script.skip(),
            };
        }
        if round == 0 {
            script.later(SignedDuration::from_hours(4));
            script.command(Command::Debrief(None));
        }
    }
    let debriefs: Vec<_> = script
        .person
        .talks()
        .filter(|talk| matches!(talk.opening, afterword_core::talks::Opening::Debrief(_)))
        .map(|talk| talk.status)
        .collect();
    assert_eq!(debriefs, [Status::Finished, Status::Finished]);
    assert_eq!(decompressed, 1);
}

#[test]
fn a_late_debrief_says_that_memory_fades_and_weighs_less() {
    let mut script = Script::welcomed(14);
    script.command(Command::Debrief(Some(Length::Short)));
    script.text("the Leeds job");
    let day = script.local().date().saturating_sub(jiff::Span::new().days(4));
    script.when(day.at(10, 0, 0, 0));
    let said = script.skip();
    assert!(words(&said).contains(&"debrief-late".to_owned()));
    short_to_lines(&mut script, "no-example");
    script.pick("keep-all");
    assert!(kept_lines(&script.person).iter().filter(|line| line.question.of.is_some()).any(|line| line.weight == 60));
}

#[test]
fn an_interrupted_debrief_resumes_for_seven_days_and_is_then_a_partial_that_counts_for_nothing() {
    let mut script = short(14);
    short_to_lines(&mut script, "no-example");
    assert_eq!(script.at(), "D13");
    let mut kept = script.clone();
    kept.later(SignedDuration::from_hours(24 * 6)).event(&Event::Visit);
    assert_eq!(kept.at(), "D13");
    script.later(SignedDuration::from_hours(24 * 8)).event(&Event::Visit);
    assert_eq!(script.at(), "nothing");
    assert!(kept_lines(&script.person).is_empty());
    assert!(script.person.talks().any(|talk| talk.status == Status::Lapsed));
}

#[test]
fn a_stale_button_changes_nothing() {
    let mut script = short(14);
    let stamp = script.ask().map(|ask| ask.stamp);
    script.scale(4);
    let (before, at) = (script.journal.len(), script.at());
    let meaning = afterword_core::event::Meaning::Answers(vec![Answer::Scale(1)]);
    let said = script.event(&Event::Heard { meaning, said: None, stamp });
    assert_eq!(words(&said), ["stale"]);
    assert_eq!((script.journal.len(), script.at()), (before, at));
}

#[test]
fn a_cancelled_interview_goes_back_to_waiting_and_takes_its_reminders_along() {
    let mut script = Script::welcomed(9);
    script.command(Command::Interview);
    script.text("the Leeds job");
    script.skip();
    script.skip();
    script.answer(Answer::Text(Private::new("An agency")));
    script.when(script.local().date().saturating_add(jiff::Span::new().days(3)).at(10, 0, 0, 0));
    for _ in 0..3 {
        script.skip();
    }
    // Besides what is not said, and the year without a word, which nothing but a word moves.
    let agenda = |script: &Script| {
        let agenda = afterword_core::reminders::agenda(&script.person, &script.settings);
        agenda.iter().filter(|reminder| !matches!(reminder.id.rank(), Rank::Idle | Rank::Silent)).count()
    };
    assert_eq!(agenda(&script), 3, "the evening before, and two invitations");
    let mut moved = script.clone();
    moved.command(Command::Reschedule);
    moved.when(script.local().date().saturating_add(jiff::Span::new().days(5)).at(10, 0, 0, 0));
    assert_eq!(agenda(&moved), 3);
    assert!(moved.person.next_wake(&moved.settings, moved.now) > script.person.next_wake(&script.settings, script.now));
    script.command(Command::Cancelled);
    assert_eq!(agenda(&script), 0);
}

#[test]
fn what_was_to_be_tried_is_asked_about_at_the_next_debrief_once() {
    let mut script = full(14);
    script.scale(4);
    while script.at() != "D7.cause" {
        match script.at().as_str() {
            "D3" => script.done(),
            "D7" => script.text("The money question"),
            _ => script.skip(),
        };
    }
    script.several(&["nerves"]);
    script.pick("water");
    script.command(Command::Stop);
    for (day, asked) in [(1, true), (2, false)] {
        script.later(SignedDuration::from_hours(24 * day));
        script.command(Command::Interview);
        script.thing(0);
        script.when(script.local().date().at(13, 0, 0, 0));
        for _ in 0..3 {
            script.skip();
        }
        if script.at() != "nothing" {
            script.command(Command::Stop);
        }
        script.later(SignedDuration::from_hours(1));
        script.command(Command::Debrief(Some(Length::Short)));
        let mut tried = false;
        for _ in 0..40 {
            match script.at().as_str() {
                "nothing" => break,
                "D7.tried" => {
                    tried = true;
                    script.pick("helped")
                }
                "D0" => script.thing(0),
                _ => script.skip(),
            };
        }
        assert_eq!(tried, asked, "day {day}");
    }
}

#[test]
fn whoever_asks_for_support_is_met_at_any_point() {
    for mut script in [Script::welcomed(9), short(14)] {
        script.event(&Event::Visit);
        let at = script.at();
        let said = script.command(Command::Support);
        assert_eq!((words(&said)[0].as_str(), script.at().as_str()), ("care-message", "CARE"));
        script.pick("gently");
        assert_eq!(script.at(), at);
    }
    let mut stranger = Script::stranger(9);
    stranger.event(&Event::Visit);
    let (before, at) = (stranger.journal.len(), stranger.at());
    let said = stranger.command(Command::Support);
    assert_eq!(words(&said)[0], "care-message");
    assert_eq!((stranger.journal.len(), stranger.at()), (before, at), "before the yes, nothing is kept");
}
