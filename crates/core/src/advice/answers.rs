//! The warning-sign questions of §4, O5: what can be answered to each.
//!
//! The choices of a question stand here in the order they are offered, with what
//! each counts beside it. The choice that means `?` is not one of them: it is
//! [`Unknown`], and makes the answer [`Known::Open`], as does skipping.

use crate::{Answer, ask::Choice, ask::Pick, say::options};

/// What is known of one question. A skipped answer is unknown, never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Known<A> {
    /// It was answered.
    Is(A),
    /// `?`: skipped, or nobody was asked yet.
    Open,
    /// `?`: they were asked, and nothing came within three working days.
    NotAnswered,
}

impl<A: Copy> Known<A> {
    /// What was answered, where anything was.
    pub fn is(self) -> Option<A> {
        match self {
            Self::Is(answer) => Some(answer),
            Self::Open | Self::NotAnswered => None,
        }
    }

    /// What it is once nothing came back: what was open is not answered.
    #[must_use]
    pub fn after_silence(self) -> Self {
        match self {
            Self::Open => Self::NotAnswered,
            known => known,
        }
    }
}

/// A warning-sign question with fixed choices.
pub trait Sign: Copy + 'static {
    /// Its choices, in the order they are offered.
    const CHOICES: &[Self];
    /// How `?` is worded among the choices, where the text offers it; skipping says the same.
    const UNKNOWN: Option<Unknown>;

    /// One choice, to offer it.
    fn offered(self) -> Choice;

    /// The choice a person picked.
    fn picked(pick: &Pick) -> Option<Self>;

    /// The question's choices, `?` last.
    #[must_use]
    fn offer() -> Vec<Choice> {
        let known = Self::CHOICES.iter().map(|choice| choice.offered());
        known.chain(Self::UNKNOWN.map(Unknown::choice)).collect()
    }

    /// An answer as it is kept: whatever is none of the choices is unknown.
    #[must_use]
    fn read(answer: &Answer) -> Known<Self> {
        match answer {
            Answer::Choice(pick) => Self::picked(pick).map_or(Known::Open, Known::Is),
            _ => Known::Open,
        }
    }
}

macro_rules! sign {
    ($name:ident, $unknown:expr) => {
        impl Sign for $name {
            const CHOICES: &[Self] = Self::ALL;
            const UNKNOWN: Option<Unknown> = $unknown;

            fn offered(self) -> Choice {
                self.choice()
            }

            fn picked(pick: &Pick) -> Option<Self> {
                Self::from_pick(pick)
            }
        }
    };
}

options! {
    /// The words for `?` among the choices of a question.
    Unknown, "sign-unknown" {
        /// They were not asked.
        NotAsked = "not-asked",
        /// It is said to be coming.
        Coming = "coming",
        /// The person does not know.
        DontKnow = "dont-know",
        /// The person has not looked yet.
        NotLooked = "not-looked",
        /// They did not say.
        NotSaid = "not-said",
    }
}

options! {
    /// V: can you say in two sentences what you'd do in the first three months?
    Describe, "sign-describe" {
        /// Yes: 0.
        Yes = "yes",
        /// Partly: 1.
        Partly = "partly",
        /// No: 2.
        No = "no",
    }
}
sign!(Describe, None);

options! {
    /// V: do you know who you answer to and how success is judged?
    Success, "sign-success" {
        /// Yes: 0.
        Yes = "yes",
        /// No: 1.
        No = "no",
    }
}
sign!(Success, None);

options! {
    /// V: when you asked, were answers clear?
    Clear, "sign-clear" {
        /// Clear: 0.
        Clear = "clear",
        /// Partial: 1.
        Partial = "partial",
        /// Dodged: 2.
        Dodged = "dodged",
    }
}
sign!(Clear, Some(Unknown::NotAsked));

options! {
    /// V: are the terms in writing?
    Terms, "sign-terms" {
        /// Yes: 0.
        Yes = "yes",
        /// Refused: 2.
        Refused = "refused",
    }
}
sign!(Terms, Some(Unknown::Coming));

options! {
    /// T: how many people were in this post in three years?
    People, "sign-people" {
        /// It is new, or it was one: 0.
        NewOrOne = "new-or-one",
        /// Two: 1.
        Two = "two",
        /// Three or more: 2.
        ThreeOrMore = "three-or-more",
    }
}
sign!(People, Some(Unknown::DontKnow));

options! {
    /// T: why did the last one leave?
    WhyLeft, "sign-why-left" {
        /// Clear: 0.
        Clear = "clear",
        /// Mixed: 1.
        Mixed = "mixed",
        /// Evasive: 2.
        Evasive = "evasive",
    }
}
sign!(WhyLeft, Some(Unknown::NotAsked));

