//! The rows a turn touches (`docs/storage.md` has the table of trees).

use std::borrow::Cow;
use std::fmt;

/// How many turns an actor has behind it. The first turn makes revision 1.
pub type Revision = u64;

/// An opaque, random name for a person or a community.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ActorId(pub [u8; 16]);

/// HMAC of a platform and an account on it, under the index key.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountHash(pub [u8; 32]);

/// HMAC of a platform and the id of an event there, under the index key: its first 16 bytes
/// (RFC 2104 §5), since there is one for each event of a month, and none is ever taken for another.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HeardHash(pub [u8; 16]);

/// Where an actor's journal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// Alive, with this many turns.
    At(Revision),
    /// Joined into another actor; its rows live there.
    JoinedInto(ActorId),
    /// Erased; nothing of it can be read any more.
    Erased,
}

/// A data key, wrapped by the master key of `epoch`.
#[derive(Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// Which master key wraps it.
    pub epoch: u32,
    /// Nonce and ciphertext.
    pub bytes: Vec<u8>,
}

/// The inbound event that a turn answers, so that hearing it twice is noticed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// Its hash.
    pub id: HeardHash,
    /// When it was heard (ms), to forget it after 30 days.
    pub at_ms: i64,
}

/// Names one message of the outbox for ever: the idempotency key is made from it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OutboxId {
    /// Whose turn said it.
    pub actor: ActorId,
    /// The turn.
    pub revision: Revision,
    /// Its place among the messages of that turn.
    pub n: u16,
}

/// One message that is still to be delivered.
#[derive(Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// Its name.
    pub id: OutboxId,
    /// Not to be tried before (ms).
    pub not_before_ms: i64,
    /// How often it was tried in vain.
    pub tries: u32,
    /// The sealed message.
    pub sealed: Vec<u8>,
}

/// Everything one turn decides, written as a whole or not at all.
#[derive(Clone)]
pub struct Turn {
    /// Whose turn it is.
    pub actor: ActorId,
    /// The head it was decided on; `None` for an actor that must not exist yet.
    pub expect: Option<Revision>,
    /// The head afterwards: `expect + 1`, or more where a first turn brings
    /// entries from before the yes.
    pub revision: Revision,
    /// New entries, sealed, by rising revision (`expect < r <= revision`).
    /// A turn that only says something has none.
    pub entries: Vec<(Revision, Vec<u8>)>,
    /// When the actor wants to be woken next (ms); replaces the old wish.
    pub wake_ms: Option<i64>,
    /// The event it answers; `None` for timers.
    pub heard: Option<Heard>,
    /// What is to be said, in order.
    pub outbox: Vec<OutboxRow>,
    /// An account that from now on belongs to this actor.
    pub account: Option<AccountHash>,
    /// The actor's data key, where it is new or changed.
    pub key: Option<WrappedKey>,
}

