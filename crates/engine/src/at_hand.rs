//! Messages that were committed just now, kept at hand for their delivery.
//!
//! Reading them back from the store would wait for the commit that is under way
//! by then. So of a person whose whole outbox is known, the next messages are
//! taken from here; of anybody else, and whenever something did not arrive, the
//! store is read.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex};

use afterword_store::{ActorId, OutboxId, OutboxRow};
use lru::LruCache;

use crate::cache::lock;
use crate::envelope::PersonKey;

/// A committed message, with the key that it was sealed under.
pub(crate) type Fresh = (Arc<PersonKey>, OutboxRow);

/// What is at hand.
pub(crate) struct AtHand {
    /// Committed since their outbox was last looked at.
    fresh: Mutex<HashMap<ActorId, Vec<Fresh>>>,
    /// People of whom nothing waits in the store up to this message.
    clear: Mutex<LruCache<ActorId, Option<OutboxId>>>,
}

impl AtHand {
    pub(crate) fn new(people: usize) -> Self {
        let people = NonZeroUsize::new(people).unwrap_or(NonZeroUsize::MIN);
        Self { fresh: Mutex::default(), clear: Mutex::new(LruCache::new(people)) }
    }

    /// These are durable, and are to be delivered soon.
    pub(crate) fn put(&self, actor: ActorId, rows: Vec<Fresh>) {
        if !rows.is_empty() {
            lock(&self.fresh).entry(actor).or_default().extend(rows);
        }
    }

    /// All that waits of somebody; `None` where only the store knows. A message
    /// that was read from the store before it was put here is not taken twice.
    pub(crate) fn take(&self, actor: ActorId) -> Option<Vec<Fresh>> {
        let mut rows = lock(&self.fresh).remove(&actor).unwrap_or_default();
        let upto = *lock(&self.clear).get(&actor)?;
        rows.retain(|(_, row)| Some(row.id) > upto);
        Some(rows)
    }

    /// Nothing waits of somebody any more, up to this message.
    pub(crate) fn is_clear(&self, actor: ActorId, upto: Option<OutboxId>) {
        let mut clear = lock(&self.clear);
        let upto = upto.max(clear.get(&actor).copied().flatten());
        clear.put(actor, upto);
    }

    /// The store is to be read the next time.
    pub(crate) fn doubt(&self, actor: ActorId) {
        lock(&self.clear).pop(&actor);
    }

    /// Something waits in the store, or somebody went.
    pub(crate) fn forget(&self, actor: ActorId) {
        lock(&self.clear).pop(&actor);
        lock(&self.fresh).remove(&actor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use afterword_store::WrappedKey;
    use afterword_store::seal::{KeysFolder, Vault};

    const ANNA: ActorId = ActorId([1; 16]);

    fn id(revision: u64) -> OutboxId {
        OutboxId { actor: ANNA, revision, n: 0 }
    }

    fn fresh(key: &Arc<PersonKey>, revision: u64) -> Fresh {
        (Arc::clone(key), OutboxRow { id: id(revision), not_before_ms: 0, tries: 0, sealed: Vec::new() })
    }

    fn key() -> Arc<PersonKey> {
        let folder = tempfile::tempdir().unwrap();
        let options = afterword_store::sled::SledOptions { allow_any_filesystem: true, ..Default::default() };
        let store = afterword_store::sled::SledStore::open(&folder.path().join("data"), options).unwrap();
        let vault = Vault::open_or_create(&KeysFolder::program(folder.path().join("keys")), &store).unwrap();
        let (key, wrapped): (_, WrappedKey) = vault.new_data_key(ANNA);
        Arc::new(PersonKey { key, wrapped })
    }

    #[test]
    fn only_of_whom_all_is_known_is_anything_taken_and_nothing_twice() {
        let (at_hand, key) = (AtHand::new(2), key());
        let taken = |at_hand: &AtHand| {
            at_hand.take(ANNA).map(|rows| rows.iter().map(|(_, row)| row.id.revision).collect::<Vec<_>>())
        };
        at_hand.put(ANNA, vec![fresh(&key, 1)]);
        assert_eq!(taken(&at_hand), None, "the store may hold older ones");
        at_hand.is_clear(ANNA, Some(id(2)));
        at_hand.put(ANNA, vec![fresh(&key, 2), fresh(&key, 3)]);
        assert_eq!(taken(&at_hand), Some(vec![3]), "the second was read from the store");
        assert_eq!(taken(&at_hand), Some(vec![]));
        at_hand.is_clear(ANNA, None);
        at_hand.put(ANNA, vec![fresh(&key, 2)]);
        assert_eq!(taken(&at_hand), Some(vec![]), "how far it came is not forgotten");
        at_hand.forget(ANNA);
        at_hand.put(ANNA, vec![fresh(&key, 4)]);
        assert_eq!(taken(&at_hand), None);
    }
}
