//! Which message is due when, in memory: each message says it in its own row, so it is not
//! written a second time. What waits is little; it is read once, when it is first asked for.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::layout::{self, Tree, Trees};
use super::{io, looked};
use crate::{ActorId, Error, OutboxId, OutboxRow};

/// How many people are looked at together.
const PAGE: usize = 256;

/// When the messages of a store are due.
#[derive(Default)]
pub(super) struct Due(Mutex<Known>);

/// `None` until somebody asks.
type Known = Option<BTreeSet<(i64, OutboxId)>>;

/// What a batch changes of it.
pub(super) enum Change {
    /// A message waits until then.
    Waits(i64, OutboxId),
    /// A message does not wait until then any more.
    Gone(i64, OutboxId),
    /// No message of somebody is left, whether it can be read or not.
    NoneOf(ActorId),
}

impl Due {
    /// Follows a batch that is durable. To be called before anybody may read.
    pub(super) fn follow(&self, changes: Vec<Change>) {
        let mut known = self.known();
        let Some(due) = known.as_mut() else { return };
        for change in changes {
            match change {
                Change::Waits(at_ms, id) => drop(due.insert((at_ms, id))),
                Change::Gone(at_ms, id) => drop(due.remove(&(at_ms, id))),
                Change::NoneOf(actor) => due.retain(|(_, id)| id.actor != actor),
            }
        }
    }

    /// The messages due by then, earliest first, at most `limit`. One that cannot be read is
    /// reported and left out: it must not stop the others.
    pub(super) fn until(&self, trees: &Trees, until_ms: i64, limit: usize) -> Result<Vec<OutboxRow>, Error> {
        let mut known = self.known();
        let due = match &mut *known {
            Some(due) => due,
            unknown => unknown.insert(read(trees)?),
        };
        let mut rows = Vec::new();
        for (_, id) in due.iter().take_while(|(at_ms, _)| *at_ms <= until_ms) {
            if rows.len() >= limit {
                break;
            }
            match trees.outbox_message(*id) {
                Ok(row) => rows.push(row),
                Err(error @ Error::Corrupt { .. }) => tracing::error!(%error, "a message cannot be delivered"),
                Err(error) => return Err(error),
            }
        }
        Ok(rows)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        // sled may panic over a damaged page, but only while nothing is changed here.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All that wait, as their rows say. A damaged page is no reason to stop everybody whose rows
/// are elsewhere, so where there is one, each person's are read by themselves.
fn read(trees: &Trees) -> Result<BTreeSet<(i64, OutboxId)>, Error> {
    match looked(Tree::Outbox, &[], || at_once(trees)) {
        Err(error @ Error::Corrupt { .. }) => {
            tracing::error!(%error, "what waits cannot be read at once; it is read person by person");
            Ok(one_by_one(trees))
        }
        read => read,
    }
}

fn at_once(trees: &Trees) -> Result<BTreeSet<(i64, OutboxId)>, Error> {
    let mut due = BTreeSet::new();
    for row in trees.get(Tree::Outbox) {
        let (key, value) = row.map_err(io)?;
        let found = layout::outbox_from_part_key(&key).and_then(|(id, part)| match part {
            0 => layout::outbox_state(id, &key, &value).map(|(at_ms, _)| Some((at_ms, id))),
            _ => Ok(None),
        });
        match found {
            Ok(found) => due.extend(found),
            Err(error) => tracing::error!(%error, "a message cannot be delivered"),
        }
    }
    Ok(due)
}

fn one_by_one(trees: &Trees) -> BTreeSet<(i64, OutboxId)> {
    let (mut due, mut after) = (BTreeSet::new(), None);
    loop {
        let page = looked(Tree::Head, &[], || trees.actors(after, PAGE)).unwrap_or_else(|error| {
            tracing::error!(%error, "whose messages wait from here on is not known");
            Vec::new()
        });
        let Some((last, _)) = page.last() else { return due };
        after = Some(*last);
        for (actor, _) in page {
            match looked(Tree::Outbox, &actor.0, || trees.outbox_of(actor)) {
                Ok(rows) => due.extend(rows.into_iter().map(|row| (row.not_before_ms, row.id))),
                Err(error) => tracing::error!(%error, "the messages of somebody cannot be delivered"),
            }
        }
    }
}
