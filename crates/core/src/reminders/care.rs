//! Care (§7), sitting on the other side (§6), and being away for long (§9). Its reminders.

use super::{Rank, Reminder, ReminderId};
use crate::{
    Answer, Id, Person, Settings,
    talks::{
        Opening, panel,
        record::{Record, Status},
    },
};
use jiff::{SignedDuration, ToSpan, civil};
use serde::{Deserialize, Serialize};

/// What is to be said later.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// Marks of mood and the marker of care run out. Nothing is said.
    Forget {
        /// The day on which the first of them does.
        on: civil::Date,
    },
    /// What was worth borrowing, the morning after a panel.
    Panel {
        /// The talk about it.
        talk: Id,
        /// The day of the panel.
        on: civil::Date,
    },
    /// A year without a word: taking everything along, or erasing it.
    Idle {
        /// The day of the last word.
        since: civil::Date,
    },
    /// Sixty days after that was offered, everything is erased. Nothing is said.
    Erase {
        /// The day of the last word.
        since: civil::Date,
    },
}

impl Due {
    pub(super) fn rank(&self) -> Rank {
        match self {
            Self::Forget { .. } | Self::Erase { .. } => Rank::Silent,
            Self::Panel { .. } => Rank::Date,
            Self::Idle { .. } => Rank::Idle,
        }
    }
}

pub(super) fn agenda(person: &Person, settings: &Settings, agenda: &mut Vec<Reminder>) {
    panels(person, settings, agenda);
    forgetting(person, settings, agenda);
    idle(person, settings, agenda);
}

fn panels(person: &Person, settings: &Settings, agenda: &mut Vec<Reminder>) {
    for record in person.talks().filter(|record| record.opening == Opening::Panel) {
        let when = record.kept(&panel::WHEN).map(|kept| &kept.answer);
        if let Some(Answer::When(when)) = when
            && record.kept(&panel::STRONGEST).is_none()
            && !matches!(record.status, Status::Open | Status::Stopped)
        {
            let on = when.at.date();
            let due = on.saturating_add(1.day()).to_datetime(settings.morning);
            let id = ReminderId::Care(Due::Panel { talk: record.id, on });
            agenda.push(Reminder { id, due, latest: civil::DateTime::MAX });
        }
    }
}

/// By whole days, so that the journal is written anew once a day at most.
fn forgetting(person: &Person, settings: &Settings, agenda: &mut Vec<Reminder>) {
    let marks = person.talks().flat_map(Record::moods);
    let marks = marks.map(|(_, kept, _)| kept.local.date().saturating_add(settings.mood_days.days()));
    let marker = person.cared().map(|care| {
        // Those hours are as long as they are lived: where the clocks go forward, they end later on the clock.
        let hours = SignedDuration::from_hours(settings.care_again_hours);
        let over = care.begun.saturating_add(hours).unwrap_or(care.begun);
        person.zone(settings).local(over).date().saturating_add(1.day())
    });
    if let Some(on) = marks.chain(marker).min() {
        let id = ReminderId::Care(Due::Forget { on });
        agenda.push(Reminder { id, due: on.to_datetime(civil::Time::midnight()), latest: civil::DateTime::MAX });
    }
}

/// A year without a word. What was promised for a day to come suspends it, and
/// leaves as long again after it was said as there is between offer and erasing.
fn idle(person: &Person, settings: &Settings, agenda: &mut Vec<Reminder>) {
    let Some(heard) = person.presence().heard() else { return };
    let since = heard.date();
    let offer = ReminderId::Care(Due::Idle { since });
    if let Some(offered) = person.reminded(&offer) {
        let due = offered.local.saturating_add(settings.idle_erase_days.days());
        let id = ReminderId::Care(Due::Erase { since });
        return agenda.push(Reminder { id, due, latest: civil::DateTime::MAX });
    }
    let year = since.saturating_add(settings.idle_months.months()).to_datetime(settings.morning);
    let is_promise = |reminder: &&Reminder| {
        let promised = matches!(reminder.id.rank(), Rank::Date | Rank::Review | Rank::Dream | Rank::Deadline);
        promised && reminder.due >= year && !person.is_past(&reminder.id)
    };
    if agenda.iter().any(|reminder| is_promise(&reminder)) {
        return;
    }
    let said = person.presence().last_said().map(|said| said.saturating_add(settings.idle_erase_days.days()));
    let due = said.map_or(year, |said| said.max(year));
    agenda.push(Reminder { id: offer, due, latest: civil::DateTime::MAX });
}
