//! The debrief (`conversations.md` §1), from top to bottom as it is talked.
//!
//! Short: D1, D3 (up to three), D6, D7, D4 and D5 for the two picked, D9, D10,
//! D11 (one), D13, D14. Full: everything in the order of the table. A short one
//! that goes on the next day is the same walk with the other length.

mod fix;
mod lines;
mod next;
mod notes;
pub mod questions;
mod wordings;

pub use fix::{Fix, FixStep};
pub use lines::lines;
pub use notes::{Build, Chosen, Notes, Opening};

use super::{Course, Machine, Settled, View};
use crate::{
    Answer, Id, Person, QuestionId,
    answer::Item,
    ask::{Part, Pick},
    sheet::line::{Line, Verdict},
    vocabulary::{Cause, HearBack, Hold, Ingredient, Length, ProcessState, Skill, Tried},
};
use next::{
    Choosing, after_again, after_asked, after_building, after_hunch, after_length, after_lines, after_mood,
    after_tried, build, chosen, fixing, gather, place, rate,
};
use questions::*;
use std::collections::VecDeque;

/// Where a debrief stands: what it is waiting for, and what it knows by then.
#[derive(Clone, PartialEq, Eq, Hash)]
#[allow(clippy::module_name_repetitions)]
pub enum Debrief {
    /// D1: how are you?
    Mood(Box<Notes>),
    /// Short, full, or only the questions?
    Length(Box<Notes>),
    /// D2: who was there?
    Who(Box<Notes>),
    /// D3: what did they ask?
    Asked(Box<Notes>),
    /// D4: how did each land? `left` are still to be rated.
    Rate(Box<Notes>, VecDeque<Item>),
    /// D5: which skill? `left` are still to be placed.
    Skills(Box<Notes>, VecDeque<Item>),
    /// D6: which are you proudest of?
    Proudest(Box<Notes>),
    /// D6, none: which was the least bad?
    LeastBad(Box<Notes>),
    /// D6: what made it work?
    MadeItWork(Box<Notes>),
    /// D7: which would you like again?
    Again(Box<Notes>),
    /// D7: what got in the way?
    InTheWay(Box<Notes>),
    /// D7: make the weak one as strong as the strong one.
    Fixing(Box<Notes>, VecDeque<FixStep>),
    /// D7: the thing to try, how did it go?
    Tried(Box<Notes>),
    /// D8: what did you ask them?
    AskedThem(Box<Notes>),
    /// D9: anything that made you pause?
    Pause(Box<Notes>),
    /// D10: when will you hear?
    Hear(Box<Notes>),
    /// D10: from whom?
    HearFrom(Box<Notes>),
    /// D11: anything else to build?
    Building(Box<Notes>),
    /// D11: the first small step of each. `left` are still to get one.
    BuildStep(Box<Notes>, VecDeque<Item>),
    /// D11: by when? Then the next of `left`.
    BuildBy(Box<Notes>, Build, VecDeque<Item>),
    /// D12: how likely?
    Hunch(Box<Notes>),
    /// D12: how good a fit?
    Fit(Box<Notes>),
    /// D12: the one?
    Dream(Box<Notes>),
    /// D13, gathering: lines of `left` not decided yet join `open`.
    Gathering(Box<Notes>, VecDeque<(QuestionId, Line)>, Vec<(QuestionId, Line)>),
    /// D13: keep all of these, or choose?
    Lines(Box<Notes>, Vec<(QuestionId, Line)>),
    /// D13: keep, change or drop the first of these?
    EachLine(Box<Notes>, VecDeque<(QuestionId, Line)>),
    /// D14: and the rest of the day?
    Decompress(Box<Notes>),
    /// W1b: how is the wait to be held?
    Holding(Box<Notes>),
    /// Only the questions were jotted down; looked at tomorrow.
    Captured(Box<Notes>),
    /// The end.
    Done(Box<Notes>),
}

/// Whether news of the job of this interview is still waited for, as far as is known.
#[must_use]
pub fn is_waited_for(person: &Person, round: Id) -> bool {
    use ProcessState::{Interviewing, Noted, Waiting};
    let process = person.round(round).and_then(|round| person.process(round.process));
    process.is_none_or(|process| matches!(process.state, Noted | Interviewing | Waiting))
}

impl Debrief {
    pub(super) fn open(opening: &Opening, course: Course) -> Self {
        Self::Mood(Box::new(Notes::new(opening, course)))
    }

