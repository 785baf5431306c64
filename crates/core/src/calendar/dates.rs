//! What has a date, as a query over state.

use super::{At, Event, Standing};
use crate::{
    Id, Person, Settings,
    reminders::{self, Reminder, ReminderId, care, letters, offer, rejection, waiting as wait},
    say::Block,
    talks::Opening,
    vocabulary::ProcessState,
    waiting, wording as say,
};
use jiff::civil;
use std::collections::BTreeMap;

/// How long what has no length of its own takes up, in minutes.
const A_MOMENT: i64 = 15;

/// What is still to come, in no order.
///
/// Left out: what is never said, what is only said if something else goes
/// unanswered, whatever hangs on a job that was let go, and a date that has passed.
pub(super) fn ahead(person: &Person, settings: &Settings, now: civil::DateTime) -> Vec<Event> {
    let mut dates = Dates { person, settings, now, events: BTreeMap::new() };
    dates.interviews();
    dates.news();
    // The eve of a first day was spoken of; the first day is still to come.
    for reminder in reminders::planned(person, settings) {
        dates.reminder(&reminder);
    }
    dates.events.into_values().collect()
}

struct Dates<'a> {
    person: &'a Person,
    settings: &'a Settings,
    now: civil::DateTime,
    /// By uid: several reminders of one date are one event.
    events: BTreeMap<String, Event>,
}

