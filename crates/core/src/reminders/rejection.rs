//! After a no (§3): looking, learning, letting go, and the dream watch. Its reminders.
//!
//! Each hangs on where the job stands: whatever moves it takes them along, and
//! about a job that was let go nothing is said.

use super::{Rank, Reminder, ReminderId};
use crate::{
    Id, Person, Settings,
    days::working_days_after,
    talks::{
        self, Opening, Talk,
        learning::{self, Learning, known},
        letter,
        no::No,
        record::{Record, Status},
    },
    vocabulary::{LetterKind, Look, ProcessState, Ready, Reply},
};
use jiff::{ToSpan, civil};
use serde::{Deserialize, Serialize};

/// What is to be said later.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// R2: the no that was put off.
    PutOff {
        /// The talk that told it.
        no: Id,
        /// The day.
        on: civil::Date,
    },
    /// A draft that was held until tomorrow.
    Held {
        /// The talk in which it was.
        talk: Id,
    },
    /// R10, once more.
    LettingGo {
        /// The talk that asked it first.
        learning: Id,
    },
    /// "Many never answer. I'll leave it there."
    NoReply {
        /// The request.
        letter: Id,
    },
    /// L5, to a dream.
    Interest {
        /// The talk that began the watch.
        learning: Id,
    },
    /// A dream: what was followed?
    Follow {
        /// The talk that began the watch.
        learning: Id,
    },
    /// A dream: anything new?
    Check {
        /// The talk that began the watch.
        learning: Id,
        /// After how many months.
        month: u16,
    },
    /// A dream: then and now, a month before applying again.
    Again {
        /// The job.
        process: Id,
        /// The day to apply again.
        on: civil::Date,
    },
}

impl Due {
    pub(super) fn rank(&self) -> Rank {
        match self {
            Self::PutOff { .. } => Rank::PutOff,
            // Both are days the person set.
            Self::Held { .. } | Self::Again { .. } => Rank::Date,
            Self::LettingGo { .. } | Self::NoReply { .. } => Rank::Review,
            Self::Interest { .. } | Self::Follow { .. } | Self::Check { .. } => Rank::Dream,
        }
    }
}

pub(super) fn agenda(person: &Person, settings: &Settings, agenda: &mut Vec<Reminder>) {
    use ProcessState::{DreamWatch, Learning, PostPulled, Rejected};
    for process in person.processes() {
        if !matches!(process.state, Rejected | PostPulled | Learning | DreamWatch) {
            continue;
        }
        let Some(no) = known::latest_no(person, process.id) else { continue };
        let mut after = After { person, settings, process: process.id, no, agenda };
        after.put_off();
        after.letter_unanswered();
        if let Some(learning) = known::learning_of(person, no.id) {
            after.letting_go(process.state, learning);
            after.held(learning, &learning::R7);
        }
        after.held(no, &talks::no::R2_LETTER);
        if let Some(watch) = known::watch(person, process.id) {
            after.dream(&watch);
        }
    }
}

/// What comes after the latest no of one job.
struct After<'a> {
    person: &'a Person,
    settings: &'a Settings,
    process: Id,
    no: &'a Record,
    agenda: &'a mut Vec<Reminder>,
}

