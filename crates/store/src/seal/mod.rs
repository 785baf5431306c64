//! Keys, and what is done with them.
//!
//! Master keys live outside the store, one file for each epoch. Everything else
//! is in it: an index key that hashes accounts and events, and for every actor
//! a data key, both wrapped by the master key of their epoch. Dropping an
//! actor's wrapped key and, later, its master is what erasing rests on.

mod cipher;
mod data_key;
mod keys_folder;
mod masters;

use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

pub use data_key::{DataKey, entry_row, outbox_row};
pub use keys_folder::{KeysFolder, Owner};

use crate::{AccountHash, ActorId, HeardHash, Store, WrappedKey, Write};
use cipher::Key;
pub(crate) use cipher::epoch_of;
use masters::Masters;

/// The meta row that holds the wrapped index key ([`Vault::wrapped_index`]).
pub const INDEX_KEY: &str = "index_key";

/// The keys of one data folder, unlocked.
///
/// It has no `Debug`, and its keys are overwritten when it is dropped. All
/// methods take `&self`: one vault serves every thread.
///
/// A rotation is: [`Vault::begin_epoch`]; [`Vault::rewrap`] every key row until
/// a whole pass finds none that is older; write [`Vault::wrapped_index`] to the
/// meta row [`INDEX_KEY`]. The old master may be destroyed only after both, and
/// after the backups that are to be opened with it are gone.
pub struct Vault {
    masters: RwLock<Masters>,
    index: Key,
}

impl Vault {
    /// Reads the master keys and unlocks the index key; on the first start,
    /// makes both and has them on the disk before it returns.
    ///
    /// # Errors
    /// [`SealError`] for a master key that is missing, wrong, malformed or
    /// readable by others, and what the disk and the store say.
    pub fn open_or_create(keys_folder: &KeysFolder, store: &dyn Store) -> Result<Self, SealError> {
        let masters = Masters::read(keys_folder)?;
        if let Some(wrapped) = store.meta(INDEX_KEY)? {
            return Self::unlock_with(keys_folder, masters, &wrapped);
        }
        // Rows that cannot be read are left out of both.
        if !store.actors(None, 1)?.is_empty() || !store.keys(None, 1)?.is_empty() {
            return Err(SealError::NoIndexKey);
        }
        let masters = match masters {
            Some(masters) => masters,
            None => Masters::create(keys_folder)?,
        };
        let index = derive_index(&masters);
        let vault = Self { masters: RwLock::new(masters), index };
        // Nothing can conflict with a named value, so the answers say nothing.
        store.commit(&[Write::Meta { name: INDEX_KEY.into(), value: Some(vault.wrapped_index()) }])?;
        Ok(vault)
    }

    /// Reads the master keys and unlocks an index key that is at hand, that of a backup.
    ///
    /// # Errors
    /// As [`Vault::open_or_create`].
    pub fn unlock(keys_folder: &KeysFolder, wrapped_index: &[u8]) -> Result<Self, SealError> {
        Self::unlock_with(keys_folder, Masters::read(keys_folder)?, wrapped_index)
    }

    /// The epoch under which new data keys are wrapped.
    #[must_use]
    pub fn epoch(&self) -> u32 {
        self.masters().current().0
    }

    /// Every epoch of which the master key is there, rising.
    #[must_use]
    pub fn epochs(&self) -> Vec<u32> {
        self.masters().epochs()
    }

    /// Begins a new epoch: from now on new data keys are wrapped by its master.
    /// The answer is the epoch, and its master is on the disk by then.
    ///
    /// # Errors
    /// [`SealError::NoNewMaster`] where the operator owns the folder and has put
    /// no newer file there, and what the disk says. Nothing has changed then.
    pub fn begin_epoch(&self) -> Result<u32, SealError> {
        self.masters_mut().begin()
    }

    /// Whether master keys are made and destroyed here, and not by an operator.
    #[must_use]
    pub fn makes_masters(&self) -> bool {
        self.masters().owner() == Owner::Program
    }

    /// The same data key, wrapped by the newest master; `None` where it is already.
    ///
    /// # Errors
    /// As [`Vault::unwrap`].
    pub fn rewrap(&self, actor: ActorId, wrapped: &WrappedKey) -> Result<Option<WrappedKey>, SealError> {
        let masters = self.masters();
        let (epoch, master) = masters.current();
        if wrapped.epoch == epoch {
            return Ok(None);
        }
        let key = unwrap_with(&masters, actor, wrapped)?;
        Ok(Some(WrappedKey { epoch, bytes: cipher::seal(master, "key", &actor.0, epoch, key.bytes()) }))
    }

    /// The index key, wrapped by the newest master: the value of [`INDEX_KEY`].
    #[must_use]
    pub fn wrapped_index(&self) -> Vec<u8> {
        let masters = self.masters();
        let (epoch, master) = masters.current();
        cipher::seal(master, "meta", INDEX_KEY.as_bytes(), epoch, self.index.bytes())
    }

