//! Everything that Discord knows, and the small things done with it.

use super::{
    clock::Clock,
    faults::Faults,
    gateway::Sessions,
    id::{Id, Ids},
    interaction::Interaction,
    limits::Limits,
    log::{Acknowledged, Audience, Bodies, Change, Shown},
    registered::Commands,
    server::{Channel, Kind, Server},
    shapes,
};
use jiff::Timestamp;
use serde_json::Value;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};
use tokio::sync::watch;

/// Holds a body against the API's description, or says what does not fit: method, path
/// without `/api/v10`, body.
pub type Checker = Arc<dyn Fn(&str, &str, &Value) -> Result<(), String> + Send + Sync>;

pub(crate) struct World {
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    /// Where this server listens.
    pub(crate) port: u16,
    pub(crate) application: Application,
    pub(crate) users: BTreeMap<Id, User>,
    pub(crate) servers: BTreeMap<Id, Server>,
    pub(crate) channels: BTreeMap<Id, Channel>,
    pub(crate) messages: HashMap<Id, Message>,
    /// Files that people gave with commands.
    pub(crate) given: Vec<Attachment>,
    pub(crate) commands: Commands,
    pub(crate) interactions: HashMap<Id, Interaction>,
    /// Whose token it is.
    pub(crate) tokens: HashMap<String, Id>,
    pub(crate) sessions: Sessions,
    pub(crate) faults: Faults,
    pub(crate) limits: Limits,
    pub(crate) checker: Option<Checker>,
    pub(crate) bodies: Bodies,
    pub(crate) shown: Vec<Shown>,
    pub(crate) acknowledged: Vec<Acknowledged>,
    /// How often each place was asked, refused or not.
    pub(crate) asked: HashMap<super::rest::Where, usize>,
    /// What Discord would not have taken, or what no good client does.
    pub(crate) complaints: Vec<String>,
}

pub(crate) struct Application {
    pub(crate) id: Id,
    pub(crate) bot: Id,
    pub(crate) token: String,
    /// The privileged intents that the portal allows.
    pub(crate) privileged: u64,
    /// Whose users have it installed for themselves.
    pub(crate) installed_by: HashSet<Id>,
}

pub(crate) struct User {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) bot: bool,
    pub(crate) locale: String,
    pub(crate) takes_direct_messages: bool,
    /// Where they are looking.
    pub(crate) place: Id,
    /// How much there was to see when they last did something.
    pub(crate) since: usize,
    /// Ephemeral messages for them, in order; gone when their client starts anew.
    pub(crate) feed: Vec<Id>,
    /// What the bot was last told that they did, and where.
    pub(crate) last_event: Option<(Option<Id>, String)>,
    /// Moves whenever something they can see changes.
    pub(crate) stirred: watch::Sender<u64>,
}

#[derive(Clone)]
pub(crate) struct Message {
    pub(crate) id: Id,
    pub(crate) channel: Id,
    pub(crate) author: Id,
    pub(crate) body: Value,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) nonce: Option<Value>,
    /// Ephemeral, for this person.
    pub(crate) only_for: Option<Id>,
    pub(crate) interaction: Option<Id>,
    pub(crate) edited: Option<Timestamp>,
    /// "… is thinking": deferred and not yet filled.
    pub(crate) thinking: bool,
    pub(crate) pings: Vec<Id>,
    pub(crate) made: Timestamp,
}

#[derive(Clone, Debug)]
pub(crate) struct Attachment {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

impl World {
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn id(&mut self) -> Id {
        let now = self.clock.now();
        self.ids.next(now)
    }

    pub(crate) fn complain(&mut self, what: impl Into<String>) {
        self.complaints.push(what.into());
    }

    /// Puts a message where it belongs, logs it, and tells whoever can see it.
    pub(crate) fn post(&mut self, message: Message, change: Change) {
        if message.only_for.is_none()
            && let Some(channel) = self.channels.get_mut(&message.channel)
        {
            channel.messages.push(message.id);
        }
        let id = message.id;
        if let Some(user) = message.only_for.and_then(|user| self.users.get_mut(&user)) {
            user.feed.push(id);
        }
        self.messages.insert(id, message);
        self.show(id, change);
        if self.messages[&id].only_for.is_none() {
            self.tell_message(id, "MESSAGE_CREATE");
        }
    }

    /// Logs a change of a message that is already in its place.
    pub(crate) fn show(&mut self, id: Id, change: Change) {
        let message = &self.messages[&id];
        let audience = self.audience(message);
        let text = if change == Change::Deleted { String::new() } else { shapes::text(message) };
        self.shown.push(Shown {
            at: self.now(),
            change,
            message: id,
            channel: message.channel,
            audience,
            author: message.author,
            text,
            labels: shapes::labels(&message.body),
            nonce: message.nonce.as_ref().map(|nonce| nonce.as_str().map_or_else(|| nonce.to_string(), str::to_owned)),
            answering: message.interaction,
            pings: message.pings.clone(),
        });
        self.stir(audience);
    }

    fn stir(&self, audience: Audience) {
        let wake = |user: &User| user.stirred.send_modify(|times| *times += 1);
        match audience {
            Audience::Only(user) | Audience::Direct(user) => wake(&self.users[&user]),
            Audience::Channel(_) => self.users.values().for_each(wake),
        }
    }

    pub(crate) fn audience(&self, message: &Message) -> Audience {
        match (message.only_for, self.channels.get(&message.channel).map(|channel| &channel.kind)) {
            (Some(user), _) => Audience::Only(user),
            (None, Some(Kind::Direct { with })) => Audience::Direct(*with),
            _ => Audience::Channel(message.channel),
        }
    }

    pub(crate) fn delete(&mut self, id: Id) {
        self.show(id, Change::Deleted);
        let message = self.messages.remove(&id).expect("it was shown a moment ago");
        if let Some(channel) = self.channels.get_mut(&message.channel) {
            channel.messages.retain(|other| *other != id);
            channel.pins.retain(|other| *other != id);
        }
    }

    /// The direct messages of this person and the bot, opened where there are none yet.
    pub(crate) fn direct(&mut self, with: Id) -> Id {
        let known =
            self.channels.values().find(|channel| matches!(channel.kind, Kind::Direct { with: w } if w == with));
        if let Some(channel) = known {
            return channel.id;
        }
        let id = self.id();
        self.channels.insert(id, Channel::new(id, String::new(), Kind::Direct { with }));
        id
    }

    /// Whether the bot may write to this person at all.
    pub(crate) fn reachable(&self, user: Id) -> bool {
        let shares_a_server =
            self.servers.values().any(|server| server.bot_is_in && server.members.contains_key(&user));
        self.users[&user].takes_direct_messages && (shares_a_server || self.application.installed_by.contains(&user))
    }
}
