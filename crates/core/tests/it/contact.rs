//! The contact budget and what is said by itself (`conversations.md` §0, §1, §9).

mod week;

use crate::script::{Script, full, short, short_to_lines, words};
use afterword_core::{Command, Event, Fact};
use jiff::SignedDuration;

/// A full debrief that ended at this hour with a card made.
fn with_card(hour: i8) -> Script {
    let mut script = full(hour);
    script.scale(4);
    script.skip();
    script.text("Why us?");
    script.done();
    script.scale(2);
    script.skip();
    script.skip();
    script.thing(0);
    script.several(&["no-example"]);
    script.pick("now");
    for _ in 0..5 {
        script.text("Words");
    }
    while script.at() != "nothing" {
        script.skip();
    }
    script
}

/// Wakes the person whenever they asked for it, for this many days. Returns
/// when something was said by itself, and its first words.
fn days_pass(script: &mut Script, days: i64) -> Vec<(String, String)> {
    let end = script.now.checked_add(SignedDuration::from_hours(24 * days)).unwrap();
    let mut said = Vec::new();
    for _ in 0..1000 {
        let Some(wake) = script.person.next_wake(&script.settings, script.now).filter(|wake| *wake <= end) else {
            break;
        };
        script.now = wake.max(script.now);
        let words = words(&script.event(&Event::Due));
        if script.facts().iter().any(|fact| matches!(fact, Fact::Reminded { .. })) {
            said.push((script.local().to_string(), words.first().cloned().unwrap_or_default()));
            if script.at() != "nothing" {
                script.command(Command::Stop);
            }
        }
        let again = script.person.next_wake(&script.settings, script.now);
        assert!(again.is_none_or(|again| again > script.now), "a wake-up must move on, or it would come for ever");
    }
    script.now = end;
    said
}

#[test]
fn after_a_debrief_it_is_quiet_until_the_morning_then_one_thing_a_day() {
    let mut script = with_card(17);
    assert_eq!(script.local().to_string(), "2026-11-23T17:00:00");
    let said = days_pass(&mut script, 9);
    let when: Vec<_> = said.iter().map(|(when, _)| when.as_str()).collect();
    // Overnight at 10:00; rehearsals two and five days after the card was made.
    assert_eq!(when, ["2026-11-24T10:00:00", "2026-11-25T17:00:00", "2026-11-28T17:00:00"]);
}

#[test]
fn nothing_is_said_in_quiet_hours() {
    let mut script = with_card(21);
    let said = days_pass(&mut script, 9);
    for (when, _) in &said {
        let hour: i8 = when[11..13].parse().unwrap();
        assert!((8..20).contains(&hour), "{when}");
    }
    assert_eq!(said.len(), 3, "{said:?}");
    assert_eq!(said[1].0, "2026-11-26T08:30:00", "what falls in the night moves to the next morning");
}

#[test]
fn leave_me_be_is_honoured() {
    let mut script = with_card(17);
    script.command(Command::Quiet(Some(jiff::civil::datetime(2026, 12, 1, 9, 0, 0, 0))));
    let said = days_pass(&mut script, 30);
    assert!(said.iter().all(|(when, _)| when.as_str() >= "2026-12-01"), "{said:?}");
}

#[test]
fn a_week_brings_three_messages_at_most() {
    let mut script = with_card(17);
    for day in 1..=5 {
        let date = script.local().date().saturating_add(jiff::Span::new().days(day));
        script.interview("job", date.at(10, 0, 0, 0));
        if script.at() != "nothing" {
            script.command(Command::Stop);
        }
    }
    let said = days_pass(&mut script, 7);
    assert_eq!(said.len(), 3, "{said:?}");
    let mut days: Vec<_> = said.iter().map(|(when, _)| &when[..10]).collect();
    days.dedup();
    assert_eq!(days.len(), 3, "one a day");
}

#[test]
fn two_days_later_the_rehearsal_comes_with_a_visit_whatever_the_hour() {
    for hour in [2, 9, 14, 23] {
        let mut script = with_card(hour);
        script.later(SignedDuration::from_hours(48));
        script.event(&Event::Visit);
        assert_eq!(script.at(), "rehearse", "at {hour}:00");
        script.pick("aloud");
        script.pick("better");
        assert_eq!(script.at(), "nothing");
    }
}

#[test]
fn the_invitation_comes_after_the_interview_and_once_more() {
    let mut script = Script::welcomed(9);
    interview_in(&mut script, 0, 14);
    let mut late = script.clone();
    let said = days_pass(&mut script, 5);
    assert_eq!(said, [("2026-11-23T15:45:00".to_owned(), "invite".to_owned()),], "stopped once, it is not asked again");

    // Due after 19:15 it waits for nine the next morning.
    late.command(Command::Reschedule);
    late.when(late.local().date().at(19, 0, 0, 0));
    let wake = late.person.next_wake(&late.settings, late.now).unwrap();
    assert_eq!(wake.to_string(), "2026-11-24T09:00:00Z");
    late.now = wake;
    assert!(words(&late.event(&Event::Due)).contains(&"invite".to_owned()));
    assert_eq!(late.at(), "D1");
    late.later(SignedDuration::from_hours(25));
    assert!(words(&late.event(&Event::Due)).contains(&"invite-again".to_owned()), "no answer yet");
    assert_eq!(late.at(), "D1");
}

