//! Questions to answer.

use afterword_core::{
    Ask, Id, Private, QuestionId,
    ask::{Choice, Kind, Part, Range, Stamp},
    say::Block,
    vocabulary::{Cause, HearBack, Ingredient, InterviewKind, Skill},
};

/// A question with one part that can be skipped.
pub(crate) fn ask(kind: Kind) -> Ask {
    asks(vec![kind])
}

/// A question of several parts, all of which can be skipped.
pub(crate) fn asks(kinds: Vec<Kind>) -> Ask {
    let part = |kind| Part { question: QuestionId::new("Q"), prompt: Vec::new(), kind, skippable: true };
    let mut parts = kinds.into_iter().map(part);
    let Some(first) = parts.next() else { panic!("a question has a part") };
    Ask {
        stamp: Stamp { talk: Id::minted(1, 1, 0), question: QuestionId::new("Q"), revision: 1 },
        part: first,
        rest: parts.collect(),
    }
}

/// The same, under the name of a question there is.
pub(crate) fn named(name: &'static str, mut ask: Ask) -> Ask {
    ask.part.question = QuestionId::new(name);
    ask
}

/// The same, where an answer is needed.
pub(crate) fn needed(mut ask: Ask) -> Ask {
    ask.part.skippable = false;
    ask
}

/// Things the person made, such as the questions they listed: `#1.1.0` and on.
pub(crate) fn things(labels: &[&str]) -> Vec<Choice> {
    (0_u8..).zip(labels).map(|(n, label)| Choice::thing(Id::minted(1, 1, n), Private::new(*label))).collect()
}

/// N3.
pub(crate) fn interview_kind() -> Kind {
    Kind::Choice { choices: InterviewKind::choices(), or_text: false }
}

/// D6 and D7, first part: an answer that was listed, or own words.
pub(crate) fn which_answer() -> Kind {
    let mut choices = things(&[
        "Why do you want this job?",
        "Tell me about a time you disagreed with a colleague",
        "Where do you see yourself in five years?",
    ]);
    choices.push(Choice::named("none", Block::plain("which-none")));
    Kind::Choice { choices, or_text: true }
}

/// D6, second part.
pub(crate) fn ingredients() -> Kind {
    Kind::Several { choices: Ingredient::choices(), other: true }
}

/// D7, second part.
pub(crate) fn causes() -> Kind {
    Kind::Several { choices: Cause::choices(), other: true }
}

/// D4.
pub(crate) fn rating() -> Kind {
    let steps = ["rating-1", "rating-2", "rating-3", "rating-4", "rating-5"];
    Kind::Scale { steps: steps.map(Block::plain).to_vec() }
}

/// D1.
pub(crate) fn scale() -> Kind {
    Kind::Scale { steps: Vec::new() }
}

/// D5.
pub(crate) fn skill(about: &str) -> Kind {
    Kind::Skill { about: Private::new(about).into(), choices: Skill::choices() }
}

/// N2 and its like.
pub(crate) fn when(range: Range) -> Kind {
    Kind::When { range, hour: true, choices: Vec::new() }
}

/// D10.
pub(crate) fn hear_back() -> Kind {
    Kind::When { range: Range::Future, hour: false, choices: HearBack::choices() }
}
