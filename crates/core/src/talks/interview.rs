//! Noting an interview (§0): N1 to N4.
//!
//! On the way to a debrief only the nickname, the day and the kind are asked:
//! feelings come first there, and the rest can be told when it is needed.

use super::{Machine, View, needed, part};
use crate::{
    Answer, Id, Private, QuestionId,
    answer::{When, YesNo},
    ask::{Choice, Kind, Part, Range},
    vocabulary::{InterviewKind, Length},
    wording as say,
};
use serde::{Deserialize, Serialize};

/// What shall we call this job?
pub const N1: QuestionId = QuestionId::new("N1");
/// The role as advertised.
pub const N1_ROLE: QuestionId = QuestionId::new("N1.role");
/// The employer.
pub const N1_EMPLOYER: QuestionId = QuestionId::new("N1.employer");
/// Through an agency?
pub const N1_AGENCY: QuestionId = QuestionId::new("N1.agency");
/// When does it start?
pub const N2: QuestionId = QuestionId::new("N2");
/// At what hour, where only a day was named.
pub const N2_HOUR: QuestionId = QuestionId::new("N2.hour");
/// How long is it?
pub const N2_LENGTH: QuestionId = QuestionId::new("N2.length");
/// What kind is it?
pub const N3: QuestionId = QuestionId::new("N3");
/// Anything you'd like them to arrange?
pub const N4: QuestionId = QuestionId::new("N4");

/// What is known when it begins.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The job, where it is known already.
    pub process: Option<Id>,
    /// What comes after: nothing, or the debrief of it.
    pub then: Then,
}

/// What comes after noting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// Nothing: it is to come.
    Nothing,
    /// The debrief: it was.
    Debrief(Option<Length>),
    /// Nothing: an interview noted before gets a new day.
    Move(Id),
    /// Another talk about a job of which no interview was noted: only what it is called is asked.
    About(super::job::About),
}

/// Where the noting stands. Each state carries what is known by then.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Interview {
    /// Waiting for a nickname.
    Nickname(Then),
    /// Waiting for the role.
    Role(Job),
    /// Waiting for the employer.
    Employer(Job),
    /// Waiting for the agency.
    Agency(Job),
    /// Waiting for the day and hour.
    Start(Box<Noted>),
    /// Waiting for the hour of a day that was named without one.
    Hour(Box<Noted>),
    /// Waiting for how long it is.
    Length(Box<Noted>),
    /// Waiting for the kind.
    Kind(Box<Noted>),
    /// Waiting for what they should arrange.
    Arrange(Box<Noted>),
    /// All is known.
    Done(Box<Noted>),
}

/// A job as far as it is known.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Job {
    /// What comes after.
    pub then: Then,
    /// What the person calls it.
    pub nickname: Private,
    /// The role as advertised.
    pub role: Option<Private>,
    /// The employer.
    pub employer: Option<Private>,
    /// The agency.
    pub agency: Option<Private>,
}

/// An interview as far as it is known.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Noted {
    /// What comes after.
    pub then: Then,
    /// The new job; `None` where it was known.
    pub job: Option<Job>,
    /// The start.
    pub start: Option<When>,
    /// How many minutes; `None` stands for the operator's default.
    pub minutes: Option<i64>,
    /// The kind.
    pub kind: Option<InterviewKind>,
    /// What they should arrange.
    pub arrange: Option<Private>,
}

impl Interview {
    pub(super) fn open(opening: &Opening) -> Self {
        match opening.process {
            None => Self::Nickname(opening.then),
            Some(_) => Self::Start(Box::new(Noted::of(opening.then, None))),
        }
    }
}

impl Noted {
    fn of(then: Then, job: Option<Job>) -> Self {
        Self { then, job, start: None, minutes: None, kind: None, arrange: None }
    }
}

impl Machine for Interview {
    fn question(&self) -> Option<QuestionId> {
        match self {
            Self::Nickname(_) => Some(N1),
            Self::Role(_) => Some(N1_ROLE),
            Self::Employer(_) => Some(N1_EMPLOYER),
            Self::Agency(_) => Some(N1_AGENCY),
            Self::Start(_) => Some(N2),
            Self::Hour(_) => Some(N2_HOUR),
            Self::Length(_) => Some(N2_LENGTH),
            Self::Kind(_) => Some(N3),
            Self::Arrange(_) => Some(N4),
            Self::Done(_) => None,
        }
    }

    fn parts(&self, _: &View<'_>) -> Vec<Part> {
        match self {
            Self::Nickname(_) => vec![needed(N1, say::interview_n1(), Kind::Text)],
            Self::Role(_) => vec![part(N1_ROLE, say::interview_n1_role(), Kind::Text)],
            Self::Employer(_) => vec![part(N1_EMPLOYER, say::interview_n1_employer(), Kind::Text)],
            Self::Agency(_) => {
                let choices = vec![Choice::named("direct", say::interview_direct())];
                vec![part(N1_AGENCY, say::interview_n1_agency(), Kind::Choice { choices, or_text: true })]
            }
            Self::Start(noted) => {
                let (prompt, range) = match noted.then {
                    Then::Debrief(_) => (say::interview_n2_past(), Range::Past),
                    Then::Nothing => (say::interview_n2(), Range::Any),
                    Then::Move(_) | Then::About(_) => (say::interview_n2_moved(), Range::Future),
                };
                vec![needed(N2, prompt, Kind::When { range, hour: true, choices: Vec::new() })]
            }
            Self::Hour(noted) => {
                let day = noted.start.as_ref().map(|start| start.at.date()).unwrap_or_default();
                let kind = Kind::When { range: Range::Any, hour: true, choices: Vec::new() };
                vec![part(N2_HOUR, say::interview_n2_hour(day), kind)]
            }
            Self::Length(_) => vec![part(N2_LENGTH, say::interview_n2_length(), durations())],
            Self::Kind(_) => {
                let kind = Kind::Choice { choices: InterviewKind::choices(), or_text: false };
                vec![part(N3, say::interview_n3(), kind)]
            }
            Self::Arrange(_) => vec![part(N4, say::interview_n4(), Kind::Text)],
            Self::Done(_) => Vec::new(),
        }
    }

