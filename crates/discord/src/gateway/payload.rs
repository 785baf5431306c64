//! From a payload of the gateway to what it means to us.

use crate::incoming::{Interaction, Message};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// What a payload means to us.
pub(super) enum Meaning {
    /// A session began, in which the bot is in these servers; `None` where they are not named.
    Ready(Option<Vec<String>>),
    /// A session goes on.
    Resumed,
    Interaction(Box<Interaction>),
    Message(Box<Message>),
    /// The bot is in a server.
    Here(String),
    /// The bot was sent away from a server, which was no outage of it.
    Left(String),
    /// Nothing.
    Other,
    /// It should have been one of the above, or JSON. Only the name of the event is known.
    Unreadable(&'static str),
}

#[derive(Deserialize)]
struct Payload<'a> {
    #[serde(borrow, default)]
    t: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    d: Option<&'a RawValue>,
}

/// Reads a payload. What cannot be read is never quoted: it holds what people wrote.
pub(super) fn read(json: &str) -> Meaning {
    let Ok(Payload { t, d }) = serde_json::from_str(json) else { return Meaning::Unreadable("none") };
    let data = d.map_or("null", RawValue::get);
    match t.as_deref() {
        Some("READY") => {
            let servers = serde_json::from_str::<Begun>(data).ok();
            Meaning::Ready(servers.map(|begun| begun.guilds.into_iter().map(|server| server.id).collect()))
        }
        Some("GUILD_CREATE") => match serde_json::from_str(data) {
            Ok(Gone { id, .. }) => Meaning::Here(id),
            Err(_) => Meaning::Unreadable("GUILD_CREATE"),
        },
        Some("RESUMED") => Meaning::Resumed,
        Some("INTERACTION_CREATE") => serde_json::from_str(data)
            .map_or(Meaning::Unreadable("INTERACTION_CREATE"), |it| Meaning::Interaction(Box::new(it))),
        Some("MESSAGE_CREATE") => serde_json::from_str(data)
            .map_or(Meaning::Unreadable("MESSAGE_CREATE"), |it| Meaning::Message(Box::new(it))),
        Some("GUILD_DELETE") => match serde_json::from_str(data) {
            Ok(Gone { id, unavailable: false }) => Meaning::Left(id),
            Ok(Gone { unavailable: true, .. }) => Meaning::Other,
            Err(_) => Meaning::Unreadable("GUILD_DELETE"),
        },
        _ => Meaning::Other,
    }
}

/// The beginning of a session (`events/gateway-events`, ready).
#[derive(Deserialize)]
struct Begun {
    guilds: Vec<Gone>,
}

/// A server that is not there any more, or not just now (`events/gateway-events`, guild delete).
#[derive(Deserialize)]
struct Gone {
    id: String,
    #[serde(default)]
    unavailable: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_has_a_name_and_nothing_else() {
        let name = |json: &str| match read(json) {
            Meaning::Unreadable(name) => Some(name),
            _ => None,
        };
        assert_eq!(name(r#"{"op":0,"t":"MESSAGE_CREATE","d":{"content":"#), Some("none"));
        assert_eq!(name(r#"{"op":0,"t":"MESSAGE_CREATE","d":{"content":1}}"#), Some("MESSAGE_CREATE"));
        assert_eq!(name(r#"{"op":0,"t":"INTERACTION_CREATE","d":{}}"#), Some("INTERACTION_CREATE"));
        assert_eq!(name(r#"{"op":0,"t":"TYPING_START","d":{"a":1}}"#), None);
        assert_eq!(name(r#"{"op":11}"#), None);
        // Servers that are not named are not gone.
        assert!(matches!(read(r#"{"op":0,"s":1,"t":"READY","d":{}}"#), Meaning::Ready(None)));
        let ready = read(r#"{"op":0,"s":1,"t":"READY","d":{"guilds":[{"id":"7","unavailable":true}]}}"#);
        assert!(matches!(ready, Meaning::Ready(Some(servers)) if servers == ["7"]));
    }

    #[test]
    fn an_outage_of_a_server_is_no_goodbye() {
        let left = |data: &str| match read(&format!(r#"{{"op":0,"t":"GUILD_DELETE","d":{data}}}"#)) {
            Meaning::Left(server) => Some(server),
            _ => None,
        };
        assert_eq!(left(r#"{"id":"7"}"#).as_deref(), Some("7"));
        assert_eq!(left(r#"{"id":"7","unavailable":true}"#), None);
    }
}
