//! Whether an answer of the homeserver holds nothing but what people say. Pure.

use matrix_sdk::ruma::{
    OneTimeKeyAlgorithm, UInt,
    api::client::sync::sync_events::v3::{JoinedRoom, Response, State},
    events::AnySyncTimelineEvent,
    serde::Raw,
};
use serde::{Deserialize, de::IgnoredAny};
use std::collections::BTreeMap;

/// The types of events by which people say something. Of a redaction the SDK has to know: it may
/// take back a part of the room's state.
const SAID: [&str; 3] = ["m.room.message", "m.room.encrypted", "m.reaction"];

/// How many keys the homeserver has left with which others can begin to send keys to the device.
/// It stands in every answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeysLeft {
    one_time: BTreeMap<OneTimeKeyAlgorithm, UInt>,
    fallback: Option<Vec<OneTimeKeyAlgorithm>>,
}

impl KeysLeft {
    pub(super) fn of(response: &Response) -> Self {
        let Response { device_one_time_keys_count: one_time, device_unused_fallback_key_types: fallback, .. } =
            response;
        Self { one_time: one_time.clone(), fallback: fallback.clone() }
    }
}

/// Whether, apart from the keys left, it holds only what was said, in rooms that are as they were.
pub(super) fn is_only_talk(response: &Response) -> bool {
    let Response { rooms, presence, account_data, to_device, device_lists, .. } = response;
    let elsewhere = rooms.invite.is_empty() && rooms.leave.is_empty() && rooms.knock.is_empty();
    let besides = presence.is_empty() && account_data.is_empty() && to_device.is_empty() && device_lists.is_empty();
    elsewhere && besides && rooms.join.values().all(only_talks)
}

fn only_talks(room: &JoinedRoom) -> bool {
    let JoinedRoom { summary, timeline, state, account_data, ephemeral, .. } = room;
    let (State::Before(state) | State::After(state)) = state else { return false };
    let as_it_was = summary.is_empty() && state.is_empty() && account_data.is_empty() && ephemeral.is_empty();
    as_it_was && !timeline.limited && timeline.events.iter().all(is_said)
}

fn is_said(event: &Raw<AnySyncTimelineEvent>) -> bool {
    #[derive(Deserialize)]
    struct Shape {
        #[serde(rename = "type")]
        kind: String,
        state_key: Option<IgnoredAny>,
    }
    let shape = serde_json::from_str::<Shape>(event.json().get());
    shape.is_ok_and(|shape| shape.state_key.is_none() && SAID.contains(&shape.kind.as_str()))
}

/// Whether an event is encrypted.
pub(super) fn is_sealed(event: &Raw<AnySyncTimelineEvent>) -> bool {
    event.get_field::<&str>("type").is_ok_and(|kind| kind == Some("m.room.encrypted"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use matrix_sdk::ruma::{api::IncomingResponse as _, exports::http};
    use serde_json::{Value, json};

    fn response(json: &Value) -> Response {
        let answer = http::Response::new(serde_json::to_vec(json).expect("it is JSON"));
        Response::try_from_http_response(answer).expect("it is an answer")
    }

    /// An answer of Synapse to somebody who was written to, with more of the event and of the room.
    fn written(event: Value, room: Value) -> Value {
        let mut written = json!({
            "type": "m.room.message",
            "event_id": "$one",
            "sender": "@mina:example.org",
            "origin_server_ts": 1,
            "content": {"msgtype": "m.text", "body": "hello"},
        });
        merge(&mut written, event);
        let mut joined = json!({
            "timeline": {"events": [written], "prev_batch": "s1", "limited": false},
            "state_after": {"events": []},
            "account_data": {"events": []},
            "ephemeral": {"events": []},
            "unread_notifications": {"notification_count": 1, "highlight_count": 0},
            "summary": {},
        });
        merge(&mut joined, room);
        json!({
            "next_batch": "s2",
            "device_one_time_keys_count": {"signed_curve25519": 50},
            "device_unused_fallback_key_types": ["signed_curve25519"],
            "rooms": {"join": {"!room:example.org": joined}},
        })
    }

    fn merge(into: &mut Value, more: Value) {
        let (Value::Object(into), Value::Object(more)) = (into, more) else { panic!("both are objects") };
        into.extend(more);
    }

    fn with(more: Value) -> Value {
        let mut answer = written(json!({}), json!({}));
        merge(&mut answer, more);
        answer
    }

    #[test]
    fn what_people_say_is_only_talk() {
        for kind in SAID {
            let answer = written(json!({"type": kind}), json!({}));
            assert!(is_only_talk(&response(&answer)), "{kind}");
        }
        let nothing = json!({"next_batch": "s2", "device_one_time_keys_count": {"signed_curve25519": 50}});
        assert!(is_only_talk(&response(&nothing)));
    }

    #[test]
    fn whatever_the_sdk_has_to_know_is_not() {
        let member = json!({
            "type": "m.room.member",
            "event_id": "$two",
            "sender": "@mina:example.org",
            "origin_server_ts": 1,
            "state_key": "@mina:example.org",
            "content": {"membership": "join"},
        });
        let room = json!({"!other:example.org": {}});
        let tag = json!({"type": "m.tag", "content": {"tags": {}}});
        let direct = json!({"type": "m.direct", "content": {}});
        let key = json!({"type": "m.room_key", "sender": "@mina:example.org", "content": {}});
        let here = |room: Value| written(json!({}), room);
        let answers = [
            written(json!({"type": "m.room.member", "state_key": "@mina:example.org"}), json!({})),
            // Some state has the name of a message, or one that nobody knows.
            written(json!({"state_key": ""}), json!({})),
            written(json!({"type": "org.example.new"}), json!({})),
            written(json!({"type": "m.room.redaction", "redacts": "$one"}), json!({})),
            here(json!({"state_after": {"events": [member]}})),
            here(json!({"timeline": {"events": [], "prev_batch": "s1", "limited": true}})),
            here(json!({"account_data": {"events": [tag]}})),
            here(json!({"ephemeral": {"events": [{"type": "m.typing", "content": {"user_ids": []}}]}})),
            here(json!({"summary": {"m.joined_member_count": 3}})),
            with(json!({"rooms": {"invite": room}})),
            with(json!({"rooms": {"leave": room}})),
            with(json!({"rooms": {"knock": room}})),
            with(json!({"account_data": {"events": [direct]}})),
            with(json!({"to_device": {"events": [key]}})),
            with(json!({"device_lists": {"changed": ["@mina:example.org"]}})),
            with(json!({"device_lists": {"left": ["@mina:example.org"]}})),
        ];
        for answer in answers {
            assert!(!is_only_talk(&response(&answer)), "{answer}");
        }
        // A homeserver that does not know of the state afterwards tells of that before.
        let mut before = written(json!({}), json!({"state": {"events": [member]}}));
        before["rooms"]["join"]["!room:example.org"].as_object_mut().expect("it is one").remove("state_after");
        assert!(!is_only_talk(&response(&before)));
    }

    #[test]
    fn keys_that_were_used_are_noticed() {
        let left = |more| KeysLeft::of(&response(&with(more)));
        assert_eq!(left(json!({})), left(json!({"rooms": {}})));
        assert_ne!(left(json!({})), left(json!({"device_one_time_keys_count": {"signed_curve25519": 49}})));
        assert_ne!(left(json!({})), left(json!({"device_unused_fallback_key_types": []})));
    }
}
