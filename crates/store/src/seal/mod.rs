//! Keys, and what is done with them.
//!
//! Master keys live outside the store, one file for each epoch. Everything else
//! is in it: an index key that hashes accounts and events, and for every actor
//! a data key, both wrapped by the master key of their epoch. Dropping an
//! actor's wrapped key and, later, its master is what erasing rests on.

mod cipher;
mod data_key;
mod masters;

use std::path::{Path, PathBuf};

use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

pub use data_key::{DataKey, entry_row, outbox_row};

use crate::{AccountHash, ActorId, HeardHash, Store, WrappedKey, Write};
use cipher::Key;
use masters::Masters;

/// The meta row that holds the wrapped index key.
const INDEX_KEY: &str = "index_key";

/// The keys of one data folder, unlocked.
///
/// It has no `Debug`, and its keys are overwritten when it is dropped.
pub struct Vault {
    masters: Masters,
    index: Key,
}

impl Vault {
    /// Reads the master keys and unlocks the index key; on the first start,
    /// makes both and has them on the disk before it returns.
    ///
    /// # Errors
    /// [`SealError`] for a master key that is missing, wrong, malformed or
    /// readable by others, and what the disk and the store say.
    pub fn open_or_create(keys_folder: &Path, store: &dyn Store) -> Result<Self, SealError> {
        let masters = Masters::read(keys_folder)?;
        if let Some(wrapped) = store.meta(INDEX_KEY)? {
            return Self::unlock(keys_folder, masters, &wrapped);
        }
        if !store.actors(None, 1)?.is_empty() {
            return Err(SealError::NoIndexKey);
        }
        let masters = match masters {
            Some(masters) => masters,
            None => Masters::create(keys_folder)?,
        };
        let index = derive_index(&masters);
        let (epoch, master) = masters.current();
        let sealed = cipher::seal(master, "meta", INDEX_KEY.as_bytes(), epoch, index.bytes());
        // Nothing can conflict with a named value, so the answers say nothing.
        store.commit(&[Write::Meta { name: INDEX_KEY, value: Some(sealed) }])?;
        Ok(Self { masters, index })
    }

    /// The epoch under which new data keys are wrapped.
    #[must_use]
    pub fn epoch(&self) -> u32 {
        self.masters.current().0
    }

    /// The row an account on a platform is found by.
    #[must_use]
    pub fn account_hash(&self, platform: &str, account: &str) -> AccountHash {
        AccountHash(self.hash("account", platform, account))
    }

    /// The row by which an event is recognised when a platform tells it again.
    #[must_use]
    pub fn heard_hash(&self, platform: &str, event_id: &str) -> HeardHash {
        HeardHash(self.hash("heard", platform, event_id))
    }

    /// A fresh random key for an actor, open and wrapped.
    #[must_use]
    pub fn new_data_key(&self, actor: ActorId) -> (DataKey, WrappedKey) {
        let (epoch, master) = self.masters.current();
        let key = Key::random();
        let bytes = cipher::seal(master, "key", &actor.0, epoch, key.bytes());
        (DataKey::new(key), WrappedKey { epoch, bytes })
    }

    /// Opens the data key of an actor.
    ///
    /// # Errors
    /// [`SealError::MissingMaster`] where its epoch's master is gone, and
    /// [`SealError::DoesNotOpen`] for a row that was changed or belongs to
    /// another actor.
    pub fn unwrap(&self, actor: ActorId, wrapped: &WrappedKey) -> Result<DataKey, SealError> {
        let master = self.masters.of(wrapped.epoch)?;
        let plain = cipher::open(master, "key", &actor.0, &wrapped.bytes)?;
        Key::from_bytes(&plain).map(DataKey::new).ok_or_else(|| SealError::does_not_open("key", &actor.0))
    }

    fn unlock(folder: &Path, masters: Option<Masters>, wrapped: &[u8]) -> Result<Self, SealError> {
        let row = INDEX_KEY.as_bytes();
        let epoch = cipher::epoch_of(wrapped).ok_or_else(|| SealError::does_not_open("meta", row))?;
        let masters = masters.ok_or_else(|| masters::missing(folder, epoch))?;
        // This is the first thing a master key opens, so a failure most likely
        // means that the file holds the key of another folder.
        let index = cipher::open(masters.of(epoch)?, "meta", row, wrapped)
            .ok()
            .and_then(|plain| Key::from_bytes(&plain))
            .ok_or_else(|| SealError::WrongMaster { file: masters.file(epoch) })?;
        Ok(Self { masters, index })
    }

    /// Every part is preceded by its length: no two different pairs can ever be
    /// spelled the same way.
    fn hash(&self, kind: &str, platform: &str, id: &str) -> [u8; 32] {
        let mut mac =
            <Hmac<Sha256> as hmac::Mac>::new_from_slice(self.index.bytes()).expect("HMAC takes a key of any length");
        for part in [kind, platform, id] {
            mac.update(&cipher::length(part.as_bytes()));
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes().into()
    }
}

/// From the first master, so that a folder whose first start was cut off
/// between its two writes comes to the same key again.
fn derive_index(masters: &Masters) -> Key {
    let mut index = Key::zero();
    Hkdf::<Sha256>::new(None, masters.first().bytes())
        .expand(b"afterword index key 1", index.bytes_mut())
        .expect("32 bytes are within what HKDF-SHA256 can give");
    index
}

/// Why something sealed, or a key, cannot be used. No message ever holds a key
/// or what was sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// What is in the store was sealed under a master key that is not there.
    #[error("the master key {} is missing, and what is kept was sealed with it; put the file back from your copy", file.display())]
    MissingMaster {
        /// Where it was looked for.
        file: PathBuf,
    },
    /// The master key is not the one the store was made with.
    #[error("the master key {} does not open this store; put the file back that belongs to this data folder", file.display())]
    WrongMaster {
        /// The file it came from.
        file: PathBuf,
    },
    /// A master key file that cannot be understood.
    #[error("{} is not a master key: {why}; put the file back from your copy", file.display())]
    Malformed {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Others than the owner may read a master key.
    #[error("{} may be read by others (mode {mode:03o}); allow only its owner: chmod go= {}", path.display(), path.display())]
    TooOpen {
        /// The file or the folder.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// There are people in the store, but no index key to find them by.
    #[error("the store holds journals, but its row index_key is gone; restore the newest backup")]
    NoIndexKey,
    /// Something sealed that was changed, moved to another row, or sealed with another key.
    #[error("row {row} of {tree} does not open: it was changed, or sealed with another key")]
    DoesNotOpen {
        /// The tree it is in.
        tree: String,
        /// Its row key, in hexadecimal.
        row: String,
    },
    /// A key file cannot be read or written.
    #[error("{}: {error}", path.display())]
    Io {
        /// The file or the folder.
        path: PathBuf,
        /// What the operating system says.
        error: std::io::Error,
    },
    /// The store said no.
    #[error(transparent)]
    Store(#[from] crate::Error),
}

impl SealError {
    fn does_not_open(tree: &str, row: &[u8]) -> Self {
        Self::DoesNotOpen { tree: tree.to_owned(), row: row.iter().map(|byte| format!("{byte:02x}")).collect() }
    }
}
