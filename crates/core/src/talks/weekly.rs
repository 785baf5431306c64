//! W5: how is the waiting? (§2).

use super::{Machine, View, part, waiting::W2};
use crate::{
    Answer, Id, QuestionId,
    ask::{Kind, Part},
    wording as say,
};
use serde::{Deserialize, Serialize};

/// From 1 to 5, how's the waiting?
pub const W5: QuestionId = QuestionId::new("W5");

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The job.
    pub process: Id,
    /// The talk in which W2 was answered, while what was said there was not used yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Id>,
    /// Whether W2 was asked before: once is enough.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asked: bool,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Weekly {
    /// Waiting for how it is.
    Mood(Opening),
    /// A 2, and nothing else is known: waiting for what else there is.
    Others(Opening),
    /// Known; whether a suggestion is due.
    Done(Opening, bool),
}

impl Weekly {
    pub(super) fn open(opening: &Opening) -> Self {
        Self::Mood(opening.clone())
    }
}

impl Machine for Weekly {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Mood(_) => Some(W5),
            Self::Others(_) => Some(W2),
            Self::Done(..) => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        match self {
            Self::Mood(opening) => {
                let job = super::job_name(view.person, opening.process);
                vec![part(W5, say::weekly_w5(job), Kind::Scale { steps: Vec::new() })]
            }
            Self::Others(_) => vec![part(W2, say::wait_others(), Kind::Text)],
            Self::Done(..) => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Mood(opening), Answer::Scale(2)) => {
                let known = opening.asked || opening.others.is_some();
                Ok(if known { Self::Done(opening, true) } else { Self::Others(opening) })
            }
            (Self::Mood(opening), Answer::Scale(1 | 3..=5) | Answer::Skipped) => Ok(Self::Done(opening, false)),
            (Self::Others(opening), Answer::Text(_)) => Ok(Self::Done(opening, true)),
            (Self::Others(opening), Answer::Skipped) => Ok(Self::Done(opening, false)),
            (state, _) => Err(state),
        }
    }
}
