//! What an engine is made of.

use std::collections::HashMap;
use std::sync::Arc;

use afterword_core::{Settings, community::Prompt};
use afterword_store::{Store, seal::Vault};

use crate::{Clock, Courier, Ear, Limits, Upkeep};

/// What an engine is made of.
pub struct Parts {
    /// Where journals are kept.
    pub store: Arc<dyn Store>,
    /// The keys of that store.
    pub vault: Arc<Vault>,
    /// Understands what people write.
    pub ear: Arc<dyn Ear>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// The operator's numbers.
    pub settings: Settings,
    /// The prompts that are shipped, for communities to draw from.
    pub prompts: Vec<Prompt>,
    /// The platforms, by the name that [`Inbound::platform`](crate::Inbound::platform) uses.
    pub platforms: HashMap<String, Platform>,
    /// How much is taken and held in memory.
    pub limits: Limits,
    /// How keys and backups are looked after.
    pub upkeep: Upkeep,
    /// Somebody has looked at the clock, and it is right: it may be years ahead
    /// of where it was.
    pub accept_clock: bool,
}

/// A platform as the engine knows it.
pub struct Platform {
    /// What carries the messages, as people are told ("Discord", "This terminal").
    pub shown: String,
    /// Brings messages there.
    pub courier: Arc<dyn Courier>,
    /// Whether the pace of an account and the number of new people are limited
    /// here. Not where the one who sits there owns the machine.
    pub limited: bool,
}

/// Why an engine did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store said no.
    #[error(transparent)]
    Store(#[from] afterword_store::Error),
    /// The clock of this store was moved, and the clock given here cannot be.
    #[error(
        "the clock of this data folder was moved by {offset_ms} ms to try things out, so it cannot be served to people; name another folder with --data"
    )]
    ClockMoved {
        /// How far.
        offset_ms: i64,
    },
    /// The clock is more than a year ahead of where it was.
    #[error(
        "the clock of this machine shows {shows}, and {showed} when Afterword last ran. If that is right, start once with --accept-clock; if not, set the clock first: reminders would come all at once, and backups and keys be taken for old"
    )]
    ClockAhead {
        /// What it shows.
        shows: String,
        /// The latest it ever showed here.
        showed: String,
    },
    /// The row that keeps the offset of the clock holds something else.
    #[error("row {row} of meta does not hold the 8 bytes it should; restore the newest backup")]
    Meta {
        /// Its name.
        row: &'static str,
    },
    /// A defect; its place in the code is in the log.
    #[error("a defect ended the start; its place in the code is in the log")]
    Defect,
}
