//! Prompts in rooms: what members and moderators do there, on its way to the engine. Whatever is
//! private about it is answered in a direct room.

mod asked;
mod files;
mod moderators;
mod orders;
mod pictures;

pub(crate) use asked::Asked;
pub(crate) use moderators::Moderators;
use moderators::is_moderator;

use crate::{
    PLATFORM,
    error::Error,
    hearing::Hearing,
    marks::{self, Posted},
    place::Origin,
    render,
    retry::{backoff, patiently, tried},
    sentences as say,
};
use afterword_core::{
    Id, Private, Say,
    community::{Run, Stage},
    say::Block,
};
use afterword_engine::{Gathered, Gathering, Inbound, NotTaken, Receipt, What};
use matrix_sdk::{Room, ruma::RoomId};
use std::time::Duration;
use tokio::task::JoinHandle;

impl Hearing {
    /// Hears what somebody asks for about prompts, until it is durable.
    pub(crate) async fn gather(&self, room: Room, origin: Origin, asked: Asked) -> Vec<JoinHandle<()>> {
        match asked {
            Asked::Order { words, file } => self.orders(&room, &origin, &words, file.as_deref()).await,
            Asked::Private { under, called_only } => {
                let none = if called_only { Block::plain(say::ROOM) } else { say::no_post() };
                self.is_private(room, origin, under, none).await.into_iter().collect()
            }
            Asked::Reacted { to } => self.reacts(room, origin, &to).await.into_iter().collect(),
            Asked::Suggest(text) => self.suggests(room, origin, text).await.into_iter().collect(),
        }
    }

    /// Brings a member from a post to its talk; `none` is what they are told where there is no post.
    async fn is_private(
        &self,
        room: Room,
        origin: Origin,
        under: Option<String>,
        none: Block,
    ) -> Option<JoinHandle<()>> {
        match self.post_meant(&room, under.as_deref()).await {
            Some(posted) => self.begins(origin, posted).await,
            None => Some(self.notes(room, origin, none)),
        }
    }

    /// A reaction that is not asked for is nothing.
    async fn reacts(&self, room: Room, origin: Origin, to: &str) -> Option<JoinHandle<()>> {
        let posted = self.post_meant(&room, Some(to)).await?;
        if self.opens_by_reaction(&posted).await { self.begins(origin, posted).await } else { None }
    }

    async fn suggests(&self, room: Room, origin: Origin, text: Private) -> Option<JoinHandle<()>> {
        let Some(community) = self.community_here(&room).await else {
            return Some(self.notes(room, origin, say::no_prompts()));
        };
        let suggested = Gathering::Suggested { by: origin.sender.as_str().into(), text };
        let taken = self.gathers(&community, &origin, suggested).await;
        self.sees_through(origin, taken)
    }

    /// The bot was sent away from a room, or left it: what is kept of its community goes. One that
    /// goes on elsewhere stays.
    pub(crate) async fn left(&self, room: &RoomId) {
        if self.home.client.get_room(room).is_some_and(|room| room.is_tombstoned()) {
            return;
        }
        let known = patiently(|| async {
            let id = self.home.rooms.first_of(room).await?;
            Ok(self.home.rooms.community(&id).await?.map(|_| id))
        });
        let community = match known.await {
            Ok(Some(community)) => community,
            Ok(None) => return,
            Err(error) => return tracing::error!(%error, "it is not known whether a room that was left had prompts"),
        };
        let gathered = Gathered {
            platform: PLATFORM.to_owned(),
            community: community.to_string(),
            event: None,
            what: Gathering::Left,
        };
        if let Err(why) = self.offer(|| self.engine.hear_community(gathered.clone())).await {
            tracing::error!(%why, "a room was left, and what is kept of its prompts was not erased");
        }
    }

    /// The post that somebody means: the one they answer, or the newest here.
    async fn post_meant(&self, room: &Room, under: Option<&str>) -> Option<Posted> {
        let found = patiently(|| async {
            match under {
                Some(event) => self.post_at(room, event).await,
                None => self.newest_post(room).await,
            }
        });
        let found = found.await.inspect_err(|error| tracing::warn!(%error, "a post could not be looked for"));
        found.ok().flatten()
    }

