//! Rooms that go on in others. A community keeps the id of the room that it began in.

use super::Rooms;
use crate::error::Error;
use matrix_sdk::{
    Room,
    ruma::{
        OwnedRoomId, RoomId,
        api::client::state::get_state_event_for_key,
        events::{StateEventType, room::tombstone::RoomTombstoneEventContent},
    },
};

/// The most upgrades that are followed, one after the other.
const MOST: usize = 10;

impl Rooms {
    /// The room in which a community, or one of its channels, is now; `None` where the bot is in none.
    pub(crate) async fn channel(&self, id: &str) -> Result<Option<Room>, Error> {
        let Ok(mut id) = RoomId::parse(id) else { return Ok(None) };
        for _ in 0..MOST {
            match self.joined(id.as_str()) {
                Some(room) if !room.is_tombstoned() => return Ok(Some(room)),
                _ => match self.successor(&id).await? {
                    Some(next) => id = next,
                    None => break,
                },
            }
        }
        Ok(None)
    }

    /// The room that this one goes on from and that is a community; else this one itself.
    pub(crate) async fn first_of(&self, room: &RoomId) -> Result<OwnedRoomId, Error> {
        let mut id = room.to_owned();
        for _ in 0..MOST {
            if self.community(&id).await?.is_some() {
                return Ok(id);
            }
            let before = self.client.get_room(&id).and_then(|room| room.predecessor_room());
            // Anybody can make a room that says it goes on from another: the other has to say so too.
            match before {
                Some(before) if self.successor(&before.room_id).await?.as_ref() == Some(&id) => id = before.room_id,
                _ => break,
            }
        }
        Ok(room.to_owned())
    }

    /// Where a room goes on, as it says itself. Who has left it is told what it said until then.
    async fn successor(&self, room: &RoomId) -> Result<Option<OwnedRoomId>, Error> {
        let kind = StateEventType::RoomTombstone;
        let request = get_state_event_for_key::v3::Request::new(room.to_owned(), kind, String::new());
        match self.client.send(request).await.map_err(Error::from) {
            Ok(answer) => {
                let content = serde_json::from_str::<RoomTombstoneEventContent>(answer.event_or_content.get());
                Ok(content.ok().map(|tombstone| tombstone.replacement_room))
            }
            Err(error) if error.is("M_NOT_FOUND") || error.is("M_FORBIDDEN") => Ok(None),
            Err(error) => Err(error),
        }
    }
}
