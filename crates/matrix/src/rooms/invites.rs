//! Invitations: taken from those who may talk with the bot, refused politely from others.

use super::lock;
use crate::{Home, error::Error, render, sentences as say};
use afterword_core::say::Block;
use afterword_engine::recent;
use lru::LruCache;
use matrix_sdk::{
    Room,
    deserialized_responses::MemberEvent,
    ruma::{OwnedRoomId, OwnedUserId, api::client::membership::leave_room},
};
use std::{collections::HashMap, num::NonZeroUsize, sync::Mutex, time::Duration};
use tokio::time::Instant;

/// How long an invitation is left that could not be answered, doubled each time.
const AGAIN: Duration = Duration::from_secs(5);
/// How often it is tried: a room whose server is gone for good is never joined.
const TRIES: u32 = 8;
/// Somebody who was refused is told why once within this time, and then only refused.
const TOLD_FOR: Duration = Duration::from_secs(60 * 60);
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(1_000).expect("it is not zero");

/// What is known of invitations.
pub(crate) struct Invites {
    /// Those that could not be answered: how often that was tried, and when it is tried again.
    later: Mutex<HashMap<OwnedRoomId, (u32, Instant)>>,
    /// Who was told that they may not.
    told: Mutex<LruCache<OwnedUserId, Instant>>,
}

impl Default for Invites {
    fn default() -> Self {
        Self { later: Mutex::default(), told: Mutex::new(recent(REMEMBERED)) }
    }
}

/// An invitation, as far as it matters.
struct Invitation {
    from: OwnedUserId,
    /// Whether it is said to be for the two of them.
    direct: bool,
}

impl Invites {
    /// Answers every invitation there is.
    pub(crate) async fn answer(&self, home: &Home) {
        for room in home.client.invited_rooms() {
            let id = room.room_id().to_owned();
            let tried = lock(&self.later).get(&id).copied();
            if tried.is_some_and(|(tries, again)| tries >= TRIES || again > Instant::now()) {
                continue;
            }
            match self.answer_one(home, &room).await {
                Ok(()) => drop(lock(&self.later).remove(&id)),
                Err(error) => {
                    let tries = tried.map_or(0, |(tries, _)| tries) + 1;
                    let wait = error.retry_after().unwrap_or_default().max(AGAIN * 2_u32.pow(tries));
                    tracing::warn!(%error, tries, "an invitation could not be answered; it waits");
                    lock(&self.later).insert(id, (tries, Instant::now() + wait));
                }
            }
        }
    }

    /// Whether any is to be tried again.
    pub(crate) fn wait(&self) -> bool {
        self.again_in().is_some()
    }

    /// When an invitation is to be tried again, if any is.
    pub(crate) fn again_in(&self) -> Option<Duration> {
        let later = lock(&self.later);
        let next = later.values().filter(|(tries, _)| *tries < TRIES).map(|(_, again)| *again).min();
        next.map(|next| next.saturating_duration_since(Instant::now()))
    }

    async fn answer_one(&self, home: &Home, room: &Room) -> Result<(), Error> {
        let Invitation { from, direct } = invitation(room).await?;
        if home.allowed.has(from.as_str()) {
            // Whoever is invited was not there any more, even where nothing told of their leaving.
            home.rooms.forget(room.room_id()).await?;
            room.join().await?;
            home.rooms.changed(room.room_id());
            tracing::info!(direct, "an invitation was accepted");
            return Ok(());
        }
        let tell = direct && {
            let mut told = lock(&self.told);
            let lately = told.get(&from).is_some_and(|at| at.elapsed() < TOLD_FOR);
            told.put(from, Instant::now());
            !lately
        };
        if tell {
            room.join().await?;
            home.note(room, None, say::not_allowed(&home.settings.operator), &format!("r{}", room.room_id())).await?;
            room.leave().await?;
        } else {
            let reason = render::note(&home.words, say::not_allowed(&home.settings.operator)).plain().to_owned();
            let mut refusal = leave_room::v3::Request::new(room.room_id().to_owned());
            refusal.reason = Some(reason);
            home.client.send(refusal).await?;
        }
        tracing::info!(direct, "an invitation was refused: it came from somebody who may not talk with the bot");
        Ok(())
    }
}

async fn invitation(room: &Room) -> Result<Invitation, Error> {
    let invite = room.invite_details().await?;
    let direct = match &**invite.invitee.event() {
        MemberEvent::Stripped(event) => event.content.is_direct,
        MemberEvent::Sync(event) => event.as_original().and_then(|event| event.content.is_direct),
    };
    Ok(Invitation { from: invite.inviter_id, direct: direct.unwrap_or(false) })
}

/// Somebody in a room with the bot who may not talk with it any more: told so, and left.
pub(crate) async fn part(home: &Home, room: &Room, event: &str) -> Result<(), Error> {
    let block: Block = say::not_allowed(&home.settings.operator);
    home.note(room, None, block, &format!("r{event}")).await?;
    Ok(room.leave().await?)
}
