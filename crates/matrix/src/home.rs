//! What the parts that talk with the homeserver share, and the two ways to say something.

use crate::{
    Copies,
    allowed::Allowed,
    communities::Moderators,
    error::Error,
    marks,
    render::{self, Message, Thread},
    rooms::Rooms,
};
use afterword_core::{Command, Say, Settings, say::Block};
use afterword_engine::{Engine, Inbound, What};
use afterword_words::Words;
use matrix_sdk::{
    Client, Room,
    attachment::AttachmentConfig,
    room::reply::{EnforceThread, Reply},
    ruma::{
        EventId, OwnedTransactionId,
        events::{
            Mentions,
            room::message::{AddMentions, ReplyWithinThread},
        },
    },
};
use mime::Mime;
use serde_json::Value;
use std::{collections::HashMap, sync::Arc};

/// The bot, signed in.
pub(crate) struct Home {
    pub(crate) client: Client,
    pub(crate) me: String,
    pub(crate) rooms: Rooms,
    pub(crate) allowed: Allowed,
    pub(crate) moderators: Moderators,
    pub(crate) words: Arc<Words>,
    pub(crate) settings: Settings,
    pub(crate) copies: Copies,
}

impl Home {
    /// Sends a message under a key: under the same key it arrives once, however often it is sent.
    pub(crate) async fn send(
        &self,
        room: &Room,
        thread: Option<Thread<'_>>,
        message: &Message,
        key: &str,
    ) -> Result<(), Error> {
        self.send_keyed(room, message.content(thread), key).await.map(drop)
    }

    /// Sends content that carries its key, where it is not there yet; the id of its event. Where
    /// it may have been `tried` before, it is looked for: by another device, or long ago.
    pub(crate) async fn send_once(&self, room: &Room, content: Value, key: &str, tried: bool) -> Result<String, Error> {
        if tried && let Some(there) = marks::sent(room, &self.me, marks::FAR).await?.remove(key) {
            return Ok(there);
        }
        self.send_keyed(room, content, key).await
    }

    /// Says all of something, each message of it once.
    pub(crate) async fn say(
        &self,
        room: &Room,
        say: &Say,
        key: &str,
        tried: bool,
        content: impl Fn(&Message) -> Value,
    ) -> Result<(), Error> {
        let there = if tried { marks::sent(room, &self.me, marks::NEAR).await? } else { HashMap::new() };
        for (n, message) in render::messages(&self.words, say).iter().enumerate() {
            let key = if n == 0 { key.to_owned() } else { format!("{key}.{n}") };
            if !there.contains_key(&key) {
                self.send_keyed(room, marks::keyed(content(message), &key), &key).await?;
            }
        }
        Ok(())
    }

    async fn send_keyed(&self, room: &Room, content: Value, key: &str) -> Result<String, Error> {
        let key = OwnedTransactionId::from(key);
        let sent = room.send_raw("m.room.message", content).with_transaction_id(&key).await?;
        Ok(sent.response.event_id.to_string())
    }

    /// Sends a file, encrypted where the room is.
    pub(crate) async fn send_file(
        &self,
        room: &Room,
        thread: Option<Thread<'_>>,
        (name, bytes): (String, Vec<u8>),
        key: &str,
    ) -> Result<(), Error> {
        let kind: Mime = match name.rsplit_once('.') {
            Some((_, "ics")) => "text/calendar",
            Some((_, "md")) => "text/markdown",
            Some((_, "csv")) => "text/csv",
            Some((_, "toml")) => "application/toml",
            _ => "application/octet-stream",
        }
        .parse()
        .map_err(|_| Error::Inside { what: "the kind of a file" })?;
        let within = thread.and_then(|thread| EventId::parse(thread.answers).ok()).map(|event_id| Reply {
            event_id,
            enforce_thread: EnforceThread::Threaded(ReplyWithinThread::No),
            add_mentions: AddMentions::No,
        });
        let config =
            AttachmentConfig::new().txn_id(OwnedTransactionId::from(key)).mentions(Some(Mentions::new())).reply(within);
        room.send_attachment(name, &kind, bytes, config).await?;
        Ok(())
    }

    /// Says something that no talk says.
    pub(crate) async fn note(
        &self,
        room: &Room,
        thread: Option<Thread<'_>>,
        block: Block,
        key: &str,
    ) -> Result<(), Error> {
        self.send(room, thread, &render::note(&self.words, block), key).await
    }

    /// Asks somebody the question they are at once more, in another room.
    pub(crate) async fn ask_again(&self, engine: &Engine, account: &str, room: &str, event: &str) {
        let origin = crate::place::Origin {
            event: event.to_owned(),
            sender: account.to_owned(),
            room: Some(room.to_owned()),
            thread: None,
        };
        let again = Inbound {
            platform: crate::PLATFORM.to_owned(),
            account: account.to_owned(),
            event: Some(origin.name()),
            what: What::Command(Command::Again),
        };
        if let Err(why) = engine.hear(again).await {
            tracing::info!(%why, "a question was not asked again in a new room");
        }
    }
}
