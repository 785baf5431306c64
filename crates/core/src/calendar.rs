//! The calendar (`conversations.md` §9): what has a date, as a query over state.
//!
//! Calendars are seen by others: over shoulders, at work, in shared rooms. So a
//! title says little, and a job by its nickname only, never the employer's name
//! nor anything else that was told here.

use crate::{
    Id, Person, Settings,
    reminders::{self, Reminder, ReminderId, care, letters, offer, rejection, waiting as wait},
    say::Block,
    talks::Opening,
    vocabulary::ProcessState,
    waiting, wording as say,
};
use jiff::civil;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How long what has no length of its own takes up, in minutes.
const A_MOMENT: i64 = 15;

/// One date in a calendar.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Names it for ever: a calendar that has it already moves it, and does not add another.
    pub uid: String,
    /// When it begins, on the person's clock.
    pub start: civil::DateTime,
    /// How long it takes, in minutes.
    pub minutes: i64,
    /// What it is called.
    pub title: Block,
}

/// What is still to come, by when it begins.
///
/// Left out: what is never said, what is only said if something else goes
/// unanswered, whatever hangs on a job that was let go, and a date that has passed.
#[must_use]
pub fn events(person: &Person, settings: &Settings, now: civil::DateTime) -> Vec<Event> {
    let mut dates = Dates { person, settings, now, events: BTreeMap::new() };
    dates.interviews();
    dates.news();
    for reminder in reminders::agenda(person, settings) {
        dates.reminder(&reminder);
    }
    let mut events: Vec<_> = dates.events.into_values().collect();
    events.sort_by(|one, other| (one.start, &one.uid).cmp(&(other.start, &other.uid)));
    events
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
                self.add(format!("interview.{}", round.id), round.start, round.minutes, title);
            }
        }
    }

    /// The days by which word was promised.
    fn news(&mut self) {
        for process in self.person.processes() {
            let expected = waiting::of(self.person, self.settings, process.id).and_then(|wait| wait.expected);
            if let Some(day) = expected {
                self.add_morning(format!("news.{}", process.id), day, self.job(process.id).map(say::calendar_news));
            }
        }
    }

    fn reminder(&mut self, Reminder { id, due, .. }: &Reminder) {
        let due = *due;
        match id {
            ReminderId::Lapse { .. } | ReminderId::Invitation { again: true, .. } => {}
            ReminderId::Invitation { round, again: false } => {
                let title = self.job_of_round(*round).map(say::calendar_look_back);
                self.add(format!("debrief.{round}"), due, A_MOMENT, title);
            }
            ReminderId::Evening { round } => {
                let process = self.person.round(*round).map(|round| round.process);
                let title = process.filter(|process| self.goes_on(*process)).and_then(|process| self.job(process));
                self.add(format!("evening.{round}"), due, A_MOMENT, title.map(say::calendar_evening));
            }
            ReminderId::Overnight { talk, .. } => {
                let title = self.job_of_talk(*talk).map(say::calendar_look_back);
                self.add(format!("overnight.{talk}"), due, A_MOMENT, title);
            }
            // Several cards are rehearsed in one sitting.
            ReminderId::Rehearsal { .. } => {
                let uid = format!("rehearsal.{:x}.{}", self.person.tag(), due.date());
                self.add(uid, due, A_MOMENT, Some(say::calendar_rehearsal()));
            }
            ReminderId::Step { talk, item, .. } => {
                let title = self.job_of_talk(*talk).map(say::calendar_step);
                self.add(format!("step.{talk}.{item}"), due, A_MOMENT, title);
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
                self.add(format!("letter.{talk}"), due, A_MOMENT, title);
            }
            ReminderId::Care(care::Due::Panel { talk, .. }) => {
                self.add(format!("panel.{talk}"), due, A_MOMENT, Some(say::calendar_panel()));
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
            wait::Due::Wanted { process, on } => {
                let day = on.tomorrow().unwrap_or(*on);
                let title = self.job(*process).map(say::calendar_wanted);
                return self.add_morning(format!("wanted.{process}"), day, title);
            }
            wait::Due::Worry { talk, .. } => {
                return self.add(format!("worry.{talk}"), due, A_MOMENT, Some(say::calendar_action()));
            }
        };
        let title = self.job(*process).map(title);
        self.add(uid, due, A_MOMENT, title);
    }

    fn rejection(&mut self, what: &rejection::Due, due: civil::DateTime) {
        use rejection::Due::{Again, Check, Follow, Held, Interest, LettingGo, NoReply, PutOff};
        let (uid, talk) = match what {
            Again { process, on } => {
                let title = self.job(*process).map(say::calendar_apply_again);
                self.add_morning(format!("again.{process}"), *on, title);
                // A month before it, to get ready.
                return self.add(
                    format!("ready.{process}"),
                    due,
                    A_MOMENT,
                    self.job(*process).map(say::calendar_later),
                );
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
        self.add(uid, due, A_MOMENT, title);
    }

    fn offer(&mut self, what: &offer::Due, due: civil::DateTime) {
        use offer::Due::{
            Closed, Deadline, Holding, LookAround, NotYet, Passed, References, Replies, Review, Started, Tomorrow,
            Writing,
        };
        let offer = what.offer();
        let Some(job) = self.job_of_talk(offer) else { return };
        let (uid, start, title) = match what {
            // However many hours before it something is said: the date is one.
            Deadline { by, .. } | Passed { by, .. } => (format!("answer.{offer}"), *by, say::calendar_answer(job)),
            Replies { letter, .. } => (format!("replies.{letter}"), due, say::calendar_offer(job)),
            NotYet { .. } => (format!("not-yet.{offer}"), due, say::calendar_offer(job)),
            Writing { .. } => (format!("writing.{offer}"), due, say::calendar_offer(job)),
            References { .. } => (format!("checks.{offer}"), due, say::calendar_checks(job)),
            Tomorrow { start, .. } => {
                (format!("start.{offer}"), start.to_datetime(self.settings.morning), say::calendar_start(job))
            }
            Review { months, .. } => (format!("review.{offer}.{months}"), due, say::calendar_review(job)),
            LookAround { months, .. } => (format!("around.{offer}.{months}"), due, say::calendar_review(job)),
            Holding { on, .. } => (format!("holding.{offer}.{on}"), due, say::calendar_review(job)),
            Started { .. } | Closed { .. } => return,
        };
        self.add(uid, start, A_MOMENT, Some(title));
    }

    fn add_morning(&mut self, uid: String, day: civil::Date, title: Option<Block>) {
        self.add(uid, day.to_datetime(self.settings.morning), A_MOMENT, title);
    }

    /// Without a title there is no such job any more, or nothing is said of it.
    fn add(&mut self, uid: String, start: civil::DateTime, minutes: i64, title: Option<Block>) {
        let Some(title) = title.filter(|_| start > self.now) else { return };
        self.events.entry(uid.clone()).or_insert(Event { uid, start, minutes, title });
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
