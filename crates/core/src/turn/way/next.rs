//! `what's next`, and the things that fit a person's state (§0).

use super::{Turn, list::is_closed, talk_name};
use crate::{
    Private,
    person::Process,
    reminders::{self, Rank, ReminderId, offer::Due, waiting},
    say::Block,
    sheet::cards,
    talks::record::Status,
    vocabulary::ProcessState,
    wording as say,
};
use jiff::{ToSpan, civil};

/// Something that can be done now: a sentence with the word that does it.
pub(super) struct Step {
    /// The word.
    pub(super) command: &'static str,
    /// The sentence.
    pub(super) sentence: Block,
}

/// How many dates are said.
const DATES: usize = 4;

impl Turn<'_> {
    /// The next dates, and one step.
    pub(in crate::turn) fn next(&mut self) {
        let dates = self.dates();
        if dates.is_empty() {
            self.say(say::next_no_dates());
        } else {
            self.say(say::next_dates());
            self.blocks.extend(dates);
        }
        if self.person.front().is_none()
            && let Some(step) = self.three_steps().into_iter().next()
        {
            self.say(say::next_one(step.sentence));
        }
        self.ask();
    }

    /// Interviews, the days on which news is expected, and what is said by itself, soonest first.
    fn dates(&self) -> Vec<Block> {
        let mut dates: Vec<(civil::Date, Block)> = Vec::new();
        for process in self.person.processes().filter(|process| !is_closed(process.state)) {
            if let Some(start) = self.next_interview(process.id) {
                dates.push((start.date(), say::next_interview(start, &process.nickname)));
            }
            let expected = self.expected(process.id).filter(|_| process.state == ProcessState::Waiting);
            if let Some(day) = expected.filter(|day| *day >= self.local.date()) {
                dates.push((day, say::next_expected(day, &process.nickname)));
            }
        }
        for reminder in reminders::agenda(&self.person, self.settings()) {
            let day = match &reminder.id {
                // The day itself, and not that of a reminder of it.
                ReminderId::Offer(Due::Deadline { by, .. }) => by.date(),
                ReminderId::Offer(Due::Tomorrow { start, .. } | Due::References { start, .. }) => *start,
                _ => reminder.due.date().max(self.local.date()),
            };
            if let Some(sentence) = self.said_of(&reminder.id, day)
                && reminder.latest >= self.local
            {
                dates.push((day, sentence));
            }
        }
        dates.sort_by_key(|(day, _)| *day);
        let mut blocks: Vec<Block> = dates.into_iter().map(|(_, block)| block).collect();
        blocks.dedup();
        blocks.truncate(DATES);
        blocks
    }

    /// What is said by itself, in a line; interviews have lines of their own.
    fn said_of(&self, id: &ReminderId, day: civil::Date) -> Option<Block> {
        Some(match id.rank() {
            Rank::Date if matches!(id, ReminderId::Offer(Due::Tomorrow { .. } | Due::References { .. })) => {
                say::next_first_day(day, self.job_of(id)?)
            }
            Rank::Deadline => say::next_deadline(day, self.job_of(id)?),
            Rank::Nudge => say::next_nudge(day, self.job_of(id)?),
            Rank::PutOff => say::next_put_off(day),
            Rank::Date => say::next_own_date(day),
            Rank::Rehearsal => say::next_rehearsal(day),
            Rank::Review => say::next_review(day),
            Rank::Dream => say::next_dream(day),
            Rank::Weekly => say::next_weekly(day),
            _ => return None,
        })
    }

    /// The job that a deadline or a nudge is about. What is asked only where nobody decided in time
    /// has no line: it may never come.
    fn job_of(&self, id: &ReminderId) -> Option<&Private> {
        let process = match id {
            ReminderId::Offer(Due::Passed { .. } | Due::NotYet { .. } | Due::Writing { .. }) => return None,
            ReminderId::Offer(due) => self.process_of_offer(due.offer())?,
            ReminderId::Waiting(
                waiting::Due::Nudge { process, .. }
                | waiting::Due::Silence { process, .. }
                | waiting::Due::OnHold { process, .. },
            ) => *process,
            _ => return None,
        };
        self.person.process(process).map(|process| &process.nickname)
    }

    /// What somebody who opens the terminal is met with where nothing is due: an offer that is being
    /// weighed, or an interview that was not looked back at. Never that news is late: the wait is held
    /// for them (§2).
    pub(in crate::turn) fn pressing_step(&self) -> Option<Block> {
        let weighed = |process: &&Process| matches!(process.state, ProcessState::Offered | ProcessState::Deciding);
        let offer = self.person.processes().rfind(weighed).map(|process| say::step_offer(&process.nickname));
        offer.or_else(|| self.not_looked_back_at().map(|process| say::step_debrief(&process.nickname)))
    }

    /// Three things that fit, the most pressing first.
    pub(super) fn three_steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut offer = |command, sentence| {
            if steps.iter().all(|step: &Step| step.command != command) {
                steps.push(Step { command, sentence });
            }
        };
        let with = |states: &'static [ProcessState]| move |process: &&Process| states.contains(&process.state);
        let weighed = with(&[ProcessState::Offered, ProcessState::Deciding]);
        if let Some(process) = self.person.processes().rfind(weighed) {
            offer("offer", say::step_offer(&process.nickname));
        }
        if let Some(process) = self.not_looked_back_at() {
            offer("debrief", say::step_debrief(&process.nickname));
        }
        if let Some(process) = self.overdue() {
            offer("heard", say::step_heard(&process.nickname));
        }
        let paused = self.person.talks().filter(|record| record.status == Status::Paused);
        if let Some(record) = paused.max_by_key(|record| record.touched) {
            offer("go on", say::step_go_on(talk_name(&record.opening)));
        }
        let soon = self.person.processes().any(|process| self.next_interview(process.id).is_some());
        let cards = cards::cards(&self.person);
        if soon && cards.iter().any(|card| card.id.kind.is_rehearsed()) {
            offer("rehearse", say::step_rehearse());
        }
        if let Some(process) = self.person.processes().rfind(with(&[ProcessState::Waiting])) {
            offer("heard", say::step_heard_any(&process.nickname));
            offer("worry", say::step_worry());
        }
        if soon {
            offer("sheet", say::step_begin_sheet());
        }
        offer("debrief", say::step_begin_debrief());
        offer("interview", say::step_begin_interview());
        offer("sheet", say::step_begin_sheet());
        steps.truncate(3);
        steps
    }

    /// A job with an interview of the last days that was not looked back at.
    fn not_looked_back_at(&self) -> Option<&Process> {
        let since = self.local.saturating_sub(self.settings().resume_days.days());
        let was = self.person.rounds().filter(|round| !round.cancelled && round.end() <= self.local);
        let open = was.filter(|round| round.end() >= since && self.debrief_of(round.id).is_none());
        let latest = open.max_by_key(|round| round.start)?;
        self.person.process(latest.process).filter(|process| !is_closed(process.state))
    }

    /// A job of which news was to have come by now.
    fn overdue(&self) -> Option<&Process> {
        let is_over = |process: &&Process| {
            process.state == ProcessState::Waiting
                && self.expected(process.id).is_some_and(|day| day < self.local.date())
        };
        self.person.processes().rfind(is_over)
    }
}
