//! The calendar (`conversations.md` §9): what has a date, as a file.
//!
//! Calendars are seen by others: over shoulders, at work, in shared rooms. So a
//! title says little, and a job by its nickname only, never the employer's name
//! nor anything else that was told here.
//!
//! What stands in it is a query over state. What was handed over is a fact, since
//! a calendar keeps what it once took in: a date that holds no longer has to be
//! called off there, or it would go on asking for news of a job that said no.

mod dates;

use crate::{Person, Settings, say::Block, wording as say};
use jiff::{Timestamp, civil};
use serde::{Deserialize, Serialize};

/// A calendar, as data: the words crate makes a file of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// The zone that its hours are meant in.
    pub zone: String,
    /// When it was made.
    pub made: Timestamp,
    /// When anything was last said that it could follow from.
    pub changed: Timestamp,
    /// Rises with whatever is said: of two calendars the higher one counts.
    pub revision: u32,
    /// What stands in it, by when it begins.
    pub events: Vec<Event>,
}

/// One date in a calendar.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Names it for ever: a calendar that has it already moves it, and does not add another.
    pub uid: String,
    /// When it is.
    pub at: At,
    /// What it is called.
    pub title: Block,
    /// What it does to the day.
    pub standing: Standing,
}

/// When something in a calendar is, on the person's clock.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum At {
    /// All of this day: no hour was told, or none matters.
    Day(civil::Date),
    /// A time of the day.
    Moment {
        /// When it begins.
        start: civil::DateTime,
        /// How long it takes, in minutes.
        minutes: i64,
    },
}

impl At {
    /// Whether it is still to come. A day is, until it is over.
    #[must_use]
    pub fn is_ahead(&self, now: civil::DateTime) -> bool {
        match self {
            Self::Day(day) => *day >= now.date(),
            Self::Moment { start, .. } => *start > now,
        }
    }

    fn begins(&self) -> civil::DateTime {
        match self {
            Self::Day(day) => day.to_datetime(civil::Time::MIN),
            Self::Moment { start, .. } => *start,
        }
    }
}

/// What a date does to the day it falls on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The time is taken.
    Busy,
    /// Something to know of; the time stays free.
    Free,
    /// Handed over once, and holds no longer.
    Off,
}

/// A date as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The name of the event.
    pub uid: String,
    /// When it was said to be.
    pub at: At,
}

/// What is still to come, and what was handed over and holds no longer, by when it begins.
#[must_use]
pub fn events(person: &Person, settings: &Settings, now: civil::DateTime) -> Vec<Event> {
    let mut events = dates::ahead(person, settings, now);
    // What is on today may have come, as a first day does, and is left alone.
    let gone = |given: &&Given| given.at.begins() > now && events.iter().all(|event| event.uid != given.uid);
    let off = |given: &Given| Event {
        uid: given.uid.clone(),
        at: given.at.clone(),
        // Nothing is said of a job that was let go, so nothing of any.
        title: say::calendar_off(),
        standing: Standing::Off,
    };
    let off: Vec<_> = person.calendar().iter().filter(gone).map(off).collect();
    events.extend(off);
    events.sort_by(|one, other| (one.at.begins(), &one.uid).cmp(&(other.at.begins(), &other.uid)));
    events
}
