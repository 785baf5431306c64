//! What people do reaches the bot, and what it says reaches them and nobody else.

use super::client::{Bot, form, offers, says, whispers};
use afterword_tests::discord::{Audience, Change, Discord, Outcome, Person};
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn a_talk_by_command_button_menu_and_form() {
    let discord = Discord::new();
    let mut bot = Bot::start(&discord).await;
    bot.api.registers(&["debrief"]).await;
    let (anna, bert) = (discord.user("Anna"), discord.user("Bert"));
    let talk = async {
        anna.slash("debrief", &[]).await;
        anna.sees("How did it go").await;
        assert_eq!(anna.can_press(), ["Well", "Really badly"]);
        anna.presses("Really badly").await;
        anna.sees("Which ones").await;
        anna.picks_from_menu(&["Silence", "Pace"]).await;
        let form = anna.opens_modal("Answer").await;
        assert_eq!((form.title(), form.labels()), ("Your words", vec!["What happened?".to_owned()]));
        form.fills("I froze.").submits().await;
        anna.sees("Kept").await;
    };
    let answers = async {
        let asked = bot.asked().await;
        assert_eq!((&asked["data"]["name"], &asked["context"]), (&json!("debrief"), &json!(0)));
        bot.api.answers(&asked, 4, offers("How did it go?", &[("Well", "a"), ("Really badly", "b")])).await;
        let asked = bot.asked().await;
        assert_eq!(asked["data"]["custom_id"], "b");
        assert_eq!(asked["message"]["content"], "How did it go?");
        let option = |label| json!({ "label": label, "value": label });
        let menu = json!({ "type": 3, "custom_id": "m", "options": [option("Silence"), option("Pace"), option("Other")], "max_values": 3 });
        let button = json!({ "type": 2, "style": 1, "label": "Answer", "custom_id": "c" });
        let mut body = says("Which ones?");
        body["components"] = json!([{ "type": 1, "components": [menu] }, { "type": 1, "components": [button] }]);
        bot.api.answers(&asked, 7, body).await;
        let asked = bot.asked().await;
        assert_eq!(asked["data"]["values"], json!(["Silence", "Pace"]));
        bot.api.answers(&asked, 6, json!({})).await;
        let asked = bot.asked().await;
        bot.api.answers(&asked, 9, form("Your words", "What happened?")).await;
        let asked = bot.asked().await;
        assert_eq!(asked["data"]["components"][0]["components"][0]["value"], "I froze.");
        bot.api.answers(&asked, 5, json!({ "flags": 64 })).await;
        let (status, _) = bot.api.edits(&asked, says("Kept.")).await;
        assert_eq!(status, 200);
    };
    tokio::join!(talk, answers);
    bert.never_saw("How did it go");
    assert!(bert.screen().is_empty());
    assert!(discord.shown().iter().all(|shown| shown.audience == Audience::Only(anna.id())));
    let kinds = discord.acknowledged().iter().map(|acknowledged| acknowledged.kind).collect::<Vec<_>>();
    assert_eq!(kinds, [4, 7, 6, 9, 5]);
    anna.restarts_client();
    assert!(anna.screen().is_empty(), "what only she could see is gone with her client's memory");
}

#[tokio::test]
async fn typed_words_in_direct_messages_are_heard_and_answered() {
    let discord = Discord::new();
    let mut bot = Bot::start(&discord).await;
    let (anna, bert) = (discord.user("Anna"), discord.user("Bert"));
    anna.goes_to_direct_messages();
    let answer = async {
        let message = bot.line.event("MESSAGE_CREATE").await;
        assert_eq!((&message["content"], &message["channel_type"]), (&json!("in a DM"), &json!(1)));
        assert!(message["guild_id"].is_null());
        let channel = format!("/channels/{}/messages", message["channel_id"].as_str().unwrap());
        let (status, _) = bot.api.post(&channel, says("I hear you")).await;
        assert_eq!(status, 200);
    };
    let talk = async {
        anna.types("in a DM").await;
        anna.sees("I hear you").await;
    };
    tokio::join!(talk, answer);
    assert_eq!(anna.screen(), ["in a DM", "I hear you"]);
    bert.never_saw("I hear you");
    let last = discord.shown().pop().unwrap();
    assert_eq!((last.change, last.audience), (Change::Posted, Audience::Direct(anna.id())));
}

