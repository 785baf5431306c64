//! Erasing everything: asked twice (§0).

use super::{Machine, Settled, View, needed};
use crate::{
    Answer, Command, QuestionId,
    ask::{Kind, Part, Pick},
    vocabulary::way::{Erasing, Keeping},
    wording as say,
};

/// Erase everything?
pub const ERASE: QuestionId = QuestionId::new("erase");
/// Really?
pub const ERASE_AGAIN: QuestionId = QuestionId::new("erase.again");

/// Where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Erase {
    /// Waiting for the first yes.
    Sure,
    /// Waiting for the second.
    Surely,
    /// Known.
    Settled {
        /// Whether everything goes.
        erase: bool,
    },
}

impl Erase {
    pub(super) fn open() -> Self {
        Self::Sure
    }
}

impl Machine for Erase {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Sure => Some(ERASE),
            Self::Surely => Some(ERASE_AGAIN),
            Self::Settled { .. } => None,
        }
    }

    fn parts(&self, _: &View<'_>) -> Vec<Part> {
        let choice = |choices| Kind::Choice { choices, or_text: false };
        match self {
            Self::Sure => vec![needed(ERASE, say::erase_sure(), choice(Erasing::choices()))],
            Self::Surely => vec![needed(ERASE_AGAIN, say::erase_surely(), choice(Keeping::choices()))],
            Self::Settled { .. } => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        let Answer::Choice(pick) = answer else { return Err(self) };
        match self {
            Self::Sure => match Erasing::from_pick(pick) {
                Some(Erasing::Erase) => Ok(Self::Surely),
                Some(Erasing::Keep) => Ok(Self::Settled { erase: false }),
                Some(Erasing::CopyFirst) | None => Err(self),
            },
            Self::Surely => match Keeping::from_pick(pick) {
                Some(Keeping::EraseAll) => Ok(Self::Settled { erase: true }),
                Some(Keeping::KeepAll) => Ok(Self::Settled { erase: false }),
                None => Err(self),
            },
            Self::Settled { .. } => Err(self),
        }
    }

    /// A copy first: it is handed over, and the question stays.
    fn settle(&self, answer: &Answer) -> Vec<Settled> {
        let wants_copy =
            |pick: &Pick| matches!(self, Self::Sure) && Erasing::from_pick(pick) == Some(Erasing::CopyFirst);
        match (answer, self.question()) {
            (Answer::Choice(pick), Some(_)) if wants_copy(pick) => vec![Settled::Command(Command::Export)],
            (answer, Some(question)) => vec![Settled::Answer(question, answer.clone())],
            (_, None) => Vec::new(),
        }
    }
}
