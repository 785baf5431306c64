//! A prompt: what is posted, and the talk it opens in private.

use crate::{Command, Private};
use jiff::civil;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The longest a community's own prompt may be, in characters (`community.md`: 2,000).
pub const LONGEST: usize = 2000;

/// A prompt of a library.
///
/// Its text may have been suggested by a member, so it is [`Private`] until it is posted.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prompt {
    /// Its name, which stays when its text is changed.
    pub id: PromptId,
    /// What it is about, in one word: the shipped ones have those of [`Theme`], a community may have more.
    pub theme: String,
    /// What is posted.
    pub text: Private,
    /// The talk that the button opens in private.
    pub opens: Opens,
    /// When it can be posted; `None` is all the year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub season: Option<Season>,
}

/// The name of a prompt within its library.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PromptId(String);

impl PromptId {
    /// The prompt of this name.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PromptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Declares words that are kept, written and read as they are: an enum, and the word of each.
macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $( $(#[$vdoc:meta])* $variant:ident = $id:literal ),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $( $(#[$vdoc])* $variant ),+ }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[ $( Self::$variant ),+ ];

            /// Its word.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $( Self::$variant => $id ),+ }
            }

            /// The one with this word.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.id() == id)
            }
        }
    };
}

names! {
    /// What the shipped prompts are about, over the whole of what comes before and after an interview.
    Theme {
        /// Before an interview.
        Before = "before",
        /// After it.
        After = "after",
        /// Waiting to hear.
        Waiting = "waiting",
        /// A no.
        No = "no",
        /// An offer.
        Offer = "offer",
        /// A new job.
        NewJob = "new_job",
        /// Being on the other side.
        Panel = "panel",
        /// Kindness, to oneself and others.
        Kindness = "kindness",
    }
}

names! {
    /// The talk that opens in private: one of the commands that can be said at any time.
    Opens {
        /// Look back at an interview.
        Debrief = "debrief",
        /// Note an interview.
        Interview = "interview",
        /// How the wait is held.
        Waiting = "waiting",
        /// Put a worry down.
        Worry = "worry",
        /// News has come.
        Heard = "heard",
        /// Feedback has arrived.
        Feedback = "feedback",
        /// An offer, or the one being weighed.
        Offer = "offer",
        /// Draft a letter.
        Letters = "letters",
        /// Rehearse an answer card.
        Rehearse = "rehearse",
        /// Show the balance sheet.
        Sheet = "sheet",
        /// The dream employers in view.
        Dream = "dream",
        /// Sitting on the other side.
        Panel = "panel",
        /// What comes next.
        Next = "next",
        /// Show processes, states and dates.
        List = "list",
        /// People to turn to.
        Support = "support",
    }
}

impl Opens {
    /// The command of that talk.
    #[must_use]
    pub fn command(self) -> Command {
        match self {
            Self::Debrief => Command::Debrief(None),
            Self::Interview => Command::Interview,
            Self::Waiting => Command::Waiting,
            Self::Worry => Command::Worry,
            Self::Heard => Command::Heard(None),
            Self::Feedback => Command::Feedback,
            Self::Offer => Command::Offer,
            Self::Letters => Command::Letters,
            Self::Rehearse => Command::Rehearse,
            Self::Sheet => Command::Sheet,
            Self::Dream => Command::Dream,
            Self::Panel => Command::Panel,
            Self::Next => Command::Next,
            Self::List => Command::List,
            Self::Support => Command::Support,
        }
    }
}

/// A part of every year, both ends included; it may go over the new year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Season {
    /// Its first day.
    pub from: MonthDay,
    /// Its last day.
    pub to: MonthDay,
}

impl Season {
    /// Whether this day is in it.
    #[must_use]
    pub fn holds(self, day: civil::Date) -> bool {
        let day = MonthDay { month: day.month(), day: day.day() };
        if self.from <= self.to { self.from <= day && day <= self.to } else { self.from <= day || day <= self.to }
    }
}

/// A day of every year, written `09-01`. The 29th of February is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MonthDay {
    month: i8,
    day: i8,
}

impl MonthDay {
    /// This day of this month; `None` where no year has it.
    #[must_use]
    pub fn new(month: i8, day: i8) -> Option<Self> {
        const LEAP_YEAR: i16 = 2000;
        civil::Date::new(LEAP_YEAR, month, day).ok().map(|_| Self { month, day })
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

/// A text that is no day of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day of a year: expected a month and a day, such as 09-01")]
pub struct NotAMonthDay;

impl FromStr for MonthDay {
    type Err = NotAMonthDay;

    fn from_str(text: &str) -> Result<Self, NotAMonthDay> {
        let (month, day) = text.split_once('-').ok_or(NotAMonthDay)?;
        let number = |text: &str| {
            let two = text.len() == 2 && text.bytes().all(|digit| digit.is_ascii_digit());
            two.then(|| text.parse().ok()).flatten().ok_or(NotAMonthDay)
        };
        Self::new(number(month)?, number(day)?).ok_or(NotAMonthDay)
    }
}

impl TryFrom<String> for MonthDay {
    type Error = NotAMonthDay;

    fn try_from(text: String) -> Result<Self, NotAMonthDay> {
        text.parse()
    }
}

impl From<MonthDay> for String {
    fn from(day: MonthDay) -> Self {
        day.to_string()
    }
}
