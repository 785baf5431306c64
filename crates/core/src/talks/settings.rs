//! The settings of one person (§0).

use super::{Machine, View};
use crate::{Answer, QuestionId, ask::Part};

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Settings {
    /// Nothing is asked yet.
    Done,
}

impl Settings {
    pub(super) fn open() -> Self {
        Self::Done
    }
}

impl Machine for Settings {
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
