//! From an event of a room to what it means here. Pure: the event is the JSON it came as.

use afterword_core::Private;
use serde::Deserialize;
use serde_json::Value;

/// What speaks to the bot in a room that others are in too.
pub(crate) const CALL: &str = "!afterword";

/// Something that happened in a room.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Heard {
    /// Its id.
    pub(crate) event: String,
    /// Who did it.
    pub(crate) sender: String,
    /// The first event of the thread it belongs to.
    pub(crate) thread: Option<String>,
    /// The event it is a reply to; for words that came with a file, that file itself.
    pub(crate) answers: Option<String>,
    /// What it is.
    pub(crate) what: What,
}

/// What happened.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// Somebody wrote.
    Said {
        /// What they wrote, without what calls the bot.
        text: Private,
        /// Whether they called it, by its word or by a mention.
        called: bool,
    },
    /// Somebody changed what they had written.
    Edited {
        /// The event that it was.
        of: String,
        /// What it is now.
        text: Private,
    },
    /// Somebody took back what they had written.
    Removed {
        /// The event that it was.
        of: String,
    },
    /// Somebody sent what is no text: a picture, a file, their voice.
    Sent,
    /// Somebody reacted to a message.
    Reacted {
        /// To which event.
        to: String,
        /// With what.
        key: String,
    },
    /// Somebody wrote what cannot be read, with the message key of this id.
    Sealed {
        /// The id of the key, where it is told.
        key: Option<String>,
    },
    /// Somebody came, was invited, left or was sent away.
    Member {
        /// Who.
        who: String,
        /// Whether they came, and had not been here before.
        came: bool,
    },
    /// The room goes on elsewhere.
    Upgraded {
        /// The id of the new room.
        to: String,
    },
}

#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    event_id: String,
    sender: String,
    state_key: Option<String>,
    redacts: Option<String>,
    #[serde(default)]
    content: Value,
    #[serde(default)]
    unsigned: Value,
}

/// What an event means to the bot whose id is `me`. `None` where it means nothing, as with all
/// that the bot itself says, and with every notice: those are answered by nobody.
pub(crate) fn read(event: &str, me: &str) -> Option<Heard> {
    let Event { kind, event_id: event, sender, state_key, redacts, content, unsigned } =
        serde_json::from_str(event).ok()?;
    let relation = &content["m.relates_to"];
    let related = |kind: &str| {
        let to = (relation["rel_type"] == kind).then(|| relation["event_id"].as_str())?;
        to.map(str::to_owned)
    };
    let mut answers = relation["m.in_reply_to"]["event_id"].as_str().filter(|_| relation["is_falling_back"] != true);
    let what = match (kind.as_str(), state_key) {
        ("m.room.member", Some(who)) => {
            let came = content["membership"] == "join" && unsigned["prev_content"]["membership"] != "join";
            What::Member { who, came }
        }
        ("m.room.tombstone", Some(_)) => What::Upgraded { to: content["replacement_room"].as_str()?.to_owned() },
        _ if sender == me => return None,
        ("m.room.message", None) => match related("m.replace") {
            Some(of) => {
                let text = written(&content["m.new_content"])?;
                What::Edited { of, text: Private::new(called(&text).unwrap_or(&text)) }
            }
            None => match with_file(&content) {
                Some(said) => {
                    answers = Some(&event);
                    said
                }
                None => said(&content, me)?,
            },
        },
        ("m.reaction", None) => {
            What::Reacted { to: related("m.annotation")?, key: relation["key"].as_str()?.to_owned() }
        }
        ("m.room.encrypted", None) => What::Sealed { key: content["session_id"].as_str().map(str::to_owned) },
        ("m.room.redaction", None) => {
            // Where it stands changed with version 11 of the rooms.
            let of = content["redacts"].as_str().map(str::to_owned).or(redacts)?;
            What::Removed { of }
        }
        ("m.sticker" | "m.poll.start" | "org.matrix.msc3381.poll.start" | "m.location", None) => What::Sent,
        _ => return None,
    };
    let answers = answers.map(str::to_owned);
    Some(Heard { thread: related("m.thread"), answers, event, sender, what })
}

