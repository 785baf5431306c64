//! Finding one's way (§0): help, what comes next, settings, erasing, and free text that was understood a little.

use super::Turn;
use crate::{Answer, Id, QuestionId, talks};

impl Turn<'_> {
    pub(super) fn next(&mut self) {
        self.ask_or_help();
    }

    pub(super) fn settings_talk(&mut self) {
        self.ask_or_help();
    }

    pub(super) fn export(&mut self) {
        self.ask_or_help();
    }

    pub(super) fn erase(&mut self) {
        self.ask_or_help();
    }

    pub(super) fn after_settings(&mut self, _id: Id, _talk: talks::settings::Settings) {}

    pub(super) fn after_erase(&mut self, _id: Id, _talk: talks::erase::Erase) {}

    pub(super) fn after_confirm(&mut self, _id: Id, _talk: talks::confirm::Confirm) {}

    /// What follows at once from an answer.
    pub(super) fn follow_way(&mut self, _talk: Id, _question: &QuestionId, _answer: &Answer) {}

    /// Says a reminder of this area.
    pub(super) fn remind_way(&mut self, due: &crate::reminders::way::Due) {
        match *due {}
    }
}
