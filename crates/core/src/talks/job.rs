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
pub const D0_MORE: QuestionId = QuestionId::new(name::D0_MORE);
/// Which of the closed ones?
pub const D0_CLOSED: QuestionId = QuestionId::new(name::D0_CLOSED);
/// The same interview again, or a new one?
pub const D0_ROUND: QuestionId = QuestionId::new("D0.round");

mod name {
    pub(super) const D0_MORE: &str = "D0.more";
    pub(super) const D0_CLOSED: &str = "D0.closed";
}

/// How many are offered at a time (§0: six).
const PAGE: usize = 6;
const NEW: &str = "new-job";
const ANOTHER: &str = "another-job";
const CLOSED: &str = "closed-jobs";

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

impl About {
    /// Whether it can be about a job that was never noted.
    #[must_use]
    pub fn may_be_new(self) -> bool {
        matches!(self, Self::Heard(_) | Self::Offer | Self::Feedback)
    }
}

/// The candidates when it was asked, newest first.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// What for.
    pub purpose: Purpose,
    /// Processes (for a debrief or a new interview) or rounds (to move or call off).
    pub candidates: Vec<Id>,
    /// Processes that are over, shown when asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<Id>,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Job {
    /// Waiting for one of the first six.
    First(Opening),
    /// Waiting for one of the next six; so many were shown before.
    More(Opening, usize),
    /// Waiting for one of the closed ones; so many of them were shown before.
    Closed(Opening, usize),
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
            Self::More(opening, shown) => Some(page(name::D0_MORE, D0_MORE, &opening.candidates, *shown, PAGE)),
            Self::Closed(opening, shown) => Some(page(name::D0_CLOSED, D0_CLOSED, &opening.closed, *shown, 0)),
            Self::Chosen(_) | Self::New => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        let (opening, all, shown) = match self {
            Self::First(opening) => (opening, &opening.candidates, 0),
            Self::More(opening, shown) => (opening, &opening.candidates, *shown),
            Self::Closed(opening, shown) => (opening, &opening.closed, *shown),
            Self::Chosen(_) | Self::New => return Vec::new(),
        };
        let Some(question) = self.question() else { return Vec::new() };
        let mut choices: Vec<Choice> = all.iter().skip(shown).take(PAGE).map(|id| candidate(*id, view)).collect();
        if all.len() > shown + PAGE {
            choices.push(Choice::named(ANOTHER, say::job_another()));
        }
        if !opening.closed.is_empty() && !matches!(self, Self::Closed(..)) {
            choices.push(Choice::named(CLOSED, say::job_closed()));
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
        let Answer::Choice(pick) = answer else { return Err(self) };
        match (self, pick) {
            (Self::First(opening), Pick::Named(pick)) if pick == ANOTHER && opening.candidates.len() > PAGE => {
                Ok(Self::More(opening, PAGE))
            }
            (Self::More(opening, shown), Pick::Named(pick))
                if pick == ANOTHER && opening.candidates.len() > shown + PAGE =>
            {
                Ok(Self::More(opening, shown + PAGE))
            }
            (Self::Closed(opening, shown), Pick::Named(pick))
                if pick == ANOTHER && opening.closed.len() > shown + PAGE =>
            {
                Ok(Self::Closed(opening, shown + PAGE))
            }
            (Self::First(opening) | Self::More(opening, _), Pick::Named(pick))
                if pick == CLOSED && !opening.closed.is_empty() =>
            {
                Ok(Self::Closed(opening, 0))
            }
            (Self::First(opening) | Self::More(opening, _) | Self::Closed(opening, _), Pick::Named(pick))
                if pick == NEW && opening.purpose.may_be_new() =>
            {
                Ok(Self::New)
            }
            (Self::First(opening) | Self::More(opening, _) | Self::Closed(opening, _), Pick::Thing(id))
                if opening.candidates.contains(id) || opening.closed.contains(id) =>
            {
                Ok(Self::Chosen(*id))
            }
            (state, _) => Err(state),
        }
    }
}

/// Each page is a question of its own: the first bears the plain name, the others that of the first thing on them.
fn page(name: &'static str, plain: QuestionId, all: &[Id], shown: usize, first: usize) -> QuestionId {
    match all.get(shown) {
        Some(id) if shown > first => QuestionId::of(name, *id),
        _ => plain,
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
        match self {
            Self::Debrief(_) | Self::Interview | Self::Round { .. } => true,
            Self::Reschedule | Self::Cancel => false,
            Self::About(about) => about.may_be_new(),
        }
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
