//! What follows when a talk comes to its end.

mod debrief;

use super::{
    Turn,
    answers::{Before, changed_lines, gone_lines},
    starts::note,
};
use crate::{
    Answer, Fact, Id, Private,
    person::Round,
    sheet::cards,
    talks::{
        Opening, Talk,
        correct::Correct,
        first_contact::FirstContact,
        interview::{Interview, Job, Noted, Then},
        job::{self, Purpose},
        quiet::Deadlines,
        record::Record,
        record::Status,
        rehearsal::Rehearsal,
        sheet::Sheet,
        step::Step,
    },
    vocabulary::{Compared, ProcessState},
    wording as say,
};

impl Turn<'_> {
    pub(super) fn ending(&mut self, id: Id, talk: Talk, before: Before) {
        let opened_before = self.person.stack().len();
        match talk {
            Talk::FirstContact(talk) => return self.after_first_contact(&talk),
            Talk::Place(_) => self.after_place(id),
            Talk::Job(talk) => self.after_job(id, talk),
            Talk::Interview(_) if before.again => {
                self.say(say::corrected());
                self.follow_interview(id);
            }
            Talk::Interview(talk) => self.after_interview(id, talk),
            Talk::Debrief(_) if before.again => {
                self.drop_lines_that_are_gone(id);
                self.say(say::summary_updated());
            }
            Talk::Debrief(talk) => self.after_debrief(id, &talk, before.thanked),
            Talk::Overnight(talk) => self.after_overnight(talk),
            Talk::Rehearsal(talk) => self.after_rehearsal(talk),
            Talk::Sheet(talk) => self.after_sheet(talk),
            Talk::Step(talk) => self.after_step(&talk),
            Talk::Correct(talk) => self.after_correct(id, &talk),
            Talk::Quiet(_) => self.after_quiet(id),
            Talk::QuietDeadlines(talk) => self.after_quiet_deadlines(talk),
            Talk::Heard(talk) => self.after_heard(id, talk),
            Talk::Waiting(talk) => self.after_waiting(id, talk),
            Talk::Worry(talk) => self.after_worry(id, talk),
            Talk::DayBefore(talk) => self.after_day_before(id, talk),
            Talk::Weekly(talk) => self.after_weekly(id, talk),
            Talk::Nudge(talk) => self.after_nudge(id, talk),
            Talk::Silence(talk) => self.after_silence(id, talk),
            Talk::Withdrawal(talk) => self.after_withdrawal(id, talk),
            Talk::No(talk) => self.after_no(id, talk),
            Talk::Learning(talk) => self.after_learning(id, talk),
            Talk::LettingGo(talk) => self.after_letting_go(id, talk),
            Talk::Feedback(talk) => self.after_feedback(id, talk),
            Talk::Dream(talk) => self.after_dream(id, talk),
            Talk::Offer(talk) => self.after_offer(id, talk),
            Talk::OfferReplies(talk) => self.after_offer_replies(id, talk),
            Talk::OfferDecision(talk) => self.after_offer_decision(id, talk),
            Talk::OfferDeadline(talk) => self.after_offer_deadline(id, talk),
            Talk::Review(talk) => self.after_review(id, talk),
            Talk::CounterOffer(talk) => self.after_counter_offer(id, talk),
            Talk::Letter(talk) => self.after_letter(id, talk),
            Talk::Care(_) => {}         // it has no end of its own
            Talk::AskModerator(_) => {} // nor has this
            Talk::Panel(talk) => self.after_panel(id, talk),
            Talk::Share(talk) => self.after_share(id, talk),
            Talk::Settings(talk) => self.after_settings(id, talk),
            Talk::Erase(talk) => self.after_erase(id, talk),
            Talk::Confirm(talk) => self.after_confirm(id, talk),
        }
        // Where nothing new was opened, the talk that was broken into goes on.
        if self.person.stack().len() <= opened_before && !self.asks {
            self.back_to_the_talk_before();
        }
    }

    fn after_first_contact(&mut self, talk: &FirstContact) {
        if *talk == FirstContact::Welcomed {
            self.say(say::first_welcome());
            match self.person.invited().cloned() {
                Some(origin) => self.begin_prompt(&origin),
                None => self.say(say::help_next()),
            }
        } else {
            self.say(say::first_declined());
        }
    }

    fn after_place(&mut self, id: Id) {
        let zone = self.person.talk(id).and_then(|record| record.kept(&crate::talks::place::PLACE));
        if let Some(Answer::Zone(zone)) = zone.map(|kept| kept.answer.clone()) {
            self.set_zone(&zone);
        }
    }

    fn after_quiet(&mut self, id: Id) {
        let until = self.person.talk(id).and_then(|record| record.kept(&crate::talks::quiet::QUIET));
        if let Some(Answer::When(when)) = until.map(|kept| kept.answer.clone()) {
            self.quiet_until(when.at);
        }
    }

    fn after_quiet_deadlines(&mut self, talk: Deadlines) {
        let silent = talk == Deadlines::Known { silent: true };
        if let Some(quiet) = self.person.quiet().filter(|quiet| silent && quiet.asked) {
            self.emit(Fact::QuietUntil { until: quiet.until, asked: true, deadlines: true });
        }
        self.say(if silent { say::quiet_of_deadlines() } else { say::quiet_but_deadlines() });
    }

    fn after_job(&mut self, id: Id, talk: job::Job) {
        let Some(Opening::Job(opening)) = self.person.talk(id).map(|record| record.opening.clone()) else {
            return;
        };
        match (talk, opening.purpose) {
            (job::Job::Chosen(process), Purpose::Debrief(length)) => self.debrief_job(process, length),
            (job::Job::Chosen(round), Purpose::Round { length, .. }) => self.open_debrief(round, length),
            (job::Job::Chosen(process), Purpose::Interview) => {
                let noting = self.open(note(Some(process), Then::Nothing));
                self.hand_told_on(id, noting, false);
            }
            (job::Job::Chosen(process), Purpose::About(about)) => self.start_about(about, process),
            (job::Job::Chosen(round), Purpose::Reschedule) => self.move_round(round),
            (job::Job::Chosen(round), Purpose::Cancel) => self.cancel_round(round),
            (job::Job::New, Purpose::Debrief(length)) => {
                self.open(note(None, Then::Debrief(length)));
            }
            (job::Job::New, Purpose::Round { process, length }) => {
                self.open(note(Some(process), Then::Debrief(length)));
            }
            (job::Job::New, Purpose::About(about)) => {
                self.open(note(None, Then::About(about)));
            }
            (job::Job::New, _) => {
                let noting = self.open(note(None, Then::Nothing));
                self.hand_told_on(id, noting, true);
            }
            (job::Job::First(_) | job::Job::More(..) | job::Job::Closed(..), _) => {}
        }
    }

    fn after_interview(&mut self, id: Id, talk: Interview) {
        let Some(Opening::Interview(opening)) = self.person.talk(id).map(|record| record.opening.clone()) else {
            return;
        };
        let Interview::Done(noted) = talk else { return };
        if let Then::About(about) = noted.then {
            // It bears the name of this talk, so that a corrected nickname finds it.
            self.note_process(id, &noted);
            return self.start_about(about, id);
        }
        let Some(start) = noted.start.as_ref().map(|start| start.at) else {
            return;
        };
        if let Then::Move(round) = noted.then {
            self.emit(Fact::RoundMoved { round, start });
            self.drop_untouched_debrief(round);
            return self.say(say::round_moved(start));
        }
        let process = opening.process.unwrap_or_else(|| {
            let process = self.mint.id();
            self.note_process(process, &noted);
            process
        });
        let round = self.mint.id();
        let Noted { then, minutes, kind, arrange, .. } = *noted;
        let minutes = minutes.unwrap_or(self.settings().interview_minutes);
        self.emit(Fact::RoundNoted { round, talk: id, process, start, minutes, kind, arrange });
        self.emit(Fact::ProcessMoved { process, to: ProcessState::Interviewing });
        match then {
            Then::Debrief(length) => self.open_debrief(round, length),
            _ => self.noted_for_later(process, round, start),
        }
    }

    fn note_process(&mut self, process: Id, noted: &Noted) {
        let job = noted.job.clone();
        let nickname = job.as_ref().map_or_else(|| Private::new(""), |job| job.nickname.clone());
        let (role, employer, agency) = job.map_or((None, None, None), |job| (job.role, job.employer, job.agency));
        self.emit(Fact::ProcessNoted { process, nickname, role, employer, agency });
    }

    fn noted_for_later(&mut self, process: Id, round: Id, start: jiff::civil::DateTime) {
        self.say(say::round_noted(start));
        self.carry_forward(process, round);
        let evening = start.date().yesterday().map(|day| day.to_datetime(self.settings().evening));
        if start > self.local && evening.is_ok_and(|evening| evening <= self.local) {
            self.evening_card(round, None); // that evening has come already
        }
    }

    /// Waiting, unless news came or another interview of it is still to come.
    pub(super) fn back_to_waiting(&mut self, process: Id) {
        use ProcessState::{Interviewing, Noted, Waiting};
        let state = self.person.process(process).map(|process| process.state);
        let news = !matches!(state, Some(Noted | Interviewing | Waiting));
        let to_come = |round: &Round| round.process == process && !round.cancelled && round.start > self.local;
        let been = |round: &Round| round.process == process && !round.cancelled && round.start <= self.local;
        if news || self.person.rounds().any(to_come) {
            return;
        }
        let to = if self.person.rounds().any(been) { ProcessState::Waiting } else { ProcessState::Noted };
        self.emit(Fact::ProcessMoved { process, to });
    }

    fn after_rehearsal(&mut self, talk: Rehearsal) {
        let Rehearsal::Done(card, compared) = talk else {
            return self.say(say::rehearse_left());
        };
        self.say(match compared {
            Compared::Better => say::rehearse_better(),
            Compared::Same => say::rehearse_same(),
            Compared::Worse => say::rehearse_worse(),
        });
        if cards::rehearsed(&self.person, card) == 2 {
            self.say(say::rehearse_ready());
        }
    }

    fn after_sheet(&mut self, talk: Sheet) {
        match talk {
            Sheet::Typed(section, text) => {
                let line = self.mint.id();
                self.emit(Fact::LineTyped { line, section, text: text.clone() });
                self.say(say::sheet_added(&text, section.label()));
            }
            Sheet::Removed(line) => {
                self.emit(Fact::LineRemoved(line));
                self.delete();
                self.say(say::sheet_removed());
            }
            _ => self.say(say::sheet_closed()),
        }
    }

    fn after_step(&mut self, talk: &Step) {
        self.say(match talk {
            Step::Settled { done: true } => say::step_thanks(),
            Step::Moved => say::step_moved(),
            _ => say::step_dropped(),
        });
    }

    /// A corrected answer asks D13 again for the lines concerned only (§1, later corrections).
    fn after_correct(&mut self, id: Id, talk: &Correct) {
        let Some(Opening::Correct(of)) = self.person.talk(id).map(|record| record.opening.clone()) else {
            return;
        };
        let changed = self.person.talk(id).is_some_and(|record| record.kept(&crate::talks::correct::ANEW).is_some());
        self.say(if changed && *talk == Correct::Done { say::corrected() } else { say::correct_left() });
        let Some(record) = self.person.talk(of).filter(|record| record.status != Status::Open) else {
            return;
        };
        let to_decide = self.lines_to_decide(record);
        let stands_at = crate::talks::Machine::question(&crate::talks::walk(record).talk);
        let open = stands_at.is_some() && record.status == Status::Finished;
        if to_decide {
            self.say(say::correct_lines());
        }
        if open || to_decide {
            self.emit(Fact::Resumed(of));
            self.ask();
        } else {
            self.drop_lines_that_are_gone(of);
            self.follow_interview(of);
        }
    }

    fn lines_to_decide(&self, record: &Record) -> bool {
        let gone = gone_lines(record);
        changed_lines(record).iter().any(|line| !gone.contains(line))
    }

    /// A corrected note of an interview changes the interview, and the job where it was new.
    pub(super) fn follow_interview(&mut self, of: Id) {
        let Some(record) = self.person.talk(of) else { return };
        let Opening::Interview(opening) = &record.opening else { return };
        let Talk::Interview(Interview::Done(noted)) = crate::talks::walk_through(record, |_| false).talk else {
            return;
        };
        if let (Then::About(_), Some(Job { nickname, role, employer, agency, .. })) = (opening.then, &noted.job) {
            let told = (nickname.clone(), role.clone(), employer.clone(), agency.clone());
            let (nickname, role, employer, agency) = told;
            return self.emit(Fact::ProcessTold { process: of, nickname, role, employer, agency });
        }
        let moved = match opening.then {
            Then::Move(round) => self.person.round(round),
            _ => self.person.rounds().find(|round| round.talk == of),
        };
        let Some(round) = moved.cloned() else { return };
        if let Some(start) = noted.start.as_ref().map(|start| start.at).filter(|start| *start != round.start) {
            self.emit(Fact::RoundMoved { round: round.id, start });
            self.say(say::round_moved(start));
        }
        if round.talk != of {
            return;
        }
        let minutes = noted.minutes.unwrap_or(self.settings().interview_minutes);
        let Noted { kind, arrange, job, .. } = *noted;
        self.emit(Fact::RoundTold { round: round.id, minutes, kind, arrange });
        if let Some(Job { nickname, role, employer, agency, .. }) = job {
            self.emit(Fact::ProcessTold { process: round.process, nickname, role, employer, agency });
        }
    }
}
