//! The debrief's questions and branches (`conversations.md` §1).

use crate::script::{Script, full, named, short, short_to_lines, words};
use afterword_core::{
    Answer, Command, Event, Fact, Say,
    answer::YesNo,
    ask::Pick,
    sheet::{cards, evidence::kept_lines},
    vocabulary::Length,
};
use jiff::{SignedDuration, ToSpan as _};

#[test]
fn a_short_debrief_asks_about_ten_questions() {
    let mut script = short(14);
    assert_eq!(script.at(), "D1");
    script.asked = vec![script.ask().unwrap().part.question];
    short_to_lines(&mut script, "no-example");
    assert_eq!(script.at(), "D13");
    script.pick("keep-all");
    assert_eq!(script.at(), "D14");
    script.pick("move");
    let end = script.pick("nothing");
    assert_eq!(script.at(), "nothing");
    assert!(words(&end).contains(&"quiet-until-tomorrow".to_owned()));
    let asked: Vec<_> = script.asked.iter().map(|question| question.name.as_ref()).collect();
    assert_eq!(
        asked,
        ["D1", "D3", "D6", "D7", "D4", "D5", "D5", "D9", "D10", "D11", "D13", "D14", "W1b"],
        "about ten messages"
    );
    assert_eq!(kept_lines(&script.person).len(), 3);
}

#[test]
fn a_full_debrief_asks_at_most_thirty_questions() {
    let mut script = full(14);
    script.asked = vec![script.ask().unwrap().part.question];
    script.scale(4);
    script.text("Two people");
    script.text("Tell me about a conflict");
    script.text("Why us?");
    script.done();
    script.answers(vec![Answer::Scale(5), Answer::Scale(2)]);
    script.several(&["evidence"]);
    script.several(&["organisation"]);
    let strong = script.things(0);
    script.answers(vec![strong, named(&["example"])]);
    let weak = script.things(1);
    script.answers(vec![weak, named(&["no-example", "nerves"])]);
    script.pick("now");
    for _ in 0..5 {
        script.text("Words");
    }
    script.pick("water");
    script.text("What the team is like");
    script.text("They seemed in a hurry");
    script.week();
    for build in ["SQL", "Driving", "Welsh"] {
        script.text(build);
    }
    for _ in 0..3 {
        script.text("A first step");
        script.skip();
    }
    script.answers(vec![Answer::Percent(75), Answer::Scale(4), Answer::YesNo(YesNo::Yes)]);
    script.pick("keep-all");
    script.pick("rest");
    let end = script.pick("weekly");
    assert!(words(&end).contains(&"quiet-until-tomorrow".to_owned()));
    assert_eq!(script.asked.len(), 29, "about thirty messages: {:?}", script.asked);
}

#[test]
fn mood_two_is_short_by_default_and_mood_one_is_care() {
    let mut low = Script::at_debrief(14, Command::Debrief(None));
    low.scale(2);
    assert_eq!(low.at(), "D3");

    let mut lowest = Script::at_debrief(14, Command::Debrief(None));
    assert!(words(&lowest.scale(1)).contains(&"care-message".to_owned()));
    assert_eq!(lowest.at(), "CARE");
    let before = lowest.journal.len();
    let mut gently = lowest.clone();
    gently.pick("gently");
    assert_eq!(gently.at(), "D3", "only the questions are jotted down");
    gently.text("Why us?");
    gently.done();
    assert_eq!(gently.at(), "nothing");

    lowest.pick("stop");
    assert_eq!(lowest.at(), "nothing");
    // What is pressed after the care message is never kept.
    for entry in lowest.journal[before..].iter().chain(&gently.journal[before..]) {
        for fact in &entry.facts {
            let Fact::Answered { question, .. } = fact else {
                continue;
            };
            assert_ne!(question.name, "CARE");
        }
    }

    let mut not_meant = Script::at_debrief(14, Command::Debrief(None));
    not_meant.scale(1);
    not_meant.pick("not-meant");
    assert_eq!(not_meant.at(), "D1");
}

#[test]
fn a_disaster_is_only_captured_and_looked_at_tomorrow() {
    let mut script = Script::at_debrief(14, Command::Debrief(None));
    script.command(Command::Debrief(Some(Length::Capture)));
    script.scale(2);
    script.text("Everything");
    let end = script.done();
    assert!(words(&end).contains(&"captured".to_owned()));
    let due = script.later(SignedDuration::from_hours(21)).event(&Event::Due);
    assert_eq!(script.at(), "overnight.rest", "{:?}", words(&due));
    script.pick("now");
    assert_eq!(script.at(), "D6", "what was jotted down is not asked again");
}

