//! What letters are made of, and which letter lacks what.

use super::Notes;
use crate::{
    Answer, QuestionId,
    ask::{Choice, Kind, Pick, Range},
    say::Block,
    vocabulary::LetterKind as L,
    wording as say,
};

macro_rules! slots {
    ($( $(#[$doc:meta])* $name:ident = $id:literal ),+ $(,)?) => {
        /// Something a letter says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Slot { $( $(#[$doc])* $name ),+ }

        impl Slot {
            /// The name of its question.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $( Self::$name => $id ),+ }
            }

            /// Its question.
            #[must_use]
            pub const fn question(self) -> QuestionId {
                QuestionId::new(self.id())
            }

            /// The same, asked more simply.
            #[must_use]
            pub const fn simply(self) -> QuestionId {
                match self { $( Self::$name => QuestionId::new(concat!($id, ".simply")) ),+ }
            }
        }
    };
}

slots! {
    /// Who it is written to.
    To = "L.to",
    /// The role.
    Role = "L.role",
    /// The day they met.
    Day = "L.day",
    /// One concrete thing from that day.
    Detail = "L.detail",
    /// The part of the job they are keener on now.
    Keener = "L.keener",
    /// What they wished they had said.
    Wished = "L.wished",
    /// When news was expected.
    Expected = "L.expected",
    /// Whether somebody was chosen.
    Chosen = "L.chosen",
    /// The organisation.
    Organisation = "L.organisation",
    /// Why there.
    Because = "L.because",
    /// One or two skills they are building.
    Skills = "L.skills",
    /// What of the organisation they will follow.
    Follow = "L.follow",
    /// By when they would answer.
    By = "L.by",
    /// The reason, where one is given.
    Why = "L.why",
    /// What they want to ask.
    Questions = "L.questions",
    /// The date of the letter with the terms.
    Terms = "L.terms",
    /// The first day.
    Start = "L.start",
    /// A change that was agreed.
    Agreed = "L.agreed",
    /// Whom they enjoyed meeting.
    Whom = "L.whom",
    /// How long the other offer stands.
    Until = "L.until",
    /// What could be better.
    Item = "L.item",
    /// The reason for it.
    ItemWhy = "L.item.why",
    /// A second thing.
    Second = "L.second",
    /// The reason for that.
    SecondWhy = "L.second.why",
    /// What they gave up for the offer.
    Lost = "L.lost",
    /// When they had accepted.
    AcceptedOn = "L.accepted-on",
    /// How they sign.
    Me = "L.me",
}

/// The choice of [`Slot::To`] for a letter to nobody by name.
pub const NOBODY: &str = "nobody";
/// The choices of [`Slot::Lost`].
pub const ACCEPTED: &str = "accepted";
/// They had turned down other work.
pub const TURNED_DOWN: &str = "turned-down";
/// Neither.
pub const NEITHER: &str = "neither";

/// Everything this letter says, in the order in which it is asked for.
#[must_use]
pub fn of(notes: &Notes) -> Vec<Slot> {
    use Slot as S;
    let lost = |id: &str| matches!(notes.told(S::Lost), Some(Answer::Choice(Pick::Named(pick))) if pick == id);
    let middle: &[Slot] = match notes.kind {
        L::ThankYou => &[S::Role, S::Day, S::Detail, S::Keener, S::Wished],
        L::Chaser => &[S::Role, S::Day, S::Expected],
        L::ThanksAfterNo | L::FeedbackRequest => &[S::Detail, S::Chosen],
        L::ContinuingInterest => &[S::Organisation, S::Because, S::Skills, S::Follow],
        L::MoreTime => &[S::Role, S::By, S::Why],
        L::InWriting => &[S::Role, S::By],
        L::Clarifying if notes.opening.questions.is_empty() => &[S::Questions],
        L::Clarifying => &[],
        L::Accept => &[S::Role, S::Terms, S::Start, S::Agreed],
        L::Decline => &[S::Whom],
        L::Withdraw => &[S::Role],
        L::LineUpDates => &[S::Until],
        L::BetterTerms if notes.told(S::Second).is_some() => &[S::Item, S::ItemWhy, S::Second, S::SecondWhy],
        L::BetterTerms => &[S::Item, S::ItemWhy, S::Second],
        L::TakenBack if lost(ACCEPTED) => &[S::Lost, S::AcceptedOn],
        L::TakenBack if lost(TURNED_DOWN) => &[S::Lost],
        L::TakenBack => &[S::Lost, S::Role],
    };
    [S::To].iter().chain(middle).chain(&[S::Me]).copied().collect()
}

/// Whether the letter cannot do without it: one concrete detail, and what it is about.
#[must_use]
pub fn is_needed(notes: &Notes, slot: Slot) -> bool {
    use Slot as S;
    match slot {
        S::Role => matches!(notes.kind, L::InWriting | L::Withdraw | L::TakenBack),
        S::Day => notes.kind == L::Chaser,
        S::By => notes.kind == L::MoreTime,
        S::Detail
        | S::Because
        | S::Questions
        | S::Terms
        | S::Whom
        | S::Until
        | S::Item
        | S::ItemWhy
        | S::AcceptedOn => true,
        _ => false,
    }
}

impl Slot {
    /// Whether it takes this answer.
    pub(super) fn takes(self, answer: &Answer) -> bool {
        match (self, answer) {
            (Self::To, Answer::Choice(Pick::Named(pick))) => pick == NOBODY,
            (Self::Lost, Answer::Choice(Pick::Named(pick))) => {
                [ACCEPTED, TURNED_DOWN, NEITHER].contains(&pick.as_ref())
            }
            (Self::Chosen, Answer::YesNo(_)) | (Self::Questions, Answer::Items(_) | Answer::Done) => true,
            (slot, Answer::When(_)) => slot.range().is_some(),
            (Self::Lost | Self::Chosen | Self::Questions, _) => false,
            (slot, Answer::Text(text)) => slot.range().is_none() && !text.reveal().trim().is_empty(),
            _ => false,
        }
    }

    /// Which days it can be; nothing where it is no day.
    fn range(self) -> Option<Range> {
        match self {
            Self::Day | Self::Terms | Self::AcceptedOn => Some(Range::Past),
            Self::By | Self::Start | Self::Until => Some(Range::Future),
            Self::Expected => Some(Range::Any),
            _ => None,
        }
    }

    pub(super) fn kind(self) -> Kind {
        match self {
            Self::To => Kind::Choice { choices: vec![Choice::named(NOBODY, say::letter_to_nobody())], or_text: true },
            Self::Lost => Kind::Choice {
                choices: vec![
                    Choice::named(ACCEPTED, say::letter_lost_accepted()),
                    Choice::named(TURNED_DOWN, say::letter_lost_turned_down()),
                    Choice::named(NEITHER, say::letter_lost_neither()),
                ],
                or_text: false,
            },
            Self::Chosen => Kind::YesNo,
            Self::Questions => Kind::Items { so_far: 0, max: super::draft::MOST },
            slot => match slot.range() {
                Some(range) => Kind::When { range, hour: false, choices: Vec::new() },
                None => Kind::Text,
            },
        }
    }

    /// How it is asked.
    pub(super) fn prompt(self, notes: &Notes) -> Block {
        match self {
            Self::To => say::letter_ask_to(),
            Self::Role => say::letter_ask_role(),
            Self::Day => say::letter_ask_day(),
            Self::Detail if notes.kind == L::ThankYou => say::letter_ask_detail(),
            Self::Detail => say::letter_ask_liked(),
            Self::Keener => say::letter_ask_keener(),
            Self::Wished => say::letter_ask_wished(),
            Self::Expected => say::letter_ask_expected(),
            Self::Chosen => say::letter_ask_chosen(),
            Self::Organisation => say::letter_ask_organisation(),
            Self::Because => say::letter_ask_because(),
            Self::Skills => say::letter_ask_skills(),
            Self::Follow => say::letter_ask_follow(),
            Self::By => say::letter_ask_by(),
            Self::Why => say::letter_ask_why(),
            Self::Questions => say::letter_ask_questions(),
            Self::Terms => say::letter_ask_terms(),
            Self::Start => say::letter_ask_start(),
            Self::Agreed => say::letter_ask_agreed(),
            Self::Whom => say::letter_ask_whom(),
            Self::Until => say::letter_ask_until(),
            Self::Item => say::letter_ask_item(),
            Self::ItemWhy => say::letter_ask_item_why(),
            Self::Second => say::letter_ask_second(),
            Self::SecondWhy => say::letter_ask_second_why(),
            Self::Lost => say::letter_ask_lost(),
            Self::AcceptedOn => say::letter_ask_accepted_on(),
            Self::Me => say::letter_ask_me(),
        }
    }

    /// How it is asked a second time.
    pub(super) fn simpler(self) -> Block {
        match self {
            Self::Detail => say::letter_simply_detail(),
            Self::Because => say::letter_simply_because(),
            Self::Whom => say::letter_simply_whom(),
            Self::Questions => say::letter_simply_questions(),
            Self::Item => say::letter_simply_item(),
            Self::ItemWhy => say::letter_simply_item_why(),
            slot if slot.range().is_some() => say::letter_simply_day(),
            _ => say::letter_simply_role(),
        }
    }
}
