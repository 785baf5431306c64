//! What each answer counts (§4, "Warning-sign questions", the numbers in brackets).

use super::{
    answers::{
        AskedForTime, Backing, Clear, Describe, Glad, Known, New, People, PutOff, Reason, Staff, StepBack, Success,
        Term, Terms, WhyLeft,
    },
    levels::Family,
    signs::{Changes, Cv, Pressure, Promise, Signs, Turnover, Vague},
};

/// Working days below which the whole time to decide is short: "four or less", "under five days".
pub const SHORT_TIME_DAYS: u16 = 5;
/// Ticks on "desperate" from which they count.
pub const DESPERATE_TICKS: usize = 3;

/// One question behind a family, or a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// V: two sentences about the first three months.
    Describe,
    /// V: who they answer to, how success is judged.
    Success,
    /// V: were answers clear?
    Clear,
    /// V: terms in writing?
    Terms,
    /// T: how many people in three years?
    People,
    /// T: why did the last leave?
    WhyLeft,
    /// T: what do staff say?
    Staff,
    /// T: is the difficulty named and backing promised?
    Backing,
    /// C: anything new?
    New,
    /// C: glad to explain it in two years?
    Glad,
    /// C: a step back?
    StepBack,
    /// P: the whole time to decide.
    Days,
    /// P: asked for time?
    Time,
    /// P: put off from checking?
    PutOff,
    /// P: the reason for the hurry.
    Reason,
    /// P: three or more ticks on "desperate".
    Desperate,
    /// X: what changed (O2).
    Changed,
    /// X: was this explained?
    Explained(Term),
    /// X: is this welcome?
    Welcome(Term),
    /// O6: the promise at this place of the list, in writing?
    Promise(usize),
}

impl Question {
    /// Its family; `None` for a promise.
    #[must_use]
    pub fn family(self) -> Option<Family> {
        Some(match self {
            Self::Describe | Self::Success | Self::Clear | Self::Terms => Family::Vague,
            Self::People | Self::WhyLeft | Self::Staff | Self::Backing => Family::Turnover,
            Self::New | Self::Glad | Self::StepBack => Family::Cv,
            Self::Days | Self::Time | Self::PutOff | Self::Reason | Self::Desperate => Family::Pressure,
            Self::Changed | Self::Explained(_) | Self::Welcome(_) => Family::Changed,
            Self::Promise(_) => return None,
        })
    }

    /// Whether the employer can answer it: then it becomes a line in L7. The others are a task
    /// for the person: something to look up, or to think about.
    #[must_use]
    pub fn is_to_employer(self) -> bool {
        match self {
            Self::Success | Self::Clear | Self::Terms => true,
            Self::People | Self::WhyLeft | Self::Backing => true,
            Self::New => true, // "What have people in this post gone on to do?"
            Self::Days | Self::Time | Self::Reason => true,
            Self::Explained(_) | Self::Promise(_) => true,
            Self::Describe | Self::Staff | Self::Glad | Self::StepBack => false,
            Self::PutOff | Self::Desperate | Self::Changed | Self::Welcome(_) => false,
        }
    }
}

/// What an answer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// So many points; for X, which has none, 1 where it is unexplained or unwelcome.
    Points(u8),
    /// `?`, open: skipped, or nobody was asked yet. It counts nothing, and it is not zero.
    Open,
    /// `?`, not answered.
    NotAnswered,
}

/// One question with what its answer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finding {
    /// The question.
    pub question: Question,
    /// What it counts.
    pub weight: Weight,
}

/// All questions with what they count, in the order of the text.
#[must_use]
pub fn findings(signs: &Signs) -> Vec<Finding> {
    let mut all = Vec::with_capacity(20);
    all.extend(vague(&signs.vague));
    all.extend(turnover(&signs.turnover));
    all.extend(cv(&signs.cv));
    all.extend(pressure(&signs.pressure));
    all.push(desperate(signs.desperate.len()));
    all.extend(changed(&signs.changes));
    all.extend(signs.promises.iter().enumerate().map(promised));
    all
}

/// V.
#[must_use]
pub fn vague(known: &Vague) -> [Finding; 4] {
    [
        finding(Question::Describe, known.describe, |said| match said {
            Describe::Yes => 0,
            Describe::Partly => 1,
            Describe::No => 2,
        }),
        finding(Question::Success, known.success, |said| match said {
            Success::Yes => 0,
            Success::No => 1,
        }),
        finding(Question::Clear, known.clear, |said| match said {
            Clear::Clear => 0,
            Clear::Partial => 1,
            Clear::Dodged => 2,
        }),
        finding(Question::Terms, known.terms, |said| match said {
            Terms::Yes => 0,
            Terms::Refused => 2,
        }),
    ]
}

