//! Each rule that the API's description does not state bites, and what is just within it passes.

use super::client::{Api, form, offers, says};
use afterword_tests::discord::Discord;
use reqwest::Method;
use serde_json::{Value, json};

/// Posts each body, and wants its complaint, or none where that is empty.
async fn check(bodies: Vec<(Value, &str)>) {
    let discord = Discord::new();
    let api = Api::new(&discord);
    let path = format!("/channels/{}/messages", discord.channel("general"));
    for (body, why) in bodies {
        let (status, _) = api.post(&path, body).await;
        expect(&discord, status, why);
    }
}

fn expect(discord: &Discord, status: u16, why: &str) {
    let complaints = discord.complaints().join("\n");
    if why.is_empty() {
        assert!(status < 300 && complaints.is_empty(), "{status}: {complaints}");
    } else {
        assert!(status == 400 && complaints.contains(why), "{why}: {status}: {complaints}");
    }
}

fn with(mut body: Value, key: &str, value: Value) -> Value {
    body[key] = value;
    body
}

fn row(inside: Value) -> Value {
    with(says("x"), "components", json!([{ "type": 1, "components": inside }]))
}

fn button(label: &str, id: &str) -> Value {
    json!({ "type": 2, "style": 1, "label": label, "custom_id": id })
}

fn menu(options: usize, most: usize) -> Value {
    let option = |n| json!({ "label": format!("{n}"), "value": format!("v{n}") });
    json!({ "type": 3, "custom_id": "m", "options": (0..options).map(option).collect::<Vec<_>>(), "max_values": most })
}

#[tokio::test]
async fn messages() {
    check(vec![
        (says(&"x".repeat(2000)), ""),
        (says(&"x".repeat(2001)), "the content has 2001 characters"),
        (says(&"😀".repeat(1001)), "the content has 2002 characters"),
        (says("  "), "the message is empty"),
        (json!({ "content": "x" }), "`allowed_mentions` is not there"),
        (json!({ "content": "x", "allowed_mentions": {} }), "`allowed_mentions.parse` is not an empty list"),
        (json!({ "content": "x", "allowed_mentions": { "parse": ["everyone"] } }), "`allowed_mentions.parse`"),
        (json!({ "content": "x", "allowed_mentions": { "parse": [], "users": ["1"] } }), "lets people be called"),
        (json!({ "content": "x", "allowed_mentions": { "parse": [], "roles": ["1", "2"] } }), "lets roles be called"),
        (with(says("x"), "tts", json!(true)), "spoken aloud"),
        (with(says("x"), "flags", json!(1 << 15)), "flags that cannot be set"),
        (with(says("x"), "soup", json!(1)), "unknown field `soup`"),
        (with(says("x"), "nonce", json!("k")), "`enforce_nonce`"),
        (
            with(with(says("x"), "nonce", json!("k".repeat(26))), "enforce_nonce", json!(true)),
            "26 characters of the nonce",
        ),
        (with(with(says("x"), "nonce", json!("k".repeat(25))), "enforce_nonce", json!(true)), ""),
        (with(says("x"), "embeds", json!([{ "title": "x".repeat(257) }])), "the title of an embed"),
        (
            with(
                says("x"),
                "embeds",
                json!([{ "description": "x".repeat(4000) }, { "description": "x".repeat(2001) }]),
            ),
            "6001 characters in all embeds",
        ),
        (
            with(says("x"), "embeds", json!([{ "fields": [{ "name": "", "value": "x" }] }])),
            "the name of an embed's field",
        ),
    ])
    .await;
}

#[tokio::test]
async fn components() {
    let buttons = |n: usize| (0..n).map(|n| button("Go", &n.to_string())).collect::<Value>();
    let no_id = json!({ "type": 2, "style": 1, "label": "Go" });
    let link = json!({ "type": 2, "style": 5, "label": "Go", "url": "https://example.org" });
    let doubled = with(menu(2, 1), "options", json!([{ "label": "a", "value": "v" }, { "label": "b", "value": "v" }]));
    check(vec![
        (row(buttons(5)), ""),
        (row(buttons(6)), "6 components in a row"),
        (row(json!([])), "0 components in a row"),
        (row(json!([button(&"x".repeat(80), &"i".repeat(100))])), ""),
        (row(json!([button(&"x".repeat(81), "i")])), "the label of a button has 81"),
        (row(json!([button("", "i")])), "screen reader"),
        (row(json!([button("Go", &"i".repeat(101))])), "a `custom_id` has 101"),
        (row(json!([button("Go", "")])), "a `custom_id` has 0"),
        (row(json!([no_id])), "a `custom_id` is no text"),
        (row(json!([button("Go", "i"), button("Stay", "i")])), "the same `custom_id`"),
        (row(json!([link])), ""),
        (row(json!([with(link.clone(), "custom_id", json!("i"))])), "a link has a `custom_id`"),
        (row(json!([menu(25, 25)])), ""),
        (row(json!([menu(26, 1)])), "26 options"),
        (row(json!([menu(0, 1)])), "0 options"),
        (row(json!([menu(2, 3)])), "more to be picked than there is"),
        (row(json!([menu(2, 1), button("Go", "i")])), "2 components in a row with a menu"),
        (row(json!([doubled])), "two options have the same value"),
        (row(json!([{ "type": 4, "custom_id": "i", "style": 1, "label": "x" }])), "a component of type 4 in a message"),
        (with(says("x"), "components", json!([button("Go", "i")])), "a component outside a row"),
        (
            with(
                says("x"),
                "components",
                (0..6).map(|n| json!({ "type": 1, "components": [button("Go", &n.to_string())] })).collect(),
            ),
            "6 rows",
        ),
    ])
    .await;
}

