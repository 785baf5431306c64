//! What is asked about servers, their channels and what stands in them. Ids come as the core keeps
//! them, as text; what is no id of Discord's cannot be asked.

use super::{Error, Patience, Payload, Rest};
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use serenity::builder::{CreateForumPost, CreateMessage};

/// How many messages are read at once; the most there can be.
const A_PAGE: usize = 100;
/// How long a thread stays in the list without a word in it: three days, in minutes.
const ARCHIVED_AFTER: u32 = 4320;

/// A channel or a thread (`resources/channel`).
#[derive(Deserialize)]
pub(crate) struct Place {
    pub(crate) id: String,
    #[serde(rename = "type", default)]
    pub(crate) kind: u8,
    #[serde(default)]
    pub(crate) parent_id: Option<String>,
    /// Who began it, where it is a thread.
    #[serde(default)]
    pub(crate) owner_id: Option<String>,
    #[serde(default)]
    pub(crate) permission_overwrites: Vec<Overwrite>,
}

/// What a role or a member is allowed and denied in a channel.
#[derive(Deserialize)]
pub(crate) struct Overwrite {
    pub(crate) id: String,
    pub(crate) allow: String,
    pub(crate) deny: String,
}

/// A role of a server (`topics/permissions`).
#[derive(Deserialize)]
pub(crate) struct Role {
    pub(crate) id: String,
    pub(crate) permissions: String,
    #[serde(default)]
    pub(crate) mentionable: bool,
}

/// A member of a server: ourselves.
#[derive(Deserialize)]
pub(crate) struct Member {
    #[serde(default)]
    pub(crate) roles: Vec<String>,
}

/// A message that is there (`resources/message`).
#[derive(Deserialize)]
pub(crate) struct Seen {
    pub(crate) id: String,
    pub(crate) author: Author,
    #[serde(default)]
    pub(crate) content: String,
    #[serde(default)]
    pub(crate) components: Value,
}

#[derive(Deserialize)]
pub(crate) struct Author {
    pub(crate) id: String,
}

/// A file that somebody gave with a command.
#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub(crate) struct Attached {
    pub(crate) url: String,
    pub(crate) filename: String,
    pub(crate) size: u64,
}

#[derive(Deserialize)]
struct Made {
    id: String,
}

#[derive(Deserialize)]
struct Threads {
    threads: Vec<Place>,
}

impl Rest {
    /// Writes in a channel or a thread, under the key in the message, and says which message it became.
    pub(crate) async fn write(
        &self,
        channel: &str,
        message: &CreateMessage,
        files: &[(String, Vec<u8>)],
    ) -> Result<String, Error> {
        let path = format!("/channels/{}/messages", id(channel)?);
        self.make(Method::POST, &path, &Payload::with_files(message, files)?, Patience::USUAL).await
    }

    /// Begins a post of a forum, once: Discord knows no key for it.
    pub(crate) async fn write_post(&self, forum: &str, post: &CreateForumPost<'_>) -> Result<String, Error> {
        let path = format!("/channels/{}/threads", id(forum)?);
        self.make(Method::POST, &path, &Payload::json(post)?, Patience::ONCE).await
    }

    /// Begins the thread of a message; there is only ever one, and it has the message's id.
    pub(crate) async fn begin_thread(&self, channel: &str, message: &str, name: &str) -> Result<String, Error> {
        let path = format!("/channels/{}/messages/{}/threads", id(channel)?, id(message)?);
        let payload = Payload::json(&json!({ "name": name, "auto_archive_duration": ARCHIVED_AFTER }))?;
        self.make(Method::POST, &path, &payload, Patience::USUAL).await
    }

    /// Opens a thread again that was put away.
    pub(crate) async fn reopen(&self, thread: &str) -> Result<(), Error> {
        let payload = Payload::json(&json!({ "archived": false }))?;
        self.send(Method::PATCH, &format!("/channels/{}", id(thread)?), &payload, Patience::USUAL).await.map(drop)
    }

    /// Pins a message, or unpins it; twice is once.
    pub(crate) async fn pin(&self, channel: &str, message: &str, pinned: bool) -> Result<(), Error> {
        let path = format!("/channels/{}/messages/pins/{}", id(channel)?, id(message)?);
        let method = if pinned { Method::PUT } else { Method::DELETE };
        self.send(method, &path, &Payload::EMPTY, Patience::USUAL).await.map(drop)
    }

    /// Removes a message of ours.
    pub(crate) async fn remove(&self, channel: &str, message: &str) -> Result<(), Error> {
        let path = format!("/channels/{}/messages/{}", id(channel)?, id(message)?);
        self.send(Method::DELETE, &path, &Payload::EMPTY, Patience::USUAL).await.map(drop)
    }

    /// So many messages of a channel before this one, newest first, and whether there may be more.
    pub(crate) async fn messages_before(
        &self,
        channel: &str,
        before: Option<&str>,
    ) -> Result<(Vec<Seen>, bool), Error> {
        let before = before.map(|before| format!("&before={before}")).unwrap_or_default();
        let path = format!("/channels/{}/messages?limit={A_PAGE}{before}", id(channel)?);
        let page: Vec<Seen> = self.get(&path).await?;
        let more = page.len() == A_PAGE;
        Ok((page, more))
    }

    /// One message.
    pub(crate) async fn message(&self, channel: &str, message: &str) -> Result<Seen, Error> {
        self.get(&format!("/channels/{}/messages/{}", id(channel)?, id(message)?)).await
    }

    /// The threads of a server that are not put away.
    pub(crate) async fn active_threads(&self, server: &str) -> Result<Vec<Place>, Error> {
        let Threads { threads } = self.get(&format!("/guilds/{}/threads/active", id(server)?)).await?;
        Ok(threads)
    }

    /// A channel or a thread.
    pub(crate) async fn place(&self, channel: &str) -> Result<Place, Error> {
        self.get(&format!("/channels/{}", id(channel)?)).await
    }

    /// The roles of a server; that of its own id is everybody's.
    pub(crate) async fn roles(&self, server: &str) -> Result<Vec<Role>, Error> {
        self.get(&format!("/guilds/{}/roles", id(server)?)).await
    }

    /// Ourselves in a server.
    pub(crate) async fn own_member(&self, server: &str) -> Result<Member, Error> {
        let me = self.own_account().await?;
        self.get(&format!("/guilds/{}/members/{me}", id(server)?)).await
    }

    /// The bot's own account: of old applications it is another number than theirs.
    pub(crate) async fn own_account(&self) -> Result<&str, Error> {
        let account = self.me.get_or_try_init(|| async {
            let Made { id } = self.get("/users/@me").await?;
            Ok(id)
        });
        account.await.map(String::as_str)
    }

    async fn make(&self, method: Method, path: &str, payload: &Payload, patience: Patience) -> Result<String, Error> {
        let Made { id } = self.json(method, path, payload, patience).await?;
        Ok(id)
    }
}

fn id(text: &str) -> Result<u64, Error> {
    text.parse().map_err(|_| Error::Unsendable)
}
