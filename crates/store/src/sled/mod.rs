//! The embedded store: sled 0.34, with the two calls it needs to be durable.
//!
//! `docs/storage.md` has the table of trees and the order of a commit.

mod batch;
mod draft;
mod durability;
mod folder;
mod layout;
mod open;
mod parts;
mod read;

use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, RwLock, RwLockReadGuard};

use ::sled::transaction::{ConflictableTransactionError, TransactionError, Transactional as _};

pub use durability::{Durability, RealDisk, Recording};

use crate::{AccountHash, ActorId, Conflict, Error, Head, HeardHash, OutboxRow, Revision, Store, WrappedKey, Write};
use draft::Draft;
use layout::Trees;

/// What an operator may choose about a [`SledStore`].
#[derive(Debug, Clone)]
pub struct SledOptions {
    /// How much memory the page cache may take, in bytes. sled's own default is 1 GiB.
    pub cache_bytes: u64,
    /// Also open folders on file systems known not to keep what was synced.
    pub allow_any_filesystem: bool,
}

impl Default for SledOptions {
    fn default() -> Self {
        Self { cache_bytes: 64 * 1024 * 1024, allow_any_filesystem: false }
    }
}

/// A [`Store`] in a folder of this machine, owned by one process at a time.
///
/// Everything read from it is durable: while a batch is on its way to the
/// disk, readers wait.
pub struct SledStore {
    db: ::sled::Db,
    trees: Trees,
    /// sled's log, opened once more: a sync acts on the file, not on the handle.
    log: File,
    disk: Arc<dyn Durability>,
    /// One commit at a time, so that a batch drafted outside sled's lock stays true.
    commits: Mutex<()>,
    /// Held by writers from the transaction until it is synced. Otherwise an
    /// outbox row could be delivered whose turn a power cut then takes back.
    durable: RwLock<()>,
    /// Set by the first failed write; sled promises nothing after one.
    failed: AtomicBool,
}

impl SledStore {
    /// Opens the data folder, making it on the first start.
    ///
    /// # Errors
    /// [`Error::Locked`], [`Error::NotOurs`], [`Error::Version`],
    /// [`Error::Forbidden`], [`Error::Unsuitable`], and [`Error::Io`] for
    /// everything the disk or sled says.
    pub fn open(folder: &Path, options: SledOptions) -> Result<Self, Error> {
        Self::open_with(folder, options, Arc::new(RealDisk))
    }

    /// As [`SledStore::open`], with other hands for the steps after a transaction.
    ///
    /// # Errors
    /// As [`SledStore::open`].
    pub fn open_with(folder: &Path, options: SledOptions, disk: Arc<dyn Durability>) -> Result<Self, Error> {
        let (db, trees, log) = open::open(folder, &options, disk.as_ref())?;
        Ok(Self {
            db,
            trees,
            log,
            disk,
            commits: Mutex::new(()),
            durable: RwLock::new(()),
            failed: AtomicBool::new(false),
        })
    }

    fn commit_batch(&self, writes: &[Write]) -> Result<Vec<Result<(), Conflict>>, Error> {
        let mut draft = Draft::new(&self.trees);
        let answers = writes.iter().map(|write| draft.write(write)).collect::<Result<Vec<_>, _>>()?;
        if draft.is_empty() {
            return Ok(answers);
        }
        let _readers_wait = self.durable.write().map_err(|_| failed_before())?;
        // It counts as failed before the readers are let in again.
        self.write_durably(&draft).inspect_err(|_| self.fail())?;
        Ok(answers)
    }

    /// The order is the promise: transaction, flush, sync, and only then an answer.
    fn write_durably(&self, draft: &Draft<'_>) -> Result<(), Error> {
        let (trees, batches) = draft.batches();
        trees[..]
            .transaction(|views| {
                // sled may run this again, so it only hands over prepared bytes.
                for (view, batch) in views.iter().zip(&batches) {
                    view.apply_batch(batch)?;
                }
                Ok::<(), ConflictableTransactionError<()>>(())
            })
            .map_err(|error| match error {
                TransactionError::Storage(error) => io(error),
                TransactionError::Abort(()) => Error::Io("a transaction was given up".to_owned()),
            })?;
        self.disk.written(&self.db).map_err(io)?;
        self.disk.flush(&self.db).map_err(io)?;
        self.disk.sync_data(&self.log).map_err(io)
    }

    /// Lets a read through once everything written so far is durable.
    fn reading(&self) -> Result<RwLockReadGuard<'_, ()>, Error> {
        let guard = self.durable.read().map_err(|_| failed_before())?;
        self.usable()?;
        Ok(guard)
    }

    fn usable(&self) -> Result<(), Error> {
        if self.failed.load(Ordering::SeqCst) {
            return Err(failed_before());
        }
        Ok(())
    }

    fn fail(&self) {
        self.failed.store(true, Ordering::SeqCst);
    }
}

impl Store for SledStore {
    fn commit(&self, writes: &[Write]) -> Result<Vec<Result<(), Conflict>>, Error> {
        let _one_at_a_time = self.commits.lock().map_err(|_| failed_before())?;
        self.usable()?;
        self.commit_batch(writes).inspect_err(|error| {
            if matches!(error, Error::Io(_)) {
                self.fail();
            }
        })
    }

    fn head(&self, actor: ActorId) -> Result<Option<Head>, Error> {
        let _durable = self.reading()?;
        self.trees.head(actor)
    }

    fn entries(&self, actor: ActorId) -> Result<Vec<(Revision, Vec<u8>)>, Error> {
        let _durable = self.reading()?;
        self.trees.entries(actor)
    }

    fn key(&self, actor: ActorId) -> Result<Option<WrappedKey>, Error> {
        let _durable = self.reading()?;
        self.trees.key(actor)
    }

    fn account(&self, account: &AccountHash) -> Result<Option<ActorId>, Error> {
        let _durable = self.reading()?;
        self.trees.account(account)
    }

    fn blocked(&self, account: &AccountHash) -> Result<bool, Error> {
        let _durable = self.reading()?;
        self.trees.blocked(account)
    }

    fn heard(&self, event: &HeardHash) -> Result<Option<Revision>, Error> {
        let _durable = self.reading()?;
        self.trees.heard(event)
    }

    fn due(&self, until_ms: i64, limit: usize) -> Result<Vec<(i64, ActorId)>, Error> {
        let _durable = self.reading()?;
        self.trees.due(until_ms, limit)
    }

    fn outbox_due(&self, until_ms: i64, limit: usize) -> Result<Vec<OutboxRow>, Error> {
        let _durable = self.reading()?;
        self.trees.outbox_due(until_ms, limit)
    }

    fn outbox_of(&self, actor: ActorId) -> Result<Vec<OutboxRow>, Error> {
        let _durable = self.reading()?;
        self.trees.outbox_of(actor)
    }

    fn meta(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let _durable = self.reading()?;
        self.trees.meta(name)
    }

    fn actors(&self, after: Option<ActorId>, limit: usize) -> Result<Vec<(ActorId, Head)>, Error> {
        let _durable = self.reading()?;
        self.trees.actors(after, limit)
    }
}

fn failed_before() -> Error {
    Error::Io("an earlier write failed, and nothing was written since".to_owned())
}

fn io(error: impl std::fmt::Display) -> Error {
    Error::Io(error.to_string())
}
