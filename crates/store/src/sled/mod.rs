//! The embedded store: sled 0.34, with the two calls it needs to be durable.
//!
//! `docs/storage.md` has the table of trees and the order of a commit.

mod ahead;
mod aside;
mod batch;
mod draft;
mod due;
mod durability;
mod folder;
mod layout;
mod mark;
mod open;
mod parts;
mod quiet;
mod read;
mod room;
mod settings;
mod shorten;
mod snapshot;
mod through;

use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, RwLock, RwLockReadGuard};

use ::sled::transaction::{ConflictableTransactionError, TransactionError, Transactional as _};

pub use durability::{Durability, RealDisk, Recording};
pub(crate) use folder::create as create_folder;

use crate::{
    AccountHash, ActorId, Answers, Error, Head, HeardHash, OutboxRow, Revision, Snapshot, Store, WrappedKey, Write,
};
use draft::Draft;
use due::Due;
use layout::{Tree, Trees};
use quiet::quietly;
use room::Room;
use snapshot::{Overlays, Pages};

/// What an operator may choose about a [`SledStore`].
#[derive(Debug, Clone)]
pub struct SledOptions {
    /// How much the page cache may hold, in bytes as in the log: in memory they take two to three
    /// times that. sled's own default is 1 GiB.
    pub cache_bytes: u64,
    /// Also open folders on file systems known not to keep what was synced.
    pub allow_any_filesystem: bool,
    /// What has to stay free on the disk, in bytes: with less, commits are
    /// refused before sled is touched. A full disk would end the open store.
    pub reserve_bytes: u64,
}

impl Default for SledOptions {
    fn default() -> Self {
        Self { cache_bytes: 4 * 1024 * 1024, allow_any_filesystem: false, reserve_bytes: 64 * 1024 * 1024 }
    }
}

/// A [`Store`] in a folder of this machine, owned by one process at a time.
///
/// Everything read from it is durable and whole: a batch is not seen before it is, and readers
/// wait while its rows are put where they belong.
pub struct SledStore {
    db: ::sled::Db,
    trees: Trees,
    /// sled's log, opened once more: a sync acts on the file, not on the handle.
    log: File,
    disk: Arc<dyn Durability>,
    /// One commit at a time, so that a batch drafted outside sled's lock stays true.
    commits: Mutex<()>,
    /// Held by writers while rows change, and while what is read of them is not synced. Otherwise
    /// an outbox row could be delivered whose turn a power cut then takes back.
    durable: RwLock<()>,
    /// Set by the first failed write; sled promises nothing after one.
    failed: AtomicBool,
    room: Room,
    /// When messages are due.
    due: Due,
    /// What open snapshots have to be told before a row changes.
    overlays: Overlays,
}

impl SledStore {
    /// Opens the data folder, making it on the first start.
    ///
    /// # Errors
    /// [`Error::Locked`], [`Error::NotOurs`], [`Error::Version`],
    /// [`Error::Forbidden`], [`Error::Unsuitable`]; [`Error::NoRoom`] where the
    /// disk is too full to make a new one; [`Error::DoesNotOpen`] for what sled
    /// cannot read, and [`Error::Io`] for everything else the disk says.
    pub fn open(folder: &Path, options: SledOptions) -> Result<Self, Error> {
        Self::open_with(folder, options, Arc::new(RealDisk))
    }

