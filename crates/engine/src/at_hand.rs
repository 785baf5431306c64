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

use crate::cache::{lock, recent};
use crate::courier::Item;
use crate::due::AT_ONCE;
use crate::envelope::PersonKey;

/// A message that is to be delivered.
pub(crate) struct Fresh {
    pub(crate) id: OutboxId,
    pub(crate) not_before_ms: i64,
    pub(crate) tries: u32,
    /// Whether it was committed before this process began, which may have carried it.
    pub(crate) from_before: bool,
    pub(crate) content: Content,
}

/// What it says.
pub(crate) enum Content {
    /// It was said just now.
    Open(Arc<Item>),
    /// It was read from the store, with the key that opens it.
    Sealed(Arc<PersonKey>, Vec<u8>),
}

impl Fresh {
    /// One that was said just now.
    pub(crate) fn new(id: OutboxId, message: Item) -> Self {
        Self { id, not_before_ms: AT_ONCE, tries: 0, from_before: false, content: Content::Open(Arc::new(message)) }
    }

    /// One that was read from the store; these are known to be new.
    pub(crate) fn read(key: &Arc<PersonKey>, row: OutboxRow, new: &[OutboxId]) -> Self {
        let OutboxRow { id, not_before_ms, tries, sealed } = row;
        let from_before = !new.contains(&id);
        Self { id, not_before_ms, tries, from_before, content: Content::Sealed(Arc::clone(key), sealed) }
    }
}

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
        Self { fresh: Mutex::default(), clear: Mutex::new(recent(people)) }
    }

    /// These are durable, and are to be delivered soon.
    pub(crate) fn put(&self, actor: ActorId, rows: Vec<Fresh>) {
        if !rows.is_empty() {
            lock(&self.fresh).entry(actor).or_default().extend(rows);
        }
    }

    /// All that waits of somebody. Where only the store knows, what of it was said just now.
    /// A message that was read from the store before it was put here is not taken twice.
    pub(crate) fn take(&self, actor: ActorId) -> Result<Vec<Fresh>, Vec<OutboxId>> {
        let mut rows = lock(&self.fresh).remove(&actor).unwrap_or_default();
        let Some(upto) = lock(&self.clear).get(&actor).copied() else {
            return Err(rows.into_iter().map(|row| row.id).collect());
        };
        rows.retain(|row| Some(row.id) > upto);
        Ok(rows)
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
    use afterword_core::Say;

    use crate::envelope::saying;
    use crate::{Address, Class};

    const ANNA: ActorId = ActorId([1; 16]);

    fn id(revision: u64) -> OutboxId {
        OutboxId { actor: ANNA, revision, n: 0 }
    }

    fn fresh(revision: u64) -> Fresh {
        let to = Address { platform: "terminal".to_owned(), account: "anna".to_owned() };
        Fresh::new(
            id(revision),
            saying(id(revision), to, Say { blocks: Vec::new(), ask: None, attachment: None }, Class::Unprompted),
        )
    }

    #[test]
    fn only_of_whom_all_is_known_is_anything_taken_and_nothing_twice() {
        let at_hand = AtHand::new(2);
        let taken = |at_hand: &AtHand| {
            at_hand.take(ANNA).map(|rows| rows.iter().map(|row| row.id.revision).collect::<Vec<_>>())
        };
        at_hand.put(ANNA, vec![fresh(1)]);
        assert_eq!(taken(&at_hand), Err(vec![id(1)]), "the store may hold older ones");
        at_hand.is_clear(ANNA, Some(id(2)));
        at_hand.put(ANNA, vec![fresh(2), fresh(3)]);
        assert_eq!(taken(&at_hand), Ok(vec![3]), "the second was read from the store");
        assert_eq!(taken(&at_hand), Ok(vec![]));
        at_hand.is_clear(ANNA, None);
        at_hand.put(ANNA, vec![fresh(2)]);
        assert_eq!(taken(&at_hand), Ok(vec![]), "how far it came is not forgotten");
        at_hand.forget(ANNA);
        at_hand.put(ANNA, vec![fresh(4)]);
        assert_eq!(taken(&at_hand), Err(vec![id(4)]));
    }
}
