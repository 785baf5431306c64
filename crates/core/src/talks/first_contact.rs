//! First contact (`conversations.md` §0). Nothing is stored before the yes to F1.

use super::{Machine, Settled, View, needed, part};
use crate::{
    Answer, QuestionId,
    ask::{Choice, Kind, Part, Pick},
    event::Command,
    wording as say,
};
use serde::{Deserialize, Serialize};

/// May I help?
pub const F1: QuestionId = QuestionId::new("F1");
/// The time zone.
pub const F2: QuestionId = QuestionId::new("F2");
/// The country.
pub const F3: QuestionId = QuestionId::new("F3");

const YES: &str = "yes";
const MORE: &str = "more";
const NO: &str = "no";

/// What is known when somebody first says something.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// What carries the messages ("Discord", "This terminal").
    pub platform: String,
    /// Who runs the server.
    pub operator: String,
}

/// Where the first contact stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum FirstContact {
    /// F1 was said; waiting for a yes.
    May(Opening),
    /// Waiting for a city or a zone.
    Zone,
    /// Waiting for a country.
    Country,
    /// They said no. Nothing is kept.
    Declined,
    /// Ready to begin.
    Welcomed,
}

impl FirstContact {
    pub(super) fn open(opening: &Opening) -> Self {
        Self::May(opening.clone())
    }
}

impl Machine for FirstContact {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::May(_) => Some(F1),
            Self::Zone => Some(F2),
            Self::Country => Some(F3),
            Self::Declined | Self::Welcomed => None,
        }
    }

    fn parts(&self, _: &View<'_>) -> Vec<Part> {
        match self {
            Self::May(_) => {
                let choices = vec![
                    Choice::named(YES, say::first_yes()),
                    Choice::named(MORE, say::first_more()),
                    Choice::named(NO, say::first_no()),
                ];
                vec![needed(F1, say::first_f1(), Kind::Choice { choices, or_text: false })]
            }
            Self::Zone => vec![part(F2, say::first_f2(), Kind::Zone)],
            Self::Country => vec![part(F3, say::first_f3(), Kind::Country)],
            Self::Declined | Self::Welcomed => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::May(_), Answer::Choice(Pick::Named(pick))) if pick == YES => Ok(Self::Zone),
            (Self::May(_), Answer::Choice(Pick::Named(pick))) if pick == NO => Ok(Self::Declined),
            (Self::Zone, Answer::Zone(_) | Answer::Skipped) => Ok(Self::Country),
            (Self::Country, Answer::Country(_) | Answer::Skipped) => Ok(Self::Welcomed),
            (state, _) => Err(state),
        }
    }

    fn settle(&self, answer: &Answer) -> Vec<Settled> {
        match (self, answer) {
            (Self::May(_), Answer::Choice(Pick::Named(pick))) if pick == MORE => {
                vec![Settled::Command(Command::Privacy)]
            }
            _ => self.question().map(|question| Settled::Answer(question, answer.clone())).into_iter().collect(),
        }
    }
}
