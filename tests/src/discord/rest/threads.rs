//! Threads, and posts in a forum.

use super::{
    Answer, Call, Refusal, Reply,
    channels::{carried, demand},
    webhooks,
};
use crate::discord::{
    gateway::intent,
    id::Id,
    log::Change,
    server::{Channel, Kind, permission},
    shapes,
    world::World,
};
use serde_json::Value;

pub(super) fn new(world: &mut World, call: &Call) -> Answer {
    let parent = call.id("channel_id")?;
    demand(world, parent, permission::VIEW_CHANNEL)?;
    let body = call.sent.json();
    match world.channels[&parent].kind {
        Kind::Forum { .. } => {
            let first = body.get("message").filter(|message| message.is_object());
            let first = first.ok_or_else(|| Refusal::malformed("a post without its first message"))?;
            demand(world, parent, permission::SEND_MESSAGES | carried(&call.sent, first))?;
            if first.get("nonce").is_some() {
                return Err(Refusal::malformed("a nonce means nothing in a post of a forum"));
            }
            let thread = begin(world, parent, None, body, false);
            let mut message = webhooks::message(world, thread, &call.sent, first)?;
            message.id = thread; // as at Discord: the first message of a post has its id
            world.post(message, Change::Posted);
            let mut shape = shapes::channel(world, &world.channels[&thread]);
            shape["message"] = shapes::message(world, &world.messages[&thread]);
            Reply::created(shape)
        }
        Kind::Text { .. } => {
            let private = match body["type"].as_u64() {
                Some(11) => false,
                Some(12) | None => true,
                Some(kind) => return Err(Refusal::malformed(format!("a thread of type {kind}"))),
            };
            let right = if private { permission::CREATE_PRIVATE_THREADS } else { permission::CREATE_PUBLIC_THREADS };
            demand(world, parent, right)?;
            let thread = begin(world, parent, None, body, private);
            Reply::created(shapes::channel(world, &world.channels[&thread]))
        }
        _ => Err(Refusal::new(400, 50_024, "Cannot execute action on this channel type")),
    }
}

pub(super) fn on(world: &mut World, call: &Call) -> Answer {
    let (parent, message) = (call.id("channel_id")?, call.id("message_id")?);
    demand(world, parent, permission::CREATE_PUBLIC_THREADS)?;
    if !world.channels[&parent].messages.contains(&message) {
        return Err(Refusal::new(404, 10_008, "Unknown Message"));
    }
    if world.channels.contains_key(&message) {
        return Err(Refusal::new(400, 160_004, "A thread has already been created for this message"));
    }
    let thread = begin(world, parent, Some(message), call.sent.json(), false);
    Reply::created(shapes::channel(world, &world.channels[&thread]))
}

/// Opens a thread again, or puts it away; nothing else is changed here.
pub(super) fn change(world: &mut World, call: &Call) -> Answer {
    let id = call.id("channel_id")?;
    demand(world, id, permission::VIEW_CHANNEL)?;
    let body = call.sent.json();
    let (archived, only) = (body["archived"].as_bool(), body.as_object().is_some_and(|fields| fields.len() == 1));
    let archived = archived.filter(|_| only).ok_or_else(|| Refusal::malformed("only `archived` is changed here"))?;
    let locked = match world.channels[&id].kind {
        Kind::Thread { locked, .. } => locked,
        _ => return Err(Refusal::new(400, 50_024, "Cannot execute action on this channel type")),
    };
    demand(world, id, if locked { permission::MANAGE_THREADS } else { permission::SEND_MESSAGES_IN_THREADS })?;
    if let Some(Kind::Thread { locked, .. }) = world.channels.get_mut(&id).map(|channel| &mut channel.kind) {
        *locked = archived;
    }
    Reply::json(shapes::channel(world, &world.channels[&id]))
}

/// A new thread; one on a message has that message's id.
fn begin(world: &mut World, parent: Id, on: Option<Id>, body: &Value, private: bool) -> Id {
    let id = on.unwrap_or_else(|| world.id());
    let server = world.channels[&parent].server().expect("threads are in servers");
    let name = body["name"].as_str().unwrap_or("").to_owned();
    let kind = Kind::Thread { server, parent, owner: world.application.bot, private, locked: false };
    world.channels.insert(id, Channel::new(id, name, kind));
    let shape = shapes::channel(world, &world.channels[&id]);
    world.tell(Some(server), intent::GUILDS, "THREAD_CREATE", &shape);
    id
}
