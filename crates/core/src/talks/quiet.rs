//! "Leave me be until …" (§0, contact budget).

use super::{Machine, View, needed};
use crate::{
    Answer, QuestionId,
    ask::{Kind, Part, Range},
    wording as say,
};

/// Until when?
pub const QUIET: QuestionId = QuestionId::new("quiet");

/// Where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quiet {
    /// Waiting for a day.
    UntilWhen,
    /// Known.
    Known,
}

impl Quiet {
    pub(super) fn open() -> Self {
        Self::UntilWhen
    }
}

impl Machine for Quiet {
    fn question(&self) -> Option<QuestionId> {
        matches!(self, Self::UntilWhen).then_some(QUIET)
    }

    fn parts(&self, _: &View<'_>) -> Vec<Part> {
        match self {
            Self::UntilWhen => {
                let kind = Kind::When { range: Range::Future, hour: false, choices: Vec::new() };
                vec![needed(QUIET, say::quiet_until_when(), kind)]
            }
            Self::Known => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::UntilWhen, Answer::When(_)) => Ok(Self::Known),
            (state, _) => Err(state),
        }
    }
}
