//! The present employer offers more (§4, E11). No figure is quoted: the one that goes round has no source.

use super::{
    View,
    flow::{Flow, Plan, Told},
};
use crate::{Id, QuestionId, ask::Kind, say::Block, wording as say};
use serde::{Deserialize, Serialize};

/// Why were you looking?
pub const LOOKING: QuestionId = QuestionId::new("counter");
/// Which of those does it change?
pub const CHANGES: QuestionId = QuestionId::new("counter.changes");
/// Is it in writing?
pub const WRITING: QuestionId = QuestionId::new("counter.writing");
/// Will it hold in six months?
pub const HOLDS: QuestionId = QuestionId::new("counter.holds");

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The new job, which the present employer offers more against.
    pub process: Id,
}

/// Where it stands.
pub type CounterOffer = Flow<Opening>;

impl Plan for Opening {
    fn next(&self, told: &Told) -> Option<QuestionId> {
        told.first_open(&[LOOKING, CHANGES, WRITING, HOLDS])
    }

    fn kind(&self, question: &QuestionId, _: &Told) -> Kind {
        if *question == WRITING || *question == HOLDS { Kind::YesNo } else { Kind::Text }
    }

    fn prompt(&self, question: &QuestionId, told: &Told, _: &View<'_>) -> Vec<Block> {
        match question.name.as_ref() {
            "counter" => vec![say::counter_intro(), say::counter()],
            // What was not told is not quoted.
            "counter.changes" => {
                vec![told.text(&LOOKING).map_or_else(say::counter_changes_plain, say::counter_changes)]
            }
            "counter.writing" => vec![say::counter_writing()],
            _ => vec![say::counter_holds()],
        }
    }
}
