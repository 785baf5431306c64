//! What somebody would like after the care message (§7).
//!
//! Nothing of it is ever kept: neither what led here nor what is pressed. The
//! talk itself is the marker, and is forgotten when that runs out.

use super::{Machine, Settled, View, part};
use crate::{
    Answer, QuestionId,
    ask::{Kind, Part},
    vocabulary, wording as say,
};

/// What would be right for now?
pub const CARE: QuestionId = QuestionId::new("CARE");

/// Where it stands: there is only one place, and no answer is recorded that would lead on.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Care {
    /// Waiting for what would be right for now.
    WhatNow,
}

impl Care {
    pub(super) fn open() -> Self {
        Self::WhatNow
    }
}

impl Machine for Care {
    fn question(&self) -> Option<QuestionId> {
        Some(CARE)
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        // Only where the community offers it.
        let offered = view.person.asks_moderators_of().is_some();
        let choices = vocabulary::Care::ALL.iter().filter(|choice| **choice != vocabulary::Care::Moderator || offered);
        let kind = Kind::Choice { choices: choices.map(|choice| choice.choice()).collect(), or_text: false };
        vec![part(CARE, say::care_choose(), kind)]
    }

    fn answer(self, _: &Answer) -> Result<Self, Self> {
        Err(self)
    }

    fn settle(&self, answer: &Answer) -> Vec<Settled> {
        let pressed = match answer {
            Answer::Choice(pick) => vocabulary::Care::from_pick(pick),
            // Nothing is insisted on.
            Answer::Skipped => Some(vocabulary::Care::Gently),
            _ => None,
        };
        pressed.map(Settled::Care).into_iter().collect()
    }
}
