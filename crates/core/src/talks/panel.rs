//! Sitting on the other side (§6): when it is, and afterwards what is worth borrowing.
//!
//! Nothing of any candidate is asked for, and the question says so.

use super::{Machine, View, part};
use crate::{
    Answer, Private, QuestionId,
    ask::{Choice, Kind, Part, Pick, Range},
    wording as say,
};

/// When is it?
pub const WHEN: QuestionId = QuestionId::new("panel.when");
/// What did the strongest candidate do?
pub const STRONGEST: QuestionId = QuestionId::new("panel.strongest");
/// What will you borrow?
pub const BORROW: QuestionId = QuestionId::new("panel.borrow");

const BEEN: &str = "been";

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Panel {
    /// Waiting for when it is.
    When,
    /// Waiting for what the strongest candidate did: the morning after, or at once.
    Strongest,
    /// Waiting for what is worth borrowing.
    Borrow,
    /// The end, with what is borrowed.
    Done(Option<Private>),
}

impl Panel {
    pub(super) fn open() -> Self {
        Self::When
    }
}

impl Machine for Panel {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::When => Some(WHEN),
            Self::Strongest => Some(STRONGEST),
            Self::Borrow => Some(BORROW),
            Self::Done(_) => None,
        }
    }

    fn parts(&self, _: &View<'_>) -> Vec<Part> {
        match self {
            Self::When => {
                let choices = vec![Choice::named(BEEN, say::panel_been())];
                vec![part(WHEN, say::panel_when(), Kind::When { range: Range::Future, hour: false, choices })]
            }
            Self::Strongest => vec![part(STRONGEST, say::panel_strongest(), Kind::Text)],
            Self::Borrow => vec![part(BORROW, say::panel_borrow(), Kind::Text)],
            Self::Done(_) => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::When, Answer::When(_)) => Ok(Self::Strongest),
            (Self::When, Answer::Choice(Pick::Named(pick))) if pick == BEEN => Ok(Self::Strongest),
            (Self::When | Self::Borrow, Answer::Skipped) => Ok(Self::Done(None)),
            (Self::Strongest, Answer::Text(_) | Answer::Skipped) => Ok(Self::Borrow),
            (Self::Borrow, Answer::Text(text)) => Ok(Self::Done(Some(text.clone()))),
            (state, _) => Err(state),
        }
    }
}
