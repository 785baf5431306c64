//! The branch of D7: make the weak one as strong as the strong one (§1).

use super::{Notes, questions::name};
use crate::{
    Answer, Private,
    vocabulary::{Calmer, Cause, NowOrTomorrow},
};
use std::collections::VecDeque;

/// One question of the branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FixStep {
    /// The rewrite: now or tomorrow?
    When,
    /// Where and when was this?
    Where,
    /// What was yours to sort out?
    Mine,
    /// What did you do?
    Did,
    /// What changed?
    Changed,
    /// Your first sentence, if you only had ten seconds?
    FirstSentence,
    /// The same as a neutral fact, in one sentence.
    Neutral,
    /// What I know.
    Know,
    /// What I'd do to find out.
    FindOut,
    /// The nearest thing I've done.
    Nearest,
    /// One step towards it.
    Step,
    /// One thing to try against nerves.
    Try,
}

/// What the branch brought.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Fix {
    /// When the rewrite is to be.
    pub when: Option<NowOrTomorrow>,
    /// The words given at each step.
    pub told: Vec<(FixStep, Private)>,
    /// What to try against nerves.
    pub calmer: Option<Calmer>,
}

pub(super) enum Took {
    Yes,
    NotNow,
    Misfit,
}

/// The steps that the causes call for. What nobody knew or has done needs no
/// rewriting, whatever else got in the way.
pub(super) fn steps(notes: &Notes) -> VecDeque<FixStep> {
    use FixStep::{Changed, Did, FindOut, FirstSentence, Know, Mine, Nearest, Neutral, Step, Try, When, Where};
    let any = |test: fn(Cause) -> bool| notes.causes.iter().copied().any(test);
    let long_term = any(Cause::is_long_term);
    let rewritten = any(Cause::is_rewritten) && !long_term;
    let neutral = any(|cause| cause == Cause::SpokeBadly);
    let mut steps = VecDeque::new();
    if rewritten || neutral {
        steps.push_back(When);
    }
    if rewritten {
        steps.extend([Where, Mine, Did, Changed, FirstSentence]);
    }
    if neutral {
        steps.push_back(Neutral);
    }
    if long_term {
        steps.extend([Know, FindOut, Nearest, Step]);
    }
    if any(|cause| cause == Cause::Nerves) {
        steps.push_back(Try);
    }
    steps
}

impl FixStep {
    /// The name of its question.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::When => name::D7_WHEN,
            Self::Where => name::RW1,
            Self::Mine => name::RW2,
            Self::Did => name::RW3,
            Self::Changed => name::RW4,
            Self::FirstSentence => name::RW5,
            Self::Neutral => name::NEUTRAL,
            Self::Know => name::HONEST_KNOW,
            Self::FindOut => name::HONEST_FIND,
            Self::Nearest => name::HONEST_NEAREST,
            Self::Step => name::HONEST_STEP,
            Self::Try => name::CALMER,
        }
    }

    /// Whether it waits when the rewrite does.
    #[must_use]
    pub fn is_rewrite(self) -> bool {
        matches!(self, Self::Where | Self::Mine | Self::Did | Self::Changed | Self::FirstSentence | Self::Neutral)
    }
}

impl Fix {
    pub(super) fn take(&mut self, step: FixStep, answer: &Answer) -> Took {
        match (step, answer) {
            (FixStep::When, Answer::Choice(pick)) => match NowOrTomorrow::from_pick(pick) {
                Some(when) => {
                    self.when = Some(when);
                    if when == NowOrTomorrow::Now { Took::Yes } else { Took::NotNow }
                }
                None => Took::Misfit,
            },
            (FixStep::When, Answer::Skipped) => Took::NotNow,
            (FixStep::Try, Answer::Choice(pick)) => match Calmer::from_pick(pick) {
                Some(calmer) => {
                    self.calmer = Some(calmer);
                    Took::Yes
                }
                None => Took::Misfit,
            },
            (FixStep::When, _) => Took::Misfit,
            (_, Answer::Text(text)) => {
                self.told.push((step, text.clone()));
                Took::Yes
            }
            (_, Answer::Skipped) => Took::Yes,
            _ => Took::Misfit,
        }
    }
}