/// Somebody called the bot with the words that go along with a file.
fn with_file(content: &Value) -> Option<What> {
    let (body, is_file) =
        (content["body"].as_str()?, ["m.file", "m.image"].map(Value::from).contains(&content["msgtype"]));
    let words = content["filename"].as_str().filter(|name| is_file && *name != body).and_then(|_| called(body));
    words.map(|words| What::Said { text: words.into(), called: true })
}

/// Somebody wrote or sent something.
fn said(content: &Value, me: &str) -> Option<What> {
    match content["msgtype"].as_str()? {
        "m.text" | "m.emote" => {
            let text = written(content)?;
            let mentioned = content["m.mentions"]["user_ids"].as_array();
            let mentioned = mentioned.is_some_and(|users| users.iter().any(|user| user == me));
            let to_me = called(&text).or_else(|| if mentioned { Some(unnamed(&text, content, me)) } else { None });
            Some(What::Said { called: to_me.is_some(), text: Private::new(to_me.unwrap_or(&text)) })
        }
        "m.notice" => None,
        _ => Some(What::Sent),
    }
}

/// What they wrote, without what older clients quote of the message it answers.
fn written(content: &Value) -> Option<String> {
    let body = content["body"].as_str()?;
    let answers = content["m.relates_to"]["m.in_reply_to"].is_object();
    if answers && body.starts_with("> ") {
        let own: Vec<&str> = body.lines().skip_while(|line| line.starts_with('>')).skip(1).collect();
        if !own.is_empty() {
            return Some(own.join("\n"));
        }
    }
    Some(body.to_owned())
}

/// What follows the word that calls the bot, where it does.
fn called(text: &str) -> Option<&str> {
    let rest = text.trim_start().strip_prefix(CALL)?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim())
}

/// What follows the name of the bot, where a text that mentions it begins with that: the name
/// that the mention links, the bot's id, or the first part of it.
fn unnamed<'a>(text: &'a str, content: &Value, me: &str) -> &'a str {
    let text = text.trim_start();
    let linked = content["formatted_body"].as_str().and_then(|html| linked_name(html, me));
    let local = me.trim_start_matches('@').split(':').next().unwrap_or(me);
    let names = [linked.as_deref(), Some(me), Some(local)];
    let after = |name: &str| {
        let (begin, rest) = text.split_at_checked(name.len())?;
        let ends = rest.is_empty() || rest.starts_with([':', ',']) || rest.starts_with(char::is_whitespace);
        (begin.eq_ignore_ascii_case(name) && ends).then(|| rest.trim_start_matches([':', ',']).trim())
    };
    let shown = |name: &str| after(name).or_else(|| after(&format!("@{name}")));
    names.into_iter().flatten().find_map(shown).unwrap_or(text)
}

