//! How the wait is held (§2, W1b and W2), and putting a job back to waiting (§0).

use super::{Machine, View, part};
use crate::{
    Answer, Id, QuestionId,
    answer::YesNo,
    ask::{Choice, Kind, Part, Pick},
    vocabulary::Hold,
    wording as say,
};
use serde::{Deserialize, Serialize};

/// A line the day before, one a week, or nothing until then?
pub const W1B: QuestionId = QuestionId::new("W1b");
/// What else have you got on?
pub const W2: QuestionId = QuestionId::new("W2");
/// Put it back to waiting?
pub const AGAIN: QuestionId = QuestionId::new("W1.again");

const WORRY: &str = "worry";

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The job.
    pub process: Id,
    /// Whether it stands elsewhere, and would have to be put back.
    #[serde(default)]
    pub back: bool,
    /// Whether there is a day that a line can come before.
    #[serde(default)]
    pub dated: bool,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Waiting {
    /// It stands elsewhere: waiting for whether it is to be put back.
    Again(Opening),
    /// Waiting for how it is to be held.
    Holding(Opening),
    /// A line a week: waiting for what else there is.
    Others(Opening, Option<Hold>),
    /// Settled; `None` leaves everything as it was.
    Done(Opening, Option<Hold>),
    /// A worry is to be put down.
    Worried,
}

impl Waiting {
    pub(super) fn open(opening: &Opening) -> Self {
        if opening.back { Self::Again(opening.clone()) } else { Self::Holding(opening.clone()) }
    }
}

/// How a wait can be held; the day before only where there is a day.
pub(crate) fn holds(dated: bool) -> Vec<Choice> {
    Hold::ALL.iter().filter(|hold| dated || **hold != Hold::DayBefore).map(|hold| hold.choice()).collect()
}

impl Machine for Waiting {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Again(_) => Some(AGAIN),
            Self::Holding(_) => Some(W1B),
            Self::Others(..) => Some(W2),
            Self::Done(..) | Self::Worried => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        match self {
            Self::Again(opening) => {
                let job = super::job_name(view.person, opening.process);
                let state = view.person.process(opening.process).map_or_else(say::heard_no_date, |p| p.state.label());
                vec![part(AGAIN, say::wait_again(job, state), Kind::YesNo)]
            }
            Self::Holding(opening) => {
                let mut choices = holds(opening.dated);
                choices.push(Choice::named(WORRY, say::wait_worry()));
                vec![part(W1B, say::wait_hold(), Kind::Choice { choices, or_text: false })]
            }
            Self::Others(..) => vec![part(W2, say::wait_others(), Kind::Text)],
            Self::Done(..) | Self::Worried => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Again(opening), Answer::YesNo(YesNo::Yes)) => Ok(Self::Holding(opening)),
            (Self::Again(opening), Answer::YesNo(_) | Answer::Skipped) => Ok(Self::Done(opening, None)),
            (Self::Holding(opening), Answer::Choice(pick)) => match (Hold::from_pick(pick), pick) {
                (Some(Hold::DayBefore), _) if !opening.dated => Err(Self::Holding(opening)),
                (Some(Hold::Weekly), _) => Ok(Self::Others(opening, Some(Hold::Weekly))),
                (Some(hold), _) => Ok(Self::Done(opening, Some(hold))),
                (None, Pick::Named(id)) if id == WORRY => Ok(Self::Worried),
                _ => Err(Self::Holding(opening)),
            },
            (Self::Holding(opening), Answer::Skipped) => Ok(Self::Done(opening, None)),
            (Self::Others(opening, hold), Answer::Text(_) | Answer::Skipped) => Ok(Self::Done(opening, hold)),
            (state, _) => Err(state),
        }
    }
}
