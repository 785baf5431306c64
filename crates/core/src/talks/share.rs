//! Sharing a line with the channel (`conversations.md` §6, `community.md`): written, previewed,
//! confirmed with a name or without, or not at all.

use super::{Machine, View, part};
use crate::{
    Answer, Private, QuestionId,
    ask::{Kind, Part},
    community::Origin,
    vocabulary::way::Sharing,
    wording as say,
};
use serde::{Deserialize, Serialize};

/// What would you like to share?
pub const SHARE: QuestionId = QuestionId::new("share");
/// Like this?
pub const SHARE_PREVIEW: QuestionId = QuestionId::new("share.preview");

/// The facts fixed when it began.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The post under which it goes.
    pub origin: Origin,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Share {
    /// Waiting for what it says.
    Write,
    /// It is shown as it would stand there: waiting for whether and how.
    Preview(Private),
    /// Known.
    Done {
        /// What it says, and whether a name goes with it; `None` where nothing is shared.
        shared: Option<(Private, bool)>,
    },
}

impl Share {
    pub(super) fn open() -> Self {
        Self::Write
    }
}

impl Machine for Share {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Write => Some(SHARE),
            Self::Preview(_) => Some(SHARE_PREVIEW),
            Self::Done { .. } => None,
        }
    }

    fn parts(&self, _: &View<'_>) -> Vec<Part> {
        match self {
            Self::Write => vec![part(SHARE, say::share_write(), Kind::Text)],
            Self::Preview(text) => {
                let kind = Kind::Choice { choices: Sharing::choices(), or_text: false };
                vec![part(SHARE_PREVIEW, say::share_preview(text), kind)]
            }
            Self::Done { .. } => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Write, Answer::Text(text)) => Ok(Self::Preview(text.clone())),
            (Self::Preview(text), Answer::Choice(pick)) => match Sharing::from_pick(pick) {
                Some(Sharing::Named) => Ok(Self::Done { shared: Some((text, true)) }),
                Some(Sharing::Unnamed) => Ok(Self::Done { shared: Some((text, false)) }),
                Some(Sharing::Not) => Ok(Self::Done { shared: None }),
                None => Err(Self::Preview(text)),
            },
            (Self::Write | Self::Preview(_), Answer::Skipped) => Ok(Self::Done { shared: None }),
            (state, _) => Err(state),
        }
    }
}
