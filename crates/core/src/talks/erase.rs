//! Erasing everything: asked twice (§0).

use super::{Machine, View};
use crate::{Answer, QuestionId, ask::Part};

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Erase {
    /// Nothing is asked yet.
    Done,
}

impl Erase {
    pub(super) fn open() -> Self {
        Self::Done
    }
}

impl Machine for Erase {
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
