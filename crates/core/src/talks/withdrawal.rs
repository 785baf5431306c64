//! Taking oneself out of a process (§0, `withdrawn_by_me`).

use super::{Machine, View, part};
use crate::{
    Answer, Id, QuestionId,
    answer::YesNo,
    ask::{Kind, Part},
    wording as say,
};
use serde::{Deserialize, Serialize};

/// Take yourself out?
pub const WITHDRAW: QuestionId = QuestionId::new("withdraw");
/// A short note to say so?
pub const NOTE: QuestionId = QuestionId::new("withdraw.note");

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The job.
    pub process: Id,
    /// Whether there was an offer: L9 in place of L9a.
    #[serde(default)]
    pub offered: bool,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Withdrawal {
    /// Waiting for a yes.
    Sure(Opening),
    /// Waiting for whether a note is wanted.
    Note(Opening),
    /// Out; whether a note is wanted.
    Out(Opening, bool),
    /// It stays as it was.
    Stays,
}

impl Withdrawal {
    pub(super) fn open(opening: &Opening) -> Self {
        Self::Sure(opening.clone())
    }
}

impl Machine for Withdrawal {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Sure(_) => Some(WITHDRAW),
            Self::Note(_) => Some(NOTE),
            Self::Out(..) | Self::Stays => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        match self {
            Self::Sure(opening) => {
                let job = super::job_name(view.person, opening.process);
                vec![part(WITHDRAW, say::withdraw_sure(job), Kind::YesNo)]
            }
            Self::Note(_) => vec![part(NOTE, say::withdraw_note(), Kind::YesNo)],
            Self::Out(..) | Self::Stays => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Sure(opening), Answer::YesNo(YesNo::Yes)) => Ok(Self::Note(opening)),
            (Self::Sure(_), Answer::YesNo(_) | Answer::Skipped) => Ok(Self::Stays),
            (Self::Note(opening), Answer::YesNo(YesNo::Yes)) => Ok(Self::Out(opening, true)),
            (Self::Note(opening), Answer::YesNo(_) | Answer::Skipped) => Ok(Self::Out(opening, false)),
            (state, _) => Err(state),
        }
    }
}
