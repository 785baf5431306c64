//! What can be corrected, deleted and gone back over, and what that does to the balance sheet (§1, later corrections).

use crate::script::{Script, full, short, short_to_lines, words};
use afterword_core::{
    Answer, Command, Event, Private,
    ask::Pick,
    sheet::{cards, evidence::kept_lines},
    vocabulary::Length,
};
use jiff::SignedDuration;

#[test]
fn a_correction_asks_again_for_the_lines_concerned_and_the_old_one_counts_until_then() {
    let mut script = short(14);
    short_to_lines(&mut script, "no-example");
    script.pick("keep-all");
    script.skip();
    script.command(Command::Correct);
    let ask = script.ask().unwrap();
    let afterword_core::ask::Kind::Choice { choices, .. } = &ask.part.kind else { panic!("a choice") };
    let rating = choices.iter().find_map(|choice| match &choice.pick {
        Pick::Question(question) if question.name == "D4" => Some(choice.pick.clone()),
        _ => None,
    });
    script.answer(Answer::Choice(rating.unwrap()));
    script.scale(3);
    assert_eq!(script.at(), "D13");
    let ratings = |script: &Script| {
        use afterword_core::{sheet::evidence::evidence, vocabulary::Skill};
        let lines = kept_lines(&script.person);
        evidence(&lines, Skill::Evidence).iter().map(|answer| answer.rating).collect::<Vec<_>>()
    };
    assert_eq!(ratings(&script), [5], "the old line counts");
    let ask = script.ask().unwrap();
    assert_eq!(ask.part.prompt.len(), 2, "one line is concerned");
    script.pick("keep-all");
    assert_eq!(ratings(&script), [3]);
    assert_eq!(script.at(), "nothing");
}

/// A short debrief to its end, everything kept.
fn done_short() -> Script {
    let mut script = short(14);
    short_to_lines(&mut script, "no-example");
    script.pick("keep-all");
    script.pick("move");
    script.skip(); // W1b
    script
}

/// Corrects the first answer to a question of this name, and leaves the new one to be given.
fn correct(script: &mut Script, name: &str) {
    script.command(Command::Correct);
    let ask = script.ask().unwrap();
    let afterword_core::ask::Kind::Choice { choices, .. } = &ask.part.kind else { panic!("a choice") };
    let of_name = |pick: &&Pick| matches!(pick, Pick::Question(question) if question.name == name);
    let pick = choices.iter().map(|choice| &choice.pick).find(of_name).expect("it can be corrected").clone();
    script.answer(Answer::Choice(pick));
}

fn questions_kept(script: &Script) -> Vec<String> {
    let text = |line: &afterword_core::sheet::line::Line| match line {
        afterword_core::sheet::line::Line::Answer { question, .. } => question.reveal().to_owned(),
        afterword_core::sheet::line::Line::Build { what: text, .. }
        | afterword_core::sheet::line::Line::Feedback { said: text, .. } => text.reveal().to_owned(),
    };
    let mut kept: Vec<_> = kept_lines(&script.person).iter().map(|kept| text(kept.line)).collect();
    kept.sort();
    kept
}

#[test]
fn deleting_takes_its_line_away_at_once_and_no_other() {
    let mut script = done_short();
    assert_eq!(questions_kept(&script), ["SQL", "Tell me about a conflict", "Why us?"]);
    correct(&mut script, "D4");
    script.command(Command::Stop);
    // The last thing said is D14; before it, the list of things to build was closed.
    script.command(Command::DeleteThat);
    assert_eq!(questions_kept(&script).len(), 3, "D14 is behind no line");
    script.command(Command::DeleteThat);
    assert_eq!(questions_kept(&script).len(), 0, "the lines of D13 were one answer");

    let mut rest = done_short();
    rest.later(SignedDuration::from_hours(21)).event(&Event::Due);
    rest.pick("nothing");
    rest.pick("now");
    rest.text("Bob and Ann");
    rest.command(Command::DeleteThat);
    assert_eq!(rest.at(), "D2");
    assert_eq!(questions_kept(&rest).len(), 3, "who was there is behind no line");

    let mut corrected = done_short();
    correct(&mut corrected, "D4");
    corrected.scale(3);
    corrected.pick("keep-all");
    let mut deleted = corrected.clone();
    correct(&mut deleted, "D6.why");
    deleted.several(&["calm"]);
    deleted.command(Command::Back);
    assert_eq!(questions_kept(&deleted).len(), 3, "the old lines count until the new one is decided");
}

