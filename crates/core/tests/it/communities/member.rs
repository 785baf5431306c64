//! A member's own side: from the button under a post to a finished talk, a share, and a moderator.

use crate::script::Script;
use afterword_core::{
    Answer, Command, Context, Event, Fact, Id, Say,
    answer::YesNo,
    ask::{Kind, Pick},
    community::{Home, Opens, Origin, Tell, Told},
    decide,
    event::Meaning,
    redact,
};
use jiff::{SignedDuration, civil::date};
use std::borrow::Cow;

fn origin(run: u8, series: u8, opens: Opens) -> Origin {
    let home = Home { platform: "discord".into(), community: "square".into() };
    let (run, series) = (Id::minted(2, 1, run), Id::minted(2, 2, series));
    Origin { home, run, series, week: date(2026, 11, 23), opens, shares: true, asks: true }
}

/// What is said, and what the community is told.
fn hears(script: &mut Script, event: &Event) -> (Vec<Say>, Vec<Told>) {
    let context = Context {
        now: script.now,
        settings: &script.settings,
        platform: "Discord",
        forgotten_by: script.now,
        destroys_keys: true,
    };
    let decision = decide(&script.person, event, &context);
    if let Some(entry) = decision.entry(script.person.revision() + 1, script.now) {
        script.person.apply(&entry);
        script.journal.push(entry);
    }
    let told = decision.tell.into_iter().map(|Tell { home, told }| {
        assert_eq!(home.community, "square");
        told
    });
    (decision.say, told.collect())
}

fn begins(script: &mut Script, origin: Origin) -> (Vec<Say>, Vec<Told>) {
    hears(script, &Event::Prompt(Some(Box::new(origin))))
}

fn answers(script: &mut Script, answer: Answer) -> (Vec<Say>, Vec<Told>) {
    hears(script, &Event::Heard { meaning: Meaning::Answers(vec![answer]), said: None, stamp: None })
}

fn commands(script: &mut Script, command: Command) -> (Vec<Say>, Vec<Told>) {
    hears(script, &Event::Heard { meaning: Meaning::Command(command), said: None, stamp: None })
}

fn pick(id: &'static str) -> Answer {
    Answer::Choice(Pick::Named(Cow::Borrowed(id)))
}

fn words(says: &[Say]) -> Vec<&str> {
    says.iter().flat_map(|say| &say.blocks).map(|block| block.word.as_ref()).collect()
}

/// Puts a worry down, to its end.
fn worries(script: &mut Script) -> (Vec<Say>, Vec<Told>) {
    answers(script, Answer::Text("A worry".into()));
    answers(script, Answer::YesNo(YesNo::No));
    answers(script, pick("keep"))
}

#[test]
fn a_post_opens_its_talk_says_who_sees_what_and_is_counted() {
    let mut script = Script::welcomed(12);
    let (says, told) = begins(&mut script, origin(0, 0, Opens::Worry));
    assert!(words(&says).contains(&"prompt-private"));
    assert_eq!(says[0].ask.as_ref().unwrap().part.question.name, "W3");
    assert!(matches!(told[..], [Told::Begun { first: true, .. }]));
    let (says, told) = worries(&mut script);
    assert!(words(&says).contains(&"prompt-finished"));
    assert!(matches!(told[..], [Told::Finished { first: true, .. }]));
    // The same talk again, by itself, is nobody's business.
    commands(&mut script, Command::Worry);
    assert!(worries(&mut script).1.is_empty());
}

#[test]
fn a_person_counts_once_for_a_series_in_a_week() {
    let mut script = Script::welcomed(12);
    let first = |told: &[Told]| match told {
        [Told::Begun { first, .. } | Told::Finished { first, .. }] => Some(*first),
        _ => None,
    };
    assert_eq!(first(&begins(&mut script, origin(0, 0, Opens::Worry)).1), Some(true));
    assert_eq!(first(&worries(&mut script).1), Some(true));
    assert_eq!(first(&begins(&mut script, origin(0, 0, Opens::Worry)).1), None, "the same post again");
    commands(&mut script, Command::Stop);
    assert_eq!(first(&begins(&mut script, origin(1, 0, Opens::Worry)).1), Some(false), "another post of that week");
    assert_eq!(first(&worries(&mut script).1), Some(false));
    let next_week = Origin { week: date(2026, 11, 30), ..origin(2, 0, Opens::Worry) };
    assert_eq!(first(&begins(&mut script, next_week).1), Some(true));
    commands(&mut script, Command::Stop);
    assert_eq!(first(&begins(&mut script, origin(3, 1, Opens::Worry)).1), Some(true), "another series");
}

