//! R3 to R11: what a no can be turned into (§3).

use super::{Machine, View};
use crate::Id;
use crate::{Answer, QuestionId, ask::Part};
use serde::{Deserialize, Serialize};

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The job.
    pub process: Id,
    /// The talk in which the no was told.
    pub no: Id,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Learning {
    /// Nothing is asked yet.
    Done,
}

impl Learning {
    pub(super) fn open(_opening: &Opening) -> Self {
        Self::Done
    }
}

impl Machine for Learning {
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
