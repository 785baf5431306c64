//! "Which job?" (§0), on the way to a debrief, to another interview, or to moving one. Never guessed silently.

use super::{Machine, View, needed};
use crate::{
    Answer, Id, QuestionId,
    ask::{Choice, Kind, Part, Pick},
    vocabulary::{Length, LetterKind, News},
    wording as say,
};
use serde::{Deserialize, Serialize};

/// Which interview is this?
pub const D0: QuestionId = QuestionId::new("D0");
/// The next six.
pub const D0_MORE: QuestionId = QuestionId::new("D0.more");
/// The same interview again, or a new one?
pub const D0_ROUND: QuestionId = QuestionId::new("D0.round");

/// How many are offered at a time (§0: six).
const PAGE: usize = 6;
const NEW: &str = "new-job";
const ANOTHER: &str = "another-job";

/// What the job is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To debrief an interview of it.
    Debrief(Option<Length>),
    /// To note an interview.
    Interview,
    /// To move one.
    Reschedule,
    /// To call one off.
    Cancel,
    /// To debrief an interview of this job again, or a new one.
    Round {
        /// The job.
        process: Id,
        /// The length, where it was chosen.
        length: Option<Length>,
    },
    /// For another talk about it.
    About(About),
}

/// The talks that are about one job and can be asked for by a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// News, where it is known which.
    Heard(Option<News>),
    /// How the wait is held.
    Waiting,
    /// Taking oneself out.
    Withdrawal,
    /// Feedback that arrived.
    Feedback,
    /// The dream watch.
    Dream,
    /// An offer.
    Offer,
    /// A counter-offer.
    CounterOffer,
    /// A letter, where it is known which.
    Letter(Option<LetterKind>),
}

/// The candidates when it was asked, newest first.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// What for.
    pub purpose: Purpose,
    /// Processes (for a debrief or a new interview) or rounds (to move or call off).
    pub candidates: Vec<Id>,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Job {
    /// Waiting for one of the first six.
    First(Opening),
    /// Waiting for one of the rest.
    More(Opening),
    /// One was chosen.
    Chosen(Id),
    /// A new one is to be noted.
    New,
}

impl Job {
    pub(super) fn open(opening: &Opening) -> Self {
        Self::First(opening.clone())
    }
}

impl Machine for Job {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::First(opening) => Some(opening.first()),
            Self::More(_) => Some(D0_MORE),
            Self::Chosen(_) | Self::New => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        let (question, opening, shown) = match self {
            Self::First(opening) => {
                (opening.first(), opening, opening.candidates.iter().take(PAGE).collect::<Vec<_>>())
            }
            Self::More(opening) => (D0_MORE, opening, opening.candidates.iter().skip(PAGE).collect()),
            Self::Chosen(_) | Self::New => return Vec::new(),
        };
        let mut choices: Vec<Choice> = shown.into_iter().map(|id| candidate(*id, view)).collect();
        if matches!(self, Self::First(_)) && opening.candidates.len() > PAGE {
            choices.push(Choice::named(ANOTHER, say::job_another()));
        }
        if opening.purpose.may_be_new() {
            let label = match opening.purpose {
                Purpose::Round { .. } => say::job_new_round(),
                _ => say::job_new(),
            };
            choices.push(Choice::named(NEW, label));
        }
        let prompt = match opening.purpose {
            Purpose::Debrief(_) => say::debrief_d0(),
            Purpose::Interview | Purpose::About(_) => say::job_which(),
            Purpose::Round { .. } => say::job_round_again(),
            Purpose::Reschedule => say::job_which_moved(),
            Purpose::Cancel => say::job_which_cancelled(),
        };
        vec![needed(question, prompt, Kind::Choice { choices, or_text: false })]
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::First(opening), Answer::Choice(Pick::Named(pick))) if pick == ANOTHER => Ok(Self::More(opening)),
            (Self::First(opening) | Self::More(opening), Answer::Choice(Pick::Named(pick)))
                if pick == NEW && opening.purpose.may_be_new() =>
            {
                Ok(Self::New)
            }
            (Self::First(opening) | Self::More(opening), Answer::Choice(Pick::Thing(id)))
                if opening.candidates.contains(id) =>
            {
                Ok(Self::Chosen(*id))
            }
            (state, _) => Err(state),
        }
    }
}

impl Opening {
    fn first(&self) -> QuestionId {
        match self.purpose {
            Purpose::Round { .. } => D0_ROUND,
            _ => D0,
        }
    }
}

impl Purpose {
    fn may_be_new(self) -> bool {
        matches!(self, Self::Debrief(_) | Self::Interview | Self::Round { .. })
    }
}

fn candidate(id: Id, view: &View<'_>) -> Choice {
    let person = view.person;
    if let Some(process) = person.process(id) {
        return Choice::thing(id, &process.nickname);
    }
    let round = person.round(id).and_then(|round| Some((round, person.process(round.process)?)));
    match round {
        Some((round, process)) => Choice::thing(id, say::job_round(&process.nickname, round.start)),
        None => Choice::thing(id, say::job_new()),
    }
}
