//! Letters (§8), and the calendar (§9). Its reminders.

use super::{Rank, Reminder, ReminderId};
use crate::{
    Answer, Id, Person, QuestionId, Settings,
    ask::Pick,
    talks::{
        Opening,
        letter::{DRAFT, KEEP, NOT_YET, SENT},
        record::{Kept, Record, Status},
    },
};
use jiff::civil;
use serde::{Deserialize, Serialize};

/// What is to be said later.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// A draft that was kept until tomorrow.
    Draft {
        /// The letter.
        talk: Id,
        /// The day it was kept until.
        on: civil::Date,
    },
    /// "Sent?", where it was not yet: once, and never again.
    Sent {
        /// The letter.
        talk: Id,
    },
}

impl Due {
    pub(super) fn rank(&self) -> Rank {
        Rank::Date
    }

    pub(super) fn talk(&self) -> Id {
        match self {
            Self::Draft { talk, .. } | Self::Sent { talk } => *talk,
        }
    }
}

pub(super) fn agenda(person: &Person, settings: &Settings, agenda: &mut Vec<Reminder>) {
    for record in person.talks().filter(|record| record.status == Status::Finished) {
        if !matches!(record.opening, Opening::Letter(_)) {
            continue;
        }
        if let Some(on) = day_after(record, &DRAFT, KEEP) {
            // The person set that date: it waits as long as it takes (§0).
            let id = ReminderId::Letters(Due::Draft { talk: record.id, on });
            agenda.push(Reminder { id, due: on.to_datetime(settings.morning), latest: civil::DateTime::MAX });
        }
        if let Some(on) = day_after(record, &SENT, NOT_YET) {
            let due = on.to_datetime(settings.morning);
            let latest = due.saturating_add(jiff::ToSpan::days(settings.wait_days));
            agenda.push(Reminder { id: ReminderId::Letters(Due::Sent { talk: record.id }), due, latest });
        }
    }
}

/// The day after this was chosen.
fn day_after(record: &Record, question: &QuestionId, choice: &'static str) -> Option<civil::Date> {
    let chosen = |kept: &&Kept| kept.answer == Answer::Choice(Pick::Named(choice.into()));
    record.kept(question).filter(chosen)?.local.date().tomorrow().ok()
}
