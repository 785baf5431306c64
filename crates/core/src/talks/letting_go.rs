//! R10, asked once more (§3).

use super::{Machine, View};
use crate::Id;
use crate::{Answer, QuestionId, ask::Part};
use serde::{Deserialize, Serialize};

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The talk in which it was asked first.
    pub learning: Id,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum LettingGo {
    /// Nothing is asked yet.
    Done,
}

impl LettingGo {
    pub(super) fn open(_opening: &Opening) -> Self {
        Self::Done
    }
}

impl Machine for LettingGo {
    fn question(&self) -> Option<QuestionId> {
        None
    }

    fn parts(&self, _: &View<'_>) -> Vec<Part> {
        Vec::new()
    }

    fn answer(self, _: &Answer) -> Result<Self, Self> {
        Err(self)
    }
}