#[test]
fn each_cause_has_its_branch() {
    let table: [(&[&'static str], &[&str]); 9] = [
        (&["no-example"], &["D7.when", "D7.where", "D7.mine", "D7.did", "D7.changed", "D7.first", "D8"]),
        (&["no-result"], &["D7.when", "D7.where"]),
        (&["too-long"], &["D7.when", "D7.where"]),
        (&["surprised"], &["D7.when", "D7.where"]),
        (&["did-not-know"], &["D7.know", "D7.find-out", "D7.nearest", "D7.step", "D8"]),
        (&["no-experience", "too-long"], &["D7.know"]),
        (&["nerves"], &["D7.try", "D8"]),
        (&["misheard"], &["D8"]),
        (&["spoke-badly"], &["D7.when", "D7.neutral", "D8"]),
    ];
    for (causes, path) in table {
        let mut script = full(14);
        script.scale(4);
        script.skip(); // D2
        script.text("Why us?");
        script.done();
        script.scale(2);
        script.skip(); // D5
        script.skip(); // D6: no strong answer is fine
        script.thing(0);
        script.several(causes);
        for expected in path {
            assert_eq!(script.at(), *expected, "{causes:?}");
            match *expected {
                "D7.when" => script.pick("now"),
                "D7.try" => script.pick("water"),
                _ => script.text("Words"),
            };
        }
        let made = usize::from(path.contains(&"D8"));
        assert_eq!(cards::cards(&script.person).len(), made, "{causes:?}");
    }
}

#[test]
fn the_rewrite_can_wait_for_tomorrow() {
    let mut script = full(14);
    script.scale(4);
    script.skip();
    script.text("Why us?");
    script.done();
    script.scale(2);
    script.skip();
    script.skip();
    script.thing(0);
    script.several(&["no-example"]);
    script.pick("tomorrow");
    assert_eq!(script.at(), "D8");
    for _ in 0..20 {
        if script.at() == "nothing" {
            break;
        }
        script.skip();
    }
    script.later(SignedDuration::from_hours(21)).event(&Event::Due);
    assert_eq!(script.at(), "overnight");
    script.pick("nothing");
    assert_eq!(script.at(), "overnight.rest");
    script.pick("now");
    assert_eq!(script.at(), "D7.where");
    for _ in 0..4 {
        script.text("Words");
    }
    let end = words(&script.text("Words"));
    assert_eq!(end, ["fix-saved"], "what was said at the end of the day is not said again");
}

#[test]
fn the_rest_of_a_short_one_is_the_same_debrief_the_next_day() {
    let mut script = short(14);
    short_to_lines(&mut script, "no-example");
    script.pick("keep-all");
    script.skip();
    script.later(SignedDuration::from_hours(21)).event(&Event::Due);
    assert_eq!(script.at(), "overnight");
    script.text("I could have asked about the team");
    script.pick("now");
    assert_eq!(script.at(), "D2", "what a short one leaves out");
    script.skip();
    assert_eq!(script.at(), "D7.where", "and the rewrite, without asking now or tomorrow again");
    for _ in 0..5 {
        script.text("Words");
    }
    assert_eq!(script.at(), "D8");
    let debriefs =
        script.person.talks().filter(|talk| matches!(talk.opening, afterword_core::talks::Opening::Debrief(_)));
    assert_eq!(debriefs.count(), 1);
}

/// One of three is left to be rated: the other two are neither asked about nor shown again.
#[test]
fn the_rest_shows_no_answer_that_was_rated_before() {
    let mut script = short(14);
    script.scale(4);
    for question in ["Tell me about a conflict", "What would you change?", "Why us?"] {
        script.text(question);
    }
    let strong = script.things(0);
    script.answers(vec![strong, named(&["example"])]);
    let weak = script.things(2);
    script.answers(vec![weak, named(&["no-example"])]);
    assert_eq!(script.ask().unwrap().rest.len(), 1, "both are rated in one message");
    script.answers(vec![Answer::Scale(5), Answer::Scale(2)]);
    while script.at() != "nothing" {
        script.skip();
    }
    script.command(Command::Debrief(Some(Length::Full)));
    script.thing(0);
    while script.at() != "D4" {
        script.skip();
    }
    let ask = script.ask().unwrap();
    assert!(ask.rest.is_empty(), "{:?}", ask.rest.iter().map(|part| &part.question).collect::<Vec<_>>());
    script.answer(Answer::Scale(3));
    assert_ne!(script.at(), "D4");
}

#[test]
fn without_questions_everything_can_be_told_freely_and_nothing_is_rated() {
    let mut script = short(14);
    script.scale(3);
    script.done();
    assert_eq!(script.at(), "D6");
    script.text("The bit about my team");
    script.several(&["calm"]);
    script.text("The money question");
    script.several(&["nerves"]);
    assert_eq!(script.at(), "D9");
    script.skip();
    script.skip();
    script.done();
    script.pick("keep-all");
    assert_eq!(kept_lines(&script.person).len(), 2);
}

#[test]
fn no_strong_and_no_weak_answer_are_accepted() {
    let mut script = short(14);
    script.scale(3);
    script.text("Why us?");
    script.done();
    script.pick("none");
    assert_eq!(script.at(), "D6.least");
    script.pick("none");
    assert_eq!(script.at(), "D7", "never insist");
    script.pick("none");
    assert_eq!(script.at(), "D9");
}

#[test]
fn only_kept_lines_count() {
    let mut script = short(14);
    short_to_lines(&mut script, "no-example");
    script.pick("choose");
    script.pick("keep");
    script.pick("drop");
    script.text("Learn SQL properly");
    assert_eq!(script.at(), "D14");
    let kept = kept_lines(&script.person);
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().any(|line| { line.reworded.is_some_and(|words| words.reveal() == "Learn SQL properly") }));
}

#[test]
fn the_hunch_is_locked_once_news_came() {
    let mut script = full(14);
    script.scale(4);
    for _ in 0..30 {
        match script.at().as_str() {
            "nothing" => break,
            "D12" => script.answer(Answer::Percent(75)),
            _ => script.skip(),
        };
    }
    let process = script.person.processes().next().unwrap().id;
    let mut heard = script.clone();
    let mut entry = script.journal.last().unwrap().clone();
    entry.revision += 1;
    entry.facts = vec![Fact::NewsHeard(process)];
    heard.person.apply(&entry);
    for (script, locked) in [(&mut script, false), (&mut heard, true)] {
        script.command(Command::Correct);
        let d12 = Pick::Question(afterword_core::QuestionId::new("D12"));
        script.answer(Answer::Choice(d12));
        let said = script.answer(Answer::Percent(10));
        assert_eq!(words(&said).contains(&"hunch-locked".to_owned()), locked);
    }
}

#[test]
fn the_page_at_the_end_tells_of_this_interview_and_of_no_other() {
    let mut script = short(9);
    short_to_lines(&mut script, "nerves");
    script.pick("keep-all");
    answer_to(&mut script, "nothing");
    script.later(SignedDuration::from_hours(48));
    script.command(Command::Debrief(Some(Length::Full)));
    answer_to(&mut script, "D1");
    script.scale(4);
    script.skip();
    for question in ["Why now?", "Why here?", "Why you?"] {
        script.text(question);
    }
    script.done();
    script.answers([3, 4, 5].map(Answer::Scale).to_vec());
    let said = answer_to(&mut script, "nothing");
    let strong = said.iter().flat_map(|say| &say.blocks).find(|block| block.word == "summary-strengths").unwrap();
    let strong = serde_json::to_string(strong).unwrap();
    let places = ["Why you?", "Why here?", "Why now?", "Tell me about a conflict"].map(|text| strong.find(text));
    assert!(places[0] < places[1] && places[0].is_some(), "the best first: {strong}");
    assert_eq!(places[2..], [None, None], "{strong}");
}

/// Answers as little as it takes to come to this question.
fn answer_to(script: &mut Script, question: &str) -> Vec<Say> {
    let mut said = Vec::new();
    for _ in 0..40 {
        said.extend(match script.at().as_str() {
            at if at == question => return said,
            "D0" | "D0.round" => script.pick("new-job"),
            "N1" => script.text("another job"),
            "N2" => script.when(script.local().saturating_sub(2_i64.hours())),
            "D13" => script.pick("keep-all"),
            "D7.when" => script.pick("leave"),
            "D6" | "D7" => script.pick("none"),
            _ => script.skip(),
        });
    }
    panic!("stuck at {}", script.at());
}
