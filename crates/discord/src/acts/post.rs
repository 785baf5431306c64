//! Posts: as a message, or as a post of a forum.

use super::{Did, Doing, Prompt, marks::Mark, rights, thread::title};
use crate::{
    direct::custom_ids,
    rest::{Error, Seen},
};
use afterword_core::{
    Id,
    community::{Landed, Permission, PlaceKind, Post, Trouble},
};
use afterword_engine::Done;

/// How many pages of messages are looked through for a post that may be there.
const PAGES: usize = 10;
/// How many of the bot's own newest posts of a forum are.
const POSTS: usize = 25;
const NEEDED: &[Permission] = &[Permission::View, Permission::Send];
const NEEDED_FRAMED: &[Permission] = &[Permission::View, Permission::Send, Permission::Embed];

impl Doing<'_> {
    pub(super) async fn post(&self, post: &Post) -> Did {
        let (role, mut lacking) = match post.ping.as_deref() {
            None => (None, Vec::new()),
            Some(role) => match self.ping_trouble(&post.channel.id, role).await? {
                None => (Some(role), Vec::new()),
                Some(trouble) => (None, vec![trouble]),
            },
        };
        let prompt = Prompt::of(&self.shared.words, post, role);
        if self.errand.tried {
            let found = self.find(post).await;
            let found = match found {
                Ok(found) => found,
                Err(error) => return Err(self.failed(error, &post.channel.id, NEEDED).await),
            };
            if let Some(there) = found {
                return Ok(Landed { lacking, ..there });
            }
        }
        let sent = match self.send(post, &prompt).await {
            Err(Done::Failed(Trouble::Missing(Permission::Embed))) if prompt.frames_a_picture_alone() => {
                lacking.push(Trouble::Missing(Permission::Embed));
                self.send(post, &prompt.without_picture()).await
            }
            sent => sent,
        };
        Ok(Landed { lacking, ..sent? })
    }

    async fn send(&self, post: &Post, prompt: &Prompt) -> Did {
        let (rest, channel) = (&self.shared.rest, &post.channel.id);
        let sent = match post.channel.kind {
            PlaceKind::Forum => {
                rest.write_post(channel, &prompt.post(title(&post.channel.title))).await.map(forum_post)
            }
            PlaceKind::Message | PlaceKind::Thread => {
                let sent = rest.write(channel, &prompt.message_under(&self.errand.key), &[]).await;
                sent.map(|message| Landed { message: Some(message), ..Landed::default() })
            }
        };
        match sent {
            Ok(landed) => Ok(landed),
            Err(error) => {
                let wanted = if prompt.frames().is_empty() { NEEDED } else { NEEDED_FRAMED };
                Err(self.failed(error, channel, wanted).await)
            }
        }
    }

    /// Why a role cannot be called there, though it is wanted: Discord would post and not say so.
    async fn ping_trouble(&self, channel: &str, role: &str) -> Result<Option<Trouble>, Done> {
        // Everybody is nobody's choice.
        if role == self.errand.community() {
            return Ok(Some(Trouble::Missing(Permission::Ping)));
        }
        match self.rights(channel).await {
            Ok((may, roles)) => Ok(match roles.iter().find(|one| one.id == role) {
                None => Some(Trouble::RoleGone),
                Some(role) if rights::may_ping(may, role) => None,
                Some(_) => Some(Trouble::Missing(Permission::Ping)),
            }),
            // The post itself will say what is the matter.
            Err(Error::Refused { .. }) => Ok(None),
            Err(error) => Err(super::trouble::passes(error)),
        }
    }

    /// The post of this run, where it is there already.
    async fn find(&self, post: &Post) -> Result<Option<Landed>, Error> {
        match post.channel.kind {
            PlaceKind::Forum => self.find_in_forum(post).await,
            PlaceKind::Message | PlaceKind::Thread => self.find_in_channel(post).await,
        }
    }

    async fn find_in_channel(&self, post: &Post) -> Result<Option<Landed>, Error> {
        let rest = &self.shared.rest;
        let me = rest.own_account().await?;
        let mut before = None;
        for _ in 0..PAGES {
            let (messages, more) = rest.messages_before(&post.channel.id, before.as_deref()).await?;
            if let Some(found) = messages.iter().find(|seen| seen.author.id == me && carries(seen, post.run)) {
                return Ok(Some(Landed { message: Some(found.id.clone()), ..Landed::default() }));
            }
            before = messages.into_iter().last().map(|seen| seen.id);
            if !more {
                break;
            }
        }
        Ok(None)
    }

    async fn find_in_forum(&self, post: &Post) -> Result<Option<Landed>, Error> {
        let rest = &self.shared.rest;
        let me = rest.own_account().await?;
        let mut own = rest.active_threads(self.errand.community()).await?;
        own.retain(|thread| {
            thread.parent_id.as_deref() == Some(&post.channel.id) && thread.owner_id.as_deref() == Some(me)
        });
        // Newest first: ids rise with time.
        own.sort_by_key(|thread| std::cmp::Reverse(thread.id.parse::<u64>().unwrap_or(0)));
        for thread in own.into_iter().take(POSTS) {
            match rest.message(&thread.id, &thread.id).await {
                Ok(first) if carries(&first, post.run) => return Ok(Some(forum_post(thread.id))),
                // Somebody removed its first message.
                Ok(_) | Err(Error::Refused { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }
}

/// The first message of a post has the post's id.
fn forum_post(thread: String) -> Landed {
    Landed { message: Some(thread.clone()), thread: Some(thread), lacking: Vec::new() }
}

/// Whether a message has a button of this run under it.
fn carries(seen: &Seen, run: Id) -> bool {
    custom_ids(&seen.components).iter().any(|id| Mark::decode(id).and_then(Mark::run) == Some(run))
}
