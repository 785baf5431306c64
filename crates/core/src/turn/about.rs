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
    waiting, wording as say,
};

impl Turn<'_> {
    /// Starts a talk about a job: the only one it can be about, or the one that is chosen.
    pub(super) fn about(&mut self, about: About) {
        let (candidates, closed) = self.jobs_for(about);
        match (candidates.as_slice(), closed.as_slice()) {
            ([], []) => {
                let then = if about.may_be_new() { interview::Then::About(about) } else { interview::Then::Nothing };
                self.say(say::job_none());
                self.open(note(None, then));
            }
            // Where the news is said in the question itself, a closed job may be meant as well.
            ([one], closed) if closed.is_empty() || !matches!(about, About::Heard(Some(_))) => {
                let one = *one;
                self.name_it(one);
                self.start_about(about, one);
            }
            ([], [one]) => {
                let one = *one;
                self.name_it(one);
                self.start_about(about, one);
            }
            _ => self.ask_which(about, None),
        }
    }

    /// Which job? Open ones first, then the closed ones on request; all but one that it is not about.
    pub(super) fn ask_which(&mut self, about: About, not: Option<Id>) {
        let (mut candidates, mut closed) = self.jobs_for(about);
        candidates.retain(|process| Some(*process) != not);
        closed.retain(|process| Some(*process) != not);
        if candidates.is_empty() {
            candidates = std::mem::take(&mut closed);
        }
        self.open(Opening::Job(job::Opening { purpose: job::Purpose::About(about), candidates, closed }));
    }

    /// The jobs a talk can be about, newest first: those that are likely, and the others.
    fn jobs_for(&self, about: About) -> (Vec<Id>, Vec<Id>) {
        use ProcessState::{DreamWatch, Learning, LetGo, Rejected};
        let state = |process: &Id| self.person.process(*process).map(|process| process.state);
        let likely = |process: &Id| match about {
            About::Feedback => matches!(state(process), Some(Rejected | Learning | LetGo | DreamWatch)),
            About::Dream => state(process) == Some(DreamWatch),
            _ => !waiting::is_closed(&self.person, *process),
        };
        self.newest_first().into_iter().partition(likely)
    }

    fn name_it(&mut self, process: Id) {
        if let Some(nickname) = self.person.process(process).map(|process| process.nickname.clone()) {
            self.say(say::job_one(&nickname));
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
