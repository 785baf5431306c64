//! What goes out, and who carries it.

use afterword_core::Say;
use afterword_core::community::{Act, Landed, Tell, Trouble};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Carries messages to one platform.
///
/// The engine calls it for one message of a person at a time, in order, and
/// may call it again with the same [`Outgoing::key`] after a crash or a lost
/// answer: the platform, or the courier, must not show such a message twice.
#[async_trait::async_trait]
pub trait Courier: Send + Sync + 'static {
    /// Tries once to bring a message to its address.
    async fn deliver(&self, message: &Outgoing) -> Outcome;

    /// Makes ready what it takes to deliver a message, while that is still being made durable:
    /// nothing of it may leave the process, and it may never have to be delivered.
    fn prepare(&self, message: &Outgoing) {
        let _ = message;
    }

    /// Tries once to do what a community wants done. The same holds of its key: where it
    /// [may have been tried](Errand::tried) and the platform does not remember keys, the courier
    /// looks whether it is there, and says that it is done.
    async fn act(&self, errand: &Errand) -> Done {
        let _ = errand;
        Done::Never { why: "nothing is done for communities on this platform" }
    }
}

/// Something that a community wants done.
#[derive(Clone, PartialEq, Eq)]
pub struct Errand {
    /// The community's account; [`Errand::community`] is its id on the platform.
    pub to: Address,
    /// Names it for ever: the same in every try, at most 25 characters of `a-z2-7`.
    pub key: String,
    /// What.
    pub act: Act,
    /// Why: an answer to what a moderator or a member did goes to them alone.
    pub class: Class,
    /// Whether it may have been done before, by this process or by one that ended.
    pub tried: bool,
}

impl Errand {
    /// The community's id on the platform.
    #[must_use]
    pub fn community(&self) -> &str {
        crate::inbound::community_id(&self.to.account)
    }
}

/// What became of one try to do something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// It is done.
    Done(Landed),
    /// Not this time.
    Later {
        /// Not before that long, where the platform said so.
        retry_after: Option<Duration>,
    },
    /// It cannot be done before somebody mends something: the community is told.
    Failed(Trouble),
    /// It will never be done: a defect, or not a thing of this platform.
    Never {
        /// Why, in fixed words: it is logged.
        why: &'static str,
    },
}

/// What waits in an outbox.
#[derive(Clone)]
pub(crate) enum Item {
    /// Something said to a person.
    Say(Outgoing),
    /// Something a community wants done.
    Act(Errand),
    /// Something a person tells a community. It leaves the process nowhere.
    Tell(Letter),
}

/// Something a person tells a community.
#[derive(Clone)]
pub(crate) struct Letter {
    /// The account they were heard from.
    pub(crate) from: Address,
    /// Names it for ever.
    pub(crate) key: String,
    pub(crate) tell: Tell,
}

impl Item {
    /// The same, which may have been carried before.
    pub(crate) fn tried(self, tried: bool) -> Self {
        match self {
            Self::Say(message) => Self::Say(Outgoing { tried, ..message }),
            Self::Act(errand) => Self::Act(Errand { tried, ..errand }),
            Self::Tell(letter) => Self::Tell(letter),
        }
    }

    /// Whether it goes to a moderator or a member who has just done something, and waits for it.
    pub(crate) fn answers_a_moderator(&self) -> bool {
        matches!(self, Self::Act(Errand { class: Class::Answer { .. }, .. }))
    }

    /// The account it goes to, where it leaves the process.
    pub(crate) fn to(&self) -> Option<&Address> {
        match self {
            Self::Say(Outgoing { to, .. }) | Self::Act(Errand { to, .. }) => Some(to),
            Self::Tell(_) => None,
        }
    }

    /// Whether it quotes a person, or tells their dates.
    pub(crate) fn quotes(&self) -> bool {
        match self {
            Self::Say(message) => message.say.quotes(),
            Self::Act(_) => false,
            Self::Tell(letter) => letter.tell.told.quotes(),
        }
    }
}

/// A message on its way to a person.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Where it goes.
    pub to: Address,
    /// Names it for ever: the same in every try, at most 25 characters of `a-z2-7`.
    pub key: String,
    /// What it says.
    pub say: Say,
    /// Why it is said, and so what may be promised of it.
    pub class: Class,
    /// Whether it may have been carried before, by this process or by one that ended. A
    /// platform that remembers keys for a while only has to look whether it is there.
    pub tried: bool,
}

/// An account on a platform. It has no `Debug`: whose account it is stays private.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The platform's name.
    pub platform: String,
    /// The account there.
    pub account: String,
}

/// Why something is said.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// It answers an event of the person.
    Answer {
        /// The platform's id of that event, where it has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        event: Option<String>,
    },
    /// Its time has come; the person is not waiting for it.
    Unprompted,
}

/// What became of one try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The platform has it.
    Arrived,
    /// Not this time.
    Later {
        /// Not before that long, where the platform said so.
        retry_after: Option<Duration>,
    },
    /// It will never arrive, so it is not tried again.
    Never {
        /// Why, in fixed words: it is logged.
        why: &'static str,
    },
}

/// What became of a message of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The platform has it.
    Arrived,
    /// It waits in the outbox for another try.
    Waiting,
    /// It will never arrive.
    Never {
        /// Why, in fixed words.
        why: &'static str,
    },
}
