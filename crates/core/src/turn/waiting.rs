//! Waiting (§2): news, the wait, worries, and the ways out of a process (§0).

use super::Turn;
use crate::{
    Answer, Command, Fact, Id, QuestionId,
    person::Round,
    reminders::waiting::Due,
    say::Arg,
    talks::{
        self, Opening, confirm, day_before,
        heard::{Heard, Told},
        interview,
        job::About,
        job_name, letter, nudge, silence, waiting as held, weekly, withdrawal,
        worry::{self, Became},
    },
    turn::starts::note,
    vocabulary::{Hold, LetterKind, News, Nudged, ProcessState, Silent},
    waiting, wording as say,
};
use jiff::civil;

impl Turn<'_> {
    /// Whether this talk asks about something that is over: a wait whose news has come, a rehearsal
    /// whose interview has been.
    pub(super) fn waits_no_more(&self, talk: Id) -> bool {
        let Some(record) = self.person.talk(talk) else { return false };
        let process = match &record.opening {
            Opening::Nudge(opening) => opening.process,
            Opening::Silence(opening) => opening.process,
            Opening::Weekly(opening) => opening.process,
            Opening::DayBefore(opening) => opening.process,
            // Begun, it is worth its end; nobody has to begin it once the interview is over.
            Opening::Rehearsal(_) => {
                let been = |round: &Round| !round.cancelled && record.opened < round.start && round.start <= self.local;
                return record.order().is_empty() && self.person.rounds().any(been);
            }
            Opening::Confirm(confirm::Opening { meant: Command::LineUp(process) }) => {
                return !self.can_line_up(*process);
            }
            _ => return false,
        };
        let waits = |state| matches!(state, ProcessState::Waiting | ProcessState::OnHold);
        !self.person.process(process).is_some_and(|process| waits(process.state))
    }

    /// Whether this debrief asks how a wait is to be held (W1b) that is over: the news came in between.
    pub(super) fn holds_no_more(&self, talk: Id) -> bool {
        let Some(record) = self.person.talk(talk) else { return false };
        let Opening::Debrief(opening) = &record.opening else { return false };
        talks::Machine::question(&talks::walk(record).talk) == Some(held::W1B)
            && !talks::debrief::is_waited_for(&self.person, opening.round)
    }

    /// W1b has a default, and nobody has to say it: the debrief ends with it.
    pub(super) fn settle_hold(&mut self, talk: Id) {
        if self.holds_no_more(talk) {
            self.keep(talk, &held::W1B, Answer::Skipped, None);
        }
    }

    /// What time alone changes about a wait. Nothing is said.
    pub(super) fn wait_goes_on(&mut self, due: &Due) {
        match *due {
            Due::Unheld { talk, .. } => self.end_unheld(talk),
            Due::Waits { process, .. } => self.move_process(process, ProcessState::Waiting),
            _ => {}
        }
    }

    /// A debrief that only W1b was left of.
    pub(super) fn end_unheld(&mut self, talk: Id) {
        let round = self.person.talk(talk).and_then(|record| match &record.opening {
            Opening::Debrief(opening) => self.person.round(opening.round),
            _ => None,
        });
        let process = round.map(|round| round.process);
        self.keep(talk, &held::W1B, Answer::Skipped, None);
        self.emit(Fact::Finished(talk));
        if let Some(process) = process {
            self.back_to_waiting(process);
        }
    }

    pub(super) fn heard(&mut self, news: Option<News>) {
        self.about(About::Heard(news));
    }

    pub(super) fn waiting(&mut self) {
        self.about(About::Waiting);
    }

    pub(super) fn worry(&mut self) {
        if self.person.front().is_some_and(|front| front.opening == Opening::Worry) {
            return self.ask();
        }
        self.open(Opening::Worry);
    }

    pub(super) fn withdraw(&mut self) {
        self.about(About::Withdrawal);
    }

    pub(super) fn start_heard(&mut self, process: Id, news: Option<News>) {
        let others = self.person.processes().count() > 1;
        self.open(Opening::Heard(talks::heard::Opening { process, news, others }));
    }

    /// What the news leads to (W9). A job that was closed is opened again by any of it.
    pub(super) fn after_heard(&mut self, _id: Id, talk: Heard) {
        let Heard::Done(process, told) = talk else { return };
        let news = match told {
            Told::NotYet => {
                self.calm_line(process);
                return self.say(say::wait_worry_hint());
            }
            Told::OtherJob => return self.ask_which(About::Heard(None), Some(process)),
            Told::OnHold(until) => {
                self.news(process);
                self.move_process(process, ProcessState::OnHold);
                let until = until.map(|when| when.at.date());
                let days = self.settings().on_hold_days;
                let on = until.unwrap_or_else(|| self.working_days(self.local.date(), days));
                return self.say(say::heard_held(on));
            }
            Told::MoreWanted(_, by) => {
                self.news(process);
                self.move_process(process, ProcessState::Waiting);
                return self.say(match by {
                    Some(by) => say::heard_wanted_by(by.at.date()),
                    None => say::heard_wanted_noted(),
                });
            }
            Told::News(news) => news,
        };
        self.news(process);
        match news {
            News::NextRound => {
                self.move_process(process, ProcessState::NextRound);
                self.say(say::heard_next_round());
                self.show_plan(process, true);
                self.open(note(Some(process), interview::Then::Nothing));
            }
            News::Offer => {
                self.move_process(process, ProcessState::Offered);
                self.show_plan(process, true);
                self.start_offer(process);
            }
            News::No => {
                self.move_process(process, ProcessState::Rejected);
                self.show_plan(process, false);
                self.start_no(process, false);
            }
            News::Pulled => {
                self.move_process(process, ProcessState::PostPulled);
                self.show_plan(process, false);
                self.start_no(process, true);
            }
            News::TakenBack => {
                self.start_taken_back(process);
                self.move_process(process, ProcessState::WithdrawnByThem);
            }
            News::OnHold | News::MoreWanted => {} // told in full above
        }
    }

    fn news(&mut self, process: Id) {
        if self.person.process(process).is_some() {
            self.emit(Fact::NewsHeard(process));
        }
    }

    /// W4: what they meant to do first is shown back.
    fn show_plan(&mut self, process: Id, yes: bool) {
        let (if_yes, if_no) = waiting::plans(&self.person, process);
        let plan = if yes { if_yes } else { if_no };
        if let Some(plan) = plan.map(Arg::from) {
            self.say(say::heard_plan(plan));
        }
    }

    /// The same line, however often it is asked for. Never a countdown.
    fn calm_line(&mut self, process: Id) {
        let job = job_name(&self.person, process);
        let expected = waiting::of(&self.person, self.settings(), process).and_then(|wait| wait.expected);
        self.say(match expected {
            Some(on) => say::wait_calm(job, on),
            None => say::wait_calm_no_date(job),
        });
    }

    pub(super) fn start_waiting(&mut self, process: Id) {
        let Some(state) = self.person.process(process).map(|process| process.state) else {
            return self.ask_or_help();
        };
        let to_come = |round: &&Round| round.process == process && !round.cancelled && round.start > self.local;
        let next = self.person.rounds().filter(to_come).map(|round| round.start).min();
        if let (Some(start), ProcessState::Interviewing | ProcessState::NextRound) = (next, state) {
            self.say(say::wait_interview_first(job_name(&self.person, process), start));
            return self.ask();
        }
        let wait = waiting::of(&self.person, self.settings(), process);
        let dated = wait.as_ref().and_then(|wait| wait.expected).is_some_and(|on| on > self.local.date());
        if wait.is_some() {
            self.calm_line(process);
        }
        self.open(Opening::Waiting(held::Opening { process, back: wait.is_none(), dated }));
    }

    pub(super) fn after_waiting(&mut self, id: Id, talk: held::Waiting) {
        let held::Waiting::Done(opening, hold) = talk else {
            return self.worry();
        };
        let put_back = opening.back && self.person.talk(id).is_some_and(|record| record.kept(&held::W1B).is_some());
        match hold {
            Some(hold) => self.confirm_hold(opening.process, hold),
            None if put_back => self.say(say::wait_put_back()),
            None => self.say(say::wait_left()),
        }
    }

    /// W1 and W1b: how the wait is held from here on.
    pub(super) fn confirm_hold(&mut self, process: Id, hold: Hold) {
        let wait = waiting::of(&self.person, self.settings(), process);
        let until = wait.as_ref().and_then(|wait| wait.next).map(|(_, on)| on);
        let before = wait.as_ref().and_then(waiting::day_before);
        self.say(match (hold, before, until) {
            (Hold::DayBefore, Some(on), _) => say::hold_day_before_set(on),
            (Hold::Weekly, _, Some(until)) => say::hold_weekly_set(until),
            (_, _, Some(until)) => say::hold_nothing_set(until),
            _ => say::hold_quiet_set(),
        });
    }

    pub(super) fn after_worry(&mut self, id: Id, talk: worry::Worry) {
        let worry::Worry::Done(became) = talk else { return };
        match became {
            Became::Binned => self.bin(id),
            Became::BinnedOther(worry) => self.bin(worry),
            _ => {}
        }
        self.say(match became {
            Became::Nothing => say::worry_nothing(),
            Became::Action { dated: true } => say::worry_dated(),
            Became::Action { dated: false } => say::worry_undated(),
            Became::Parked => say::worry_kept(),
            Became::Binned | Became::BinnedOther(_) => say::worry_binned(),
        });
    }

    /// Its text is deleted.
    fn bin(&mut self, talk: Id) {
        let is_worry = self.person.talk(talk).is_some_and(|record| record.opening == Opening::Worry);
        if is_worry {
            self.emit(Fact::Withdrawn { talk, question: worry::W3 });
            self.delete();
        }
    }

    pub(super) fn after_day_before(&mut self, _id: Id, talk: day_before::DayBefore) {
        let told = talk == day_before::DayBefore::Done(true);
        self.say(if told { say::before_kept() } else { say::before_left() });
    }

    pub(super) fn after_weekly(&mut self, _id: Id, talk: weekly::Weekly) {
        let weekly::Weekly::Done(opening, suggests) = talk else { return };
        if !suggests {
            return self.say(say::weekly_thanks());
        }
        let told = opening.others.and_then(|told| self.person.talk(told)?.text(&held::W2));
        let list = told.map(Arg::from);
        self.say(match list {
            Some(list) => say::weekly_others(list),
            None => say::weekly_thanks(),
        });
        self.say(say::weekly_suggestion());
    }

    pub(super) fn after_nudge(&mut self, id: Id, talk: nudge::Nudge) {
        let nudge::Nudge::Done(opening, nudged) = talk else { return };
        match nudged {
            Nudged::Yes => self.start_heard(opening.process, None),
            Nudged::Note => self.start_letter(Some(LetterKind::Chaser), Some(opening.process), Some(id)),
            Nudged::Wait if opening.on_hold => {
                let on = self.working_days(self.local.date(), self.settings().on_hold_days);
                self.say(say::nudge_waits(on));
            }
            Nudged::Wait => {
                let on = self.working_days(self.local.date(), self.settings().wait_a_bit_days);
                self.say(say::nudge_waits(on));
            }
            Nudged::Leave => self.say(say::nudge_left()),
        }
    }

    pub(super) fn after_silence(&mut self, _id: Id, talk: silence::Silence) {
        let silence::Silence::Done(process, silent) = talk else { return };
        match silent {
            Silent::Close => {
                self.move_process(process, ProcessState::Silent);
                self.say(say::silence_closed());
            }
            Silent::Keep => {
                self.move_process(process, ProcessState::Silent);
                self.say(say::silence_kept());
            }
            Silent::Delete => {
                self.delete_process(process);
                self.say(say::silence_deleted());
            }
        }
    }

    /// A job goes, with its interviews and everything that was said about them.
    fn delete_process(&mut self, process: Id) {
        let rounds: Vec<Id> =
            self.person.rounds().filter(|round| round.process == process).map(|round| round.id).collect();
        let talks = talks::about_process(&self.person, process);
        self.emit(Fact::ProcessDeleted { process, rounds, talks });
        self.delete();
    }

    pub(super) fn start_withdrawal(&mut self, process: Id) {
        use ProcessState::{Accepted, Deciding, Offered, Started};
        let state = self.person.process(process).map(|process| process.state);
        let offered = matches!(state, Some(Offered | Deciding | Accepted | Started));
        self.open(Opening::Withdrawal(withdrawal::Opening { process, offered }));
    }

    pub(super) fn after_withdrawal(&mut self, id: Id, talk: withdrawal::Withdrawal) {
        let withdrawal::Withdrawal::Out(opening, note) = talk else {
            return self.say(say::withdraw_stays());
        };
        self.move_process(opening.process, ProcessState::WithdrawnByMe);
        self.say(say::withdraw_done());
        if note {
            let kind = if opening.offered { LetterKind::Decline } else { LetterKind::Withdraw };
            self.start_letter(Some(kind), Some(opening.process), Some(id));
        }
    }

    /// What follows at once from an answer.
    pub(super) fn follow_waiting(&mut self, talk: Id, question: &QuestionId, answer: &Answer) {
        self.follow_d14(question, answer);
        match answer {
            Answer::Scale(mood) if *question == weekly::W5 => self.mood(talk, *mood),
            Answer::YesNo(crate::answer::YesNo::Yes) if *question == held::AGAIN => {
                let process = self.person.talk(talk).and_then(|record| match &record.opening {
                    Opening::Waiting(opening) => Some(opening.process),
                    _ => None,
                });
                if let Some(process) = process {
                    self.move_process(process, ProcessState::Waiting);
                }
            }
            _ => {}
        }
    }

    /// After D14 it is quiet, whether W1b is answered or not (§1, decompress).
    fn follow_d14(&mut self, question: &QuestionId, answer: &Answer) {
        if *question == talks::debrief::questions::D14 && *answer != Answer::Skipped {
            self.keep_quiet_until_tomorrow();
        }
    }

    /// Says a reminder of this area.
    pub(super) fn remind_waiting(&mut self, due: &Due) {
        match *due {
            Due::Nudge { process, nth, .. } => self.nudge(process, nth),
            Due::OnHold { process, .. } => {
                let put_off = waiting::on_hold(&self.person, self.settings(), process).map_or(0, |(_, times)| times);
                let wait = put_off < self.settings().wait_a_bit_times;
                let note = letter::sent(&self.person, &[LetterKind::Chaser], process).len() < waiting::MOST_NOTES;
                self.open(Opening::Nudge(nudge::Opening { process, nth: 0, wait, note, on_hold: true }));
            }
            Due::Silence { process, .. } => {
                let wait = waiting::of(&self.person, self.settings(), process);
                let notes = wait.as_ref().map_or(0, |wait| wait.notes.len());
                let since = wait.and_then(|wait| wait.since);
                let notes = u8::try_from(notes).unwrap_or(u8::MAX);
                self.open(Opening::Silence(silence::Opening { process, notes, since }));
            }
            Due::DayBefore { process, .. } => {
                self.say(say::before_intro(job_name(&self.person, process)));
                self.open(Opening::DayBefore(day_before::Opening { process }));
            }
            Due::Weekly { process, .. } => {
                let others = waiting::others(&self.person, process).map(|(talk, _)| talk);
                let asked = waiting::others_were_asked(&self.person, process);
                self.open(Opening::Weekly(weekly::Opening { process, others, asked }));
            }
            // Said by nobody: `wait_goes_on` has them.
            Due::Unheld { .. } | Due::Waits { .. } => {}
            Due::Wanted { process, .. } => {
                let what = waiting::wanted(&self.person, process).and_then(|(what, ..)| what).map(Arg::from);
                let job = job_name(&self.person, process);
                self.say(match what {
                    Some(what) => say::wanted_tomorrow(job, what),
                    None => say::wanted_tomorrow_unnamed(job),
                });
                self.ask();
            }
            Due::Worry { talk, on } => {
                let action = waiting::actions(&self.person).find(|(of, ..)| *of == talk);
                if let Some(action) = action.map(|(_, action, _)| Arg::from(action)) {
                    self.say(say::worry_today(action, on));
                }
                self.ask();
            }
        }
    }

    fn nudge(&mut self, process: Id, nth: u8) {
        let wait = waiting::of(&self.person, self.settings(), process);
        let (put_off, notes) = wait.map_or((0, 0), |wait| (wait.put_off, wait.notes.len()));
        let may_wait = put_off < self.settings().wait_a_bit_times;
        let note = notes < waiting::MOST_NOTES;
        self.open(Opening::Nudge(nudge::Opening { process, nth, wait: may_wait, note, on_hold: false }));
    }

    fn working_days(&self, day: civil::Date, count: u32) -> civil::Date {
        crate::days::working_days_after(&self.person, self.settings(), day, count)
    }
}
