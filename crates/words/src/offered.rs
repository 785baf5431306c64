//! What there is to choose from, numbered and labelled: the one list that is
//! shown, that buttons are made of, and that typed numbers refer to.

use crate::{Words, understand::key::Key};
use afterword_core::{
    Answer,
    answer::YesNo,
    ask::{Choice, Kind, Pick},
    say::Arg,
};

/// One option of a question.
#[derive(Clone, PartialEq, Eq)]
pub struct Offered {
    /// What is typed to choose it: from 1, or the value itself (10, 25, …).
    pub number: usize,
    /// What is shown. Empty where the number is all there is.
    pub label: String,
    /// The answer it gives when it is the only one chosen.
    pub answer: Answer,
    /// What it is called: its label first, then what else people call it.
    pub(crate) names: Vec<Key>,
    /// What also means it, but only as a whole: the ways of saying yes, or a mood.
    pub(crate) also: Vec<Key>,
    /// Whether it is meant where a message names a part of what is offered.
    pub(crate) partly: bool,
    /// Whether it is meant where a message names a day to come.
    pub(crate) to_come: bool,
}

impl Offered {
    /// The pick, where it is one of a set of choices.
    pub(crate) fn pick(&self) -> Option<Pick> {
        match &self.answer {
            Answer::Choice(pick) => Some(pick.clone()),
            Answer::Several { picks, .. } => picks.first().cloned(),
            _ => None,
        }
    }
}

impl Words {
    /// The options of a question, in the order they are shown; empty where there are none.
    ///
    /// Skills come with the two that fit the question best first. Yes, no and
    /// don't know are here for buttons; typed, they are words and not numbers.
    #[must_use]
    pub fn offered(&self, kind: &Kind) -> Vec<Offered> {
        match kind {
            Kind::Choice { choices, .. } | Kind::When { choices, .. } => self.choices(choices.iter(), Answer::Choice),
            Kind::Several { choices, .. } => self.choices(choices.iter(), only),
            Kind::Skill { about, choices } => self.choices(self.by_likelihood(about, choices), only),
            Kind::Scale { steps } => (1..=5)
                .zip(1_u8..)
                .map(|(number, value)| {
                    let step = steps.get(number - 1);
                    let label = step.map(|step| self.block(step)).unwrap_or_default();
                    self.option(number, label, step.map(|step| step.word.as_ref()), Answer::Scale(value))
                })
                .collect(),
            Kind::Percent => PERCENT
                .iter()
                .map(|&value| self.fixed(&format!("layout-percent-{value}"), value.into(), Answer::Percent(value)))
                .collect(),
            Kind::YesNo => vec![
                self.fixed("layout-yes", 1, Answer::YesNo(YesNo::Yes)),
                self.fixed("layout-no", 2, Answer::YesNo(YesNo::No)),
                self.fixed("layout-unknown", 3, Answer::YesNo(YesNo::Unknown)),
            ],
            Kind::Text | Kind::Items { .. } | Kind::Zone | Kind::Country => Vec::new(),
        }
    }

    fn choices<'c>(
        &self,
        choices: impl IntoIterator<Item = &'c Choice>,
        answer: impl Fn(Pick) -> Answer,
    ) -> Vec<Offered> {
        (1..)
            .zip(choices)
            .map(|(number, choice)| {
                let word = match &choice.label {
                    Arg::Word(block) => Some(block.word.as_ref()),
                    _ => None,
                };
                self.option(number, self.arg(&choice.label), word, answer(choice.pick.clone()))
            })
            .collect()
    }

    fn fixed(&self, word: &str, number: usize, answer: Answer) -> Offered {
        self.option(number, self.glue(word), Some(word), answer)
    }

    /// An option; by the word of its label its synonyms are found.
    fn option(&self, number: usize, label: String, word: Option<&str>, answer: Answer) -> Offered {
        let understanding = &self.understanding;
        let synonyms = word.and_then(|word| understanding.synonyms.get(word));
        let also = word.and_then(|word| understanding.like.get(word)).cloned().unwrap_or_default();
        let partly = word.is_some_and(|word| understanding.partly.contains(word));
        let to_come = word.is_some_and(|word| understanding.to_come.contains(word));
        let names = std::iter::once(Key::of(&label))
            .chain(synonyms.into_iter().flatten().cloned())
            .filter(|name| !name.is_empty())
            .collect();
        Offered { number, label, answer, names, also, partly, to_come }
    }
}

/// The values of a hunch (`conversations.md` §0, P).
pub(crate) const PERCENT: [u8; 5] = [10, 25, 50, 75, 90];

fn only(pick: Pick) -> Answer {
    Answer::Several { picks: vec![pick], other: None }
}
