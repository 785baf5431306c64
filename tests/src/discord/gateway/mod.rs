//! The gateway: who is connected, and what they are told.

mod connection;
mod session;

pub(crate) use connection::serve;
pub(crate) use session::{Out, Sessions};

use super::{id::Id, server::Kind, shapes, world::World};
use serde_json::Value;

/// The intents that decide about events here.
pub(crate) mod intent {
    pub(crate) const GUILDS: u64 = 1;
    pub(crate) const GUILD_MEMBERS: u64 = 1 << 1;
    pub(crate) const GUILD_PRESENCES: u64 = 1 << 8;
    pub(crate) const GUILD_MESSAGES: u64 = 1 << 9;
    pub(crate) const DIRECT_MESSAGES: u64 = 1 << 12;
    pub(crate) const MESSAGE_CONTENT: u64 = 1 << 15;
    /// Those that the portal has to allow.
    pub(crate) const PRIVILEGED: u64 = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT;
    /// Every bit that means something.
    pub(crate) const ALL: u64 = 0x331_FFFF;
}

impl World {
    /// Tells a message to the sessions that may know of it.
    pub(crate) fn tell_message(&mut self, id: Id, event: &str) {
        let message = &self.messages[&id];
        let channel = &self.channels[&message.channel];
        let server = channel.server();
        let mut shape = shapes::message(self, message);
        let needed = if server.is_some() { intent::GUILD_MESSAGES } else { intent::DIRECT_MESSAGES };
        if let Some(server) = server {
            shape["guild_id"] = serde_json::json!(server);
        }
        shape["channel_type"] = serde_json::json!(channel.number());
        let own = message.author == self.application.bot;
        let open = own || matches!(channel.kind, Kind::Direct { .. }) || message.pings.contains(&self.application.bot);
        let whole = shape.to_string();
        for hidden in ["content", "embeds", "attachments", "components"] {
            shape[hidden] = if hidden == "content" { "".into() } else { Value::Array(Vec::new()) };
        }
        let without = shape.to_string();
        self.sessions.tell(server, needed, event, |session| {
            if open || session.intents & intent::MESSAGE_CONTENT != 0 { &whole } else { &without }
        });
    }

    /// Tells something about a server, or about the bot itself, to whoever has the intent.
    pub(crate) fn tell(&mut self, server: Option<Id>, needed: u64, event: &str, data: &Value) {
        let data = data.to_string();
        self.sessions.tell(server, needed, event, |_| &data);
    }
}