    async fn post_at(&self, room: &Room, event: &str) -> Result<Option<Posted>, Error> {
        let id = self.home.rooms.first_of(room.room_id()).await?;
        if let Some(run) = self.home.rooms.community(&id).await?.and_then(|here| here.run_at(event).map(|run| run.id)) {
            return Ok(Some(Posted { community: id.to_string(), run: run.to_string() }));
        }
        // A series may post into another room than that of its community.
        marks::post_at(room, &self.home.me, event).await
    }

    async fn newest_post(&self, room: &Room) -> Result<Option<Posted>, Error> {
        let id = self.home.rooms.first_of(room.room_id()).await?;
        let here = |channel: &str| channel == room.room_id() || channel == id;
        let newest = self.home.rooms.community(&id).await?.and_then(|community| {
            let posted = |run: &&Run| matches!(run.stage, Stage::Posted(_));
            community.runs().rev().filter(posted).find(|run| here(&run.place.channel)).map(|run| run.id)
        });
        match newest {
            Some(run) => Ok(Some(Posted { community: id.to_string(), run: run.to_string() })),
            None => marks::newest_post(room, &self.home.me).await,
        }
    }

    /// The community whose prompts are posted here.
    async fn community_here(&self, room: &Room) -> Option<String> {
        let here = patiently(|| async {
            let id = self.home.rooms.first_of(room.room_id()).await?;
            if self.home.rooms.community(&id).await?.is_some() {
                return Ok(Some(id.to_string()));
            }
            Ok(marks::newest_post(room, &self.home.me).await?.map(|posted| posted.community))
        });
        here.await
            .inspect_err(|error| tracing::warn!(%error, "a room’s prompts could not be looked for"))
            .ok()
            .flatten()
    }

    /// Whether this community lets a reaction do what the command does.
    async fn opens_by_reaction(&self, posted: &Posted) -> bool {
        let Ok(id) = RoomId::parse(&posted.community) else { return false };
        let community = self.home.rooms.community(&id).await.ok().flatten();
        community.is_some_and(|community| community.customs().reactions)
    }

    /// Brings a member to the talk of a post, in their direct room.
    async fn begins(&self, origin: Origin, posted: Posted) -> Option<JoinHandle<()>> {
        // A run that cannot be read is one that is not known any more.
        let run = posted.run.parse().unwrap_or(Id::minted(0, 0, 0));
        let inbound = Inbound {
            platform: PLATFORM.to_owned(),
            account: origin.sender.clone(),
            event: Some(origin.name()),
            what: What::Begin { community: posted.community, run },
        };
        let taken = self.offer(|| self.engine.hear(inbound.clone())).await;
        self.sees_through(origin, taken)
    }

    async fn gathers(&self, community: &str, origin: &Origin, what: Gathering) -> Result<Receipt, NotTaken> {
        let gathered = Gathered {
            platform: PLATFORM.to_owned(),
            community: community.to_owned(),
            event: Some(origin.name()),
            what,
        };
        self.offer(|| self.engine.hear_community(gathered.clone())).await
    }

    /// What is left to do for what was heard: its answer on its way, or why it was not taken.
    fn sees_through(&self, origin: Origin, taken: Result<Receipt, NotTaken>) -> Option<JoinHandle<()>> {
        let this = self.clone();
        match taken {
            Ok(receipt) => Some(self.tasks.spawn(async move { drop(receipt.delivered().await) })),
            Err(why) => {
                let block = why.refusal()?.block(&self.home.settings.operator);
                Some(self.tasks.spawn(async move { this.tells(&origin, vec![block]).await }))
            }
        }
    }

    fn notes(&self, room: Room, origin: Origin, block: Block) -> JoinHandle<()> {
        let this = self.clone();
        self.tasks.spawn(async move { this.note(&room, &origin, block).await })
    }

    /// Tells somebody something that nothing is kept of, in their direct room.
    pub(super) async fn tells(&self, origin: &Origin, blocks: Vec<Block>) {
        let (say, key) = (Say { blocks, ask: None, attachment: None }, format!("n{}", origin.event));
        let told = tried(backoff().with_max_times(5), Duration::MAX, || async {
            let room = self.home.rooms.open_direct(&origin.sender).await?;
            self.home.say(&room, &say, &key, false, |message: &render::Message| message.content(None)).await
        });
        if let Err(error) = told.await {
            tracing::warn!(%error, "somebody could not be told something");
        }
    }
}