    /// As [`SledStore::open`], with other hands for the steps of a commit.
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
            room: Room::new(folder, options.reserve_bytes),
            due: Due::default(),
            overlays: Overlays::default(),
        })
    }

    fn commit_batch(&self, writes: &[Write], tell: &mut dyn FnMut(Answers)) -> Result<(), Error> {
        let mut draft = Draft::new(&self.trees);
        let answers = writes
            .iter()
            .map(|write| {
                let (tree, row) = read_for(write);
                caught(tree, row, || draft.write(write))
            })
            .collect::<Result<Vec<_>, _>>()?;
        draft.keep_ages()?;
        if draft.is_empty() {
            tell(answers);
            return Ok(());
        }
        self.overlays.note(&self.trees, &draft)?;
        let readers_wait = || self.durable.write().map_err(|_| failed_before());
        let _readers_wait = match ahead::written(draft.rows()) {
            Some(ahead) => {
                // Nothing of it can be read yet.
                self.writing(|| self.write_ahead(&ahead))?;
                // Whoever is told may read at once, and finds it.
                let readers_wait = readers_wait()?;
                tell(answers);
                self.writing(|| self.put(&draft))?;
                readers_wait
            }
            None => {
                let readers_wait = readers_wait()?;
                self.writing(|| self.transact(&draft))?;
                tell(answers);
                readers_wait
            }
        };
        self.due.follow(draft.into_due());
        Ok(())
    }

    /// What fails while it is written counts as failed before readers are let in again.
    fn writing(&self, write: impl FnOnce() -> Result<(), Error>) -> Result<(), Error> {
        quietly(write)
            .unwrap_or_else(|_panic| Err(Error::Io("sled stopped while writing".to_owned())))
            .inspect_err(|_| self.fail())
    }

    /// Makes a commit durable as one row, before the rows it stands for.
    fn write_ahead(&self, ahead: &[u8]) -> Result<(), Error> {
        self.trees.ahead.insert(ahead::KEY, ahead).map_err(broken)?;
        self.make_durable()
    }

    /// Puts the rows of a commit that is durable where they belong.
    fn put(&self, draft: &Draft<'_>) -> Result<(), Error> {
        for row in draft.rows() {
            self.trees.put(row).map_err(broken)?;
            self.disk.put(&self.db).map_err(io)?;
        }
        Ok(())
    }

    /// Makes a commit durable that is too long for one row: it goes in one transaction, and with
    /// it the row of the commit before, whose rows may be older now.
    fn transact(&self, draft: &Draft<'_>) -> Result<(), Error> {
        let (mut trees, mut batches) = draft.batches();
        let mut no_row = ::sled::Batch::default();
        no_row.remove(ahead::KEY);
        trees.push(&self.trees.ahead);
        batches.push(no_row);
        trees[..]
            .transaction(|views| {
                // sled may run this again, so it only hands over prepared bytes.
                for (view, batch) in views.iter().zip(&batches) {
                    view.apply_batch(batch)?;
                }
                Ok::<(), ConflictableTransactionError<()>>(())
            })
            .map_err(|error| match error {
                TransactionError::Storage(error) => broken(error),
                TransactionError::Abort(()) => Error::Io("a transaction was given up".to_owned()),
            })?;
        self.make_durable()
    }

    /// The order is the promise: written, flushed, synced, and only then an answer.
    fn make_durable(&self) -> Result<(), Error> {
        self.disk.written(&self.db).map_err(io)?;
        self.disk.flush(&self.db).map_err(io)?;
        self.disk.sync_data(&self.log).map_err(io)?;
        Ok(())
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
    fn commit_and_tell(&self, writes: &[Write], tell: &mut dyn FnMut(Answers)) -> Result<(), Error> {
        let _one_at_a_time = self.commits.lock().map_err(|_| failed_before())?;
        self.usable()?;
        self.room.check(self.disk.as_ref(), writes)?;
        self.commit_batch(writes, tell).inspect_err(|error| {
            if matches!(error, Error::Io(_)) {
                self.fail();
            }
        })
    }

    fn tidy(&self) {
        // sled frees what it replaced through this collector, a thread at a time and seldom.
        crossbeam_epoch::pin().flush();
    }

    fn head(&self, actor: ActorId) -> Result<Option<Head>, Error> {
        let _durable = self.reading()?;
        looked(Tree::Head, &actor.0, || self.trees.head(actor))
    }

    fn entries(&self, actor: ActorId) -> Result<Vec<(Revision, Vec<u8>)>, Error> {
        let _durable = self.reading()?;
        looked(Tree::Entry, &actor.0, || self.trees.entries(actor))
    }

    fn key(&self, actor: ActorId) -> Result<Option<WrappedKey>, Error> {
        let _durable = self.reading()?;
        looked(Tree::Key, &actor.0, || self.trees.key(actor))
    }

    fn account(&self, account: &AccountHash) -> Result<Option<ActorId>, Error> {
        let _durable = self.reading()?;
        looked(Tree::Account, &account.0, || self.trees.account(account))
    }

    fn heard(&self, event: &HeardHash) -> Result<Option<Revision>, Error> {
        let _durable = self.reading()?;
        looked(Tree::Heard, &event.0, || self.trees.heard(event))
    }

    fn due(&self, until_ms: i64, limit: usize) -> Result<Vec<(i64, ActorId)>, Error> {
        let _durable = self.reading()?;
        looked(Tree::WakeDue, &[], || self.trees.due(until_ms, limit))
    }

    fn outbox_due(&self, until_ms: i64, limit: usize) -> Result<Vec<OutboxRow>, Error> {
        let _durable = self.reading()?;
        looked(Tree::Outbox, &[], || self.due.until(&self.trees, until_ms, limit))
    }

    fn outbox_of(&self, actor: ActorId) -> Result<Vec<OutboxRow>, Error> {
        let _durable = self.reading()?;
        looked(Tree::Outbox, &actor.0, || self.trees.outbox_of(actor))
    }

    fn meta(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let _durable = self.reading()?;
        looked(Tree::Meta, name.as_bytes(), || self.trees.meta(name))
    }

    fn actors(&self, after: Option<ActorId>, limit: usize) -> Result<Vec<(ActorId, Head)>, Error> {
        let _durable = self.reading()?;
        looked(Tree::Head, &[], || self.trees.actors(after, limit))
    }

    fn keys(&self, after: Option<ActorId>, limit: usize) -> Result<Vec<(ActorId, WrappedKey)>, Error> {
        let _durable = self.reading()?;
        looked(Tree::Key, &[], || self.trees.keys(after, limit))
    }

    fn blocked(&self, account: &AccountHash) -> Result<bool, Error> {
        let _durable = self.reading()?;
        looked(Tree::Blocked, &account.0, || self.trees.blocked(account))
    }

    fn snapshot(&self) -> Result<Snapshot<'_>, Error> {
        // Between two commits: one that is under way belongs to it.
        let _moment = self.commits.lock().map_err(|_| failed_before())?;
        self.usable()?;
        Ok(Box::new(Pages::new(self, self.overlays.open())))
    }
}

