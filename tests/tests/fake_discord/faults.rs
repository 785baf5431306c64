//! What can be made to go wrong, and what is complained about.

use super::client::{Api, says};
use afterword_tests::discord::{Discord, Fault, Setup, Where};
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn a_place_refuses_as_often_as_it_is_told() {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let path = format!("/channels/{}/messages", discord.channel("general"));
    discord.fails(Where::Post, Fault::Refused(500, 0), 2);
    discord.fails_once(Where::Post, Fault::Refused(403, 40_003));
    let mut answers = Vec::new();
    for _ in 0..4 {
        let (status, answer) = api.post(&path, says("x")).await;
        answers.push((status, answer["code"].as_u64()));
    }
    assert_eq!(answers, [(500, Some(0)), (500, Some(0)), (403, Some(40_003)), (200, None)]);
    assert_eq!((discord.shown().len(), discord.asked(Where::Post)), (1, 4), "what is refused is not done");
    discord.fails_from_now_on(Where::Anywhere, Fault::Refused(401, 0));
    assert_eq!((api.get("/users/@me").await.0, api.get("/gateway/bot").await.0), (401, 401));
    discord.heals();
    assert_eq!(api.get("/users/@me").await.0, 200);
}

#[tokio::test]
async fn who_comes_back_too_soon_after_a_429_is_complained_about() {
    let discord = Discord::new();
    let api = Api::new(&discord);
    discord.fails_once(Where::Me, Fault::TooMany { retry_after: Duration::from_millis(20), global: false });
    let (status, answer) = api.get("/users/@me").await;
    assert_eq!((status, &answer["retry_after"], &answer["global"]), (429, &json!(0.02), &json!(false)));
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(api.get("/users/@me").await.0, 200);
    discord.fails_once(Where::Me, Fault::TooMany { retry_after: Duration::from_secs(60), global: false });
    api.get("/users/@me").await;
    assert_eq!(api.get("/gateway/bot").await.0, 200, "other places are free");
    assert_eq!(discord.complaints(), [""; 0]);
    assert_eq!(api.get("/users/@me").await.0, 429);
    assert!(discord.complaints()[0].contains("too soon after a 429"));
    let discord = Discord::new();
    let api = Api::new(&discord);
    discord.fails_once(Where::Me, Fault::TooMany { retry_after: Duration::from_secs(60), global: true });
    api.get("/users/@me").await;
    assert_eq!(api.get("/gateway/bot").await.0, 429, "a global limit is for all places");
    assert_eq!(discord.complaints().len(), 1);
}

#[tokio::test]
async fn a_lost_connection_and_a_lost_answer_are_not_the_same() {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let path = format!("/channels/{}/messages", discord.channel("general"));
    discord.fails_once(Where::Post, Fault::ConnectionLost);
    assert!(api.try_call(Method::POST, &path, Some(says("x"))).await.is_err());
    assert_eq!(discord.shown().len(), 0);
    discord.fails_once(Where::Post, Fault::AnswerLost);
    assert!(api.try_call(Method::POST, &path, Some(says("x"))).await.is_err());
    assert_eq!(discord.shown().len(), 1);
    discord.fails_once(Where::Post, Fault::Slow(Duration::from_millis(20)));
    assert_eq!(api.post(&path, says("x")).await.0, 200);
}

#[tokio::test]
async fn fifty_a_second_are_enough_where_that_is_kept_to() {
    let discord = Setup::new().limited().start();
    let api = Api::new(&discord);
    let asked = join_all((0..400).map(|_| api.get("/users/@me"))).await;
    let refused = asked.iter().filter(|(status, _)| *status == 429).count();
    assert!(refused > 0);
}

#[tokio::test]
async fn a_wrong_token_an_unknown_route_and_odd_bodies_do_not_pass() {
    let discord = Discord::new();
    let mut api = Api::new(&discord);
    assert_eq!(api.get("/users/@me/soup").await.0, 404);
    assert!(discord.complaints()[0].contains("there is no such route"));
    assert_eq!(api.post("/users/@me/channels", json!({ "recipient_id": "1", "soup": 1 })).await.0, 400);
    assert!(discord.complaints()[0].contains("unknown field `soup`"));
    let bare = reqwest::Client::new();
    let response = bare.get(format!("{}/api/v10/gateway/bot", discord.url())).send().await.unwrap();
    assert_eq!(response.status(), 401);
    assert!(discord.complaints()[0].contains("user agent"));
    let url = format!("{}/api/v10/users/@me/channels", discord.url());
    let token = format!("Bot {}", discord.token());
    for (media, body, why) in [
        ("application/json", "{", "no JSON"),
        ("text/plain", "{}", "content type"),
        ("multipart/form-data; boundary=x", "no parts", "no good multipart"),
        ("application/json", "", "no body"),
    ] {
        let request = bare.post(&url).header("user-agent", "DiscordBot (x, 1)").header("authorization", &token);
        let response = request.header("content-type", media).body(body).send().await.unwrap();
        let complaints = discord.complaints();
        assert!(response.status() == 400 && complaints[0].contains(why), "{complaints:?}");
    }
    api.token = "guessed".to_owned();
    assert_eq!(api.get("/users/@me").await.0, 401);
    assert_eq!(api.post("/webhooks/1/token", says("x")).await.1["code"], 10_015, "these need no token of the bot");
}

#[test]
#[should_panic(expected = "Discord would not have had this")]
fn a_complaint_fails_the_test() {
    let discord = Discord::new();
    tokio::runtime::Runtime::new().unwrap().block_on(async { Api::new(&discord).get("/soup").await });
}

#[tokio::test]
async fn every_body_is_held_against_the_description_and_counted() {
    let discord = Setup::new().unchecked().start();
    let path = format!("/channels/{}/messages", discord.channel("general"));
    Api::new(&discord).post(&path, says("x")).await;
    assert_eq!((discord.bodies().checked, discord.bodies().unchecked), (0, 1));

    let checker = std::sync::Arc::new(|method: &str, path: &str, body: &serde_json::Value| {
        assert!(method == "POST" && path.starts_with("/channels/"));
        if body["content"] == "good" { Ok(()) } else { Err("not good".to_owned()) }
    });
    let discord = Setup::new().checked_by(checker).start();
    let api = Api::new(&discord);
    let path = format!("/channels/{}/messages", discord.channel("general"));
    assert_eq!((api.post(&path, says("good")).await.0, api.post(&path, says("bad")).await.0), (200, 400));
    assert_eq!((discord.bodies().checked, discord.bodies().unchecked), (2, 0));
    assert!(discord.complaints()[0].contains("not good"));
}
