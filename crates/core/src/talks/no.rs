//! R1 and R2: a no has come (§3).
//!
//! How are you, and when to look at it: now, tomorrow, or in a few days. Whoever
//! looks later is offered a short thank-you, ready to send, and nothing else that day.

use super::{Machine, View, part};
use crate::{
    Answer, Id, Private, QuestionId,
    ask::{Choice, Kind, Part},
    vocabulary::{Look, Reply},
    wording as say,
};
use serde::{Deserialize, Serialize};

/// How are you?
pub const R1: QuestionId = QuestionId::new("R1");
/// When shall we look at it?
pub const R2: QuestionId = QuestionId::new("R2");
/// Later: a thank-you alone?
pub const R2_LETTER: QuestionId = QuestionId::new("R2.letter");
/// A draft of their own, held until tomorrow.
pub const R2_HELD: QuestionId = QuestionId::new("R2.held");

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The job.
    pub process: Id,
    /// Whether the post was pulled: nobody was chosen over them.
    pub pulled: bool,
    /// Whether it came after a later round: R2 then defaults to "a few days".
    #[serde(default)]
    pub late_round: bool,
}

/// What is known so far.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Notes {
    /// How it began.
    pub opening: Opening,
    /// R1.
    pub mood: Option<u8>,
    /// R2.
    pub look: Option<Look>,
    /// The letter, where it is looked at later.
    pub reply: Option<Reply>,
    /// Their own draft.
    pub held: Option<Private>,
}

impl Notes {
    /// When it is looked at where nobody says: tomorrow, or in a few days where that is kinder.
    #[must_use]
    pub fn default_look(&self) -> Look {
        if is_low(self.mood) || self.opening.late_round { Look::FewDays } else { Look::Tomorrow }
    }
}

/// Whether somebody is low enough for a letter to wait until tomorrow (§3, when to send).
pub(super) fn is_low(mood: Option<u8>) -> bool {
    matches!(mood, Some(..=2))
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum No {
    /// R1: how are you?
    Mood(Notes),
    /// R2: when shall we look at it?
    When(Notes),
    /// Later: a thank-you alone?
    Letter(Notes),
    /// Held until tomorrow: their own words, if they like.
    Held(Notes),
    /// Known.
    Done(Notes),
}

impl No {
    pub(super) fn open(opening: &Opening) -> Self {
        Self::Mood(Notes { opening: opening.clone(), mood: None, look: None, reply: None, held: None })
    }

    /// What is known so far.
    #[must_use]
    pub fn notes(&self) -> &Notes {
        match self {
            Self::Mood(notes) | Self::When(notes) | Self::Letter(notes) | Self::Held(notes) | Self::Done(notes) => {
                notes
            }
        }
    }
}

impl Machine for No {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Mood(_) => Some(R1),
            Self::When(_) => Some(R2),
            Self::Letter(_) => Some(R2_LETTER),
            Self::Held(_) => Some(R2_HELD),
            Self::Done(_) => None,
        }
    }

    fn parts(&self, _: &View<'_>) -> Vec<Part> {
        match self {
            Self::Mood(_) => vec![part(R1, say::no_r1(), Kind::Scale { steps: Vec::new() })],
            Self::When(notes) => {
                let default = notes.default_look();
                let others = Look::ALL.iter().copied().filter(|look| *look != default);
                let choices = std::iter::once(default).chain(others).map(Look::choice).collect();
                let prompt = if default == Look::FewDays { say::no_r2_slow() } else { say::no_r2() };
                vec![part(R2, prompt, Kind::Choice { choices, or_text: false })]
            }
            Self::Letter(notes) => {
                let prompt = say::no_letter();
                vec![part(R2_LETTER, prompt, replies(notes.mood, &[Reply::Thanks]))]
            }
            Self::Held(_) => vec![part(R2_HELD, say::no_held(), Kind::Text)],
            Self::Done(_) => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Mood(notes), Answer::Scale(mood @ 1..=5)) => Ok(Self::When(Notes { mood: Some(*mood), ..notes })),
            (Self::Mood(notes), Answer::Skipped) => Ok(Self::When(notes)),
            (Self::When(notes), Answer::Choice(pick)) => match Look::from_pick(pick) {
                Some(look) => Ok(later(Notes { look: Some(look), ..notes })),
                None => Err(Self::When(notes)),
            },
            (Self::When(notes), Answer::Skipped) => Ok(later(Notes { look: Some(notes.default_look()), ..notes })),
            (Self::Letter(notes), Answer::Choice(pick)) => match Reply::from_pick(pick) {
                Some(Reply::Hold) => Ok(Self::Held(Notes { reply: Some(Reply::Hold), ..notes })),
                Some(Reply::Feedback) | None => Err(Self::Letter(notes)),
                reply => Ok(Self::Done(Notes { reply, ..notes })),
            },
            (Self::Letter(notes) | Self::Held(notes), Answer::Skipped) => Ok(Self::Done(notes)),
            (Self::Held(notes), Answer::Text(text)) => Ok(Self::Done(Notes { held: Some(text.clone()), ..notes })),
            (state, _) => Err(state),
        }
    }
}

fn later(notes: Notes) -> No {
    if notes.look == Some(Look::Now) { No::Done(notes) } else { No::Letter(notes) }
}

/// What a letter can be: where the mood is low, keeping it until tomorrow comes first.
pub(super) fn replies(mood: Option<u8>, drafts: &[Reply]) -> Kind {
    let hold = is_low(mood).then_some(Reply::Hold);
    let last = if hold.is_some() { None } else { Some(Reply::Hold) };
    let own = [Reply::Own].into_iter().chain(last).chain([Reply::NotNow]);
    let all = hold.into_iter().chain(drafts.iter().copied()).chain(own);
    Kind::Choice { choices: all.map(Reply::choice).collect::<Vec<Choice>>(), or_text: false }
}
