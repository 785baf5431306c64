//! Backups: all of a store at one moment, in one sealed file.
//!
//! A backup holds rows as they mean something, not as a store arranges them, so
//! it also is the road from one kind of store to another. Everything streams: a
//! chunk and one person are the most that is held in memory. `docs/storage.md`
//! has the format.
//!
//! The container is sealed under the index key, which never changes; what is in
//! it, under data keys that are wrapped by the masters of their time. So once an
//! old master is destroyed, an old backup opens only beside the living store,
//! which has the keys of everybody who is still there and of nobody else
//! ([`Keys::Living`]).

mod container;
mod error;
mod folder;
mod item;
mod onto_disk;
mod people;
mod reading;
mod sparing;
mod writing;

pub use container::Header;
pub use error::BackupError;
pub use folder::{Folder, Kept};
pub use item::Item;
pub use onto_disk::restore_folder;
pub use reading::{check, restore, verify};
pub use writing::write;

use serde::{Deserialize, Serialize};

use crate::seal::{KeysFolder, Vault};
use crate::{ActorId, Store};

/// What opens a backup.
#[derive(Clone, Copy)]
pub enum Keys<'a> {
    /// The master keys of the backup's time, in a folder.
    Folder(&'a KeysFolder),
    /// The same, unlocked: for a backup of the store they belong to.
    Vault(&'a Vault),
    /// The store as it is now. Each person's key is taken from it, so people it
    /// has erased, or never heard of, are left out, and so is whoever has had
    /// their data key replaced since: a deleted answer does not come back.
    Living {
        /// The store.
        store: &'a dyn Store,
        /// Its keys.
        vault: &'a Vault,
    },
}

/// How far something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Records so far.
    pub records: u64,
    /// Bytes of the backup file so far.
    pub bytes: u64,
}

/// How many records of each kind a backup holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is named after the kind of record it counts")]
pub struct Counts {
    pub heads: u64,
    pub keys: u64,
    pub entries: u64,
    pub wakes: u64,
    pub messages: u64,
    pub accounts: u64,
    pub blocked: u64,
    pub heard: u64,
    pub meta: u64,
    /// Rows the store could not read when the backup was made.
    pub unreadable: u64,
}

impl Counts {
    fn add(&mut self, item: &Item) {
        use crate::Record;
        let count = match item {
            Item::Record(Record::Head { .. }) => &mut self.heads,
            Item::Record(Record::Key { .. }) => &mut self.keys,
            Item::Record(Record::Entry { .. }) => &mut self.entries,
            Item::Record(Record::Wake { .. }) => &mut self.wakes,
            Item::Record(Record::Outbox(_)) => &mut self.messages,
            Item::Record(Record::Account { .. }) => &mut self.accounts,
            Item::Record(Record::Blocked(_)) => &mut self.blocked,
            Item::Record(Record::Heard { .. }) => &mut self.heard,
            Item::Record(Record::Meta { .. }) => &mut self.meta,
            Item::Unreadable { .. } => &mut self.unreadable,
        };
        *count += 1;
    }

    /// All of them together.
    #[must_use]
    pub fn records(&self) -> u64 {
        let Self { heads, keys, entries, wakes, messages, accounts, blocked, heard, meta, unreadable } = self;
        [heads, keys, entries, wakes, messages, accounts, blocked, heard, meta, unreadable].into_iter().sum()
    }
}

/// What a backup holds, and what of it was not taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// When it was made (ms).
    pub made_at_ms: i64,
    /// How long the file is.
    pub bytes: u64,
    /// What is in it.
    pub counts: Counts,
    /// Rows that could not be read when it was made: tree and row key.
    pub unreadable: Vec<String>,
    /// How many people were left out because the living store does not know
    /// them, most likely because it erased them.
    pub erased: u64,
    /// How many people were left out because their data key was replaced since.
    pub rekeyed: u64,
    /// People who were set aside because something of them does not open.
    pub damaged: Vec<SetAside>,
    /// Messages that do not open and were left out, while their people were not.
    pub messages: u64,
}

impl Summary {
    fn new(made_at_ms: i64) -> Self {
        Self {
            made_at_ms,
            bytes: 0,
            counts: Counts::default(),
            unreadable: Vec::new(),
            erased: 0,
            rekeyed: 0,
            damaged: Vec::new(),
            messages: 0,
        }
    }

    /// Whether everything that is in the backup was readable when it was made, and opens.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.unreadable.is_empty() && self.damaged.is_empty() && self.messages == 0
    }
}

/// Somebody who was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Who.
    pub actor: ActorId,
    /// The row, and what is wrong with it.
    pub why: String,
}
