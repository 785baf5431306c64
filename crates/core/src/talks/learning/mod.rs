//! R3 to R11: what a no can be turned into (§3), from top to bottom as it is talked.
//!
//! A pulled post is R3, thanks and R10. A no before any interview leaves out what
//! the debrief would tell (R8). A dream has its plan and its date after R7.

pub mod known;
mod notes;
mod wordings;

pub use notes::{Lesson, Many, Notes, Opening};

use super::{Machine, Settled, View};
use crate::{
    Answer, QuestionId,
    answer::{Item, YesNo},
    ask::{Part, Pick},
    vocabulary::{Again, Ready, Reason, Reply, SelfLetter},
};
use std::collections::VecDeque;

macro_rules! questions {
    ($( $(#[$doc:meta])* $name:ident = $id:literal ),+ $(,)?) => {
        $( $(#[$doc])* pub const $name: QuestionId = QuestionId::new($id); )+
    };
}

questions! {
    /// What did they actually say?
    R3 = "R3",
    /// Which reason is closest?
    R4 = "R4",
    /// And your own guess? Never counted.
    R4_GUESS = "R4.guess",
    /// How good a fit was it?
    R6 = "R6",
    /// Still the one?
    R6_DREAM = "R6.dream",
    /// The letter.
    R7 = "R7",
    /// A draft of their own, held until tomorrow.
    R7_HELD = "R7.held",
    /// A dream: what to build over the year.
    R7_PLAN = "R7.plan",
    /// A dream: when to apply again.
    R7_AGAIN = "R7.again",
    /// One thing to keep.
    R8 = "R8",
    /// One thing to change.
    R8_CHANGE = "R8.change",
    /// On the balance sheet?
    R8_SHEET = "R8.sheet",
    /// Words to oneself.
    R9 = "R9",
    /// Keep them, or delete them now?
    R9_KEEP = "R9.keep",
    /// Ready to let it go?
    R10 = "R10",
    /// A dream let go: keep its dates?
    R10_DATES = "R10.dates",
    /// After three noes: a week of rest?
    R11_REST = "R11.rest",
    /// After three noes: a look at the pattern?
    R11_PATTERN = "R11.pattern",
    /// Where next?
    R11 = "R11",
}

/// The first step of one thing in the plan.
pub const R7_STEP: &str = "R7.step";
/// The choice of R8 that takes what the debrief has.
pub const AS_DEBRIEFED: &str = "as-debriefed";
/// What stands in place of words to oneself that were deleted.
pub const DELETED: &str = "deleted";
/// R11: the next small step.
pub const SMALL_STEP: &str = "small-step";
/// R11: nothing, for now.
pub const NOTHING: &str = "nothing-for-now";

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Learning {
    /// R3: what did they say?
    Words(Box<Notes>),
    /// R4: which reason is closest?
    Reason(Box<Notes>),
    /// R4: your own guess?
    Guess(Box<Notes>),
    /// R6: how good a fit?
    Fit(Box<Notes>),
    /// R6: still the one?
    Dream(Box<Notes>),
    /// R7: which letter?
    Letter(Box<Notes>),
    /// R7: held until tomorrow, with their own words if they like.
    Held(Box<Notes>),
    /// A dream: what to build.
    Plan(Box<Notes>),
    /// A dream: the first step of each. The items are still to get one.
    PlanStep(Box<Notes>, VecDeque<Item>),
    /// A dream: when to apply again.
    Again(Box<Notes>),
    /// R8: one thing to keep.
    Keep(Box<Notes>),
    /// R8: one thing to change.
    Change(Box<Notes>),
    /// R8: on the balance sheet?
    OnSheet(Box<Notes>),
    /// R9: words to oneself.
    Write(Box<Notes>),
    /// R9: keep or delete them.
    KeepWords(Box<Notes>),
    /// R10: ready?
    Ready(Box<Notes>),
    /// R10: a dream's dates?
    Dates(Box<Notes>),
    /// After three noes.
    Many(Box<Notes>, Many),
    /// R11: where next?
    Next(Box<Notes>),
    /// The end.
    Done(Box<Notes>),
}

impl Learning {
    pub(super) fn open(opening: &Opening) -> Self {
        Self::Words(Box::new(Notes::new(opening)))
    }

    /// What is known so far.
    #[must_use]
    pub fn notes(&self) -> &Notes {
        match self {
            Self::Words(notes)
            | Self::Reason(notes)
            | Self::Guess(notes)
            | Self::Fit(notes)
            | Self::Dream(notes)
            | Self::Letter(notes)
            | Self::Held(notes)
            | Self::Plan(notes)
            | Self::PlanStep(notes, _)
            | Self::Again(notes)
            | Self::Keep(notes)
            | Self::Change(notes)
            | Self::OnSheet(notes)
            | Self::Write(notes)
            | Self::KeepWords(notes)
            | Self::Ready(notes)
            | Self::Dates(notes)
            | Self::Many(notes, _)
            | Self::Next(notes)
            | Self::Done(notes) => notes,
        }
    }

    /// How many first steps are still to be asked for.
    #[must_use]
    pub fn steps_left(&self) -> usize {
        if let Self::PlanStep(_, left) = self { left.len() } else { 0 }
    }

    /// Whether this comes before R7 is over, so that the branch of R6 still matters.
    #[must_use]
    pub fn is_before_r8(&self) -> bool {
        !matches!(
            self,
            Self::Keep(_)
                | Self::Change(_)
                | Self::OnSheet(_)
                | Self::Write(_)
                | Self::KeepWords(_)
                | Self::Ready(_)
                | Self::Dates(_)
                | Self::Many(..)
                | Self::Next(_)
                | Self::Done(_)
        )
    }
}

impl Machine for Learning {
    fn question(&self) -> Option<QuestionId> {
        Some(match self {
            Self::Words(_) => R3,
            Self::Reason(_) => R4,
            Self::Guess(_) => R4_GUESS,
            Self::Fit(_) => R6,
            Self::Dream(_) => R6_DREAM,
            Self::Letter(_) => R7,
            Self::Held(_) => R7_HELD,
            Self::Plan(_) => R7_PLAN,
            Self::PlanStep(_, left) => QuestionId::of(R7_STEP, left.front()?.id),
            Self::Again(_) => R7_AGAIN,
            Self::Keep(_) => R8,
            Self::Change(_) => R8_CHANGE,
            Self::OnSheet(_) => R8_SHEET,
            Self::Write(_) => R9,
            Self::KeepWords(_) => R9_KEEP,
            Self::Ready(_) => R10,
            Self::Dates(_) => R10_DATES,
            Self::Many(_, Many::Rest) => R11_REST,
            Self::Many(_, Many::Pattern) => R11_PATTERN,
            Self::Next(_) => R11,
            Self::Done(_) => return None,
        })
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        wordings::parts(self, view)
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        use Answer::Skipped;
        match (self, answer) {
            (Self::Words(notes), Answer::Text(_) | Skipped) => {
                Ok(if notes.opening.pulled { letter(notes) } else { Self::Reason(notes) })
            }
            (Self::Reason(mut notes), Answer::Choice(pick)) => match Reason::from_pick(pick) {
                Some(reason) => {
                    notes.reason = Some(reason);
                    let told = reason.is_comparison() || reason == Reason::Pulled;
                    Ok(if told { Self::Fit(notes) } else { Self::Guess(notes) })
                }
                None => Err(Self::Reason(notes)),
            },
            (Self::Reason(notes), Skipped) => Ok(Self::Guess(notes)),
            (Self::Guess(notes), Answer::Text(_) | Skipped) => Ok(Self::Fit(notes)),

            (Self::Fit(mut notes), Answer::Scale(fit @ 1..=5)) => {
                notes.fit = Some(*fit);
                Ok(Self::Dream(notes))
            }
            (Self::Fit(notes), Skipped) => Ok(Self::Dream(notes)),
            (Self::Dream(mut notes), Answer::YesNo(still)) => {
                notes.still = Some(*still);
                Ok(letter(notes))
            }
            (Self::Dream(notes), Skipped) => Ok(letter(notes)),

            (Self::Letter(mut notes), Answer::Choice(pick)) => match Reply::from_pick(pick) {
                Some(Reply::Hold) => {
                    notes.reply = Some(Reply::Hold);
                    Ok(Self::Held(notes))
                }
                Some(reply @ (Reply::Own | Reply::NotNow)) => {
                    notes.reply = Some(reply);
                    Ok(after_letter(notes))
                }
                Some(reply) if notes.letters().contains(&reply) => {
                    notes.reply = Some(reply);
                    Ok(after_letter(notes))
                }
                _ => Err(Self::Letter(notes)),
            },
            (Self::Letter(notes), Skipped) => Ok(after_letter(notes)),
            (Self::Held(notes), Answer::Text(_) | Skipped) => Ok(after_letter(notes)),

            (Self::Plan(mut notes), Answer::Items(items)) => {
                notes.plan.clone_from(items);
                Ok(steps(notes, items.iter().cloned().collect()))
            }
            (Self::Plan(notes), Skipped) => Ok(Self::Again(notes)),
            (Self::PlanStep(notes, mut left), Answer::Text(_) | Skipped) => {
                left.pop_front();
                Ok(steps(notes, left))
            }
            (Self::Again(notes), Answer::Choice(pick)) if Again::from_pick(pick).is_none() => Err(Self::Again(notes)),
            (Self::Again(notes), Answer::When(_) | Answer::Choice(_) | Skipped) => Ok(lessons(notes)),

            (Self::Keep(mut notes), answer) => match lesson(answer) {
                Some(lesson) => {
                    notes.keep = lesson;
                    Ok(Self::Change(notes))
                }
                None => Err(Self::Keep(notes)),
            },
            (Self::Change(mut notes), answer) => match lesson(answer) {
                Some(lesson) => {
                    notes.change = lesson;
                    let any = notes.keep.is_some() || notes.change.is_some();
                    Ok(if any { Self::OnSheet(notes) } else { write(notes) })
                }
                None => Err(Self::Change(notes)),
            },
            (Self::OnSheet(notes), Answer::YesNo(_) | Skipped) => Ok(write(notes)),

            (Self::Write(notes), Answer::Text(_)) => Ok(Self::KeepWords(notes)),
            (Self::Write(notes), Answer::Choice(Pick::Named(pick))) if pick == DELETED => Ok(Self::Ready(notes)),
            (Self::Write(notes), Skipped) => Ok(Self::Ready(notes)),
            // Unknown is no wish to delete: the words stay.
            (Self::KeepWords(notes), Answer::Choice(pick)) if SelfLetter::from_pick(pick).is_some() => {
                Ok(Self::Ready(notes))
            }
            (Self::KeepWords(notes), Skipped) => Ok(Self::Ready(notes)),

            (Self::Ready(mut notes), Answer::Choice(pick)) => match Ready::from_pick(pick) {
                Some(ready) => {
                    notes.ready = Some(ready);
                    let dates = ready == Ready::Yes && notes.is_dream();
                    Ok(if dates { Self::Dates(notes) } else { many(notes) })
                }
                None => Err(Self::Ready(notes)),
            },
            (Self::Ready(notes), Skipped) => Ok(many(notes)),
            (Self::Dates(mut notes), Answer::YesNo(keep)) => {
                notes.dates = *keep == YesNo::Yes;
                Ok(many(notes))
            }
            (Self::Dates(notes), Skipped) => Ok(many(notes)),

            (Self::Many(mut notes, _), Answer::YesNo(wanted)) => {
                notes.wanted = *wanted == YesNo::Yes;
                Ok(Self::Next(notes))
            }
            (Self::Many(notes, _), Skipped) => Ok(Self::Next(notes)),
            (Self::Next(mut notes), Answer::Choice(pick)) if is_next(&notes, pick) => {
                notes.next = Some(pick.clone());
                Ok(Self::Done(notes))
            }
            (Self::Next(notes), Skipped) => Ok(Self::Done(notes)),

            (state, _) => Err(state),
        }
    }

    fn settle(&self, answer: &Answer) -> Vec<Settled> {
        match (self, answer) {
            // Deleted now means now: nothing but that stands in place of the words.
            (Self::KeepWords(_), Answer::Choice(pick)) if SelfLetter::from_pick(pick) == Some(SelfLetter::Delete) => {
                vec![Settled::Answer(R9, Answer::Choice(Pick::Named(DELETED.into())))]
            }
            (state, answer) => {
                state.question().map(|question| Settled::Answer(question, answer.clone())).into_iter().collect()
            }
        }
    }
}

fn letter(notes: Box<Notes>) -> Learning {
    if notes.letters().is_empty() { after_letter(notes) } else { Learning::Letter(notes) }
}

fn after_letter(notes: Box<Notes>) -> Learning {
    if notes.opening.pulled {
        Learning::Ready(notes)
    } else if notes.is_dream() {
        Learning::Plan(notes)
    } else {
        lessons(notes)
    }
}

fn steps(notes: Box<Notes>, left: VecDeque<Item>) -> Learning {
    if left.is_empty() { Learning::Again(notes) } else { Learning::PlanStep(notes, left) }
}

fn lessons(notes: Box<Notes>) -> Learning {
    if notes.opening.interviewed { Learning::Keep(notes) } else { write(notes) }
}

/// What was answered to R8: nothing, as the debrief has it, or other words.
fn lesson(answer: &Answer) -> Option<Option<Lesson>> {
    match answer {
        Answer::Choice(Pick::Named(pick)) if pick == AS_DEBRIEFED => Some(Some(Lesson::AsDebriefed)),
        Answer::Text(text) => Some(Some(Lesson::Told(text.clone()))),
        Answer::Skipped => Some(None),
        _ => None,
    }
}

fn write(notes: Box<Notes>) -> Learning {
    if notes.opening.same_day { Learning::Ready(notes) } else { Learning::Write(notes) }
}

fn many(notes: Box<Notes>) -> Learning {
    match notes.opening.many {
        _ if notes.opening.pulled => Learning::Done(notes),
        Some(many) => Learning::Many(notes, many),
        None => Learning::Next(notes),
    }
}

fn is_next(notes: &Notes, pick: &Pick) -> bool {
    match pick {
        Pick::Named(pick) => pick == SMALL_STEP || pick == NOTHING,
        Pick::Thing(process) => notes.opening.open.contains(process),
        Pick::Question(_) => false,
    }
}
