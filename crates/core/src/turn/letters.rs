//! Letters (§8), and the calendar (§9).

use super::Turn;
use crate::vocabulary::LetterKind;
use crate::{
    Answer, Id, QuestionId,
    talks::{self, Opening, job::About},
};

impl Turn<'_> {
    pub(super) fn letters(&mut self) {
        self.about(About::Letter(None));
    }

    pub(super) fn calendar(&mut self) {
        self.ask_or_help();
    }

    pub(super) fn after_letter(&mut self, _id: Id, _talk: talks::letter::Letter) {}

    /// Drafts a letter; `about` is the talk it came out of.
    pub(super) fn start_letter(&mut self, kind: Option<LetterKind>, process: Option<Id>, about: Option<Id>) {
        let opening = talks::letter::Opening { kind, process, about, keep_first: false, questions: Vec::new() };
        self.open_letter(opening);
    }

    /// The same with more to go on: what to ask (L7), or to keep it until tomorrow first.
    pub(super) fn open_letter(&mut self, opening: talks::letter::Opening) {
        self.open(Opening::Letter(opening));
    }

    /// What follows at once from an answer.
    pub(super) fn follow_letters(&mut self, _talk: Id, _question: &QuestionId, _answer: &Answer) {}

    /// Says a reminder of this area.
    pub(super) fn remind_letters(&mut self, due: &crate::reminders::letters::Due) {
        match *due {}
    }
}
