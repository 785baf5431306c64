//! Care (§7), held against the whole journal: what is said, how often, and that nothing else is kept.

use crate::script::{Script, short_to_lines, words};
use afterword_core::{Answer, Command, Event, Fact, Person, decide, redact, talks::Opening, vocabulary::Length};
use jiff::{SignedDuration, ToSpan};

const HOUR: i64 = 1;
const DAY: i64 = 24;

fn cares(said: &[afterword_core::Say]) -> bool {
    words(said).contains(&"care-message".to_owned())
}

fn hours(script: &mut Script, hours: i64) {
    script.later(SignedDuration::from_hours(hours));
}

/// Wakes the person whenever they asked for it, until then. Deletes as the engine does.
fn until(script: &mut Script, hours: i64) -> usize {
    let end = script.now.checked_add(SignedDuration::from_hours(hours)).unwrap();
    let mut rewritten = 0;
    while let Some(wake) = script.person.next_wake(&script.settings, script.now).filter(|wake| *wake <= end) {
        script.now = wake.max(script.now);
        let deletes = decide(&script.person, &Event::Due, &script.context()).deletes;
        script.event(&Event::Due);
        rewritten += usize::from(deletes);
        if deletes {
            rewrite(script);
        }
    }
    script.now = end;
    rewritten
}

fn rewrite(script: &mut Script) {
    redact(&mut script.journal);
    let folded = Person::fold(script.person.tag(), &script.journal);
    assert!(folded == script.person, "the redacted journal folds to another person");
}

fn journal(script: &Script) -> String {
    script.journal.iter().map(|entry| serde_json::to_string(entry).unwrap() + "\n").collect()
}

/// Another debrief, at D1.
fn next_debrief(script: &mut Script) {
    let first = script.person.talks().find_map(|record| match &record.opening {
        Opening::Debrief(opening) => Some(opening.clone()),
        _ => None,
    });
    let opening = Opening::Debrief(first.unwrap());
    let talk = afterword_core::Id::minted(7, script.person.revision() + 1, 0);
    let mut facts: Vec<_> = script.person.stack().iter().map(|open| Fact::Stopped(*open)).collect();
    facts.push(Fact::TalkOpened { talk, opening });
    let entry = entry(script, facts);
    script.person.apply(&entry);
    script.journal.push(entry);
    assert_eq!(script.at(), "D1");
}

fn disaster() -> Script {
    Script::at_debrief(14, Command::Debrief(None))
}

#[test]
fn the_message_comes_alone_and_the_talk_waits_behind_it() {
    let mut script = disaster();
    let said = script.scale(1);
    assert_eq!(words(&said), ["care-message", "care-built-in"]);
    assert_eq!(script.at(), "CARE");
    script.pick("gently");
    assert_eq!(script.at(), "D3");
}

#[test]
fn resources_are_those_of_the_country() {
    let mut script = disaster();
    script.settings.resources = [("GB", "116 123"), ("", "a friend")].map(|(k, v)| (k.into(), v.into())).into();
    script.person.apply(&entry(&script, vec![Fact::CountrySet("GB".into())]));
    let said = script.scale(1);
    assert_eq!(words(&said)[1], "care-resources");
    assert!(serde_json::to_string(&said).unwrap().contains("116 123"));
    let mut elsewhere = disaster();
    elsewhere.settings.resources = script.settings.resources.clone();
    assert!(serde_json::to_string(&elsewhere.scale(1)).unwrap().contains("a friend"));
}

fn entry(script: &Script, facts: Vec<Fact>) -> afterword_core::Entry {
    let revision = script.person.revision() + 1;
    afterword_core::Entry { v: 1, revision, at: script.now, local: script.local(), facts }
}

#[test]
fn by_mood_it_comes_once_in_72_hours() {
    for (later, again) in [(71 * HOUR, false), (73 * HOUR, true)] {
        let mut script = disaster();
        assert!(cares(&script.scale(1)));
        script.pick("gently");
        hours(&mut script, later);
        next_debrief(&mut script);
        let said = script.scale(1);
        assert_eq!(cares(&said), again, "after {later} hours");
        if !again {
            assert_eq!(words(&said)[0], "mood-again");
            assert_eq!(script.at(), "D3", "and still only the questions are jotted down");
        }
    }
}

