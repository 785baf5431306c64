//! A store that looks at the sizes of what it is given, so that the bare turn can write the same.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use afterword_store::sled::SledStore;
use afterword_store::{
    AccountHash, ActorId, Answers, Error, Head, HeardHash, OutboxRow, Revision, Snapshot, Store, WrappedKey, Write,
};

/// The mean sizes of what one turn writes, in bytes.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sizes {
    pub(crate) entry: usize,
    pub(crate) message: usize,
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an entry of {} bytes, a message of {}, a wake-up, an event heard", self.entry, self.message)
    }
}

/// The real store, watched.
pub(crate) struct Watched {
    store: Arc<SledStore>,
    seen: Mutex<Vec<Sizes>>,
}

impl Watched {
    pub(crate) fn new(store: Arc<SledStore>) -> Self {
        Self { store, seen: Mutex::default() }
    }

    pub(crate) fn forget(&self) {
        self.seen().clear();
    }

    /// The means since it forgot.
    pub(crate) fn sizes(&self) -> Sizes {
        let seen = self.seen();
        let mean = |of: fn(&Sizes) -> usize| seen.iter().map(of).sum::<usize>() / seen.len().max(1);
        Sizes { entry: mean(|sizes| sizes.entry), message: mean(|sizes| sizes.message) }
    }

    fn seen(&self) -> MutexGuard<'_, Vec<Sizes>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for Watched {
    fn commit_and_tell(&self, writes: &[Write], tell: &mut dyn FnMut(Answers)) -> Result<(), Error> {
        // Enough to know; later on it must cost nothing.
        let mut seen = self.seen();
        if seen.len() < 2000 {
            seen.extend(writes.iter().filter_map(|write| match write {
                Write::Turn(turn) => Some(Sizes {
                    entry: turn.entries.iter().map(|(_, sealed)| sealed.len()).sum(),
                    message: turn.outbox.iter().map(|row| row.sealed.len()).sum(),
                }),
                _ => None,
            }));
        }
        drop(seen);
        self.store.commit_and_tell(writes, tell)
    }

    fn tidy(&self) {
        self.store.tidy();
    }

    fn head(&self, actor: ActorId) -> Result<Option<Head>, Error> {
        self.store.head(actor)
    }

    fn entries(&self, actor: ActorId) -> Result<Vec<(Revision, Vec<u8>)>, Error> {
        self.store.entries(actor)
    }

    fn key(&self, actor: ActorId) -> Result<Option<WrappedKey>, Error> {
        self.store.key(actor)
    }

    fn account(&self, account: &AccountHash) -> Result<Option<ActorId>, Error> {
        self.store.account(account)
    }

    fn heard(&self, event: &HeardHash) -> Result<Option<Revision>, Error> {
        self.store.heard(event)
    }

    fn due(&self, until_ms: i64, limit: usize) -> Result<Vec<(i64, ActorId)>, Error> {
        self.store.due(until_ms, limit)
    }

    fn outbox_due(&self, until_ms: i64, limit: usize) -> Result<Vec<OutboxRow>, Error> {
        self.store.outbox_due(until_ms, limit)
    }

    fn outbox_of(&self, actor: ActorId) -> Result<Vec<OutboxRow>, Error> {
        self.store.outbox_of(actor)
    }

    fn meta(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        self.store.meta(name)
    }

    fn actors(&self, after: Option<ActorId>, limit: usize) -> Result<Vec<(ActorId, Head)>, Error> {
        self.store.actors(after, limit)
    }

    fn keys(&self, after: Option<ActorId>, limit: usize) -> Result<Vec<(ActorId, WrappedKey)>, Error> {
        self.store.keys(after, limit)
    }

    fn blocked(&self, account: &AccountHash) -> Result<bool, Error> {
        self.store.blocked(account)
    }

    fn snapshot(&self) -> Result<Snapshot<'_>, Error> {
        self.store.snapshot()
    }
}
