//! A letter, drafted (§8): what it lacks is asked, then the draft is shown to copy.
//!
//! A draft with a gap is never shown. What it cannot do without is asked a
//! second time, more simply, and after that the letter waits.

pub mod draft;
pub mod slots;

use super::{Machine, Opening as Any, Settled, View, part, record::Record};
use crate::{
    Answer, Id, Person, QuestionId,
    advice::answers::Term,
    answer::YesNo,
    ask::{Choice, Kind, Part, Pick},
    say::Block,
    vocabulary::{LetterKind, LetterQuestion},
    wording as say,
};
use jiff::civil;
use serde::{Deserialize, Serialize};
use slots::Slot;

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
    /// What changed, where only that is known: it was ticked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
}

impl Question {
    /// One that quotes nothing.
    #[must_use]
    pub fn plain(ask: LetterQuestion) -> Self {
        Self { ask, of: Vec::new(), term: None }
    }
}

/// Which letter?
pub const WHICH: QuestionId = QuestionId::new("L.which");
/// One of the others?
pub const OTHERS: QuestionId = QuestionId::new("L.which.others");
/// The draft: copy it, change it, keep it?
pub const DRAFT: QuestionId = QuestionId::new("L.draft");
/// What is to change?
pub const CHANGE: QuestionId = QuestionId::new("L.change");
/// Their own version of the whole text.
pub const OWN: QuestionId = QuestionId::new("L.own");
/// Was it sent? Asked once; only "sent" counts (§8).
pub const SENT: QuestionId = QuestionId::new("L.sent");
/// The choice of [`SENT`] that confirms it.
pub const WAS_SENT: &str = "sent";
/// Not yet: asked about once more.
pub const NOT_YET: &str = "not-yet";
/// The choice of [`DRAFT`] that keeps it until tomorrow.
pub const KEEP: &str = "keep";

const WONT: &str = "wont";
const ANOTHER: &str = "another-letter";
const USE: &str = "use";
const CHANGE_IT: &str = "change";
const OWN_TEXT: &str = "own";
const LEAVE: &str = "leave";

/// What is known of a letter.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Notes {
    /// The facts fixed when it began.
    pub opening: Opening,
    /// Which letter.
    pub kind: LetterKind,
    told: Vec<(Slot, Answer)>,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Letter {
    /// Waiting for which letter.
    Which(Opening),
    /// Waiting for which of the others.
    Others(Opening),
    /// Waiting for something it lacks.
    Asking(Box<Notes>, Slot),
    /// Waiting for the same, asked more simply.
    Simply(Box<Notes>, Slot),
    /// The draft is shown.
    Shown(Box<Notes>),
    /// Waiting for what is to change.
    Changing(Box<Notes>),
    /// Waiting for their own version.
    Own(Box<Notes>),
    /// Waiting for whether it was sent.
    Sent(Box<Notes>),
    /// Kept as a draft until tomorrow.
    Kept,
    /// Something it cannot do without is not known yet.
    Waits,
    /// Left.
    Left,
    /// Sent, not yet, or never: as it was said.
    Done(Outcome),
}

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Confirmed sent.
    Sent,
    /// Not yet.
    NotYet,
    /// It will not be sent, or nobody said.
    Unsent,
}

impl Letter {
    pub(super) fn open(opening: &Opening) -> Self {
        match opening.kind {
            Some(kind) => Self::begin(opening.clone(), kind),
            None => Self::Which(opening.clone()),
        }
    }

    fn begin(opening: Opening, kind: LetterKind) -> Self {
        Self::next(Box::new(Notes { opening, kind, told: Vec::new() }))
    }

    /// Which letter it is, while it is being drafted.
    #[must_use]
    pub fn kind(&self) -> Option<LetterKind> {
        match self {
            Self::Asking(notes, _)
            | Self::Simply(notes, _)
            | Self::Shown(notes)
            | Self::Changing(notes)
            | Self::Own(notes)
            | Self::Sent(notes) => Some(notes.kind),
            Self::Which(_) | Self::Others(_) | Self::Kept | Self::Waits | Self::Left | Self::Done(_) => None,
        }
    }

