//! What the homeserver is asked for, and by whom its answer is taken in.
//!
//! With each answer the SDK brings its account of keys and all it knows of rooms up to date, which
//! costs more than all else that a message does. Most answers change neither: those are taken in
//! here. For all others the SDK asks once more from the same place, and is told the same; what the
//! homeserver hands over only once it forgets when it is asked from a later place.

use super::plain::{self, KeysLeft};
use crate::{crypto::PATIENCE, error::Error, retry::patiently};
use matrix_sdk::{
    Client, RoomState,
    config::{SyncSettings, SyncToken},
    deserialized_responses::TimelineEvent,
    ruma::{
        OwnedRoomId, UserId,
        api::client::filter::{FilterDefinition, LazyLoadOptions, RoomEventFilter, RoomFilter},
        api::client::sync::sync_events::v3::{Filter, JoinedRoom, Request, Response},
        presence::PresenceState,
        uint,
    },
    sync::{JoinedRoomUpdate, SyncResponse, Timeline},
};
use std::time::Duration;
use tokio::time::Instant;

/// How long it may take to put all rooms together.
const WHOLE: Duration = Duration::from_secs(5 * 60);
/// The SDK asks itself this often, whatever comes: what it still has to send goes out then.
const BY_THE_SDK: Duration = Duration::from_secs(60);

/// Asks for all rooms as they are, and for what happened in them since the last start: nothing can
/// be heard or said before the rooms are known.
pub(crate) async fn all_rooms(client: &Client) -> Result<SyncResponse, Error> {
    // This is answered at once, but may take a while to be put together.
    let settings = settings(client).timeout(WHOLE).full_state(true);
    patiently(|| async { Ok(client.sync_once(settings.clone()).await?) }).await
}

/// Asks what is new.
pub(crate) struct Asking {
    client: Client,
    /// When the SDK last asked.
    by_sdk: Option<Instant>,
    /// What the SDK knows of it.
    keys_left: Option<KeysLeft>,
}

impl Asking {
    pub(crate) fn new(client: Client) -> Self {
        Self { client, by_sdk: None, keys_left: None }
    }

    /// What is new after a place, or after the SDK's own; the homeserver may take that long to say that nothing is.
    pub(super) async fn after(&mut self, place: Option<&str>, wait: Duration) -> Result<SyncResponse, Error> {
        let mut keys_left = None;
        if self.by_sdk.is_some_and(|asked| asked.elapsed() < BY_THE_SDK) {
            let response = self.ask(place, wait).await?;
            let left = KeysLeft::of(&response);
            if self.keys_left.as_ref() == Some(&left)
                && plain::is_only_talk(&response)
                && let Some(response) = self.taken_in(response).await
            {
                return Ok(response);
            }
            keys_left = Some(left);
        }
        let place = SyncToken::from_optional_token(place.map(str::to_owned));
        let response = self.client.sync_once(settings(&self.client).token(place).timeout(wait)).await?;
        self.by_sdk = Some(Instant::now());
        self.keys_left = keys_left.or_else(|| self.keys_left.take());
        Ok(response)
    }

    /// The same as the SDK asks with [`settings`].
    async fn ask(&self, place: Option<&str>, wait: Duration) -> Result<Response, Error> {
        let mut request = Request::new();
        request.filter = Some(Filter::FilterDefinition(filter(self.client.user_id())));
        request.since = place.map(str::to_owned);
        request.set_presence = PresenceState::Online;
        request.timeout = Some(wait);
        request.use_state_after = true;
        let config = self.client.request_config().timeout(PATIENCE + wait);
        Ok(self.client.send(request).with_request_config(config).await?)
    }

    /// The same, decrypted; `None` where the SDK has to see it: it does not know a room, or its store fails.
    async fn taken_in(&self, response: Response) -> Option<SyncResponse> {
        let mut taken = SyncResponse { next_batch: response.next_batch, ..SyncResponse::default() };
        for (id, room) in response.rooms.join {
            let room = self.decrypted(&id, room).await?;
            taken.rooms.joined.insert(id, room);
        }
        Some(taken)
    }

    async fn decrypted(&self, id: &OwnedRoomId, told: JoinedRoom) -> Option<JoinedRoomUpdate> {
        let room = self.client.get_room(id).filter(|room| room.state() == RoomState::Joined)?;
        let mut timeline = Timeline { prev_batch: told.timeline.prev_batch, ..Timeline::default() };
        for event in told.timeline.events {
            timeline.events.push(match plain::is_sealed(&event) {
                true => room.decrypt_event(event.cast_ref_unchecked(), None).await.ok()?,
                false => TimelineEvent::from_plaintext(event),
            });
        }
        Some(JoinedRoomUpdate { timeline, ..JoinedRoomUpdate::default() })
    }
}

/// What is asked for each time.
fn settings(client: &Client) -> SyncSettings {
    SyncSettings::new().filter(Filter::FilterDefinition(filter(client.user_id()))).set_presence(PresenceState::Online)
}

/// No presence, no receipts and no typing of others; members only of those who speak; and nothing
/// that the bot does itself, since the homeserver would answer once more for each of its messages.
fn filter(me: Option<&UserId>) -> FilterDefinition {
    let nothing = || vec!["*".to_owned()];
    let mut filter = FilterDefinition::default();
    filter.presence.not_types = nothing();
    let mut room = RoomFilter::default();
    room.ephemeral.not_types = nothing();
    room.state.lazy_load_options = LazyLoadOptions::Enabled { include_redundant_members: false };
    room.timeline = RoomEventFilter::default();
    room.timeline.limit = Some(uint!(30));
    room.timeline.not_senders = me.map(ToOwned::to_owned).into_iter().collect();
    filter.room = room;
    filter
}
