//! What follows the first word: edits of it, and later messages.

use super::{Answer, Call, File, Refusal, Reply, Sent, Where, interactions::EPHEMERAL};
use crate::discord::{
    id::Id,
    log::Change,
    rules, shapes,
    world::{Attachment, Message, World},
};
use serde_json::Value;

pub(super) fn get(world: &mut World, call: &Call) -> Answer {
    let id = named(world, call)?;
    Reply::json(shapes::message(world, &world.messages[&id]))
}

pub(super) fn edit(world: &mut World, call: &Call) -> Answer {
    let id = named(world, call)?;
    change(world, id, &call.sent, call.sent.json())?;
    Reply::json(shapes::message(world, &world.messages[&id]))
}

pub(super) fn delete(world: &mut World, call: &Call) -> Answer {
    let id = named(world, call)?;
    world.delete(id);
    Reply::nothing()
}

pub(super) fn follow_up(world: &mut World, call: &Call) -> Answer {
    let interaction = world.answered(call.id("webhook_id")?, call.param("webhook_token"))?;
    let (of, user, channel, original) = (interaction.id, interaction.user, interaction.channel, interaction.original);
    let body = call.sent.json();
    // The first message after "… is thinking" takes its place, and is seen by whom that was.
    if let Some(original) = original.filter(|id| world.messages.get(id).is_some_and(|message| message.thinking)) {
        change(world, original, &call.sent, body)?;
        return Reply::json(shapes::message(world, &world.messages[&original]));
    }
    let mut message = message(world, channel, &call.sent, body)?;
    message.interaction = Some(of);
    message.only_for = (body["flags"].as_u64().unwrap_or(0) & EPHEMERAL != 0).then_some(user);
    let id = message.id;
    world.post(message, Change::FollowedUp);
    Reply::json(shapes::message(world, &world.messages[&id]))
}

/// The message that a path of an interaction's token names.
fn named(world: &World, call: &Call) -> Result<Id, Refusal> {
    let interaction = world.answered(call.id("webhook_id")?, call.param("webhook_token"))?;
    let of_original = matches!(call.place, Where::GetOriginal | Where::EditOriginal | Where::DeleteOriginal);
    let id = if of_original { interaction.original } else { Some(call.id("message_id")?) };
    let own = |id: &Id| world.messages.get(id).is_some_and(|m| of_original || m.interaction == Some(interaction.id));
    id.filter(own).ok_or_else(|| Refusal::new(404, 10_008, "Unknown Message"))
}

/// A new message of the bot, not yet posted.
pub(super) fn message(world: &mut World, channel: Id, sent: &Sent, body: &Value) -> Result<Message, Refusal> {
    let attachments = attach(world, sent, body, &[])?;
    let (id, made) = (world.id(), world.now());
    let body = if body.is_object() { body.clone() } else { Value::Object(serde_json::Map::new()) };
    let pings = rules::pings(world, channel, &body);
    Ok(Message {
        id,
        channel,
        author: world.application.bot,
        body,
        attachments,
        nonce: None,
        only_for: None,
        interaction: None,
        edited: None,
        thinking: false,
        pings,
        made,
    })
}

/// Changes what is named and keeps the rest, as Discord's edits do.
pub(super) fn change(world: &mut World, id: Id, sent: &Sent, body: &Value) -> Result<(), Refusal> {
    let kept = world.messages[&id].attachments.clone();
    let attachments = attach(world, sent, body, &kept)?;
    let now = world.now();
    let message = world.messages.get_mut(&id).expect("it was looked up for this change");
    let mut changed = message.body.clone();
    for part in ["content", "embeds", "components", "allowed_mentions"] {
        if let Some(value) = body.get(part) {
            changed[part] = value.clone();
        }
    }
    if rules::is_empty(&changed, attachments.len()) {
        return Err(Refusal::new(400, 50_006, "Cannot send an empty message").complained("an empty message"));
    }
    (message.body, message.attachments, message.thinking) = (changed, attachments, false);
    message.edited = Some(now);
    world.show(id, Change::Edited);
    Ok(())
}

/// The attachments a message has after this: the named ones of before, and the new files.
fn attach(world: &mut World, sent: &Sent, body: &Value, before: &[Attachment]) -> Result<Vec<Attachment>, Refusal> {
    let listed = body["attachments"].as_array();
    let entry = |id: &str| listed.into_iter().flatten().find(|entry| id_of(entry) == id);
    let mut all = before.to_vec();
    if listed.is_some() {
        all.retain(|old| entry(&old.id.to_string()).is_some());
    }
    for (number, File { name, bytes }) in &sent.files {
        let about = entry(&number.to_string());
        if listed.is_some() && about.is_none() {
            return Err(Refusal::malformed(format!("`attachments` does not name the file {number}")));
        }
        let text = |key: &str| about.and_then(|about| about[key].as_str()).map(str::to_owned);
        all.push(Attachment {
            id: world.id(),
            name: text("filename").unwrap_or_else(|| name.clone()),
            description: text("description"),
            bytes: bytes.clone(),
        });
    }
    let known = |id: &str| {
        sent.files.iter().any(|(n, _)| n.to_string() == id) || before.iter().any(|old| old.id.to_string() == id)
    };
    if let Some(stray) = listed.into_iter().flatten().map(id_of).find(|id| !known(id)) {
        return Err(Refusal::malformed(format!("`attachments` names {stray}, and there is no such file")));
    }
    Ok(all)
}

fn id_of(entry: &Value) -> String {
    entry["id"].as_str().map_or_else(|| entry["id"].to_string(), str::to_owned)
}
