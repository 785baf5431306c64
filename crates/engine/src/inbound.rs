//! What comes in, and what the one who brought it is told.

use afterword_core::ask::{Ask, Stamp};
use afterword_core::community::{Order, Who};
use afterword_core::event::Meaning;
use afterword_core::{Answer, Command, Id, Private, Refusal, Settings};
use afterword_store::{ActorId, Revision};
use jiff::civil;
use tokio::sync::oneshot;

use crate::stop::Stop;
use crate::{Address, Fate};

/// One thing that happened on a platform.
#[derive(Clone)]
pub struct Inbound {
    /// The platform's name, as its courier is registered under.
    pub platform: String,
    /// Who it comes from, as the platform names them for ever (an id, not a display name).
    pub account: String,
    /// The platform's id of this event, by which hearing it twice is noticed.
    /// `None` only where the platform can never tell it twice.
    pub event: Option<String>,
    /// What happened.
    pub what: What,
}

impl Inbound {
    pub(crate) fn address(&self) -> Address {
        Address { platform: self.platform.clone(), account: self.account.clone() }
    }
}

/// What happened on a platform.
#[derive(Clone)]
pub enum What {
    /// The person wrote something; the [`Ear`] finds out what it means.
    Said(Private),
    /// The person used a command of the platform.
    Command(Command),
    /// The person used a button, a menu or a form of a message.
    Tapped {
        /// What the message brought back.
        stamp: Stamp,
        /// The answers chosen, in the order of the question's parts; never empty.
        answers: Vec<Answer>,
    },
    /// The person wrote into the form of a question: one field for each of its parts, in order.
    /// Each is understood as a typed message is; from the first on that is empty, or no answer,
    /// the parts are asked by themselves.
    Filled {
        /// What the form brought back.
        stamp: Stamp,
        /// What they wrote.
        fields: Vec<Private>,
    },
    /// The person used a button of a message that means a command.
    Pressed {
        /// What the message brought back: where its question is over, the button does nothing.
        stamp: Stamp,
        /// The command.
        command: Command,
    },
    /// The person took back what they had written, in the way of the platform.
    Removed {
        /// The id of the event that was heard when they wrote it.
        of: String,
    },
    /// The person changed what they had written, in the way of the platform.
    Edited {
        /// The id of the event that was heard when they wrote it.
        of: String,
        /// What it says now.
        text: Private,
    },
    /// The person wants to answer a post of a community in private.
    Begin {
        /// The community's id on the platform.
        community: String,
        /// The run, as the post brought it back.
        run: Id,
    },
    /// The person came to where they can be spoken to, or the clock was moved.
    Visit,
}

/// One thing that happened in a community: a server, or a room.
#[derive(Clone)]
pub struct Gathered {
    /// The platform's name, as its courier is registered under.
    pub platform: String,
    /// The community's id there, for ever.
    pub community: String,
    /// The platform's id of this event, by which hearing it twice is noticed.
    pub event: Option<String>,
    /// What happened.
    pub what: Gathering,
}

/// What happened in a community.
#[derive(Clone)]
pub enum Gathering {
    /// Somebody wants something done that is for moderators.
    Ordered {
        /// Who, and whether the platform says at this very moment that they are one.
        by: Who,
        /// What.
        order: Order,
    },
    /// A member suggests a prompt.
    Suggested {
        /// The member's account.
        by: Private,
        /// What it would say.
        text: Private,
    },
    /// The bot was sent away, or asked to forget: everything of it is erased.
    Left,
}

impl Gathered {
    pub(crate) fn address(&self) -> Address {
        Address { platform: self.platform.clone(), account: community_account(&self.community) }
    }

    /// The account of whoever did something: it is whose pace and standing count.
    pub(crate) fn who(&self) -> Option<&str> {
        match &self.what {
            Gathering::Ordered { by, .. } => Some(by.account.reveal()),
            Gathering::Suggested { by, .. } => Some(by.reveal()),
            Gathering::Left => None,
        }
    }
}

const COMMUNITY: &str = "community:";

