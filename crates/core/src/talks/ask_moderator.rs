//! "Ask a moderator to message me" (§7): the second yes.
//!
//! Nothing of it is ever kept: the answer is not recorded, and the talk is
//! forgotten with it.

use super::{Machine, Settled, View, needed};
use crate::{
    Answer, QuestionId,
    answer::YesNo,
    ask::{Kind, Part},
    community::Home,
    wording as say,
};
use serde::{Deserialize, Serialize};

/// Shall I pass your name on?
pub const ASK_MODERATOR: QuestionId = QuestionId::new("ask-moderator");

/// The facts fixed when it began.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// Whose moderators.
    pub home: Home,
}

/// Where it stands: there is only one place, and no answer is recorded that would lead on.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum AskModerator {
    /// Waiting for the second yes.
    Sure,
}

impl AskModerator {
    pub(super) fn open() -> Self {
        Self::Sure
    }
}

impl Machine for AskModerator {
    fn question(&self) -> Option<QuestionId> {
        Some(ASK_MODERATOR)
    }

    fn parts(&self, _: &View<'_>) -> Vec<Part> {
        vec![needed(ASK_MODERATOR, say::ask_moderator_sure(), Kind::YesNo)]
    }

    fn answer(self, _: &Answer) -> Result<Self, Self> {
        Err(self)
    }

    fn settle(&self, answer: &Answer) -> Vec<Settled> {
        match answer {
            Answer::YesNo(answer) => vec![Settled::AskModerator(*answer == YesNo::Yes)],
            _ => Vec::new(),
        }
    }
}
