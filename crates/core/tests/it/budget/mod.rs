//! The rules of what is said by itself, one by one (`conversations.md` §0, §6, §9), with reminders
//! made by hand: each file holds one rule as a table.

mod clocks;
mod deadlines;
mod idle;
mod ignored;
mod late;
mod panel;
mod spreading;

use afterword_core::{
    Entry, Fact, Id, Person, Settings, contact,
    reminders::{Rank, Reminder, ReminderId, care, offer, rejection, waiting},
    sheet::cards::{CardId, CardKind},
};
use jiff::{
    ToSpan,
    civil::{Date, DateTime, date},
};

/// A day on which nothing is special: Monday 23 November 2026.
const MONDAY: Date = date(2026, 11, 23);

/// Everything that asks for a place of its own.
fn ranks() -> impl Iterator<Item = Rank> {
    Rank::ALL.into_iter().filter(|rank| *rank != Rank::Silent)
}

fn id(n: u8) -> Id {
    Id::minted(7, 1, n)
}

/// A reminder of this rank; `n` tells it from others.
fn name(rank: Rank, n: u8) -> ReminderId {
    let (of, on) = (id(n), MONDAY);
    let name = match rank {
        Rank::Silent => ReminderId::Care(care::Due::Forget { on }),
        Rank::Deadline => ReminderId::Offer(offer::Due::Deadline { offer: of, by: on.at(17, 0, 0, 0), hours: 24 }),
        Rank::Evening => ReminderId::Evening { round: of },
        Rank::Invitation => ReminderId::Invitation { round: of, again: false },
        Rank::Nudge => ReminderId::Waiting(waiting::Due::Nudge { process: of, nth: 0, on }),
        Rank::PutOff => ReminderId::Rejection(rejection::Due::PutOff { no: of, on }),
        Rank::Date => ReminderId::Step { talk: of, item: of, on },
        Rank::Overnight => ReminderId::Overnight { talk: of, nth: 0 },
        Rank::Rehearsal => {
            ReminderId::Rehearsal { card: CardId { talk: of, of: None, kind: CardKind::Answer }, nth: 0 }
        }
        Rank::Review => ReminderId::Offer(offer::Due::Review { offer: of, since: on, months: 3 }),
        Rank::Dream => ReminderId::Rejection(rejection::Due::Check { learning: of, month: 4 }),
        Rank::Weekly => ReminderId::Waiting(waiting::Due::Weekly { process: of, on }),
        Rank::Idle => ReminderId::Care(care::Due::Idle { since: on }),
    };
    assert_eq!(name.rank(), rank);
    name
}

/// A reminder of this rank that is true for ever.
fn reminder(rank: Rank, due: DateTime) -> Reminder {
    Reminder { id: name(rank, 1), due, latest: DateTime::MAX }
}

/// When it would be said, were nothing else to come and nothing in the way before `now`.
fn said_at(person: &Person, reminder: &Reminder, now: DateTime) -> Option<DateTime> {
    contact::earliest(person, &Settings::default(), reminder, now, std::slice::from_ref(reminder))
}

/// The same, asked about in good time.
fn planned(person: &Person, reminder: &Reminder) -> Option<DateTime> {
    said_at(person, reminder, reminder.due.saturating_sub(3.days()))
}

/// Somebody whose reminders are spread by nothing.
fn punctual() -> Person {
    let at_ten = reminder(Rank::Nudge, MONDAY.at(10, 0, 0, 0));
    (0..10_000).map(Person::new).find(|person| planned(person, &at_ten) == Some(at_ten.due)).unwrap()
}

/// One more turn of theirs, or of the clock.
fn apply(person: &mut Person, local: DateTime, facts: Vec<Fact>) {
    let at = local.in_tz("UTC").unwrap().timestamp();
    person.apply(&Entry { v: 1, revision: person.revision() + 1, at, local, facts });
}

/// Something was said to them by itself.
fn said(person: &mut Person, rank: Rank, n: u8, local: DateTime) {
    apply(person, local, vec![Fact::Reminded { reminder: name(rank, n), visit: false }]);
}
