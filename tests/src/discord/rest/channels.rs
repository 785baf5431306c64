//! Channels and direct messages.

use super::{Answer, Call, Refusal, Reply, Sent, webhooks};
use crate::discord::{
    id::Id,
    log::Change,
    server::{Kind, permission},
    shapes,
    world::World,
};
use jiff::SignedDuration;
use serde_json::{Value, json};

/// How long Discord knows a nonce again. "A few minutes", its documentation says.
const NONCE_LIVES: SignedDuration = SignedDuration::from_mins(3);

pub(super) fn open_direct(world: &mut World, call: &Call) -> Answer {
    let with = call.sent.json()["recipient_id"].as_str().and_then(|id| id.parse::<Id>().ok());
    let with = with.filter(|id| world.users.get(id).is_some_and(|user| !user.bot));
    let with = with.ok_or_else(|| Refusal::new(400, 50_033, "Invalid Recipient(s)"))?;
    let id = world.direct(with);
    Reply::json(shapes::channel(world, &world.channels[&id]))
}

pub(super) fn get(world: &mut World, call: &Call) -> Answer {
    let id = call.id("channel_id")?;
    demand(world, id, permission::VIEW_CHANNEL)?;
    Reply::json(shapes::channel(world, &world.channels[&id]))
}

pub(super) fn messages(world: &mut World, call: &Call) -> Answer {
    let id = call.id("channel_id")?;
    demand(world, id, permission::VIEW_CHANNEL)?;
    let number = |name: &str| {
        call.query(name)
            .map(|text| text.parse::<u64>().map_err(|_| Refusal::malformed(format!("{name}={text}"))))
            .transpose()
    };
    let limit = number("limit")?.unwrap_or(50);
    if !(1..=100).contains(&limit) {
        return Err(Refusal::malformed(format!("limit={limit}; 1 to 100 are possible")));
    }
    let (before, after, around) = (number("before")?, number("after")?, number("around")?);
    if demand(world, id, permission::READ_MESSAGE_HISTORY).is_err() {
        return Reply::json(json!([]));
    }
    let limit = limit as usize;
    let here = world.channels[&id].messages.iter();
    let mut found =
        here.filter(|m| before.is_none_or(|b| m.0 < b) && after.is_none_or(|a| m.0 > a)).copied().collect::<Vec<_>>();
    if let Some(around) = around {
        found.sort_by_key(|m| m.0.abs_diff(around));
        found.truncate(limit);
        found.sort();
    } else if after.is_some() {
        found.truncate(limit); // the nearest to where it begins
    }
    let newest_first = found.iter().rev().take(limit);
    Reply::json(newest_first.map(|id| shapes::message(world, &world.messages[id])).collect())
}

pub(super) fn post(world: &mut World, call: &Call) -> Answer {
    let id = call.id("channel_id")?;
    let body = call.sent.json();
    may_write(world, id, carried(&call.sent, body))?;
    let nonce = body.get("nonce").filter(|nonce| !nonce.is_null());
    if body["enforce_nonce"] == true
        && let Some(known) = nonce.and_then(|nonce| lately(world, id, nonce))
    {
        return Reply::json(shapes::message(world, &world.messages[&known]));
    }
    let mut message = webhooks::message(world, id, &call.sent, body)?;
    message.nonce = nonce.cloned();
    let made = message.id;
    world.post(message, Change::Posted);
    Reply::json(shapes::message(world, &world.messages[&made]))
}

pub(super) fn message(world: &mut World, call: &Call) -> Answer {
    let (channel, id) = (call.id("channel_id")?, known(world, call)?);
    demand(world, channel, permission::VIEW_CHANNEL | permission::READ_MESSAGE_HISTORY)?;
    Reply::json(shapes::message(world, &world.messages[&id]))
}

