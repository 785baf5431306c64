//! Questions, as data: an adapter decides between buttons, menus, modals and numbered lists.

use crate::{
    Id,
    say::{Arg, Block},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{borrow::Cow, fmt};

/// The stable name of a question, and the thing it is about where it is asked
/// more than once in a talk (`D4` of one listed answer). Written `D4` or `D4:<id>`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QuestionId {
    /// Its name in `conversations.md`, such as `D4` or `D7.cause`.
    pub name: Cow<'static, str>,
    /// What it is about.
    pub of: Option<Id>,
}

impl QuestionId {
    /// A question asked once in its talk.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), of: None }
    }

    /// A question asked about one thing among several.
    #[must_use]
    pub const fn of(name: &'static str, of: Id) -> Self {
        Self { name: Cow::Borrowed(name), of: Some(of) }
    }
}

impl fmt::Display for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.of {
            None => f.write_str(&self.name),
            Some(of) => write!(f, "{}:{of}", self.name),
        }
    }
}

impl fmt::Debug for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for QuestionId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for QuestionId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <Cow<'de, str>>::deserialize(deserializer)?;
        let (name, of) = match text.split_once(':') {
            None => (text.as_ref(), None),
            Some((name, of)) => (name, Some(of.parse().map_err(de::Error::custom)?)),
        };
        Ok(Self { name: crate::talks::names::name(name), of })
    }
}

/// Which question a button, a menu or a typed answer belongs to. A stale one changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// The talk.
    pub talk: Id,
    /// The question.
    pub question: QuestionId,
    /// The turn that asked it.
    pub revision: u32,
}

/// A question as it is put to a person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Comes back with every button and menu.
    pub stamp: Stamp,
    /// The question itself.
    pub part: Part,
    /// Further parts that the same message may answer, in order ("75, 4, yes").
    /// What is not answered at once is asked on its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rest: Vec<Part>,
}

/// One part of a question: most have just one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its stable name.
    pub question: QuestionId,
    /// The words of it.
    pub prompt: Vec<Block>,
    /// What kind of answer is wanted.
    pub kind: Kind,
    /// Whether "skip" is taken. A skipped answer is unknown, never zero.
    pub skippable: bool,
}

/// The kinds of answer (`conversations.md` §0).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// T: free text, at most [`Settings::text_limit`](crate::Settings) characters.
    Text,
    /// L: one message each, "done" ends.
    Items {
        /// How many are in already.
        so_far: usize,
        /// How many there can be.
        max: usize,
    },
    /// C: one of these; free text too where `or_text`.
    Choice {
        /// What there is to choose from.
        choices: Vec<Choice>,
        /// Whether an answer in own words is as good.
        or_text: bool,
    },
    /// M: any number of these, with own words where `other` is allowed.
    Several {
        /// What there is to choose from.
        choices: Vec<Choice>,
        /// Whether own words may be added.
        other: bool,
    },
    /// S: 1 to 5, lowest first.
    Scale {
        /// What each step means; empty where only the ends are named in the prompt.
        steps: Vec<Block>,
    },
    /// P: 10, 25, 50, 75 or 90 per cent.
    Percent,
    /// D: a day, with an hour where it matters.
    When {
        /// Which days make sense.
        range: Range,
        /// Whether an hour is wanted; without one it is 17:00.
        hour: bool,
        /// Choices that stand in place of a date ("within days", "didn't say").
        choices: Vec<Choice>,
    },
    /// Y: yes, no, don't know.
    YesNo,
    /// A city or a time zone.
    Zone,
    /// A country.
    Country,
    /// D5: a skill; the two that fit `about` best by their keywords come first.
    Skill {
        /// The question that was asked in the interview.
        about: Arg,
        /// All skills.
        choices: Vec<Choice>,
    },
}

/// Which days make sense as an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Range {
    /// Something to come: today or later. A bare weekday is the next one.
    Future,
    /// Something that was or is today. A bare weekday is the last one.
    Past,
    /// Either; a bare weekday is the next one.
    Any,
}

/// Something to choose.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is kept: an id, never a place in the list.
    pub pick: Pick,
    /// What is shown.
    pub label: Arg,
}

impl Choice {
    /// A choice with a fixed id and label.
    #[must_use]
    pub fn named(id: &'static str, label: Block) -> Self {
        Self { pick: Pick::Named(Cow::Borrowed(id)), label: label.into() }
    }

    /// A choice of a thing the person made.
    #[must_use]
    pub fn thing(id: Id, label: impl Into<Arg>) -> Self {
        Self { pick: Pick::Thing(id), label: label.into() }
    }
}

/// What was chosen, by its id.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pick {
    /// One of a fixed set.
    Named(Cow<'static, str>),
    /// A thing the person made: a listed answer, a process, a card.
    Thing(Id),
    /// A question of a talk (to correct it).
    Question(QuestionId),
}
