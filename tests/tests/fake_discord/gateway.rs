//! The gateway: who gets in, who is told what, and the ways it ends.

use super::client::{Bot, End, INTENTS, Line};
use afterword_tests::discord::{Discord, Setup};
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test]
async fn a_bot_is_told_who_it_is_and_where() {
    let discord = Discord::new();
    let mut line = Line::open(&discord).await;
    line.identify(&discord.token(), INTENTS, [0, 1]).await;
    let ready = line.event("READY").await;
    assert_eq!(ready["guilds"], json!([{ "id": discord.server(), "unavailable": true }]));
    let server = line.event("GUILD_CREATE").await;
    assert_eq!((&server["name"], &server["channels"][0]["name"]), (&json!("Job seekers"), &json!("general")));
    discord.ready().await;
    assert_eq!(discord.gateway_counts(), (1, 1, 0));
}

#[tokio::test]
async fn who_does_not_identify_properly_is_sent_away() {
    let discord = Discord::new();
    let good = discord.token();
    for (token, intents, shard, code) in [
        ("wrong", INTENTS, [0, 1], 4004),
        (good.as_str(), 1 << 40, [0, 1], 4013),
        (good.as_str(), INTENTS | 1 << 15, [0, 1], 4014),
        (good.as_str(), INTENTS, [2, 2], 4010),
    ] {
        let mut line = Line::open(&discord).await;
        line.identify(token, intents, shard).await;
        assert_eq!(line.end().await, End::Closed(Some(code)));
    }
    discord.allows_intents(1 << 15);
    let mut line = Line::open(&discord).await;
    line.identify(&good, INTENTS | 1 << 15, [0, 1]).await;
    line.event("READY").await;
    line.identify(&good, INTENTS, [0, 1]).await;
    assert_eq!(line.end().await, End::Closed(Some(4005)));
    assert_eq!(discord.complaints().len(), 3, "the intents, the shard, and identifying twice");
}