/// The name in a message's first link to this user, where it begins with that.
fn linked_name(html: &str, me: &str) -> Option<String> {
    let link = html.trim_start().trim_start_matches("<p>").strip_prefix("<a href=\"https://matrix.to/#/")?;
    let (to, rest) = link.split_once("\">")?;
    let to = to.replace("%40", "@").replace("%3A", ":").replace("%3a", ":");
    let (name, _) = rest.split_once("</a>").filter(|_| to == me)?;
    Some(html_escape::decode_html_entities(name).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ME: &str = "@afterword:example.org";

    fn heard(kind: &str, content: Value) -> Option<Heard> {
        let event = json!({"type": kind, "event_id": "$e", "sender": "@sam:example.org", "content": content});
        read(&event.to_string(), ME)
    }

    fn message(content: Value) -> Option<What> {
        heard("m.room.message", content).map(|heard| heard.what)
    }

    fn said(text: &str, called: bool) -> Option<What> {
        Some(What::Said { text: text.into(), called })
    }

    #[test]
    fn what_is_written_is_heard_and_notices_are_not() {
        assert!(message(json!({"msgtype": "m.text", "body": "debrief"})) == said("debrief", false));
        assert!(message(json!({"msgtype": "m.emote", "body": "sighs"})) == said("sighs", false));
        assert!(message(json!({"msgtype": "m.notice", "body": "beep"})).is_none());
        assert!(message(json!({"msgtype": "m.image", "body": "me.png"})) == Some(What::Sent));
        assert!(message(json!({})).is_none(), "it was taken back");
        let own = json!({"type": "m.room.message", "event_id": "$e", "sender": ME, "content": {"msgtype": "m.text", "body": "x"}});
        assert!(read(&own.to_string(), ME).is_none());
    }

    #[test]
    fn it_is_called_by_its_word_or_by_a_mention() {
        let text = |body: &str| message(json!({"msgtype": "m.text", "body": body}));
        assert!(text("!afterword  heard back ") == said("heard back", true));
        assert!(text("!afterword") == said("", true));
        assert!(text("!afterwords") == said("!afterwords", false));
        let mention = |who: &str| json!({"msgtype": "m.text", "body": "hello", "m.mentions": {"user_ids": [who]}});
        assert!(message(mention(ME)) == said("hello", true));
        assert!(message(mention("@sam:example.org")) == said("hello", false));
    }

    #[test]
    fn the_name_of_a_mention_is_no_part_of_what_is_said() {
        let mention = |body: &str, html: &str| {
            message(json!({
                "msgtype": "m.text", "body": body, "formatted_body": html, "m.mentions": {"user_ids": [ME]}
            }))
        };
        // As Element writes it, by the name the bot shows; plain and escaped.
        let link = r#"<a href="https://matrix.to/#/@afterword:example.org">After &amp; Word</a>"#;
        assert!(mention("After & Word: debrief", &format!("{link}: debrief")) == said("debrief", true));
        let link = r#"<a href="https://matrix.to/#/%40afterword%3Aexample.org">Afterword</a>"#;
        assert!(mention("Afterword heard back", &format!("{link} heard back")) == said("heard back", true));
        assert!(mention("Afterword", link) == said("", true));
        // Without a link, by its id or by the first part of it.
        assert!(mention("@afterword:example.org, sheet", "") == said("sheet", true));
        assert!(mention("@Afterword debrief", "") == said("debrief", true));
        // Where the name comes later, all of it is what they said.
        assert!(mention("help me Afterword", &format!("help me {link}")) == said("help me Afterword", true));
        assert!(mention("Afterwords", "") == said("Afterwords", true));
    }

    #[test]
    fn what_older_clients_quote_is_left_out() {
        let reply = |body: &str| {
            message(json!({"msgtype": "m.text", "body": body, "m.relates_to": {"m.in_reply_to": {"event_id": "$q"}}}))
        };
        assert!(reply("> <@afterword:example.org> How likely?\n> A number.\n\n75\nor so") == said("75\nor so", false));
        assert!(reply("75") == said("75", false));
        assert!(message(json!({"msgtype": "m.text", "body": "> 75\n\nI said"})) == said("> 75\n\nI said", false));
    }

    #[test]
    fn threads_edits_and_what_is_taken_back_name_what_they_belong_to() {
        let thread =
            json!({"msgtype": "m.text", "body": "4", "m.relates_to": {"rel_type": "m.thread", "event_id": "$root"}});
        let heard_there = heard("m.room.message", thread).expect("it is heard");
        assert!(heard_there.thread.as_deref() == Some("$root") && heard_there.what == said("4", false).unwrap());
        let edit = json!({
            "msgtype": "m.text", "body": "* 5", "m.new_content": {"msgtype": "m.text", "body": "5"},
            "m.relates_to": {"rel_type": "m.replace", "event_id": "$four"}
        });
        assert!(message(edit) == Some(What::Edited { of: "$four".into(), text: "5".into() }));
        let removed = Some(What::Removed { of: "$four".into() });
        assert!(heard("m.room.redaction", json!({"redacts": "$four"})).map(|heard| heard.what) == removed);
        let old =
            json!({"type": "m.room.redaction", "event_id": "$e", "sender": "@sam:example.org", "redacts": "$four"});
        assert!(read(&old.to_string(), ME).map(|heard| heard.what) == removed);
    }

    #[test]
    fn members_upgrades_and_what_cannot_be_read_are_noticed() {
        let member = |membership: &str, before: &str| {
            let event = json!({
                "type": "m.room.member", "event_id": "$e", "sender": ME, "state_key": ME,
                "content": {"membership": membership}, "unsigned": {"prev_content": {"membership": before}}
            });
            read(&event.to_string(), ME).map(|heard| heard.what)
        };
        assert!(member("join", "invite") == Some(What::Member { who: ME.into(), came: true }));
        assert!(member("join", "join") == Some(What::Member { who: ME.into(), came: false }), "a new name only");
        assert!(member("leave", "join") == Some(What::Member { who: ME.into(), came: false }));
        let sealed = heard("m.room.encrypted", json!({"algorithm": "m.megolm.v1.aes-sha2", "session_id": "k"}));
        assert!(sealed.map(|heard| heard.what) == Some(What::Sealed { key: Some("k".into()) }));
        let upgraded = json!({
            "type": "m.room.tombstone", "event_id": "$e", "sender": "@sam:example.org", "state_key": "",
            "content": {"body": "moved", "replacement_room": "!new"}
        });
        assert!(read(&upgraded.to_string(), ME).map(|heard| heard.what) == Some(What::Upgraded { to: "!new".into() }));
    }

    #[test]
    fn what_is_no_event_means_nothing() {
        for odd in ["", "[]", "{}", r#"{"type":"m.room.message"}"#, r#"{"type":1,"event_id":"$e","sender":"@a:b"}"#] {
            assert!(read(odd, ME).is_none(), "{odd}");
        }
        assert!(heard("m.reaction", json!({"m.relates_to": {"key": "1️⃣"}})).is_none());
    }

    #[test]
    fn a_reply_names_what_it_answers_and_a_fallback_does_not() {
        let answers = |falling_back: bool| {
            let relation = json!({
                "rel_type": "m.thread", "event_id": "$root", "is_falling_back": falling_back,
                "m.in_reply_to": {"event_id": "$q"}
            });
            let content = json!({"msgtype": "m.text", "body": "!afterword private", "m.relates_to": relation});
            heard("m.room.message", content).and_then(|heard| heard.answers)
        };
        assert_eq!((answers(false).as_deref(), answers(true)), (Some("$q"), None));
    }

    #[test]
    fn words_that_come_with_a_file_are_about_it() {
        let file = |body: &str, name: Value| {
            heard("m.room.message", json!({"msgtype": "m.file", "body": body, "filename": name})).expect("it is heard")
        };
        let called = file("!afterword prompts import", json!("ours.toml"));
        assert!(called.what == said("prompts import", true).unwrap() && called.answers.as_deref() == Some("$e"));
        for other in [file("ours.toml", json!("ours.toml")), file("!afterword prompts import", Value::Null)] {
            assert!(other.what == What::Sent && other.answers.is_none());
        }
    }

    #[test]
    fn a_reaction_names_its_message() {
        let relation = json!({"rel_type": "m.annotation", "event_id": "$post", "key": "🔒"});
        let reacted = heard("m.reaction", json!({"m.relates_to": relation})).map(|heard| heard.what);
        assert!(reacted == Some(What::Reacted { to: "$post".into(), key: "🔒".into() }));
    }
}
