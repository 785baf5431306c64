//! The rules of interactions: three seconds, one first word, fifteen minutes.

use super::client::{Bot, form, offers, says, text, whispers};
use afterword_tests::discord::{Change, Discord, Outcome, Person, Setup};
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

/// A bot that was asked something, and the person who waits for its answer no longer.
async fn asked(discord: &Discord) -> (Bot, Value, Person) {
    let mut bot = Bot::start(discord).await;
    bot.api.registers(&["help"]).await;
    let anna = discord.user("Anna");
    let asks = anna.clone();
    tokio::spawn(async move { asks.tries_slash("help", &[]).await });
    let event = bot.asked().await;
    (bot, event, anna)
}

#[tokio::test]
async fn after_three_seconds_nobody_knows_the_interaction() {
    let discord = Discord::new();
    let (bot, event, anna) = asked(&discord).await;
    discord.passes(SignedDuration::from_millis(3001));
    let (status, answer) = bot.api.answers(&event, 4, whispers("late")).await;
    assert_eq!((status, &answer["code"]), (404, &json!(10_062)));
    anna.never_saw("late");
}

#[tokio::test]
async fn three_seconds_are_just_in_time() {
    let discord = Discord::new();
    let (bot, event, _) = asked(&discord).await;
    discord.passes(SignedDuration::from_secs(3));
    assert_eq!(bot.api.answers(&event, 4, whispers("in time")).await.0, 204);
    assert_eq!(discord.acknowledged()[0].after, SignedDuration::from_secs(3));
}

#[tokio::test]
async fn a_clock_that_runs_makes_the_three_seconds_real() {
    let discord = Setup::new().clock_runs().start();
    let mut bot = Bot::start(&discord).await;
    bot.api.registers(&["help"]).await;
    let anna = discord.user("Anna").who_waits(Duration::from_millis(3200));
    let outcome = anna.tries_slash("help", &[]).await;
    assert!(matches!(outcome, Outcome::NotInTime), "{outcome:?}");
    let event = bot.asked().await;
    assert_eq!(bot.api.answers(&event, 4, whispers("late")).await.1["code"], 10_062);
}

#[tokio::test]
async fn nobody_listening_is_no_answer() {
    let discord = Discord::new();
    super::client::Api::new(&discord).registers(&["help"]).await;
    let outcome = discord.user("Anna").tries_slash("help", &[]).await;
    assert!(matches!(outcome, Outcome::NotInTime), "{outcome:?}");
}

#[tokio::test]
async fn a_second_first_word_is_refused() {
    let discord = Discord::new();
    let (bot, event, _) = asked(&discord).await;
    assert_eq!(bot.api.answers(&event, 4, whispers("one")).await.0, 204);
    let (status, answer) = bot.api.answers(&event, 4, whispers("two")).await;
    assert_eq!((status, &answer["code"]), (400, &json!(40_060)));
    assert_eq!(discord.shown().len(), 1);
}

#[tokio::test]
async fn a_strange_token_is_unknown() {
    let discord = Discord::new();
    let (bot, mut event, _) = asked(&discord).await;
    event["token"] = json!("guessed");
    assert_eq!(bot.api.answers(&event, 4, whispers("hello")).await.1["code"], 10_062);
    assert_eq!(bot.api.edits(&event, says("hello")).await.1["code"], 10_015);
}

#[tokio::test]
async fn the_token_lives_a_quarter_of_an_hour_and_only_after_the_first_word() {
    let discord = Discord::new();
    let (bot, event, anna) = asked(&discord).await;
    assert_eq!(bot.api.edits(&event, says("early")).await.1["code"], 10_015);
    bot.api.answers(&event, 4, whispers("one")).await;
    discord.passes(SignedDuration::from_mins(15));
    assert_eq!(bot.api.edits(&event, says("two")).await.0, 200);
    discord.passes(SignedDuration::from_secs(1));
    let (status, answer) = bot.api.edits(&event, says("three")).await;
    assert_eq!((status, &answer["code"]), (401, &json!(50_027)));
    assert_eq!(anna.screen(), ["two"]);
}

