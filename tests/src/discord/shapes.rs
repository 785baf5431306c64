//! Discord's objects as they go over the wire, and as a person reads them.

use super::{
    id::Id,
    interaction::{Interaction, Sort},
    server::{Channel, Kind, Role, Server},
    world::{Attachment, Message, User, World},
};
use serde_json::{Value, json};

pub(crate) fn user(user: &User) -> Value {
    json!({
        "id": user.id, "username": user.name.to_lowercase(), "global_name": user.name, "avatar": null,
        "discriminator": "0", "public_flags": 0, "flags": 0, "bot": user.bot, "banner": null,
        "accent_color": null, "avatar_decoration_data": null, "primary_guild": null,
    })
}

pub(crate) fn member(world: &World, server: &Server, id: Id, channel: Option<&Channel>) -> Value {
    let mut member = json!({
        "user": user(&world.users[&id]), "nick": null, "avatar": null, "banner": null,
        "roles": server.members.get(&id).cloned().unwrap_or_default(), "joined_at": "2026-01-05T09:00:00Z",
        "premium_since": null, "deaf": false, "mute": false, "flags": 0, "pending": false,
        "communication_disabled_until": null,
    });
    if let Some(channel) = channel {
        member["permissions"] = json!(server.permissions(id, channel).to_string());
    }
    member
}

pub(crate) fn role(server: &Server, role: &Role) -> Value {
    json!({
        "id": role.id, "name": role.name, "permissions": role.permissions.to_string(),
        "position": u8::from(role.id != server.id), "color": 0,
        "colors": { "primary_color": 0, "secondary_color": null, "tertiary_color": null },
        "hoist": false, "managed": role.managed, "mentionable": role.mentionable, "icon": null,
        "unicode_emoji": null, "flags": 0,
    })
}

pub(crate) fn channel(world: &World, channel: &Channel) -> Value {
    let last = channel.messages.last();
    let mut shape = json!({ "id": channel.id, "type": channel.number(), "last_message_id": last, "flags": 0 });
    let more = match &channel.kind {
        Kind::Direct { with } => json!({ "recipients": [user(&world.users[with])] }),
        Kind::Text { server } | Kind::Forum { server } => {
            let roles = |id: &Id| world.servers[server].roles.contains_key(id);
            let overwrite = |(id, (allow, deny)): (&Id, &(u64, u64))| {
                let kind = u8::from(!roles(id));
                json!({ "id": id, "type": kind, "allow": allow.to_string(), "deny": deny.to_string() })
            };
            json!({
                "guild_id": server, "name": channel.name, "position": 0, "parent_id": null, "topic": null, "nsfw": false,
                "rate_limit_per_user": 0,
                "permission_overwrites": channel.overwrites.iter().map(overwrite).collect::<Vec<_>>(),
            })
        }
        Kind::Thread { server, parent, owner, locked, .. } => json!({
            "guild_id": server, "name": channel.name, "parent_id": parent, "owner_id": owner, "rate_limit_per_user": 0,
            "message_count": channel.messages.len(), "member_count": 1, "total_message_sent": channel.messages.len(),
            "thread_metadata": {
                "archived": false, "auto_archive_duration": 1440, "archive_timestamp": "2026-01-05T09:00:00Z",
                "locked": locked, "create_timestamp": "2026-01-05T09:00:00Z",
            },
        }),
    };
    merge(&mut shape, more);
    shape
}

pub(crate) fn server(server: &Server) -> Value {
    let roles = server.roles.values().map(|one| role(server, one)).collect::<Vec<_>>();
    json!({
        "id": server.id, "name": server.name, "owner_id": server.owner, "icon": null, "description": null,
        "home_header": null, "splash": null, "discovery_splash": null, "features": [], "banner": null,
        "application_id": null, "region": "deprecated", "afk_channel_id": null, "afk_timeout": 300,
        "system_channel_id": null, "system_channel_flags": 0, "widget_enabled": false, "widget_channel_id": null,
        "verification_level": 1, "roles": roles, "default_message_notifications": 1, "mfa_level": 0,
        "explicit_content_filter": 0, "max_presences": null, "max_members": 250_000,
        "max_stage_video_channel_users": 50, "max_video_channel_users": 25, "vanity_url_code": null,
        "premium_tier": 0, "premium_subscription_count": 0, "preferred_locale": server.locale,
        "rules_channel_id": null, "safety_alerts_channel_id": null, "public_updates_channel_id": null,
        "premium_progress_bar_enabled": false, "premium_progress_bar_enabled_user_updated_at": null, "nsfw": false,
        "nsfw_level": 0, "emojis": [], "stickers": [], "incidents_data": null,
    })
}

/// A server as the gateway tells of it.
pub(crate) fn server_created(world: &World, of: &Server) -> Value {
    let mut shape = server(of);
    let here = |channel: &&Channel| channel.server() == Some(of.id);
    let (threads, channels): (Vec<_>, Vec<_>) =
        world.channels.values().filter(here).partition(|channel| matches!(channel.kind, Kind::Thread { .. }));
    let all = |some: Vec<&Channel>| some.into_iter().map(|one| channel(world, one)).collect::<Vec<_>>();
    let me = member(world, of, world.application.bot, None);
    merge(
        &mut shape,
        json!({
            "joined_at": "2026-01-05T09:00:00Z", "large": false, "unavailable": false, "member_count": of.members.len(),
            "voice_states": [], "members": [me], "channels": all(channels), "threads": all(threads), "presences": [],
            "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
        }),
    );
    shape
}

