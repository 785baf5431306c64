//! What follows the first sitting: the open questions as a letter, advice of the place, others who are still deciding.

use super::super::Turn;
use crate::{
    Command, Id, QuestionId,
    advice::{self, Advice, NextStep, signs::Settled},
    reminders::{self},
    talks::{
        self, Opening, confirm, letter,
        offer::{posture, questions as q, reading},
    },
    vocabulary::{LetterKind, ProcessState, StopOrGo},
    wording as say,
};

impl Turn<'_> {
    pub(in crate::turn) fn after_offer(&mut self, id: Id, talk: talks::offer::Offer) {
        let process = talk.plan.process;
        if talk.told.choice(&q::O0_STOP) == Some(StopOrGo::Stop.id()) {
            return self.say(say::offer_stopped());
        }
        self.move_process(process, ProcessState::Deciding);
        self.notice_card();
        let advice = self.advice(id, Settled::NotReached);
        self.blocks.extend(posture::blocks(&advice));
        self.others_who_are_deciding(process);
        self.say(say::offer_sitting_over());
        // A corrected answer says the posture again; the letter was offered already.
        let drafted = |record: &talks::record::Record| matches!(&record.opening, Opening::Letter(opening) if opening.about == Some(id));
        if self.person.talks().any(drafted) {
            return;
        }
        self.ask_to_line_up(process, id);
        if advice.open().any(advice::Question::is_to_employer) {
            self.start_questions(&advice, process, id);
        } else if !reading::in_writing(&talk.told) {
            self.start_letter(Some(LetterKind::InWriting), Some(process), Some(id));
        } else if advice.next == NextStep::AskForTime {
            self.start_letter(Some(LetterKind::MoreTime), Some(process), Some(id));
        }
    }

    /// L7, with a line for each open `?` that is theirs to answer. It quotes the first sitting.
    pub(super) fn start_questions(&mut self, advice: &Advice, process: Id, offer: Id) {
        let told = reading::of(&self.person, offer).told;
        let mut questions: Vec<letter::Question> = Vec::new();
        for question in advice.open().flat_map(|question| asked_in_a_letter(question, &told)) {
            if !questions.contains(&question) {
                questions.push(question);
            }
        }
        self.open_letter(letter::Opening {
            kind: Some(LetterKind::Clarifying),
            process: Some(process),
            about: Some(offer),
            keep_first: false,
            questions,
        });
    }

    /// Many people wait for an unconditional written offer before giving notice (E10).
    pub(super) fn notice_card(&mut self) {
        self.say(say::offer_notice());
        self.local_advice();
    }

    pub(super) fn local_advice(&mut self) {
        let by_country = &self.settings().notice_advice;
        let place = by_country.get(self.person.country().unwrap_or_default()).or_else(|| by_country.get(""));
        if let Some(place) = place.filter(|place| !place.is_empty()).cloned() {
            self.say(say::offer_local_advice(crate::say::Arg::Name(place.into())));
        }
    }

    /// Jobs that are still undecided elsewhere (§2, parallel; §4, two offers).
    pub(super) fn others_who_are_deciding(&mut self, process: Id) {
        let others = |states: &[ProcessState]| {
            let open = self.person.processes().filter(|other| other.id != process && states.contains(&other.state));
            open.map(|other| crate::say::Arg::from(&other.nickname)).collect::<Vec<_>>()
        };
        let offers = others(&[ProcessState::Offered, ProcessState::Deciding]);
        if !offers.is_empty() {
            self.say(say::offer_two(offers));
        }
    }

    /// L10: whoever still decides elsewhere could be told, kindly and with a date (§2, parallel). Asked once
    /// about an offer, after its own letter, of the job that was noted last.
    pub(super) fn ask_to_line_up(&mut self, process: Id, offer: Id) {
        let others = self.person.processes().rev().map(|other| other.id).filter(|other| *other != process);
        let Some(other) = others.into_iter().find(|other| self.can_line_up(*other)) else { return };
        let meant = |record: &talks::record::Record| {
            matches!(record.opening, Opening::Confirm(confirm::Opening { meant: Command::LineUp(_) }))
        };
        let since = self.person.talk(offer).map(|record| record.begun);
        if !self.person.talks().filter(|record| Some(record.begun) >= since).any(meant) {
            self.open(Opening::Confirm(confirm::Opening { meant: Command::LineUp(other) }));
        }
    }

    /// Whether this job is still undecided, and was not told of the offer that there is elsewhere.
    pub(in crate::turn) fn can_line_up(&self, process: Id) -> bool {
        use ProcessState::{Interviewing, NextRound, Waiting};
        let state = self.person.process(process).map(|process| process.state);
        let told = |record: &talks::record::Record| {
            matches!(&record.opening, Opening::Letter(opening) if opening.process == Some(process))
                && letter::kind(record) == Some(LetterKind::LineUpDates)
        };
        matches!(state, Some(Waiting | NextRound | Interviewing))
            && reminders::offer::elsewhere(&self.person, process).next().is_some()
            && !self.person.talks().any(told)
    }
}

/// What L7 asks for an open `?`; nothing where it is a task of the person's own.
fn asked_in_a_letter(question: advice::Question, told: &talks::flow::Told) -> Vec<letter::Question> {
    use crate::vocabulary::LetterQuestion as Q;
    use advice::Question;
    let asks: &[Q] = match question {
        Question::Promise(at) => {
            let of = told.items(&q::O6).get(at).map(|item| QuestionId::of("O6", item.id));
            let promise = |of| letter::Question { of: vec![of], ..letter::Question::plain(Q::Promise) };
            return of.map(promise).into_iter().collect();
        }
        Question::Explained(term) => {
            return vec![letter::Question { term: Some(term), ..letter::Question::plain(Q::Changed) }];
        }
        Question::Success => &[Q::Months, Q::ReportTo],
        // How clear they are shows in what they say to this.
        Question::Clear => &[Q::Months],
        Question::Terms => &[Q::Writing],
        Question::People | Question::WhyLeft => &[Q::Left],
        Question::Backing => &[Q::Support],
        Question::New => &[Q::GoneOn],
        Question::Days | Question::Time | Question::Reason => &[Q::Date],
        Question::Describe | Question::Staff | Question::Glad | Question::StepBack => &[],
        Question::PutOff | Question::Desperate | Question::Changed | Question::Welcome(_) => &[],
    };
    asks.iter().map(|ask| letter::Question::plain(*ask)).collect()
}
