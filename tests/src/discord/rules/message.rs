//! Messages: length, mentions, files, flags.

use super::{Wrong, components, embeds, list};
use crate::discord::{id::Id, rest::Sent, server::permission, world::World};
use serde_json::Value;

/// What a message may say at most.
const CONTENT: usize = 2000;
/// How large a file may be without anybody's boost.
const FILE: usize = 10 * 1024 * 1024;
/// Ephemeral, no embeds, silent: the flags that can be set.
const FLAGS: u64 = 64 | 4 | 4096;

const FIELDS: [&str; 11] = [
    "content",
    "embeds",
    "components",
    "allowed_mentions",
    "attachments",
    "flags",
    "tts",
    "nonce",
    "enforce_nonce",
    "message_reference",
    "sticker_ids",
];

/// Whom a message may call.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Pings {
    Nobody,
    OneRole,
}

pub(super) fn new(wrong: &mut Wrong, body: &Value, sent: &Sent, pings: Pings) {
    parts(wrong, body, sent);
    mentions(wrong, &body["allowed_mentions"], pings);
    for role in list(&body["allowed_mentions"]["roles"]) {
        let called = format!("<@&{}>", role.as_str().unwrap_or(""));
        let there = body["content"].as_str().is_some_and(|content| content.contains(&called));
        wrong.unless(there, "`allowed_mentions` names a role that the content does not call");
    }
    wrong.unless(!is_empty(body, sent.files.len()), "the message is empty");
    wrong.unless(list(&body["sticker_ids"]).is_empty(), "the message has stickers");
    wrong.unless(body["tts"] != true, "the message is to be spoken aloud");
    let flags = body["flags"].as_u64().unwrap_or(0);
    wrong.unless(flags & !FLAGS == 0, "the message has flags that cannot be set");
    match &body["nonce"] {
        Value::Null => {}
        Value::String(nonce) => {
            wrong.number("characters of the nonce", super::length(nonce), 1, 25);
            wrong.unless(
                body["enforce_nonce"] == true,
                "a nonce without `enforce_nonce` keeps nothing from being said twice",
            );
        }
        nonce => wrong.unless(nonce.is_i64() || nonce.is_u64(), "the nonce is neither text nor a whole number"),
    }
}

pub(super) fn edited(wrong: &mut Wrong, body: &Value, sent: &Sent) {
    parts(wrong, body, sent);
    if body.get("content").is_some() || body.get("embeds").is_some() {
        mentions(wrong, &body["allowed_mentions"], Pings::Nobody);
    }
}

fn parts(wrong: &mut Wrong, body: &Value, sent: &Sent) {
    wrong.fields("a message", body, &FIELDS);
    wrong.length_if_any("the content", &body["content"], CONTENT);
    embeds::all(wrong, &body["embeds"]);
    components::of_a_message(wrong, &body["components"]);
    wrong.number("files", sent.files.len(), 0, 10);
    for (_, file) in &sent.files {
        wrong.number("bytes in a file", file.bytes.len(), 1, FILE);
        wrong.number("characters of a file's name", super::length(&file.name), 1, 260);
    }
}

fn mentions(wrong: &mut Wrong, allowed: &Value, pings: Pings) {
    if !allowed.is_object() {
        return wrong.say("`allowed_mentions` is not there, so that whatever is in the text would call people");
    }
    wrong.fields("`allowed_mentions`", allowed, &["parse", "users", "roles", "replied_user"]);
    // Without `parse`, or with it empty, only those named are called.
    wrong.unless(
        list(&allowed["parse"]).is_empty() && allowed["parse"].is_array(),
        "`allowed_mentions.parse` is not an empty list",
    );
    wrong.unless(list(&allowed["users"]).is_empty(), "`allowed_mentions` lets people be called");
    wrong.unless(allowed["replied_user"] != true, "`allowed_mentions` lets the author be called");
    let roles = list(&allowed["roles"]).len();
    wrong.unless(roles == 0 || pings == Pings::OneRole && roles == 1, "`allowed_mentions` lets roles be called");
}

/// Whether there is nothing to be seen.
pub(crate) fn is_empty(body: &Value, files: usize) -> bool {
    let text = body["content"].as_str().is_some_and(|text| !text.trim().is_empty());
    !text && list(&body["embeds"]).is_empty() && list(&body["components"]).is_empty() && files == 0
}

/// The roles a message calls, by its text, what it lets be called, and what the bot may call.
pub(crate) fn pings(world: &World, channel: Id, body: &Value) -> Vec<Id> {
    let Some(channel) = world.channels.get(&channel) else { return Vec::new() };
    let Some(server) = channel.server().map(|id| &world.servers[&id]) else { return Vec::new() };
    let may_all = server.permissions(world.application.bot, channel) & permission::MENTION_EVERYONE != 0;
    let content = body["content"].as_str().unwrap_or("");
    let named = list(&body["allowed_mentions"]["roles"]).iter().filter_map(|id| id.as_str()?.parse::<Id>().ok());
    let called = |id: &Id| {
        let mentionable = server.roles.get(id).is_some_and(|role| role.mentionable);
        content.contains(&format!("<@&{id}>")) && (mentionable || may_all)
    };
    named.filter(called).collect()
}
