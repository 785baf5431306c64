//! An offer (§4), its decision, and what follows from it.

use super::Turn;
use crate::{
    Answer, Id, QuestionId,
    talks::{self, Opening, job::About},
};

impl Turn<'_> {
    pub(super) fn offer(&mut self) {
        self.about(About::Offer);
    }

    pub(super) fn counter_offer(&mut self) {
        self.about(About::CounterOffer);
    }

    pub(super) fn after_offer(&mut self, _id: Id, _talk: talks::offer::Offer) {}

    pub(super) fn after_offer_replies(&mut self, _id: Id, _talk: talks::offer_replies::OfferReplies) {}

    pub(super) fn after_offer_decision(&mut self, _id: Id, _talk: talks::offer_decision::OfferDecision) {}

    pub(super) fn after_offer_deadline(&mut self, _id: Id, _talk: talks::offer_deadline::OfferDeadline) {}

    pub(super) fn after_review(&mut self, _id: Id, _talk: talks::review::Review) {}

    pub(super) fn after_counter_offer(&mut self, _id: Id, _talk: talks::counter_offer::CounterOffer) {}

    pub(super) fn start_offer(&mut self, process: Id) {
        self.open(Opening::Offer(talks::offer::Opening { process }));
    }

    pub(super) fn start_counter_offer(&mut self, process: Id) {
        self.start_offer(process);
    }

    /// They took the offer back (§4, edge cases).
    pub(super) fn start_taken_back(&mut self, _process: Id) {
        self.ask_or_help();
    }

    /// What follows at once from an answer.
    pub(super) fn follow_offer(&mut self, _talk: Id, _question: &QuestionId, _answer: &Answer) {}

    /// Says a reminder of this area.
    pub(super) fn remind_offer(&mut self, due: &crate::reminders::offer::Due) {
        match *due {}
    }
}
