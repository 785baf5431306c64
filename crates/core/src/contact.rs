//! The contact budget (`conversations.md` §0): the one rule that every reminder passes through.

use crate::{Person, Settings, reminders::Reminder};
use jiff::{ToSpan, civil};

/// When a reminder may be said unprompted, on the person's clock: not in quiet
/// hours, not in a time of quiet, at most one a day and three a week. `None`
/// where it loses its place for good, having waited as long as is kind.
///
/// `now`: it can be said no earlier, however long ago its moment was. `agenda`:
/// what else wants to be said; a day that something of a higher rank wants is
/// left to it.
#[must_use]
pub fn earliest(
    person: &Person,
    settings: &Settings,
    reminder: &Reminder,
    now: civil::DateTime,
    agenda: &[Reminder],
) -> Option<civil::DateTime> {
    if reminder.id.is_silent() {
        return Some(reminder.due);
    }
    let settings = &*person.own(settings);
    let mut at = reminder.due.max(now);
    // Each rule only moves it later, and each can move it into another's reach.
    for _ in 0..32 {
        let moved = out_of_quiet_hours(settings, out_of_quiet(person, settings, reminder, at));
        let moved = out_of_a_taken_day(settings, reminder, agenda, now, out_of_budget(person, settings, moved));
        if moved == at {
            break;
        }
        at = moved;
    }
    (at <= reminder.latest).then_some(at)
}

/// The promise after a debrief, or "leave me be until …".
fn out_of_quiet(person: &Person, settings: &Settings, reminder: &Reminder, at: civil::DateTime) -> civil::DateTime {
    match person.quiet() {
        Some(quiet) if at < quiet.until && (quiet.asked || !reminder.id.is_urgent()) => {
            if quiet.asked {
                quiet.until
            } else {
                quiet.until.max(quiet.until.date().to_datetime(settings.quiet_until))
            }
        }
        _ => at,
    }
}

/// What falls in the night moves to the next morning.
fn out_of_quiet_hours(settings: &Settings, at: civil::DateTime) -> civil::DateTime {
    let (from, until) = (settings.quiet_from, settings.quiet_until);
    let time = at.time();
    if time < until {
        at.date().to_datetime(until)
    } else if time >= from {
        at.date().saturating_add(1.day()).to_datetime(until)
    } else {
        at
    }
}

fn out_of_budget(person: &Person, settings: &Settings, at: civil::DateTime) -> civil::DateTime {
    let that_day = person.contacts().filter(|said| said.date() == at.date()).count();
    let week_before = at.saturating_sub(7.days());
    let that_week = person.contacts().filter(|said| *said > week_before && said.date() <= at.date()).count();
    if that_day >= settings.contacts_a_day || that_week >= settings.contacts_a_week {
        at.date().saturating_add(1.day()).to_datetime(settings.quiet_until)
    } else {
        at
    }
}

/// One a day: what ranks higher and wants to be said later that day gets the day.
fn out_of_a_taken_day(
    settings: &Settings,
    reminder: &Reminder,
    agenda: &[Reminder],
    now: civil::DateTime,
    at: civil::DateTime,
) -> civil::DateTime {
    let takes = |other: &Reminder| {
        let outranks = !other.id.is_silent() && other.id.rank() < reminder.id.rank();
        outranks && other.due >= now && out_of_quiet_hours(settings, other.due).date() == at.date()
    };
    if agenda.iter().filter(|other| takes(other)).count() >= settings.contacts_a_day {
        at.date().saturating_add(1.day()).to_datetime(settings.quiet_until)
    } else {
        at
    }
}