#[test]
fn three_low_marks_in_fourteen_days_lead_to_it_and_two_or_older_ones_do_not() {
    for (between, third) in [(3 * DAY, true), (8 * DAY, false)] {
        let mut script = disaster();
        assert!(!cares(&script.scale(2)));
        for n in 2..=3 {
            until(&mut script, between);
            next_debrief(&mut script);
            assert_eq!(cares(&script.scale(2)), third && n == 3, "mark {n}, {between} hours apart");
        }
    }
    let mut fair = disaster();
    for _ in 0..4 {
        assert!(!cares(&fair.scale(3)));
        until(&mut fair, DAY);
        next_debrief(&mut fair);
    }
}

#[test]
fn words_on_the_list_are_heard_in_any_text_before_anything_else() {
    let texts = [
        ("Honestly I want to DIE.", true),
        ("I can’t go on any more", true),
        ("i cant go on any more", true),
        ("it makes me think of self harm", true),
        ("How do you handle diehard customers?", false),
        ("The deadline nearly killed me", false),
        ("They want to diet together", false),
    ];
    for (text, listed) in texts {
        let mut script = disaster();
        script.scale(4);
        script.pick("short");
        let said = script.text(text);
        assert_eq!(words(&said).first().is_some_and(|word| word == "care-message"), listed, "{text}");
        assert_eq!(script.at(), if listed { "CARE" } else { "D3" }, "{text}");
        assert!(journal(&script).contains(text), "the text stays theirs");
    }
    // Where nothing is open, and where it was not understood.
    let mut script = Script::welcomed(9);
    let unclear = afterword_core::event::Unclear::NotUnderstood("i think of suicide".into());
    let meaning = afterword_core::event::Meaning::Unclear(unclear);
    let said = script.event(&Event::Heard { meaning, said: Some("i think of suicide".into()), stamp: None });
    assert_eq!(words(&said)[0], "care-message");
    // The list is the operator's.
    let mut other = Script::welcomed(9);
    other.settings.care_words = vec!["blue murder".to_owned()].into();
    assert!(cares(&other.said("it was Blue-Murder", vec![Answer::Text("it was Blue-Murder".into())])));
    assert!(!cares(&other.text("I want to die")));
}

#[test]
fn words_and_support_always_get_at_least_the_short_form() {
    let mut script = disaster();
    script.scale(1);
    script.pick("gently");
    script.text("Why us?");
    let said = script.command(Command::Support);
    assert_eq!(words(&said)[..2], ["care-message", "care-built-in"]);
    assert_eq!(script.at(), "D3", "nobody is asked twice what would be right for now");
    let said = script.text("I want to die");
    assert_eq!(words(&said)[..2], ["care-message", "care-built-in"]);
    assert_eq!(script.at(), "D3");
    // Without an answer to the first, it is asked again.
    let mut unanswered = disaster();
    unanswered.scale(1);
    assert!(cares(&unanswered.command(Command::Support)));
    assert_eq!(unanswered.at(), "CARE");
    unanswered.pick("gently");
    assert_eq!(unanswered.at(), "D3");
}

#[test]
fn a_dismissed_false_trigger_does_not_hide_a_real_one() {
    let mut script = disaster();
    script.scale(1);
    let event = Event::Heard {
        meaning: afterword_core::event::Meaning::Answers(vec![Answer::Choice(afterword_core::ask::Pick::Named(
            "not-meant".into(),
        ))]),
        said: None,
        stamp: None,
    };
    assert!(decide(&script.person, &event, &script.context()).deletes, "and leaves nothing behind");
    script.event(&event);
    assert_eq!(script.at(), "D1");
    assert!(script.person.cared().is_none());
    assert!(cares(&script.scale(1)), "an hour later or at once");
    assert_eq!(script.at(), "CARE");
}

