//! An offer (§4), its decision, and what follows from it. Its reminders.

use super::{Rank, Reminder, ReminderId};
use crate::{
    Answer, Id, Person, Settings,
    advice::{self, Exception},
    answer::When,
    contact,
    days::working_days_after,
    talks::{
        Opening, letter,
        offer::{questions as q, reading},
        offer_deadline as deadline, offer_decision as decision,
        record::Record,
    },
    vocabulary::{Answered, Came, Doing, LetterKind, ProcessState},
};
use jiff::{ToSpan, civil};
use serde::{Deserialize, Serialize};

/// What is to be said later.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// So many hours until they want an answer.
    Deadline {
        /// The first sitting.
        offer: Id,
        /// By when.
        by: civil::DateTime,
        /// How many hours before it.
        hours: i64,
    },
    /// The day has passed: did you answer? Once.
    Passed {
        /// The first sitting.
        offer: Id,
        /// By when it was.
        by: civil::DateTime,
    },
    /// Questions were sent: has anything come back?
    Replies {
        /// The first sitting.
        offer: Id,
        /// The letter.
        letter: Id,
    },
    /// "Not yet", and no deadline. Once.
    NotYet {
        /// The first sitting.
        offer: Id,
    },
    /// Only said, for some days.
    Writing {
        /// The first sitting.
        offer: Id,
    },
    /// References and checks done? A week before the start.
    References {
        /// The first sitting.
        offer: Id,
        /// The first day.
        start: civil::Date,
    },
    /// The day before the start.
    Tomorrow {
        /// The first sitting.
        offer: Id,
        /// The first day.
        start: civil::Date,
    },
    /// Looking back at the decision.
    Review {
        /// The first sitting.
        offer: Id,
        /// Since when.
        since: civil::Date,
        /// How many months.
        months: i64,
    },
    /// Eyes open: a look around.
    LookAround {
        /// The first sitting.
        offer: Id,
        /// Since when.
        since: civil::Date,
        /// How many months.
        months: i64,
    },
    /// Holding pattern: is the time used as it was meant?
    Holding {
        /// The first sitting.
        offer: Id,
        /// On which day.
        on: civil::Date,
        /// Whether this is the end date.
        ends: bool,
    },
    /// The first day is here. Nothing is said.
    Started {
        /// The first sitting.
        offer: Id,
        /// The first day.
        start: civil::Date,
    },
    /// The last look back was offered long enough ago. Nothing is said.
    Closed {
        /// The first sitting.
        offer: Id,
        /// On which day.
        on: civil::Date,
    },
}

impl Due {
    pub(super) fn rank(&self) -> Rank {
        match self {
            Self::Deadline { .. } => Rank::Deadline,
            Self::Passed { .. } | Self::Replies { .. } | Self::NotYet { .. } | Self::Writing { .. } => Rank::Nudge,
            Self::References { .. } | Self::Tomorrow { .. } | Self::Holding { ends: true, .. } => Rank::Date,
            Self::Review { .. } | Self::LookAround { .. } | Self::Holding { .. } => Rank::Review,
            Self::Started { .. } | Self::Closed { .. } => Rank::Silent,
        }
    }

    /// Whether time alone moves the job on, and nothing is said.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.rank() == Rank::Silent
    }

    /// The offer it is about.
    #[must_use]
    pub fn offer(&self) -> Id {
        match self {
            Self::Deadline { offer, .. }
            | Self::Passed { offer, .. }
            | Self::Replies { offer, .. }
            | Self::NotYet { offer }
            | Self::Writing { offer }
            | Self::References { offer, .. }
            | Self::Tomorrow { offer, .. }
            | Self::Review { offer, .. }
            | Self::LookAround { offer, .. }
            | Self::Holding { offer, .. }
            | Self::Started { offer, .. }
            | Self::Closed { offer, .. } => *offer,
        }
    }
}

pub(super) fn agenda(person: &Person, settings: &Settings, agenda: &mut Vec<Reminder>) {
    for record in person.talks() {
        let Opening::Offer(opening) = &record.opening else { continue };
        // Another offer for the same job takes the place of this one.
        if latest(person, opening.process).is_none_or(|last| last.id != record.id) {
            continue;
        }
        match person.process(opening.process).map(|process| process.state) {
            Some(ProcessState::Offered | ProcessState::Deciding) => {
                undecided(person, settings, record, opening.process, agenda);
            }
            Some(state @ (ProcessState::Accepted | ProcessState::Started | ProcessState::Reviewing)) => {
                let from = agenda.len();
                accepted(person, settings, record, state, agenda);
                moves(person, settings, record.id, state, from, agenda);
            }
            Some(ProcessState::Declined) => {
                if let Some(decided) = decided(person, record.id) {
                    let months = settings.declined_review_months;
                    agenda.push(months_on(settings, record.id, decided.date(), months, |offer, since, months| {
                        Due::Review { offer, since, months }
                    }));
                }
            }
            _ => {}
        }
    }
}