#[test]
fn a_correction_is_asked_about_as_well_where_the_lines_were_chosen_one_by_one() {
    let mut script = short(14);
    short_to_lines(&mut script, "no-example");
    script.pick("choose");
    for _ in 0..3 {
        script.pick("keep");
    }
    script.skip();
    assert_eq!(script.at(), "nothing");
    correct(&mut script, "D4");
    script.scale(1);
    assert_eq!(script.at(), "D13");
    script.pick("keep");
    assert_eq!(script.at(), "nothing");
    let ratings: Vec<_> = kept_lines(&script.person)
        .iter()
        .filter_map(|kept| match kept.line {
            afterword_core::sheet::line::Line::Answer { rating, .. } => *rating,
            afterword_core::sheet::line::Line::Build { .. } | afterword_core::sheet::line::Line::Feedback { .. } => {
                None
            }
        })
        .collect();
    assert_eq!(ratings.len(), 2);
    assert!(ratings.contains(&1));
}

#[test]
fn a_line_whose_answer_was_corrected_away_goes() {
    let mut script = done_short();
    correct(&mut script, "D7");
    script.pick("none");
    while script.at() != "nothing" {
        if script.at() == "D13" {
            script.pick("keep-all")
        } else {
            script.skip()
        };
    }
    let causes = kept_lines(&script.person).iter().any(
        |kept| matches!(kept.line, afterword_core::sheet::line::Line::Answer { causes, .. } if !causes.is_empty()),
    );
    assert!(!causes, "there is no weak answer any more");
}

#[test]
fn something_can_be_added_to_a_list_that_was_skipped() {
    let mut script = short(14);
    short_to_lines(&mut script, "no-example");
    script.command(Command::Back); // D11 is open again
    script.command(Command::Back);
    script.done();
    script.pick("keep-all");
    script.skip();
    correct(&mut script, "D11");
    script.text("Welsh");
    assert_eq!(script.at(), "D13");
    script.pick("keep-all");
    assert!(questions_kept(&script).contains(&"Welsh".to_owned()));
}

#[test]
fn stopping_the_rest_does_not_unfinish_a_debrief() {
    let mut script = done_short();
    script.later(SignedDuration::from_hours(21)).event(&Event::Due);
    script.pick("nothing");
    script.pick("now");
    script.command(Command::Stop);
    correct(&mut script, "D4");
    script.scale(1);
    assert_eq!(script.at(), "D13");
}

#[test]
fn a_disaster_does_not_hide_a_person_who_is_struggling() {
    let mut script = Script::at_debrief(14, Command::Debrief(None));
    script.command(Command::Debrief(Some(Length::Capture)));
    assert!(words(&script.scale(1)).contains(&"care-message".to_owned()));
    assert_eq!(script.at(), "CARE");

    // Corrected later, it is met as kindly, and the debrief stays as it is.
    let mut later = done_short();
    correct(&mut later, "D1");
    assert!(words(&later.scale(1)).contains(&"care-message".to_owned()));
    assert_eq!(later.at(), "CARE");
    later.pick("gently");
    assert_eq!(later.at(), "nothing");
}

#[test]
fn an_old_partial_is_never_taken_for_a_new_interview() {
    let mut script = short(14);
    script.scale(4);
    script.text("An old question");
    script.command(Command::Stop);
    script.later(SignedDuration::from_hours(24 * 40));
    script.command(Command::Debrief(None));
    assert_eq!(script.at(), "D0.round");
}

#[test]
fn delete_that_is_about_the_last_thing_said() {
    let mut script = done_short();
    script.later(SignedDuration::from_hours(24 * 9));
    script.command(Command::Interview);
    script.thing(0);
    script.when(script.local().date().saturating_add(jiff::Span::new().days(3)).at(10, 0, 0, 0));
    script.skip();
    script.skip();
    script.text("A ramp");
    let arranged = |script: &Script| script.person.rounds().any(|round| round.arrange.is_some());
    assert!(arranged(&script));
    script.command(Command::DeleteThat);
    assert!(!arranged(&script));
    script.command(Command::Sheet);
    script.pick("add-line");
    script.pick("fixed-assets");
    script.text("A driving licence");
    script.command(Command::DeleteThat);
    assert_eq!(script.person.typed_lines().count(), 0);
    assert_eq!(questions_kept(&script).len(), 3);
}

#[test]
fn a_corrected_note_changes_the_interview_it_noted_and_no_other() {
    let mut script = Script::welcomed(9);
    for name in ["Leeds", "York"] {
        script.interview(name, script.local().date().saturating_add(jiff::Span::new().days(9)).at(10, 0, 0, 0));
    }
    correct(&mut script, "N1");
    script.text("The York job");
    correct(&mut script, "N2.length");
    script.pick("half-day");
    correct(&mut script, "N2");
    script.when(script.local().date().saturating_add(jiff::Span::new().days(5)).at(10, 0, 0, 0));
    let names: Vec<_> = script.person.processes().map(|process| process.nickname.reveal().to_owned()).collect();
    assert_eq!(names, ["Leeds", "The York job"]);
    let rounds: Vec<_> = script.person.rounds().map(|round| (round.start.date().day(), round.minutes)).collect();
    assert_eq!(rounds, [(2, 60), (28, 240)]);
}