    /// The next thing that it lacks, or the draft.
    fn next(notes: Box<Notes>) -> Self {
        match notes.lacks() {
            Some(slot) => Self::Asking(notes, slot),
            None => Self::Shown(notes),
        }
    }
}

impl Notes {
    /// What was told for a slot; nothing where it was skipped.
    #[must_use]
    pub fn told(&self, slot: Slot) -> Option<&Answer> {
        let told = self.told.iter().rev().find(|(known, _)| *known == slot);
        told.map(|(_, answer)| answer).filter(|answer| **answer != Answer::Skipped)
    }

    fn lacks(&self) -> Option<Slot> {
        let asked = |slot: &Slot| self.told.iter().any(|(known, _)| known == slot);
        slots::of(self).into_iter().find(|slot| !asked(slot))
    }

    fn tell(mut self: Box<Self>, slot: Slot, answer: &Answer) -> Letter {
        self.told.push((slot, answer.clone()));
        Letter::next(self)
    }

    /// The agency it goes to.
    fn agency(&self, view: &View<'_>) -> Option<Block> {
        let process = view.person.process(self.opening.process?)?;
        process.agency.as_ref().map(say::letter_goes_to_agency)
    }
}

impl Machine for Letter {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Which(_) => Some(WHICH),
            Self::Others(_) => Some(OTHERS),
            Self::Asking(_, slot) => Some(slot.question()),
            Self::Simply(_, slot) => Some(slot.simply()),
            Self::Shown(_) => Some(DRAFT),
            Self::Changing(_) => Some(CHANGE),
            Self::Own(_) => Some(OWN),
            Self::Sent(_) => Some(SENT),
            Self::Kept | Self::Waits | Self::Left | Self::Done(_) => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        match self {
            Self::Which(opening) => {
                let fit = fitting(opening, view.person).into_iter();
                let mut choices: Vec<_> =
                    fit.filter(|kind| may_go(*kind, opening, view.person)).map(LetterKind::choice).collect();
                choices.push(Choice::named(ANOTHER, say::letter_another()));
                vec![part(WHICH, say::letter_which(), Kind::Choice { choices, or_text: false })]
            }
            Self::Others(opening) => {
                let fit = fitting(opening, view.person);
                let others =
                    LetterKind::ALL.iter().filter(|kind| !fit.contains(kind) && may_go(**kind, opening, view.person));
                let choices = others.map(|kind| kind.choice()).collect();
                vec![part(OTHERS, say::letter_which(), Kind::Choice { choices, or_text: false })]
            }
            Self::Asking(notes, slot) => {
                let mut asked = part(slot.question(), slot.prompt(notes), slot.kind());
                if *slot == Slot::To
                    && let Some(goes) = notes.agency(view)
                {
                    asked.prompt.insert(0, goes);
                }
                vec![asked]
            }
            Self::Simply(_, slot) => vec![part(slot.simply(), slot.simpler(), slot.kind())],
            Self::Shown(notes) => vec![shown(notes, view)],
            Self::Changing(notes) => {
                let choice = |slot: &Slot| Choice::named(slot.id(), slot.prompt(notes));
                let choices = slots::of(notes).iter().map(choice).collect();
                vec![part(CHANGE, say::letter_change_what(), Kind::Choice { choices, or_text: false })]
            }
            Self::Own(_) => vec![part(OWN, say::letter_own_text(), Kind::Text)],
            Self::Sent(_) => {
                let choices = vec![
                    Choice::named(WAS_SENT, say::letter_sent_yes()),
                    Choice::named(NOT_YET, say::letter_sent_not_yet()),
                    Choice::named(WONT, say::letter_sent_wont()),
                ];
                vec![part(SENT, say::letter_sent(), Kind::Choice { choices, or_text: false })]
            }
            Self::Kept | Self::Waits | Self::Left | Self::Done(_) => Vec::new(),
        }
    }

    fn settle(&self, answer: &Answer) -> Vec<Settled> {
        let draft_again = || Settled::Withdraw(DRAFT);
        match (self, answer) {
            // What is to change is asked again, and the draft is shown anew.
            (Self::Changing(notes), Answer::Choice(Pick::Named(pick))) => {
                let slot = slots::of(notes).into_iter().find(|slot| slot.id() == pick);
                slot.map_or_else(Vec::new, |slot| {
                    vec![draft_again(), Settled::Withdraw(slot.simply()), Settled::Withdraw(slot.question())]
                })
            }
            (Self::Changing(_) | Self::Own(_), Answer::Skipped) => vec![draft_again()],
            (Self::Changing(_), _) => Vec::new(),
            _ => self.question().map(|question| Settled::Answer(question, answer.clone())).into_iter().collect(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Which(opening), Answer::Choice(Pick::Named(pick))) if pick == ANOTHER => Ok(Self::Others(opening)),
            (Self::Which(opening), Answer::Choice(pick)) => match LetterKind::from_pick(pick) {
                Some(kind) => Ok(Self::begin(opening, kind)),
                None => Err(Self::Which(opening)),
            },
            (Self::Others(opening), Answer::Choice(pick)) => match LetterKind::from_pick(pick) {
                Some(kind) => Ok(Self::begin(opening, kind)),
                None => Err(Self::Others(opening)),
            },
            (Self::Which(_) | Self::Others(_), Answer::Skipped) => Ok(Self::Left),
            (Self::Asking(notes, slot), Answer::Skipped) if slots::is_needed(&notes, slot) => {
                Ok(Self::Simply(notes, slot))
            }
            (Self::Asking(notes, slot), answer) if *answer == Answer::Skipped || slot.takes(answer) => {
                Ok(notes.tell(slot, answer))
            }
            (Self::Simply(_, _), Answer::Skipped) => Ok(Self::Waits),
            (Self::Simply(notes, slot), answer) if slot.takes(answer) => Ok(notes.tell(slot, answer)),
            (Self::Shown(_), Answer::Skipped) => Ok(Self::Left),
            (Self::Shown(notes), Answer::Choice(Pick::Named(pick))) => match pick.as_ref() {
                USE => Ok(Self::Sent(notes)),
                CHANGE_IT => Ok(Self::Changing(notes)),
                OWN_TEXT => Ok(Self::Own(notes)),
                KEEP => Ok(Self::Kept),
                LEAVE => Ok(Self::Left),
                _ => Err(Self::Shown(notes)),
            },
            (Self::Own(notes), Answer::Text(_)) => Ok(Self::Sent(notes)),
            (Self::Sent(_), Answer::Skipped) => Ok(Self::Done(Outcome::Unsent)),
            (Self::Sent(notes), Answer::Choice(Pick::Named(pick))) => match pick.as_ref() {
                WAS_SENT => Ok(Self::Done(Outcome::Sent)),
                NOT_YET => Ok(Self::Done(Outcome::NotYet)),
                WONT => Ok(Self::Done(Outcome::Unsent)),
                _ => Err(Self::Sent(notes)),
            },
            (state, _) => Err(state),
        }
    }
}

