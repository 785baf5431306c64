//! What follows from a request that came to nothing: what moderators can mend has a name,
//! everything else comes again.

use super::{Doing, rights};
use crate::rest::{Error, Place, Role, code};
use afterword_core::community::{Permission, Trouble};
use afterword_engine::Done;

/// A channel inside which others are, as threads are (`resources/channel`, channel types).
pub(super) fn is_thread(place: &Place) -> bool {
    matches!(place.kind, 10..=12)
}

impl Doing<'_> {
    /// What became of an act in this channel that needs these permissions.
    pub(super) async fn failed(&self, error: Error, channel: &str, wanted: &[Permission]) -> Done {
        let Error::Refused { status, code, .. } = error else { return passes(error) };
        match code {
            code::UNKNOWN_CHANNEL | code::UNKNOWN_SERVER => Done::Failed(Trouble::ChannelGone),
            code::UNKNOWN_MESSAGE => Done::Failed(Trouble::MessageGone),
            code::UNKNOWN_ROLE => Done::Failed(Trouble::RoleGone),
            code::PINS_FULL => Done::Failed(Trouble::PinsFull),
            code::THREAD_ARCHIVED => Done::Failed(Trouble::ThreadGone),
            code::NO_ACCESS => Done::Failed(Trouble::Missing(Permission::View)),
            code::NO_PERMISSION => match self.missing(channel, wanted).await {
                Ok(Some(permission)) => Done::Failed(Trouble::Missing(permission)),
                // It was given meanwhile, or is one that is not known here.
                Ok(None) if !self.errand.tried => Done::Later { retry_after: None },
                Ok(None) => Done::Failed(Trouble::Refused),
                Err(Error::Refused { code: code::NO_ACCESS, .. }) => Done::Failed(Trouble::Missing(Permission::View)),
                Err(error) => passes(error),
            },
            code => {
                tracing::warn!(status, code, "Discord does not take what a community wants done");
                Done::Failed(Trouble::Refused)
            }
        }
    }

    /// Which of these the bot lacks there, as Discord says at this moment.
    async fn missing(&self, channel: &str, wanted: &[Permission]) -> Result<Option<Permission>, Error> {
        let (may, _) = self.rights(channel).await?;
        Ok(rights::missing(may, wanted))
    }

    /// What the bot may do in a channel, and the roles of its server.
    pub(super) async fn rights(&self, channel: &str) -> Result<(u64, Vec<Role>), Error> {
        let (rest, server) = (&self.shared.rest, self.errand.community());
        let mut place = rest.place(channel).await?;
        // A thread has the permissions of where it hangs.
        if let Some(parent) = place.parent_id.as_deref().filter(|_| is_thread(&place)) {
            place = rest.place(parent).await?;
        }
        let (roles, member, me) =
            (rest.roles(server).await?, rest.own_member(server).await?, rest.own_account().await?);
        Ok((rights::permissions(server, me, &member, &roles, &place.permission_overwrites), roles))
    }
}

/// What came to nothing otherwise than by a refusal.
pub(super) fn passes(error: Error) -> Done {
    match error {
        Error::Unsendable => Done::Never { why: "it could not be put together" },
        error => Done::Later { retry_after: error.retry_after() },
    }
}