    fn answer(self, answer: &Answer) -> Result<Self, Self> {
        match (self, answer) {
            (Self::Nickname(then), Answer::Text(nickname)) => {
                let job = Job { then, nickname: nickname.clone(), role: None, employer: None, agency: None };
                Ok(match then {
                    Then::About(_) => Self::Done(Box::new(Noted::of(then, Some(job)))),
                    Then::Debrief(_) => Self::Start(Box::new(Noted::of(then, Some(job)))),
                    _ => Self::Role(job),
                })
            }
            (Self::Role(job), answer) => told(answer, Self::Role, job, |job, role| Self::Employer(Job { role, ..job })),
            (Self::Employer(job), answer) => {
                told(answer, Self::Employer, job, |job, employer| Self::Agency(Job { employer, ..job }))
            }
            (Self::Agency(job), Answer::Choice(_)) => Ok(Self::Start(Box::new(Noted::of(job.then, Some(job))))),
            (Self::Agency(job), answer) => told(answer, Self::Agency, job, |job, agency| {
                Self::Start(Box::new(Noted::of(job.then, Some(Job { agency, ..job }))))
            }),
            (Self::Start(mut noted), Answer::When(start)) => {
                noted.start = Some(start.clone());
                let to_come = !matches!(noted.then, Then::Debrief(_));
                Ok(if to_come && !start.hour_named { Self::Hour(noted) } else { after_start(noted) })
            }
            (Self::Hour(noted), Answer::Skipped) => Ok(after_start(noted)),
            // Only the hour was asked for: the day stays.
            (Self::Hour(mut noted), Answer::When(hour)) => {
                if let Some(start) = &mut noted.start {
                    *start = When { at: start.at.date().to_datetime(hour.at.time()), hour_named: true };
                }
                Ok(after_start(noted))
            }
            (Self::Length(noted), Answer::Skipped) => Ok(Self::Kind(noted)),
            (Self::Length(mut noted), Answer::Choice(pick)) => {
                noted.minutes = minutes(pick);
                if noted.minutes.is_some() { Ok(Self::Kind(noted)) } else { Err(Self::Length(noted)) }
            }
            (Self::Kind(noted), Answer::Skipped) => Ok(after_kind(noted)),
            (Self::Kind(mut noted), Answer::Choice(pick)) => {
                noted.kind = InterviewKind::from_pick(pick);
                if noted.kind.is_some() { Ok(after_kind(noted)) } else { Err(Self::Kind(noted)) }
            }
            (Self::Arrange(noted), answer) => told(answer, Self::Arrange, noted, |mut noted, arrange| {
                noted.arrange = arrange;
                Self::Done(noted)
            }),
            (state, _) => Err(state),
        }
    }
}

fn after_start(noted: Box<Noted>) -> Interview {
    match noted.then {
        Then::Nothing => Interview::Length(noted),
        Then::Debrief(_) => Interview::Kind(noted),
        Then::Move(_) | Then::About(_) => Interview::Done(noted),
    }
}

fn after_kind(noted: Box<Noted>) -> Interview {
    match noted.then {
        Then::Debrief(_) => Interview::Done(noted),
        _ => Interview::Arrange(noted),
    }
}

/// Free text, or skipped.
fn told<T>(
    answer: &Answer,
    back: impl FnOnce(T) -> Interview,
    known: T,
    on: impl FnOnce(T, Option<Private>) -> Interview,
) -> Result<Interview, Interview> {
    match answer {
        Answer::Text(text) => Ok(on(known, Some(text.clone()))),
        Answer::Skipped | Answer::YesNo(YesNo::No) => Ok(on(known, None)),
        _ => Err(back(known)),
    }
}

/// Minutes on offer, by id.
const DURATIONS: [(&str, i64); 5] = [("30-min", 30), ("45-min", 45), ("60-min", 60), ("90-min", 90), ("half-day", 240)];

fn durations() -> Kind {
    let labels = [say::minutes_30(), say::minutes_45(), say::minutes_60(), say::minutes_90(), say::minutes_240()];
    let choices = DURATIONS.iter().zip(labels).map(|((id, _), label)| Choice::named(id, label)).collect();
    Kind::Choice { choices, or_text: false }
}

fn minutes(pick: &crate::ask::Pick) -> Option<i64> {
    let crate::ask::Pick::Named(id) = pick else {
        return None;
    };
    DURATIONS.iter().find(|(known, _)| known == id).map(|(_, minutes)| *minutes)
}
