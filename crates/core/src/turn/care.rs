//! Care (§7), and sitting on the other side (§6).

use super::Turn;
use crate::{Answer, Fact, Id, QuestionId, talks, wording as say};

impl Turn<'_> {
    pub(super) fn panel(&mut self) {
        self.ask_or_help();
    }

    pub(super) fn after_care(&mut self, _id: Id, _talk: talks::care::Care) {}

    pub(super) fn after_panel(&mut self, _id: Id, _talk: talks::panel::Panel) {}

    /// How somebody is, from 1 to 5, told in this talk. Every scale of mood comes through here.
    pub(super) fn mood(&mut self, talk: Id, mood: u8) {
        match mood {
            1 => {
                self.emit(Fact::Cared(talk));
                self.care();
            }
            2 => self.say(say::mood_low()),
            _ => self.say(say::mood_fair()),
        }
    }

    /// §7, by mood: people to turn to. What is pressed afterwards is never kept.
    pub(super) fn care(&mut self) {
        self.say(say::care_message());
        let settings = self.settings();
        let country = self.person.country().unwrap_or_default();
        match settings.resources.get(country).or_else(|| settings.resources.get("")) {
            Some(resources) => self.say(say::care_resources(crate::say::Arg::Name(resources.clone().into()))),
            None => self.say(say::care_built_in()),
        }
    }

    /// What follows at once from an answer.
    pub(super) fn follow_care(&mut self, _talk: Id, _question: &QuestionId, _answer: &Answer) {}

    /// Says a reminder of this area.
    pub(super) fn remind_care(&mut self, due: &crate::reminders::care::Due) {
        match *due {}
    }
}
