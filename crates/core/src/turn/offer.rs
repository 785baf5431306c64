//! An offer (§4), its decision, and what follows from it.

use super::Turn;
use crate::{
    Answer, Command, Fact, Id, QuestionId,
    advice::{self, Advice, NextStep, signs::Settled},
    reminders::{
        self, Reminder, ReminderId,
        offer::{Due, deadline, doing, latest},
    },
    talks::{
        self, Opening, Talk, confirm,
        job::About,
        letter,
        offer::{self, posture, questions as q, reading},
        offer_decision::{self, O10},
        offer_replies,
        record::Status,
    },
    vocabulary::{Answered, CameBack, Decided, Doing, Kept as Promise, LetterKind, ProcessState, StopOrGo},
    wording as say,
};
use jiff::ToSpan;

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

    pub(super) fn after_offer(&mut self, id: Id, talk: talks::offer::Offer) {
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
    fn start_questions(&mut self, advice: &Advice, process: Id, offer: Id) {
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
    fn notice_card(&mut self) {
        self.say(say::offer_notice());
        self.local_advice();
    }

    fn local_advice(&mut self) {
        let by_country = &self.settings().notice_advice;
        let place = by_country.get(self.person.country().unwrap_or_default()).or_else(|| by_country.get(""));
        if let Some(place) = place.filter(|place| !place.is_empty()).cloned() {
            self.say(say::offer_local_advice(crate::say::Arg::Name(place.into())));
        }
    }

    /// Jobs that are still undecided elsewhere (§2, parallel; §4, two offers).
    fn others_who_are_deciding(&mut self, process: Id) {
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
    fn ask_to_line_up(&mut self, process: Id, offer: Id) {
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
    pub(super) fn can_line_up(&self, process: Id) -> bool {
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

    pub(super) fn after_offer_replies(&mut self, _id: Id, talk: talks::offer_replies::OfferReplies) {
        let offer = talk.plan.offer;
        match talk.told.choice(&q::O5R).and_then(CameBack::from_id) {
            Some(CameBack::Yes) => self.say(say::offer_replies_noted()),
            Some(CameBack::Nothing) => self.say(say::offer_replies_silent()),
            Some(CameBack::NotYet) | None => return self.say(say::offer_replies_waiting()),
        }
        let decided = doing(&self.person, offer).is_some();
        self.open_decision(offer, decided);
    }

    pub(super) fn after_offer_decision(&mut self, id: Id, talk: talks::offer_decision::OfferDecision) {
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
    fn day_before(&mut self, offer: Id) {
        let start = reading::start(&reading::of(&self.person, offer).told);
        let before = start.and_then(|start| start.yesterday().ok());
        if before.is_some_and(|day| day.to_datetime(self.settings().morning) > self.local) {
            self.say(say::offer_day_before());
        }
    }

    /// After a yes: where somebody else may still be thinking about them.
    fn others_still_open(&mut self, process: Id) {
        use ProcessState::{Deciding, Interviewing, NextRound, Offered, OnHold, Waiting};
        let open = |state| matches!(state, Interviewing | Waiting | NextRound | OnHold | Offered | Deciding);
        let others = self.person.processes().filter(|other| other.id != process && open(other.state));
        let others: Vec<crate::say::Arg> = others.map(|other| crate::say::Arg::from(&other.nickname)).collect();
        if !others.is_empty() {
            self.say(say::offer_others_open(others));
        }
    }

    pub(super) fn after_offer_deadline(&mut self, id: Id, talk: talks::offer_deadline::OfferDeadline) {
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

    pub(super) fn after_review(&mut self, _id: Id, talk: talks::review::Review) {
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

    /// Time alone moved the job on: nothing is said.
    pub(super) fn move_on(&mut self, due: &Due) {
        let to = match due {
            Due::Started { .. } => ProcessState::Started,
            Due::Closed { .. } => ProcessState::Closed,
            _ => return,
        };
        if let Some(process) = self.process_of_offer(due.offer()) {
            self.move_process(process, to);
        }
    }

    pub(super) fn after_counter_offer(&mut self, _id: Id, talk: talks::counter_offer::CounterOffer) {
        self.say(say::counter_thanks());
        let process = talk.plan.process;
        let weighed = latest(&self.person, process).is_some_and(|record| record.status == Status::Finished);
        if weighed {
            self.say(say::counter_go_on());
        }
    }

    pub(super) fn start_counter_offer(&mut self, process: Id) {
        self.open(Opening::CounterOffer(talks::counter_offer::Opening { process }));
    }

    /// They took the offer back (§4, edge cases). It is not a rejection.
    pub(super) fn start_taken_back(&mut self, process: Id) {
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

    /// The decision journal (O11) was sealed until now. What was to be true at three months is shown then.
    fn unseal(&mut self, offer: Id, first: bool) {
        if let Some(reason) = self.sealed(offer, &offer_decision::O11) {
            self.say(say::unsealed_reason(reason));
        }
        if let Some(hoped) = self.sealed(offer, &offer_decision::O11_TRUE).filter(|_| first) {
            self.say(say::unsealed_true(hoped));
        }
    }

    fn sealed(&self, offer: Id, question: &QuestionId) -> Option<crate::Private> {
        let of_offer = |record: &&talks::record::Record| {
            matches!(&record.opening, Opening::OfferDecision(opening) if opening.offer == offer)
                && record.kept(&O10).is_some()
        };
        self.person.talks().rfind(of_offer)?.text(question).cloned()
    }

    /// The promises of O6 that nobody has said were kept.
    fn promises_to_ask_about(&self, offer: Id) -> Vec<Id> {
        let of_offer = |record: &&talks::record::Record| matches!(&record.opening, Opening::Review(opening) if opening.offer == offer);
        let kept = |id: Id| {
            let question = QuestionId::of(talks::review::PROMISE, id);
            let told = self.person.talks().rev().filter(of_offer).find_map(|record| record.kept(&question));
            matches!(told.map(|kept| &kept.answer), Some(Answer::Choice(pick)) if Promise::from_pick(pick) == Some(Promise::Kept))
        };
        let promises = self.person.talk(offer).map_or(&[][..], |record| record.list(&q::O6));
        promises.iter().map(|item| item.id).filter(|id| !kept(*id)).collect()
    }

    /// Says a reminder of this area.
    pub(super) fn remind_offer(&mut self, due: &Due) {
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
