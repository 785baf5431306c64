//! What the talk after a no knows, and the facts fixed when it began.

use crate::{
    Id, Private,
    answer::{Item, YesNo},
    ask::Pick,
    vocabulary::{Ready, Reason, Reply},
};
use serde::{Deserialize, Serialize};

/// The facts fixed when it began.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The job.
    pub process: Id,
    /// The talk in which the no was told.
    pub no: Id,
    /// Whether the post was pulled: R3, thanks and R10 alone.
    #[serde(default)]
    pub pulled: bool,
    /// Whether there was an interview: without one nothing is asked about it.
    #[serde(default)]
    pub interviewed: bool,
    /// Whether it is still the day of the news: R9 is for another day (E7).
    #[serde(default)]
    pub same_day: bool,
    /// R1.
    #[serde(default)]
    pub mood: Option<u8>,
    /// D12: the fit, where it was told.
    #[serde(default)]
    pub fit: Option<u8>,
    /// D12: whether it was the one.
    #[serde(default)]
    pub dream: bool,
    /// Whether they were thanked already.
    #[serde(default)]
    pub thanked: bool,
    /// Whether they were asked for feedback already: no second request.
    #[serde(default)]
    pub asked: bool,
    /// After how many months to apply again, where nobody says.
    #[serde(default)]
    pub again_months: i64,
    /// How many things a skills plan takes.
    #[serde(default)]
    pub plan_items: usize,
    /// After three noes in a month: a rest or a look at the pattern, never both.
    #[serde(default)]
    pub many: Option<Many>,
    /// The jobs that are still going on, for "where next?".
    #[serde(default)]
    pub open: Vec<Id>,
}

/// What is offered after three noes in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Many {
    /// A week of quiet.
    Rest,
    /// A look at what the debriefs have in common.
    Pattern,
}

/// Everything heard so far.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Notes {
    /// How it began.
    pub opening: Opening,
    /// R4.
    pub reason: Option<Reason>,
    /// R6: how good a fit.
    pub fit: Option<u8>,
    /// R6: still the one?
    pub still: Option<YesNo>,
    /// R7.
    pub reply: Option<Reply>,
    /// R7: the skills plan of a dream.
    pub plan: Vec<Item>,
    /// R8: one thing to keep.
    pub keep: Option<Lesson>,
    /// R8: one thing to change.
    pub change: Option<Lesson>,
    /// R10.
    pub ready: Option<Ready>,
    /// R10: whether a dream keeps its dates.
    pub dates: bool,
    /// After three noes: whether what was offered is wanted.
    pub wanted: bool,
    /// R11.
    pub next: Option<Pick>,
}

/// R8, as it was answered.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Lesson {
    /// As the debrief has it.
    AsDebriefed,
    /// In other words.
    Told(Private),
}

impl Notes {
    pub(super) fn new(opening: &Opening) -> Self {
        Self {
            opening: opening.clone(),
            reason: None,
            fit: None,
            still: None,
            reply: None,
            plan: Vec::new(),
            keep: None,
            change: None,
            ready: None,
            dates: false,
            wanted: false,
            next: None,
        }
    }

    /// R6; where it is empty, D12; else the middle.
    #[must_use]
    pub fn how_fitting(&self) -> u8 {
        self.fit.or(self.opening.fit).unwrap_or(3)
    }

    /// Whether it is the one, whatever the fit. Who does not know is held to what D12 said.
    #[must_use]
    pub fn is_dream(&self) -> bool {
        match self.still {
            _ if self.opening.pulled => false,
            Some(YesNo::Yes) => true,
            Some(YesNo::No) => false,
            Some(YesNo::Unknown) | None => self.opening.dream,
        }
    }

    /// R7 by branch: which letters are offered. None where nothing is left to say.
    #[must_use]
    pub fn letters(&self) -> Vec<Reply> {
        let thanks = (!self.opening.thanked && !self.opening.asked).then_some(Reply::Thanks);
        let feedback = (!self.opening.asked).then_some(Reply::Feedback);
        let offered = match self.how_fitting() {
            _ if self.opening.pulled => [thanks, None],
            _ if self.is_dream() => [None, feedback],
            ..=2 => [thanks, None],
            3 => [thanks, feedback],
            _ => [None, feedback],
        };
        offered.into_iter().flatten().collect()
    }
}