pub(crate) fn message(world: &World, message: &Message) -> Value {
    let body = &message.body;
    let list = |key: &str| body.get(key).filter(|value| value.is_array()).cloned().unwrap_or_else(|| json!([]));
    let flags = body["flags"].as_u64().unwrap_or(0) & !64
        | if message.only_for.is_some() { 64 } else { 0 }
        | if message.thinking { 128 } else { 0 };
    let mut components = list("components");
    number(&mut components, &mut 0);
    let mut embeds = list("embeds");
    for embed in embeds.as_array_mut().into_iter().flatten() {
        if embed.get("type").is_none() {
            embed["type"] = json!("rich");
        }
    }
    let attachments = message.attachments.iter().map(|one| attachment(world, message, one)).collect::<Vec<_>>();
    let called = |id: &&Id| world.users.contains_key(id);
    let pinned = world.channels.get(&message.channel).is_some_and(|channel| channel.pins.contains(&message.id));
    let mut shape = json!({
        "id": message.id, "channel_id": message.channel, "author": user(&world.users[&message.author]),
        "content": body["content"].as_str().unwrap_or(""), "timestamp": message.made.to_string(),
        "edited_timestamp": message.edited.map(|at| at.to_string()), "tts": false, "mention_everyone": false,
        "mentions": message.pings.iter().filter(called).map(|id| user(&world.users[id])).collect::<Vec<_>>(),
        "mention_roles": message.pings.iter().filter(|id| !called(id)).collect::<Vec<_>>(),
        "attachments": attachments, "embeds": embeds, "components": components, "pinned": pinned, "type": 0,
        "flags": flags,
    });
    if let Some(nonce) = &message.nonce {
        shape["nonce"] = nonce.clone();
    }
    if let Some(interaction) = message.interaction.and_then(|id| world.interactions.get(&id)) {
        shape["type"] = json!(if interaction.kind == Sort::Command { 20 } else { 19 });
        shape["webhook_id"] = json!(world.application.id);
        shape["application_id"] = json!(world.application.id);
        shape["interaction_metadata"] = metadata(world, interaction);
    }
    shape
}

fn metadata(world: &World, interaction: &Interaction) -> Value {
    let mut shape = json!({
        "id": interaction.id, "type": interaction.kind.number(), "user": user(&world.users[&interaction.user]),
        "authorizing_integration_owners": {},
    });
    if let Some(source) = interaction.source {
        shape["interacted_message_id"] = json!(source);
    }
    if interaction.kind == Sort::Modal {
        shape["triggering_interaction_metadata"] = match opened_by(world, interaction) {
            Some(opening) => metadata(world, opening),
            // A form that was never shown.
            None => json!({ "id": interaction.id, "type": 2, "authorizing_integration_owners": {} }),
        };
    }
    shape
}

/// What a form was the answer to.
fn opened_by<'a>(world: &'a World, modal: &Interaction) -> Option<&'a Interaction> {
    let before = |one: &&Interaction| one.user == modal.user && one.source == modal.source && one.id < modal.id;
    world.interactions.values().filter(before).filter(|one| one.answered == Some(9)).max_by_key(|one| one.id)
}

fn attachment(world: &World, message: &Message, attachment: &Attachment) -> Value {
    let url = format!(
        "http://127.0.0.1:{}/attachments/{}/{}/{}",
        world.port, message.channel, attachment.id, attachment.name
    );
    let mut shape = json!({
        "id": attachment.id, "filename": attachment.name, "size": attachment.bytes.len(), "url": url, "proxy_url": url,
    });
    if let Some(description) = &attachment.description {
        shape["description"] = json!(description);
    }
    shape
}

/// Gives each component the number that Discord gives it.
fn number(components: &mut Value, last: &mut u64) {
    for component in components.as_array_mut().into_iter().flatten() {
        *last += 1;
        component["id"] = json!(*last);
        if component.get("components").is_some() {
            number(&mut component["components"], last);
        }
    }
}

pub(crate) fn merge(shape: &mut Value, more: Value) {
    if let (Some(shape), Value::Object(more)) = (shape.as_object_mut(), more) {
        shape.extend(more);
    }
}

/// The parts of a body that hold components, buttons or inputs, innermost.
pub(crate) fn components(body: &Value) -> impl Iterator<Item = &Value> {
    let rows = body["components"].as_array().into_iter().flatten();
    rows.flat_map(|row| row["components"].as_array().into_iter().flatten())
}

/// What a person reads in a message.
pub(crate) fn text(message: &Message) -> String {
    let body = &message.body;
    let mut lines = Vec::new();
    if message.thinking {
        lines.push("… is thinking".to_owned());
    }
    let mut say = |value: &Value| lines.extend(value.as_str().filter(|text| !text.is_empty()).map(str::to_owned));
    say(&body["content"]);
    for embed in body["embeds"].as_array().into_iter().flatten() {
        say(&embed["author"]["name"]);
        say(&embed["title"]);
        say(&embed["description"]);
        for field in embed["fields"].as_array().into_iter().flatten() {
            say(&field["name"]);
            say(&field["value"]);
        }
        say(&embed["footer"]["text"]);
    }
    for component in components(body) {
        say(&component["placeholder"]);
    }
    lines.extend(message.attachments.iter().map(|attachment| format!("[{}]", attachment.name)));
    lines.join("\n")
}

/// What can be pressed and picked, in order.
pub(crate) fn labels(body: &Value) -> Vec<String> {
    let label = |value: &Value| value["label"].as_str().map(str::to_owned);
    let of = |component: &Value| match component["options"].as_array() {
        Some(options) => options.iter().filter_map(label).collect::<Vec<_>>(),
        None => label(component).into_iter().collect(),
    };
    components(body).flat_map(of).collect()
}
