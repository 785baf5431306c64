//! Messages in channels and direct messages: keys, files, permissions, history.

use super::client::{Api, says, text};
use afterword_tests::discord::{Audience, Discord, Id, permission};
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

async fn direct(api: &Api, user: Id) -> String {
    let (status, channel) = api.post("/users/@me/channels", json!({ "recipient_id": user })).await;
    assert_eq!((status, &channel["type"]), (200, &json!(1)));
    format!("/channels/{}/messages", text(&channel["id"]))
}

fn keyed(content: &str, nonce: &str) -> Value {
    let mut body = says(content);
    body["nonce"] = json!(nonce);
    body["enforce_nonce"] = json!(true);
    body
}

#[tokio::test]
async fn a_nonce_keeps_a_message_from_being_posted_twice_for_minutes() {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let anna = discord.user("Anna");
    let path = direct(&api, anna.id()).await;
    assert_eq!(direct(&api, anna.id()).await, path, "they are opened once");
    let (_, first) = api.post(&path, keyed("once", "k1")).await;
    let (status, again) = api.post(&path, keyed("once", "k1")).await;
    assert_eq!((status, &again["id"]), (200, &first["id"]));
    api.post(&path, keyed("another", "k2")).await;
    assert_eq!(discord.shown().len(), 2);
    discord.passes(SignedDuration::from_mins(4));
    let (_, later) = api.post(&path, keyed("once", "k1")).await;
    assert_ne!(later["id"], first["id"], "Discord forgets: a late resend has to look");
    let (_, all) = api.get(&format!("{path}?limit=2")).await;
    assert_eq!((&all[0]["id"], &all[1]["nonce"]), (&later["id"], &json!("k2")), "the newest first");
    let shown = discord.shown().pop().unwrap();
    assert_eq!((shown.nonce.as_deref(), shown.audience), (Some("k1"), Audience::Direct(anna.id())));
}

#[tokio::test]
async fn who_takes_no_direct_messages_gets_none() {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let anna = discord.user("Anna");
    let path = direct(&api, anna.id()).await;
    anna.takes_direct_messages(false);
    let (status, answer) = api.post(&path, says("hello")).await;
    assert_eq!((status, &answer["code"]), (403, &json!(50_007)));
    anna.takes_direct_messages(true);
    assert_eq!(api.post(&path, says("hello")).await.0, 200);
    anna.leaves();
    assert_eq!(api.post(&path, says("hello")).await.1["code"], 50_007, "no server in common");
    anna.installs_the_bot(true);
    assert_eq!(api.post(&path, says("hello")).await.0, 200);
}

#[tokio::test]
async fn a_file_goes_along_and_can_be_fetched() {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let anna = discord.user("Anna");
    let path = direct(&api, anna.id()).await;
    let mut body = says("Your sheet");
    body["attachments"] = json!([{ "id": 0, "filename": "sheet.txt", "description": "All of it" }]);
    let (status, message) = api.post_file(&path, body, "sheet.txt", b"line one").await;
    assert_eq!((status, &message["attachments"][0]["description"]), (200, &json!("All of it")));
    let bytes = reqwest::get(text(&message["attachments"][0]["url"])).await.unwrap().bytes().await.unwrap();
    assert_eq!(&bytes[..], b"line one");
    anna.goes_to_direct_messages();
    assert_eq!(anna.attached(), Some(("sheet.txt".to_owned(), b"line one".to_vec())));

    let mut stray = says("Your sheet");
    stray["attachments"] = json!([{ "id": 3, "filename": "other.txt" }]);
    assert_eq!(api.post_file(&path, stray, "sheet.txt", b"line one").await.0, 400);
    assert!(discord.complaints()[0].contains("does not name the file 0"));
    for attachments in [json!([]), json!([{ "id": 0 }, { "id": 3 }])] {
        let mut odd = says("Your sheet");
        odd["attachments"] = attachments;
        assert_eq!(api.post_file(&path, odd, "sheet.txt", b"line one").await.0, 400);
    }
    assert_eq!(discord.complaints().len(), 2);
}

