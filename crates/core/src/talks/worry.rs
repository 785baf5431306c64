//! W3: putting a worry down (§2).

use super::{Machine, View, part};
use crate::{
    Answer, Id, QuestionId,
    answer::YesNo,
    ask::{Choice, Kind, Part, Pick, Range},
    vocabulary::Parked,
    waiting, wording as say,
};

/// The worry itself.
pub const W3: QuestionId = QuestionId::new("W3");
/// Is there anything you can do about it?
pub const CAN: QuestionId = QuestionId::new("W3.can");
/// The one action.
pub const ACTION: QuestionId = QuestionId::new("W3.action");
/// By when?
pub const BY: QuestionId = QuestionId::new("W3.by");
/// Keep it or bin it?
pub const KEEP: QuestionId = QuestionId::new("W3.keep");
/// Which of the parked ones is to go?
pub const PARKED: QuestionId = QuestionId::new("W3.parked");

const SEE: &str = "see-parked";
const LEAVE: &str = "leave-parked";

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Worry {
    /// Waiting for the worry.
    Tell,
    /// Waiting for whether anything can be done.
    Can,
    /// Waiting for the one action.
    Action,
    /// Waiting for its day; whether there is an action.
    By,
    /// Nothing can be done: waiting for whether to keep it.
    Keep,
    /// Waiting for which of the parked ones is to go.
    Parked,
    /// What became of it.
    Done(Became),
}

/// What became of a worry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Became {
    /// Nothing was put down.
    Nothing,
    /// An action; with a day or without.
    Action {
        /// Whether a day was set.
        dated: bool,
    },
    /// Kept, out of sight.
    Parked,
    /// Its text goes.
    Binned,
    /// The text of this earlier one goes.
    BinnedOther(Id),
}

impl Worry {
    pub(super) fn open() -> Self {
        Self::Tell
    }
}

impl Machine for Worry {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Tell => Some(W3),
            Self::Can => Some(CAN),
            Self::Action => Some(ACTION),
            Self::By => Some(BY),
            Self::Keep => Some(KEEP),
            Self::Parked => Some(PARKED),
            Self::Done(_) => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        match self {
            Self::Tell => {
                let parked = waiting::parked(view.person).len();
                let kind = if parked == 0 {
                    Kind::Text
                } else {
                    Kind::Choice { choices: vec![Choice::named(SEE, say::worry_see(parked))], or_text: true }
                };
                vec![part(W3, say::worry_w3(), kind)]
            }
            Self::Can => vec![part(CAN, say::worry_can(), Kind::YesNo)],
            Self::Action => vec![part(ACTION, say::worry_action(), Kind::Text)],
            Self::By => {
                let kind = Kind::When { range: Range::Future, hour: false, choices: Vec::new() };
                vec![part(BY, say::worry_by(), kind)]
            }
            Self::Keep => {
                vec![part(KEEP, say::worry_keep(), Kind::Choice { choices: Parked::choices(), or_text: false })]
            }
            Self::Parked => {
                let parked = waiting::parked(view.person);
                let mut choices: Vec<_> = parked.iter().map(|(id, text)| Choice::thing(*id, *text)).collect();
                choices.push(Choice::named(LEAVE, say::worry_leave()));
                vec![part(PARKED, say::worry_parked(), Kind::Choice { choices, or_text: false })]
            }
            Self::Done(_) => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Tell, Answer::Text(_)) => Ok(Self::Can),
            (Self::Tell, Answer::Choice(Pick::Named(id))) if id == SEE => Ok(Self::Parked),
            (Self::Tell, Answer::Skipped) => Ok(Self::Done(Became::Nothing)),
            (Self::Can, Answer::YesNo(YesNo::Yes)) => Ok(Self::Action),
            (Self::Can, Answer::YesNo(_) | Answer::Skipped) => Ok(Self::Keep),
            (Self::Action, Answer::Text(_)) => Ok(Self::By),
            (Self::Action, Answer::Skipped) => Ok(Self::Keep),
            (Self::By, Answer::When(_)) => Ok(Self::Done(Became::Action { dated: true })),
            (Self::By, Answer::Skipped) => Ok(Self::Done(Became::Action { dated: false })),
            (Self::Keep, Answer::Choice(pick)) => match Parked::from_pick(pick) {
                Some(Parked::Keep) => Ok(Self::Done(Became::Parked)),
                Some(Parked::Bin) => Ok(Self::Done(Became::Binned)),
                None => Err(Self::Keep),
            },
            (Self::Keep, Answer::Skipped) => Ok(Self::Done(Became::Parked)),
            (Self::Parked, Answer::Choice(Pick::Thing(id))) => Ok(Self::Done(Became::BinnedOther(*id))),
            (Self::Parked, Answer::Choice(Pick::Named(id))) if id == LEAVE => Ok(Self::Done(Became::Nothing)),
            (Self::Parked, Answer::Skipped) => Ok(Self::Done(Became::Nothing)),
            (state, _) => Err(state),
        }
    }
}
