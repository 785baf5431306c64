//! The contact budget (`conversations.md` §0, §9): the one rule that every reminder passes through.
//!
//! All of it is reckoned on the person's own clock, so a change of the clocks
//! in between moves nothing into the night.

use crate::{
    Person, Settings,
    reminders::{Rank, Reminder, ReminderId},
};
use jiff::{ToSpan, civil};

/// A deadline reminder that would fall in the night comes this long before it begins.
const BEFORE_THE_NIGHT: i64 = 30;

/// When a reminder may be said unprompted, on the person's clock: not in quiet
/// hours, not in a time of quiet, at most one a day and three a week. `None`
/// where it loses its place for good, having waited as long as is kind, or
/// where its kind went unanswered.
///
/// `now`: it can be said no earlier, however long ago its moment was. `agenda`:
/// what else wants to be said; a day that something of a higher rank wants is
/// left to it, and of the week's places as many as are wanted by what is known
/// to come.
#[must_use]
pub fn earliest(
    person: &Person,
    settings: &Settings,
    reminder: &Reminder,
    now: civil::DateTime,
    agenda: &[Reminder],
) -> Option<civil::DateTime> {
    let rank = reminder.id.rank();
    if rank == Rank::Silent {
        return Some(reminder.due);
    }
    let settings = &*person.own(settings);
    if is_stopped(person, settings, rank, now) {
        return None;
    }
    let at = place(person, settings, reminder, now, agenda);
    (at <= latest(person, settings, reminder, agenda)).then_some(at)
}

/// What is to be said of what may be said now: the one of the highest rank.
#[must_use]
pub fn first<'a>(
    person: &Person,
    settings: &Settings,
    now: civil::DateTime,
    agenda: &'a [Reminder],
) -> Option<&'a Reminder> {
    let may = |reminder: &&Reminder| {
        earliest(person, settings, reminder, now, agenda).is_some_and(|earliest| earliest <= now)
    };
    let to_say = agenda.iter().filter(|reminder| !reminder.id.is_silent());
    to_say.filter(may).min_by_key(|reminder| (reminder.id.rank(), reminder.due))
}

/// After this a reminder lapses. What lost its place waits two days, except the
/// no that was put off, nudges, and dates the person set (§0). Where the program
/// was down when it had its place, a review is said all the same, and a weekly
/// check only that day (§9).
#[must_use]
pub fn latest(person: &Person, settings: &Settings, reminder: &Reminder, agenda: &[Reminder]) -> civil::DateTime {
    let settings = &*person.own(settings);
    let its_place = || place(person, settings, reminder, reminder.due, agenda);
    let waits = waits_until(settings, reminder);
    match reminder.id.rank() {
        Rank::Review if its_place() <= waits_two_days(settings, reminder) => civil::DateTime::MAX,
        Rank::Weekly => waits.min(its_place().date().to_datetime(civil::Time::MAX)),
        _ => waits,
    }
}

/// How long it waits for a place, wherever that is.
fn waits_until(settings: &Settings, reminder: &Reminder) -> civil::DateTime {
    match reminder.id.rank() {
        Rank::Nudge | Rank::PutOff | Rank::Date | Rank::Idle => civil::DateTime::MAX,
        Rank::Invitation | Rank::Rehearsal | Rank::Review | Rank::Dream | Rank::Weekly => {
            reminder.latest.min(waits_two_days(settings, reminder))
        }
        // These know themselves how long they are true.
        Rank::Silent | Rank::Deadline | Rank::Evening | Rank::Overnight => reminder.latest,
    }
}

fn waits_two_days(settings: &Settings, reminder: &Reminder) -> civil::DateTime {
    reminder.due.saturating_add(settings.wait_days.days())
}