#[test]
fn every_talk_that_a_post_can_open_is_opened() {
    for opens in Opens::ALL {
        let mut script = Script::welcomed(12);
        let (says, told) = begins(&mut script, origin(0, 0, *opens));
        assert!(!says.is_empty() && told.len() == 1, "{opens:?}");
    }
}

#[test]
fn a_post_that_opens_support_says_who_sees_what_after_whom_to_turn_to_whatever_waits() {
    let mut waits = Script::welcomed(12);
    begins(&mut waits, origin(0, 0, Opens::Worry));
    for mut script in [Script::welcomed(12), waits] {
        let (says, told) = begins(&mut script, origin(1, 1, Opens::Support));
        let words = words(&says);
        let private = words.iter().filter(|word| **word == "prompt-private").count();
        assert_eq!(private, 1, "{words:?}");
        assert!(words[0].starts_with("care-"), "{words:?}");
        assert!(matches!(told[..], [Told::Begun { .. }]));
    }
}

#[test]
fn who_has_not_said_yes_is_met_first_and_nothing_is_told_before() {
    let mut script = Script::stranger(12);
    let (says, told) = begins(&mut script, origin(0, 0, Opens::Worry));
    assert!(told.is_empty());
    assert_eq!(says[0].ask.as_ref().unwrap().part.question.name, "F1");
    assert!(answers(&mut script, pick("yes")).1.is_empty());
    answers(&mut script, Answer::Skipped);
    let (says, told) = answers(&mut script, Answer::Skipped);
    assert_eq!(says[0].ask.as_ref().unwrap().part.question.name, "W3");
    assert!(matches!(told[..], [Told::Begun { .. }]));

    let mut script = Script::stranger(12);
    begins(&mut script, origin(0, 0, Opens::Worry));
    assert!(answers(&mut script, pick("no")).1.is_empty());
}

#[test]
fn a_post_that_is_not_known_any_more_says_so() {
    let mut script = Script::welcomed(12);
    let (says, told) = hears(&mut script, &Event::Prompt(None));
    assert!(words(&says).contains(&"prompt-gone") && told.is_empty());
}

fn shares(script: &mut Script, how: &'static str) -> (Vec<Say>, Vec<Told>) {
    commands(script, Command::Share);
    let (says, told) = answers(script, Answer::Text("It helped.".into()));
    assert!(told.is_empty(), "nothing goes out before it was seen");
    let ask = says[0].ask.as_ref().unwrap();
    assert_eq!((ask.part.question.name.as_ref(), ask.part.prompt[0].word.as_ref()), ("share.preview", "share-preview"));
    answers(script, pick(how))
}

#[test]
fn a_share_goes_out_after_a_preview_and_a_yes_and_not_otherwise() {
    for (how, named) in [("named", Some(true)), ("unnamed", Some(false)), ("not", None)] {
        let mut script = Script::welcomed(12);
        begins(&mut script, origin(0, 0, Opens::Worry));
        worries(&mut script);
        let (says, told) = shares(&mut script, how);
        match (&told[..], named) {
            ([Told::Share { named, text, who: None, first: true, run, .. }], Some(wanted)) => {
                assert_eq!((*named, text.reveal(), *run), (wanted, "It helped.", Id::minted(2, 1, 0)));
                assert!(words(&says).contains(&"share-done"));
            }
            ([], None) => assert!(words(&says).contains(&"share-not")),
            _ => panic!("{how}"),
        }
    }
    // Skipped, stopped, or gone back from.
    let mut script = Script::welcomed(12);
    begins(&mut script, origin(0, 0, Opens::Worry));
    worries(&mut script);
    commands(&mut script, Command::Share);
    assert!(answers(&mut script, Answer::Skipped).1.is_empty());
    commands(&mut script, Command::Share);
    answers(&mut script, Answer::Text("It helped.".into()));
    commands(&mut script, Command::Back);
    let (says, told) = answers(&mut script, Answer::Text("Otherwise.".into()));
    assert!(told.is_empty() && says[0].ask.as_ref().unwrap().part.question.name == "share.preview");
    assert!(commands(&mut script, Command::Stop).1.is_empty());
    let nowhere = commands(&mut Script::welcomed(12), Command::Share);
    assert!(words(&nowhere.0).contains(&"share-nowhere"));
}

