//! Setting the time zone later.

use super::{Machine, View, needed};
use crate::{
    Answer, QuestionId,
    ask::{Kind, Part},
    wording as say,
};

/// The time zone, asked again.
pub const PLACE: QuestionId = QuestionId::new("place");

/// Where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Waiting for a city or a zone.
    Zone,
    /// Known.
    Known,
}

impl Place {
    pub(super) fn open() -> Self {
        Self::Zone
    }
}

impl Machine for Place {
    fn question(&self) -> Option<QuestionId> {
        matches!(self, Self::Zone).then_some(PLACE)
    }

    fn parts(&self, _: &View<'_>) -> Vec<Part> {
        match self {
            Self::Zone => vec![needed(PLACE, say::first_f2(), Kind::Zone)],
            Self::Known => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Zone, Answer::Zone(_)) => Ok(Self::Known),
            (state, _) => Err(state),
        }
    }
}