#[tokio::test]
async fn first_words() {
    let input = |label: &str| form("x", label)["components"][0].clone();
    let inputs = |n: usize| {
        let one = |n: usize| json!({ "type": 1, "components": [{ "type": 4, "custom_id": n.to_string(), "style": 1, "label": "x" }] });
        with(form("x", "x"), "components", (0..n).map(one).collect())
    };
    let label = json!({ "type": 18, "label": "x", "component": { "type": 4, "custom_id": "i", "style": 1 } });
    let mut long = form("x", "x");
    long["components"][0]["components"][0]["value"] = json!("x".repeat(4001));
    let with_flags = |flags: u64| json!({ "flags": flags });
    for (kind, data, why) in [
        (9, form(&"x".repeat(45), &"x".repeat(45)), ""),
        (9, form(&"x".repeat(46), "x"), "the title of a modal has 46"),
        (9, form("x", &"x".repeat(46)), "the label of an input has 46"),
        (9, inputs(5), ""),
        (9, inputs(6), "6 inputs of a modal"),
        (9, inputs(0), "0 inputs of a modal"),
        (9, with(form("x", "x"), "components", json!([label])), "not alone in a row"),
        (9, with(form("x", "x"), "components", json!([input("x"), input("y")])), "the same `custom_id`"),
        (9, long, "beforehand has 4001"),
        (4, offers("x", &[("Go", "i")]), ""),
        (4, json!({ "content": "x" }), "`allowed_mentions` is not there"),
        (4, Value::Null, "a message is no object"),
        (5, with_flags(64), ""),
        (5, with(with_flags(64), "content", json!("x")), "unknown field `content`"),
        (12, Value::Null, "no callback of type 12"),
    ] {
        let discord = Discord::new();
        let mut bot = super::client::Bot::start(&discord).await;
        bot.api.registers(&["help"]).await;
        let anna = discord.user("Anna");
        let asks = tokio::spawn(async move { anna.tries_slash("help", &[]).await });
        let event = bot.asked().await;
        let (status, _) = bot.api.answers(&event, kind, data).await;
        expect(&discord, status, why);
        asks.abort();
    }
}

#[tokio::test]
async fn commands() {
    let command = || json!({ "name": "help", "description": "Something" });
    let option =
        |name: &str, required: bool| json!({ "type": 3, "name": name, "description": "x", "required": required });
    let options = |options: Value| with(command(), "options", options);
    let choice = json!([{ "name": "a", "value": "a" }]);
    for (commands, why) in [
        (json!([command()]), ""),
        (json!([with(command(), "name", json!("x".repeat(33)))]), "the name of a command has 33"),
        (json!([with(command(), "name", json!("Help"))]), "characters that it may not have"),
        (json!([with(command(), "name", json!("help me"))]), "characters that it may not have"),
        (json!([with(command(), "description", json!("x".repeat(101)))]), "the description of a command has 101"),
        (json!([with(command(), "name_localizations", json!({ "de": "hilfe" }))]), ""),
        (json!([with(command(), "name_localizations", json!({ "de-AT": "hilfe" }))]), "`de-AT`"),
        (json!([command(), command()]), "two commands have the same name"),
        (json!([options(json!([option("a", false), option("b", true)]))]), "a required option after one that is not"),
        (json!([options(json!([option("a", true), option("a", true)]))]), "two options have the same name"),
        (json!([options((0..26).map(|n| option(&format!("o{n}"), false)).collect())]), "26 options"),
        (
            json!([options(json!([with(with(option("a", false), "autocomplete", json!(true)), "choices", choice)]))]),
            "with autocomplete",
        ),
        ((0..101).map(|n| json!({ "name": format!("c{n}"), "description": "x" })).collect(), "101 slash commands"),
    ] {
        let discord = Discord::new();
        let api = Api::new(&discord);
        let (status, _) = api.call(Method::PUT, &api.commands(), Some(commands)).await;
        expect(&discord, status, why);
    }
}
