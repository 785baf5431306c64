//! Waiting (§2): news, the wait, worries, and the ways out of a process (§0).

use super::Turn;
use crate::vocabulary::News;
use crate::{
    Answer, Id, QuestionId,
    talks::{self, Opening, job::About},
};

impl Turn<'_> {
    pub(super) fn heard(&mut self, news: Option<News>) {
        self.about(About::Heard(news));
    }

    pub(super) fn waiting(&mut self) {
        self.about(About::Waiting);
    }

    pub(super) fn worry(&mut self) {
        self.ask_or_help();
    }

    pub(super) fn withdraw(&mut self) {
        self.about(About::Withdrawal);
    }

    pub(super) fn after_heard(&mut self, _id: Id, _talk: talks::heard::Heard) {}

    pub(super) fn after_waiting(&mut self, _id: Id, _talk: talks::waiting::Waiting) {}

    pub(super) fn after_worry(&mut self, _id: Id, _talk: talks::worry::Worry) {}

    pub(super) fn after_day_before(&mut self, _id: Id, _talk: talks::day_before::DayBefore) {}

    pub(super) fn after_weekly(&mut self, _id: Id, _talk: talks::weekly::Weekly) {}

    pub(super) fn after_nudge(&mut self, _id: Id, _talk: talks::nudge::Nudge) {}

    pub(super) fn after_silence(&mut self, _id: Id, _talk: talks::silence::Silence) {}

    pub(super) fn after_withdrawal(&mut self, _id: Id, _talk: talks::withdrawal::Withdrawal) {}

    pub(super) fn start_heard(&mut self, process: Id, _news: Option<News>) {
        self.open(Opening::Heard(talks::heard::Opening { process }));
    }

    pub(super) fn start_waiting(&mut self, process: Id) {
        self.open(Opening::Waiting(talks::waiting::Opening { process }));
    }

    pub(super) fn start_withdrawal(&mut self, process: Id) {
        self.open(Opening::Withdrawal(talks::withdrawal::Opening { process }));
    }

    /// What follows at once from an answer.
    pub(super) fn follow_waiting(&mut self, _talk: Id, _question: &QuestionId, _answer: &Answer) {}

    /// Says a reminder of this area.
    pub(super) fn remind_waiting(&mut self, due: &crate::reminders::waiting::Due) {
        match *due {}
    }
}
