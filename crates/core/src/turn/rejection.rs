//! After a no (§3): looking, learning, letting go, and feedback. The dream watch has a room of its own.

use super::Turn;
use crate::{
    Answer, Fact, Id, QuestionId,
    ask::Pick,
    reminders::rejection::Due,
    say::Arg,
    sheet::{evidence, line::Line, view},
    talks::{
        self, Opening,
        feedback::Feedback,
        job::About,
        learning::{self, Learning, Many, Notes, known},
        letter,
        letting_go::LettingGo,
        no::{self, No},
        record::Status,
    },
    vocabulary::{Agreement, LetterKind, Look, ProcessState, Ready, Reason, Reply},
    wording as say,
};
use jiff::ToSpan;
use std::collections::BTreeMap;

impl Turn<'_> {
    pub(super) fn feedback(&mut self) {
        self.about(About::Feedback);
    }

    /// A no has come; `pulled`: nobody was chosen over them.
    pub(super) fn start_no(&mut self, process: Id, pulled: bool) {
        let Some(known) = self.person.process(process) else {
            return self.ask_or_help();
        };
        if !known.news {
            self.emit(Fact::NewsHeard(process));
        }
        self.move_process(process, if pulled { ProcessState::PostPulled } else { ProcessState::Rejected });
        let been = self.person.rounds().filter(|round| round.process == process && !round.cancelled);
        let late_round = been.filter(|round| round.start <= self.local).count() > 1;
        self.open(Opening::No(no::Opening { process, pulled, late_round }));
    }

    pub(super) fn after_no(&mut self, id: Id, talk: No) {
        let No::Done(notes) = talk else { return };
        let process = notes.opening.process;
        let settings = self.settings();
        let days = match notes.look {
            Some(Look::Now) => return self.start_learning(process, id),
            Some(Look::FewDays) => settings.no_few_days,
            _ => 1,
        };
        let day = self.local.date().saturating_add(days.days());
        self.say(if days == 1 { say::no_tomorrow() } else { say::no_few_days(day) });
        let draft = notes.reply == Some(Reply::Thanks);
        self.say_of_letter(notes.reply);
        // "Later" means it: nothing else today.
        self.keep_quiet_until_tomorrow();
        if draft {
            self.start_letter(Some(LetterKind::ThanksAfterNo), Some(process), Some(id));
        } else {
            self.say(say::quiet_until_tomorrow());
        }
    }

    fn say_of_letter(&mut self, reply: Option<Reply>) {
        match reply {
            Some(Reply::Hold) => self.say(say::reply_held()),
            Some(Reply::Own) => self.say(say::reply_own_noted()),
            _ => {}
        }
    }

    /// R3 onwards, now that the person is ready for it.
    pub(super) fn start_learning(&mut self, process: Id, no: Id) {
        let Some(record) = self.person.talk(no) else { return };
        let Opening::No(told) = &record.opening else { return };
        let (pulled, same_day) = (told.pulled, record.opened.date() == self.local.date());
        let mood = match record.kept(&no::R1).map(|kept| &kept.answer) {
            Some(Answer::Scale(mood)) => Some(*mood),
            _ => None,
        };
        let (fit, dream) = known::hunch(&self.person, process);
        let sent = |kind| {
            let since = record.opened;
            letter::sent(&self.person, &[kind], process).iter().any(|(_, at)| *at >= since)
        };
        let (thanked, asked) = (sent(LetterKind::ThanksAfterNo), sent(LetterKind::FeedbackRequest));
        let interviewed =
            self.person.rounds().any(|round| round.process == process && !round.cancelled && round.start <= self.local);
        let opening = learning::Opening {
            process,
            no,
            pulled,
            interviewed,
            same_day,
            mood,
            fit,
            dream,
            thanked,
            asked,
            again_months: self.settings().dream_again_months,
            plan_items: self.settings().dream_plan_items,
            many: self.after_many(mood),
            open: self.still_open(process),
        };
        if !pulled {
            self.move_process(process, ProcessState::Learning);
        }
        self.open(Opening::Learning(opening));
    }

    /// After three noes in a month, once: a rest, or a look at the pattern where
    /// there is enough to see one and the day is not a low one.
    fn after_many(&self, mood: Option<u8>) -> Option<Many> {
        let settings = self.settings();
        let since = self.local.saturating_sub(settings.noes_days.days());
        let recent = |record: &&talks::record::Record| record.opened > since;
        let noes = self.person.talks().filter(recent).filter(|record| matches!(record.opening, Opening::No(_))).count();
        let asked =
            self.person.talks().filter(recent).any(|record| {
                record.kept(&learning::R11_REST).is_some() || record.kept(&learning::R11_PATTERN).is_some()
            });
        if asked || noes < settings.noes {
            return None;
        }
        let finished = |record: &&talks::record::Record| {
            matches!(record.opening, Opening::Debrief(_)) && record.status == Status::Finished
        };
        let enough = self.person.talks().filter(finished).count() >= settings.noes_debriefs;
        Some(if enough && !matches!(mood, Some(..=2)) { Many::Pattern } else { Many::Rest })
    }

    /// The jobs that are still going on besides this one, newest first.
    fn still_open(&self, besides: Id) -> Vec<Id> {
        use ProcessState::{Deciding, Interviewing, NextRound, Noted, Offered, OnHold, Waiting};
        let goes_on = |id: &Id| {
            let state = self.person.process(*id).map(|process| process.state);
            *id != besides
                && matches!(state, Some(Noted | Interviewing | Waiting | NextRound | OnHold | Offered | Deciding))
        };
        self.newest_first().into_iter().filter(goes_on).take(6).collect()
    }

    /// What follows at once from an answer.
    pub(super) fn follow_rejection(&mut self, talk: Id, question: &QuestionId, answer: &Answer) {
        match answer {
            Answer::Scale(mood) if *question == no::R1 => self.mood(talk, *mood),
            Answer::Text(_) if *question == learning::R3 => {
                self.say(say::learn_heard());
                self.say_pulled(talk);
            }
            Answer::Skipped if *question == learning::R3 => self.say_pulled(talk),
            Answer::Choice(pick) if *question == learning::R4 => self.say_reason(Reason::from_pick(pick)),
            Answer::Skipped if *question == learning::R4 => self.say_reason(None),
            Answer::Text(_) if *question == learning::R4_GUESS => self.say(say::learn_guess_noted()),
            Answer::Choice(pick) if *question == learning::R7 => self.say_of_letter(Reply::from_pick(pick)),
            Answer::Choice(Pick::Named(pick)) if *question == learning::R9 && pick == learning::DELETED => {
                self.delete();
                self.say(say::learn_r9_deleted());
            }
            _ => {}
        }
    }

    /// R5, for a post that was pulled.
    fn say_pulled(&mut self, talk: Id) {
        let opening = self.person.talk(talk).map(|record| &record.opening);
        if matches!(opening, Some(Opening::Learning(opening)) if opening.pulled) {
            self.say(say::learn_r5_pulled());
        }
    }

    /// R5: one line, once.
    fn say_reason(&mut self, reason: Option<Reason>) {
        self.say(match reason {
            Some(reason) if reason.is_comparison() => say::learn_r5_compared(),
            Some(Reason::Pulled) => say::learn_r5_pulled(),
            Some(Reason::Other) => say::learn_r5_other(),
            _ => say::learn_r5_none(),
        });
    }

    pub(super) fn after_learning(&mut self, id: Id, talk: Learning) {
        let Learning::Done(notes) = talk else { return };
        self.let_go_or_not(&notes);
        if notes.wanted {
            match notes.opening.many {
                Some(Many::Rest) => {
                    let until = self.local.saturating_add(self.settings().noes_rest_days.days());
                    self.quiet_until(until);
                }
                Some(Many::Pattern) => self.pattern(),
                None => {}
            }
        }
        match &notes.next {
            Some(Pick::Thing(process)) => {
                if let Some(process) = self.person.process(*process) {
                    let line = say::list_job(&process.nickname, process.state.label());
                    self.say(line);
                }
            }
            Some(Pick::Named(pick)) if pick == learning::SMALL_STEP => {
                let step = view::next_step(&self.person, self.settings());
                self.say(step);
            }
            Some(_) => self.say(say::learn_rest_well()),
            None => {}
        }
        if let Some(kind) = notes.reply.and_then(Reply::letter) {
            self.start_letter(Some(kind), Some(notes.opening.process), Some(id));
        }
    }

    fn let_go_or_not(&mut self, notes: &Notes) {
        let process = notes.opening.process;
        let dream = notes.is_dream();
        match notes.ready {
            Some(Ready::Yes) if dream && notes.dates => {
                self.move_process(process, ProcessState::DreamWatch);
                self.say(say::let_go_dates());
            }
            Some(Ready::Yes) => {
                self.let_go(process);
                if notes.reply == Some(Reply::Hold) {
                    self.say(say::let_go_held());
                }
            }
            _ if dream => {
                self.move_process(process, ProcessState::DreamWatch);
                self.say_watch(process);
            }
            Some(Ready::NotYet) => self.say(say::not_yet()),
            Some(Ready::Never) => self.say(say::never_asked()),
            None => self.say(say::learn_done()),
        }
    }

    /// Archived: nothing is said about it again; its lines stay.
    pub(super) fn let_go(&mut self, process: Id) {
        self.move_process(process, ProcessState::LetGo);
        self.say(say::let_go());
    }

    /// What the debriefs have in common: what got in the way most, what worked most.
    fn pattern(&mut self) {
        let (mut causes, mut worked) = (BTreeMap::new(), BTreeMap::new());
        for kept in evidence::kept_lines(&self.person) {
            if let Line::Answer { causes: of, ingredients, .. } = kept.line {
                of.iter().for_each(|cause| *causes.entry(*cause).or_insert(0_usize) += 1);
                ingredients.iter().for_each(|worked_here| *worked.entry(*worked_here).or_insert(0_usize) += 1);
            }
        }
        let (hindered, worked) =
            (most(causes, |cause| cause.label().into()), most(worked, |worked| worked.label().into()));
        if hindered.is_empty() && worked.is_empty() {
            return self.say(say::pattern_none());
        }
        if !hindered.is_empty() {
            self.say(say::pattern_hindered(hindered));
        }
        if !worked.is_empty() {
            self.say(say::pattern_worked(worked));
        }
    }

    pub(super) fn after_letting_go(&mut self, _id: Id, talk: LettingGo) {
        let LettingGo::Done { learning, go } = talk else { return };
        let Some(Opening::Learning(opening)) = self.person.talk(learning).map(|record| &record.opening) else {
            return;
        };
        let process = opening.process;
        if go {
            self.let_go(process);
        } else {
            self.say(say::never_asked());
        }
    }

    pub(super) fn start_feedback(&mut self, process: Id) {
        self.open(Opening::Feedback(talks::feedback::Opening { process }));
    }

    /// What an employer said weighs as far as the person agrees (§5), in per cent of an own rating.
    pub(super) fn weight_of_feedback(&self, agreement: Option<Agreement>) -> u8 {
        match agreement {
            Some(Agreement::Agree) => self.settings().feedback_weight,
            Some(Agreement::Partly) => self.settings().feedback_partly_weight,
            Some(Agreement::Disagree) | None => 0,
        }
    }

    pub(super) fn after_feedback(&mut self, id: Id, talk: Feedback) {
        let Feedback::Done(process) = talk else { return };
        self.say(say::feedback_kept());
        // A dream is written to once more when feedback arrives.
        let watch = known::watch(&self.person, process).filter(|watch| !watch.dates_only);
        if watch.is_some() && !talks::letter::drafted(&self.person, LetterKind::ContinuingInterest, process) {
            self.say(say::feedback_dream());
            self.start_letter(Some(LetterKind::ContinuingInterest), Some(process), Some(id));
        }
    }

    /// Says a reminder of this area.
    pub(super) fn remind_rejection(&mut self, due: &Due) {
        match due {
            Due::PutOff { no, .. } => {
                let Some(Opening::No(opening)) = self.person.talk(*no).map(|record| &record.opening) else {
                    return;
                };
                let process = opening.process;
                self.name_job(process, say::no_put_off);
                self.start_learning(process, *no);
            }
            Due::Held { talk } => self.show_held(*talk),
            Due::LettingGo { learning } => {
                if let Some(process) = self.process_of(*learning) {
                    self.name_job(process, say::letting_go_about);
                    self.open(Opening::LettingGo(talks::letting_go::Opening { learning: *learning }));
                }
            }
            Due::NoReply { letter } => {
                let about = self.person.talk(*letter).and_then(|record| match &record.opening {
                    Opening::Letter(opening) => opening.process,
                    _ => None,
                });
                if let Some(process) = about {
                    self.name_job(process, say::no_reply);
                }
            }
            Due::Interest { learning } => {
                if let Some(process) = self.process_of(*learning) {
                    self.name_job(process, say::dream_interest);
                    self.start_letter(Some(LetterKind::ContinuingInterest), Some(process), Some(*learning));
                }
            }
            Due::Follow { .. } | Due::Check { .. } | Due::Again { .. } => self.remind_dream(due),
        }
    }

    /// The draft that was held overnight, beside a calm one.
    fn show_held(&mut self, talk: Id) {
        let Some(record) = self.person.talk(talk) else { return };
        let own = record.text(&no::R2_HELD).or_else(|| record.text(&learning::R7_HELD)).cloned();
        let (process, kind) = match &record.opening {
            Opening::No(opening) => (opening.process, LetterKind::ThanksAfterNo),
            Opening::Learning(opening) => {
                let asks = match &talks::walk(record).talk {
                    talks::Talk::Learning(learning) => learning.notes().letters().contains(&Reply::Feedback),
                    _ => false,
                };
                let kind = if asks { LetterKind::FeedbackRequest } else { LetterKind::ThanksAfterNo };
                (opening.process, kind)
            }
            _ => return,
        };
        self.name_job(process, say::held_about);
        if let Some(own) = own {
            self.say(say::held_own(&own));
            self.say(say::held_calm());
        }
        self.start_letter(Some(kind), Some(process), Some(talk));
    }

    pub(super) fn process_of(&self, learning: Id) -> Option<Id> {
        match &self.person.talk(learning)?.opening {
            Opening::Learning(opening) => Some(opening.process),
            _ => None,
        }
    }

    /// A line that names the job as the person does, never the employer.
    pub(super) fn name_job(&mut self, process: Id, line: impl FnOnce(crate::Private) -> crate::say::Block) {
        let line = self.person.process(process).map(|process| line(process.nickname.clone()));
        self.blocks.extend(line);
    }
}

/// The two most frequent.
fn most<T: Copy>(counts: BTreeMap<T, usize>, label: impl Fn(T) -> Arg) -> Vec<Arg> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().take(2).map(|(what, _)| label(what)).collect()
}