pub(super) fn edit(world: &mut World, call: &Call) -> Answer {
    let id = known(world, call)?;
    if world.messages[&id].author != world.application.bot {
        return Err(Refusal::new(403, 50_005, "Cannot edit a message authored by another user"));
    }
    webhooks::change(world, id, &call.sent, call.sent.json())?;
    Reply::json(shapes::message(world, &world.messages[&id]))
}

pub(super) fn delete(world: &mut World, call: &Call) -> Answer {
    let (channel, id) = (call.id("channel_id")?, known(world, call)?);
    if world.messages[&id].author != world.application.bot {
        if world.channels[&channel].server().is_none() {
            return Err(Refusal::new(403, 50_003, "Cannot execute action on a DM channel"));
        }
        demand(world, channel, permission::MANAGE_MESSAGES)?;
    }
    world.delete(id);
    Reply::nothing()
}

/// The message of the bot in this channel with this nonce, while Discord still knows it.
fn lately(world: &World, channel: Id, nonce: &Value) -> Option<Id> {
    let here = world.channels[&channel].messages.iter().map(|id| &world.messages[id]);
    let own = here.rev().take_while(|message| world.now().duration_since(message.made) <= NONCE_LIVES);
    own.filter(|message| message.author == world.application.bot && message.nonce.as_ref() == Some(nonce))
        .map(|m| m.id)
        .next()
}

fn known(world: &World, call: &Call) -> Result<Id, Refusal> {
    let (channel, id) = (call.id("channel_id")?, call.id("message_id")?);
    demand(world, channel, permission::VIEW_CHANNEL)?;
    let here = world.messages.get(&id).is_some_and(|message| message.channel == channel && message.only_for.is_none());
    if here { Ok(id) } else { Err(Refusal::new(404, 10_008, "Unknown Message")) }
}

/// Refuses unless the bot has all of these in the channel.
pub(super) fn demand(world: &World, channel: Id, wanted: u64) -> Result<(), Refusal> {
    let channel = world.channels.get(&channel).ok_or_else(|| Refusal::new(404, 10_003, "Unknown Channel"))?;
    let Some(server) = channel.server() else { return Ok(()) };
    let server = &world.servers[&server];
    // A thread has the permissions of where it hangs.
    let rights = match &channel.kind {
        Kind::Thread { parent, .. } => world.channels.get(parent).unwrap_or(channel),
        _ => channel,
    };
    let has = if server.bot_is_in { server.permissions(world.application.bot, rights) } else { 0 };
    if has & permission::VIEW_CHANNEL == 0 {
        return Err(Refusal::new(403, 50_001, "Missing Access"));
    }
    if has & wanted == wanted { Ok(()) } else { Err(Refusal::new(403, 50_013, "Missing Permissions")) }
}

/// What has to be allowed besides writing, for what a message carries.
pub(super) fn carried(sent: &Sent, body: &Value) -> u64 {
    let files = if sent.files.is_empty() { 0 } else { permission::ATTACH_FILES };
    let embeds = body["embeds"].as_array().is_some_and(|embeds| !embeds.is_empty());
    files | if embeds { permission::EMBED_LINKS } else { 0 }
}

/// Refuses unless the bot may write there: by permission, or because the person takes messages.
pub(super) fn may_write(world: &World, id: Id, carried: u64) -> Result<(), Refusal> {
    demand(world, id, 0)?;
    match world.channels[&id].kind {
        Kind::Direct { with } if world.reachable(with) => Ok(()),
        Kind::Direct { .. } => Err(Refusal::new(403, 50_007, "Cannot send messages to this user")),
        Kind::Forum { .. } => Err(Refusal::new(400, 50_008, "Cannot send messages in a non-text channel")),
        Kind::Thread { locked: true, .. } => Err(Refusal::new(403, 50_083, "Thread is archived")),
        Kind::Thread { .. } => demand(world, id, permission::SEND_MESSAGES_IN_THREADS | carried),
        Kind::Text { .. } => demand(world, id, permission::SEND_MESSAGES | carried),
    }
}
