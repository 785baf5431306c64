use super::*;
use afterword_core::{
    Id,
    community::{Buttons, Channel, PlaceKind},
};
use serde_json::{Value, json};

fn post(text: &str) -> Post {
    Post {
        run: Id::minted(1, 2, 3),
        channel: Channel { id: "5".to_owned(), kind: PlaceKind::Message, title: "A title".into() },
        text: text.into(),
        late: None,
        picture: None,
        ping: None,
        buttons: Buttons { private: true, suggest: true, reactions: false },
    }
}

fn body(post: &Post, role: Option<&str>) -> Value {
    let words = Words::load("en-GB").expect("they load");
    serde_json::to_value(Prompt::of(&words, post, role).message_under("key")).expect("it is JSON")
}

#[test]
fn a_post_says_what_was_written_and_calls_the_one_role() {
    let body = body(&post("**Hello** <@1> @everyone <@&8>"), Some("77"));
    assert_eq!(body["content"], "<@&77>\n**Hello** <@1> @everyone <@&8>");
    assert_eq!(body["allowed_mentions"], json!({ "parse": [], "roles": ["77"], "users": [] }));
    assert_eq!((&body["nonce"], &body["enforce_nonce"]), (&json!("key"), &json!(true)));
    let buttons = body["components"][0]["components"].as_array().expect("a row");
    let run = Id::minted(1, 2, 3);
    let ids = buttons.iter().map(|button| Mark::decode(button["custom_id"].as_str()?)).collect::<Vec<_>>();
    assert_eq!(ids, [Some(Mark::Private(run)), Some(Mark::Suggest(run))]);
}

#[test]
fn without_a_role_nobody_is_called() {
    let body = body(&post("<@&8> @here"), None);
    assert_eq!(body["allowed_mentions"]["parse"], json!([]));
    assert!(body["allowed_mentions"]["roles"].as_array().is_none_or(Vec::is_empty));
}

#[test]
fn the_longest_text_is_one_post_whatever_stands_before_it() {
    let late = Some(jiff::civil::date(2026, 11, 26).at(9, 0, 0, 0));
    for (text, late, role, framed) in [
        ("a".repeat(2000), None, None, false),
        ("a".repeat(2000), None, Some("1234567890123456789"), true),
        ("a".repeat(2000), late, None, true),
        ("a".repeat(1900), late, Some("1234567890123456789"), false),
        ("👍".repeat(2000), late, Some("1234567890123456789"), true),
    ] {
        let body = body(&Post { late, ..post(&text) }, role);
        let content = body["content"].as_str().expect("a text");
        assert!(length(content) <= CONTENT);
        let framed_text = body["embeds"][0]["description"].as_str();
        assert_eq!(framed_text.is_some(), framed);
        assert!(framed_text.unwrap_or(content).ends_with(&text), "all of it, once");
        assert_eq!(content.contains("<@&"), role.is_some(), "a role is called from the content alone");
    }
}

#[test]
fn a_picture_stands_in_a_frame_with_or_without_the_text() {
    let picture = Some("https://example.org/a.png".to_owned());
    let short = body(&Post { picture: picture.clone(), ..post("short") }, None);
    assert_eq!(short["embeds"][0]["image"]["url"], "https://example.org/a.png");
    assert_eq!(short["content"], "short");
    let long = body(&Post { picture, ..post(&"👍".repeat(2000)) }, None);
    assert_eq!(long["embeds"].as_array().map(Vec::len), Some(1));
}
