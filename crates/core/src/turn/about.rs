//! Talks about one job: which one it is (§0), and how each starts. Never guessed silently.

use super::Turn;
use crate::{
    Fact, Id,
    talks::{
        Opening, interview,
        job::{self, About},
    },
    turn::starts::note,
    vocabulary::ProcessState,
    wording as say,
};

impl Turn<'_> {
    /// Starts a talk about a job: the only one there is, or the one that is chosen.
    pub(super) fn about(&mut self, about: About) {
        let candidates = self.open_processes();
        match candidates.as_slice() {
            [] => {
                self.say(say::job_none());
                self.open(note(None, interview::Then::Nothing));
            }
            [one] => self.start_about(about, *one),
            _ => {
                self.open(Opening::Job(job::Opening { purpose: job::Purpose::About(about), candidates }));
            }
        }
    }

    /// Starts a talk about this job.
    pub(super) fn start_about(&mut self, about: About, process: Id) {
        match about {
            About::Heard(news) => self.start_heard(process, news),
            About::Waiting => self.start_waiting(process),
            About::Withdrawal => self.start_withdrawal(process),
            About::Feedback => self.start_feedback(process),
            About::Dream => self.start_dream(process),
            About::Offer => self.start_offer(process),
            About::CounterOffer => self.start_counter_offer(process),
            About::Letter(kind) => self.start_letter(kind, Some(process), None),
        }
    }

    /// The job stands here from now on.
    pub(super) fn move_process(&mut self, process: Id, to: ProcessState) {
        if self.person.process(process).is_some_and(|process| process.state != to) {
            self.emit(Fact::ProcessMoved { process, to });
        }
    }
}
