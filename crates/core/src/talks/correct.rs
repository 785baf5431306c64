//! Changing an earlier answer.

use super::{
    Machine, Settled, View,
    debrief::questions::{D3, D11, D14, name},
    needed, walk_through,
};
use crate::{
    Answer, Id, QuestionId,
    ask::{Choice, Kind, Part, Pick},
    talks::record::Record,
    wording as say,
};

/// Which answer?
pub const WHICH: QuestionId = QuestionId::new("correct");
/// The new answer.
pub const ANEW: QuestionId = QuestionId::new("correct.anew");

const LEAVE: &str = "leave-as-is";
const TAKEN: &str = "taken";

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Correct {
    /// Waiting for which answer.
    Which(Id),
    /// Waiting for the new answer to a question.
    Question(Id, QuestionId),
    /// Waiting for the new words of a listed item.
    Item(Id, Id),
    /// Corrected, or left as it was.
    Done,
}

impl Correct {
    pub(super) fn open(talk: Id) -> Self {
        Self::Which(talk)
    }
}

impl Machine for Correct {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Which(_) => Some(WHICH),
            Self::Question(..) | Self::Item(..) => Some(ANEW),
            Self::Done => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        match self {
            Self::Which(talk) => {
                let mut choices = view.person.talk(*talk).map_or_else(Vec::new, |record| choices(record, view));
                choices.push(Choice::named(LEAVE, say::correct_leave()));
                vec![needed(WHICH, say::correct_which(), Kind::Choice { choices, or_text: false })]
            }
            Self::Question(talk, question) => {
                let record = view.person.talk(*talk);
                let original = record.and_then(|record| original(record, question, view));
                let anew = |part: Part| match part.kind {
                    // A list gets one more; each that stands there is corrected by itself.
                    Kind::Items { .. } => needed(ANEW, say::correct_add(), Kind::Text),
                    _ => Part { question: ANEW, skippable: false, ..part },
                };
                original.map(anew).into_iter().collect()
            }
            Self::Item(..) => vec![needed(ANEW, say::correct_item(), Kind::Text)],
            Self::Done => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Which(talk), Answer::Choice(Pick::Question(question))) => Ok(Self::Question(talk, question.clone())),
            (Self::Which(talk), Answer::Choice(Pick::Thing(item))) => Ok(Self::Item(talk, *item)),
            (Self::Which(_), Answer::Choice(Pick::Named(pick))) if pick == LEAVE => Ok(Self::Done),
            (Self::Question(..) | Self::Item(..), Answer::Choice(Pick::Named(pick))) if pick == TAKEN => Ok(Self::Done),
            (state, _) => Err(state),
        }
    }

    fn settle(&self, answer: &Answer) -> Vec<Settled> {
        // The new answer stands in the talk it corrects; here only that it was taken.
        let done = Settled::Answer(ANEW, Self::taken());
        match (self, answer) {
            (Self::Question(talk, question), Answer::Text(text)) if is_list(question) => {
                vec![Settled::NewItem(*talk, question.clone(), text.clone()), done]
            }
            (Self::Question(talk, question), answer) => {
                vec![Settled::Elsewhere(*talk, question.clone(), answer.clone()), done]
            }
            (Self::Item(talk, item), Answer::Text(text)) => {
                vec![Settled::Item(*talk, *item, text.clone()), done]
            }
            (Self::Which(_), answer) => vec![Settled::Answer(WHICH, answer.clone())],
            _ => Vec::new(),
        }
    }
}

impl Correct {
    /// The listed item whose words are being waited for: "delete that" removes it.
    #[must_use]
    pub fn item(&self) -> Option<(Id, Id)> {
        match self {
            Self::Item(talk, item) => Some((*talk, *item)),
            _ => None,
        }
    }

    /// What is recorded here once the new answer stands where it belongs.
    pub(crate) fn taken() -> Answer {
        Answer::Choice(Pick::Named(TAKEN.into()))
    }
}

/// What can be corrected: listed items one by one, and every other answer that is walked.
fn choices(record: &Record, view: &View<'_>) -> Vec<Choice> {
    let walked = super::walk_through(record, |question| question.name.starts_with(name::D13));
    let after = [&walked.path[..], &[D14]].concat();
    let mut choices = Vec::new();
    for question in &after {
        let Some(kept) = record.kept(question) else {
            continue;
        };
        match &kept.answer {
            Answer::Done => {
                choices.extend(record.list(question).iter().map(|item| Choice::thing(item.id, &item.text)));
                choices.push(add_one(question));
            }
            Answer::Skipped if is_list(question) => choices.push(add_one(question)),
            Answer::Line { .. } => {} // decided again by itself when what is behind it changes
            answer => {
                let Some(part) = original(record, question, view) else {
                    continue;
                };
                let shown = crate::sheet::view::shown(&part.kind, answer);
                let label = say::correct_choice(part.prompt.last().cloned().unwrap_or_else(say::correct_item), shown);
                choices.push(Choice { pick: Pick::Question(question.clone()), label: label.into() });
            }
        }
    }
    choices
}

fn is_list(question: &QuestionId) -> bool {
    *question == D3 || *question == D11
}

fn add_one(question: &QuestionId) -> Choice {
    let label = if *question == D3 { say::correct_add_question() } else { say::correct_add_build() };
    Choice { pick: Pick::Question(question.clone()), label: label.into() }
}

/// The question as it was put, in the light of the answers before it.
fn original(record: &Record, question: &QuestionId, view: &View<'_>) -> Option<Part> {
    let walked = walk_through(record, |at| at == question);
    let reached = walked.talk.question().as_ref() == Some(question);
    if reached { walked.talk.parts(view).into_iter().next() } else { None }
}
