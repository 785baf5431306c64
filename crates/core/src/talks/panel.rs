//! Sitting on the other side (§6).

use super::{Machine, View};
use crate::{Answer, QuestionId, ask::Part};

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Panel {
    /// Nothing is asked yet.
    Done,
}

impl Panel {
    pub(super) fn open() -> Self {
        Self::Done
    }
}

impl Machine for Panel {
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
