//! A letter, drafted (§8).

use super::{Machine, Opening as Any, View, record::Record};
use crate::{
    Answer, Id, Person, QuestionId,
    ask::{Part, Pick},
    vocabulary::{LetterKind, LetterQuestion},
};
use jiff::civil;
use serde::{Deserialize, Serialize};

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// Which of L1 to L12; asked where it is not known.
    pub kind: Option<LetterKind>,
    /// The job.
    pub process: Option<Id>,
    /// The talk that it came out of: an offer, a no, a debrief.
    pub about: Option<Id>,
    /// Whether "keep as a draft until tomorrow" comes first: after a no, when it hurts (§3).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_first: bool,
    /// L7: what to ask, in any order; [`Question::of`] points into `about`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
}

/// One thing to ask in L7. What it quotes stays where it was told, and goes when it is deleted there.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Question {
    /// What is asked.
    pub ask: LetterQuestion,
    /// Answers, or listed items (`name:item`), of the talk it came out of: the promise; or what the
    /// advert said and what the offer says, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<QuestionId>,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Letter {
    /// Nothing is asked yet.
    Done,
}

impl Letter {
    pub(super) fn open(_opening: &Opening) -> Self {
        Self::Done
    }
}

impl Machine for Letter {
    fn question(&self) -> Option<QuestionId> {
        None
    }

    fn parts(&self, _: &View<'_>) -> Vec<Part> {
        Vec::new()
    }

    fn answer(self, _: &Answer) -> Result<Self, Self> {
        Err(self)
    }
}

/// Was it sent? Asked once; only "sent" counts (§8).
pub const SENT: QuestionId = QuestionId::new("L.sent");
/// The choice of [`SENT`] that confirms it.
pub const WAS_SENT: &str = "sent";

/// When letters of these kinds were sent to an employer, as far as that was confirmed, oldest first.
#[must_use]
pub fn sent(person: &Person, kinds: &[LetterKind], process: Id) -> Vec<(Id, civil::DateTime)> {
    let sent = |record: &Record| {
        let Any::Letter(opening) = &record.opening else { return None };
        let kept = record.kept(&SENT)?;
        let was = kept.answer == Answer::Choice(Pick::Named(WAS_SENT.into()));
        (was && opening.kind.is_some_and(|kind| kinds.contains(&kind)) && opening.process == Some(process))
            .then_some((record.id, kept.local))
    };
    let mut sent: Vec<_> = person.talks().filter_map(sent).collect();
    sent.sort_by_key(|(_, at)| *at);
    sent
}

/// Whether a letter of this kind was begun for this job, sent or not.
#[must_use]
pub fn drafted(person: &Person, kind: LetterKind, process: Id) -> bool {
    let of = |record: &Record| matches!(&record.opening, Any::Letter(letter) if letter.kind == Some(kind) && letter.process == Some(process));
    person.talks().any(of)
}
