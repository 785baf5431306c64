//! The day after (§1): "anything come back to you?", and what was left for today.

use super::{Machine, Opening as Talk, View, job_name, part};
use crate::{
    Answer, Id, QuestionId,
    ask::{Choice, Kind, Part},
    say::Arg,
    vocabulary::NowOrTomorrow,
    wording as say,
};
use serde::{Deserialize, Serialize};

/// Anything come back to you overnight?
pub const OVERNIGHT: QuestionId = QuestionId::new("overnight");
/// The rest now, tomorrow, or not at all?
pub const REST: QuestionId = QuestionId::new("overnight.rest");

const NO: &str = "nothing";

/// What is known when the next day comes.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The debrief.
    pub debrief: Id,
    /// What of it was left.
    pub left: Left,
    /// Whether the morning after has passed: then only what was left is offered.
    #[serde(default)]
    pub late: bool,
}

/// What a debrief left for the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Left {
    /// Nothing.
    Nothing,
    /// The rewrite that was put off.
    Rewrite,
    /// The rest of a short debrief.
    Rest,
    /// Everything but the questions, which were only jotted down.
    Everything,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Overnight {
    /// Waiting for what came back.
    CameBack(Opening),
    /// Waiting for whether to go on.
    GoOn(Opening),
    /// Decided; `None` where nothing was left.
    Done(Opening, Option<NowOrTomorrow>),
}

impl Overnight {
    pub(super) fn open(opening: &Opening) -> Self {
        match opening.left {
            _ if opening.late => Self::GoOn(opening.clone()),
            Left::Everything => Self::GoOn(opening.clone()),
            _ => Self::CameBack(opening.clone()),
        }
    }
}

/// The job that a debrief is about.
fn job(view: &View<'_>, debrief: Id) -> Arg {
    let round = view.person.talk(debrief).and_then(|record| match &record.opening {
        Talk::Debrief(opening) => view.person.round(opening.round),
        _ => None,
    });
    round.map_or_else(|| say::job_unknown().into(), |round| job_name(view.person, round.process))
}

impl Machine for Overnight {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::CameBack(_) => Some(OVERNIGHT),
            Self::GoOn(_) => Some(REST),
            Self::Done(..) => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        match self {
            Self::CameBack(_) => {
                let choices = vec![Choice::named(NO, say::overnight_nothing())];
                vec![part(OVERNIGHT, say::overnight(), Kind::Choice { choices, or_text: true })]
            }
            Self::GoOn(opening) => {
                let prompt = match opening.left {
                    Left::Nothing | Left::Rest if opening.late => say::overnight_rest_late(job(view, opening.debrief)),
                    Left::Nothing | Left::Rest => say::overnight_rest(),
                    Left::Rewrite => say::overnight_rewrite(),
                    Left::Everything => say::overnight_everything(),
                };
                vec![part(REST, prompt, Kind::Choice { choices: NowOrTomorrow::choices(), or_text: false })]
            }
            Self::Done(..) => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::CameBack(opening), Answer::Text(_) | Answer::Choice(_) | Answer::Skipped) => {
                Ok(match opening.left {
                    Left::Nothing => Self::Done(opening, None),
                    _ => Self::GoOn(opening),
                })
            }
            (Self::GoOn(opening), Answer::Skipped) => Ok(Self::Done(opening, Some(NowOrTomorrow::Never))),
            (Self::GoOn(opening), Answer::Choice(pick)) => match NowOrTomorrow::from_pick(pick) {
                Some(when) => Ok(Self::Done(opening, Some(when))),
                None => Err(Self::GoOn(opening)),
            },
            (state, _) => Err(state),
        }
    }
}