/// Found by fuzzing: the answer was kept, and nothing was said to it.
#[test]
fn a_note_that_comes_to_its_end_again_says_so() {
    let mut script = Script::welcomed(9);
    script.command(Command::Interview);
    script.text("Leeds");
    script.skip();
    script.skip();
    script.pick("direct");
    script.when(script.local().date().saturating_add(jiff::Span::new().days(9)).at(10, 0, 0, 0));
    script.skip();
    script.skip();
    script.text("A ramp");
    script.command(Command::DeleteThat);
    correct(&mut script, "N1");
    script.text("York");
    assert_eq!(script.at(), "N4", "what was deleted is asked again");
    let said = script.text("A lift");
    assert_eq!(words(&said), ["corrected"]);
    assert_eq!(script.at(), "nothing");
}

#[test]
fn a_full_debrief_can_be_added_to() {
    let mut script = full(14);
    script.scale(4);
    script.skip();
    script.text("Why us?");
    script.done();
    while script.at() != "nothing" {
        match script.at().as_str() {
            "D13" => script.pick("keep-all"),
            "D4" => script.scale(4),
            _ => script.skip(),
        };
    }
    script.command(Command::Debrief(None));
    script.thing(0);
    assert_eq!(script.at(), "D3");
    script.text("What would you change here?");
    script.done();
    assert_eq!(script.at(), "D4");
}

#[test]
fn the_yes_cannot_be_gone_back_over() {
    let mut script = Script::stranger(9);
    script.event(&Event::Visit);
    script.pick("yes");
    script.command(Command::Back);
    assert_eq!(script.at(), "F2");
}

#[test]
fn one_step_towards_what_was_not_known_stands_on_its_card() {
    let mut script = full(14);
    script.scale(4);
    while script.at() != "D7" {
        if script.at() == "D3" {
            script.done()
        } else {
            script.skip()
        };
    }
    script.text("The budget question");
    script.several(&["did-not-know"]);
    for told in ["A little", "I would ask", "A club's accounts", "Read one annual report"] {
        script.text(told);
    }
    let card = &cards::cards(&script.person)[0];
    assert!(card.blocks().iter().any(|block| block.word == "card-step"));
    // The card goes when the cause it was made for does.
    correct(&mut script, "D7.cause");
    script.several(&["too-long"]);
    assert!(cards::cards(&script.person).is_empty());
}

#[test]
fn what_was_meant_for_a_part_that_is_not_reached_is_put_to_no_other_question() {
    let mut script = short(14);
    script.scale(4);
    script.done();
    script.skip();
    script.skip();
    script.skip();
    let not_said = Answer::Choice(Pick::Named("not-said".into()));
    script.answers(vec![not_said, Answer::Text(Private::new("Jane"))]);
    assert_eq!(script.at(), "D11");
    assert_eq!(script.ask().unwrap().part.prompt[0].word, "debrief-d11-one", "Jane is nothing to build");
}

#[test]
fn deleting_the_second_of_three_listed_questions_moves_nothing_else() {
    let mut script = full(14);
    script.scale(4);
    script.skip();
    for question in ["One", "Two", "Three"] {
        script.text(question);
    }
    script.done();
    script.answers(vec![Answer::Scale(5), Answer::Scale(1), Answer::Scale(3)]);
    let debrief = script.person.front().unwrap();
    let (talk, items) = (debrief.id, debrief.items().map(|(_, item)| item.id).collect::<Vec<_>>());
    assert_eq!(script.at(), "D5");
    script.command(Command::Correct);
    script.thing(1);
    assert_eq!(script.at(), "correct.anew");
    script.command(Command::DeleteThat);
    assert_eq!(script.at(), "D5");

    let rating = |n: usize| {
        let question = afterword_core::QuestionId::of("D4", items[n]);
        script.person.talk(talk).unwrap().kept(&question).map(|kept| kept.answer.clone())
    };
    assert!(rating(0) == Some(Answer::Scale(5)));
    assert!(rating(1).is_none());
    assert!(rating(2) == Some(Answer::Scale(3)));
    let left: Vec<_> =
        script.person.talk(talk).unwrap().items().map(|(_, item)| item.text.reveal().to_owned()).collect();
    assert_eq!(left, ["One", "Three"]);
    let mut placed = script.clone();
    placed.several(&["evidence"]);
    placed.several(&["story"]);
    assert_eq!(placed.at(), "D6", "two are left to be placed");
}
