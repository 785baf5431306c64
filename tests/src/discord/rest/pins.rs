//! What is pinned in a channel, by the routes of 2025 (`resources/message`, pins).

use super::{Answer, Call, Refusal, Reply, channels::demand};
use crate::discord::{id::Id, server::permission, shapes, world::World};
use serde_json::{Value, json};

/// So many messages can be pinned in a channel.
const MOST: usize = 250;

pub(super) fn all(world: &mut World, call: &Call) -> Answer {
    let channel = call.id("channel_id")?;
    demand(world, channel, permission::VIEW_CHANNEL | permission::READ_MESSAGE_HISTORY)?;
    let newest_first = world.channels[&channel].pins.iter().rev().take(50);
    let pinned = |id: &Id| json!({ "pinned_at": "2026-01-05T09:00:00Z", "message": shapes::message(world, &world.messages[id]) });
    let has_more = world.channels[&channel].pins.len() > 50;
    Reply::json(json!({ "items": newest_first.map(pinned).collect::<Vec<Value>>(), "has_more": has_more }))
}

pub(super) fn pin(world: &mut World, call: &Call) -> Answer {
    let (channel, message) = named(world, call)?;
    let pins = &mut world.channels.get_mut(&channel).expect("it was looked at").pins;
    if !pins.contains(&message) {
        if pins.len() >= MOST {
            return Err(Refusal::new(400, 30_003, "Maximum number of pins reached (250)"));
        }
        pins.push(message);
    }
    Reply::nothing()
}

pub(super) fn unpin(world: &mut World, call: &Call) -> Answer {
    let (channel, message) = named(world, call)?;
    world.channels.get_mut(&channel).expect("it was looked at").pins.retain(|other| *other != message);
    Reply::nothing()
}

fn named(world: &World, call: &Call) -> Result<(Id, Id), Refusal> {
    let (channel, message) = (call.id("channel_id")?, call.id("message_id")?);
    demand(world, channel, permission::VIEW_CHANNEL | permission::PIN_MESSAGES)?;
    let here = world.channels[&channel].messages.contains(&message);
    if here { Ok((channel, message)) } else { Err(Refusal::new(404, 10_008, "Unknown Message")) }
}