#[test]
fn the_card_of_the_evening_before_comes_even_when_nothing_was_debriefed() {
    let mut script = Script::welcomed(9);
    interview_in(&mut script, 2, 10);
    let wake = script.person.next_wake(&script.settings, script.now).unwrap();
    assert_eq!(wake.to_string(), "2026-11-24T18:00:00Z");
    script.now = wake;
    let said = words(&script.event(&Event::Due));
    assert_eq!(said[..2], ["evening-title", "evening-strengths-unknown"]);
    assert!(said.contains(&"evening-common".to_owned()) && said.contains(&"evening-questions".to_owned()));
}

#[test]
fn an_overnight_line_lapses_with_its_day_but_what_was_left_keeps_for_a_week() {
    let mut script = short(14);
    short_to_lines(&mut script, "nerves");
    script.pick("keep-all");
    script.skip();
    let mut later = script.clone();
    later.later(SignedDuration::from_hours(24 * 3)).event(&Event::Visit);
    assert_eq!(later.at(), "overnight.rest", "what was left is still on offer");
    script.later(SignedDuration::from_hours(24 * 9 - 5)).event(&Event::Visit);
    assert_eq!(script.at(), "nothing", "but not for ever");
}

#[test]
fn a_first_step_comes_on_the_persons_date_and_can_be_moved() {
    let mut script = full(14);
    script.scale(4);
    while script.at() != "D11" {
        if script.at() == "D3" {
            script.done()
        } else {
            script.skip()
        };
    }
    script.text("SQL");
    script.done();
    script.text("Find a course");
    script.when(script.local().date().saturating_add(jiff::Span::new().days(4)).at(17, 0, 0, 0));
    while script.at() != "nothing" {
        if script.at() == "D13" {
            script.pick("keep-all")
        } else {
            script.skip()
        };
    }
    let said = days_pass(&mut script, 3);
    assert_eq!(said.len(), 1, "the overnight line only: {said:?}");
    script.now = script.person.next_wake(&script.settings, script.now).unwrap();
    script.event(&Event::Due);
    assert_eq!(script.at(), "step");
    script.pick("later");
    script.when(script.local().date().saturating_add(jiff::Span::new().days(7)).at(17, 0, 0, 0));
    // The day before, "heard anything?" comes, eight working days after the interview (§2).
    let wake = script.person.next_wake(&script.settings, script.now).unwrap();
    assert_eq!(wake.to_string(), "2026-12-03T10:00:00Z");
    script.now = wake;
    script.event(&Event::Due);
    script.pick("leave");
    let wake = script.person.next_wake(&script.settings, script.now).unwrap();
    assert_eq!(wake.to_string(), "2026-12-04T10:00:00Z");
}

#[test]
fn a_visit_early_on_the_next_day_finds_the_overnight_line() {
    let mut script = short(22);
    short_to_lines(&mut script, "nerves");
    script.pick("keep-all");
    script.skip();
    let mut soon = script.clone();
    soon.later(SignedDuration::from_hours(3)).event(&Event::Visit);
    assert_eq!(soon.at(), "nothing", "nobody has slept yet");
    script.later(SignedDuration::from_hours(6)).event(&Event::Visit);
    assert_eq!(script.at(), "overnight");
}

/// Notes an interview this many days from now.
fn interview_in(script: &mut Script, days: i64, hour: i8) {
    let date = script.local().date().saturating_add(jiff::Span::new().days(days));
    script.interview("another job", date.at(hour, 0, 0, 0));
    if script.at() != "nothing" {
        script.command(Command::Stop);
    }
}

#[test]
fn a_debrief_does_not_end_the_quiet_that_was_asked_for() {
    let mut script = short(14);
    script.command(Command::Quiet(Some(jiff::civil::datetime(2026, 12, 20, 9, 0, 0, 0))));
    short_to_lines(&mut script, "nerves");
    script.pick("keep-all");
    script.skip();
    assert!(script.person.quiet().is_some_and(|quiet| quiet.asked));
    assert!(days_pass(&mut script, 20).is_empty());
}