#[test]
fn a_share_can_be_taken_back_within_a_day_and_not_after() {
    let day = SignedDuration::from_hours(24);
    let second = SignedDuration::from_secs(1);
    for (after, word) in [(second, "share-taken"), (day - second, "share-taken"), (day, "share-too-late")] {
        let mut script = Script::welcomed(12);
        begins(&mut script, origin(0, 0, Opens::Worry));
        worries(&mut script);
        let (_, shared) = shares(&mut script, "unnamed");
        script.later(after);
        let (says, told) = commands(&mut script, Command::TakeBack);
        assert!(words(&says).contains(&word), "{after}");
        match (&shared[..], &told[..]) {
            ([Told::Share { share: shared, .. }], [Told::TakeBack { share }]) => assert_eq!(share, shared),
            (_, []) => assert_eq!(word, "share-too-late"),
            _ => panic!("{after}"),
        }
        if word == "share-taken" {
            assert!(words(&commands(&mut script, Command::TakeBack).0).contains(&"share-none"), "once");
        }
    }
}

#[test]
fn a_moderator_is_asked_after_a_second_yes_and_nothing_of_it_is_kept() {
    for yes in [true, false] {
        let mut script = Script::welcomed(12);
        begins(&mut script, origin(0, 0, Opens::Worry));
        let (says, _) = commands(&mut script, Command::Support);
        let Kind::Choice { choices, .. } = &says[0].ask.as_ref().unwrap().part.kind else { panic!("choices") };
        assert!(choices.iter().any(|choice| choice.pick == Pick::Named("moderator".into())));
        let (says, told) = answers(&mut script, pick("moderator"));
        assert!(told.is_empty(), "one yes is not enough");
        assert_eq!(says[0].ask.as_ref().unwrap().part.question.name, "ask-moderator");
        let (says, told) = answers(&mut script, Answer::YesNo(if yes { YesNo::Yes } else { YesNo::No }));
        assert_eq!(matches!(told[..], [Told::AskModerator { who: None }]), yes);
        assert_eq!(told.len(), usize::from(yes));
        assert!(words(&says).contains(&if yes { "ask-moderator-done" } else { "ask-moderator-not" }));
        redact(&mut script.journal);
        let written = serde_json::to_string(&script.journal).unwrap();
        assert!(!written.contains("ask_moderator") && !written.contains("ask-moderator"), "{written}");
        let folded = afterword_core::Person::fold(script.person.tag(), &script.journal);
        assert!(folded == script.person);
    }
}

#[test]
fn the_button_for_it_is_there_only_where_the_community_offers_it() {
    for asks in [None, Some(false)] {
        let mut script = Script::welcomed(12);
        if let Some(asks) = asks {
            begins(&mut script, Origin { asks, ..origin(0, 0, Opens::Worry) });
        }
        let (says, _) = commands(&mut script, Command::Support);
        let Kind::Choice { choices, .. } = &says[0].ask.as_ref().unwrap().part.kind else { panic!("choices") };
        assert!(choices.iter().all(|choice| choice.pick != Pick::Named("moderator".into())));
        let (says, told) = commands(&mut script, Command::AskModerator);
        assert!(words(&says).contains(&"ask-moderator-nowhere") && told.is_empty());
    }
}

#[test]
fn what_is_told_holds_no_word_of_the_talk() {
    let mut script = Script::welcomed(12);
    let mut all = Vec::new();
    all.extend(begins(&mut script, origin(0, 0, Opens::Worry)).1);
    answers(&mut script, Answer::Text("marker of a worry".into()));
    answers(&mut script, Answer::YesNo(YesNo::Yes));
    answers(&mut script, Answer::Text("marker of an action".into()));
    all.extend(answers(&mut script, Answer::Skipped).1);
    all.extend(shares(&mut script, "unnamed").1);
    assert_eq!(all.len(), 3);
    assert!(!serde_json::to_string(&all).unwrap().contains("marker"));
    assert!(script.journal.iter().flat_map(|entry| &entry.facts).any(|fact| matches!(fact, Fact::Shared { .. })));
}
