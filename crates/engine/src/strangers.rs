//! People who have not agreed: remembered for an hour, in memory only.
//!
//! Nothing of them reaches the store (invariant 12). The turn that makes them
//! agree commits what is kept here, all at once.

use std::num::NonZeroUsize;
use std::sync::Mutex;

use afterword_core::Person;
use afterword_store::{AccountHash, ActorId, Heard, HeardHash, Revision};
use jiff::{SignedDuration, Timestamp};
use lru::LruCache;

use crate::cache::{lock, recent};
use crate::envelope::Envelope;
use crate::journal::tag;

/// How long a stranger is remembered after their last word.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(1);
/// How many entries and events a stranger can pile up; beyond that they start over.
const MOST: usize = 200;

/// Somebody who has not agreed.
#[derive(Clone)]
pub(crate) struct Stranger {
    /// The actor they become if they agree.
    pub(crate) actor: ActorId,
    pub(crate) revision: Revision,
    pub(crate) person: Person,
    pub(crate) journal: Vec<Envelope>,
    /// Events answered so far, for the store to know if they agree.
    pub(crate) heard: Vec<Heard>,
    pub(crate) seen: Timestamp,
}

impl Stranger {
    /// Somebody new, under a random name.
    pub(crate) fn new(now: Timestamp) -> Result<Self, getrandom::Error> {
        let mut id = [0; 16];
        getrandom::fill(&mut id)?;
        let actor = ActorId(id);
        Ok(Self {
            actor,
            revision: 0,
            person: Person::new(tag(actor)),
            journal: Vec::new(),
            heard: Vec::new(),
            seen: now,
        })
    }

    fn is_forgotten(&self, now: Timestamp) -> bool {
        now.duration_since(self.seen) > REMEMBERED || self.journal.len().max(self.heard.len()) > MOST
    }
}

/// All strangers, and the events they were answered.
pub(crate) struct Strangers {
    people: Mutex<LruCache<AccountHash, Stranger>>,
    /// Hashes only, and kept longer than the people: a redelivered "no" must
    /// not greet somebody again who has just been forgotten.
    heard: Mutex<LruCache<HeardHash, (ActorId, Revision)>>,
}

impl Strangers {
    pub(crate) fn new(most: usize) -> Self {
        let most = NonZeroUsize::new(most).unwrap_or(NonZeroUsize::MIN);
        Self {
            people: Mutex::new(recent(most)),
            heard: Mutex::new(recent(most.saturating_mul(NonZeroUsize::MIN.saturating_add(7)))),
        }
    }

    /// A copy of what is remembered of an account.
    pub(crate) fn get(&self, account: &AccountHash, now: Timestamp) -> Option<Stranger> {
        let mut people = lock(&self.people);
        let stranger = people.get(account).filter(|stranger| !stranger.is_forgotten(now)).cloned();
        if stranger.is_none() {
            people.pop(account);
        }
        stranger
    }

    pub(crate) fn keep(&self, account: AccountHash, stranger: Stranger) {
        lock(&self.people).put(account, stranger);
    }

    /// Returns whether there was somebody to forget.
    pub(crate) fn forget(&self, account: &AccountHash) -> bool {
        lock(&self.people).pop(account).is_some()
    }

    /// The turn that answered this event, while that is remembered.
    pub(crate) fn heard(&self, event: &HeardHash) -> Option<(ActorId, Revision)> {
        lock(&self.heard).get(event).copied()
    }

    pub(crate) fn keep_heard(&self, event: HeardHash, actor: ActorId, revision: Revision) {
        lock(&self.heard).put(event, (actor, revision));
    }

    /// Forgets everybody whose hour is over.
    pub(crate) fn forget_old(&self, now: Timestamp) {
        let mut people = lock(&self.people);
        // The order is that of use, so the oldest stand together.
        while people.peek_lru().is_some_and(|(_, stranger)| stranger.is_forgotten(now)) {
            people.pop_lru();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowd_of_strangers_take_no_more_memory_than_ten() {
        let strangers = Strangers::new(10);
        let somebody = Stranger::new(Timestamp::UNIX_EPOCH).unwrap();
        for n in 0..100_000_u64 {
            let (mut account, mut event) = ([0; 32], [0; 16]);
            account[..8].copy_from_slice(&n.to_be_bytes());
            event[..8].copy_from_slice(&n.to_be_bytes());
            strangers.keep(AccountHash(account), somebody.clone());
            strangers.keep_heard(HeardHash(event), somebody.actor, 1);
        }
        assert_eq!((lock(&strangers.people).len(), lock(&strangers.heard).len()), (10, 80));
    }
}
