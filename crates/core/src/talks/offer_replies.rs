//! O5r: what they answered (§4). Only what is still open is asked.

use super::{
    View,
    flow::{Flow, Plan, Told, any_of, one_of},
    offer::questions as q,
};
use crate::{
    Id, QuestionId,
    ask::Kind,
    say::Block,
    vocabulary::{CameBack, NoneOf},
    wording as say,
};
use serde::{Deserialize, Serialize};

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The first sitting.
    pub offer: Id,
    /// The job.
    pub process: Id,
    /// The questions that are open, in order.
    pub open: Vec<QuestionId>,
    /// What they changed, where something of it is unexplained.
    pub changed: Vec<crate::advice::answers::Term>,
    /// Their promises that are not in writing.
    pub promises: Vec<Id>,
}

/// Where it stands.
pub type OfferReplies = Flow<Opening>;

impl Plan for Opening {
    fn next(&self, told: &Told) -> Option<QuestionId> {
        if !told.has(&q::O5R) {
            return Some(q::O5R);
        }
        if told.choice(&q::O5R) != Some(CameBack::Yes.id()) {
            return None;
        }
        let promises: Vec<_> = self.promises.iter().map(|id| QuestionId::of(q::O6_WRITTEN, *id)).collect();
        let promises = told.first_open(&promises);
        told.first_open(&self.open).or(promises)
    }

    fn kind(&self, question: &QuestionId, told: &Told) -> Kind {
        let none = || NoneOf::None.choice();
        if *question == q::O5R {
            one_of(CameBack::choices())
        } else if question.name == q::O6_WRITTEN {
            Kind::YesNo
        } else if *question == q::O2_EXPLAINED {
            any_of(self.changed.iter().map(|term| term.choice()).chain([none()]).collect())
        } else {
            q::kind(question, told)
        }
    }

    fn prompt(&self, question: &QuestionId, told: &Told, view: &View<'_>) -> Vec<Block> {
        if question.name != q::O6_WRITTEN {
            return q::prompt(self.process, question, told, view);
        }
        let items = view.person.talk(self.offer).map_or(&[][..], |record| record.list(&q::O6));
        let promise = items.iter().find(|item| Some(item.id) == question.of);
        vec![promise.map_or_else(say::offer_o6_written_plain, |item| say::offer_o6_written(&item.text))]
    }

    fn facts(&self, told: &Told) -> Vec<&'static str> {
        let left = self.promises.iter().filter(|id| !told.has(&QuestionId::of(q::O6_WRITTEN, **id))).count();
        if left > 1 { vec!["more promises"] } else { Vec::new() }
    }
}
