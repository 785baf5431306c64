//! What came back, the decision, and offers that end otherwise.

use super::super::Turn;
use crate::{
    Answer, Fact, Id,
    reminders::offer::{deadline, doing, latest},
    talks::{
        self, Opening,
        offer::{questions as q, reading},
        offer_decision::{self},
        record::Status,
    },
    vocabulary::{Answered, CameBack, Doing, LetterKind, ProcessState},
    wording as say,
};

impl Turn<'_> {
    pub(in crate::turn) fn after_offer_replies(&mut self, _id: Id, talk: talks::offer_replies::OfferReplies) {
        let offer = talk.plan.offer;
        match talk.told.choice(&q::O5R).and_then(CameBack::from_id) {
            Some(CameBack::Yes) => self.say(say::offer_replies_noted()),
            Some(CameBack::Nothing) => self.say(say::offer_replies_silent()),
            Some(CameBack::NotYet) | None => return self.say(say::offer_replies_waiting()),
        }
        let decided = doing(&self.person, offer).is_some();
        self.open_decision(offer, decided);
    }

    pub(in crate::turn) fn after_offer_decision(&mut self, id: Id, talk: talks::offer_decision::OfferDecision) {
        let offer = talk.plan.offer;
        let Some(process) = self.process_of_offer(offer) else { return };
        let was = self.person.process(process).map(|process| process.state);
        let told = reading::of(&self.person, offer).told;
        // "Your reasons" only where there are some.
        let reasons = [offer_decision::O11, offer_decision::O11_TRUE, offer_decision::O11_LOOK];
        let sealed = reasons.iter().any(|question| talk.told.text(question).is_some());
        let letter = match offer_decision::doing(&talk.told) {
            Some(Doing::Accept) if reading::in_writing(&told) => {
                self.move_process(process, ProcessState::Accepted);
                self.say(if sealed { say::offer_accepted_sealed() } else { say::offer_accepted() });
                self.day_before(offer);
                self.others_still_open(process);
                LetterKind::Accept
            }
            Some(Doing::Accept) => {
                self.say(say::offer_accept_in_writing());
                LetterKind::InWriting
            }
            Some(Doing::Decline) => {
                if matches!(was, Some(ProcessState::Accepted | ProcessState::Started)) {
                    self.say(say::offer_accepted_before());
                    self.local_advice();
                }
                self.move_process(process, ProcessState::Declined);
                self.say(if sealed { say::offer_declined_sealed() } else { say::offer_declined() });
                LetterKind::Decline
            }
            Some(Doing::Questions) => LetterKind::Clarifying,
            Some(Doing::Time) => LetterKind::MoreTime,
            Some(Doing::Better) => LetterKind::BetterTerms,
            Some(Doing::NotYet) | None => {
                return self.say(match deadline(&self.person, offer) {
                    Some(by) => say::offer_not_yet_by(by),
                    None => say::offer_not_yet(),
                });
            }
        };
        if matches!(letter, LetterKind::Clarifying | LetterKind::MoreTime | LetterKind::BetterTerms) {
            self.say(say::offer_asking());
        }
        if letter == LetterKind::Clarifying {
            let advice = self.advice(offer, offer_decision::settled(&talk.told));
            return self.start_questions(&advice, process, offer);
        }
        self.start_letter(Some(letter), Some(process), Some(id));
    }

    /// Good luck on the day before the start: said only where that day is known, and still to come.
    pub(super) fn day_before(&mut self, offer: Id) {
        let start = reading::start(&reading::of(&self.person, offer).told);
        let before = start.and_then(|start| start.yesterday().ok());
        if before.is_some_and(|day| day.to_datetime(self.settings().morning) > self.local) {
            self.say(say::offer_day_before());
        }
    }

    /// After a yes: where somebody else may still be thinking about them.
    pub(super) fn others_still_open(&mut self, process: Id) {
        use ProcessState::{Deciding, Interviewing, NextRound, Offered, OnHold, Waiting};
        let open = |state| matches!(state, Interviewing | Waiting | NextRound | OnHold | Offered | Deciding);
        let others = self.person.processes().filter(|other| other.id != process && open(other.state));
        let others: Vec<crate::say::Arg> = others.map(|other| crate::say::Arg::from(&other.nickname)).collect();
        if !others.is_empty() {
            self.say(say::offer_others_open(others));
        }
    }

    pub(in crate::turn) fn after_offer_deadline(&mut self, id: Id, talk: talks::offer_deadline::OfferDeadline) {
        let Some(process) = self.process_of_offer(talk.plan.offer) else { return };
        let told = self.person.talk(id).and_then(|record| record.kept(&talks::offer_deadline::ANSWERED));
        let answered = match told.map(|kept| &kept.answer) {
            Some(Answer::Choice(pick)) => Answered::from_pick(pick),
            _ => None,
        };
        match answered {
            Some(Answered::Accepted) => {
                self.move_process(process, ProcessState::Accepted);
                self.say(say::offer_accepted());
                self.day_before(talk.plan.offer);
                self.others_still_open(process);
            }
            Some(Answered::Declined) => {
                self.move_process(process, ProcessState::Declined);
                self.say(say::offer_declined());
            }
            Some(Answered::Passed) => {
                self.move_process(process, ProcessState::Declined);
                self.say(say::offer_passed());
            }
            Some(Answered::MoreTime) => self.say(say::offer_more_time()),
            None => self.say(say::offer_left_open()),
        }
    }

    pub(in crate::turn) fn after_counter_offer(&mut self, _id: Id, talk: talks::counter_offer::CounterOffer) {
        self.say(say::counter_thanks());
        let process = talk.plan.process;
        let weighed = latest(&self.person, process).is_some_and(|record| record.status == Status::Finished);
        if weighed {
            self.say(say::counter_go_on());
        }
    }

    pub(in crate::turn) fn start_counter_offer(&mut self, process: Id) {
        self.open(Opening::CounterOffer(talks::counter_offer::Opening { process }));
    }

    /// They took the offer back (§4, edge cases). It is not a rejection.
    pub(in crate::turn) fn start_taken_back(&mut self, process: Id) {
        let offer = latest(&self.person, process).map(|record| record.id);
        // Whatever was being weighed or written about it is over.
        let about_it = |record: &&talks::record::Record| {
            matches!(record.status, Status::Open | Status::Paused)
                && match &record.opening {
                    Opening::Offer(opening) => opening.process == process,
                    Opening::CounterOffer(opening) => opening.process == process,
                    Opening::OfferReplies(opening) => Some(opening.offer) == offer,
                    Opening::OfferDecision(opening) => Some(opening.offer) == offer,
                    Opening::OfferDeadline(opening) => Some(opening.offer) == offer,
                    Opening::Letter(opening) => opening.process == Some(process),
                    _ => false,
                }
        };
        let over: Vec<Id> = self.person.talks().filter(about_it).map(|record| record.id).collect();
        for talk in over {
            self.emit(Fact::Stopped(talk));
        }
        self.move_process(process, ProcessState::WithdrawnByThem);
        self.say(say::offer_taken_back());
        self.say(say::offer_taken_back_card());
        self.local_advice();
        let open = [
            ProcessState::Waiting,
            ProcessState::OnHold,
            ProcessState::Silent,
            ProcessState::Offered,
            ProcessState::Deciding,
            ProcessState::NextRound,
        ];
        let closed = |id| crate::waiting::is_closed(&self.person, id);
        let others = self.person.processes().filter(|other| other.id != process && open.contains(&other.state));
        let others: Vec<_> =
            others.filter(|other| !closed(other.id)).map(|other| crate::say::Arg::from(&other.nickname)).collect();
        if !others.is_empty() {
            self.say(say::offer_others_to_wake(others));
        }
        self.start_letter(Some(LetterKind::TakenBack), Some(process), offer);
    }
}