options! {
    /// T: what do staff say, online or in person?
    Staff, "sign-staff" {
        /// Good: 0.
        Good = "good",
        /// Mixed: 1.
        Mixed = "mixed",
        /// Poor: 2.
        Poor = "poor",
    }
}
sign!(Staff, Some(Unknown::NotLooked));

options! {
    /// T: is the difficulty named, and backing promised?
    Backing, "sign-backing" {
        /// Yes: 0.
        Yes = "yes",
        /// None is needed: 0.
        NoneNeeded = "none-needed",
        /// No: 1.
        No = "no",
    }
}
sign!(Backing, None);

options! {
    /// C: anything new – skill, level, sector, name?
    New, "sign-new" {
        /// Plenty: 0.
        Plenty = "plenty",
        /// Little: 1.
        Little = "little",
        /// None: 2.
        None = "none",
    }
}
sign!(New, None);

options! {
    /// C: would you be glad to explain it in two years?
    Glad, "sign-glad" {
        /// Yes: 0.
        Yes = "yes",
        /// Unsure: 1.
        Unsure = "unsure",
        /// No: 2.
        No = "no",
    }
}
sign!(Glad, None);

options! {
    /// C: a step back in level?
    StepBack, "sign-step-back" {
        /// No: 0.
        No = "no",
        /// Yes: 1.
        Yes = "yes",
    }
}
sign!(StepBack, None);

options! {
    /// P: did you ask for time?
    AskedForTime, "sign-asked-time" {
        /// It is not needed: 0.
        NotNeeded = "not-needed",
        /// They agreed: the time is asked again, and the reason counts 0.
        Agreed = "agreed",
        /// They refused: 2 where the whole time is under five days, else 0.
        Refused = "refused",
        /// Not asked: `?` where the whole time is four days or less, else 0.
        NotAsked = "not-asked",
    }
}
sign!(AskedForTime, None);

options! {
    /// P: were you put off from reading the contract, meeting people, checking?
    PutOff, "sign-put-off" {
        /// No: 0.
        No = "no",
        /// Yes: 2.
        Yes = "yes",
    }
}
sign!(PutOff, None);

options! {
    /// P: is there a reason for the hurry?
    Reason, "sign-reason" {
        /// There is no hurry: 0.
        NoHurry = "no-hurry",
        /// A real one: 0.
        Real = "real",
        /// None: 1 where the whole time is under five days, else 0.
        None = "none",
    }
}
sign!(Reason, None);

options! {
    /// What may have changed since the advertisement (O2).
    Term, "term" {
        /// The title.
        Title = "title",
        /// The duties.
        Duties = "duties",
        /// The level.
        Level = "level",
        /// The pay.
        Pay = "pay",
        /// The place.
        Place = "place",
        /// The hours.
        Hours = "hours",
        /// The contract.
        Contract = "contract",
        /// The manager.
        Manager = "manager",
    }
}

options! {
    /// Shown beside [`Desperate`]: signs that they are keen. They count nothing.
    Keen, "keen" {
        /// Says why you.
        WhyYou = "why-you",
        /// Answers questions.
        Answers = "answers",
        /// Gives time.
        GivesTime = "gives-time",
        /// Lets you meet the team.
        MeetTeam = "meet-team",
        /// Writes it down.
        WritesDown = "writes-down",
    }
}

options! {
    /// Signs that they are desperate. Three or more add a point to P, and are a reason to think twice.
    Desperate, "desperate" {
        /// Barely interviewed you.
        BarelyInterviewed = "barely-interviewed",
        /// The advertisement was up for months.
        UpForMonths = "up-for-months",
        /// Can't say why you.
        NotWhyYou = "not-why-you",
        /// Talks over questions.
        TalksOver = "talks-over",
        /// Threatens to withdraw.
        Threatens = "threatens",
    }
}

options! {
    /// C, holding pattern: why (O5x).
    HoldingWhy, "holding-why" {
        /// To widen experience with a new employer.
        Widen = "widen",
        /// Time for skills or a qualification.
        Skills = "skills",
        /// Life needs an easier job.
        Easier = "easier",
        /// The income, now.
        Income = "income",
    }
}

/// The labels of this folder, for the table of words.
pub const LABELS: &[&[&str]] = &[
    Unknown::WORDS,
    Describe::WORDS,
    Success::WORDS,
    Clear::WORDS,
    Terms::WORDS,
    People::WORDS,
    WhyLeft::WORDS,
    Staff::WORDS,
    Backing::WORDS,
    New::WORDS,
    Glad::WORDS,
    StepBack::WORDS,
    AskedForTime::WORDS,
    PutOff::WORDS,
    Reason::WORDS,
    Term::WORDS,
    Keen::WORDS,
    Desperate::WORDS,
    HoldingWhy::WORDS,
    super::safety::Asked::WORDS,
];
