//! What the fake says is what Discord says: its answers, held against the description.

#[path = "fake_discord/client.rs"]
#[allow(dead_code, reason = "the other tests of the fake use the rest")]
mod client;

use afterword_tests::{
    discord::{Discord, OpenApi},
    left_out,
};
use client::{Api, Bot, offers, says, text, whispers};
use libtest_mimic::Failed;
use serde_json::{Value, json};
use std::{process::ExitCode, sync::Arc};

fn main() -> ExitCode {
    type Test = fn(Arc<OpenApi>);
    let tests: [(&'static str, Test); 3] = [
        ("what_is_asked_about_the_bot_and_its_server", |described| block_on(about_the_bot(&described))),
        ("messages_threads_and_direct_messages", |described| block_on(messages(&described))),
        ("answers_to_interactions", |described| block_on(answers(&described))),
    ];
    let tests = tests.map(|(name, test)| {
        let run = move |described: Arc<OpenApi>| {
            test(described);
            Ok::<_, Failed>(())
        };
        (name, run)
    });
    left_out::run(OpenApi::given(), "That the fake Discord answers as Discord does", tests)
}

fn block_on(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made").block_on(test);
}

fn fits(described: &OpenApi, schema: &str, value: &Value) {
    if let Err(why) = described.check_as(schema, value) {
        panic!("{why}\n{value:#}");
    }
}

async fn about_the_bot(described: &OpenApi) {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let (server, general) = (discord.server(), discord.channel("general"));
    let anna = discord.user("Anna");
    api.registers(&["help"]).await;
    for (path, schema) in [
        ("/gateway".to_owned(), "GatewayResponse"),
        ("/gateway/bot".to_owned(), "GatewayBotResponse"),
        ("/users/@me".to_owned(), "UserPIIResponse"),
        ("/applications/@me".to_owned(), "PrivateApplicationResponse"),
        (format!("/guilds/{server}"), "GuildWithCountsResponse"),
        (format!("/guilds/{server}/members/{}", anna.id()), "GuildMemberResponse"),
        (format!("/channels/{general}"), "GuildChannelResponse"),
    ] {
        fits(described, schema, &api.get(&path).await.1);
    }
    for (path, schema) in [
        ("/users/@me/guilds".to_owned(), "MyGuildResponse"),
        (format!("/guilds/{server}/channels"), "GuildChannelResponse"),
        (format!("/guilds/{server}/roles"), "GuildRoleResponse"),
        (api.commands(), "ApplicationCommandResponse"),
    ] {
        let all = api.get(&path).await.1;
        assert!(!all.as_array().expect("a list").is_empty(), "{path}");
        all.as_array().into_iter().flatten().for_each(|one| fits(described, schema, one));
    }
    let refused = api.get("/guilds/1234567890123456").await.1;
    fits(described, "ErrorResponse", &refused);
}

async fn messages(described: &OpenApi) {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let general = discord.channel("general");
    let path = format!("/channels/{general}/messages");
    let mut body = offers("hello", &[("Go", "go")]);
    body["embeds"] = json!([{ "title": "x" }]);
    body["flags"] = json!(0);
    let message = api.post_file(&path, body, "sheet.txt", b"x").await.1;
    fits(described, "MessageResponse", &message);
    let thread = api.post(&format!("{path}/{}/threads", text(&message["id"])), json!({ "name": "x" })).await.1;
    fits(described, "ThreadResponse", &thread);
    let posts = format!("/channels/{}/threads", discord.new_forum("prompts"));
    fits(described, "CreatedThreadResponse", &api.post(&posts, json!({ "name": "x", "message": says("x") })).await.1);
    let anna = discord.user("Anna");
    fits(
        described,
        "PrivateChannelResponse",
        &api.post("/users/@me/channels", json!({ "recipient_id": anna.id() })).await.1,
    );
}

async fn answers(described: &OpenApi) {
    let discord = Discord::new();
    let mut bot = Bot::start(&discord).await;
    bot.api.registers(&["help"]).await;
    let anna = discord.user("Anna");
    let asks = tokio::spawn(async move { anna.tries_slash("help", &[]).await });
    let event = bot.asked().await;
    let path = format!("/interactions/{}/{}/callback?with_response=true", text(&event["id"]), text(&event["token"]));
    let answer = bot.api.post(&path, json!({ "type": 4, "data": whispers("x") })).await.1;
    fits(described, "InteractionCallbackResponse", &answer);
    fits(described, "MessageResponse", &bot.api.edits(&event, says("y")).await.1);
    fits(described, "MessageResponse", &bot.api.post(&bot.api.webhook(&event), whispers("z")).await.1);
    asks.await.expect("it was answered");
    assert_eq!(discord.bodies().unchecked, 0);
    assert_eq!(discord.bodies().checked, 4);
}
