//! What is said, as data: blocks by word id and arguments. Sentences live in `config/words`.

use crate::{
    Private,
    ask::{Ask, Kind, Part},
    calendar::Calendar,
};
use jiff::civil;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One message: what was heard or found, then at most one question.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Say {
    /// Paragraphs, in order.
    pub blocks: Vec<Block>,
    /// The question, if one is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<Ask>,
    /// What goes along as a file, where the platform can carry one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment: Option<Attachment>,
}

/// A file, as data: the words crate makes its bytes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attachment {
    /// A calendar of what is to come (§9).
    Calendar(Calendar),
}

impl Say {
    /// Whether it holds anything in a person's own words, or their dates all together.
    #[must_use]
    pub fn quotes(&self) -> bool {
        let parts = self.ask.iter().flat_map(|ask| std::iter::once(&ask.part).chain(&ask.rest));
        self.attachment.is_some() || self.blocks.iter().any(Block::quotes) || parts.into_iter().any(Part::quotes)
    }
}

/// One sentence or paragraph: a word id, and what fills its variables.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Block {
    /// The id of the message in the Fluent files.
    pub word: Cow<'static, str>,
    /// Its variables, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(Cow<'static, str>, Arg)>,
}

/// What fills a variable of a sentence.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// A person's own words, shown back to them.
    Text(Private),
    /// Somebody’s account, which a platform shows in its own way and nobody is pinged by.
    Account(Private),
    /// A name that is not private: an operator, a platform, a command.
    Name(Cow<'static, str>),
    /// A count.
    Number(i64),
    /// A day.
    Day(civil::Date),
    /// A day that may be a year away: told with its year.
    FarDay(civil::Date),
    /// A day and an hour.
    Moment(civil::DateTime),
    /// Another sentence or a label, filled in first.
    Word(Box<Block>),
    /// Several, joined as a list is joined in that language.
    List(Vec<Arg>),
}

impl Block {
    /// A sentence without variables.
    #[must_use]
    pub fn plain(word: impl Into<Cow<'static, str>>) -> Self {
        Self { word: word.into(), args: Vec::new() }
    }

    /// The same with one variable more.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        self.args.push((Cow::Borrowed(name), arg.into()));
        self
    }
}

impl Block {
    fn quotes(&self) -> bool {
        self.args.iter().any(|(_, arg)| arg.quotes())
    }
}

impl Arg {
    fn quotes(&self) -> bool {
        match self {
            Self::Text(_) | Self::Account(_) => true,
            Self::Name(_) | Self::Number(_) | Self::Day(_) | Self::FarDay(_) | Self::Moment(_) => false,
            Self::Word(block) => block.quotes(),
            Self::List(list) => list.iter().any(Self::quotes),
        }
    }
}

impl Part {
    fn quotes(&self) -> bool {
        let shown = match &self.kind {
            Kind::Choice { choices, .. } | Kind::Several { choices, .. } | Kind::When { choices, .. } => {
                choices.iter().any(|choice| choice.label.quotes())
            }
            Kind::Skill { about, choices } => about.quotes() || choices.iter().any(|choice| choice.label.quotes()),
            Kind::Scale { steps } => steps.iter().any(Block::quotes),
            Kind::Text | Kind::Items { .. } | Kind::Percent | Kind::YesNo | Kind::Zone | Kind::Country => false,
        };
        shown || self.prompt.iter().any(Block::quotes)
    }
}

impl From<Block> for Arg {
    fn from(block: Block) -> Self {
        Self::Word(Box::new(block))
    }
}

impl From<&Private> for Arg {
    fn from(text: &Private) -> Self {
        Self::Text(text.clone())
    }
}

impl From<Private> for Arg {
    fn from(text: Private) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<civil::Date> for Arg {
    fn from(day: civil::Date) -> Self {
        Self::Day(day)
    }
}

impl From<civil::DateTime> for Arg {
    fn from(moment: civil::DateTime) -> Self {
        Self::Moment(moment)
    }
}

impl<T: Into<Arg>> From<Vec<T>> for Arg {
    fn from(list: Vec<T>) -> Self {
        Self::List(list.into_iter().map(Into::into).collect())
    }
}

/// Declares sentences: a function for each, with its variables, and the table
/// of all of them, so that a test can hold it against the Fluent files.
macro_rules! words {
    ($( $(#[$doc:meta])* $name:ident = $id:literal $( ( $($var:ident),+ ) )? ; )*) => {
        $( $(#[$doc])*
        #[allow(missing_docs)] // the sentence itself, in the Fluent file, says what it is
        #[must_use]
        pub fn $name( $($( $var: impl Into<$crate::say::Arg> ),+)? ) -> $crate::say::Block {
            $crate::say::Block::plain($id) $($( .with(stringify!($var), $var) )+)?
        } )*

        /// Every sentence declared here, with its variables.
        pub const ALL: &[(&str, &[&str])] = &[ $( ($id, &[ $($( stringify!($var) ),+)? ]) ),* ];
    };
}
pub(crate) use words;

/// Declares a set of options a person can choose among: an enum, the stable
/// id of each, and its label in the Fluent files (`<prefix>-<id>`).
macro_rules! options {
    ($(#[$doc:meta])* $name:ident, $prefix:literal { $( $(#[$vdoc:meta])* $variant:ident = $id:literal ),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $( $(#[$vdoc])* $variant ),+ }

        impl $name {
            /// All of them, in the order they are offered.
            pub const ALL: &[Self] = &[ $( Self::$variant ),+ ];
            /// The word ids of their labels.
            pub const WORDS: &[&str] = &[ $( concat!($prefix, "-", $id) ),+ ];

            /// Its stable id, as journals keep it.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $( Self::$variant => $id ),+ }
            }

            /// The one with this id.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                match id { $( $id => Some(Self::$variant), )+ _ => None }
            }

            /// The one a person picked.
            #[must_use]
            pub fn from_pick(pick: &$crate::ask::Pick) -> Option<Self> {
                match pick {
                    $crate::ask::Pick::Named(id) => Self::from_id(id),
                    _ => None,
                }
            }

            /// Its label.
            #[must_use]
            pub fn label(self) -> $crate::say::Block {
                $crate::say::Block::plain(Self::WORDS[self as usize])
            }

            /// It, as something to choose.
            #[must_use]
            pub fn choice(self) -> $crate::ask::Choice {
                $crate::ask::Choice {
                    pick: $crate::ask::Pick::Named(std::borrow::Cow::Borrowed(self.id())),
                    label: self.label().into(),
                }
            }

            /// All, as choices.
            #[must_use]
            pub fn choices() -> Vec<$crate::ask::Choice> {
                Self::ALL.iter().map(|option| option.choice()).collect()
            }
        }
    };
}
pub(crate) use options;
