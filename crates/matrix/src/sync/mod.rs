//! The loop: ask what is new, hear it, and only then move on.
//!
//! The SDK keeps its own token before anything was heard. So ours is kept apart, once all that
//! came before it is durable; a start goes back to it, and what was heard already is noticed by
//! the names of the events.

mod backfill;
mod pulse;
mod token;

pub use pulse::Pulse;
pub(crate) use token::{Tokens, last as last_token};

use crate::{
    Ended, Home,
    error::Error,
    heard::{self, Heard, What},
    hearing::Hearing,
    retry::{backoff, patiently},
    rooms::{Company, Invites},
    unreadable::Unreadable,
};
use backon::BackoffBuilder as _;
use matrix_sdk::{
    Room,
    config::SyncSettings,
    deserialized_responses::{TimelineEvent, TimelineEventKind},
    ruma::{
        api::client::filter::{FilterDefinition, LazyLoadOptions, RoomEventFilter, RoomFilter},
        api::client::sync::sync_events::v3::Filter,
        presence::PresenceState,
        uint,
    },
    sync::{JoinedRoomUpdate, State, SyncResponse},
};
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;

/// How long the homeserver may take to say that nothing is new.
const LONG_POLL: Duration = Duration::from_secs(30);

/// The loop, and what it needs.
pub(crate) struct Sync {
    pub(crate) home: Arc<Home>,
    pub(crate) hearing: Hearing,
    pub(crate) invites: Invites,
    pub(crate) unreadable: Unreadable,
    pub(crate) tokens: Tokens,
    pub(crate) pulse: Pulse,
    /// The last token of which everything was heard; `None` where nothing ever was.
    pub(crate) since: Option<String>,
    /// Whether this device knows of no room yet.
    pub(crate) fresh: bool,
}

impl Sync {
    /// Goes on until the account can be used no more.
    pub(crate) async fn run(mut self) -> Ended {
        let mut waits = backoff().build();
        loop {
            match self.once().await {
                Ok(()) => waits = backoff().build(),
                Err(Error::SignedOut) => return Ended::SignedOut,
                Err(error) => {
                    let wait = waits.next().unwrap_or_default().max(error.retry_after().unwrap_or_default());
                    tracing::warn!(%error, wait_s = wait.as_secs(), "nothing new can be asked for; it is tried again");
                    sleep(wait).await;
                }
            }
        }
    }

    async fn once(&mut self) -> Result<(), Error> {
        let response = self.home.client.sync_once(self.settings()).await?;
        self.pulse.beat();
        let first = self.since.is_none();
        let token = response.next_batch.clone();
        let mut going_on = Vec::new();
        // What is there when the bot comes for the first time was not said to it.
        if !first {
            let happened = self.happened(&response).await;
            going_on = self.hearing.hear(happened).await;
        }
        self.look_around(&response, first).await;
        self.invites.answer(&self.home).await;
        self.since = Some(token.clone());
        self.fresh = false;
        self.tokens.done(token, first || !response.rooms.is_empty(), going_on).await;
        Ok(())
    }

    fn settings(&self) -> SyncSettings {
        let wait = match self.invites.again_in() {
            _ if self.fresh || self.since.is_none() || !self.pulse.is_active() => Duration::ZERO,
            Some(soon) => LONG_POLL.min(soon),
            None => LONG_POLL,
        };
        SyncSettings::new()
            .timeout(wait)
            .filter(Filter::FilterDefinition(filter()))
            .full_state(self.fresh)
            .set_presence(PresenceState::Online)
    }

    /// What happened in the rooms the bot is in, in order.
    async fn happened(&self, response: &SyncResponse) -> Vec<(Room, Company, Vec<Heard>)> {
        let mut happened = Vec::new();
        for (id, update) in &response.rooms.joined {
            let Some(room) = self.home.client.get_room(id) else { continue };
            if touches_members(update, &self.home.me) {
                self.home.rooms.changed(id);
            }
            let before = self.before(&room, update).await;
            let events = before.iter().chain(&update.timeline.events);
            let mut heard = Vec::new();
            for event in events {
                let Some(one) = read(event, &self.home.me) else { continue };
                match &one.what {
                    // What was said before the bot came was not said to it.
                    What::Member { who, came: true } if *who == self.home.me => heard.clear(),
                    What::Sealed { key } => self.unreadable.found(&self.hearing, &room, &one, key.as_deref()).await,
                    _ => heard.push(one),
                }
            }
            if !heard.is_empty()
                && let Some(company) = self.company(&room).await
            {
                happened.push((room, company, heard));
            }
        }
        happened
    }