/// The other reminders of the same deadline that this one is said for as well:
/// those within twelve hours of it (§0).
pub fn merged<'a>(
    person: &Person,
    settings: &Settings,
    said: &Reminder,
    now: civil::DateTime,
    agenda: &'a [Reminder],
) -> Vec<&'a Reminder> {
    let settings = &*person.own(settings);
    let near = now.saturating_add(settings.merge_hours.hours());
    let with = |other: &Reminder| {
        said.id.is_same_deadline(&other.id) && other.id != said.id && wanted(person, settings, other) <= near
    };
    agenda.iter().filter(|other| with(other)).collect()
}

/// Whether two of this kind went unanswered, one after the other.
#[must_use]
pub fn is_stopped(person: &Person, settings: &Settings, rank: Rank, now: civil::DateTime) -> bool {
    let before = now.saturating_sub(settings.ignored_after_hours.hours());
    can_be_ignored(rank) && person.presence().ignored(rank, before) >= settings.ignored_in_a_row
}

/// The kinds that stopped, as the person was told when they were last here.
#[must_use]
pub fn stopped(person: &Person, settings: &Settings) -> Vec<Rank> {
    let is_stopped = |kind: &Rank| person.presence().ignored_before(*kind) >= settings.ignored_in_a_row;
    Rank::ALL.into_iter().filter(|kind| can_be_ignored(*kind)).filter(is_stopped).collect()
}

/// A card asks for no reply, an offer does not wait for one, and what waits as
/// long as it takes was asked for by the person, or comes twice at most.
pub(crate) fn can_be_ignored(rank: Rank) -> bool {
    matches!(rank, Rank::Invitation | Rank::Overnight | Rank::Rehearsal | Rank::Review | Rank::Dream | Rank::Weekly)
}

/// Where it would stand, however late that is.
fn place(
    person: &Person,
    settings: &Settings,
    reminder: &Reminder,
    now: civil::DateTime,
    agenda: &[Reminder],
) -> civil::DateTime {
    let mut at = wanted(person, settings, reminder).max(now);
    let exempt = reminder.id.rank() == Rank::Deadline;
    let to_come = if exempt { Vec::new() } else { to_come(person, settings, reminder, now, agenda) };
    // Each rule only moves it later, and each can move it into another's reach.
    for _ in 0..32 {
        let mut moved = out_of_quiet_hours(settings, out_of_quiet(person, settings, reminder, at));
        if !exempt {
            moved = out_of_budget(person, settings, &to_come, moved);
        }
        if moved == at {
            break;
        }
        at = moved;
    }
    at
}

/// When it would be said, were there nothing else: spread a little around a
/// round hour, and a deadline before the night rather than after it.
fn wanted(person: &Person, settings: &Settings, reminder: &Reminder) -> civil::DateTime {
    let (due, rank) = (reminder.due, reminder.id.rank());
    if rank == Rank::Deadline && is_quiet(settings, due.time()) {
        return before_the_night(settings, due);
    }
    if due.minute() != 0 || due.second() != 0 || is_quiet(settings, due.time()) {
        return due;
    }
    let minutes = match rank {
        Rank::Deadline => -spread(person, settings).abs(),  // never later
        Rank::Invitation => spread(person, settings).abs(), // never sooner after an interview
        _ => spread(person, settings),
    };
    let spread = due.saturating_add(minutes.minutes());
    if is_quiet(settings, spread.time()) { due } else { spread }
}

/// The person's own minutes, between minus and plus the most there can be.
fn spread(person: &Person, settings: &Settings) -> i64 {
    let most = settings.spread_minutes.clamp(0, 59);
    // Neighbouring tags lie far apart (Knuth's multiplicative hash).
    let scattered = i64::from(person.tag().wrapping_mul(2_654_435_761) >> 8);
    scattered % (2 * most + 1) - most
}

