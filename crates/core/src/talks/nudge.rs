//! W6 and W7: heard anything? (§2).

use super::{Machine, View};
use crate::Id;
use crate::{Answer, QuestionId, ask::Part};
use serde::{Deserialize, Serialize};

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The job.
    pub process: Id,
    /// 0 for W6, 1 for W7.
    pub nth: u8,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Nudge {
    /// Nothing is asked yet.
    Done,
}

impl Nudge {
    pub(super) fn open(_opening: &Opening) -> Self {
        Self::Done
    }
}

impl Machine for Nudge {
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
