//! Why something could not be done, and which permission would mend it.

use crate::{Home, error::Error};
use afterword_core::community::{Permission, Trouble};
use matrix_sdk::{
    Room,
    ruma::{
        UserId,
        events::{MessageLikeEventType, StateEventType, room::power_levels::RoomPowerLevels},
    },
};

/// Why an act was in vain.
pub(super) enum Vain {
    /// Somebody has to mend something.
    Trouble(Trouble),
    /// The homeserver does not do it this time.
    Error(Error),
}

impl From<Trouble> for Vain {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<Error> for Vain {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// What it means that the homeserver refused what needs this permission.
pub(super) async fn refused(home: &Home, room: &Room, needs: Permission, error: Error) -> Vain {
    match error {
        Error::Left => Trouble::ChannelGone.into(),
        error if error.is("M_FORBIDDEN") => match room.power_levels().await {
            Ok(levels) if !may(&levels, &home.me, needs) => Trouble::Missing(needs).into(),
            // It has the power, so it is not in the room any more.
            _ => Trouble::ChannelGone.into(),
        },
        error => error.into(),
    }
}

/// Whether somebody has the power for something in a room.
pub(super) fn may(levels: &RoomPowerLevels, who: &str, needs: Permission) -> bool {
    let Ok(who) = UserId::parse(who) else { return false };
    let sends = |kind| levels.user_can_send_message(&who, kind);
    match needs {
        Permission::Pin => levels.user_can_send_state(&who, StateEventType::RoomPinnedEvents),
        Permission::Ping => levels.user_can_trigger_room_notification(&who),
        Permission::Remove => levels.user_can_redact_own_event(&who),
        Permission::View
        | Permission::Send
        | Permission::Threads
        | Permission::InThreads
        | Permission::Attach
        | Permission::Embed => sends(MessageLikeEventType::RoomMessage) && sends(MessageLikeEventType::RoomEncrypted),
    }
}
