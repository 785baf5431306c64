//! After a no (§3): looking, learning, letting go, and the dream watch.

use super::Turn;
use crate::{
    Answer, Id, QuestionId,
    talks::{self, Opening, job::About},
};

impl Turn<'_> {
    pub(super) fn feedback(&mut self) {
        self.about(About::Feedback);
    }

    pub(super) fn dream(&mut self) {
        self.about(About::Dream);
    }

    pub(super) fn after_no(&mut self, _id: Id, _talk: talks::no::No) {}

    pub(super) fn after_learning(&mut self, _id: Id, _talk: talks::learning::Learning) {}

    pub(super) fn after_letting_go(&mut self, _id: Id, _talk: talks::letting_go::LettingGo) {}

    pub(super) fn after_feedback(&mut self, _id: Id, _talk: talks::feedback::Feedback) {}

    pub(super) fn after_dream(&mut self, _id: Id, _talk: talks::dream::Dream) {}

    /// A no has come; `pulled`: nobody was chosen over them.
    pub(super) fn start_no(&mut self, process: Id, pulled: bool) {
        self.open(Opening::No(talks::no::Opening { process, pulled }));
    }

    pub(super) fn start_feedback(&mut self, process: Id) {
        self.open(Opening::Feedback(talks::feedback::Opening { process }));
    }

    pub(super) fn start_dream(&mut self, process: Id) {
        self.open(Opening::Dream(talks::dream::Opening { process }));
    }

    /// What follows at once from an answer.
    pub(super) fn follow_rejection(&mut self, _talk: Id, _question: &QuestionId, _answer: &Answer) {}

    /// Says a reminder of this area.
    pub(super) fn remind_rejection(&mut self, due: &crate::reminders::rejection::Due) {
        match *due {}
    }
}
