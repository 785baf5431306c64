//! One question that confirms what free text was taken for (§0).

use super::{Machine, View, part};
use crate::{
    Answer, Command, QuestionId,
    answer::YesNo,
    ask::{Kind, Part},
    wording as say,
};
use serde::{Deserialize, Serialize};

/// Shall we?
pub const CONFIRM: QuestionId = QuestionId::new("confirm");

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// What it would do.
    pub meant: Command,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Confirm {
    /// Waiting for a yes.
    Shall(Command),
    /// That was meant.
    Meant(Command),
    /// That was not.
    Left,
}

impl Confirm {
    pub(super) fn open(opening: &Opening) -> Self {
        Self::Shall(opening.meant.clone())
    }
}

impl Machine for Confirm {
    fn question(&self) -> Option<QuestionId> {
        matches!(self, Self::Shall(_)).then_some(CONFIRM)
    }

    fn parts(&self, _: &View<'_>) -> Vec<Part> {
        match self {
            Self::Shall(meant) => vec![part(CONFIRM, say::confirm_shall(meant), Kind::YesNo)],
            Self::Meant(_) | Self::Left => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Shall(meant), Answer::YesNo(YesNo::Yes)) => Ok(Self::Meant(meant)),
            (Self::Shall(_), Answer::YesNo(YesNo::No | YesNo::Unknown) | Answer::Skipped) => Ok(Self::Left),
            (state, _) => Err(state),
        }
    }
}