/// T.
#[must_use]
pub fn turnover(known: &Turnover) -> [Finding; 4] {
    [
        finding(Question::People, known.people, |said| match said {
            People::NewOrOne => 0,
            People::Two => 1,
            People::ThreeOrMore => 2,
        }),
        finding(Question::WhyLeft, known.why_left, |said| match said {
            WhyLeft::Clear => 0,
            WhyLeft::Mixed => 1,
            WhyLeft::Evasive => 2,
        }),
        finding(Question::Staff, known.staff, |said| match said {
            Staff::Good => 0,
            Staff::Mixed => 1,
            Staff::Poor => 2,
        }),
        finding(Question::Backing, known.backing, |said| match said {
            Backing::Yes | Backing::NoneNeeded => 0,
            Backing::No => 1,
        }),
    ]
}

/// C.
#[must_use]
pub fn cv(known: &Cv) -> [Finding; 3] {
    [
        finding(Question::New, known.new, |said| match said {
            New::Plenty => 0,
            New::Little => 1,
            New::None => 2,
        }),
        finding(Question::Glad, known.glad, |said| match said {
            Glad::Yes => 0,
            Glad::Unsure => 1,
            Glad::No => 2,
        }),
        finding(Question::StepBack, known.step_back, |said| match said {
            StepBack::No => 0,
            StepBack::Yes => 1,
        }),
    ]
}

/// P, without the ticks. A quick offer is not pressure, a refusal to give time is (E9). Where the
/// whole time is not known, it is not known to be short.
#[must_use]
pub fn pressure(known: &Pressure) -> [Finding; 4] {
    let short = known.days.is().is_some_and(|days| days < SHORT_TIME_DAYS);
    let time = match known.time {
        Known::Is(AskedForTime::NotAsked) if short => Finding { question: Question::Time, weight: Weight::Open },
        time => finding(Question::Time, time, |said| match said {
            AskedForTime::Refused if short => 2,
            AskedForTime::NotNeeded | AskedForTime::Agreed | AskedForTime::Refused | AskedForTime::NotAsked => 0,
        }),
    };
    let reason = match known.time {
        // They agreed to more time: why they were in a hurry does not matter any more, known or not.
        Known::Is(AskedForTime::Agreed) => Finding { question: Question::Reason, weight: Weight::Points(0) },
        _ => finding(Question::Reason, known.reason, |said| match said {
            Reason::None if short => 1,
            Reason::NoHurry | Reason::Real | Reason::None => 0,
        }),
    };
    [
        finding(Question::Days, known.days, |days| u8::from(days <= 1)),
        time,
        finding(Question::PutOff, known.put_off, |said| match said {
            PutOff::No => 0,
            PutOff::Yes => 2,
        }),
        reason,
    ]
}

/// P: the ticks on the side of "desperate".
#[must_use]
pub fn desperate(ticks: usize) -> Finding {
    Finding { question: Question::Desperate, weight: Weight::Points(u8::from(ticks >= DESPERATE_TICKS)) }
}

/// X: what was explained and what is welcome. X has levels of its own; nothing is added up.
#[must_use]
pub fn changed(changes: &Changes) -> Vec<Finding> {
    let against = |said: bool| u8::from(!said);
    match changes {
        Changes::Open => vec![Finding { question: Question::Changed, weight: Weight::Open }],
        Changes::NotAnswered => vec![Finding { question: Question::Changed, weight: Weight::NotAnswered }],
        Changes::Are(changes) => changes
            .iter()
            .flat_map(|change| {
                [
                    finding(Question::Explained(change.what), change.explained, against),
                    finding(Question::Welcome(change.what), change.welcome, against),
                ]
            })
            .collect(),
    }
}

fn promised((place, promise): (usize, &Promise)) -> Finding {
    let weight = match promise {
        Promise::Open => Weight::Open,
        Promise::Written => Weight::Points(0),
        Promise::NotWritten => Weight::NotAnswered,
    };
    Finding { question: Question::Promise(place), weight }
}

fn finding<A: Copy>(question: Question, known: Known<A>, counts: impl Fn(A) -> u8) -> Finding {
    let weight = match known {
        Known::Is(answer) => Weight::Points(counts(answer)),
        Known::Open => Weight::Open,
        Known::NotAnswered => Weight::NotAnswered,
    };
    Finding { question, weight }
}
