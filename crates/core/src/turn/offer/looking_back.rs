//! Reminders of an offer, and the reviews after it.

use super::super::Turn;
use crate::{
    Answer, Id, QuestionId,
    reminders::{self, Reminder, ReminderId, offer::Due},
    talks::{
        self, Opening,
        offer::questions as q,
        offer_decision::{self, O10},
    },
    vocabulary::{Decided, Kept as Promise, ProcessState},
    wording as say,
};
use jiff::ToSpan;

impl Turn<'_> {
    /// Says a reminder of this area.
    pub(in crate::turn) fn remind_offer(&mut self, due: &Due) {
        let offer = due.offer();
        let Some(process) = self.process_of_offer(offer) else { return };
        let Some(job) = self.person.process(process).map(|process| process.nickname.clone()) else { return };
        match due {
            Due::Deadline { by, hours, .. } => {
                self.say(say::remind_deadline(&job, *by));
                let late = self.local.duration_since(by.saturating_sub(hours.hours())).as_hours();
                if late > 0 {
                    self.say(say::remind_deadline_late(late)); // the program was down (§9)
                }
            }
            Due::Passed { by, .. } => {
                self.say(say::remind_passed(&job, *by));
                self.open(Opening::OfferDeadline(talks::offer_deadline::Opening { offer }));
                return;
            }
            Due::Replies { .. } => {
                self.say(say::remind_replies(&job));
                return self.open_replies(offer, process);
            }
            Due::NotYet { .. } => self.say(say::remind_not_yet(&job)),
            Due::Writing { .. } => self.say(say::remind_writing(&job)),
            Due::References { start, .. } => self.say(say::remind_references(&job, *start)),
            Due::Tomorrow { .. } => self.say(say::remind_tomorrow(&job)),
            Due::LookAround { .. } => {
                self.say(say::remind_look_around(&job));
                if let Some(look) = self.sealed(offer, &offer_decision::O11_LOOK) {
                    self.say(say::unsealed_look(look));
                }
            }
            Due::Holding { ends, .. } => {
                self.say(if *ends { say::remind_holding_ends(&job) } else { say::remind_holding(&job) })
            }
            // Said by nobody: `move_on` has them.
            Due::Started { .. } | Due::Closed { .. } => return,
            Due::Review { months, .. } => {
                let declined =
                    self.person.process(process).is_some_and(|process| process.state == ProcessState::Declined);
                let promises = if declined {
                    Vec::new()
                } else {
                    self.move_process(process, ProcessState::Reviewing);
                    self.promises_to_ask_about(offer)
                };
                self.say(if declined {
                    say::remind_review_declined(*months, &job)
                } else {
                    say::remind_review(*months, &job)
                });
                let first = self.settings().review_months.first() == Some(months);
                self.unseal(offer, first && !declined);
                let months = u8::try_from(*months).unwrap_or(u8::MAX);
                self.open(Opening::Review(talks::review::Opening { offer, months, declined, promises }));
                return;
            }
        }
        self.ask();
    }

    /// Time alone moved the job on: nothing is said.
    pub(in crate::turn) fn move_on(&mut self, due: &Due) {
        let to = match due {
            Due::Started { .. } => ProcessState::Started,
            Due::Closed { .. } => ProcessState::Closed,
            _ => return,
        };
        if let Some(process) = self.process_of_offer(due.offer()) {
            self.move_process(process, to);
        }
    }

    pub(in crate::turn) fn after_review(&mut self, _id: Id, talk: talks::review::Review) {
        let hurried = talk.told.choice(&talks::review::DECIDED) == Some(Decided::Hurried.id());
        self.say(if hurried { say::review_hurried() } else { say::review_thanks() });
        let last = self.settings().review_months.last().copied().unwrap_or_default();
        if talk.plan.declined || i64::from(talk.plan.months) < last {
            return;
        }
        // An end of the holding pattern, say, is still to be said.
        let offer = talk.plan.offer;
        let to_come = |reminder: Reminder| matches!(reminder.id, ReminderId::Offer(due) if due.offer() == offer && !due.is_silent());
        if !reminders::agenda(&self.person, self.settings()).into_iter().any(to_come)
            && let Some(process) = self.process_of_offer(offer)
        {
            self.move_process(process, ProcessState::Closed);
        }
    }

    /// The decision journal (O11) was sealed until now. What was to be true at three months is shown then.
    pub(super) fn unseal(&mut self, offer: Id, first: bool) {
        if let Some(reason) = self.sealed(offer, &offer_decision::O11) {
            self.say(say::unsealed_reason(reason));
        }
        if let Some(hoped) = self.sealed(offer, &offer_decision::O11_TRUE).filter(|_| first) {
            self.say(say::unsealed_true(hoped));
        }
    }

    pub(super) fn sealed(&self, offer: Id, question: &QuestionId) -> Option<crate::Private> {
        let of_offer = |record: &&talks::record::Record| {
            matches!(&record.opening, Opening::OfferDecision(opening) if opening.offer == offer)
                && record.kept(&O10).is_some()
        };
        self.person.talks().rfind(of_offer)?.text(question).cloned()
    }

    /// The promises of O6 that nobody has said were kept.
    pub(super) fn promises_to_ask_about(&self, offer: Id) -> Vec<Id> {
        let of_offer = |record: &&talks::record::Record| matches!(&record.opening, Opening::Review(opening) if opening.offer == offer);
        let kept = |id: Id| {
            let question = QuestionId::of(talks::review::PROMISE, id);
            let told = self.person.talks().rev().filter(of_offer).find_map(|record| record.kept(&question));
            matches!(told.map(|kept| &kept.answer), Some(Answer::Choice(pick)) if Promise::from_pick(pick) == Some(Promise::Kept))
        };
        let promises = self.person.talk(offer).map_or(&[][..], |record| record.list(&q::O6));
        promises.iter().map(|item| item.id).filter(|id| !kept(*id)).collect()
    }
}
