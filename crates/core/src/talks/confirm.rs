//! One question that confirms what free text was taken for (§0).

use super::{Machine, View, part};
use crate::{
    Answer, Command, Id, QuestionId,
    answer::YesNo,
    ask::{Kind, Part},
    reminders::offer,
    say::Block,
    wording as say,
};
use serde::{Deserialize, Serialize};

/// Shall we?
pub const CONFIRM: QuestionId = QuestionId::new("confirm");

/// Shall we let them know of an offer elsewhere (§8, L10)?
pub const LINE_UP: QuestionId = QuestionId::new("confirm.line-up");

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// What it would do.
    pub meant: Command,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Confirm {
    /// Waiting for a yes.
    Shall(Command),
    /// That was meant.
    Meant(Command),
    /// That was not.
    Left,
}

impl Confirm {
    pub(super) fn open(opening: &Opening) -> Self {
        Self::Shall(opening.meant.clone())
    }
}

impl Machine for Confirm {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Shall(Command::LineUp(_)) => Some(LINE_UP),
            Self::Shall(_) => Some(CONFIRM),
            Self::Meant(_) | Self::Left => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        match self {
            Self::Shall(Command::LineUp(process)) => vec![part(LINE_UP, line_up(view, *process), Kind::YesNo)],
            Self::Shall(meant) => vec![part(CONFIRM, say::confirm_shall(meant), Kind::YesNo)],
            Self::Meant(_) | Self::Left => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Shall(meant), Answer::YesNo(YesNo::Yes)) => Ok(Self::Meant(meant)),
            (Self::Shall(_), Answer::YesNo(YesNo::No | YesNo::Unknown) | Answer::Skipped) => Ok(Self::Left),
            (state, _) => Err(state),
        }
    }
}

/// The job that could be told of an offer elsewhere, and until when that stands.
fn line_up(view: &View<'_>, process: Id) -> Block {
    let job = super::job_name(view.person, process);
    match offer::elsewhere_until(view.person, process) {
        Some(by) => say::confirm_line_up(job, by.date()),
        None => say::confirm_line_up_undated(job),
    }
}
