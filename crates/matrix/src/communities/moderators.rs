//! Who is a moderator: at the moment it matters, and at no other.

use crate::{Home, allowed::Allowed, error::Error};
use matrix_sdk::{
    Room,
    ruma::{
        UserId,
        events::room::{member::MembershipState, power_levels::UserPowerLevel},
    },
};

/// Who can be one.
pub(crate) struct Moderators {
    /// The power that they have in the room, at least.
    pub(crate) level: i64,
    /// Who is on the list; `None` where everybody is who may talk with the bot.
    pub(crate) listed: Option<Allowed>,
}

impl Moderators {
    /// By these patterns; by none, the room alone decides.
    pub(crate) fn new(level: i64, patterns: &[String], bot: &str) -> Self {
        Self { level, listed: (!patterns.is_empty()).then(|| Allowed::new(patterns, bot)) }
    }
}

/// Whether somebody is one in this room: in it, on the list, and with power enough.
pub(crate) async fn is_moderator(home: &Home, room: &Room, account: &str) -> Result<bool, Error> {
    let Moderators { level, listed } = &home.moderators;
    let Ok(user) = UserId::parse(account) else { return Ok(false) };
    if !home.allowed.has(account) || listed.as_ref().is_some_and(|listed| !listed.has(account)) {
        return Ok(false);
    }
    let member = room.get_member(&user).await?;
    if member.is_none_or(|member| *member.membership() != MembershipState::Join) {
        return Ok(false);
    }
    let levels = room.power_levels().await.map_err(|_| Error::Inside { what: "the power levels of a room" })?;
    Ok(match levels.for_user(&user) {
        UserPowerLevel::Infinite => true,
        UserPowerLevel::Int(has) => i64::from(has) >= *level,
        _ => false,
    })
}
