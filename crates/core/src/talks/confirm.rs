//! One question that confirms what free text was taken for (§0).

use super::{Machine, View};
use crate::Command;
use crate::{Answer, QuestionId, ask::Part};
use serde::{Deserialize, Serialize};

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// What it would do.
    pub meant: Command,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Confirm {
    /// Nothing is asked yet.
    Done,
}

impl Confirm {
    pub(super) fn open(_opening: &Opening) -> Self {
        Self::Done
    }
}

impl Machine for Confirm {
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
