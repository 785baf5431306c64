//! Servers, their channels and roles, and what the bot may do there.

use super::id::Id;
use std::collections::BTreeMap;

/// The permissions that are looked at here, by their bits.
pub mod permission {
    /// May do everything.
    pub const ADMINISTRATOR: u64 = 1 << 3;
    /// Sees the channel.
    pub const VIEW_CHANNEL: u64 = 1 << 10;
    /// Writes in it.
    pub const SEND_MESSAGES: u64 = 1 << 11;
    /// Deletes what others wrote.
    pub const MANAGE_MESSAGES: u64 = 1 << 13;
    /// Has embeds shown.
    pub const EMBED_LINKS: u64 = 1 << 14;
    /// Attaches files.
    pub const ATTACH_FILES: u64 = 1 << 15;
    /// Reads what was written before.
    pub const READ_MESSAGE_HISTORY: u64 = 1 << 16;
    /// Calls everyone, and roles that cannot be called by anybody.
    pub const MENTION_EVERYONE: u64 = 1 << 17;
    /// Looks after the server.
    pub const MANAGE_GUILD: u64 = 1 << 5;
    /// Begins threads that everybody sees.
    pub const CREATE_PUBLIC_THREADS: u64 = 1 << 35;
    /// Begins threads for some.
    pub const CREATE_PRIVATE_THREADS: u64 = 1 << 36;
    /// Looks after threads: locked ones open for nobody else.
    pub const MANAGE_THREADS: u64 = 1 << 34;
    /// Writes in threads.
    pub const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;
    /// Pins messages; since 2025 no part of deleting them any more.
    pub const PIN_MESSAGES: u64 = 1 << 51;

    /// What somebody has who was given nothing special.
    pub const USUAL: u64 = VIEW_CHANNEL
        | SEND_MESSAGES
        | EMBED_LINKS
        | ATTACH_FILES
        | READ_MESSAGE_HISTORY
        | CREATE_PUBLIC_THREADS
        | SEND_MESSAGES_IN_THREADS;
}

pub(crate) struct Server {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) owner: Id,
    pub(crate) locale: String,
    pub(crate) roles: BTreeMap<Id, Role>,
    /// The roles of each member, besides the one that everybody has.
    pub(crate) members: BTreeMap<Id, Vec<Id>>,
    pub(crate) bot_is_in: bool,
}

pub(crate) struct Role {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) permissions: u64,
    pub(crate) mentionable: bool,
    pub(crate) managed: bool,
}

pub(crate) struct Channel {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) kind: Kind,
    /// What is changed here for a role or a member: allowed, denied.
    pub(crate) overwrites: BTreeMap<Id, (u64, u64)>,
    pub(crate) messages: Vec<Id>,
    /// What is pinned here, oldest first.
    pub(crate) pins: Vec<Id>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Between the bot and one person.
    Direct { with: Id },
    /// Text in a server.
    Text { server: Id },
    /// Posts in a server.
    Forum { server: Id },
    /// A thread or a post.
    Thread { server: Id, parent: Id, owner: Id, private: bool, locked: bool },
}

impl Channel {
    pub(crate) fn new(id: Id, name: String, kind: Kind) -> Self {
        Self { id, name, kind, overwrites: BTreeMap::new(), messages: Vec::new(), pins: Vec::new() }
    }

    pub(crate) fn server(&self) -> Option<Id> {
        match self.kind {
            Kind::Direct { .. } => None,
            Kind::Text { server } | Kind::Forum { server } | Kind::Thread { server, .. } => Some(server),
        }
    }

    pub(crate) fn number(&self) -> u8 {
        match self.kind {
            Kind::Text { .. } => 0,
            Kind::Direct { .. } => 1,
            Kind::Thread { private: false, .. } => 11,
            Kind::Thread { private: true, .. } => 12,
            Kind::Forum { .. } => 15,
        }
    }
}

impl Server {
    /// What a member may do in the whole server.
    pub(crate) fn base(&self, member: Id) -> u64 {
        if member == self.owner {
            return u64::MAX;
        }
        let Some(roles) = self.members.get(&member) else { return 0 };
        let everybody = self.roles[&self.id].permissions;
        roles.iter().filter_map(|role| self.roles.get(role)).fold(everybody, |all, role| all | role.permissions)
    }

    /// What a member may do in a channel, by the rules of the portal: overwrites of
    /// everybody, then of the roles together, then of the member.
    pub(crate) fn permissions(&self, member: Id, channel: &Channel) -> u64 {
        let base = self.base(member);
        if base & permission::ADMINISTRATOR != 0 {
            return u64::MAX;
        }
        let Some(roles) = self.members.get(&member) else { return 0 };
        let of = |id: &Id| channel.overwrites.get(id).copied().unwrap_or((0, 0));
        let (allowed, denied) = of(&self.id);
        let mut may = base & !denied | allowed;
        let together = roles.iter().map(of).fold((0, 0), |all, one| (all.0 | one.0, all.1 | one.1));
        may = may & !together.1 | together.0;
        let (allowed, denied) = of(&member);
        may = may & !denied | allowed;
        if may & permission::VIEW_CHANNEL == 0 { 0 } else { may }
    }
}