    /// Destroys the master key of an epoch: whatever is still wrapped by it, in
    /// old pages of the store and old backups, opens never again. It may be
    /// called again after a crash; an epoch that is gone is no error.
    ///
    /// # Errors
    /// [`SealError::InUse`] for the newest, [`SealError::NotOurs`] while the
    /// file of an operator is there, and what the disk says: then call it again.
    pub fn destroy_epoch(&self, epoch: u32) -> Result<(), SealError> {
        self.masters_mut().destroy(epoch)
    }

    /// The row an account on a platform is found by.
    #[must_use]
    pub fn account_hash(&self, platform: &str, account: &str) -> AccountHash {
        AccountHash(self.hash("account", platform, account))
    }

    /// The row by which an event is recognised when a platform tells it again.
    #[must_use]
    pub fn heard_hash(&self, platform: &str, event_id: &str) -> HeardHash {
        let whole = self.hash("heard", platform, event_id);
        HeardHash(std::array::from_fn(|at| whole[at]))
    }

    /// A fresh random key for an actor, open and wrapped.
    #[must_use]
    pub fn new_data_key(&self, actor: ActorId) -> (DataKey, WrappedKey) {
        let masters = self.masters();
        let (epoch, master) = masters.current();
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
        unwrap_with(&self.masters(), actor, wrapped).map(DataKey::new)
    }

    /// What the backups of this store are told by, among those of others. It
    /// says nothing, and stays the same through every change of keys.
    pub(crate) fn name(&self) -> [u8; 16] {
        let mut name = [0; 16];
        Hkdf::<Sha256>::new(None, self.index.bytes())
            .expand(b"afterword backup of 1", &mut name)
            .expect("16 bytes are within what HKDF-SHA256 can give");
        name
    }

    /// The key of one backup. It comes from the index key, not from a master, so
    /// that whoever has the living store can open the container of an old backup
    /// whose master is destroyed; the data keys in it stay shut.
    pub(crate) fn backup_key(&self, salt: &[u8; 32]) -> DataKey {
        let mut key = Key::zero();
        Hkdf::<Sha256>::new(Some(salt), self.index.bytes())
            .expand(b"afterword backup 1", key.bytes_mut())
            .expect("32 bytes are within what HKDF-SHA256 can give");
        DataKey::new(key)
    }

    /// Puts the newest master key into a new folder, where the program owns them;
    /// the operator's stay where the operator put them. Older ones are not to
    /// outlive the day on which they are destroyed elsewhere.
    pub(crate) fn copy_newest_master(&self, folder: &Path) -> Result<(), SealError> {
        self.masters().copy_newest_to(folder)
    }

    fn masters(&self) -> RwLockReadGuard<'_, Masters> {
        // They change in one step at a time, so they are sound whoever panicked.
        self.masters.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn masters_mut(&self) -> RwLockWriteGuard<'_, Masters> {
        self.masters.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn unlock_with(folder: &KeysFolder, masters: Option<Masters>, wrapped: &[u8]) -> Result<Self, SealError> {
        let row = INDEX_KEY.as_bytes();
        let epoch = cipher::epoch_of(wrapped).ok_or_else(|| SealError::does_not_open("meta", row))?;
        let masters = masters.ok_or_else(|| masters::missing(&folder.path, epoch))?;
        // This is the first thing a master key opens, so a failure most likely
        // means that the file holds the key of another folder.
        let index = cipher::open(masters.of(epoch)?, "meta", row, wrapped)
            .ok()
            .and_then(|plain| Key::from_bytes(&plain))
            .ok_or_else(|| SealError::WrongMaster { file: masters.file(epoch) })?;
        Ok(Self { masters: RwLock::new(masters), index })
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

fn unwrap_with(masters: &Masters, actor: ActorId, wrapped: &WrappedKey) -> Result<Key, SealError> {
    let plain = cipher::open(masters.of(wrapped.epoch)?, "key", &actor.0, &wrapped.bytes)?;
    Key::from_bytes(&plain).ok_or_else(|| SealError::does_not_open("key", &actor.0))
}

/// 32 random bytes to tell one backup's key from another's.
pub(crate) fn random_salt() -> [u8; 32] {
    let mut salt = [0; 32];
    salt.copy_from_slice(Key::random().bytes());
    salt
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
    /// The operator owns the folder, and has put no master key there yet.
    #[error("there is no master key yet; make one: openssl rand -hex 32 > {0} && chmod 600 {0}", file.display())]
    NoMaster {
        /// Where it is looked for.
        file: PathBuf,
    },
    /// The operator owns the folder, and has put no newer master key there.
    #[error("there is no newer master key to go on with; make one, then rotate again: openssl rand -hex 32 > {0} && chmod 600 {0}", file.display())]
    NoNewMaster {
        /// Where the next one is looked for.
        file: PathBuf,
    },
    /// The newest master key cannot be destroyed: everything is wrapped by it.
    #[error("the master key of epoch {epoch} is the newest, and everything is wrapped by it; rotate the keys first")]
    InUse {
        /// Its epoch.
        epoch: u32,
    },
    /// The operator's files are the operator's to delete.
    #[error("the master key {} is no longer needed, and it is yours: delete the file, and every copy of it", file.display())]
    NotOurs {
        /// The file.
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
