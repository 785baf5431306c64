//! Pins: one list for the whole room, read, changed and written.

use super::{Vain, channel, refused};
use crate::{Home, error::Error};
use afterword_core::community::{Landed, Permission, Trouble};
use matrix_sdk::{
    Room,
    ruma::{
        OwnedEventId,
        api::client::state::get_state_event_for_key,
        events::{StateEventType, room::pinned_events::RoomPinnedEventsEventContent},
    },
};

/// Pins a message, after all that is pinned already.
pub(super) async fn pin(home: &Home, channel: &str, message: &str) -> Result<Landed, Vain> {
    change(home, channel, message, |pinned, message| {
        let there = pinned.contains(&message);
        pinned.extend((!there).then_some(message));
        !there
    })
    .await
}

/// Unpins a message. One that somebody else unpinned stays as they left it.
pub(super) async fn unpin(home: &Home, channel: &str, message: &str) -> Result<Landed, Vain> {
    change(home, channel, message, |pinned, message| {
        let before = pinned.len();
        pinned.retain(|one| *one != message);
        pinned.len() < before
    })
    .await
}

async fn change(
    home: &Home,
    id: &str,
    message: &str,
    change: impl FnOnce(&mut Vec<OwnedEventId>, OwnedEventId) -> bool,
) -> Result<Landed, Vain> {
    let room = channel(home, id).await?;
    let message = OwnedEventId::try_from(message).map_err(|_| Trouble::MessageGone)?;
    let mut pinned = pinned(home, &room).await?;
    if change(&mut pinned, message) {
        let sent = room.send_state_event(RoomPinnedEventsEventContent::new(pinned)).await.map_err(Error::from);
        match sent {
            Ok(_) => {}
            // All of them stand in one event, and that has an end.
            Err(Error::Refused { status: 413, .. }) => return Err(Trouble::PinsFull.into()),
            Err(error) => return Err(refused(home, &room, Permission::Pin, error).await),
        }
    }
    Ok(Landed::default())
}

/// What is pinned, by the homeserver's own account: what the last sync said may be old.
async fn pinned(home: &Home, room: &Room) -> Result<Vec<OwnedEventId>, Vain> {
    let (id, kind) = (room.room_id().to_owned(), StateEventType::RoomPinnedEvents);
    let request = get_state_event_for_key::v3::Request::new(id, kind, String::new());
    match home.client.send(request).await.map_err(Error::from) {
        Ok(answer) => {
            let content = serde_json::from_str::<RoomPinnedEventsEventContent>(answer.event_or_content.get());
            // A list that cannot be read must not be written over.
            content.map(|content| content.pinned).map_err(|_| Trouble::Refused.into())
        }
        Err(error) if error.is("M_NOT_FOUND") => Ok(Vec::new()),
        Err(error) => Err(refused(home, room, Permission::Pin, error).await),
    }
}
