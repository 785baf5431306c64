//! What could be seen, by whom, in which order, and how soon each interaction was acknowledged.

use super::id::Id;
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;

/// One message at the moment it was posted, changed or taken away.
#[derive(Clone, Debug)]
pub struct Shown {
    /// When, by Discord's clock.
    pub at: Timestamp,
    /// What happened to the message.
    pub change: Change,
    /// Which message.
    pub message: Id,
    /// Where it stands.
    pub channel: Id,
    /// Who could see it.
    pub audience: Audience,
    /// Who wrote it.
    pub author: Id,
    /// What a person reads: text, embeds, names of attachments.
    pub text: String,
    /// The labels that can be pressed and picked, in order.
    pub labels: Vec<String>,
    /// The key it was posted with.
    pub nonce: Option<String>,
    /// The interaction whose answer or edit this is.
    pub answering: Option<Id>,
    /// The roles and people it called.
    pub pings: Vec<Id>,
}

/// What happened to a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Posted,
    /// A later message to an interaction that had its answer already.
    FollowedUp,
    /// It says something else now.
    Edited,
    /// It is gone.
    Deleted,
}

/// Who can see a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Ephemeral: this person alone, until their client starts anew.
    Only(Id),
    /// The direct messages of this person and the bot.
    Direct(Id),
    /// Whoever can read the channel.
    Channel(Id),
}

/// How an interaction was acknowledged.
#[derive(Clone, Debug)]
pub struct Acknowledged {
    /// Which interaction.
    pub interaction: Id,
    /// Whose.
    pub user: Id,
    /// The type of the callback: 4 message, 5 later, 6 later in place, 7 in place, 8 choices, 9 modal.
    pub kind: u64,
    /// By Discord's clock.
    pub after: SignedDuration,
    /// In real time, for measuring.
    pub took: Duration,
}

/// Which bodies were held against the API's description.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bodies {
    /// Held against it.
    pub checked: usize,
    /// Not held against it, since no description was at hand.
    pub unchecked: usize,
}
