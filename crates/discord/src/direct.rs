//! Direct messages: where they go, and that none comes twice.

use crate::{
    render::Body,
    rest::{Error, Rest, code},
};
use afterword_engine::recent;
use lru::LruCache;
use serenity::model::{channel::Message, id::ChannelId};
use std::{
    num::NonZeroUsize,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Whose channel is remembered; of anybody else it is asked for again.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(10_000).expect("it is not zero");

/// What is known of somebody's direct messages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    At(ChannelId),
    /// They take none of ours, and whether they were told so.
    Closed {
        told: bool,
    },
}

/// The direct messages of everybody.
pub(crate) struct Direct {
    known: Mutex<LruCache<String, Known>>,
}

impl Default for Direct {
    fn default() -> Self {
        Self { known: Mutex::new(recent(REMEMBERED)) }
    }
}

impl Direct {
    /// Somebody wrote from there, so they can be written to.
    pub(crate) fn heard_from(&self, account: &str, channel: ChannelId) {
        let mut known = self.lock();
        if known.get(account) != Some(&Known::At(channel)) {
            known.put(account.to_owned(), Known::At(channel));
        }
    }

    /// Whether they took no direct message the last time.
    pub(crate) fn is_closed(&self, account: &str) -> bool {
        matches!(self.lock().get(account), Some(Known::Closed { .. }))
    }

    /// Whether they are to be told that their direct messages are closed: once.
    pub(crate) fn tell_closed(&self, account: &str) -> bool {
        match self.lock().get_mut(account) {
            Some(Known::Closed { told }) => !std::mem::replace(told, true),
            _ => false,
        }
    }

    /// Sends a message under its key. One that may have been sent before is looked for first:
    /// Discord remembers keys for some minutes only.
    pub(crate) async fn send(
        &self,
        rest: &Rest,
        account: &str,
        body: &Body,
        key: &str,
        tried: bool,
    ) -> Result<(), Error> {
        let sent = self.try_to_send(rest, account, body, key, tried).await;
        match &sent {
            Err(error) if error.is_closed() => {
                let told = matches!(self.lock().get(account), Some(Known::Closed { told: true }));
                self.lock().put(account.to_owned(), Known::Closed { told });
            }
            // Somebody deleted it: the next try opens another one.
            Err(error) if error.is(code::UNKNOWN_CHANNEL) => drop(self.lock().pop(account)),
            _ => {}
        }
        sent
    }

    async fn try_to_send(&self, rest: &Rest, account: &str, body: &Body, key: &str, tried: bool) -> Result<(), Error> {
        let channel = match self.lock().get(account).copied() {
            Some(Known::At(channel)) => Some(channel),
            _ => None,
        };
        let channel = match channel {
            Some(channel) => channel,
            None => rest.open_direct(account).await?,
        };
        if tried && rest.last_messages(channel).await?.iter().any(|message| is_there(message, body)) {
            return Ok(());
        }
        rest.post(channel, body, key).await?;
        self.heard_from(account, channel);
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, LruCache<String, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether this message of ours is that one: the same text over the same buttons, which carry
/// their question and its revision.
fn is_there(message: &Message, body: &Body) -> bool {
    let ids = |value: Result<serde_json::Value, _>| -> Option<Vec<String>> { Some(custom_ids(&value.ok()?)) };
    message.author.bot
        && message.content == body.content
        && ids(serde_json::to_value(&message.components)) == ids(serde_json::to_value(&body.rows))
}

/// All `custom_id`s in a body, in order.
pub(crate) fn custom_ids(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::Object(map) => {
            let own = map.get("custom_id").and_then(|id| id.as_str()).map(str::to_owned);
            let inner = map.values().filter(|value| value.is_array()).flat_map(custom_ids);
            own.into_iter().chain(inner).collect()
        }
        serde_json::Value::Array(list) => list.iter().flat_map(custom_ids).collect(),
        _ => Vec::new(),
    }
}
