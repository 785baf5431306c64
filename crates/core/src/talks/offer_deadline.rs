//! The day of an answer has passed (§4): did you answer? Asked once.

use super::{
    View,
    flow::{Flow, Plan, Told, a_day, one_of},
};
use crate::{Id, QuestionId, ask::Kind, say::Block, vocabulary::Answered, wording as say};
use serde::{Deserialize, Serialize};

/// Did you answer?
pub const ANSWERED: QuestionId = QuestionId::new("offer.answered");
/// By when now?
pub const BY_NOW: QuestionId = QuestionId::new("offer.by-now");

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The first sitting.
    pub offer: Id,
}

/// Where it stands.
pub type OfferDeadline = Flow<Opening>;

impl Plan for Opening {
    fn next(&self, told: &Told) -> Option<QuestionId> {
        let more = told.choice(&ANSWERED) == Some(Answered::MoreTime.id());
        told.first_open(&[ANSWERED]).or_else(|| if more { told.first_open(&[BY_NOW]) } else { None })
    }

    fn kind(&self, question: &QuestionId, _: &Told) -> Kind {
        if *question == ANSWERED { one_of(Answered::choices()) } else { a_day(true, Vec::new()) }
    }

    fn prompt(&self, question: &QuestionId, _: &Told, _: &View<'_>) -> Vec<Block> {
        vec![if *question == ANSWERED { say::offer_answered() } else { say::offer_by_now() }]
    }
}
