//! What the bot's own events carry besides what is shown, and finding them by it.
//!
//! The homeserver remembers the id of a transaction for a day, and only for the device that used
//! it. So each message carries its key too: where it may have been sent before, it is looked for
//! first. A post names its run, by which a member is brought to the right talk. In an encrypted
//! room all of this is encrypted as well.

use crate::error::Error;
use matrix_sdk::{
    Room,
    deserialized_responses::{TimelineEvent, TimelineEventKind},
    room::MessagesOptions,
    ruma::{EventId, uint},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;

const KEY: &str = "org.afterword.key";
const POST: &str = "org.afterword.post";

/// How far back a message is looked for, in pages of a hundred events.
pub(crate) const NEAR: usize = 1;
/// The same, in a room that many talk in.
pub(crate) const FAR: usize = 5;

/// What a post names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Posted {
    /// The community whose post it is.
    pub(crate) community: String,
    /// Its run.
    pub(crate) run: String,
}

/// The content with the key of its message.
pub(crate) fn keyed(mut content: Value, key: &str) -> Value {
    content[KEY] = key.into();
    content
}

/// The content of a post of this run.
pub(crate) fn posted(mut content: Value, community: &str, run: &str) -> Value {
    content[POST] = json!({"community": community, "run": run});
    content
}

/// The bot's own messages at the end of a room, by their keys.
pub(crate) async fn sent(room: &Room, me: &str, pages: usize) -> Result<HashMap<String, String>, Error> {
    let keyed = own(room, me, pages, |event| Some((event.content[KEY].as_str()?.to_owned(), event.event_id.clone())));
    Ok(keyed.await?.into_iter().rev().collect())
}

/// The newest post at the end of a room.
pub(crate) async fn newest_post(room: &Room, me: &str) -> Result<Option<Posted>, Error> {
    Ok(own(room, me, FAR, Sent::post).await?.into_iter().next())
}

/// The post that this event is; `None` where it is none of the bot's.
pub(crate) async fn post_at(room: &Room, me: &str, event: &str) -> Result<Option<Posted>, Error> {
    let found = at(room, event).await?;
    Ok(found.filter(|sent| sent.sender == me).as_ref().and_then(Sent::post))
}

/// What an event holds, in the clear, whoever sent it.
pub(crate) async fn content_at(room: &Room, event: &str) -> Result<Option<Value>, Error> {
    Ok(at(room, event).await?.map(|sent| sent.content))
}

async fn at(room: &Room, event: &str) -> Result<Option<Sent>, Error> {
    let Ok(event) = EventId::parse(event) else { return Ok(None) };
    match room.event(&event, None).await.map_err(Error::from) {
        Ok(event) => Ok(read(&event)),
        Err(error) if error.is("M_NOT_FOUND") => Ok(None),
        Err(error) => Err(error),
    }
}

/// What was sent to a room.
#[derive(Deserialize)]
struct Sent {
    event_id: String,
    sender: String,
    #[serde(default)]
    content: Value,
}

impl Sent {
    fn post(&self) -> Option<Posted> {
        Posted::deserialize(&self.content[POST]).ok()
    }
}

/// What is found in the bot's own events, newest first.
async fn own<T>(room: &Room, me: &str, pages: usize, found: impl Fn(&Sent) -> Option<T>) -> Result<Vec<T>, Error> {
    let (mut from, mut all) = (None, Vec::new());
    for _ in 0..pages {
        let mut options = MessagesOptions::backward();
        options.from = from.clone();
        options.limit = uint!(100);
        let page = room.messages(options).await?;
        all.extend(page.chunk.iter().filter_map(read).filter(|sent| sent.sender == me).filter_map(|sent| found(&sent)));
        if page.chunk.is_empty() || page.end.is_none() || page.end == from {
            break;
        }
        from = page.end;
    }
    Ok(all)
}

/// An event in the clear, where it could be read.
fn read(event: &TimelineEvent) -> Option<Sent> {
    let raw = match &event.kind {
        TimelineEventKind::Decrypted(decrypted) => decrypted.event.json().get(),
        TimelineEventKind::UnableToDecrypt { event, .. } | TimelineEventKind::PlainText { event } => event.json().get(),
    };
    serde_json::from_str(raw).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_message_carries_is_read_back() {
        let content = posted(keyed(json!({"body": "x"}), "abc"), "!room:a", "12");
        assert_eq!((&content["body"], &content[KEY]), (&json!("x"), &json!("abc")));
        let own = Sent { event_id: "$e".into(), sender: "@me:a".into(), content };
        assert_eq!(own.post(), Some(Posted { community: "!room:a".into(), run: "12".into() }));
        assert_eq!(Sent { content: json!({"body": "x"}), ..own }.post(), None);
    }
}
