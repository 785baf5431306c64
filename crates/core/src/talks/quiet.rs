//! "Leave me be until …" (§0, contact budget).

use super::{Machine, View, needed, part};
use crate::{
    Answer, QuestionId,
    answer::YesNo,
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

/// Is an offer's deadline to be spoken of all the same?
pub const DEADLINES: QuestionId = QuestionId::new("quiet.deadlines");

/// Asked once where an offer wants its answer before the quiet ends.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deadlines {
    /// Waiting for whether to speak of it.
    Speak,
    /// Known; without an answer it is spoken of.
    Known {
        /// Whether nothing is to be said of it either.
        silent: bool,
    },
}

impl Deadlines {
    pub(super) fn open() -> Self {
        Self::Speak
    }
}

impl Machine for Deadlines {
    fn question(&self) -> Option<QuestionId> {
        matches!(self, Self::Speak).then_some(DEADLINES)
    }

    fn parts(&self, _: &View<'_>) -> Vec<Part> {
        match self {
            Self::Speak => vec![part(DEADLINES, say::quiet_deadlines(), Kind::YesNo)],
            Self::Known { .. } => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Speak, Answer::YesNo(said)) => Ok(Self::Known { silent: *said == YesNo::No }),
            (Self::Speak, Answer::Skipped) => Ok(Self::Known { silent: false }),
            (state, _) => Err(state),
        }
    }
}