/// One thing to write.
#[derive(Clone)]
pub enum Write {
    /// A turn.
    Turn(Box<Turn>),
    /// A message that arrived, or that will never be tried again: its row goes.
    Delivered(OutboxId),
    /// A message that did not arrive: try again later.
    Retry {
        /// Which.
        id: OutboxId,
        /// Not before (ms).
        not_before_ms: i64,
    },
    /// Replaces all entries and the key of an actor (after *delete that*): `expect` must still be the head.
    Rekey {
        /// Whose.
        actor: ActorId,
        /// The head it was read at; stays the head.
        expect: Revision,
        /// All surviving entries, sealed under the new key.
        entries: Vec<(Revision, Vec<u8>)>,
        /// Outbox rows still to be delivered, sealed under the new key. Those
        /// that are gone by now stay gone; the others are due when they were.
        outbox: Vec<OutboxRow>,
        /// The new key.
        key: WrappedKey,
    },
    /// Forgets an actor: key, entries, timers, outbox, accounts go; the head says erased.
    Erase {
        /// Whose.
        actor: ActorId,
        /// The accounts that led to it; those that lead to another actor stay.
        accounts: Vec<AccountHash>,
    },
    /// Sets or clears when an actor wants to be woken, without a turn (after a change of settings).
    /// Setting it for an actor that is not alive is a [`Conflict::Head`].
    Wake {
        /// Whose.
        actor: ActorId,
        /// When (ms).
        at_ms: Option<i64>,
    },
    /// Sets a named value of the store as a whole.
    Meta {
        /// Its name.
        name: Cow<'static, str>,
        /// Its value, at most 4,096 bytes; `None` removes it.
        value: Option<Vec<u8>>,
    },
    /// Forgets inbound events heard before this moment (ms), at most `limit` of them.
    ForgetHeard {
        /// The moment.
        before_ms: i64,
        /// How many at most.
        limit: usize,
    },
    /// Replaces the wrapping of an actor's data key, not the key itself (after a
    /// new epoch). [`Conflict::Key`] where the row does not hold `was` any more:
    /// a turn, a rekey or an erase came first, and there is nothing left to do.
    Rewrap {
        /// Whose.
        actor: ActorId,
        /// What the row holds.
        was: WrappedKey,
        /// What it is to hold.
        key: WrappedKey,
    },
    /// Puts an account on the list of blocked ones, or takes it off. The list
    /// names no actor, and outlives an erase.
    Block {
        /// Which account.
        account: AccountHash,
        /// Whether it is blocked from now on.
        blocked: bool,
    },
    /// Puts one row back as a snapshot told it, whatever is there. Only for
    /// filling a store that was empty.
    Record(Box<Record>),
}

/// One row as it means something, whatever the store: what snapshots are made
/// of, and the road from one kind of store to another.
///
/// It has no `Debug`: its bytes are sealed, but they are somebody's.
#[derive(Clone, PartialEq, Eq)]
pub enum Record {
    /// Where an actor's journal stands.
    Head {
        /// Whose.
        actor: ActorId,
        /// Where.
        head: Head,
    },
    /// The wrapped data key of an actor.
    Key {
        /// Whose.
        actor: ActorId,
        /// The key.
        key: WrappedKey,
    },
    /// One entry.
    Entry {
        /// Whose.
        actor: ActorId,
        /// Of which turn.
        revision: Revision,
        /// The sealed entry.
        sealed: Vec<u8>,
    },
    /// When an actor wants to be woken.
    Wake {
        /// Who.
        actor: ActorId,
        /// When (ms).
        at_ms: i64,
    },
    /// A message that is still to be delivered.
    Outbox(OutboxRow),
    /// The actor behind an account.
    Account {
        /// The account.
        account: AccountHash,
        /// Whose it is.
        actor: ActorId,
    },
    /// A blocked account.
    Blocked(AccountHash),
    /// An inbound event that was taken.
    Heard {
        /// The event, and when it was heard.
        heard: Heard,
        /// The turn that answered it.
        revision: Revision,
    },
    /// A named value of the store as a whole.
    Meta {
        /// Its name.
        name: String,
        /// Its value.
        value: Vec<u8>,
    },
}

impl Record {
    /// The actor it is a row of; `None` for what belongs to the store as a
    /// whole. Accounts come by themselves: they are found without their actor.
    #[must_use]
    pub fn actor(&self) -> Option<ActorId> {
        match self {
            Self::Head { actor, .. }
            | Self::Key { actor, .. }
            | Self::Entry { actor, .. }
            | Self::Wake { actor, .. } => Some(*actor),
            Self::Outbox(row) => Some(row.id.actor),
            Self::Account { .. } | Self::Blocked(_) | Self::Heard { .. } | Self::Meta { .. } => None,
        }
    }
}

/// Why one turn of a batch was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conflict {
    /// The head is not what the turn was decided on; here is what it is.
    Head(Option<Head>),
    /// The event was heard before, at this revision.
    Heard(Revision),
    /// The account belongs to another actor already.
    Account(ActorId),
    /// The actor's key row does not hold what was to be wrapped anew.
    Key,
}

impl fmt::Debug for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for OutboxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.actor, self.revision, self.n)
    }
}
