//! What is offered can be chosen: by its number, and by its label.

use crate::{WORDS, ask::*, now};
use afterword_core::{
    Answer, Ask, Settings,
    ask::Kind,
    event::Meaning,
    vocabulary::{
        Calmer, Care, Cause, Compared, HearBack, Ingredient, InterviewKind, Length, NowOrTomorrow, Rest, Section,
        Skill, Tried,
    },
};
use proptest::prelude::*;

fn understood(text: &str, ask: &Ask) -> Option<Vec<Answer>> {
    match WORDS.understand(text, Some(ask), now(), &Settings::default()) {
        Meaning::Answers(answers) => Some(answers),
        _ => None,
    }
}

/// Every set of options there is, as every kind that takes it.
fn every_set() -> Vec<Kind> {
    let sets = [
        Length::choices(),
        InterviewKind::choices(),
        Ingredient::choices(),
        Cause::choices(),
        Calmer::choices(),
        NowOrTomorrow::choices(),
        HearBack::choices(),
        Rest::choices(),
        Care::choices(),
        Compared::choices(),
        Section::choices(),
        Skill::choices(),
        Tried::choices(),
    ];
    let mut kinds: Vec<Kind> = sets
        .into_iter()
        .flat_map(|choices| {
            [
                Kind::Choice { choices: choices.clone(), or_text: false },
                Kind::Choice { choices: choices.clone(), or_text: true },
                Kind::Several { choices: choices.clone(), other: false },
                Kind::Several { choices, other: true },
            ]
        })
        .collect();
    kinds.extend([hear_back(), rating(), scale(), Kind::Percent, skill("Why this job?"), skill("")]);
    kinds
}

#[test]
fn a_number_and_a_label_choose_what_they_stand_for() {
    for kind in every_set() {
        let question = ask(kind);
        for offered in WORDS.offered(&question.part.kind) {
            let number = offered.number.to_string();
            assert!(
                understood(&number, &question) == Some(vec![offered.answer.clone()]),
                "{number}: {}",
                offered.label
            );
            if !offered.label.is_empty() {
                let chosen = understood(&offered.label, &question);
                assert!(chosen == Some(vec![offered.answer.clone()]), "{}", offered.label);
            }
        }
    }
}

#[test]
fn yes_and_no_are_chosen_by_their_labels() {
    let question = ask(Kind::YesNo);
    for offered in WORDS.offered(&question.part.kind) {
        assert!(understood(&offered.label, &question) == Some(vec![offered.answer.clone()]), "{}", offered.label);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Also where people made the labels, whatever else stands in the list.
    #[test]
    fn labels_that_people_made(labels in prop::collection::btree_set("[a-z]{3,9}( [a-z]{3,9}){1,4}", 1..8)) {
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let question = ask(Kind::Choice { choices: things(&labels), or_text: true });
        for offered in WORDS.offered(&question.part.kind) {
            prop_assert!(understood(&offered.number.to_string(), &question) == Some(vec![offered.answer.clone()]));
            prop_assert!(understood(&offered.label, &question) == Some(vec![offered.answer.clone()]));
        }
    }
}
