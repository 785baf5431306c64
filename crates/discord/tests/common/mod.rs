//! Every message and every form there can be: each question of each talk, in each state
//! that the walk reaches, in a server and in direct messages.

#![allow(dead_code, reason = "each test uses its part")]

use afterword_core::{
    Ask, Event, Person, Say,
    event::Meaning,
    walk::{TALKS, answered, context, samples_at, settings, turn, walk},
};
use afterword_discord::{
    render::{self, Surface},
    with_slashes,
};
use afterword_words::Words;
use serde_json::Value;

pub(crate) const SURFACES: [Surface; 2] = [Surface::Ephemeral, Surface::Direct];

pub(crate) fn words() -> Words {
    with_slashes(&Words::load("en-GB").unwrap()).unwrap()
}

/// What is asked of this person where they stand.
pub(crate) fn asked(person: &Person) -> Option<Ask> {
    let settings = settings();
    person.current_ask(&context(&settings))
}

/// Calls back with the name of a place, the person who stands there, and what they are told there:
/// the question alone, and all that the answers that lead on from there say.
pub(crate) fn everywhere(mut each: impl FnMut(&str, &Person, &Say)) {
    for talk in TALKS {
        for (position, person) in walk(talk).unwrap().positions {
            let name = format!("{talk} at {position:?}");
            if let Some(ask) = asked(&person) {
                each(&name, &person, &Say { blocks: Vec::new(), ask: Some(ask), attachment: None });
            }
            for sample in samples_at(&person) {
                let mut next = person.clone();
                for say in turn(&mut next, &answered(&sample)) {
                    each(&format!("{name}, {}", sample.label), &next, &say);
                }
            }
            let mut next = person.clone();
            let why = Event::Heard { meaning: Meaning::Command(afterword_core::Command::Why), said: None, stamp: None };
            for say in turn(&mut next, &why) {
                each(&format!("{name}, why"), &next, &say);
            }
        }
    }
}

/// A message, as each way of sending it has it: the request, and its body.
pub(crate) fn bodies(words: &Words, say: &Say, surface: Surface) -> Vec<(&'static str, &'static str, Value)> {
    use serenity::builder::CreateInteractionResponse as Response;
    let body = render::message(words, say, surface);
    let response = serde_json::to_value(Response::Message(body.response(surface))).unwrap();
    let update = serde_json::to_value(Response::UpdateMessage(body.response(surface))).unwrap();
    let edit = serde_json::to_value(body.edit()).unwrap();
    let direct = serde_json::to_value(body.direct("abcdefghijklmnopqrstuvwx")).unwrap();
    vec![
        ("POST", CALLBACK, response),
        ("POST", CALLBACK, update),
        ("PATCH", "/webhooks/1234567890123456/token/messages/@original", edit),
        ("POST", "/channels/1234567890123456/messages", direct),
    ]
}

/// The form of a question, as it is sent.
pub(crate) fn form(words: &Words, ask: &Ask) -> Value {
    let form = render::form(words, ask).unwrap();
    serde_json::to_value(serenity::builder::CreateInteractionResponse::Modal(form)).unwrap()
}

pub(crate) const CALLBACK: &str = "/interactions/1234567890123456/token/callback";
