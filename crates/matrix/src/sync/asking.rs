//! What the homeserver is asked for.

use crate::{error::Error, retry::patiently};
use matrix_sdk::{
    Client,
    config::SyncSettings,
    ruma::{
        UserId,
        api::client::filter::{FilterDefinition, LazyLoadOptions, RoomEventFilter, RoomFilter},
        api::client::sync::sync_events::v3::Filter,
        presence::PresenceState,
        uint,
    },
    sync::SyncResponse,
};
use std::time::Duration;

/// How long it may take to put all rooms together.
const WHOLE: Duration = Duration::from_secs(5 * 60);

/// What is asked for each time.
pub(super) fn settings(client: &Client) -> SyncSettings {
    SyncSettings::new().filter(Filter::FilterDefinition(filter(client.user_id()))).set_presence(PresenceState::Online)
}

/// Asks for all rooms as they are, and for what happened in them since the last start: nothing can
/// be heard or said before the rooms are known.
pub(crate) async fn all_rooms(client: &Client) -> Result<SyncResponse, Error> {
    // This is answered at once, but may take a while to be put together.
    let settings = settings(client).timeout(WHOLE).full_state(true);
    patiently(|| async { Ok(client.sync_once(settings.clone()).await?) }).await
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