/// Whatever led there and whatever was pressed: afterwards the journal looks the same.
#[test]
fn neither_what_led_to_it_nor_what_was_pressed_is_kept() {
    for press in ["gently", "stop", "not-meant"] {
        let mut by_mood = disaster();
        by_mood.scale(1);
        by_mood.pick(press);
        let mut by_word = disaster();
        by_word.scale(4);
        by_word.pick("short");
        by_word.text("I want to die");
        by_word.pick(press);
        let mut by_command = disaster();
        by_command.command(Command::Support);
        by_command.pick(press);
        for (name, mut script) in [("mood", by_mood), ("word", by_word), ("command", by_command)] {
            rewrite(&mut script);
            let kept = journal(&script);
            for never in ["CARE", "not-meant", "not_meant", "gently", "support", "listed", "trigger"] {
                assert!(!kept.contains(never), "{name}, {press}: {never} in\n{kept}");
            }
            assert_eq!(kept.contains("\"care\""), press != "not-meant", "{name}, {press}: the marker\n{kept}");
            // Three days on, the marker is gone too, and two weeks on the mark.
            until(&mut script, 4 * DAY);
            let kept = journal(&script);
            assert!(!kept.contains("care"), "{name}, {press}:\n{kept}");
            until(&mut script, 12 * DAY);
            let kept = journal(&script);
            assert!(!kept.contains("scale"), "{name}, {press}: a mark is left in\n{kept}");
        }
    }
}

#[test]
fn marks_go_after_fourteen_days_and_the_debrief_they_led_to_stays_as_it_is() {
    let mut script = Script::at_debrief(14, Command::Debrief(None));
    short_to_lines_from(&mut script, 2);
    let walked = |script: &Script| {
        let is_debrief =
            |record: &&afterword_core::talks::record::Record| matches!(record.opening, Opening::Debrief(_));
        let record = script.person.talks().find(is_debrief).unwrap();
        let walked = afterword_core::talks::walk(record);
        (walked.path.clone(), afterword_core::talks::Machine::question(&walked.talk))
    };
    let before = walked(&script);
    let sheet = afterword_core::sheet::view::rows(&script.person, &script.settings).len();
    until(&mut script, 13 * DAY);
    assert!(script.person.talks().any(|record| record.moods().next().is_some()), "thirteen days on it is there");
    assert_eq!(until(&mut script, 2 * DAY), 1, "written anew once");
    assert!(script.person.talks().all(|record| record.moods().next().is_none()));
    assert!(walked(&script) == before, "the same way to the same end");
    assert_eq!(afterword_core::sheet::view::rows(&script.person, &script.settings).len(), sheet);
}

fn short_to_lines_from(script: &mut Script, mood: u8) {
    script.scale(mood);
    script.text("Tell me about a conflict");
    script.done();
    while script.at() != "nothing" {
        if script.at() == "D13" {
            script.pick("keep-all")
        } else {
            script.skip()
        };
    }
}

#[test]
fn several_marks_leave_together_once_a_day_at_most() {
    let mut script = disaster();
    script.scale(4);
    for _ in 0..3 {
        next_debrief(&mut script);
        script.scale(3);
        hours(&mut script, HOUR);
    }
    until(&mut script, 13 * DAY);
    assert_eq!(until(&mut script, 2 * DAY), 1);
}

#[test]
fn other_reminders_pause_for_48_hours_and_interviews_stay() {
    let mut script = Script::at_debrief(14, Command::Debrief(Some(Length::Short)));
    short_to_lines(&mut script, "nerves");
    script.pick("keep-all");
    script.skip();
    let overnight = script.person.next_wake(&script.settings, script.now).unwrap();
    assert_eq!(overnight.to_string(), "2026-11-24T10:00:00Z");
    script.command(Command::Support);
    script.pick("gently");
    let paused = script.person.next_wake(&script.settings, script.now).unwrap();
    assert!(paused >= script.now.checked_add(48.hours()).unwrap(), "{paused}");
    // An interview tomorrow is spoken of all the same.
    script.interview("another job", "2026-11-25T10:00:00".parse().unwrap());
    while script.at() != "nothing" {
        script.skip();
    }
    let evening = script.person.next_wake(&script.settings, script.now).unwrap();
    assert_eq!(evening.to_string(), "2026-11-24T18:00:00Z");
}

#[test]
fn pause_is_met_as_stop_for_today() {
    let mut script = disaster();
    script.scale(1);
    assert_eq!(words(&script.command(Command::Pause)), ["care-stopped"]);
    assert_eq!(script.at(), "nothing");
    script.command(Command::Resume);
    assert_eq!(script.at(), "D3", "what was parked is still there");
}
