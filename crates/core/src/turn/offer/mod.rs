//! An offer (§4): its beginning, and where it stands.

mod decision;
mod first_sitting;
mod looking_back;

use super::Turn;
use crate::{
    Answer, Fact, Id, QuestionId,
    advice::{self, Advice, signs::Settled},
    reminders::offer::{deadline, doing, latest},
    talks::{
        self, Opening, Talk,
        job::About,
        letter,
        offer::{self, posture, questions as q, reading},
        offer_decision::{self, O10},
        offer_replies,
        record::Status,
    },
    vocabulary::{CameBack, Doing, LetterKind, ProcessState},
    wording as say,
};

impl Turn<'_> {
    pub(super) fn offer(&mut self) {
        self.about(About::Offer);
    }

    pub(super) fn counter_offer(&mut self) {
        self.about(About::CounterOffer);
    }

    /// An offer has come, or is come back to: wherever it stands.
    pub(super) fn start_offer(&mut self, process: Id) {
        let Some(state) = self.person.process(process).map(|process| process.state) else {
            return self.ask_or_help();
        };
        let known = latest(&self.person, process).map(|record| (record.id, record.status));
        match (known, state) {
            (Some((offer, Status::Open | Status::Paused)), _) => {
                self.say(say::resumed());
                self.emit(Fact::Resumed(offer));
                if self.go_on(offer) {
                    self.ask();
                }
            }
            (Some((offer, _)), ProcessState::Offered | ProcessState::Deciding) => self.go_on_with_offer(offer, process),
            (Some((offer, _)), ProcessState::Accepted | ProcessState::Started | ProcessState::Declined) => {
                self.say(say::offer_changed_mind());
                self.open_decision(offer, true);
            }
            (_, state) => {
                if is_closed(state) {
                    self.say(say::offer_after_all());
                }
                if self.person.process(process).is_some_and(|process| !process.news) {
                    self.emit(Fact::NewsHeard(process));
                }
                self.move_process(process, ProcessState::Offered);
                self.open(Opening::Offer(offer::Opening { process }));
            }
        }
    }

    /// The first sitting is over: what they answered, where something is open and was asked, else the decision.
    fn go_on_with_offer(&mut self, offer: Id, process: Id) {
        // "Not yet" is asked about again, whenever they come back to it.
        let told = |record: &talks::record::Record| match record.kept(&q::O5R).map(|kept| &kept.answer) {
            Some(Answer::Choice(pick)) => CameBack::from_pick(pick).is_some_and(|came| came != CameBack::NotYet),
            _ => false,
        };
        let replies = self.person.talks().rfind(|record| {
            matches!(&record.opening, Opening::OfferReplies(opening) if opening.offer == offer) && told(record)
        });
        let last_reply = replies.map(|record| record.opened);
        let asked = letter::sent(&self.person, &[LetterKind::Clarifying, LetterKind::InWriting], process);
        let since = asked.iter().any(|(_, at)| last_reply.is_none_or(|reply| *at > reply));
        let written = reading::in_writing(&reading::of(&self.person, offer).told);
        let yes = doing(&self.person, offer).is_some_and(|(doing, _)| doing == Doing::Accept);
        if since || (yes && !written) {
            self.open_replies(offer, process);
        } else {
            let reopened = doing(&self.person, offer).is_some();
            self.open_decision(offer, reopened);
        }
    }

    fn open_replies(&mut self, offer: Id, process: Id) {
        let reading = reading::of(&self.person, offer);
        let advice = self.advice(offer, Settled::NotReached);
        let mut open = Vec::new();
        let mut promises = false;
        for question in advice.open() {
            let known = match question {
                advice::Question::Promise(_) => {
                    promises = true;
                    None
                }
                question => asked_again(question),
            };
            open.extend(known.filter(|known| !open.contains(known)));
        }
        let changed = reading::changed(&reading.told).unwrap_or_default();
        let promised = reading.told.items(&q::O6).iter().map(|item| item.id);
        let promises =
            if promises { promised.filter(|id| !reading.promises.contains_key(id)).collect() } else { Vec::new() };
        if changed.is_empty() {
            open.retain(|question| *question != q::O2_EXPLAINED);
        }
        self.open(Opening::OfferReplies(offer_replies::Opening { offer, process, open, changed, promises }));
    }

    fn open_decision(&mut self, offer: Id, reopened: bool) {
        let priorities = offer_decision::priorities(&reading::of(&self.person, offer));
        if reopened {
            self.posture_again(offer, Settled::NotReached);
        }
        self.open(Opening::OfferDecision(offer_decision::Opening { offer, priorities, reopened }));
    }

    fn advice(&self, offer: Id, settled: Settled) -> Advice {
        let reading = reading::of(&self.person, offer);
        let mut signs = reading.signs(settled, self.local);
        if let Some(by) = deadline(&self.person, offer) {
            signs.hours_left = Some(by.duration_since(self.local).as_hours());
        }
        advice::advise(&signs)
    }

    /// O10: the posture, with what changed since the first sitting.
    fn posture_again(&mut self, offer: Id, settled: Settled) {
        let first = match self.person.talk(offer).map(|record| talks::walk(record).talk.clone()) {
            Some(Talk::Offer(talk)) => advice::advise(&reading::signs(&talk.told, None)).rule,
            _ => return,
        };
        let now = self.advice(offer, settled);
        self.say(if now.rule == first { say::offer_posture_same() } else { say::offer_posture_changed() });
        self.blocks.extend(posture::blocks(&now));
    }

    pub(super) fn process_of_offer(&self, offer: Id) -> Option<Id> {
        match &self.person.talk(offer)?.opening {
            Opening::Offer(opening) => Some(opening.process),
            _ => None,
        }
    }

    /// What follows at once from an answer.
    pub(super) fn follow_offer(&mut self, talk: Id, _question: &QuestionId, _answer: &Answer) {
        let Some(record) = self.person.talk(talk) else { return };
        if let Talk::OfferDecision(decision) = &talks::walk(record).talk
            && talks::Machine::question(decision).as_ref() == Some(&O10)
            && !decision.plan.reopened
        {
            let (offer, settled) = (decision.plan.offer, offer_decision::settled(&decision.told));
            self.posture_again(offer, settled);
        }
    }

    /// "Why?" where the posture was just said. `false` where this is no such place.
    pub(super) fn why_posture(&mut self) -> bool {
        let front = self.person.front().map(|front| talks::walk(front).talk.clone());
        let (offer, settled) = match front {
            Some(Talk::OfferDecision(talk)) if talks::Machine::question(&talk).as_ref() == Some(&O10) => {
                (talk.plan.offer, offer_decision::settled(&talk.told))
            }
            Some(Talk::Letter(_)) | None => {
                let weighed = |record: &&talks::record::Record| {
                    let Opening::Offer(opening) = &record.opening else { return false };
                    let state = self.person.process(opening.process).map(|process| process.state);
                    record.status == Status::Finished && state == Some(ProcessState::Deciding)
                };
                match self.person.talks().rfind(weighed) {
                    Some(record) => (record.id, Settled::NotReached),
                    None => return false,
                }
            }
            Some(_) => return false,
        };
        let why = posture::why(&self.advice(offer, settled));
        self.blocks.extend(why);
        self.ask();
        true
    }
}