impl Dates<'_> {
    fn interviews(&mut self) {
        for round in self.person.rounds().filter(|round| !round.cancelled) {
            if self.goes_on(round.process) {
                let title = self.job(round.process).map(say::calendar_interview);
                let at = At::Moment { start: round.start, minutes: round.minutes };
                self.put(format!("interview.{}", round.id), at, title, Standing::Busy);
            }
        }
    }

    /// The days by which word was promised.
    fn news(&mut self) {
        for process in self.person.processes() {
            let expected = waiting::of(self.person, self.settings, process.id).and_then(|wait| wait.expected);
            if let Some(day) = expected {
                self.add_day(format!("news.{}", process.id), day, self.job(process.id).map(say::calendar_news));
            }
        }
    }

    fn reminder(&mut self, Reminder { id, due, .. }: &Reminder) {
        let due = *due;
        match id {
            ReminderId::Lapse { .. } | ReminderId::Invitation { again: true, .. } => {}
            ReminderId::Invitation { round, again: false } => {
                let title = self.job_of_round(*round).map(say::calendar_look_back);
                self.add(format!("debrief.{round}"), due, title);
            }
            ReminderId::Evening { round } => {
                let process = self.person.round(*round).map(|round| round.process);
                let title = process.filter(|process| self.goes_on(*process)).and_then(|process| self.job(process));
                self.add(format!("evening.{round}"), due, title.map(say::calendar_evening));
            }
            ReminderId::Overnight { talk, .. } => {
                let title = self.job_of_talk(*talk).map(say::calendar_look_back);
                self.add(format!("overnight.{talk}"), due, title);
            }
            // Several cards are rehearsed in one sitting.
            ReminderId::Rehearsal { .. } => {
                let uid = format!("rehearsal.{:x}.{}", self.person.tag(), due.date());
                self.add(uid, due, Some(say::calendar_rehearsal()));
            }
            ReminderId::Step { talk, item, .. } => {
                let title = self.job_of_talk(*talk).map(say::calendar_step);
                self.add(format!("step.{talk}.{item}"), due, title);
            }
            ReminderId::Waiting(what) => self.waiting(what, due),
            ReminderId::Rejection(what) => self.rejection(what, due),
            ReminderId::Offer(what) => self.offer(what, due),
            ReminderId::Letters(letters::Due::Draft { talk, .. } | letters::Due::Sent { talk }) => {
                let process = self.person.talk(*talk).and_then(|record| match &record.opening {
                    Opening::Letter(opening) => opening.process,
                    _ => None,
                });
                let title = match process {
                    Some(process) => self.job(process).map(say::calendar_letter_about),
                    None => Some(say::calendar_letter()),
                };
                self.add(format!("letter.{talk}"), due, title);
            }
            ReminderId::Care(care::Due::Panel { talk, .. }) => {
                self.add(format!("panel.{talk}"), due, Some(say::calendar_panel()));
            }
            // Long silence is nothing to plan for; the rest is never said.
            ReminderId::Care(care::Due::Idle { .. } | care::Due::Forget { .. } | care::Due::Erase { .. }) => {}
            ReminderId::Way(what) => match *what {},
        }
    }

    fn waiting(&mut self, what: &wait::Due, due: civil::DateTime) {
        let (uid, process, title): (_, _, fn(Block) -> Block) = match what {
            wait::Due::Nudge { process, .. } | wait::Due::Silence { process, .. } => {
                (format!("ask.{process}"), process, say::calendar_ask)
            }
            wait::Due::OnHold { process, .. } => (format!("hold.{process}"), process, say::calendar_ask),
            wait::Due::Weekly { process, on } => (format!("week.{process}.{on}"), process, say::calendar_week),
            // The day itself stands there already.
            wait::Due::DayBefore { .. } => return,
            // Nothing is said.
            wait::Due::Unheld { .. } | wait::Due::Waits { .. } => return,
            wait::Due::Wanted { process, on } => {
                let day = on.tomorrow().unwrap_or(*on);
                let title = self.job(*process).map(say::calendar_wanted);
                return self.add_day(format!("wanted.{process}"), day, title);
            }
            wait::Due::Worry { talk, .. } => {
                return self.add(format!("worry.{talk}"), due, Some(say::calendar_action()));
            }
        };
        let title = self.job(*process).map(title);
        self.add(uid, due, title);
    }

    fn rejection(&mut self, what: &rejection::Due, due: civil::DateTime) {
        use rejection::Due::{Again, Check, Follow, Held, Interest, LettingGo, NoReply, PutOff};
        let (uid, talk) = match what {
            Again { process, on } => {
                let title = self.job(*process).map(say::calendar_apply_again);
                self.add_day(format!("again.{process}"), *on, title);
                // A month before it, to get ready.
                return self.add(format!("ready.{process}"), due, self.job(*process).map(say::calendar_later));
            }
            PutOff { no, .. } => (format!("no.{no}"), no),
            Held { talk } => (format!("held.{talk}"), talk),
            LettingGo { learning } => (format!("ready.{learning}"), learning),
            NoReply { letter } => (format!("reply.{letter}"), letter),
            Interest { learning } => (format!("interest.{learning}"), learning),
            Follow { learning } => (format!("follow.{learning}"), learning),
            Check { learning, month } => (format!("check.{learning}.{month}"), learning),
        };
        let title = self.job_of_talk(*talk).map(say::calendar_later);
        self.add(uid, due, title);
    }

    fn offer(&mut self, what: &offer::Due, due: civil::DateTime) {
        use offer::Due::{
            Closed, Deadline, Holding, LookAround, NotYet, Passed, References, Replies, Review, Started, Tomorrow,
            Writing,
        };
        let offer = what.offer();
        let Some(job) = self.job_of_talk(offer) else { return };
        let (uid, title): (_, fn(Block) -> Block) = match what {
            // However many hours before it something is said: the date is one.
            Deadline { by, .. } | Passed { by, .. } => {
                let named = offer::told_deadline(self.person, offer).is_some_and(|told| told.hour_named);
                let at = if named { At::Moment { start: *by, minutes: A_MOMENT } } else { At::Day(by.date()) };
                return self.put(format!("answer.{offer}"), at, Some(say::calendar_answer(job)), Standing::Free);
            }
            Tomorrow { start, .. } => {
                return self.add_day(format!("start.{offer}"), *start, Some(say::calendar_start(job)));
            }
            Replies { letter, .. } => (format!("replies.{letter}"), say::calendar_offer),
            NotYet { .. } => (format!("not-yet.{offer}"), say::calendar_offer),
            Writing { .. } => (format!("writing.{offer}"), say::calendar_offer),
            References { .. } => (format!("checks.{offer}"), say::calendar_checks),
            Review { months, .. } => (format!("review.{offer}.{months}"), say::calendar_review),
            LookAround { months, .. } => (format!("around.{offer}.{months}"), say::calendar_review),
            Holding { on, .. } => (format!("holding.{offer}.{on}"), say::calendar_review),
            Started { .. } | Closed { .. } => return,
        };
        self.add(uid, due, Some(title(job)));
    }

    fn add_day(&mut self, uid: String, day: civil::Date, title: Option<Block>) {
        self.put(uid, At::Day(day), title, Standing::Free);
    }

    fn add(&mut self, uid: String, start: civil::DateTime, title: Option<Block>) {
        self.put(uid, At::Moment { start, minutes: A_MOMENT }, title, Standing::Free);
    }

    /// Without a title there is no such job any more, or nothing is said of it.
    fn put(&mut self, uid: String, at: At, title: Option<Block>, standing: Standing) {
        let Some(title) = title.filter(|_| at.is_ahead(self.now)) else { return };
        self.events.entry(uid.clone()).or_insert(Event { uid, at, title, standing });
    }

    /// Its nickname, unless it was let go.
    fn job(&self, process: Id) -> Option<Block> {
        let process = self.person.process(process).filter(|process| process.state != ProcessState::LetGo)?;
        Some(say::calendar_job(&process.nickname))
    }

    fn job_of_round(&self, round: Id) -> Option<Block> {
        self.job(self.person.round(round)?.process)
    }

    fn job_of_talk(&self, talk: Id) -> Option<Block> {
        match &self.person.talk(talk)?.opening {
            Opening::Debrief(opening) => self.job_of_round(opening.round),
            Opening::Offer(opening) => self.job(opening.process),
            Opening::Learning(opening) => self.job(opening.process),
            Opening::No(opening) => self.job(opening.process),
            Opening::Letter(opening) => self.job(opening.process?),
            _ => None,
        }
    }

    /// Whether interviews of this job are still to be gone to.
    fn goes_on(&self, process: Id) -> bool {
        let watched = self.person.process(process).is_some_and(|process| process.state == ProcessState::DreamWatch);
        watched || !waiting::is_closed(self.person, process)
    }
}
