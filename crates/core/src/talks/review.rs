//! Looking back at a decision (§4). How it was decided is asked apart from how it turned out.

use super::{
    View,
    flow::{Flow, Plan, Told, one_of},
};
use crate::{
    Id, QuestionId,
    ask::Kind,
    say::Block,
    vocabulary::{Decided, Kept, True},
    wording as say,
};
use serde::{Deserialize, Serialize};

/// What became of one promise.
pub const PROMISE: &str = "review.promise";
/// Were the expectations true?
pub const TRUE: QuestionId = QuestionId::new("review.true");
/// Would you choose it again?
pub const AGAIN: QuestionId = QuestionId::new("review.again");
/// Still glad?
pub const GLAD: QuestionId = QuestionId::new("review.glad");
/// Leaving that aside: how was it decided?
pub const DECIDED: QuestionId = QuestionId::new("review.decided");

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The first sitting.
    pub offer: Id,
    /// Months since the start, or since it was declined.
    pub months: u8,
    /// Whether it was declined: then there is nothing to be kept or broken.
    pub declined: bool,
    /// The promises of O6.
    pub promises: Vec<Id>,
}

/// Where it stands.
pub type Review = Flow<Opening>;

impl Plan for Opening {
    fn next(&self, told: &Told) -> Option<QuestionId> {
        if self.declined {
            return told.first_open(&[AGAIN, GLAD, DECIDED]);
        }
        let promises: Vec<QuestionId> = self.promises.iter().map(|id| QuestionId::of(PROMISE, *id)).collect();
        told.first_open(&promises).or_else(|| told.first_open(&[TRUE, AGAIN, GLAD, DECIDED]))
    }

    fn kind(&self, question: &QuestionId, _: &Told) -> Kind {
        match question.name.as_ref() {
            PROMISE => one_of(Kept::choices()),
            "review.true" => one_of(True::choices()),
            "review.again" => Kind::YesNo,
            "review.glad" => Kind::Scale { steps: Vec::new() },
            _ => one_of(Decided::choices()),
        }
    }

    fn prompt(&self, question: &QuestionId, _: &Told, view: &View<'_>) -> Vec<Block> {
        let promise = |id: Id| {
            let items = view.person.talk(self.offer)?.list(&super::offer::questions::O6);
            items.iter().find(|item| item.id == id).map(|item| say::review_promise(&item.text))
        };
        vec![match (question.name.as_ref(), self.declined) {
            (PROMISE, _) => question.of.and_then(promise).unwrap_or_else(say::review_promise_plain),
            ("review.true", _) => say::review_true(),
            ("review.again", false) => say::review_again(),
            ("review.again", true) => say::review_again_declined(),
            ("review.glad", false) => say::review_glad(),
            ("review.glad", true) => say::review_glad_declined(),
            _ => say::review_decided(),
        }]
    }

    fn together(&self, question: &QuestionId) -> &'static [QuestionId] {
        if *question == AGAIN { const { &[GLAD] } } else { &[] }
    }

    fn facts(&self, told: &Told) -> Vec<&'static str> {
        let left = self.promises.iter().filter(|id| !told.has(&QuestionId::of(PROMISE, **id))).count();
        let facts = [(self.declined, "declined"), (left > 1, "more promises")];
        facts.into_iter().filter(|(is, _)| *is).map(|(_, fact)| fact).collect()
    }
}