/// The latest offer for a job.
#[must_use]
pub fn latest(person: &Person, process: Id) -> Option<&Record> {
    person.talks().rfind(|record| matches!(&record.opening, Opening::Offer(opening) if opening.process == process))
}

/// By when they want an answer, as it was last told.
#[must_use]
pub fn deadline(person: &Person, offer: Id) -> Option<civil::DateTime> {
    told_deadline(person, offer).map(|told| told.at)
}

/// The same, with whether an hour was named.
#[must_use]
pub fn told_deadline(person: &Person, offer: Id) -> Option<When> {
    let moved = person.talks().rev().find_map(|record| match (&record.opening, record.kept(&deadline::BY_NOW)) {
        (Opening::OfferDeadline(opening), Some(kept)) if opening.offer == offer => match &kept.answer {
            Answer::When(when) => Some(when.clone()),
            _ => None,
        },
        _ => None,
    });
    moved.or_else(|| reading::deadline(&reading::of(person, offer).told).cloned())
}

/// The offers on the table for other jobs than this one.
pub fn elsewhere(person: &Person, process: Id) -> impl Iterator<Item = Id> {
    let weighed = move |other: &&crate::person::Process| {
        other.id != process && matches!(other.state, ProcessState::Offered | ProcessState::Deciding)
    };
    person.processes().filter(weighed).filter_map(|other| latest(person, other.id)).map(|offer| offer.id)
}

/// Until when the one offer from elsewhere stands.
#[must_use]
pub fn elsewhere_until(person: &Person, process: Id) -> Option<civil::DateTime> {
    let mut offers = elsewhere(person, process);
    let (offer, None) = (offers.next()?, offers.next()) else { return None };
    deadline(person, offer)
}

/// The latest decision that was told, and when.
#[must_use]
pub fn doing(person: &Person, offer: Id) -> Option<(Doing, civil::DateTime)> {
    person.talks().rev().find_map(|record| match (&record.opening, record.kept(&decision::O10)) {
        (Opening::OfferDecision(opening), Some(kept)) if opening.offer == offer => match &kept.answer {
            Answer::Choice(pick) => Some((Doing::from_pick(pick)?, kept.local)),
            _ => None,
        },
        _ => None,
    })
}

/// When it was accepted or declined, here or by what was said after the deadline.
fn decided(person: &Person, offer: Id) -> Option<civil::DateTime> {
    let told = person.talks().rev().find_map(|record| match (&record.opening, record.kept(&deadline::ANSWERED)) {
        (Opening::OfferDeadline(opening), Some(kept)) if opening.offer == offer => match &kept.answer {
            Answer::Choice(pick) if Answered::from_pick(pick) != Some(Answered::MoreTime) => Some(kept.local),
            _ => None,
        },
        _ => None,
    });
    told.max(doing(person, offer).map(|(_, at)| at))
}

fn undecided(person: &Person, settings: &Settings, record: &Record, process: Id, agenda: &mut Vec<Reminder>) {
    let offer = record.id;
    let morning = |day: civil::Date| day.to_datetime(settings.morning);
    let mut push = |due: Due, at: civil::DateTime, latest: civil::DateTime| {
        agenda.push(Reminder { id: ReminderId::Offer(due), due: at, latest });
    };
    let soon = |day: civil::Date| morning(day).saturating_add(settings.offer_wait_days.days());
    let by = deadline(person, offer);
    if let Some(by) = by {
        let told = record.kept(&q::O1_BY).map_or(record.opened, |kept| kept.local);
        for hours in &settings.offer_deadline_hours {
            let at = by.saturating_sub(hours.hours());
            // What was near already when it was told needs no reminder.
            if at > told {
                push(Due::Deadline { offer, by, hours: *hours }, at, by);
            }
        }
        if let Ok(next) = by.date().tomorrow() {
            push(Due::Passed { offer, by }, morning(next), soon(next));
        }
    }
    let answered =
        |record: &Record| matches!(&record.opening, Opening::OfferReplies(opening) if opening.offer == offer);
    for (letter, at) in letter::sent(person, &[LetterKind::Clarifying], process) {
        let since = |record: &Record| answered(record) && record.opened > at;
        if at > record.opened && !person.talks().any(since) {
            let day = working_days_after(person, settings, at.date(), settings.offer_reply_working_days);
            push(Due::Replies { offer, letter }, morning(day), soon(day));
        }
    }
    if let (Some((Doing::NotYet, at)), None) = (doing(person, offer), by) {
        let day = working_days_after(person, settings, at.date(), settings.offer_not_yet_working_days);
        push(Due::NotYet { offer }, morning(day), soon(day));
    }
    let reading = reading::of(person, offer);
    let said = reading.told.choice(&q::O1) == Some(Came::Said.id());
    if let (true, Some(kept)) = (said && !reading::in_writing(&reading.told), record.kept(&q::O1)) {
        let day = kept.local.date().saturating_add(settings.offer_writing_days.days());
        push(Due::Writing { offer }, morning(day), soon(day));
    }
}

