//! Waiting (§2): news, the wait, worries, and the ways out of a process (§0). Its reminders.

use super::{Rank, Reminder, ReminderId};
use crate::{
    Id, Person, Settings,
    talks::{
        self, Machine as _, Opening,
        record::{Record, Status},
        waiting::W1B,
    },
    vocabulary::ProcessState,
    waiting,
    waiting::Asked,
};
use jiff::{ToSpan, civil};
use serde::{Deserialize, Serialize};

/// What is to be said later. The day stands in the name: a moved one is said anew.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// W6 and W7: heard anything?
    Nudge {
        /// The job.
        process: Id,
        /// 0 for W6, 1 for W7.
        nth: u8,
        /// The day.
        on: civil::Date,
    },
    /// W8: no word.
    Silence {
        /// The job.
        process: Id,
        /// The day.
        on: civil::Date,
    },
    /// The date until which a job is on hold has come.
    OnHold {
        /// The job.
        process: Id,
        /// The day.
        on: civil::Date,
    },
    /// W4: tomorrow is the day.
    DayBefore {
        /// The job.
        process: Id,
        /// The day before.
        on: civil::Date,
    },
    /// W5: how is the waiting?
    Weekly {
        /// The job.
        process: Id,
        /// The day.
        on: civil::Date,
    },
    /// W9: tomorrow they want more information.
    Wanted {
        /// The job.
        process: Id,
        /// The day before.
        on: civil::Date,
    },
    /// W1b was left: nothing is its default, and the debrief is over. Nothing is said.
    Unheld {
        /// The debrief.
        talk: Id,
        /// The day after.
        on: civil::Date,
    },
    /// An interview that nobody looks back at any more: its job waits. Nothing is said.
    Waits {
        /// The job.
        process: Id,
        /// When.
        on: civil::Date,
    },
    /// W3: the day of an action.
    Worry {
        /// The talk of the worry.
        talk: Id,
        /// The day.
        on: civil::Date,
    },
}

impl Due {
    pub(super) fn rank(&self) -> Rank {
        match self {
            Self::Nudge { .. } | Self::Silence { .. } | Self::OnHold { .. } => Rank::Nudge,
            Self::DayBefore { .. } | Self::Wanted { .. } | Self::Worry { .. } => Rank::Date,
            Self::Weekly { .. } => Rank::Weekly,
            Self::Unheld { .. } | Self::Waits { .. } => Rank::Silent,
        }
    }

    /// Whether time alone moves the wait on, and nothing is said.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.rank() == Rank::Silent
    }
}

pub(super) fn agenda(person: &Person, settings: &Settings, agenda: &mut Vec<Reminder>) {
    unheld(person, settings, agenda);
    not_looked_back_at(person, settings, agenda);
    let mut add = |due: Due, on: civil::Date, latest: civil::DateTime| {
        agenda.push(Reminder { id: ReminderId::Waiting(due), due: on.to_datetime(settings.morning), latest });
    };
    // "Tomorrow" is only true on that day.
    let that_day = |on: civil::Date| on.to_datetime(civil::Time::MAX);
    for process in person.processes().map(|process| process.id) {
        if let Some((on, _)) = waiting::on_hold(person, settings, process) {
            add(Due::OnHold { process, on }, on, civil::DateTime::MAX);
        }
        if let Some((_, by, told)) = waiting::wanted(person, process)
            && let Some(on) = by.yesterday().ok().filter(|on| *on > told)
        {
            add(Due::Wanted { process, on }, on, that_day(on));
        }
        let Some(wait) = waiting::of(person, settings, process) else {
            continue;
        };
        match wait.next {
            Some((Asked::Nudge(nth), on)) => add(Due::Nudge { process, nth, on }, on, civil::DateTime::MAX),
            Some((Asked::Silence, on)) => add(Due::Silence { process, on }, on, civil::DateTime::MAX),
            None => {}
        }
        if let Some(on) = waiting::day_before(&wait) {
            add(Due::DayBefore { process, on }, on, that_day(on));
        }
        for on in waiting::weekly_checks(settings, &wait) {
            let latest = on.to_datetime(settings.morning).saturating_add(settings.wait_days.days());
            add(Due::Weekly { process, on }, on, latest);
        }
    }
    for (talk, _, on) in waiting::actions(person) {
        add(Due::Worry { talk, on }, on, civil::DateTime::MAX);
    }
}

/// Debriefs that only W1b is left of. By the morning after nobody has to answer it any more, and nothing
/// waits behind it.
fn unheld(person: &Person, settings: &Settings, agenda: &mut Vec<Reminder>) {
    let left = |record: &&Record| {
        matches!(record.opening, Opening::Debrief(_))
            && matches!(record.status, Status::Open | Status::Paused)
            && talks::walk(record).talk.question() == Some(W1B)
    };
    for record in person.talks().filter(left) {
        let touched = person.zone(settings).local(record.touched).date();
        if let Ok(on) = touched.tomorrow() {
            let id = ReminderId::Waiting(Due::Unheld { talk: record.id, on });
            agenda.push(Reminder { id, due: on.to_datetime(settings.quiet_until), latest: civil::DateTime::MAX });
        }
    }
}

/// Jobs whose last interview has been, once its invitations have lapsed and no debrief of it is going on.
/// From then on they wait like any other: "heard anything?" is asked in its time.
fn not_looked_back_at(person: &Person, settings: &Settings, agenda: &mut Vec<Reminder>) {
    for process in person.processes().filter(|process| process.state == ProcessState::Interviewing) {
        let rounds = person.rounds().filter(|round| round.process == process.id && !round.cancelled);
        let Some(round) = rounds.max_by_key(|round| round.start) else { continue };
        let debrief = |record: &Record| {
            let open = matches!(record.status, Status::Open | Status::Paused);
            open && matches!(&record.opening, Opening::Debrief(opening) if opening.round == round.id)
        };
        if person.talks().any(debrief) {
            continue;
        }
        let due = super::invitations(settings, round).latest;
        let id = ReminderId::Waiting(Due::Waits { process: process.id, on: due.date() });
        agenda.push(Reminder { id, due, latest: civil::DateTime::MAX });
    }
}
