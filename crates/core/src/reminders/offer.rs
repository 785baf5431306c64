//! An offer (§4), its decision, and what follows from it. Its reminders.

use super::{Rank, Reminder};
use crate::{Person, Settings};
use serde::{Deserialize, Serialize};

/// What is to be said later.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {}

impl Due {
    pub(super) fn rank(&self) -> Rank {
        match *self {}
    }
}

pub(super) fn agenda(_person: &Person, _settings: &Settings, _agenda: &mut Vec<Reminder>) {}
