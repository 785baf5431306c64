//! What somebody would like after the care message (§7).

use super::{Machine, View};
use crate::{Answer, QuestionId, ask::Part};

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Care {
    /// Nothing is asked yet.
    Done,
}

impl Care {
    pub(super) fn open() -> Self {
        Self::Done
    }
}

impl Machine for Care {
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