/// The draft, as text to copy, and what can be done with it.
fn shown(notes: &Notes, view: &View<'_>) -> Part {
    let mut choices = vec![
        Choice::named(USE, say::letter_use()),
        Choice::named(CHANGE_IT, say::letter_change()),
        Choice::named(OWN_TEXT, say::letter_own()),
        Choice::named(LEAVE, say::letter_leave()),
    ];
    let place = if notes.opening.keep_first { 0 } else { 3 };
    choices.insert(place, Choice::named(KEEP, say::letter_keep()));
    let mut prompt = Vec::new();
    match draft::letter(notes, view.person) {
        Some(letter) => {
            prompt.push(say::letter_here());
            prompt.extend(notes.agency(view));
            prompt.push(letter);
            prompt.extend(draft::second_list(notes, view.person));
            prompt.push(say::letter_ready());
        }
        // All that it would have asked was deleted where it was told.
        None => {
            choices.retain(|choice| [OWN_TEXT, LEAVE].iter().any(|id| choice.pick == Pick::Named((*id).into())));
            prompt.push(say::letter_nothing_left());
        }
    }
    Part { question: DRAFT, prompt, kind: Kind::Choice { choices, or_text: false }, skippable: true }
}

/// Never more than two notes that ask for news (§2).
fn may_go(kind: LetterKind, opening: &Opening, person: &Person) -> bool {
    let chased = |process| crate::waiting::chased(person, process).count() >= crate::waiting::MOST_NOTES;
    kind != LetterKind::Chaser || !opening.process.is_some_and(chased)
}

