//! Whether somebody is there: when they were last heard, and what they did not reply to (§0, §9).

use crate::{
    Answer, Entry, Fact, contact,
    reminders::Rank,
    talks::{Opening, waiting::W1B},
    vocabulary::ProcessState,
};
use jiff::{SignedDuration, civil};
use std::collections::BTreeMap;

/// After this long, being heard is worth an entry of its own: whether somebody
/// is still there must not hang on what they say first.
pub(crate) const LONG: SignedDuration = SignedDuration::from_hours(30 * 24);

/// When a person was heard, and which kinds of reminder went unanswered.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Presence {
    heard: Option<civil::DateTime>,
    unanswered: Vec<(Rank, civil::DateTime)>,
    ignored: BTreeMap<Rank, usize>,
    last_said: Option<civil::DateTime>,
}

impl Presence {
    /// When they were last heard, on their clock.
    #[must_use]
    pub fn heard(&self) -> Option<civil::DateTime> {
        self.heard
    }

    /// When something was last said to them unprompted.
    #[must_use]
    pub fn last_said(&self) -> Option<civil::DateTime> {
        self.last_said
    }

    /// What was said unprompted since they were last heard.
    pub fn unanswered(&self) -> impl Iterator<Item = (Rank, civil::DateTime)> {
        self.unanswered.iter().copied()
    }

    /// How many of this kind went unanswered in a row, where what was said
    /// before this moment counts as ignored.
    #[must_use]
    pub fn ignored(&self, kind: Rank, before: civil::DateTime) -> usize {
        let open = self.unanswered.iter().filter(|(rank, said)| *rank == kind && *said <= before).count();
        self.ignored.get(&kind).copied().unwrap_or_default() + open
    }

    /// How many went unanswered in a row before those that are still open.
    pub(crate) fn ignored_before(&self, kind: Rank) -> usize {
        self.ignored.get(&kind).copied().unwrap_or_default()
    }

    /// An entry that the clock alone did not make was made by the person.
    ///
    /// What care leaves is no sign of anybody: a journal it was taken out of
    /// folds to the same person, so whatever belongs to it stands beside
    /// [`Fact::Present`].
    pub(crate) fn hear(&mut self, entry: &Entry) {
        let by_the_clock = |fact: &Fact| {
            matches!(
                fact,
                Fact::ReminderLapsed(_)
                    | Fact::Lapsed(_)
                    | Fact::MoodDropped { .. }
                    | Fact::CareForgotten(_)
                    | Fact::Forgotten
                    // The first day of a job, the end of its year, and the wait after an interview that nobody
                    // looks back at: whoever says so says more than that.
                    | Fact::ProcessMoved {
                        to: ProcessState::Started | ProcessState::Closed | ProcessState::Waiting,
                        ..
                    }
                    | Fact::Finished(_)
                    | Fact::TalkOpened { opening: Opening::Care, .. }
            )
        };
        // W1b, left until the next day, is nothing.
        let left_open =
            |fact: &Fact| matches!(fact, Fact::Answered { question, answer: Answer::Skipped, .. } if *question == W1B);
        let by_the_clock = |fact: &Fact| by_the_clock(fact) || left_open(fact);
        let unprompted = |fact: &Fact| matches!(fact, Fact::Reminded { visit: false, .. });
        if !entry.facts.iter().all(by_the_clock) && !entry.facts.iter().any(unprompted) {
            self.heard = Some(entry.local);
        }
    }

    pub(crate) fn said(&mut self, kind: Rank, local: civil::DateTime) {
        self.last_said = Some(local);
        if contact::can_be_ignored(kind) {
            self.unanswered.push((kind, local));
        }
    }

    /// They are here. Kinds not among the ignored were replied to; a kind stands
    /// among them once for each time it was ignored.
    pub(crate) fn here(&mut self, ignored: &[Rank]) {
        for (kind, _) in std::mem::take(&mut self.unanswered) {
            if !ignored.contains(&kind) {
                self.ignored.remove(&kind);
            }
        }
        for kind in ignored {
            *self.ignored.entry(*kind).or_default() += 1;
        }
    }

    /// They want to hear from us again.
    pub(crate) fn begin_again(&mut self) {
        self.ignored.clear();
        self.unanswered.clear();
    }
}