/// The promise after a debrief, "leave me be until …", and what follows care.
fn out_of_quiet(person: &Person, settings: &Settings, reminder: &Reminder, at: civil::DateTime) -> civil::DateTime {
    let deadline = reminder.id.rank() == Rank::Deadline;
    let cared = person.cared().map(|care| care.opened.saturating_add(settings.care_pause_hours.hours()));
    if let Some(pause) = cared.filter(|pause| at < *pause && !deadline && !reminder.id.is_urgent()) {
        return pause;
    }
    match person.quiet() {
        Some(quiet) if at < quiet.until && quiet.asked && (quiet.deadlines || !deadline) => quiet.until,
        Some(quiet) if at < quiet.until && !quiet.asked && !deadline && !reminder.id.is_urgent() => {
            quiet.until.max(quiet.until.date().to_datetime(settings.quiet_until))
        }
        _ => at,
    }
}

fn is_quiet(settings: &Settings, time: civil::Time) -> bool {
    let (from, until) = (settings.quiet_from, settings.quiet_until);
    if from <= until { from <= time && time < until } else { time >= from || time < until }
}

/// What falls in the night moves to the next morning.
fn out_of_quiet_hours(settings: &Settings, at: civil::DateTime) -> civil::DateTime {
    if !is_quiet(settings, at.time()) {
        return at;
    }
    let that_day = at.date().to_datetime(settings.quiet_until);
    if that_day > at { that_day } else { at.date().saturating_add(1.day()).to_datetime(settings.quiet_until) }
}

/// The last kind moment before the night that this falls in.
fn before_the_night(settings: &Settings, at: civil::DateTime) -> civil::DateTime {
    let that_day = at.date().to_datetime(settings.quiet_from);
    let begins =
        if that_day <= at { that_day } else { at.date().saturating_sub(1.day()).to_datetime(settings.quiet_from) };
    let before = begins.saturating_sub(BEFORE_THE_NIGHT.minutes());
    if is_quiet(settings, before.time()) { begins.saturating_sub(1.minute()) } else { before }
}

/// When what outranks this is going to be said, as far as is known now.
fn to_come(
    person: &Person,
    settings: &Settings,
    reminder: &Reminder,
    now: civil::DateTime,
    agenda: &[Reminder],
) -> Vec<civil::DateTime> {
    let outranks = |other: &&Reminder| {
        let rank = other.id.rank();
        !matches!(rank, Rank::Silent | Rank::Deadline) && rank < reminder.id.rank()
    };
    // Whoever is invited may look back at once, and then is not invited once more.
    let may_not_be = |other: &Reminder| match other.id {
        ReminderId::Invitation { round, again: true } => {
            let first = ReminderId::Invitation { round, again: false };
            agenda.iter().any(|known| known.id == first)
        }
        _ => false,
    };
    let moment = |other: &Reminder| {
        let at = out_of_quiet(person, settings, other, wanted(person, settings, other));
        let at = out_of_quiet_hours(settings, at);
        let said = now <= at && at <= waits_until(settings, other);
        let lost = || may_not_be(other) || is_stopped(person, settings, other.id.rank(), now);
        (said && !lost()).then_some(at)
    };
    agenda.iter().filter(outranks).filter_map(moment).collect()
}

/// So many a day, so many in seven days, with what was said and with what ranks higher: a day on which such
/// a one wants to be said is left to it, and it finds its place in its week whatever is said before it.
fn out_of_budget(
    person: &Person,
    settings: &Settings,
    to_come: &[civil::DateTime],
    at: civil::DateTime,
) -> civil::DateTime {
    let taken: Vec<_> = person.contacts().chain(to_come.iter().copied()).collect();
    let in_week_to = |end: civil::DateTime, said: civil::DateTime| said > end.saturating_sub(7.days()) && said <= end;
    let week_is_full = |end: &civil::DateTime| {
        taken.iter().filter(|said| in_week_to(*end, **said)).count() >= settings.contacts_a_week
    };
    let mut weeks = taken.iter().filter(|later| in_week_to(**later, at)).chain([&at]);
    let that_day = taken.iter().filter(|said| said.date() == at.date()).count();
    if that_day >= settings.contacts_a_day || weeks.any(week_is_full) {
        at.date().saturating_add(1.day()).to_datetime(settings.quiet_until)
    } else {
        at
    }
}
