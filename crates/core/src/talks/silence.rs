//! W8: no word (§2).

use super::{Machine, View, part};
use crate::{
    Answer, Id, QuestionId,
    answer::YesNo,
    ask::{Kind, Part},
    vocabulary::Silent,
    wording as say,
};
use jiff::civil;
use serde::{Deserialize, Serialize};

/// Close it in your own mind?
pub const W8: QuestionId = QuestionId::new("W8");
/// Delete all of it?
pub const SURE: QuestionId = QuestionId::new("W8.sure");

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The job.
    pub process: Id,
    /// How many notes were sent.
    #[serde(default)]
    pub notes: u8,
    /// Since when there was no word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<civil::Date>,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Silence {
    /// Waiting for what to do with it.
    Close(Opening),
    /// Delete: waiting for a second yes.
    Sure(Opening),
    /// Known; a skipped one keeps it.
    Done(Id, Silent),
}

impl Silence {
    pub(super) fn open(opening: &Opening) -> Self {
        Self::Close(opening.clone())
    }
}

impl Machine for Silence {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Close(_) => Some(W8),
            Self::Sure(_) => Some(SURE),
            Self::Done(..) => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        match self {
            Self::Close(opening) => {
                let job = super::job_name(view.person, opening.process);
                let kind = Kind::Choice { choices: Silent::choices(), or_text: false };
                let heard = match opening.since {
                    _ if opening.notes >= 2 => say::silence_two_notes(job),
                    Some(since) => say::silence_since(job, since),
                    None => say::silence_no_word(job),
                };
                vec![Part { prompt: vec![heard, say::silence_w8()], ..part(W8, say::silence_w8(), kind) }]
            }
            Self::Sure(opening) => {
                let job = super::job_name(view.person, opening.process);
                vec![part(SURE, say::silence_sure(job), Kind::YesNo)]
            }
            Self::Done(..) => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Close(opening), Answer::Choice(pick)) => match Silent::from_pick(pick) {
                Some(Silent::Delete) => Ok(Self::Sure(opening)),
                Some(silent) => Ok(Self::Done(opening.process, silent)),
                None => Err(Self::Close(opening)),
            },
            (Self::Close(opening), Answer::Skipped) => Ok(Self::Done(opening.process, Silent::Keep)),
            (Self::Sure(opening), Answer::YesNo(YesNo::Yes)) => Ok(Self::Done(opening.process, Silent::Delete)),
            (Self::Sure(opening), Answer::YesNo(_) | Answer::Skipped) => Ok(Self::Done(opening.process, Silent::Keep)),
            (state, _) => Err(state),
        }
    }
}