/// The letters that fit where the job stands, the likeliest first.
fn fitting(opening: &Opening, person: &Person) -> Vec<LetterKind> {
    use crate::vocabulary::ProcessState as State;
    use LetterKind as L;
    let state = opening.process.and_then(|process| person.process(process)).map(|process| process.state);
    match state {
        Some(State::Rejected | State::Learning | State::LetGo | State::DreamWatch | State::PostPulled) => {
            vec![L::ThanksAfterNo, L::FeedbackRequest, L::ContinuingInterest]
        }
        Some(State::Offered | State::Deciding) => {
            vec![L::Clarifying, L::MoreTime, L::InWriting, L::BetterTerms, L::Accept, L::Decline]
        }
        Some(State::Accepted | State::Started) => vec![L::Accept, L::Decline, L::TakenBack],
        Some(State::WithdrawnByThem) => vec![L::TakenBack],
        // An offer elsewhere is the more pressing news.
        _ if opening
            .process
            .is_some_and(|process| crate::reminders::offer::elsewhere(person, process).next().is_some()) =>
        {
            vec![L::LineUpDates, L::ThankYou, L::Chaser, L::Withdraw]
        }
        _ => vec![L::ThankYou, L::Chaser, L::LineUpDates, L::Withdraw],
    }
}

/// Which letter it is, where that is known.
#[must_use]
pub fn kind(record: &Record) -> Option<LetterKind> {
    let Any::Letter(opening) = &record.opening else { return None };
    let picked = |question| match &record.kept(&question)?.answer {
        Answer::Choice(pick) => LetterKind::from_pick(pick),
        _ => None,
    };
    opening.kind.or_else(|| picked(WHICH)).or_else(|| picked(OTHERS))
}

/// When letters of these kinds were sent to an employer, as far as that was confirmed, oldest first.
#[must_use]
pub fn sent(person: &Person, kinds: &[LetterKind], process: Id) -> Vec<(Id, civil::DateTime)> {
    let sent = |record: &Record| {
        let Any::Letter(opening) = &record.opening else { return None };
        let kept = record.kept(&SENT)?;
        let was = kept.answer == Answer::Choice(Pick::Named(WAS_SENT.into()));
        (was && kind(record).is_some_and(|kind| kinds.contains(&kind)) && opening.process == Some(process))
            .then_some((record.id, kept.local))
    };
    let mut sent: Vec<_> = person.talks().filter_map(sent).collect();
    sent.sort_by_key(|(_, at)| *at);
    sent
}

fn is_yes(answer: Option<&Answer>) -> bool {
    matches!(answer, Some(Answer::YesNo(YesNo::Yes)))
}

/// Whether a letter of this kind was begun for this job, sent or not.
#[must_use]
pub fn drafted(person: &Person, kind: LetterKind, process: Id) -> bool {
    let of = |record: &Record| matches!(&record.opening, Any::Letter(letter) if letter.kind == Some(kind) && letter.process == Some(process));
    person.talks().any(of)
}
