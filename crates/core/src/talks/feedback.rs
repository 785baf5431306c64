//! Feedback has arrived (§3): word for word, then what the person makes of it.

use super::{Machine, Settled, View, needed, part};
use crate::{
    Answer, Id, Private, QuestionId,
    ask::{Kind, Part},
    sheet::line::{Line, Verdict},
    vocabulary::{Agreement, Skill},
    wording as say,
};
use serde::{Deserialize, Serialize};

/// What did they say?
pub const FEEDBACK: QuestionId = QuestionId::new("feedback");
/// Which skills is it about?
pub const SKILLS: QuestionId = QuestionId::new("feedback.skills");
/// How strong did it sound?
pub const STRENGTH: QuestionId = QuestionId::new("feedback.strength");
/// Agree, partly, or not? What is kept is the line that follows from it.
pub const AGREE: QuestionId = QuestionId::new("feedback.agree");

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The job.
    pub process: Id,
}

/// What is known so far.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Notes {
    /// The job.
    pub process: Id,
    /// Word for word.
    pub said: Private,
    /// The skills it is about.
    pub skills: Vec<Skill>,
    /// How strong it sounded, from 1 to 5.
    pub strength: Option<u8>,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Feedback {
    /// Word for word?
    Words(Opening),
    /// Which skills?
    Skills(Notes),
    /// How strong did it sound?
    Strength(Notes),
    /// Agreed?
    Agree(Notes),
    /// Known.
    Done(Id),
}

impl Feedback {
    pub(super) fn open(opening: &Opening) -> Self {
        Self::Words(opening.clone())
    }
}

impl Machine for Feedback {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Words(_) => Some(FEEDBACK),
            Self::Skills(_) => Some(SKILLS),
            Self::Strength(_) => Some(STRENGTH),
            Self::Agree(_) => Some(AGREE),
            Self::Done(_) => None,
        }
    }

    fn parts(&self, _: &View<'_>) -> Vec<Part> {
        match self {
            Self::Words(_) => vec![needed(FEEDBACK, say::feedback_words(), Kind::Text)],
            Self::Skills(_) => {
                let kind = Kind::Several { choices: Skill::choices(), other: false };
                vec![part(SKILLS, say::feedback_skills(), kind)]
            }
            Self::Strength(_) => {
                vec![part(STRENGTH, say::feedback_strength(), Kind::Scale { steps: Vec::new() })]
            }
            Self::Agree(_) => {
                let kind = Kind::Choice { choices: Agreement::choices(), or_text: false };
                vec![part(AGREE, say::feedback_agree(), kind)]
            }
            Self::Done(_) => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Words(Opening { process }), Answer::Text(said)) => {
                Ok(Self::Skills(Notes { process, said: said.clone(), skills: Vec::new(), strength: None }))
            }
            (Self::Skills(mut notes), Answer::Several { picks, .. }) => {
                match picks.iter().map(Skill::from_pick).collect() {
                    Some(skills) => {
                        notes.skills = skills;
                        Ok(Self::Strength(notes))
                    }
                    None => Err(Self::Skills(notes)),
                }
            }
            (Self::Skills(notes), Answer::Skipped) => Ok(Self::Strength(notes)),
            (Self::Strength(notes), Answer::Scale(strength @ 1..=5)) => {
                Ok(Self::Agree(Notes { strength: Some(*strength), ..notes }))
            }
            (Self::Strength(notes), Answer::Skipped) => Ok(Self::Agree(notes)),
            (Self::Agree(notes), Answer::Line { .. }) => Ok(Self::Done(notes.process)),
            (state, _) => Err(state),
        }
    }

    fn settle(&self, answer: &Answer) -> Vec<Settled> {
        match (self, answer) {
            (Self::Agree(notes), Answer::Choice(pick)) => match Agreement::from_pick(pick) {
                Some(agreement) => vec![notes.line(Some(agreement))],
                None => Vec::new(),
            },
            // Nobody knows yet: it is shown, and weighs nothing.
            (Self::Agree(notes), Answer::Skipped) => vec![notes.line(None)],
            (Self::Agree(_), _) => Vec::new(),
            (state, answer) => {
                state.question().map(|question| Settled::Answer(question, answer.clone())).into_iter().collect()
            }
        }
    }
}

impl Notes {
    fn line(&self, agreement: Option<Agreement>) -> Settled {
        let line =
            Line::Feedback { said: self.said.clone(), skills: self.skills.clone(), rating: self.strength, agreement };
        Settled::Answer(AGREE, Answer::Line { verdict: Verdict::Keep, line: Box::new(line) })
    }
}
