//! W9: what is the news? (§2)

use super::{Machine, View, part};
use crate::{
    Answer, Id, Private, QuestionId,
    answer::When,
    ask::{Choice, Kind, Part, Pick, Range},
    vocabulary::News,
    wording as say,
};
use serde::{Deserialize, Serialize};

/// What is the news?
pub const W9: QuestionId = QuestionId::new("W9");
/// On hold until when?
pub const HOLD: QuestionId = QuestionId::new("W9.hold");
/// What more do they want?
pub const WANTED: QuestionId = QuestionId::new("W9.wanted");
/// By when?
pub const BY: QuestionId = QuestionId::new("W9.by");

const NOT_YET: &str = "not-yet";
const OTHER_JOB: &str = "other-job";
const NO_DATE: &str = "no-date";

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The job.
    pub process: Id,
    /// The news, where it was said already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub news: Option<News>,
    /// Whether there are other jobs that it may be about.
    #[serde(default)]
    pub others: bool,
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Heard {
    /// Waiting for the news.
    News(Opening),
    /// On hold: waiting for until when.
    HoldUntil(Id),
    /// More is wanted: waiting for what.
    Wanted(Id),
    /// More is wanted: waiting for by when.
    WantedBy(Id, Option<Private>),
    /// It is known.
    Done(Id, Told),
}

/// What was told.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Told {
    /// Nothing yet.
    NotYet,
    /// It is about another job.
    OtherJob,
    /// On hold, until a date they named.
    OnHold(Option<When>),
    /// More is wanted: what, and by when.
    MoreWanted(Option<Private>, Option<When>),
    /// Anything else.
    News(News),
}

impl Heard {
    pub(super) fn open(opening: &Opening) -> Self {
        match opening.news {
            None => Self::News(opening.clone()),
            Some(news) => Self::told(opening.process, news),
        }
    }

    fn told(process: Id, news: News) -> Self {
        match news {
            News::OnHold => Self::HoldUntil(process),
            News::MoreWanted => Self::Wanted(process),
            news => Self::Done(process, Told::News(news)),
        }
    }
}

impl Machine for Heard {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::News(_) => Some(W9),
            Self::HoldUntil(_) => Some(HOLD),
            Self::Wanted(_) => Some(WANTED),
            Self::WantedBy(..) => Some(BY),
            Self::Done(..) => None,
        }
    }

    fn parts(&self, view: &View<'_>) -> Vec<Part> {
        match self {
            Self::News(opening) => {
                let mut choices = News::choices();
                choices.push(Choice::named(NOT_YET, say::heard_not_yet()));
                if opening.others {
                    choices.push(Choice::named(OTHER_JOB, say::heard_other_job()));
                }
                let job = super::job_name(view.person, opening.process);
                vec![part(W9, say::heard_w9(job), Kind::Choice { choices, or_text: false })]
            }
            Self::HoldUntil(_) => {
                let choices = vec![Choice::named(NO_DATE, say::heard_no_date())];
                vec![part(HOLD, say::heard_hold(), Kind::When { range: Range::Future, hour: false, choices })]
            }
            Self::Wanted(_) => vec![
                part(WANTED, say::heard_wanted(), Kind::Text),
                part(BY, say::heard_by(), Kind::When { range: Range::Future, hour: false, choices: Vec::new() }),
            ],
            Self::WantedBy(..) => {
                vec![part(BY, say::heard_by(), Kind::When { range: Range::Future, hour: false, choices: Vec::new() })]
            }
            Self::Done(..) => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::News(opening), Answer::Choice(pick)) => match (News::from_pick(pick), pick) {
                (Some(news), _) => Ok(Self::told(opening.process, news)),
                (None, Pick::Named(id)) if id == NOT_YET => Ok(Self::Done(opening.process, Told::NotYet)),
                (None, Pick::Named(id)) if id == OTHER_JOB && opening.others => {
                    Ok(Self::Done(opening.process, Told::OtherJob))
                }
                _ => Err(Self::News(opening)),
            },
            (Self::News(opening), Answer::Skipped) => Ok(Self::Done(opening.process, Told::NotYet)),
            (Self::HoldUntil(process), Answer::When(when)) => Ok(Self::Done(process, Told::OnHold(Some(when.clone())))),
            (Self::HoldUntil(process), Answer::Choice(Pick::Named(id))) if id == NO_DATE => {
                Ok(Self::Done(process, Told::OnHold(None)))
            }
            (Self::HoldUntil(process), Answer::Skipped) => Ok(Self::Done(process, Told::OnHold(None))),
            (Self::Wanted(process), Answer::Text(what)) => Ok(Self::WantedBy(process, Some(what.clone()))),
            (Self::Wanted(process), Answer::Skipped) => Ok(Self::WantedBy(process, None)),
            (Self::WantedBy(process, what), Answer::When(by)) => {
                Ok(Self::Done(process, Told::MoreWanted(what, Some(by.clone()))))
            }
            (Self::WantedBy(process, what), Answer::Skipped) => Ok(Self::Done(process, Told::MoreWanted(what, None))),
            (state, _) => Err(state),
        }
    }
}
