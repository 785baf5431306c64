//! Answers as they are kept.

use crate::{
    Id, Private,
    ask::Pick,
    sheet::line::{Line, Verdict},
};
use jiff::civil;
use serde::{Deserialize, Serialize};

/// What a person answered, understood once and never parsed again.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// "Skip": unknown, never zero.
    Skipped,
    /// Free text.
    Text(Private),
    /// One choice.
    Choice(Pick),
    /// Several choices, and own words.
    Several {
        /// What was picked, each once.
        picks: Vec<Pick>,
        /// What was added in own words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        other: Option<Private>,
    },
    /// 1 to 5.
    Scale(u8),
    /// 10, 25, 50, 75 or 90.
    Percent(u8),
    /// A day and an hour on the clock of the person's zone.
    When(When),
    /// Yes, no, don't know.
    YesNo(YesNo),
    /// An IANA zone name.
    Zone(String),
    /// An ISO 3166-1 alpha-2 country code.
    Country(String),
    /// A list is complete ("done"). Its items are kept one by one.
    Done,
    /// A complete list, as a talk is fed it.
    Items(Vec<Item>),
    /// Keep, change or drop one line of the balance sheet, with the line as it was shown.
    Line {
        /// What to do with it.
        verdict: Verdict,
        /// The line; boxed, since it is larger than all other answers.
        line: Box<Line>,
    },
}

/// One entry of a list, such as a question asked in an interview.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Item {
    /// Its name, for ever.
    pub id: Id,
    /// What was written.
    pub text: Private,
}

/// A civil day and time, and how it was said.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct When {
    /// On the person's own clock.
    pub at: civil::DateTime,
    /// Whether an hour was named (else 17:00 was assumed, §0).
    pub hour_named: bool,
}

/// Yes, no or don't know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YesNo {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Don't know.
    Unknown,
}
