//! Rehearsing a card (§1): the question only, the answer aloud or typed, the card, "better, same, worse?"

use super::{Machine, View, part};
use crate::{
    Answer, QuestionId,
    ask::{Choice, Kind, Part},
    sheet::cards::{self, CardId},
    vocabulary::Compared,
    wording as say,
};

/// Answer it, aloud or typed.
pub const REHEARSE: QuestionId = QuestionId::new("rehearse");
/// How did it go beside the card?
pub const COMPARED: QuestionId = QuestionId::new("rehearse.compared");

const ALOUD: &str = "aloud";

/// Where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rehearsal {
    /// The question was shown; waiting for the answer.
    Answering(CardId),
    /// The card was revealed; waiting for the comparison.
    Comparing(CardId),
    /// Not now.
    Left,
    /// Compared.
    Done(CardId, Compared),
}

impl Rehearsal {
    pub(super) fn open(card: CardId) -> Self {
        Self::Answering(card)
    }
}

impl Machine for Rehearsal {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Answering(_) => Some(REHEARSE),
            Self::Comparing(_) => Some(COMPARED),
            Self::Left | Self::Done(..) => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        match self {
            Self::Answering(card) => {
                let prompt = match cards::card(view.person, *card) {
                    Some(card) => say::rehearse_question(&card.question),
                    None => say::rehearse_gone(),
                };
                let choices = vec![Choice::named(ALOUD, say::rehearse_aloud())];
                vec![part(REHEARSE, prompt, Kind::Choice { choices, or_text: true })]
            }
            Self::Comparing(card) => {
                let mut prompt: Vec<_> = cards::card(view.person, *card).iter().flat_map(cards::Card::blocks).collect();
                prompt.push(say::rehearse_compared());
                let kind = Kind::Choice { choices: Compared::choices(), or_text: false };
                vec![Part { prompt, ..part(COMPARED, say::rehearse_compared(), kind) }]
            }
            Self::Left | Self::Done(..) => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Answering(card), Answer::Text(_) | Answer::Choice(_)) => Ok(Self::Comparing(card)),
            (Self::Answering(_) | Self::Comparing(_), Answer::Skipped) => Ok(Self::Left),
            (Self::Comparing(card), Answer::Choice(pick)) => match Compared::from_pick(pick) {
                Some(compared) => Ok(Self::Done(card, compared)),
                None => Err(Self::Comparing(card)),
            },
            (state, _) => Err(state),
        }
    }
}
