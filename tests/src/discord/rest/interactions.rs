//! The first word to an interaction.

use super::{Answer, Call, Refusal, Reply, webhooks};
use crate::discord::{
    interaction::Sort,
    log::Change,
    shapes,
    world::{Message, World},
};
use serde_json::{Value, json};

/// The flag of a message that one person alone sees.
pub(super) const EPHEMERAL: u64 = 64;

pub(super) fn callback(world: &mut World, call: &Call) -> Answer {
    let id = call.id("interaction_id")?;
    let interaction = world.unanswered(id, call.param("interaction_token"))?;
    let body = call.sent.json();
    let kind = body["type"].as_u64().unwrap_or(0);
    if !interaction.takes(kind) {
        return Err(Refusal::malformed(format!("a callback of type {kind} to a {:?}", interaction.kind)));
    }
    if interaction.kind == Sort::Autocomplete && !call.sent.files.is_empty() {
        return Err(Refusal::malformed("files among the choices"));
    }
    let source = interaction.source;
    let data = &body["data"];
    let original = match kind {
        4 | 5 => {
            let message = new_answer(world, call, data, kind == 5)?;
            let id = message.id;
            world.post(message, Change::Posted);
            Some(id)
        }
        6 => source,
        7 => {
            let source = source.ok_or_else(|| Refusal::malformed("there is no message to change"))?;
            if world.messages.contains_key(&source) {
                webhooks::change(world, source, &call.sent, data)?;
            }
            Some(source)
        }
        _ => None,
    };
    world.acknowledge(id, kind, original, data);
    if !matches!(call.query("with_response"), Some("true" | "1")) {
        return Reply::nothing();
    }
    let interaction = &world.interactions[&id];
    let message = original.and_then(|id| world.messages.get(&id));
    Reply::json(json!({
        "interaction": {
            "id": id, "type": interaction.kind.number(), "response_message_id": original,
            "response_message_loading": kind == 5,
            "response_message_ephemeral": message.is_some_and(|message| message.only_for.is_some()),
        },
        "resource": { "type": kind, "message": message.map(|message| shapes::message(world, message)) },
    }))
}

fn new_answer(world: &mut World, call: &Call, data: &Value, thinking: bool) -> Result<Message, Refusal> {
    let interaction = &world.interactions[&call.id("interaction_id")?];
    let (user, channel, of) = (interaction.user, interaction.channel, interaction.id);
    let mut message = webhooks::message(world, channel, &call.sent, data)?;
    message.interaction = Some(of);
    message.thinking = thinking;
    message.only_for = (data["flags"].as_u64().unwrap_or(0) & EPHEMERAL != 0).then_some(user);
    Ok(message)
}
