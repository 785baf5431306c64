//! What is kept at hand: folded people and communities, and whose account is whose.

use std::hash::Hash;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use afterword_store::{AccountHash, ActorId};
use lru::LruCache;

use crate::journal::Known;

/// The most recently heard. Losing one costs a fold, never a fact.
pub(crate) struct Cache {
    people: Mutex<LruCache<ActorId, Arc<Known>>>,
    accounts: Mutex<LruCache<AccountHash, ActorId>>,
}

impl Cache {
    pub(crate) fn new(people: usize) -> Self {
        let people = NonZeroUsize::new(people).unwrap_or(NonZeroUsize::MIN);
        Self { people: Mutex::new(recent(people)), accounts: Mutex::new(recent(people)) }
    }

    pub(crate) fn known(&self, actor: ActorId) -> Option<Arc<Known>> {
        lock(&self.people).get(&actor).cloned()
    }

    /// Only the lane of that actor may call this: an older state must never
    /// come after a newer one.
    pub(crate) fn keep(&self, known: Arc<Known>) {
        lock(&self.people).put(known.actor, known);
    }

    pub(crate) fn forget(&self, actor: ActorId) {
        lock(&self.people).pop(&actor);
    }

    pub(crate) fn actor_of(&self, account: &AccountHash) -> Option<ActorId> {
        lock(&self.accounts).get(account).copied()
    }

    pub(crate) fn keep_account(&self, account: AccountHash, actor: ActorId) {
        lock(&self.accounts).put(account, actor);
    }

    pub(crate) fn forget_account(&self, account: &AccountHash) {
        lock(&self.accounts).pop(account);
    }
}

/// A cache of so many at most, which takes no more room than what is in it: most are never full.
#[must_use]
pub fn recent<K: Hash + Eq, V>(most: NonZeroUsize) -> LruCache<K, V> {
    let mut cache = LruCache::unbounded();
    cache.resize(most);
    cache
}

/// What is behind these locks is replaced as a whole, so a panic elsewhere
/// while one was held leaves nothing half done.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cache_holds_so_many_at_most_and_the_newest() {
        let mut cache = recent(NonZeroUsize::MIN.saturating_add(1));
        for number in 0..5 {
            cache.put(number, ());
        }
        assert_eq!(cache.iter().map(|(number, ())| *number).collect::<Vec<_>>(), [4, 3]);
    }
}
