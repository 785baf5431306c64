//! What an engine is made of.

use std::collections::HashMap;
use std::sync::Arc;

use afterword_core::Settings;
use afterword_store::{Store, seal::Vault};

use crate::{Clock, Courier, Ear};

/// What an engine is made of.
pub struct Parts {
    /// Where journals are kept.
    pub store: Arc<dyn Store>,
    /// The keys of that store.
    pub vault: Vault,
    /// Understands what people write.
    pub ear: Arc<dyn Ear>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// The operator's numbers.
    pub settings: Settings,
    /// The platforms, by the name that [`Inbound::platform`](crate::Inbound::platform) uses.
    pub platforms: HashMap<String, Platform>,
    /// How much is held in memory.
    pub limits: Limits,
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
}

/// How much is held in memory, and so where "please send that again" begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Events of one account that may run or wait.
    pub waiting_per_account: usize,
    /// Events that may run or wait altogether.
    pub waiting: usize,
    /// Writes that go into one commit.
    pub batch: usize,
    /// People whose folded journal is kept at hand.
    pub people: usize,
    /// People who have not agreed and are remembered for an hour.
    pub strangers: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { waiting_per_account: 16, waiting: 4096, batch: 256, people: 2000, strangers: 10_000 }
    }
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
        "the clock of this machine shows {shows}, and {showed} when Afterword last ran. If that is right, start once with --accept-clock; if not, set the clock first: reminders would come all at once"
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