#[tokio::test]
async fn a_channel_is_as_closed_as_its_permissions() {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let id = discord.channel("general");
    let path = format!("/channels/{id}/messages");
    let (status, message) = api.post(&path, says("hello")).await;
    assert_eq!(status, 200);
    let of_message = format!("{path}/{}", text(&message["id"]));
    for (denied, file, code) in [
        (permission::VIEW_CHANNEL, false, 50_001),
        (permission::SEND_MESSAGES, false, 50_013),
        (permission::ATTACH_FILES, true, 50_013),
    ] {
        discord.denies_the_bot(id, denied);
        let answer =
            if file { api.post_file(&path, says("x"), "x.txt", b"x").await } else { api.post(&path, says("x")).await };
        assert_eq!((answer.0, &answer.1["code"]), (403, &json!(code)));
    }
    discord.denies_the_bot(id, permission::READ_MESSAGE_HISTORY);
    assert_eq!(api.get(&path).await, (200, json!([])));
    assert_eq!(api.get(&of_message).await.1["code"], 50_013);
    discord.denies_the_bot(id, 0);
    assert_eq!(api.get(&of_message).await.1["content"], "hello");
    assert_eq!(api.call(Method::PATCH, &of_message, Some(says("hello again"))).await.1["content"], "hello again");
    let anna = discord.user("Anna");
    anna.types("hers").await;
    let hers = text(&api.get(&path).await.1[0]["id"]);
    assert_eq!(api.call(Method::PATCH, &format!("{path}/{hers}"), Some(says("mine"))).await.1["code"], 50_005);
    assert_eq!(api.call(Method::DELETE, &format!("{path}/{hers}"), None).await.1["code"], 50_013);
    assert_eq!(api.call(Method::DELETE, &of_message, None).await.0, 204);
    assert_eq!(api.get(&of_message).await.1["code"], 10_008);
    discord.deletes_channel(id);
    assert_eq!(api.post(&path, says("x")).await.1["code"], 10_003);
}

#[tokio::test]
async fn history_is_read_from_where_one_asks() {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let path = format!("/channels/{}/messages", discord.channel("general"));
    let mut ids = Vec::new();
    for n in 0..5 {
        ids.push(text(&api.post(&path, says(&n.to_string())).await.1["id"]));
    }
    for (query, wanted) in [
        ("limit=2".to_owned(), json!(["4", "3"])),
        (format!("after={}&limit=2", ids[0]), json!(["2", "1"])),
        (format!("before={}", ids[2]), json!(["1", "0"])),
        (format!("around={}&limit=3", ids[2]), json!(["3", "2", "1"])),
    ] {
        let (_, all) = api.get(&format!("{path}?{query}")).await;
        let contents = all.as_array().unwrap().iter().map(|message| message["content"].clone()).collect::<Value>();
        assert_eq!(contents, wanted, "{query}");
    }
    assert_eq!(api.get(&format!("{path}?limit=101")).await.0, 400);
    assert_eq!(discord.complaints().len(), 1);
}

#[tokio::test]
async fn one_role_can_be_called_where_that_is_allowed() {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let path = format!("/channels/{}/messages", discord.channel("general"));
    let (open, closed) = (discord.new_role("prompts", true), discord.new_role("staff", false));
    for (role, called) in [(open, vec![open]), (closed, vec![])] {
        let allowed = json!({ "parse": [], "roles": [role] });
        let (status, _) =
            api.post(&path, json!({ "content": format!("<@&{role}> hello"), "allowed_mentions": allowed })).await;
        assert_eq!(status, 200);
        assert_eq!(discord.shown().pop().unwrap().pings, called);
    }
    api.post(&path, says(&format!("<@&{open}> named, and not called"))).await;
    assert!(discord.shown().pop().unwrap().pings.is_empty());
}

#[tokio::test]
async fn threads_and_posts_begin_where_they_may() {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let (general, forum) = (discord.channel("general"), discord.new_forum("prompts"));
    let first = api.post(&format!("/channels/{general}/messages"), says("Friday")).await.1;
    let on = format!("/channels/{general}/messages/{}/threads", text(&first["id"]));
    let (status, thread) = api.post(&on, json!({ "name": "Friday" })).await;
    assert_eq!((status, &thread["id"], &thread["parent_id"]), (201, &first["id"], &json!(general)));
    assert_eq!(api.post(&on, json!({ "name": "Friday" })).await.1["code"], 160_004);
    assert_eq!(api.post(&format!("/channels/{}/messages", text(&thread["id"])), says("in it")).await.0, 200);

    let posts = format!("/channels/{forum}/threads");
    let (status, post) = api.post(&posts, json!({ "name": "Monday", "message": says("How was it?") })).await;
    assert_eq!(
        (status, &post["message"]["id"], &post["message"]["content"]),
        (201, &post["id"], &json!("How was it?"))
    );
    assert_eq!(api.post(&format!("/channels/{forum}/messages"), says("x")).await.1["code"], 50_008);
    let (_, all) = api.get(&format!("/guilds/{}/threads/active", discord.server())).await;
    assert_eq!(all["threads"].as_array().unwrap().len(), 2);

    discord.denies_the_bot(general, permission::CREATE_PUBLIC_THREADS | permission::SEND_MESSAGES_IN_THREADS);
    let threads = format!("/channels/{general}/threads");
    assert_eq!(api.post(&threads, json!({ "name": "more", "type": 11 })).await.1["code"], 50_013);
    assert_eq!(api.post(&format!("/channels/{}/messages", text(&thread["id"])), says("x")).await.1["code"], 50_013);
    assert_eq!(api.post(&posts, json!({ "name": "empty" })).await.0, 400);
    assert_eq!(discord.complaints().len(), 1);
}
