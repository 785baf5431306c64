//! The application's commands.

use super::{Answer, Call, Refusal, Reply, Where};
use crate::discord::{id::Id, world::World};
use serde_json::Value;

pub(super) fn get(world: &mut World, call: &Call) -> Answer {
    let scope = scope(world, call)?;
    Reply::json(Value::Array(world.commands.of.get(&scope).cloned().unwrap_or_default()))
}

pub(super) fn put(world: &mut World, call: &Call) -> Answer {
    let scope = scope(world, call)?;
    let wanted = call.sent.json().as_array().map_or(&[][..], Vec::as_slice);
    Reply::json(world.put_commands(scope, wanted)?)
}

fn scope(world: &World, call: &Call) -> Result<Option<Id>, Refusal> {
    if call.id("application_id")? != world.application.id {
        return Err(Refusal::new(404, 10_002, "Unknown Application"));
    }
    if matches!(call.place, Where::Commands | Where::PutCommands) {
        return Ok(None);
    }
    let server = call.id("guild_id")?;
    let known = world.servers.get(&server).is_some_and(|server| server.bot_is_in);
    if known { Ok(Some(server)) } else { Err(Refusal::new(403, 50_001, "Missing Access")) }
}