#[tokio::test]
async fn each_kind_of_interaction_takes_its_kinds_of_first_word() {
    let discord = Discord::new();
    let (mut bot, command, anna) = asked(&discord).await;
    for kind in [6, 7, 8] {
        let data = if kind == 8 {
            json!({ "choices": [] })
        } else if kind == 6 {
            json!({})
        } else {
            says("in place")
        };
        assert_eq!(bot.api.answers(&command, kind, data).await.0, 400, "{kind} to a command");
    }
    bot.api.answers(&command, 4, offers("Go on?", &[("Go", "go")])).await;
    let presses = anna.clone();
    tokio::spawn(async move { presses.tries_to_press("Go").await });
    let pressed = bot.asked().await;
    bot.api.answers(&pressed, 9, form("Words", "Which?")).await;
    let submits = anna.clone();
    tokio::spawn(async move { submits.submits_raw("form", &[("text", "these")]).await });
    let submitted = bot.asked().await;
    for (kind, data) in [(9, form("Again", "Which?")), (7, says("in place of nothing"))] {
        assert_eq!(bot.api.answers(&submitted, kind, data).await.0, 400, "{kind} to a form");
    }
    assert_eq!(discord.complaints().len(), 5);
}

#[tokio::test]
async fn what_was_deferred_is_filled_in_by_an_edit_or_a_later_message() {
    let discord = Discord::new();
    let (bot, event, anna) = asked(&discord).await;
    bot.api.answers(&event, 5, json!({ "flags": 64 })).await;
    assert_eq!(anna.screen(), ["… is thinking"]);
    assert_eq!(bot.api.get(&bot.api.original(&event)).await.1["flags"], 64 | 128);
    let (_, filled) = bot.api.post(&bot.api.webhook(&event), says("here it is")).await;
    assert_eq!(filled["flags"], 64, "it stays with whom it was promised");
    let (_, later) = bot.api.post(&bot.api.webhook(&event), whispers("and more")).await;
    assert_eq!(anna.screen(), ["here it is", "and more"]);
    let changes = discord.shown().iter().map(|shown| shown.change).collect::<Vec<_>>();
    assert_eq!(changes, [Change::Posted, Change::Edited, Change::FollowedUp]);

    let path = format!("{}/messages/{}", bot.api.webhook(&event), text(&later["id"]));
    assert_eq!(bot.api.call(Method::PATCH, &path, Some(says("and less"))).await.0, 200);
    assert_eq!(bot.api.get(&path).await.1["content"], "and less");
    assert_eq!(bot.api.call(Method::DELETE, &path, None).await.0, 204);
    assert_eq!(bot.api.call(Method::DELETE, &bot.api.original(&event), None).await.0, 204);
    assert_eq!(bot.api.edits(&event, says("gone")).await.1["code"], 10_008);
    assert!(anna.screen().is_empty());
}

#[tokio::test]
async fn a_first_word_comes_back_where_it_is_asked_for() {
    let discord = Discord::new();
    let (bot, event, _) = asked(&discord).await;
    let path = format!("/interactions/{}/{}/callback?with_response=true", text(&event["id"]), text(&event["token"]));
    let (status, answer) = bot.api.post(&path, json!({ "type": 4, "data": whispers("hello") })).await;
    assert_eq!((status, &answer["resource"]["message"]["content"]), (200, &json!("hello")));
    assert_eq!(answer["interaction"]["response_message_ephemeral"], true);
}

#[tokio::test]
async fn an_answer_for_everybody_is_seen_by_everybody() {
    let discord = Discord::new();
    let (bot, event, _) = asked(&discord).await;
    let bert = discord.user("Bert");
    bot.api.answers(&event, 4, says("hello all")).await;
    bert.sees("hello all").await;
    let hidden = discord.new_channel("hidden");
    discord.overwrites(hidden, discord.server(), 0, 1 << 10);
    assert_eq!(bert.screen(), ["hello all"]);
}
