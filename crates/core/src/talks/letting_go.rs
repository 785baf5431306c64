//! R10, asked once more after a week, then never (§3).

use super::{Machine, View, part};
use crate::{Answer, Id, QuestionId, answer::YesNo, ask::Kind, ask::Part, wording as say};
use serde::{Deserialize, Serialize};

/// Ready now?
pub const R10_MORE: QuestionId = QuestionId::new("R10.again");

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The talk in which it was asked first.
    pub learning: Id,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum LettingGo {
    /// R10, once more: ready?
    Ready(Opening),
    /// Known.
    Done {
        /// The talk in which it was asked first.
        learning: Id,
        /// Whether it is let go.
        go: bool,
    },
}

impl LettingGo {
    pub(super) fn open(opening: &Opening) -> Self {
        Self::Ready(opening.clone())
    }
}

impl Machine for LettingGo {
    fn question(&self) -> Option<QuestionId> {
        matches!(self, Self::Ready(_)).then_some(R10_MORE)
    }

    fn parts(&self, _: &View<'_>) -> Vec<Part> {
        match self {
            Self::Ready(_) => vec![part(R10_MORE, say::letting_go(), Kind::YesNo)],
            Self::Done { .. } => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Ready(Opening { learning }), Answer::YesNo(ready)) => {
                Ok(Self::Done { learning, go: *ready == YesNo::Yes })
            }
            (Self::Ready(Opening { learning }), Answer::Skipped) => Ok(Self::Done { learning, go: false }),
            (state, _) => Err(state),
        }
    }
}
