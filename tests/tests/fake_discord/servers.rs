//! The bot itself, and what it may do in a server.

use super::client::{Api, Bot};
use afterword_tests::discord::{Discord, permission};
use serde_json::json;

#[tokio::test]
async fn a_bot_can_look_at_itself_and_at_its_servers() {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let me = api.get("/users/@me").await.1;
    assert_eq!(me["bot"], true);
    assert_eq!(api.get("/applications/@me").await.1["id"], json!(discord.application()));
    discord.allows_intents(1 << 15);
    assert_eq!(api.get("/applications/@me").await.1["flags"], 1 << 19, "the portal's switch shows");
    assert_eq!(api.get("/users/@me/guilds").await.1[0]["permissions"], permission::USUAL.to_string());
    let server = format!("/guilds/{}", discord.server());
    let member = api.get(&format!("{server}/members/{}", me["id"].as_str().unwrap())).await.1;
    let roles = api.get(&format!("{server}/roles")).await.1;
    assert_eq!(roles.as_array().unwrap().len(), 2);
    assert_eq!(member["roles"][0], roles[1]["id"]);
    let general = discord.channel("general");
    discord.overwrites(general, discord.server(), 0, permission::SEND_MESSAGES);
    let channels = api.get(&format!("{server}/channels")).await.1;
    let deny = &channels[0]["permission_overwrites"][0];
    assert_eq!((&deny["type"], &deny["deny"]), (&json!(0), &json!(permission::SEND_MESSAGES.to_string())));
    assert_eq!(api.get(&format!("/channels/{general}")).await.1["name"], "general");
    assert_eq!(api.get("/guilds/1234").await.1["code"], 10_004);
}

#[tokio::test]
async fn overwrites_count_in_their_order() {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let id = discord.channel("general");
    let path = format!("/channels/{id}/messages");
    let post = async || api.post(&path, super::client::says("x")).await.1["code"].clone();
    discord.overwrites(id, discord.server(), 0, permission::SEND_MESSAGES);
    assert_eq!(post().await, 50_013);
    let own = super::client::text(&api.get(&format!("/guilds/{}/roles", discord.server())).await.1[1]["id"]);
    discord.overwrites(id, own.parse().unwrap(), permission::SEND_MESSAGES, 0);
    assert!(post().await.is_null(), "a role's yes comes after everybody's no");
    discord.denies_the_bot(id, permission::SEND_MESSAGES);
    assert_eq!(post().await, 50_013, "and the member's own no after that");
    discord.role_may(own.parse().unwrap(), permission::ADMINISTRATOR);
    assert!(post().await.is_null(), "an administrator may");
}

#[tokio::test]
async fn thrown_out_means_out() {
    let discord = Discord::new();
    let mut bot = Bot::start(&discord).await;
    discord.throws_the_bot_out();
    assert_eq!(bot.line.event("GUILD_DELETE").await["id"], json!(discord.server()));
    let path = format!("/channels/{}/messages", discord.channel("general"));
    assert_eq!(bot.api.post(&path, super::client::says("x")).await.1["code"], 50_001);
    assert_eq!(bot.api.get("/users/@me/guilds").await.1, json!([]));
}
