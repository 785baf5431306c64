//! What moderators decide about a series, and what a prompt is.

use super::{
    Opens, Season,
    rotation::Order,
    schedule::{CatchUp, Schedule},
};
use crate::Private;
use serde::{Deserialize, Serialize};

/// What moderators decide about a series.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What they call it.
    pub name: Private,
    /// What it draws from.
    pub library: Library,
    /// In which order.
    #[serde(default)]
    pub order: Order,
    /// Where it posts.
    pub place: Place,
    /// When it posts.
    pub schedule: Schedule,
    /// The one role that is pinged, by its id on the platform.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// What becomes of runs that were missed.
    #[serde(default)]
    pub catch_up: CatchUp,
    /// Whether the newest post is pinned, and the one before unpinned.
    #[serde(default)]
    pub pins: bool,
    /// Whether moderators are warned when few prompts are left in a round.
    #[serde(default)]
    pub warns: bool,
}

/// What a series draws from.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Library {
    /// Themes of the prompts that are shipped.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// Which of the community's own.
    #[serde(default)]
    pub own: Own,
}

/// Which of a community's own prompts.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Own {
    /// None.
    None,
    /// All.
    #[default]
    All,
    /// Those of these themes.
    Themes(Vec<String>),
}

/// Where a series posts.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The channel or the room, by its id on the platform.
    pub channel: String,
    /// As what.
    pub kind: PlaceKind,
}

/// As what a series posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A message.
    Message,
    /// A message with a thread of its own.
    Thread,
    /// A post of a forum.
    Forum,
}

/// A prompt as a moderator writes it, or takes it in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPrompt {
    /// What it says, at most [`super::prompt::LONGEST`] characters.
    pub text: Private,
    /// By which a series finds it.
    pub theme: String,
    /// The talk that it opens in private.
    pub opens: Opens,
    /// When it can be posted; `None` is all the year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub season: Option<Season>,
    /// A picture that goes along, as the platform names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}
