//! What crosses between a person and a community, and nothing else does.

use super::{Opens, Run};
use crate::{Id, Private};
use jiff::civil;
use serde::{Deserialize, Serialize};

/// A community as a person's journal names it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Home {
    /// The platform's name.
    pub platform: String,
    /// Its id there: a server, or a room.
    pub community: String,
}

/// The post that a private talk comes from: all that a person's side needs to know of it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// The community.
    pub home: Home,
    /// Its run.
    pub run: Id,
    /// The series of that.
    pub series: Id,
    /// The Monday of the week that it is counted in.
    pub week: civil::Date,
    /// The talk that it opens.
    pub opens: Opens,
    /// Whether something may be shared with the channel.
    pub shares: bool,
    /// Whether a moderator can be asked to write (§7).
    pub asks: bool,
}

/// Something that is told to a community.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tell {
    /// Which community.
    pub home: Home,
    /// What it is told.
    pub told: Told,
}

/// What a community is told, and never whose it is, unless they said so.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// Somebody began a private talk from a post.
    Begun {
        /// The post.
        run: Id,
        /// Whether it is this person's first of that series in that week.
        first: bool,
    },
    /// Somebody finished one.
    Finished {
        /// The post.
        run: Id,
        /// Whether it is this person's first of that series in that week.
        first: bool,
    },
    /// Somebody shares a text, which they previewed and confirmed.
    Share {
        /// Its name, by which it can be taken back.
        share: Id,
        /// The post under which it goes.
        run: Id,
        /// What it says.
        text: Private,
        /// Whether their name goes along.
        named: bool,
        /// Their account, where it does; whoever carries it fills it in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<Private>,
        /// Whether it is this person's first of that series in that week.
        first: bool,
    },
    /// A share is taken back.
    TakeBack {
        /// Which.
        share: Id,
    },
    /// Somebody asks that a moderator write to them (§7).
    AskModerator {
        /// Their account; whoever carries it fills it in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<Private>,
    },
}

impl Told {
    /// The same with the account of whom it comes from, where it may be known.
    #[must_use]
    pub fn from_account(self, account: &str) -> Self {
        match self {
            Self::Share { share, run, text, named: true, first, .. } => {
                Self::Share { share, run, text, named: true, who: Some(account.into()), first }
            }
            Self::AskModerator { .. } => Self::AskModerator { who: Some(account.into()) },
            other => other,
        }
    }

    /// Whether it holds a person's own words.
    #[must_use]
    pub fn quotes(&self) -> bool {
        matches!(self, Self::Share { .. })
    }
}

impl Run {
    /// What a person's side is told of it.
    #[must_use]
    pub fn origin(&self, home: Home, shares: bool, asks: bool) -> Origin {
        Origin { home, run: self.id, series: self.series, week: self.week, opens: self.opens, shares, asks }
    }
}