fn accepted(person: &Person, settings: &Settings, record: &Record, state: ProcessState, agenda: &mut Vec<Reminder>) {
    let Some(decided) = decided(person, record.id) else { return };
    let offer = record.id;
    let reading = reading::of(person, offer);
    let start = reading::start(&reading.told);
    // Once it has started, "tomorrow it starts" is not true any more.
    if let (Some(start), ProcessState::Accepted) = (start, state) {
        let before = start.saturating_sub(settings.references_days.days()).to_datetime(settings.morning);
        let first = start.to_datetime(civil::Time::midnight());
        if before > decided {
            agenda.push(Reminder {
                id: ReminderId::Offer(Due::References { offer, start }),
                due: before,
                latest: first,
            });
        }
        if let Ok(day) = start.yesterday() {
            let due = day.to_datetime(settings.morning);
            if due > decided {
                agenda.push(Reminder { id: ReminderId::Offer(Due::Tomorrow { offer, start }), due, latest: first });
            }
        }
    }
    // Without a first day, the months count from the yes.
    let since = start.unwrap_or(decided.date());
    let exceptions = advice::advise(&reading.signs(advice::signs::Settled::NotReached, decided)).exceptions;
    let eyes_open = exceptions.contains(&Exception::EyesOpen);
    let extra = eyes_open.then_some(settings.eyes_open_review_months);
    for months in settings.review_months.iter().copied().chain(extra) {
        let due = |offer, since, months| Due::Review { offer, since, months };
        agenda.push(months_on(settings, offer, since, months, due));
    }
    if eyes_open {
        for months in &settings.look_around_months {
            let due = |offer, since, months| Due::LookAround { offer, since, months };
            agenda.push(months_on(settings, offer, since, *months, due));
        }
    }
    if exceptions.contains(&Exception::HoldingPattern) {
        for months in &settings.holding_months {
            let due = |offer, since: civil::Date, months: i64| Due::Holding {
                offer,
                on: since.saturating_add(months.months()),
                ends: false,
            };
            agenda.push(months_on(settings, offer, since, *months, due));
        }
        if let Some(on) = reading.told.when(&q::ENDS).map(civil::DateTime::date) {
            let due = on.to_datetime(settings.morning);
            let id = ReminderId::Offer(Due::Holding { offer, on, ends: true });
            agenda.push(Reminder { id, due, latest: civil::DateTime::MAX });
        }
    }
}

/// What time alone changes: the first day comes, and some time after all that was to be said about
/// the job was said, it is closed, whether the last look back was taken or not.
fn moves(
    person: &Person,
    settings: &Settings,
    offer: Id,
    state: ProcessState,
    from: usize,
    agenda: &mut Vec<Reminder>,
) {
    let start = reading::start(&reading::of(person, offer).told);
    let silent = |due: Due, day: civil::Date| Reminder {
        id: ReminderId::Offer(due),
        due: day.to_datetime(civil::Time::midnight()),
        latest: civil::DateTime::MAX,
    };
    if let (Some(start), ProcessState::Accepted) = (start, state) {
        agenda.push(silent(Due::Started { offer, start }, start));
        return;
    }
    let Some(last) = agenda[from..].iter().max_by_key(|reminder| reminder.due) else { return };
    // Whoever comes back after that finds it still there: it is said first. Where looking back went
    // unanswered and stopped, it is not said any more, and holds nothing up.
    if person.is_past(&last.id) || contact::is_stopped(person, settings, last.id.rank(), last.due) {
        let on = last.due.date().saturating_add(settings.offer_wait_days.days());
        agenda.push(silent(Due::Closed { offer, on }, on));
    }
}

/// So many months after a day. A review waits as long as it takes.
fn months_on(
    settings: &Settings,
    offer: Id,
    since: civil::Date,
    months: i64,
    due: impl Fn(Id, civil::Date, i64) -> Due,
) -> Reminder {
    let at = since.saturating_add(months.months()).to_datetime(settings.morning);
    Reminder { id: ReminderId::Offer(due(offer, since, months)), due: at, latest: civil::DateTime::MAX }
}
