//! W4: the day before the stated date (§2).

use super::{Machine, View, part};
use crate::{
    Answer, Id, QuestionId,
    ask::{Kind, Part},
    wording as say,
};
use serde::{Deserialize, Serialize};

/// If it's a yes, what is the first thing you'll do?
pub const IF_YES: QuestionId = QuestionId::new("W4.yes");
/// And if it's a no?
pub const IF_NO: QuestionId = QuestionId::new("W4.no");

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The job.
    pub process: Id,
}

/// Where it stands; whether a plan was told.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum DayBefore {
    /// Waiting for the plan for a yes.
    IfYes,
    /// Waiting for the plan for a no.
    IfNo(bool),
    /// Kept, where there was anything to keep.
    Done(bool),
}

impl DayBefore {
    pub(super) fn open(_opening: &Opening) -> Self {
        Self::IfYes
    }
}

impl Machine for DayBefore {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::IfYes => Some(IF_YES),
            Self::IfNo(_) => Some(IF_NO),
            Self::Done(_) => None,
        }
    }

    fn parts(&self, _: &View<'_>) -> Vec<Part> {
        let no = || part(IF_NO, say::before_no(), Kind::Text);
        match self {
            Self::IfYes => vec![part(IF_YES, say::before_yes(), Kind::Text), no()],
            Self::IfNo(_) => vec![no()],
            Self::Done(_) => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::IfYes, Answer::Text(_) | Answer::Skipped) => Ok(Self::IfNo(*answer != Answer::Skipped)),
            (Self::IfNo(told), Answer::Text(_) | Answer::Skipped) => Ok(Self::Done(told || *answer != Answer::Skipped)),
            (state, _) => Err(state),
        }
    }
}