impl After<'_> {
    fn push(&mut self, due: Due, day: civil::Date) {
        let at = day.to_datetime(self.settings.morning);
        let latest = match due.rank() {
            Rank::PutOff | Rank::Date => civil::DateTime::MAX, // as long as it takes (§0)
            _ => at.saturating_add(self.settings.wait_days.days()),
        };
        self.agenda.push(Reminder { id: ReminderId::Rejection(due), due: at, latest });
    }

    fn put_off(&mut self) {
        let Talk::No(No::Done(notes)) = &talks::walk(self.no).talk else { return };
        let days = match notes.look {
            Some(Look::Tomorrow) => 1,
            Some(Look::FewDays) => self.settings.no_few_days,
            _ => return,
        };
        let done = self.no.status == Status::Finished;
        if done && known::learning_of(self.person, self.no.id).is_none() {
            let on = self.no_ended().saturating_add(days.days());
            self.push(Due::PutOff { no: self.no.id, on }, on);
        }
    }

    fn no_ended(&self) -> civil::Date {
        let kept = self.no.kept(&talks::no::R2);
        kept.map_or_else(|| known::last_answer(self.no), |kept| kept.local).date()
    }

    /// A draft that was held is shown the next morning, unless a letter was begun since.
    fn held(&mut self, record: &Record, question: &crate::QuestionId) {
        let Some(kept) = record.kept(question) else { return };
        let held = known::picked(record, question).and_then(Reply::from_pick) == Some(Reply::Hold);
        let begun = self.letters_since(kept.local);
        if held && record.status == Status::Finished && !begun {
            self.push(Due::Held { talk: record.id }, kept.local.date().saturating_add(1.day()));
        }
    }

    fn letters_since(&self, since: civil::DateTime) -> bool {
        let kinds = [LetterKind::ThanksAfterNo, LetterKind::FeedbackRequest];
        self.person.talks().any(|record| match &record.opening {
            Opening::Letter(opening) => {
                record.opened >= since
                    && opening.process == Some(self.process)
                    && opening.kind.is_some_and(|kind| kinds.contains(&kind))
            }
            _ => false,
        })
    }

    fn letting_go(&mut self, state: ProcessState, record: &Record) {
        let Talk::Learning(Learning::Done(notes)) = &talks::walk(record).talk else { return };
        let again = |talk: &Record| matches!(&talk.opening, Opening::LettingGo(of) if of.learning == record.id);
        let ended = record.status == Status::Finished && state != ProcessState::DreamWatch;
        if ended && notes.ready == Some(Ready::NotYet) && !self.person.talks().any(again) {
            let day = record.kept(&learning::R10).map_or(record.opened, |kept| kept.local).date();
            self.push(Due::LettingGo { learning: record.id }, day.saturating_add(self.settings.letting_go_days.days()));
        }
    }

    /// Asked for feedback, and no reply: said once, and nothing is asked again.
    fn letter_unanswered(&mut self) {
        let since = self.no.opened;
        let asked = letter::sent(self.person, &[LetterKind::FeedbackRequest], self.process);
        let Some((letter, at)) = asked.into_iter().find(|(_, at)| *at >= since) else { return };
        let came = self.person.talks().any(|record| match &record.opening {
            Opening::Feedback(opening) => opening.process == self.process && record.opened >= at,
            _ => false,
        });
        let dates_only = known::watch(self.person, self.process).is_some_and(|watch| watch.dates_only);
        if !came && !dates_only {
            let day = working_days_after(self.person, self.settings, at.date(), self.settings.no_reply_days);
            self.push(Due::NoReply { letter }, day);
        }
    }

    fn dream(&mut self, watch: &known::Watch) {
        let settings = self.settings;
        let (learning, process, on) = (watch.learning, watch.process, watch.again);
        if !watch.dates_only && !letter::drafted(self.person, LetterKind::ContinuingInterest, process) {
            let day = working_days_after(self.person, settings, watch.news, settings.dream_interest_days);
            self.push(Due::Interest { learning }, day);
        }
        let mut days =
            Days { person: self.person, cap: settings.dream_a_year, slack: settings.wait_days, taken: Vec::new() };
        let follow = watch.begun.saturating_add(settings.dream_follow_days.days());
        let notice = on.saturating_sub(settings.dream_notice_days.days()).max(watch.begun);
        let (followed, noticed) = (Due::Follow { learning }, Due::Again { process, on });
        if !watch.dates_only {
            days.take(&followed, follow);
            self.push(followed, follow);
        }
        days.take_said(learning, process, on);
        // A date that was moved, and moved again, is no way round the number of messages a year.
        let notice = days.first_with_room(&noticed, notice);
        days.take(&noticed, notice);
        self.push(noticed, notice);
        let until = on.max(watch.news.saturating_add(settings.dream_longest_months.months()));
        for nth in 1..=60 {
            let months = settings.dream_check_months.saturating_mul(nth);
            let day = watch.news.saturating_add(months.months());
            let check = Due::Check { learning, month: u16::try_from(months).unwrap_or(u16::MAX) };
            if day > until {
                break;
            }
            if self.person.reminded(&ReminderId::Rejection(check.clone())).is_some() {
                continue; // it was said, and is counted already
            }
            // Before the watch began, nothing could be said.
            if day > watch.begun && days.has_room(&check, day) {
                days.take(&check, day);
                self.push(check, day);
            }
        }
    }
}

/// The days of one dream on which something is or was said: never more than so many a year.
struct Days<'a> {
    person: &'a Person,
    cap: usize,
    slack: i64,
    taken: Vec<civil::Date>,
}

impl Days<'_> {
    /// The day it was said, or will be; `None` where its moment passed unsaid.
    fn day(&self, due: &Due, day: civil::Date) -> Option<civil::Date> {
        let id = ReminderId::Rejection(due.clone());
        match self.person.reminded(&id) {
            Some(said) => Some(said.local.date()),
            None if self.person.is_past(&id) => None,
            None => Some(day),
        }
    }

    fn take(&mut self, due: &Due, day: civil::Date) {
        let day = self.day(due, day);
        self.taken.extend(day);
        self.taken.sort();
    }

    /// What was said already: whether there was anything new, and earlier dates to apply again,
    /// whose notice was said before they were moved.
    fn take_said(&mut self, learning: Id, process: Id, now: civil::Date) {
        let said = self.person.said().filter_map(|(id, said)| match id {
            ReminderId::Rejection(Due::Check { learning: of, .. }) if *of == learning => Some(said.local.date()),
            ReminderId::Rejection(Due::Again { process: of, on }) if *of == process && *on != now => {
                Some(said.local.date())
            }
            _ => None,
        });
        self.taken.extend(said);
        self.taken.sort();
    }

    /// This day, or the first one after it on which there is room.
    fn first_with_room(&self, due: &Due, day: civil::Date) -> civil::Date {
        let id = ReminderId::Rejection(due.clone());
        if self.person.is_past(&id) {
            return day; // said or lapsed: nothing to find a place for
        }
        let year = 365 + self.slack;
        (0..=year).map(|later| day.saturating_add(later.days())).find(|day| self.has_room(due, *day)).unwrap_or(day)
    }

    /// Whether there is room for one more in every year that holds this day.
    fn has_room(&self, due: &Due, day: civil::Date) -> bool {
        let Some(day) = self.day(due, day) else { return false };
        let mut days = self.taken.clone();
        days.push(day);
        days.sort();
        days.windows(self.cap + 1).all(|window| {
            let spans = window
                .last()
                .zip(window.first())
                .map_or(i64::MAX, |(last, first)| i64::from((*last - *first).get_days()));
            spans >= 365 + self.slack || !window.contains(&day)
        })
    }
}
