//! What a community wants done, as data: an adapter turns it into requests.

use super::{PlaceKind, Step};
use crate::{
    Id, Private, Say,
    say::{Block, options},
};
use jiff::civil;
use serde::{Deserialize, Serialize};

/// One thing to be done on the platform.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Post a prompt. What is [`Landed`] names the message.
    Post(Post),
    /// Start a thread under a post. What is [`Landed`] names it.
    Thread {
        /// The post.
        run: Id,
        /// Where the message is.
        channel: String,
        /// The message.
        message: String,
        /// What the thread is called, at most 100 characters.
        name: Private,
    },
    /// Pin a post.
    Pin {
        /// The post.
        run: Id,
        /// Where the message is.
        channel: String,
        /// The message.
        message: String,
    },
    /// Unpin a post; one that is gone, or pinned no more, counts as done.
    Unpin {
        /// The post.
        run: Id,
        /// Where the message is.
        channel: String,
        /// The message.
        message: String,
    },
    /// Post what a member shares under a post. Nobody is pinged by it.
    Share {
        /// Its name.
        share: Id,
        /// Where the post is.
        channel: String,
        /// The message of the post.
        message: String,
        /// Its thread, where it has one: it goes there.
        thread: Option<String>,
        /// What it says: a member's own words, shown as text.
        text: Private,
        /// The member's account, where they want to be named.
        who: Option<Private>,
    },
    /// Remove what a member shared; one that is gone counts as done.
    Remove {
        /// Its name.
        share: Id,
        /// Where it is.
        channel: String,
        /// The message.
        message: String,
    },
    /// Say something in the moderators' channel.
    Report {
        /// The channel.
        channel: String,
        /// What.
        say: Say,
    },
    /// Tell the moderators that a member would like one of them to write: the name, and nothing else (§7).
    /// The sentence is [`crate::wording::moderator_asked`].
    PassOn {
        /// The moderators' channel.
        channel: String,
        /// The member's account.
        who: Private,
    },
    /// Tell a member what became of their suggestion, to them alone; where they cannot be written to, not at all.
    Member {
        /// Their account.
        who: Private,
        /// What.
        say: Say,
    },
    /// Answer the one whose order or suggestion this turn heard, to them alone.
    Answer(Say),
    /// Show them a post as it would be, to them alone: nothing in it works, and nobody is pinged.
    Show(Post),
}

/// A post.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// The run, by which the button brings a member here.
    pub run: Id,
    /// Where it goes.
    pub channel: Channel,
    /// What it says: a community's own words, or shipped ones; in its Markdown, with mentions as text.
    pub text: Private,
    /// What is said before it, where it comes late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<civil::DateTime>,
    /// A picture, as the platform names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// The one role that is pinged, and nobody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ping: Option<String>,
    /// What a member can press.
    pub buttons: Buttons,
}

/// Where a post goes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// Its id on the platform.
    pub id: String,
    /// As what.
    pub kind: PlaceKind,
    /// What the thread or the post of a forum is called, at most 100 characters.
    pub title: Private,
}

/// What a member can press under a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buttons {
    /// Answer in private.
    pub private: bool,
    /// Suggest a prompt.
    pub suggest: bool,
    /// Whether a reaction does the same as the button.
    pub reactions: bool,
}

/// What an act is about, to tell the community what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A post.
    Post(Id),
    /// Its thread.
    Thread(Id),
    /// Its pin.
    Pin(Id),
    /// The pin of the one before it.
    Unpin(Id),
    /// A share.
    Share(Id),
    /// Its removal.
    Remove(Id),
    /// Something said to the moderators.
    Report,
}

impl Act {
    /// What the community is to hear of it; `None` where it need not.
    #[must_use]
    pub fn about(&self) -> Option<About> {
        match self {
            Self::Post(post) => Some(About::Post(post.run)),
            Self::Thread { run, .. } => Some(About::Thread(*run)),
            Self::Pin { run, .. } => Some(About::Pin(*run)),
            Self::Unpin { run, .. } => Some(About::Unpin(*run)),
            Self::Share { share, .. } => Some(About::Share(*share)),
            Self::Remove { share, .. } => Some(About::Remove(*share)),
            Self::Report { .. } | Self::PassOn { .. } => Some(About::Report),
            Self::Member { .. } | Self::Answer(_) | Self::Show(_) => None,
        }
    }
}

/// What an act that was done left behind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Landed {
    /// The platform's id of the message.
    pub message: Option<String>,
    /// The platform's id of the thread, where there is one.
    pub thread: Option<String>,
    /// What could not be done of it, though the rest was: a post without its ping or its picture.
    pub lacking: Vec<Trouble>,
}

/// Why something could not be done, for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// A permission is missing.
    Missing(Permission),
    /// The channel or the room is gone, or cannot be seen.
    ChannelGone,
    /// The thread is gone.
    ThreadGone,
    /// The message is gone.
    MessageGone,
    /// The role is gone.
    RoleGone,
    /// There is no prompt to draw.
    LibraryEmpty,
    /// As many are pinned as can be.
    PinsFull,
    /// The platform does not take it.
    Refused,
}

options! {
    /// A permission, by the name that moderators know it by.
    Permission, "permission" {
        /// Seeing the channel.
        View = "view",
        /// Writing in it.
        Send = "send",
        /// Starting a thread.
        Threads = "threads",
        /// Writing in a thread.
        InThreads = "in-threads",
        /// Pinning.
        Pin = "pin",
        /// Pinging a role.
        Ping = "ping",
        /// Sending pictures.
        Attach = "attach",
        /// Showing what is linked or framed.
        Embed = "embed",
        /// Removing a message.
        Remove = "remove",
    }
}

impl Trouble {
    /// What it is part of, where only a part of an act failed.
    #[must_use]
    pub fn part(self) -> Step {
        match self {
            Self::RoleGone | Self::Missing(Permission::Ping) => Step::Ping,
            Self::Missing(Permission::Attach | Permission::Embed) => Step::Picture,
            _ => Step::Post,
        }
    }

    /// What it is, and what to do about it.
    #[must_use]
    pub fn block(self) -> Block {
        use crate::wording as say;
        match self {
            Self::Missing(permission) => say::trouble_missing(permission.label()),
            Self::ChannelGone => say::trouble_channel_gone(),
            Self::ThreadGone => say::trouble_thread_gone(),
            Self::MessageGone => say::trouble_message_gone(),
            Self::RoleGone => say::trouble_role_gone(),
            Self::LibraryEmpty => say::trouble_library_empty(),
            Self::PinsFull => say::trouble_pins_full(),
            Self::Refused => say::trouble_refused(),
        }
    }
}
