//! What was heard, in memory: some 40 bytes an event, for the 30 days that it is kept.
//!
//! Whether an event was heard before is asked at every turn. A row for each, found by its hash,
//! falls into another page each time, which made it a fifth of what a turn cost and the largest
//! part of what it left in memory.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use super::layout::{self, Tree, Trees};
use super::quiet::quietly;
use crate::{HeardHash, Revision};

/// At which revision each event was heard. A map that never has to be made anew as it grows:
/// everybody waits while it changes.
#[derive(Default)]
pub(super) struct Events(RwLock<BTreeMap<HeardHash, Revision>>);

impl Events {
    /// All that the rows tell, the newest first: those are told again soonest, and sled cannot go
    /// past a damaged page. What lies behind one is reported, and may be heard twice.
    pub(super) fn read(trees: &Trees) -> ::sled::Result<Self> {
        let mut events = BTreeMap::new();
        let read = || {
            for row in trees.get(Tree::Events).iter().rev() {
                let (key, value) = row?;
                match layout::events_from(&key, &value) {
                    Ok(all) => events.extend(all.into_iter().map(|(heard, revision)| (heard.id, revision))),
                    Err(error) => tracing::error!(%error, "what it told may be heard twice"),
                }
            }
            Ok(())
        };
        match quietly(read) {
            Ok(Err(error @ ::sled::Error::Io(_))) => return Err(error),
            Ok(Ok(())) => {}
            Ok(Err(_)) | Err(_) => {
                tracing::error!("a page of events is damaged: what was heard before may be heard twice");
            }
        }
        Ok(Self(RwLock::new(events)))
    }

    /// The revision at which it was heard.
    pub(super) fn at(&self, event: &HeardHash) -> Option<Revision> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(event).copied()
    }

    /// Follows a batch that is durable. To be called before anybody may read.
    pub(super) fn follow(&self, changes: BTreeMap<HeardHash, Option<Revision>>) {
        let mut events = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for (event, revision) in changes {
            match revision {
                Some(revision) => drop(events.insert(event, revision)),
                None => drop(events.remove(&event)),
            }
        }
    }
}
