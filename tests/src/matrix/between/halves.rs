//! A room that is known by halves: a homeserver makes it event by event, and tells of each.

use super::{PATIENCE, Watched};
use hyper::body::Bytes;
use serde_json::Value;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// How often it is looked whether the bot has asked.
const SOON: Duration = Duration::from_millis(20);

/// How much of it the bot has been told.
#[derive(Default)]
pub(super) struct Halves {
    /// It has asked who is there.
    asked: bool,
    /// It has learnt that the room is made.
    made: bool,
}

/// What the bot gets of this answer.
pub(super) async fn answer(watched: &Watched, path: &str, body: Bytes) -> Bytes {
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    let Some(made) = watched.state().halves.as_ref().map(|halves| halves.made) else { return body };
    if path.ends_with("/createRoom") && !made {
        let asked = async {
            while !watched.state().halves.as_ref().is_some_and(|halves| halves.asked) {
                sleep(SOON).await;
            }
        };
        timeout(PATIENCE, asked).await.expect("the bot asks who is in the room it hears of");
        watched.changes(|halves| halves.made = true);
    } else if path.ends_with("/sync") {
        return without(body, |told| {
            let rooms = told.pointer_mut("/rooms/join").and_then(Value::as_object_mut);
            let parts = rooms.into_iter().flatten().filter_map(|(_, room)| room.as_object_mut()).flatten();
            parts.filter_map(|(_, part)| part.get_mut("events")).collect()
        });
    } else if path.ends_with("/members") && !made {
        watched.changes(|halves| halves.asked = true);
        return without(body, |told| told.get_mut("chunk").into_iter().collect());
    }
    body
}

impl Watched {
    fn changes(&self, change: impl FnOnce(&mut Halves)) {
        if let Some(halves) = &mut self.state().halves {
            change(halves);
        }
    }
}

/// The same without invitations in these lists.
fn without(body: Bytes, lists: impl FnOnce(&mut Value) -> Vec<&mut Value>) -> Bytes {
    let mut told: Value = serde_json::from_slice(&body).expect("the homeserver answers in JSON");
    for list in lists(&mut told).into_iter().filter_map(Value::as_array_mut) {
        list.retain(|event| event["type"] != "m.room.member" || event["content"]["membership"] != "invite");
    }
    told.to_string().into()
}