    /// What piled up in a room. The SDK has moved on already, so this is tried until it is known.
    async fn before(&self, room: &Room, update: &JoinedRoomUpdate) -> Vec<TimelineEvent> {
        let (timeline, Some(since)) = (&update.timeline, &self.since) else { return Vec::new() };
        if !timeline.limited {
            return Vec::new();
        }
        let from = timeline.prev_batch.as_deref();
        let before = patiently(|| backfill::before(room, from, since, &self.home.me)).await;
        before.unwrap_or_else(|error| {
            tracing::error!(%error, "what had piled up in a room cannot be fetched");
            Vec::new()
        })
    }

    /// Who else is in a room; `None` where the bot is not in it any more.
    async fn company(&self, room: &Room) -> Option<Company> {
        let company = patiently(|| self.home.rooms.company(room)).await;
        company.inspect_err(|error| tracing::warn!(%error, "it is not known who is in a room")).ok()
    }

    /// Sees to rooms in which somebody came or went, or that go on elsewhere.
    async fn look_around(&self, response: &SyncResponse, first: bool) {
        let Home { rooms, me, .. } = &*self.home;
        for id in response.rooms.left.keys() {
            rooms.changed(id);
            self.hearing.left(id).await;
        }
        for (id, update) in &response.rooms.joined {
            let Some(room) = self.home.client.get_room(id) else { continue };
            let events: Vec<Heard> =
                state_of(update).chain(update.timeline.events.iter().filter_map(|event| read(event, me))).collect();
            let came_or_went = events.iter().rev().find(|heard| matches!(heard.what, What::Member { .. }));
            let others = events.iter().any(|heard| matches!(&heard.what, What::Member { who, .. } if who != me));
            if let Some(heard) = came_or_went {
                rooms.changed(id);
                if let Err(error) =
                    rooms.look_around(&self.home, &self.hearing.engine, &room, &heard.event, others).await
                {
                    tracing::warn!(%error, "what follows from a change of members could not be done");
                }
            }
            let upgraded = events.iter().find_map(|heard| match &heard.what {
                What::Upgraded { to } if !first => Some((to, &heard.sender)),
                _ => None,
            });
            if let Some((to, sender)) = upgraded
                && let Err(error) = rooms.follow(&self.home, &room, to, sender).await
            {
                tracing::warn!(%error, "a room that went on elsewhere could not be followed");
            }
        }
    }
}

/// No presence, no receipts and no typing of others; members only of those who speak.
fn filter() -> FilterDefinition {
    let nothing = || vec!["*".to_owned()];
    let mut filter = FilterDefinition::default();
    filter.presence.not_types = nothing();
    let mut room = RoomFilter::default();
    room.ephemeral.not_types = nothing();
    room.state.lazy_load_options = LazyLoadOptions::Enabled { include_redundant_members: false };
    room.timeline = RoomEventFilter::default();
    room.timeline.limit = Some(uint!(30));
    filter.room = room;
    filter
}

/// What an event means, in the clear where it could be read.
pub(crate) fn read(event: &TimelineEvent, me: &str) -> Option<Heard> {
    let raw = match &event.kind {
        TimelineEventKind::Decrypted(decrypted) => decrypted.event.json().get(),
        TimelineEventKind::UnableToDecrypt { event, .. } | TimelineEventKind::PlainText { event } => event.json().get(),
    };
    heard::read(raw, me)
}

/// The changes of state that do not stand in the timeline.
fn state_of(update: &JoinedRoomUpdate) -> impl Iterator<Item = Heard> {
    let (State::Before(events) | State::After(events)) = &update.state;
    // Nobody is named by this that matters: the bot's own changes count as well.
    events.iter().filter_map(|event| heard::read(event.json().get(), ""))
}

/// Whether members, the door or who can read along may have changed.
fn touches_members(update: &JoinedRoomUpdate, me: &str) -> bool {
    let (State::Before(events) | State::After(events)) = &update.state;
    let in_timeline = || {
        update
            .timeline
            .events
            .iter()
            .any(|event| read(event, me).is_some_and(|heard| matches!(heard.what, What::Member { .. })))
    };
    update.timeline.limited || !events.is_empty() || in_timeline()
}
