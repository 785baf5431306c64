//! A first small step, on the date the person set (§9).

use super::{Machine, View, part};
use crate::{
    Answer, Id, Private, QuestionId,
    ask::{Choice, Kind, Part, Pick, Range},
    talks::debrief::questions::name,
    wording as say,
};

/// Done, later, or let it go?
pub const STEP: QuestionId = QuestionId::new("step");
/// When instead?
pub const STEP_LATER: QuestionId = QuestionId::new("step.later");

const DONE: &str = "done";
const LATER: &str = "later";
const DROP: &str = "drop";

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// Waiting for how it went.
    HowItWent(Id, Id),
    /// Waiting for another date.
    Later(Id, Id),
    /// Known: done, or let go.
    Settled {
        /// Whether it was done.
        done: bool,
    },
    /// A new date was set.
    Moved,
}

impl Step {
    pub(super) fn open(talk: Id, item: Id) -> Self {
        Self::HowItWent(talk, item)
    }
}

impl Machine for Step {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::HowItWent(..) => Some(STEP),
            Self::Later(..) => Some(STEP_LATER),
            Self::Settled { .. } | Self::Moved => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        match self {
            Self::HowItWent(talk, item) => {
                let choices = vec![
                    Choice::named(DONE, say::step_done()),
                    Choice::named(LATER, say::step_later()),
                    Choice::named(DROP, say::step_drop()),
                ];
                let told = |name| view.person.talk(*talk)?.text(&QuestionId::of(name, *item)).cloned();
                let step: Option<Private> = told(name::D11_STEP);
                let prompt = match step {
                    Some(step) => say::step_how(&step),
                    None => say::step_how_unnamed(),
                };
                vec![part(STEP, prompt, Kind::Choice { choices, or_text: false })]
            }
            Self::Later(..) => {
                let kind = Kind::When { range: Range::Future, hour: false, choices: Vec::new() };
                vec![part(STEP_LATER, say::step_when(), kind)]
            }
            Self::Settled { .. } | Self::Moved => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::HowItWent(..), Answer::Choice(Pick::Named(pick))) if pick == DONE => {
                Ok(Self::Settled { done: true })
            }
            (Self::HowItWent(..), Answer::Choice(Pick::Named(pick))) if pick == DROP => {
                Ok(Self::Settled { done: false })
            }
            (Self::HowItWent(talk, item), Answer::Choice(Pick::Named(pick))) if pick == LATER => {
                Ok(Self::Later(talk, item))
            }
            (Self::HowItWent(..) | Self::Later(..), Answer::Skipped) => Ok(Self::Settled { done: false }),
            (Self::Later(..), Answer::When(_)) => Ok(Self::Moved),
            (state, _) => Err(state),
        }
    }
}