/// How often a row is looked at before it counts as damaged.
const LOOKS: u32 = 3;

/// Stands for the tree where only the page is known.
const PAGE: &str = "a page";

/// A panic of sled over damaged pages ends this one read, like any row that
/// cannot be read: it must neither end the process nor poison a lock.
///
/// It is looked at more than once: reading anything, sled may put pages of other rows out of
/// its cache, and what is wrong with those comes back as the error of this one.
fn looked<T>(tree: Tree, row: &[u8], read: impl Fn() -> Result<T, Error>) -> Result<T, Error> {
    let mut looks = LOOKS;
    loop {
        looks -= 1;
        match caught(tree, row, &read) {
            Err(Error::Corrupt { .. }) if looks > 0 => {}
            read => return read,
        }
    }
}

fn caught<T>(tree: Tree, row: &[u8], read: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    match quietly(read) {
        Ok(Err(Error::Corrupt { tree: PAGE, why, .. })) => Err(tree.corrupt(row, why)),
        Ok(read) => read,
        Err(_panic) => Err(tree.corrupt(row, "sled stopped while reading it, so its page is damaged")),
    }
}

/// The row a write looks at first.
fn read_for(write: &Write) -> (Tree, &[u8]) {
    match write {
        Write::Turn(turn) => (Tree::Head, &turn.actor.0),
        Write::Delivered(id) | Write::Retry { id, .. } => (Tree::Outbox, &id.actor.0),
        Write::Rekey { actor, .. } | Write::Erase { actor, .. } => (Tree::Head, &actor.0),
        Write::Wake { actor, .. } => (Tree::Wake, &actor.0),
        Write::Meta { name, .. } => (Tree::Meta, name.as_bytes()),
        Write::ForgetHeard { .. } => (Tree::HeardAge, &[]),
        Write::Rewrap { actor, .. } => (Tree::Key, &actor.0),
        Write::Block { account, .. } => (Tree::Blocked, &account.0),
        Write::Record(_) => (Tree::Head, &[]),
    }
}

fn failed_before() -> Error {
    Error::Io("an earlier write failed, and nothing was written since".to_owned())
}

/// An error while writing: whatever it is, half of it may be in sled's memory.
fn broken(error: ::sled::Error) -> Error {
    Error::Io(error.to_string())
}

fn io(error: impl Into<::sled::Error>) -> Error {
    match error.into() {
        // One damaged page is no reason to stop everybody whose rows are elsewhere.
        error @ ::sled::Error::Corruption { .. } => {
            Error::Corrupt { tree: PAGE, row: String::new(), why: format!("its page is damaged ({error})") }
        }
        error => Error::Io(error.to_string()),
    }
}
