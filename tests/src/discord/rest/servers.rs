//! The bot itself, and the servers it is in.

use super::{Answer, Call, Refusal, Reply};
use crate::discord::{
    id::Id,
    server::{Kind, Server},
    shapes,
    world::World,
};
use serde_json::{Value, json};

pub(super) fn gateway(world: &mut World) -> Answer {
    Reply::json(json!({
        "url": format!("ws://127.0.0.1:{}", world.port), "shards": world.sessions.recommended,
        "session_start_limit": {
            "total": 1000, "remaining": 1000 - world.sessions.identified, "reset_after": 14_400_000,
            "max_concurrency": 1,
        },
    }))
}

pub(super) fn gateway_address(world: &mut World) -> Answer {
    Reply::json(json!({ "url": format!("ws://127.0.0.1:{}", world.port) }))
}

pub(super) fn me(world: &mut World) -> Answer {
    let mut me = shapes::user(&world.users[&world.application.bot]);
    shapes::merge(&mut me, json!({ "mfa_enabled": false, "locale": "en-US", "verified": true, "email": null }));
    Reply::json(me)
}

pub(super) fn application(world: &mut World) -> Answer {
    // The flags of privileged intents, for a bot in fewer than a hundred servers.
    let flag = |intent, bit: u32| if world.application.privileged & intent != 0 { 1_u64 << bit } else { 0 };
    use crate::discord::gateway::intent::{GUILD_MEMBERS, GUILD_PRESENCES, MESSAGE_CONTENT};
    let flags = flag(GUILD_PRESENCES, 13) | flag(GUILD_MEMBERS, 15) | flag(MESSAGE_CONTENT, 19);
    let owner = world.users.values().find(|user| !user.bot).map(shapes::user);
    Reply::json(json!({
        "id": world.application.id, "name": world.users[&world.application.bot].name, "icon": null, "description": "",
        "summary": "", "type": null, "hook": true, "bot_public": true, "bot_require_code_grant": false,
        "verify_key": "0".repeat(64), "flags": flags, "owner": owner, "team": null, "tags": [],
        "bot": shapes::user(&world.users[&world.application.bot]), "redirect_uris": [], "interactions_endpoint_url": null,
        "role_connections_verification_url": null, "approximate_guild_count": world.servers.len(),
        "approximate_user_install_count": world.application.installed_by.len(), "explicit_content_filter": 0,
        "flags_new": flags.to_string(), "approximate_user_authorization_count": 0, "eligible_oauth2_scopes": [],
        "integration_types_config": { "0": {}, "1": {} },
    }))
}

pub(super) fn mine(world: &mut World) -> Answer {
    let bot = world.application.bot;
    let shape = |server: &Server| {
        json!({
            "id": server.id, "name": server.name, "icon": null, "banner": null, "owner": false,
            "permissions": server.base(bot).to_string(), "features": [],
        })
    };
    Reply::json(world.servers.values().filter(|server| server.bot_is_in).map(shape).collect())
}

pub(super) fn server(world: &mut World, call: &Call) -> Answer {
    Reply::json(shapes::server(joined(world, call)?))
}

pub(super) fn channels(world: &mut World, call: &Call) -> Answer {
    let server = joined(world, call)?.id;
    let here = |kind: &Kind| matches!(kind, Kind::Text { server: s } | Kind::Forum { server: s } if *s == server);
    Reply::json(
        world.channels.values().filter(|channel| here(&channel.kind)).map(|one| shapes::channel(world, one)).collect(),
    )
}

pub(super) fn roles(world: &mut World, call: &Call) -> Answer {
    let server = joined(world, call)?;
    Reply::json(server.roles.values().map(|role| shapes::role(server, role)).collect())
}

pub(super) fn member(world: &mut World, call: &Call) -> Answer {
    let server = joined(world, call)?;
    let user = call.param("user_id");
    let user: Option<Id> = if user == "@me" { Some(world.application.bot) } else { user.parse().ok() };
    let user = user.filter(|id| server.members.contains_key(id));
    let user = user.ok_or_else(|| Refusal::new(404, 10_007, "Unknown Member"))?;
    Reply::json(shapes::member(world, server, user, None))
}

pub(super) fn threads(world: &mut World, call: &Call) -> Answer {
    let server = joined(world, call)?.id;
    let here = |kind: &Kind| matches!(kind, Kind::Thread { server: s, .. } if *s == server);
    let threads = world.channels.values().filter(|channel| here(&channel.kind)).map(|one| shapes::channel(world, one));
    Reply::json(json!({ "threads": threads.collect::<Vec<Value>>(), "members": [] }))
}

fn joined<'a>(world: &'a World, call: &Call) -> Result<&'a Server, Refusal> {
    let server = world.servers.get(&call.id("guild_id")?).filter(|server| server.bot_is_in);
    server.ok_or_else(|| Refusal::new(404, 10_004, "Unknown Guild"))
}
