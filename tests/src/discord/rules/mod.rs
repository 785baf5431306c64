//! What Discord does not take although its description lets it pass, and what this
//! bot never does: every sentence returned fails the test.

mod commands;
mod components;
mod described;
mod embeds;
mod message;
mod modal;

pub(crate) use described::as_described;
pub(crate) use message::{is_empty, pings};

use super::rest::{Sent, Where};
use serde_json::Value;

/// What is wrong with a body for this place.
pub(crate) fn of(place: Where, sent: &Sent) -> Vec<String> {
    let mut wrong = Wrong::default();
    let body = sent.json();
    match place {
        Where::Callback => callback(&mut wrong, body, sent),
        Where::Post => message::new(&mut wrong, body, sent, message::Pings::OneRole),
        Where::FollowUp => message::new(&mut wrong, body, sent, message::Pings::Nobody),
        Where::Edit | Where::EditOriginal | Where::EditFollowUp => message::edited(&mut wrong, body, sent),
        Where::PutCommands | Where::PutServerCommands => commands::all(&mut wrong, body),
        Where::NewThread | Where::NewThreadOn => {
            wrong.length("the name of a thread", &body["name"], 1, 100);
            if let Some(first) = body.get("message") {
                message::new(&mut wrong, first, sent, message::Pings::OneRole);
            }
        }
        Where::OpenDirect => wrong.fields("direct messages", body, &["recipient_id"]),
        _ => {}
    }
    wrong.0
}

fn callback(wrong: &mut Wrong, body: &Value, sent: &Sent) {
    wrong.fields("a callback", body, &["type", "data"]);
    let data = &body["data"];
    match body["type"].as_u64() {
        Some(4) => message::new(wrong, data, sent, message::Pings::Nobody),
        Some(5) => {
            if data.is_object() {
                // The library adds an empty list of attachments.
                wrong.fields("a deferred answer", data, &["flags", "attachments"]);
                wrong.unless(list(&data["attachments"]).is_empty(), "a deferred answer with attachments");
            }
        }
        Some(6) => wrong.unless(data.is_null() || data == &serde_json::json!({}), "a deferred update has no data"),
        Some(7) => message::edited(wrong, data, sent),
        Some(8) => commands::choices(wrong, "autocomplete", &data["choices"], true),
        Some(9) => modal::modal(wrong, data),
        _ => wrong.say(format!("there is no callback of type {}", body["type"])),
    }
}

/// What was found; the text of people is never part of it.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    fn say(&mut self, what: impl Into<String>) {
        self.0.push(what.into());
    }

    fn unless(&mut self, right: bool, what: &str) {
        if !right {
            self.say(what);
        }
    }

    /// Text of so many characters, as Discord counts: in UTF-16.
    fn length(&mut self, what: &str, text: &Value, least: usize, most: usize) {
        match text.as_str().map(length) {
            None => self.say(format!("{what} is no text")),
            Some(n) if n < least => self.say(format!("{what} has {n} characters, at least {least} are needed")),
            Some(n) if n > most => self.say(format!("{what} has {n} characters, {most} are possible")),
            Some(_) => {}
        }
    }

    /// The same where it may be absent.
    fn length_if_any(&mut self, what: &str, text: &Value, most: usize) {
        if !text.is_null() {
            self.length(what, text, 0, most);
        }
    }

    /// So many of something.
    fn number(&mut self, what: &str, n: usize, least: usize, most: usize) {
        if n < least || n > most {
            self.say(format!("{n} {what}; {least} to {most} are possible"));
        }
    }

    /// Nothing but these fields: Discord ignores others, and a typing error would go unseen.
    fn fields(&mut self, what: &str, object: &Value, known: &[&str]) {
        let Some(object) = object.as_object() else { return self.say(format!("{what} is no object")) };
        for key in object.keys().filter(|key| !known.contains(&key.as_str())) {
            self.say(format!("{what} has the unknown field `{key}`"));
        }
    }
}

fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
