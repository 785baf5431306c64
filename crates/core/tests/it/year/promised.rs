//! What was promised for a day is said on that day: the card of the evening before an interview, and a no that
//! somebody put off until then (§0). Only a higher rank, or quiet, may stand in the way.

use afterword_core::{
    Person, Settings,
    reminders::{self, Rank, Reminder, ReminderId},
};
use jiff::{SignedDuration, ToSpan, civil};
use std::collections::{BTreeMap, BTreeSet};

/// §0: three in seven days, spread by twenty minutes at most.
const A_WEEK: usize = 3;
const SPREAD: SignedDuration = SignedDuration::from_mins(20);

/// The promises of one person, and what they were written.
#[derive(Default)]
pub(super) struct Promised {
    seed: u64,
    /// What is to come, as it was known after the last turn.
    agenda: Vec<Reminder>,
    /// Since when each is promised for its day.
    since: BTreeMap<(ReminderId, civil::DateTime), civil::DateTime>,
    said: Vec<Said>,
    /// The program was down, or busy: from when to when.
    late: Vec<(civil::DateTime, civil::DateTime)>,
}

/// Something that took a place, and what was known then to be still to come.
struct Said {
    id: ReminderId,
    at: civil::DateTime,
    known: BTreeSet<ReminderId>,
}

impl Promised {
    pub(super) fn of(seed: u64) -> Self {
        Self { seed, ..Self::default() }
    }

    pub(super) fn woken_late(&mut self, from: civil::DateTime, to: civil::DateTime) {
        if to > from {
            self.late.push((from, to));
        }
    }

    /// A turn, and what it said by itself.
    pub(super) fn turn(&mut self, after: &Person, local: civil::DateTime, said: Option<&ReminderId>) {
        let past: Vec<_> = self.agenda.iter().filter(|promise| promise.due.date() < local.date()).cloned().collect();
        for promise in past {
            if let Some(since) = self.since.remove(&(promise.id.clone(), promise.due)) {
                self.judge(&promise, since);
            }
        }
        if let Some(id) = said {
            let known = self.agenda.iter().map(|reminder| reminder.id.clone()).collect();
            self.said.push(Said { id: id.clone(), at: local, known });
        }
        let settings = Settings::default();
        self.agenda = reminders::agenda(after, &settings);
        let quiet = |promise: &Reminder| {
            let urgent = promise.id.is_urgent();
            let quiet = after.quiet().is_some_and(|quiet| quiet.until > promise.due && (quiet.asked || !urgent));
            let pause = settings.care_pause_hours.hours();
            let cared = after.cared().is_some_and(|care| care.opened.saturating_add(pause) > promise.due);
            quiet || (cared && !urgent)
        };
        let mut since = BTreeMap::new();
        for promise in self.agenda.iter().filter(|known| is_promise(&known.id) && !quiet(known)) {
            let key = (promise.id.clone(), promise.due);
            match self.since.get(&key) {
                Some(known) => since.insert(key, *known),
                None if promise.due > local => since.insert(key, local),
                None => None,
            };
        }
        self.since = since;
    }

    /// It was not said on its day: was there a reason?
    fn judge(&self, promise: &Reminder, since: civil::DateTime) {
        let (seed, due, rank) = (self.seed, promise.due, promise.id.rank());
        let (soonest, latest) = (due.saturating_sub(SPREAD), due.saturating_add(SPREAD));
        if self.late.iter().any(|(from, to)| *from <= latest && *to >= soonest) {
            return;
        }
        let week_before = due.saturating_sub(7.days());
        let in_week = |said: &&Said| said.at > week_before.saturating_add(SPREAD) && said.at < due;
        for lower in self.said.iter().filter(|said| said.id.rank() > rank && said.at >= since) {
            let known =
                |said: &&Said| said.at <= lower.at || (said.id.rank() <= rank && lower.known.contains(&said.id));
            let places = self.said.iter().filter(in_week).filter(known).count();
            let took_it = lower.at.date() == due.date() || (in_week(&lower) && places >= A_WEEK);
            assert!(
                !took_it || !lower.known.contains(&promise.id),
                "seed {seed}: {:?} at {} took the place of {promise:?}, promised at {since}",
                lower.id,
                lower.at
            );
        }
        let that_day = self.said.iter().any(|said| said.at.date() == due.date());
        let near = |said: &&Said| said.at > week_before.saturating_sub(SPREAD) && said.at.date() <= due.date();
        let full = that_day || self.said.iter().filter(near).count() >= A_WEEK;
        let higher = |other: &Reminder| {
            let ranks = !matches!(other.id.rank(), Rank::Silent | Rank::Deadline) && other.id.rank() < rank;
            ranks && other.due < due.saturating_add(8.days())
        };
        let in_the_way = full || self.agenda.iter().any(higher);
        assert!(in_the_way, "seed {seed}: nothing stood in the way of {promise:?}, promised at {since}");
    }
}

fn is_promise(id: &ReminderId) -> bool {
    matches!(id.rank(), Rank::Evening | Rank::PutOff)
}