/// An offer for a job that was over.
fn is_closed(state: ProcessState) -> bool {
    matches!(
        state,
        ProcessState::Rejected
            | ProcessState::Learning
            | ProcessState::LetGo
            | ProcessState::DreamWatch
            | ProcessState::Silent
            | ProcessState::PostPulled
            | ProcessState::WithdrawnByMe
            | ProcessState::WithdrawnByThem
            | ProcessState::Closed
    )
}

/// The question of the talk that asks about this.
fn asked_again(question: advice::Question) -> Option<QuestionId> {
    use advice::Question;
    Some(match question {
        Question::Describe => q::DESCRIBE,
        Question::Success => q::SUCCESS,
        Question::Clear => q::CLEAR,
        Question::Terms => q::TERMS,
        Question::People => q::PEOPLE,
        Question::WhyLeft => q::WHY_LEFT,
        Question::Staff => q::STAFF,
        Question::Backing => q::BACKING,
        Question::New => q::NEW,
        Question::Glad => q::GLAD,
        Question::StepBack => q::STEP_BACK,
        Question::Days => q::DAYS,
        Question::Time => q::TIME,
        Question::PutOff => q::PUT_OFF,
        Question::Reason => q::REASON,
        Question::Explained(_) => q::O2_EXPLAINED,
        Question::Desperate | Question::Changed | Question::Welcome(_) | Question::Promise(_) => return None,
    })
}