/// The account that a community has on its platform: no person's begins like this.
pub(crate) fn community_account(community: &str) -> String {
    format!("{COMMUNITY}{community}")
}

/// And back.
pub(crate) fn community_id(account: &str) -> &str {
    account.strip_prefix(COMMUNITY).unwrap_or(account)
}

/// Turns what people write into what the core understands.
pub trait Ear: Send + Sync + 'static {
    /// Understands `text` in the light of the question they are at.
    /// `now` is the person's civil date and time.
    fn understand(&self, text: &str, ask: Option<&Ask>, now: civil::DateTime, settings: &Settings) -> Meaning;
}

/// An event was taken: whatever it changed is durable.
pub struct Receipt {
    /// Whose turn it was. Of somebody who has not agreed yet, a name that may never be kept.
    pub actor: ActorId,
    /// The turn that answered it.
    pub revision: Revision,
    /// Whether it had been heard before; then it changed nothing and says nothing.
    pub duplicate: bool,
    /// Whether the person asked for everything that is kept of them: whoever brought the event
    /// hands it over ([`Engine::export`](crate::Engine::export)), in the way of the platform.
    pub exports: bool,
    pub(crate) fates: Vec<oneshot::Receiver<Fate>>,
    pub(crate) stop: Stop,
}

impl Receipt {
    /// How many messages answer the event.
    #[must_use]
    pub fn messages(&self) -> usize {
        self.fates.len()
    }

    /// Waits until each message of this turn was tried once, and says what
    /// became of it, in order. A message that waits for another try counts as
    /// [`Fate::Waiting`]; the outbox goes on with it.
    pub async fn delivered(self) -> Vec<Fate> {
        let mut fates = Vec::with_capacity(self.fates.len());
        for fate in self.fates {
            fates.push(tokio::select! {
                biased; // what is known counts, even at the end
                // The sender goes away only with the message: when it is erased.
                fate = fate => fate.unwrap_or(Fate::Waiting),
                _ = self.stop.wait() => Fate::Waiting,
            });
        }
        fates
    }
}

/// An event was not taken, and changed nothing. [`NotTaken::refusal`] is what
/// the person is told of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// A limit was reached, or the account is blocked. Sent again later it is
    /// heard as if for the first time.
    #[error("that was not taken: {refusal:?}")]
    Refused {
        /// Why.
        refusal: Refusal,
        /// Whether they are told; not each time, lest a flood be answered by a flood.
        tell: bool,
    },
    /// Too much is waiting already; the person is asked to send it again.
    #[error("too much is waiting already; that was not taken, please send it again")]
    Busy,
    /// The store failed, or the engine was closed; the process has to end.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// The journal of this person cannot be read; everybody else goes on.
    #[error(transparent)]
    SetAside(#[from] SetAside),
    /// The disk is almost full; what is there is safe, and others go on reading.
    #[error("the disk is almost full; that was not taken: make room on it")]
    NoRoom,
    /// A defect ended this one turn before anything was written.
    #[error("a defect ended this turn; its place in the code is in the log")]
    Defect,
}

impl NotTaken {
    /// What the person is to be told; `None` where that is nothing, because
    /// the process ends or because they were told lately.
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::Refused { refusal, tell } => tell.then_some(*refusal),
            Self::Busy => Some(Refusal::Busy),
            Self::Stopped(_) => None,
            Self::SetAside(_) => Some(Refusal::Unreadable),
            Self::NoRoom => Some(Refusal::NoRoom),
            Self::Defect => Some(Refusal::Defect),
        }
    }
}

/// Why the engine takes nothing any more.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the engine has stopped: {why}")]
pub struct Stopped {
    /// What the store said.
    pub why: String,
}

/// Why the journal of one person cannot be used; it names rows, never content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a person is set aside: row {row} of {tree} {why}")]
pub struct SetAside {
    /// The tree the row is in.
    pub tree: &'static str,
    /// The row's key, in hexadecimal.
    pub row: String,
    /// What is wrong with it, and what to do.
    pub why: &'static str,
}
