//! Where journals are kept.
//!
//! A [`Store`] holds sealed bytes under keys that mean nothing, commits whole
//! turns, and returns from [`Store::commit`] only when they are durable. What
//! is inside the bytes is the business of [`seal`] and of the engine.
//!
//! Every implementation has to pass the suite in [`conformance`].

pub mod backup;
pub mod conformance;
pub mod seal;
pub mod sled;

mod rows;

use std::path::{Path, PathBuf};

pub use rows::{
    AccountHash, ActorId, Conflict, Head, Heard, HeardHash, OutboxId, OutboxRow, Record, Revision, Turn, WrappedKey,
    Write,
};

/// What a commit answers: one element for each write.
pub type Answers = Vec<Result<(), Conflict>>;

/// A durable home for journals, timers, outbox and the rest of a turn.
///
/// All methods block; the engine calls them from threads where that is fine.
/// What they read is durable: a batch on its way to the disk is not seen yet.
/// Instants are milliseconds since the Unix epoch, UTC.
pub trait Store: Send + Sync + 'static {
    /// Writes all of `writes`, in order, and returns once they would survive a
    /// power cut. Either every row of a write is there afterwards or none is.
    ///
    /// The answer has one element per write: `Err(Conflict)` for a turn whose
    /// [`Turn::expect`] is no longer the actor's head (the other writes of the
    /// batch go through), or whose inbound event is known already. Where both
    /// are so, the event is what is reported: that turn must not be tried again.
    ///
    /// # Errors
    /// [`Error::Io`] means that nothing more can be promised about this open
    /// store: the process has to end and start again, and every later call says
    /// so. With any other [`Error`] nothing of the batch was written, and the
    /// store goes on.
    fn commit(&self, writes: &[Write]) -> Result<Answers, Error> {
        let mut told = Answers::new();
        self.commit_and_tell(writes, &mut |answers| told = answers)?;
        Ok(told)
    }

    /// The same, for who has somebody waiting: `tell` hears the answers as soon as they are
    /// durable, once, and the call may have more to do after that. Who reads meanwhile waits for it.
    ///
    /// # Errors
    /// As [`Store::commit`]. [`Error::Io`] may come after the answers were told: what they say holds
    /// all the same, and is found when the store is opened again.
    fn commit_and_tell(&self, writes: &[Write], tell: &mut dyn FnMut(Answers)) -> Result<(), Error>;

    /// Does what a commit left to be done and nobody has to wait for; to be called after each,
    /// once those who waited were told. A store that leaves nothing has nothing to do here.
    fn tidy(&self) {}

    /// Where an actor's journal stands; `None` for one never heard of.
    fn head(&self, actor: ActorId) -> Result<Option<Head>, Error>;
    /// All entries of an actor, sealed, by rising revision.
    fn entries(&self, actor: ActorId) -> Result<Vec<(Revision, Vec<u8>)>, Error>;
    /// The wrapped data key of an actor; `None` once erased.
    fn key(&self, actor: ActorId) -> Result<Option<WrappedKey>, Error>;
    /// The actor behind a platform account.
    fn account(&self, account: &AccountHash) -> Result<Option<ActorId>, Error>;
    /// Whether an inbound event was taken before, and at which revision.
    fn heard(&self, event: &HeardHash) -> Result<Option<Revision>, Error>;
    /// Actors whose wake-up is at or before `until_ms`, earliest first, at most `limit`.
    fn due(&self, until_ms: i64, limit: usize) -> Result<Vec<(i64, ActorId)>, Error>;
    /// Outbox rows to deliver at or before `until_ms`, earliest first, at most `limit`.
    fn outbox_due(&self, until_ms: i64, limit: usize) -> Result<Vec<OutboxRow>, Error>;
    /// All outbox rows of one actor that are still to be delivered, oldest first.
    fn outbox_of(&self, actor: ActorId) -> Result<Vec<OutboxRow>, Error>;
    /// A named value of the store as a whole.
    fn meta(&self, name: &str) -> Result<Option<Vec<u8>>, Error>;
    /// Every actor with a head, by rising actor, one page after `after`, at most
    /// `limit`; the last page is the empty one. A row that cannot be read is
    /// reported in the log and left out, so that it stops nobody else.
    fn actors(&self, after: Option<ActorId>, limit: usize) -> Result<Vec<(ActorId, Head)>, Error>;
    /// Every actor's wrapped data key, by rising actor, one page after `after`,
    /// at most `limit`; the last page is the empty one. A row that cannot be
    /// read is reported in the log and left out, so that it stops nobody else.
    fn keys(&self, after: Option<ActorId>, limit: usize) -> Result<Vec<(ActorId, WrappedKey)>, Error>;
    /// Whether an account is blocked.
    fn blocked(&self, account: &AccountHash) -> Result<bool, Error>;

    /// All rows as they stand now, while commits go on.
    ///
    /// The moment is the boundary between two commits. First come the people,
    /// by rising actor: head, key, entries by rising revision, wake-up, messages
    /// by rising name, each as far as it is there. Then accounts, blocked
    /// accounts, events and named values.
    ///
    /// A row that cannot be read is an [`Error::Corrupt`] in its place, and the
    /// next one follows. After any other error nothing follows, and what came
    /// before is not the whole: so it is with [`Error::DamagedPage`]. Rows that change
    /// while it is open are kept in memory until it has passed them, so it is to
    /// be read without long pauses, and dropped. Several may be open at once.
    fn snapshot(&self) -> Result<Snapshot<'_>, Error>;
}

