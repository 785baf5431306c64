//! R1 and R2: a no has come (§3).

use super::{Machine, View};
use crate::Id;
use crate::{Answer, QuestionId, ask::Part};
use serde::{Deserialize, Serialize};

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The job.
    pub process: Id,
    /// Whether the post was pulled: nobody was chosen over them.
    pub pulled: bool,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum No {
    /// Nothing is asked yet.
    Done,
}

impl No {
    pub(super) fn open(_opening: &Opening) -> Self {
        Self::Done
    }
}

impl Machine for No {
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
