//! One answer of each sort that a question can be given.

use crate::{
    Answer, Private,
    answer::{When, YesNo},
    ask::{Choice, Kind, Part, Pick, Range},
};
use jiff::{ToSpan, civil};

/// An answer, and what it is called on a graph.
#[derive(Clone)]
pub struct Sample {
    /// In short.
    pub label: String,
    /// The answer.
    pub answer: Answer,
}

/// The day that the walks stand at.
const TODAY: civil::Date = civil::date(2026, 11, 23);

/// One answer of each sort that `part` can be given, skipping included where it is allowed.
#[must_use]
pub fn samples(part: &Part) -> Vec<Sample> {
    let mut samples = answers(&part.kind);
    if part.skippable {
        samples.push(sample("skip", Answer::Skipped));
    }
    samples
}

fn answers(kind: &Kind) -> Vec<Sample> {
    let text = || sample("own words", Answer::Text(Private::new("Words of their own")));
    match kind {
        Kind::Text => vec![text()],
        Kind::Items { .. } => {
            vec![sample("one more", Answer::Text(Private::new("An item"))), sample("done", Answer::Done)]
        }
        Kind::Choice { choices, or_text } => {
            let mut samples: Vec<_> = choices.iter().map(choice).collect();
            samples.extend(or_text.then(text));
            samples
        }
        Kind::Several { choices, other } => {
            let several = |picks: Vec<Pick>, other| Answer::Several { picks, other };
            let mut samples: Vec<_> =
                choices.iter().map(|choice| sample(label(choice), several(vec![choice.pick.clone()], None))).collect();
            let all = choices.iter().map(|choice| choice.pick.clone()).collect();
            samples.push(sample("all", several(all, None)));
            if *other {
                samples.push(sample("own words", several(Vec::new(), Some(Private::new("Something else")))));
            }
            samples
        }
        Kind::Scale { .. } => (1..=5).map(|step| sample(step.to_string(), Answer::Scale(step))).collect(),
        Kind::Percent => [10, 25, 50, 75, 90].map(|hunch| sample(format!("{hunch}%"), Answer::Percent(hunch))).to_vec(),
        Kind::When { range, choices, .. } => {
            let days = match range {
                Range::Past => 0,
                Range::Future | Range::Any => 5,
            };
            let at = TODAY.saturating_add(days.days()).at(9, 0, 0, 0);
            let mut samples = vec![sample("a day", Answer::When(When { at, hour_named: false }))];
            samples.extend(choices.iter().map(choice));
            samples
        }
        Kind::YesNo => vec![
            sample("yes", Answer::YesNo(YesNo::Yes)),
            sample("no", Answer::YesNo(YesNo::No)),
            sample("don’t know", Answer::YesNo(YesNo::Unknown)),
        ],
        Kind::Zone => vec![sample("a place", Answer::Zone("Europe/Lisbon".into()))],
        Kind::Country => vec![sample("a country", Answer::Country("PT".into()))],
        Kind::Skill { choices, .. } => {
            let picks = |n: usize| choices.iter().take(n).map(|choice| choice.pick.clone()).collect();
            vec![
                sample("one skill", Answer::Several { picks: picks(1), other: None }),
                sample("two skills", Answer::Several { picks: picks(2), other: None }),
            ]
        }
    }
}

fn choice(choice: &Choice) -> Sample {
    sample(label(choice), Answer::Choice(choice.pick.clone()))
}

fn label(choice: &Choice) -> String {
    match &choice.pick {
        Pick::Named(id) if id.contains(' ') => "a line".into(),
        Pick::Named(id) => id.to_string(),
        Pick::Thing(_) => "one of them".into(),
        Pick::Question(_) => "an answer".into(),
    }
}

fn sample(label: impl Into<String>, answer: Answer) -> Sample {
    Sample { label: label.into(), answer }
}
