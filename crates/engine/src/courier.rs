//! What goes out, and who carries it.

use afterword_core::Say;
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
