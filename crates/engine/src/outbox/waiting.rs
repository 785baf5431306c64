//! Who waits to hear of a message, and what of it could not be written yet.

use std::collections::HashMap;
use std::sync::Mutex;

use afterword_store::{ActorId, OutboxId, Write};
use tokio::sync::oneshot;

use crate::Fate;
use crate::cache::lock;

/// Those who wait to hear what became of a message.
#[derive(Default)]
pub(crate) struct Waiters(Mutex<HashMap<OutboxId, oneshot::Sender<Fate>>>);

impl Waiters {
    pub(crate) fn expect(&self, messages: &[OutboxId]) -> Vec<oneshot::Receiver<Fate>> {
        let mut waiters = lock(&self.0);
        let expect = |id: &OutboxId| {
            let (sender, receiver) = oneshot::channel();
            waiters.insert(*id, sender);
            receiver
        };
        messages.iter().map(expect).collect()
    }

    pub(crate) fn forget(&self, messages: &[OutboxId]) {
        let mut waiters = lock(&self.0);
        for id in messages {
            waiters.remove(id);
        }
    }

    pub(crate) fn forget_actor(&self, actor: ActorId) {
        lock(&self.0).retain(|id, _| id.actor != actor);
    }

    pub(super) fn tell(&self, id: OutboxId, fate: Fate) {
        if let Some(waiter) = lock(&self.0).remove(&id) {
            // Nobody has to wait for it.
            waiter.send(fate).ok();
        }
    }
}

/// What became of messages, where the full disk did not take it: without this,
/// a message that arrived would be carried again every second.
#[derive(Default)]
pub(crate) struct Unwritten(Mutex<HashMap<OutboxId, Write>>);

impl Unwritten {
    pub(super) fn keep(&self, write: Write) {
        if let Write::Delivered(id) | Write::Retry { id, .. } = write {
            lock(&self.0).insert(id, write);
        }
    }

    pub(super) fn take(&self, id: OutboxId) -> Option<Write> {
        lock(&self.0).remove(&id)
    }

    pub(crate) fn forget_actor(&self, actor: ActorId) {
        lock(&self.0).retain(|id, _| id.actor != actor);
    }
}
