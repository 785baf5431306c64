//! The verbs of moderators, and the names of what they say about a series or a setting.

use crate::{
    understand::key::Key,
    understanding::{Keys, Understanding},
};
use serde::Deserialize;
use std::collections::HashMap;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Verb {
    Help,
    New,
    Change,
    List,
    Show,
    Pause,
    Resume,
    Delete,
    Skip,
    Post,
    Preview,
    DryRun,
    Holidays,
    Library,
    Add,
    Edit,
    Remove,
    Import,
    Export,
    Suggestions,
    Accept,
    Decline,
    Log,
    Numbers,
    Undo,
    Set,
    Forget,
}

/// What is said about a series, or which setting is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Field {
    Name,
    When,
    Zone,
    Themes,
    Order,
    CatchUp,
    Pin,
    Warn,
    Ping,
    Thread,
    Skip,
    Place,
    Moderators,
    Approvals,
    Sharing,
    AskModerator,
    Suggestions,
    Reactions,
    Digest,
}

/// `[moderating]` of a locale.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Moderating {
    pub(crate) verbs: HashMap<Verb, Keys>,
    pub(crate) fields: HashMap<Field, Keys>,
    /// The place where it is typed.
    pub(crate) here: Keys,
    /// In the order of the library.
    pub(crate) in_order: Keys,
    pub(crate) shuffled: Keys,
    /// Missed runs: none of them, the latest, all.
    pub(crate) catch_up_none: Keys,
    pub(crate) catch_up_latest: Keys,
    pub(crate) on: Keys,
    pub(crate) off: Keys,
}

impl Understanding {
    /// The verb that a text begins with, and what follows it.
    pub(crate) fn verb<'t>(&self, text: &'t str) -> Option<(Verb, &'t str)> {
        longest(&self.moderating.verbs, text)
    }

    /// The setting that a text begins with, and what follows it.
    pub(crate) fn setting<'t>(&self, text: &'t str) -> Option<(Field, &'t str)> {
        longest(&self.moderating.fields, text)
    }

    /// The part of a series that this whole name means.
    pub(crate) fn field(&self, name: &str) -> Option<Field> {
        let key = Key::of(name);
        self.moderating.fields.iter().find(|(_, names)| names.contains(&key)).map(|(field, _)| *field)
    }
}

/// What the first words of a text mean, the longest phrase first, and what follows them.
fn longest<'t, T: Copy>(table: &HashMap<T, Keys>, text: &'t str) -> Option<(T, &'t str)> {
    const WORDS: usize = 4;
    let text = text.trim_start();
    let mut ends: Vec<usize> = text.match_indices(char::is_whitespace).map(|(place, _)| place).collect();
    ends.push(text.len());
    ends.iter().take(WORDS).rev().find_map(|end| {
        let (lead, rest) = text.split_at_checked(*end)?;
        let key = Key::of(lead.trim_end_matches([':', ';', ',']));
        let (one, _) = table.iter().find(|(_, names)| names.contains(&key))?;
        Some((*one, rest.trim()))
    })
}