/// The rows of a store at one moment, one by one.
pub type Snapshot<'a> = Box<dyn Iterator<Item = Result<Record, Error>> + Send + 'a>;

/// Why the store cannot go on; each message says what was found and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process has the folder open.
    #[error(
        "the data folder {folder} is in use by another Afterword; stop that one, or name another folder with --data"
    )]
    Locked {
        /// The folder that was asked for.
        folder: String,
    },
    /// The folder holds something else.
    #[error("{folder} is not an Afterword data folder: {found}; name an empty or a new folder with --data")]
    NotOurs {
        /// The folder that was asked for.
        folder: String,
        /// What was found instead.
        found: String,
    },
    /// The folder was written by a version that arranges its rows in another way.
    #[error(
        "the data folder {folder} is arranged in layout {found}, and this Afterword reads layout {known}; start the version that wrote it"
    )]
    Version {
        /// The folder that was asked for.
        folder: String,
        /// The layout its marker names.
        found: String,
        /// The layout this version reads and writes.
        known: u32,
    },
    /// The folder belongs to somebody else.
    #[error(
        "the data folder {folder} may not be read and written by this user; change its owner, or name another folder with --data"
    )]
    Forbidden {
        /// The folder that was asked for.
        folder: String,
    },
    /// The folder is on a file system that cannot keep the promise of durability.
    #[error(
        "{folder} is on a {kind} file system, where a sync does not keep what was written; choose a folder on a local disk"
    )]
    Unsuitable {
        /// The folder that was asked for.
        folder: String,
        /// The kind of file system found.
        kind: String,
    },
    /// A row that cannot be read, by its (meaningless) key.
    #[error("row {row} of {tree} cannot be read: {why}; restore the newest backup, or erase that one person")]
    Corrupt {
        /// The tree the row is in.
        tree: &'static str,
        /// The row's key, in hexadecimal.
        row: String,
        /// What is wrong with it.
        why: String,
    },
    /// A page of rows that cannot be read: nobody can say which rows those are, so
    /// what was read before it must not be taken for everything.
    #[error(
        "a page of the store is damaged, and whose rows are on it cannot be told: {why}; restore the newest backup, or first export everybody whose journal still opens, and then restore it"
    )]
    DamagedPage {
        /// What is wrong with it.
        why: String,
    },
    /// The disk is too full to write; nothing was written, and the store goes on
    /// by itself once there is room.
    #[error(
        "the disk of the data folder {folder} is almost full: {} free, and {} have to be; delete or move something else on that disk, and it goes on by itself", mib(*free), mib(*needed)
    )]
    NoRoom {
        /// The data folder.
        folder: String,
        /// What is free, in bytes.
        free: u64,
        /// What has to be, in bytes.
        needed: u64,
    },
    /// The store in the folder does not open; nothing in it was deleted.
    #[error("the store in {folder} does not open: {why}; {}", kept(aside.as_deref()))]
    DoesNotOpen {
        /// The data folder.
        folder: String,
        /// What sled said, and what was tried.
        why: String,
        /// The copy made before anything was tried, if there is one.
        aside: Option<PathBuf>,
    },
    /// The disk, or the engine on it, failed.
    #[error(
        "the data folder cannot be used: {0}; free some room, lift a limit on file sizes, or repair the disk, then start again"
    )]
    Io(String),
    /// A value that the layout does not allow (a defect of the caller).
    #[error("a value does not fit the layout: {0}")]
    Layout(String),
}

/// An amount of bytes, as operators think of them.
fn mib(bytes: u64) -> String {
    let tenths = u128::from(bytes) * 10 / (1024 * 1024);
    format!("{}.{} MiB", tenths / 10, tenths % 10)
}

fn kept(aside: Option<&Path>) -> String {
    match aside {
        Some(aside) => format!("a copy of it is kept in {}, and nothing was deleted", aside.display()),
        None => "it was left where it is, and nothing was deleted".to_owned(),
    }
}
