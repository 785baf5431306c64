//! W6 and W7: heard anything? (§2). Asked of a job on hold too, once its date has come.

use super::{Machine, View, part};
use crate::{
    Answer, Id, QuestionId,
    ask::{Kind, Part},
    vocabulary::Nudged,
    wording as say,
};
use serde::{Deserialize, Serialize};

/// Heard anything?
pub const W6: QuestionId = QuestionId::new("W6");
/// The second and last time.
pub const W7: QuestionId = QuestionId::new("W7");

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The job.
    pub process: Id,
    /// 0 for W6, 1 for W7.
    pub nth: u8,
    /// Whether it can be put off once more.
    #[serde(default)]
    pub wait: bool,
    /// Whether another note can be drafted: never more than two.
    #[serde(default)]
    pub note: bool,
    /// Whether the job is on hold.
    #[serde(default)]
    pub on_hold: bool,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Nudge {
    /// Waiting for whether anything was heard.
    Heard(Opening),
    /// Answered; a skipped one leaves it.
    Done(Opening, Nudged),
}

impl Nudge {
    pub(super) fn open(opening: &Opening) -> Self {
        Self::Heard(opening.clone())
    }
}

/// The question of the first or the second nudge.
#[must_use]
pub fn question(nth: u8) -> QuestionId {
    if nth == 0 { W6 } else { W7 }
}

impl Opening {
    fn offers(&self, nudged: Nudged) -> bool {
        match nudged {
            Nudged::Yes | Nudged::Leave => true,
            Nudged::Note => self.note,
            Nudged::Wait => self.wait,
        }
    }
}

impl Machine for Nudge {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Heard(opening) => Some(question(opening.nth)),
            Self::Done(..) => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        let Self::Heard(opening) = self else {
            return Vec::new();
        };
        let job = super::job_name(view.person, opening.process);
        let prompt = match (opening.on_hold, opening.nth) {
            (true, _) => say::nudge_on_hold(job),
            (false, 0) => say::nudge_w6(job),
            (false, _) => say::nudge_w7(job),
        };
        let choices = Nudged::ALL.iter().filter(|nudged| opening.offers(**nudged)).map(|nudged| nudged.choice());
        vec![part(question(opening.nth), prompt, Kind::Choice { choices: choices.collect(), or_text: false })]
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Heard(opening), Answer::Choice(pick)) => match Nudged::from_pick(pick) {
                Some(nudged) if opening.offers(nudged) => Ok(Self::Done(opening, nudged)),
                _ => Err(Self::Heard(opening)),
            },
            (Self::Heard(opening), Answer::Skipped) => Ok(Self::Done(opening, Nudged::Leave)),
            (state, _) => Err(state),
        }
    }
}
