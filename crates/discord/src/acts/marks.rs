//! What brings a member here from a post, and by which a post is known again: every button under
//! it carries the run.
//!
//! Written `c1:<what>:<run>`; like every id of a component it can be forged, and leads nowhere then.

use crate::custom_id::{read, written};
use afterword_core::Id;

const VERSION: &str = "c1";

/// A button under a post, and the form that it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Answer in private.
    Private(Id),
    /// Suggest a prompt.
    Suggest(Id),
    /// The form for a suggestion.
    Suggestion,
    /// One that does nothing, under a preview.
    Shown(u8),
}

impl Mark {
    pub(crate) fn encode(self) -> String {
        match self {
            Self::Private(run) => format!("{VERSION}:in:{}", written(run)),
            Self::Suggest(run) => format!("{VERSION}:sg:{}", written(run)),
            Self::Suggestion => format!("{VERSION}:sf"),
            Self::Shown(nth) => format!("{VERSION}:no:{nth}"),
        }
    }

    pub(crate) fn decode(text: &str) -> Option<Self> {
        let mut fields = text.split(':');
        if fields.next()? != VERSION {
            return None;
        }
        let mark = match (fields.next()?, fields.next()) {
            ("in", Some(run)) => Self::Private(read(run)?),
            ("sg", Some(run)) => Self::Suggest(read(run)?),
            ("sf", None) => Self::Suggestion,
            ("no", Some(nth)) => Self::Shown(nth.parse().ok()?),
            _ => return None,
        };
        fields.next().is_none().then_some(mark)
    }

    /// The post that it stands under.
    pub(crate) fn run(self) -> Option<Id> {
        match self {
            Self::Private(run) | Self::Suggest(run) => Some(run),
            Self::Suggestion | Self::Shown(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_back_and_nothing_else_is_one() {
        let run = Id::minted(0xAB_CDEF, 7, 3);
        for mark in [Mark::Private(run), Mark::Suggest(run), Mark::Suggestion, Mark::Shown(1)] {
            assert_eq!(Mark::decode(&mark.encode()), Some(mark));
        }
        for forged in ["", "c1", "c1:in", "c1:in:", "c1:in:x", "c2:sf", "c1:sf:x", "v1:in:AAAAAAAAAAA", "c1:sf:"] {
            assert_eq!(Mark::decode(forged), None, "{forged}");
        }
    }
}