#[test]
fn nothing_is_said_in_quiet_hours_however_late_the_moment_comes() {
    // At nine in the evening an interview is moved to tomorrow: its card was due at six.
    let mut script = Script::welcomed(9);
    interview_in(&mut script, 5, 14);
    script.later(SignedDuration::from_hours(12));
    script.command(Command::Reschedule);
    script.when(script.local().date().saturating_add(jiff::Span::new().days(1)).at(14, 0, 0, 0));
    let wake = script.person.next_wake(&script.settings, script.now).unwrap();
    assert_eq!(wake.to_string(), "2026-11-24T08:30:00Z");

    // Woken in the night after a day of not running: nothing is said, and the morning is waited for.
    let mut late = with_card(17);
    late.now = "2026-11-26T03:00:00Z".parse().unwrap();
    late.event(&Event::Due);
    assert_eq!(late.at(), "nothing");
    let wake = late.person.next_wake(&late.settings, late.now).unwrap();
    assert_eq!(wake.to_string(), "2026-11-26T08:30:00Z");
}

#[test]
fn the_evening_card_keeps_its_day_from_what_ranks_below_it() {
    let mut script = short(14);
    short_to_lines(&mut script, "nerves");
    script.pick("keep-all");
    script.skip();
    interview_in(&mut script, 2, 8);
    let said = days_pass(&mut script, 2);
    assert_eq!(said[0], ("2026-11-24T18:00:00".to_owned(), "evening-title".to_owned()), "{said:?}");
}

#[test]
fn an_interview_can_still_be_called_off_or_moved_after_its_invitation() {
    let mut script = Script::welcomed(9);
    interview_in(&mut script, 0, 14);
    script.now = script.person.next_wake(&script.settings, script.now).unwrap();
    script.event(&Event::Due);
    assert_eq!(script.at(), "D1");
    let mut moved = script.clone();
    moved.command(Command::Reschedule);
    assert_eq!(moved.at(), "N2");
    moved.when(moved.local().date().saturating_add(jiff::Span::new().days(2)).at(14, 0, 0, 0));
    assert_eq!(moved.at(), "nothing");
    assert!(moved.person.next_wake(&moved.settings, moved.now).is_some(), "it is reminded of anew");
    script.command(Command::Cancelled);
    assert_eq!(script.at(), "nothing");
    let wake = script.person.next_wake(&script.settings, script.now).unwrap();
    assert_eq!(wake.to_string(), "2027-11-23T10:00:00Z", "nothing is left but a year without a word");
}

#[test]
fn a_moved_interview_does_not_give_the_days_message_back() {
    let mut script = with_card(17);
    interview_in(&mut script, 3, 10);
    script.now = "2026-11-25T18:00:00Z".parse().unwrap();
    script.event(&Event::Due);
    let before = script.person.contacts().count();
    script.command(Command::Stop);
    script.command(Command::Reschedule);
    script.when(script.local().date().saturating_add(jiff::Span::new().days(9)).at(10, 0, 0, 0));
    assert_eq!(script.person.contacts().count(), before);
    assert!(script.person.next_wake(&script.settings, script.now) > Some("2026-11-26T08:00:00Z".parse().unwrap()));
}

#[test]
fn the_second_invitation_asks_about_its_own_interview() {
    let mut script = Script::welcomed(9);
    interview_in(&mut script, 0, 14);
    script.now = script.person.next_wake(&script.settings, script.now).unwrap();
    script.event(&Event::Due);
    script.command(Command::Sheet);
    script.now = script.person.next_wake(&script.settings, script.now).unwrap();
    script.event(&Event::Due);
    assert_eq!(script.at(), "D1");
}

#[test]
fn another_interview_of_the_job_to_come_keeps_it_interviewing() {
    use afterword_core::vocabulary::ProcessState;
    let mut script = short(14);
    script.command(Command::Pause);
    script.command(Command::Interview);
    script.thing(0);
    script.when(script.local().date().saturating_add(jiff::Span::new().days(6)).at(10, 0, 0, 0));
    for _ in 0..3 {
        script.skip();
    }
    script.command(Command::Resume);
    short_to_lines(&mut script, "nerves");
    script.pick("keep-all");
    script.skip();
    let states: Vec<_> = script.person.processes().map(|process| process.state).collect();
    assert_eq!(states, [ProcessState::Interviewing]);
}

#[test]
fn a_rehearsal_nobody_began_is_over_once_the_interview_has_been() {
    let mut script = with_card(9);
    interview_in(&mut script, 1, 14);
    script.now = script.person.next_wake(&script.settings, script.now).unwrap();
    script.event(&Event::Due);
    let rehearsed_after = |mut script: Script| {
        script.now = script.local().date().tomorrow().unwrap().at(15, 30, 0, 0).in_tz("UTC").unwrap().timestamp();
        script.event(&Event::Visit);
        script.scale(4);
        script.command(Command::Stop);
        script.at()
    };
    assert_eq!(script.at(), "rehearse", "it came with the card of the evening before");
    assert_eq!(rehearsed_after(script.clone()), "nothing");
    // Begun, it is worth its end.
    script.pick("aloud");
    assert_eq!(rehearsed_after(script), "rehearse.compared");
}
