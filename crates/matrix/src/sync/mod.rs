//! The loop: ask what is new, hear it, and only then move on.
//!
//! The SDK keeps its own token before anything was heard. So ours is kept apart, once all that
//! came before it is durable; a start goes back to it, and what was heard already is noticed by
//! the names of the events.

mod asking;
mod backfill;
mod plain;
mod pulse;
mod token;

pub(crate) use asking::{Asking, all_rooms};
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
    deserialized_responses::{TimelineEvent, TimelineEventKind},
    sync::{JoinedRoomUpdate, State, SyncResponse},
};
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;

/// How long the homeserver may take to say that nothing is new.
const LONG_POLL: Duration = Duration::from_secs(30);

/// The loop, and what it needs.
pub(crate) struct Sync {
    pub(crate) home: Arc<Home>,
    pub(crate) asking: Asking,
    pub(crate) hearing: Hearing,
    pub(crate) invites: Invites,
    pub(crate) unreadable: Unreadable,
    pub(crate) tokens: Tokens,
    pub(crate) pulse: Pulse,
    /// The last token of which everything was heard; `None` where nothing ever was.
    pub(crate) since: Option<String>,
    /// What the homeserver told at the start, with the [state of all rooms](all_rooms).
    pub(crate) whole: Option<SyncResponse>,
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
        let (response, whole) = match self.whole.take() {
            Some(response) => (response, true),
            None => (self.asking.after(self.since.as_deref(), self.wait()).await?, false),
        };
        self.pulse.beat();
        let first = self.since.is_none();
        let token = response.next_batch.clone();
        let mut going_on = Vec::new();
        // What is there when the bot comes for the first time was not said to it.
        if !first {
            let happened = self.happened(&response, whole).await;
            going_on = self.hearing.hear(happened).await;
        }
        if first || !response.rooms.is_empty() {
            self.tokens.happened(going_on);
        }
        self.look_around(&response, first, whole).await;
        self.invites.answer(&self.home).await;
        self.since = Some(token.clone());
        // An invitation is told of once: a start comes back to before those that wait.
        if first || !self.invites.wait() {
            self.tokens.reached(token).await;
        }
        Ok(())
    }

    /// How long the homeserver may wait for something to happen.
    fn wait(&self) -> Duration {
        match self.invites.again_in() {
            _ if !self.pulse.is_active() => Duration::ZERO,
            Some(soon) => LONG_POLL.min(soon),
            None => LONG_POLL,
        }
    }

    /// What happened in the rooms the bot is in, in order; `whole` where all of their state came along.
    async fn happened(&self, response: &SyncResponse, whole: bool) -> Vec<(Room, Company, Vec<Heard>)> {
        let mut happened = Vec::new();
        for (id, update) in &response.rooms.joined {
            let Some(room) = self.home.client.get_room(id) else { continue };
            if touches_members(update, &self.home.me) {
                self.home.rooms.changed(id);
            }
            let mut heard = Vec::new();
            for event in self.events(&room, update, whole).await {
                let Some(one) = read(&event, &self.home.me) else { continue };
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

    /// What happened in a room, in order, with what came not by itself: what piled up there, and
    /// where the bot has just come, all since it did. That it came does not stand among the events,
    /// as nothing does that it does itself ([`asking`]).
    async fn events(&self, room: &Room, update: &JoinedRoomUpdate, whole: bool) -> Vec<TimelineEvent> {
        let timeline = &update.timeline;
        let Some(since) = &self.since else { return timeline.events.clone() };
        let me = &self.home.me;
        let came =
            changed_state(update, whole).any(|one| matches!(one.what, What::Member { who, came: true } if who == *me));
        if !came && !timeline.limited {
            return timeline.events.clone();
        }
        let from = timeline.prev_batch.as_deref().filter(|_| !came);
        // The SDK has moved on already, so this is tried until it is known.
        let fetched = patiently(|| backfill::since(room, from, since, me)).await;
        let mut events = fetched.unwrap_or_else(|error| {
            tracing::error!(%error, "what had piled up in a room cannot be fetched");
            Vec::new()
        });
        // From the newest on, all of them are there already.
        if !came {
            events.extend(timeline.events.iter().cloned());
        }
        events
    }

    /// Who else is in a room; `None` where the bot is not in it any more.
    async fn company(&self, room: &Room) -> Option<Company> {
        let company = patiently(|| self.home.rooms.company(room)).await;
        company.inspect_err(|error| tracing::warn!(%error, "it is not known who is in a room")).ok()
    }

    /// Sees to rooms in which somebody came or went, or that go on elsewhere.
    async fn look_around(&self, response: &SyncResponse, first: bool, whole: bool) {
        let Home { rooms, me, .. } = &*self.home;
        for id in response.rooms.left.keys() {
            rooms.changed(id);
            self.hearing.left(id).await;
        }
        for (id, update) in &response.rooms.joined {
            let Some(room) = self.home.client.get_room(id) else { continue };
            let events: Vec<Heard> = changed_state(update, whole && !first)
                .chain(update.timeline.events.iter().filter_map(|event| read(event, me)))
                .collect();
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

/// What an event means, in the clear where it could be read.
pub(crate) fn read(event: &TimelineEvent, me: &str) -> Option<Heard> {
    let raw = match &event.kind {
        TimelineEventKind::Decrypted(decrypted) => decrypted.event.json().get(),
        TimelineEventKind::UnableToDecrypt { event, .. } | TimelineEventKind::PlainText { event } => event.json().get(),
    };
    heard::read(raw, me)
}

/// The changes of state that do not stand in the timeline. Where the `whole` state came along, it
/// holds some only if more happened than came: a room that the bot has just come to counts as such.
fn changed_state(update: &JoinedRoomUpdate, whole: bool) -> impl Iterator<Item = Heard> {
    let (State::Before(events) | State::After(events)) = &update.state;
    let events: &[_] = if whole && !update.timeline.limited { &[] } else { events };
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
