//! Commands are registered all at once, in one scope, and not too often.

use super::client::Api;
use afterword_tests::discord::Discord;
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

fn named(names: impl IntoIterator<Item = String>) -> Value {
    names.into_iter().map(|name| json!({ "name": name, "description": "Something" })).collect()
}

async fn put(api: &Api, path: &str, commands: Value) -> (u16, Value) {
    api.call(Method::PUT, path, Some(commands)).await
}

#[tokio::test]
async fn what_is_put_replaces_what_was_there_and_keeps_the_ids() {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let path = api.commands();
    let (_, first) = put(&api, &path, named(["debrief".to_owned(), "help".to_owned()])).await;
    let (status, second) = put(&api, &path, named(["help".to_owned(), "sheet".to_owned()])).await;
    assert_eq!((status, &second[0]["id"]), (200, &first[1]["id"]));
    assert_eq!((discord.commands(false), discord.registrations()), (vec!["help".to_owned(), "sheet".to_owned()], 2));
    assert_eq!(api.get(&path).await.1, second);
}

#[tokio::test]
async fn two_hundred_new_ones_a_day_are_enough() {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let path = api.commands();
    let hundred = |kind: char| named((0..100).map(move |n| format!("{kind}{n}")));
    assert_eq!(put(&api, &path, hundred('a')).await.0, 200);
    assert_eq!(put(&api, &path, hundred('a')).await.0, 200, "those that are there cost nothing");
    assert_eq!(put(&api, &path, hundred('b')).await.0, 200);
    assert_eq!(put(&api, &path, named(["c".to_owned()])).await.1["code"], 30_034);
    discord.passes(SignedDuration::from_hours(25));
    assert_eq!(put(&api, &path, named(["c".to_owned()])).await.0, 200);
    assert_eq!(discord.complaints().len(), 1);
}

#[tokio::test]
async fn the_same_command_in_two_scopes_is_complained_about() {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let here = format!("/applications/{}/guilds/{}/commands", api.application, discord.server());
    assert_eq!(put(&api, &here, named(["help".to_owned()])).await.0, 200);
    assert_eq!(discord.commands(true), ["help"]);
    put(&api, &api.commands(), named(["help".to_owned()])).await;
    assert_eq!(discord.complaints(), ["the same command stands everywhere and in one server: people see it twice"]);
    let elsewhere = format!("/applications/{}/guilds/1234/commands", api.application);
    assert_eq!(put(&api, &elsewhere, named([])).await.1["code"], 50_001);
}

#[tokio::test]
#[should_panic(expected = "/help is not offered in direct messages")]
async fn a_command_is_offered_only_where_it_belongs() {
    let discord = Discord::new();
    let api = Api::new(&discord);
    put(&api, &api.commands(), json!([{ "name": "help", "description": "Something", "contexts": [0] }])).await;
    let anna = discord.user("Anna");
    anna.goes_to_direct_messages();
    anna.tries_slash("help", &[]).await;
}

#[tokio::test]
#[should_panic(expected = "/prompt is not offered to Anna")]
async fn a_command_for_moderators_is_offered_to_them_alone() {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let command = json!([{ "name": "prompt", "description": "Something", "default_member_permissions": "32" }]);
    put(&api, &api.commands(), command).await;
    discord.user("Anna").tries_slash("prompt", &[]).await;
}
