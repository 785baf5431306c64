//! `list`: jobs, where they stand, and their next dates (§0).

use super::Turn;
use crate::{
    Id,
    person::Process,
    talks::{Opening, debrief::questions as q},
    vocabulary::ProcessState,
    waiting, wording as say,
};
use jiff::civil;

impl Turn<'_> {
    /// Nothing is said of a job that was let go, unless all are asked for.
    pub(in crate::turn) fn list(&mut self, closed: bool) {
        let lines: Vec<_> = self
            .person
            .processes()
            .rev()
            .filter(|process| closed || !self.is_over(process))
            .map(|process| self.line(process))
            .collect();
        if lines.is_empty() {
            self.say(say::list_empty());
        } else {
            self.say(if closed { say::list_title_all() } else { say::list_title() });
            self.blocks.extend(lines);
        }
        if let Some(quiet) = self.person.quiet().filter(|quiet| quiet.until > self.local) {
            self.say(say::list_quiet(quiet.until.date()));
        }
        self.ask();
    }

    /// Whether a job is left out of the list: a silence that they closed, and an offer that was taken back, too.
    fn is_over(&self, process: &Process) -> bool {
        let silent = process.state == ProcessState::Silent && waiting::is_closed(&self.person, process.id);
        is_closed(process.state) || silent || process.state == ProcessState::WithdrawnByThem
    }

    fn line(&self, process: &Process) -> crate::say::Block {
        let (job, state) = (&process.nickname, process.state.label());
        if is_closed(process.state) {
            return say::list_job(job, state);
        }
        if let Some(start) = self.next_interview(process.id) {
            return say::list_job_next(job, state, start);
        }
        match self.expected(process.id).filter(|_| process.state == ProcessState::Waiting) {
            Some(day) if day >= self.local.date() => say::list_job_expected(job, state, day),
            Some(day) => say::list_job_overdue(job, state, day),
            None => say::list_job(job, state),
        }
    }

    pub(super) fn next_interview(&self, process: Id) -> Option<civil::DateTime> {
        let rounds = self.person.rounds().filter(|round| round.process == process && !round.cancelled);
        rounds.map(|round| round.start).filter(|start| *start >= self.local).min()
    }

    /// The day by which they said there would be news, from the latest debrief (D10).
    pub(super) fn expected(&self, process: Id) -> Option<civil::Date> {
        let said = self.person.talks().filter_map(|record| {
            let Opening::Debrief(opening) = &record.opening else { return None };
            let round = self.person.round(opening.round).filter(|round| round.process == process)?;
            match &record.kept(&q::D10)?.answer {
                crate::Answer::When(when) => Some((round.start, when.at.date())),
                _ => None,
            }
        });
        said.max().map(|(_, day)| day)
    }
}

/// Whether a job is over for good.
pub(super) fn is_closed(state: ProcessState) -> bool {
    matches!(state, ProcessState::LetGo | ProcessState::Closed | ProcessState::Declined | ProcessState::WithdrawnByMe)
}