    /// What is known so far.
    #[must_use]
    pub fn notes(&self) -> &Notes {
        match self {
            Self::Mood(notes)
            | Self::Length(notes)
            | Self::Who(notes)
            | Self::Asked(notes)
            | Self::Rate(notes, _)
            | Self::Skills(notes, _)
            | Self::Proudest(notes)
            | Self::LeastBad(notes)
            | Self::MadeItWork(notes)
            | Self::Again(notes)
            | Self::InTheWay(notes)
            | Self::Fixing(notes, _)
            | Self::Tried(notes)
            | Self::AskedThem(notes)
            | Self::Pause(notes)
            | Self::Hear(notes)
            | Self::HearFrom(notes)
            | Self::Building(notes)
            | Self::BuildStep(notes, _)
            | Self::BuildBy(notes, ..)
            | Self::Hunch(notes)
            | Self::Fit(notes)
            | Self::Dream(notes)
            | Self::Gathering(notes, ..)
            | Self::Lines(notes, _)
            | Self::EachLine(notes, _)
            | Self::Decompress(notes)
            | Self::Holding(notes)
            | Self::Captured(notes)
            | Self::Done(notes) => notes,
        }
    }
}

impl Machine for Debrief {
    fn question(&self) -> Option<QuestionId> {
        Some(match self {
            Self::Mood(_) => D1,
            Self::Length(_) => LENGTH,
            Self::Who(_) => D2,
            Self::Asked(_) => D3,
            Self::Rate(_, left) => QuestionId::of(name::D4, left.front()?.id),
            Self::Skills(_, left) => QuestionId::of(name::D5, left.front()?.id),
            Self::Proudest(_) => D6,
            Self::LeastBad(_) => D6_LEAST,
            Self::MadeItWork(_) => D6_WHY,
            Self::Again(_) => D7,
            Self::InTheWay(_) => D7_CAUSE,
            Self::Fixing(notes, steps) => about(steps.front()?.name(), notes.weak.as_ref().and_then(Chosen::id)),
            Self::Tried(_) => TRIED,
            Self::AskedThem(_) => D8,
            Self::Pause(_) => D9,
            Self::Hear(_) => D10,
            Self::HearFrom(_) => D10_WHOM,
            Self::Building(_) => D11,
            Self::BuildStep(_, left) => QuestionId::of(name::D11_STEP, left.front()?.id),
            Self::BuildBy(_, build, _) => QuestionId::of(name::D11_BY, build.item.id),
            Self::Hunch(_) => D12,
            Self::Fit(_) => D12_FIT,
            Self::Dream(_) => D12_DREAM,
            Self::Gathering(_, left, _) | Self::EachLine(_, left) => left.front()?.0.clone(),
            Self::Lines(..) => D13,
            Self::Decompress(_) => D14,
            Self::Holding(_) => super::waiting::W1B,
            Self::Captured(_) | Self::Done(_) => return None,
        })
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        wordings::parts(self, view)
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        use Answer::Skipped;
        match (self, answer) {
            (Self::Mood(mut notes), Answer::Scale(mood @ 1..=5)) => {
                notes.mood = Some(*mood);
                Ok(after_mood(notes))
            }
            (Self::Mood(notes), Skipped) => Ok(after_mood(notes)),

            (Self::Length(mut notes), Answer::Choice(pick)) if Length::from_pick(pick).is_some() => {
                notes.length = Length::from_pick(pick);
                Ok(after_length(notes))
            }
            (Self::Length(mut notes), Skipped) => {
                notes.length = Some(Length::Short);
                Ok(after_length(notes))
            }

            (Self::Who(mut notes), Answer::Text(who)) => {
                notes.who = Some(who.clone());
                Ok(Self::Asked(notes))
            }
            (Self::Who(notes), Skipped) => Ok(Self::Asked(notes)),

            (Self::Asked(mut notes), Answer::Items(items)) => {
                notes.asked.clone_from(items);
                Ok(after_asked(notes))
            }
            (Self::Asked(notes), Skipped) => Ok(after_asked(notes)),

            (Self::Rate(mut notes, mut left), Answer::Scale(rating @ 1..=5)) => {
                if let Some(item) = left.pop_front() {
                    notes.ratings.insert(item.id, *rating);
                }
                Ok(rate(notes, left))
            }
            (Self::Rate(notes, mut left), Skipped) => {
                left.pop_front();
                Ok(rate(notes, left))
            }

            (Self::Skills(mut notes, mut left), Answer::Several { picks, .. }) => {
                let skills: Option<Vec<Skill>> = picks.iter().map(Skill::from_pick).collect();
                match skills.as_deref() {
                    Some([first, rest @ ..]) if rest.len() <= 1 => {
                        if let Some(item) = left.pop_front() {
                            notes.skills.insert(item.id, (*first, rest.first().copied()));
                        }
                        Ok(place(notes, left))
                    }
                    _ => Err(Self::Skills(notes, left)),
                }
            }
            (Self::Skills(notes, mut left), Skipped) => {
                left.pop_front();
                Ok(place(notes, left))
            }

            (Self::Proudest(mut notes), answer) => match chosen(&notes, answer) {
                Choosing::This(strong) => {
                    notes.strong = Some(strong);
                    Ok(Self::MadeItWork(notes))
                }
                Choosing::None => Ok(Self::LeastBad(notes)),
                Choosing::Unknown => Ok(Self::Again(notes)), // never insist
                Choosing::Misfit => Err(Self::Proudest(notes)),
            },
            (Self::LeastBad(mut notes), answer) => match chosen(&notes, answer) {
                Choosing::This(strong) => {
                    notes.strong = Some(strong);
                    notes.least_bad = true;
                    Ok(Self::MadeItWork(notes))
                }
                Choosing::None | Choosing::Unknown => Ok(Self::Again(notes)),
                Choosing::Misfit => Err(Self::LeastBad(notes)),
            },
            (Self::MadeItWork(mut notes), Answer::Several { picks, other }) => {
                let Some(ingredients) = picks.iter().map(Ingredient::from_pick).collect() else {
                    return Err(Self::MadeItWork(notes));
                };
                notes.ingredients = ingredients;
                notes.worked.clone_from(other);
                Ok(Self::Again(notes))
            }
            (Self::MadeItWork(notes), Skipped) => Ok(Self::Again(notes)),

            (Self::Again(mut notes), answer) => match chosen(&notes, answer) {
                Choosing::This(weak) => {
                    notes.weak = Some(weak);
                    Ok(Self::InTheWay(notes))
                }
                Choosing::None | Choosing::Unknown => Ok(after_again(notes)), // accepted
                Choosing::Misfit => Err(Self::Again(notes)),
            },
            (Self::InTheWay(mut notes), Answer::Several { picks, other }) => {
                let Some(causes) = picks.iter().map(Cause::from_pick).collect() else {
                    return Err(Self::InTheWay(notes));
                };
                notes.causes = causes;
                notes.hindered.clone_from(other);
                Ok(after_again(notes))
            }
            (Self::InTheWay(notes), Skipped) => Ok(after_again(notes)),

            (Self::Fixing(mut notes, mut steps), answer) => match steps.pop_front() {
                Some(step) => match notes.fix.take(step, answer) {
                    fix::Took::Yes => Ok(fixing(notes, steps)),
                    fix::Took::NotNow => {
                        steps.retain(|step| !step.is_rewrite());
                        Ok(fixing(notes, steps))
                    }
                    fix::Took::Misfit => {
                        steps.push_front(step);
                        Err(Self::Fixing(notes, steps))
                    }
                },
                None => Ok(fixing(notes, steps)),
            },

            (Self::Tried(notes), Answer::Choice(pick)) if Tried::from_pick(pick).is_some() => Ok(after_tried(notes)),
            (Self::Tried(notes), Skipped) => Ok(after_tried(notes)),

            (Self::AskedThem(mut notes), Answer::Text(text)) => {
                notes.their_answers = Some(text.clone());
                Ok(Self::Pause(notes))
            }
            (Self::AskedThem(notes), Skipped) => Ok(Self::Pause(notes)),

            (Self::Pause(mut notes), Answer::Text(text)) => {
                notes.pause = Some(text.clone());
                Ok(Self::Hear(notes))
            }
            (Self::Pause(notes), Answer::Choice(_) | Skipped) => Ok(Self::Hear(notes)),

            (Self::Hear(mut notes), Answer::When(when)) => {
                notes.hear = Some(when.clone());
                Ok(Self::HearFrom(notes))
            }
            (Self::Hear(mut notes), Answer::Choice(pick)) => {
                notes.hear_about = HearBack::from_pick(pick);
                let said = notes.hear_about != Some(HearBack::NotSaid);
                Ok(if said { Self::HearFrom(notes) } else { Self::Building(notes) })
            }
            (Self::Hear(notes), Skipped) => Ok(Self::Building(notes)),
            (Self::HearFrom(mut notes), Answer::Text(whom)) => {
                notes.hear_from = Some(whom.clone());
                Ok(Self::Building(notes))
            }
            (Self::HearFrom(notes), Skipped) => Ok(Self::Building(notes)),

            (Self::Building(mut notes), Answer::Items(items)) => {
                let build = |item: &Item| Build { item: item.clone(), step: None, by: None };
                notes.build = items.iter().map(build).collect();
                Ok(after_building(notes))
            }
            (Self::Building(notes), Skipped) => Ok(after_building(notes)),
            (Self::BuildStep(notes, mut left), Answer::Text(step)) => match left.pop_front() {
                Some(item) => Ok(Self::BuildBy(notes, Build { item, step: Some(step.clone()), by: None }, left)),
                None => Ok(build(notes, left)),
            },
            (Self::BuildStep(notes, mut left), Skipped) => {
                left.pop_front();
                Ok(build(notes, left))
            }
            (Self::BuildBy(mut notes, mut built, left), Answer::When(_) | Skipped) => {
                if let Answer::When(when) = answer {
                    built.by = Some(when.clone());
                }
                if let Some(known) = notes.build.iter_mut().find(|known| known.item.id == built.item.id) {
                    *known = built;
                }
                Ok(build(notes, left))
            }

            (Self::Hunch(mut notes), Answer::Percent(hunch)) => {
                notes.hunch = Some(*hunch);
                Ok(Self::Fit(notes))
            }
            (Self::Hunch(notes), Skipped) => Ok(Self::Fit(notes)),
            (Self::Fit(mut notes), Answer::Scale(fit @ 1..=5)) => {
                notes.fit = Some(*fit);
                Ok(Self::Dream(notes))
            }
            (Self::Fit(notes), Skipped) => Ok(Self::Dream(notes)),
            (Self::Dream(mut notes), Answer::YesNo(dream)) => {
                notes.dream = Some(*dream);
                Ok(after_hunch(notes))
            }
            (Self::Dream(notes), Skipped) => Ok(after_hunch(notes)),

            (Self::Gathering(mut notes, mut left, open), Answer::Line { line, .. }) => {
                match left.pop_front() {
                    Some((question, now)) if now == **line => {
                        notes.decided.push((question, now));
                        Ok(gather(notes, left, open))
                    }
                    Some(changed) => {
                        // The answer behind it was corrected: it is shown again.
                        left.push_front(changed);
                        Err(Self::Gathering(notes, left, open))
                    }
                    None => Ok(gather(notes, left, open)),
                }
            }
            (Self::Lines(notes, open), Answer::Choice(Pick::Named(pick))) if pick == lines::CHOOSE => {
                Ok(Self::EachLine(notes, open.into()))
            }
            (Self::EachLine(mut notes, mut left), Answer::Line { line, .. }) => match left.pop_front() {
                Some((question, now)) if now == **line => {
                    notes.decided.push((question, now));
                    Ok(if left.is_empty() { after_lines(notes) } else { Self::EachLine(notes, left) })
                }
                Some(changed) => {
                    left.push_front(changed);
                    Err(Self::EachLine(notes, left))
                }
                None => Ok(after_lines(notes)),
            },

            (Self::Decompress(notes), Answer::Choice(_) | Answer::Text(_)) if notes.opening.hold => {
                Ok(Self::Holding(notes))
            }
            // Whoever skips D14 is not asked W1b: nothing is its default.
            (Self::Decompress(notes), Answer::Choice(_) | Answer::Text(_) | Skipped) => Ok(Self::Done(notes)),
            (Self::Holding(mut notes), Answer::Choice(pick)) => match Hold::from_pick(pick) {
                Some(Hold::DayBefore) if !notes.is_dated() => Err(Self::Holding(notes)),
                Some(hold) => {
                    notes.hold = Some(hold);
                    Ok(Self::Done(notes))
                }
                None => Err(Self::Holding(notes)),
            },
            (Self::Holding(notes), Skipped) => Ok(Self::Done(notes)),

            (state, _) => Err(state),
        }
    }

    fn pass(self) -> Result<Self, Self> {
        match self {
            Self::Gathering(notes, mut left, mut open) => {
                open.extend(left.pop_front());
                Ok(gather(notes, left, open))
            }
            state => Err(state),
        }
    }

    fn settle(&self, answer: &Answer) -> Vec<Settled> {
        match (self, answer) {
            (Self::Lines(_, open), Answer::Choice(Pick::Named(pick))) => match lines::verdict_on_all(pick) {
                Some(verdict) => open.iter().map(|(question, line)| lines::decided(question, line, &verdict)).collect(),
                None => vec![Settled::Answer(D13, answer.clone())],
            },
            // Unknown is not kept: only kept lines count.
            (Self::Lines(_, open), Answer::Skipped) => {
                open.iter().map(|(question, line)| lines::decided(question, line, &Verdict::Drop)).collect()
            }
            (Self::EachLine(_, left), answer) => match (left.front(), lines::verdict_on_one(answer)) {
                (Some((question, line)), Some(verdict)) => {
                    vec![lines::decided(question, line, &verdict)]
                }
                _ => Vec::new(),
            },
            (state, answer) => {
                state.question().map(|question| Settled::Answer(question, answer.clone())).into_iter().collect()
            }
        }
    }
}
