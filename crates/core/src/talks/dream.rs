//! The dream watch (§3): what was followed, what is new, then and now, and how it ends.

use super::{Machine, View, learning::known, part};
use crate::{
    Answer, Id, QuestionId,
    ask::{Choice, Kind, Part, Pick, Range},
    vocabulary::{Again, DreamNext, Follow},
    wording as say,
};
use serde::{Deserialize, Serialize};

/// Day 3: which ways of following them were taken?
pub const FOLLOW: QuestionId = QuestionId::new("dream.follow");
/// Every four months: anything new there?
pub const NEW: QuestionId = QuestionId::new("dream.new");
/// And the skill that is being built?
pub const SKILL: QuestionId = QuestionId::new("dream.skill");
/// What is to become of it?
pub const NEXT: QuestionId = QuestionId::new("dream.next");
/// When instead?
pub const AGAIN: QuestionId = QuestionId::new("dream.again");

const NOTHING: &str = "nothing-new";
const LET_GO: &str = "let-go";

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The job.
    pub process: Id,
    /// What brings it up.
    #[serde(default)]
    pub moment: Moment,
    /// Whether something is being built, to ask after.
    #[serde(default)]
    pub builds: bool,
}

/// What brings a dream up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// The person does.
    #[default]
    Asked,
    /// Day 3.
    Follow,
    /// Some months went by.
    Check,
    /// The day to apply again is a month away: then and now.
    Again,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Dream {
    /// Waiting for what was followed.
    Follow(Id),
    /// Waiting for what is new.
    New(Opening),
    /// Waiting for how the skill comes along.
    Skill(Id),
    /// Waiting for what is to become of it.
    Next(Opening),
    /// Waiting for another date.
    Again(Id),
    /// Known.
    Done(Id, Outcome),
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It stays in view.
    Stays,
    /// They apply again.
    Applies,
    /// It has another date.
    Moved,
    /// It ends.
    LetGo,
}

impl Dream {
    pub(super) fn open(opening: &Opening) -> Self {
        match opening.moment {
            Moment::Follow => Self::Follow(opening.process),
            Moment::Check => Self::New(opening.clone()),
            Moment::Asked | Moment::Again => Self::Next(opening.clone()),
        }
    }
}

impl Machine for Dream {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Follow(_) => Some(FOLLOW),
            Self::New(_) => Some(NEW),
            Self::Skill(_) => Some(SKILL),
            Self::Next(_) => Some(NEXT),
            Self::Again(_) => Some(AGAIN),
            Self::Done(..) => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        let skill = |process: Id| {
            let watch = known::watch(view.person, process);
            let skill = watch.and_then(|watch| watch.skills.first().cloned());
            let prompt = skill.map_or_else(say::dream_skill_gone, say::dream_skill);
            part(SKILL, prompt, Kind::Text)
        };
        match self {
            Self::Follow(_) => {
                vec![part(FOLLOW, say::dream_follow(), Kind::Several { choices: Follow::choices(), other: false })]
            }
            Self::New(opening) => {
                let choices =
                    vec![Choice::named(NOTHING, say::dream_nothing_new()), Choice::named(LET_GO, say::dream_let_go())];
                let new = part(NEW, say::dream_new(), Kind::Choice { choices, or_text: true });
                std::iter::once(new).chain(opening.builds.then(|| skill(opening.process))).collect()
            }
            Self::Skill(process) => vec![skill(*process)],
            Self::Next(opening) => {
                let first = if opening.moment == Moment::Again { DreamNext::Apply } else { DreamNext::Leave };
                let choices = [first, DreamNext::Date, DreamNext::LetGo].map(DreamNext::choice).to_vec();
                let prompt =
                    if opening.moment == Moment::Again { say::dream_next_again() } else { say::dream_next_asked() };
                vec![part(NEXT, prompt, Kind::Choice { choices, or_text: false })]
            }
            Self::Again(_) => {
                let kind = Kind::When { range: Range::Future, hour: false, choices: Again::choices() };
                vec![part(AGAIN, say::dream_again_when(), kind)]
            }
            Self::Done(..) => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Follow(process), Answer::Several { picks, .. }) => {
                if picks.iter().all(|pick| Follow::from_pick(pick).is_some()) {
                    Ok(Self::Done(process, Outcome::Stays))
                } else {
                    Err(Self::Follow(process))
                }
            }
            (Self::New(opening), Answer::Choice(Pick::Named(pick))) if pick == LET_GO => {
                Ok(Self::Done(opening.process, Outcome::LetGo))
            }
            (Self::New(opening), Answer::Choice(Pick::Named(pick))) if pick != NOTHING => Err(Self::New(opening)),
            (Self::New(opening), Answer::Choice(Pick::Named(_)) | Answer::Text(_) | Answer::Skipped) => {
                Ok(if opening.builds {
                    Self::Skill(opening.process)
                } else {
                    Self::Done(opening.process, Outcome::Stays)
                })
            }
            (Self::Next(opening), Answer::Choice(pick)) => match DreamNext::from_pick(pick) {
                Some(DreamNext::Apply) => Ok(Self::Done(opening.process, Outcome::Applies)),
                Some(DreamNext::Leave) => Ok(Self::Done(opening.process, Outcome::Stays)),
                Some(DreamNext::LetGo) => Ok(Self::Done(opening.process, Outcome::LetGo)),
                Some(DreamNext::Date) => Ok(Self::Again(opening.process)),
                None => Err(Self::Next(opening)),
            },
            (Self::Next(opening), Answer::Skipped) => Ok(Self::Done(opening.process, Outcome::Stays)),
            (Self::Again(process), Answer::Choice(pick)) if Again::from_pick(pick).is_none() => {
                Err(Self::Again(process))
            }
            (Self::Again(process), Answer::When(_) | Answer::Choice(_)) => Ok(Self::Done(process, Outcome::Moved)),
            (Self::Skill(process), Answer::Text(_)) => Ok(Self::Done(process, Outcome::Stays)),
            (Self::Follow(process) | Self::Skill(process) | Self::Again(process), Answer::Skipped) => {
                Ok(Self::Done(process, Outcome::Stays))
            }
            (state, _) => Err(state),
        }
    }
}