#[tokio::test]
async fn nonsense_ends_the_connection() {
    let discord = Discord::new();
    for (said, code) in [("{", 4002), (r#"{"op":77}"#, 4001), (r#"{"op":1,"d":12}"#, 4007), (r#"{"op":3}"#, 4003)] {
        let mut line = Line::open(&discord).await;
        line.say_text(said).await;
        assert_eq!(line.end().await, End::Closed(Some(code)), "{said}");
    }
    assert_eq!(discord.complaints().len(), 3);
}

#[tokio::test]
async fn heartbeats_are_acknowledged_and_missed() {
    let discord = Setup::new().heartbeat(Duration::from_secs(4)).start();
    let mut bot = Bot::start(&discord).await;
    for _ in 0..3 {
        bot.line.say(1, json!(bot.line.last)).await;
        loop {
            if bot.line.hear().await.unwrap()["op"] == 11 {
                break;
            }
        }
    }
    assert_eq!(discord.complaints(), [""; 0]);
    assert_eq!(bot.line.end().await, End::Closed(Some(4009)));
    assert_eq!(discord.complaints(), ["a client sent no heartbeat in time"]);
}

#[tokio::test]
async fn compression_is_refused_politely() {
    let discord = Discord::new();
    let url = discord.url().replace("http", "ws");
    for (query, why) in
        [("v=10&compress=zlib-stream", "compress"), ("v=9", "v=10"), ("v=10&encoding=etf", "encoding=json")]
    {
        let refused = tokio_tungstenite::connect_async(format!("{url}/?{query}")).await.unwrap_err();
        let tokio_tungstenite::tungstenite::Error::Http(response) = refused else { panic!("{refused}") };
        let said = String::from_utf8(response.body().clone().unwrap_or_default().to_vec()).unwrap();
        assert!(response.status() == 400 && said.contains(why), "{said}");
    }
    assert_eq!(discord.complaints().len(), 3);
}

#[tokio::test]
async fn what_was_missed_is_told_again_on_resume() {
    let discord = Discord::new();
    let mut bot = Bot::start(&discord).await;
    let anna = discord.user("Anna");
    anna.goes_to_direct_messages();
    bot.line.event("GUILD_CREATE").await;
    let seen = bot.line.last;
    discord.gateway_closes(Some(4000));
    assert_eq!(bot.line.end().await, End::Closed(Some(4000)));
    anna.types("one").await;
    anna.types("two").await;
    let mut line = Line::open(&discord).await;
    line.say(6, json!({ "token": discord.token(), "session_id": bot.session, "seq": seen })).await;
    let mut heard = Vec::new();
    while heard.last() != Some(&json!("RESUMED")) {
        let event = line.hear().await.unwrap();
        heard.extend(event["d"].get("content").cloned());
        heard.extend(Some(event["t"].clone()).filter(|name| name == "RESUMED"));
    }
    assert_eq!(heard, [json!("one"), json!("two"), json!("RESUMED")]);
    anna.types("three").await;
    assert_eq!(line.event("MESSAGE_CREATE").await["content"], "three");
    assert_eq!(discord.gateway_counts().2, 1);
}

#[tokio::test]
async fn a_forgotten_session_cannot_be_resumed() {
    let discord = Discord::new();
    let mut bot = Bot::start(&discord).await;
    discord.gateway_forgets();
    assert_eq!(bot.line.end().await, End::Closed(Some(4000)));
    let mut line = Line::open(&discord).await;
    line.say(6, json!({ "token": discord.token(), "session_id": bot.session, "seq": 1 })).await;
    let said = line.hear().await.unwrap();
    assert_eq!((&said["op"], &said["d"]), (&json!(9), &json!(false)));
    line.identify(&discord.token(), INTENTS, [0, 1]).await;
    line.event("READY").await;
}

#[tokio::test]
async fn it_ends_in_every_way_that_there_is() {
    let discord = Discord::new();
    for code in [Some(4000), Some(4009), Some(4014), None] {
        let mut bot = Bot::start(&discord).await;
        discord.gateway_closes(code);
        assert_eq!(bot.line.end().await, End::Closed(code));
    }
    let mut bot = Bot::start(&discord).await;
    discord.gateway_aborts();
    assert_eq!(bot.line.end().await, End::Broken);

    let mut bot = Bot::start(&discord).await;
    discord.gateway_asks_to_reconnect();
    assert_eq!(op(&mut bot.line, 7).await["d"], Value::Null);
    discord.gateway_invalidates(false);
    assert_eq!(op(&mut bot.line, 9).await["d"], false);

    let token = discord.token();
    let mut bot = Bot::start(&discord).await;
    discord.revokes_the_token();
    assert_eq!(bot.line.end().await, End::Closed(Some(4004)));
    assert_eq!(bot.api.get("/users/@me").await.0, 401);
    let (socket, _) =
        tokio_tungstenite::connect_async(format!("{}/?v=10", discord.url().replace("http", "ws"))).await.unwrap();
    let mut line = Line::on(socket);
    line.identify(&token, INTENTS, [0, 1]).await;
    assert_eq!(line.end().await, End::Closed(Some(4004)));
}

#[tokio::test]
async fn a_zombie_neither_hears_nor_says() {
    let discord = Discord::new();
    let mut bot = Bot::start(&discord).await;
    bot.line.event("GUILD_CREATE").await;
    let anna = discord.user("Anna");
    anna.goes_to_direct_messages();
    discord.gateway_falls_silent();
    bot.line.say(1, json!(bot.line.last)).await;
    anna.types("hello?").await;
    let heard = tokio::time::timeout(Duration::from_millis(300), bot.line.hear()).await;
    assert!(heard.is_err(), "{heard:?}");
    let mut line = Line::open(&discord).await;
    line.say(6, json!({ "token": discord.token(), "session_id": bot.session, "seq": bot.line.last })).await;
    assert_eq!(line.event("MESSAGE_CREATE").await["content"], "hello?", "it was kept for the resume");
}

#[tokio::test]
async fn odd_payloads_carry_their_marker() {
    let discord = Discord::new();
    let mut bot = Bot::start(&discord).await;
    bot.line.event("GUILD_CREATE").await;
    discord.gateway_says_no_json("MARKER");
    let said = bot.line.hear_text().await.unwrap();
    assert!(said.contains("MARKER") && serde_json::from_str::<Value>(&said).is_err(), "{said}");
    discord.gateway_says_no_message("MARKER");
    assert_eq!(bot.line.event("MESSAGE_CREATE").await["author"], json!(["MARKER"]));
    discord.gateway_says_something_new("SOUP_CREATE", "MARKER");
    assert_eq!(bot.line.event("SOUP_CREATE").await["text"], "MARKER");
}

#[tokio::test]
async fn events_go_to_the_shard_and_the_intents_they_are_for() {
    let discord = Setup::new().shards(2).start();
    let api = super::client::Api::new(&discord);
    let gateway = api.get("/gateway/bot").await.1;
    assert_eq!((&gateway["shards"], &gateway["session_start_limit"]["max_concurrency"]), (&json!(2), &json!(1)));
    let of_the_server = (discord.server().0 >> 22) % 2;
    let mut shards = Vec::new();
    for shard in 0..2 {
        let mut line = Line::open(&discord).await;
        line.identify(&discord.token(), INTENTS, [shard, 2]).await;
        let guilds = line.event("READY").await["guilds"].as_array().unwrap().len();
        assert_eq!(guilds, usize::from(shard == of_the_server));
        shards.push(line);
    }
    let anna = discord.user("Anna");
    anna.types("to everybody").await;
    let heard = shards[of_the_server as usize].event("MESSAGE_CREATE").await;
    assert_eq!(heard["content"], "", "the content of others' messages is a privileged intent");
    anna.goes_to_direct_messages();
    anna.types("to the bot").await;
    assert_eq!(shards[0].event("MESSAGE_CREATE").await["content"], "to the bot");

    let discord = Discord::new();
    let mut deaf = Bot::with(&discord, 1).await;
    let anna = discord.user("Anna");
    anna.goes_to_direct_messages();
    anna.types("not heard").await;
    discord.gateway_says_something_new("LAST", "");
    loop {
        let event = deaf.line.hear().await.unwrap();
        assert_ne!(event["t"], "MESSAGE_CREATE");
        if event["t"] == "LAST" {
            break;
        }
    }
}

async fn op(line: &mut Line, op: u64) -> Value {
    loop {
        let heard = line.hear().await.expect("it goes on");
        if heard["op"] == op {
            return heard;
        }
    }
}