#[tokio::test]
async fn forged_components_clicks_on_anothers_message_and_repeats_reach_the_bot() {
    let discord = Discord::new();
    let mut bot = Bot::start(&discord).await;
    bot.api.registers(&["debrief"]).await;
    let (anna, bert) = (discord.user("Anna"), discord.user("Bert"));
    let answers = async {
        let first = bot.asked().await;
        bot.api.answers(&first, 4, offers("Yours", &[("Go", "v1:1")])).await;
        let again = bot.asked().await;
        assert_eq!(again["id"], first["id"], "the same interaction, once more");
        let forged = bot.asked().await;
        assert_eq!(forged["data"]["custom_id"], "v1:999");
        bot.api.answers(&forged, 4, whispers("That was not from me")).await;
        let foreign = bot.asked().await;
        assert_eq!(foreign["member"]["user"]["id"], json!(bert.id()));
        bot.api.answers(&foreign, 4, whispers("That is somebody else's")).await;
    };
    let people = async {
        anna.slash("debrief", &[]).await;
        anna.does_it_again();
        let hers = anna.newest().unwrap();
        let forged = anna.presses_raw("v1:999").await;
        assert!(matches!(forged, Outcome::Answered(4)), "{forged:?}");
        assert_eq!(anna.custom_id("Go").await, "v1:1");
        let foreign = bert.presses_on(hers, "v1:1").await;
        assert!(matches!(foreign, Outcome::Answered(4)), "{foreign:?}");
        bert.sees("somebody else's").await;
        anna.never_saw("somebody else's");
    };
    tokio::join!(people, answers);
}

#[tokio::test]
async fn what_is_typed_into_an_option_is_offered_back() {
    let discord = Discord::new();
    let mut bot = Bot::start(&discord).await;
    let job = json!({ "type": 3, "name": "job", "description": "Which", "autocomplete": true });
    let command = json!([{ "name": "heard", "description": "News", "options": [job] }]);
    bot.api.call(reqwest::Method::PUT, &bot.api.commands(), Some(command)).await;
    let anna = discord.user("Anna");
    let answers = async {
        let asked = bot.asked().await;
        assert_eq!((&asked["type"], &asked["data"]["options"][0]["focused"]), (&json!(4), &json!(true)));
        bot.api.answers(&asked, 8, json!({ "choices": [{ "name": "Acme", "value": "j1" }] })).await;
        let asked = bot.asked().await;
        assert_eq!(asked["data"]["options"][0]["value"], "j1");
        bot.api.answers(&asked, 4, whispers("Noted")).await;
    };
    let talk = async {
        assert_eq!(anna.starts_typing("heard", "job", "ac").await, [("Acme".to_owned(), "j1".to_owned())]);
        anna.slash("heard", &[("job", "j1")]).await;
    };
    tokio::join!(talk, answers);
}

/// Anna and Bert in the server, and a word for Anna alone.
async fn a_word_for_anna() -> (Discord, Bot, Person, Person) {
    let discord = Discord::new();
    let mut bot = Bot::start(&discord).await;
    bot.api.registers(&["help"]).await;
    let (anna, bert) = (discord.user("Anna"), discord.user("Bert"));
    let answers = async {
        let asked = bot.asked().await;
        bot.api.answers(&asked, 4, whispers("for Anna")).await;
    };
    tokio::join!(anna.slash("help", &[]), answers);
    anna.sees("for Anna").await;
    let [anna, bert] = [anna, bert].map(|person| person.who_waits(Duration::from_secs(1)));
    (discord, bot, anna, bert)
}

#[tokio::test]
#[should_panic(expected = "Bert does not see “for Anna”")]
async fn what_was_said_to_another_is_not_seen() {
    let (_discord, _bot, _, bert) = a_word_for_anna().await;
    bert.sees("for Anna").await;
}

#[tokio::test]
#[should_panic(expected = "Anna saw “for Anna”")]
async fn what_was_seen_was_seen() {
    let (_discord, _bot, anna, _) = a_word_for_anna().await;
    anna.never_saw("for Anna");
}

#[tokio::test]
#[should_panic(expected = "Anna does not see “for Anna”")]
async fn what_was_there_before_is_no_answer() {
    let (_discord, _bot, anna, _) = a_word_for_anna().await;
    anna.types("and now?").await;
    anna.sees("for Anna").await;
}

#[tokio::test]
#[should_panic(expected = "Anna does not find a button “Stop”")]
async fn what_is_not_there_cannot_be_pressed() {
    let (_discord, _bot, anna, _) = a_word_for_anna().await;
    anna.presses("Stop").await;
}
