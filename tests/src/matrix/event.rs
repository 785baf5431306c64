//! What a client sees.

use serde::Deserialize;
use serde_json::Value;

/// Something in a room, as a client understood it.
#[derive(Clone, Debug, Deserialize)]
pub struct Event {
    /// The room it is in.
    pub room: String,
    /// Its id; empty for what has none, such as an invite.
    pub id: String,
    /// Who it comes from.
    pub sender: String,
    /// Its type: `m.room.message`, …; `invite` for an invite to a room, `m.typing` and
    /// `m.receipt` for what passes; `m.room.encrypted` where the client could not read it.
    pub kind: String,
    /// Its content, decrypted.
    pub content: Value,
    /// What a state is about.
    pub state_key: Option<String>,
    /// Whether it was encrypted on its way.
    pub encrypted: bool,
    /// Whether the client could read it.
    pub read: bool,
    /// What a matrix-js-sdk client shows beside something encrypted: `none`, or a colour and why.
    #[serde(default)]
    pub shield: Option<String>,
}

impl Event {
    /// What a message says, or nothing.
    #[must_use]
    pub fn text(&self) -> &str {
        self.content["body"].as_str().unwrap_or_default()
    }

    /// Whether it is a message that was said, not the change of an earlier one.
    #[must_use]
    pub fn is_message(&self) -> bool {
        self.kind == "m.room.message" && self.relation() != Some("m.replace")
    }

    /// How it relates to another event: `m.thread`, `m.replace`, `m.annotation`.
    #[must_use]
    pub fn relation(&self) -> Option<&str> {
        self.content["m.relates_to"]["rel_type"].as_str()
    }

    /// The event it relates to.
    #[must_use]
    pub fn relates_to(&self) -> Option<&str> {
        self.content["m.relates_to"]["event_id"].as_str()
    }

    /// Whether somebody is in this state in the room: `join`, `leave`, `invite`, `ban`.
    #[must_use]
    pub fn tells_of(&self, user: &str, membership: &str) -> bool {
        self.kind == "m.room.member"
            && self.state_key.as_deref() == Some(user)
            && self.content["membership"] == membership
    }
}
