//! W3: putting a worry down (§2).

use super::{Machine, View};
use crate::{Answer, QuestionId, ask::Part};

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Worry {
    /// Nothing is asked yet.
    Done,
}

impl Worry {
    pub(super) fn open() -> Self {
        Self::Done
    }
}

impl Machine for Worry {
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
