//! Reading rows back. Callers see to it that nothing is being written meanwhile,
//! or that they are the writer.

use std::ops::Bound;

use super::io;
use super::layout::{self, OUTBOX_HEADER, Tree, Trees};
use super::parts::Joiner;
use crate::{AccountHash, ActorId, Error, Head, HeardHash, OutboxId, OutboxRow, Revision, WrappedKey};

impl Trees {
    pub(super) fn head(&self, actor: ActorId) -> Result<Option<Head>, Error> {
        self.value(Tree::Head, &actor.0)?.map(|value| layout::head_from(&actor.0, &value)).transpose()
    }

    pub(super) fn entries(&self, actor: ActorId) -> Result<Vec<(Revision, Vec<u8>)>, Error> {
        let mut entries = Vec::new();
        let mut open: Option<(Revision, Joiner)> = None;
        let close = |(revision, joiner): (Revision, Joiner)| {
            let row = layout::entry_key(actor, revision, 0);
            joiner.finish().map(|(_, value)| (revision, value)).map_err(|why| Tree::Entry.corrupt(&row[..24], why))
        };
        for row in self.get(Tree::Entry).scan_prefix(actor.0) {
            let (key, value) = row.map_err(io)?;
            let (revision, part) = layout::entry_from_key(&key)?;
            if open.as_ref().is_none_or(|(of, _)| *of != revision)
                && let Some(done) = open.replace((revision, Joiner::default()))
            {
                entries.push(close(done)?);
            }
            if let Some((_, joiner)) = &mut open {
                joiner.push(part, &value, 0).map_err(|why| Tree::Entry.corrupt(&key, why))?;
            }
        }
        if let Some(last) = open {
            entries.push(close(last)?);
        }
        Ok(entries)
    }

    pub(super) fn key(&self, actor: ActorId) -> Result<Option<WrappedKey>, Error> {
        self.value(Tree::Key, &actor.0)?.map(|value| layout::key_from(actor, &value)).transpose()
    }

    pub(super) fn account(&self, account: &AccountHash) -> Result<Option<ActorId>, Error> {
        self.value(Tree::Account, &account.0)?
            .map(|value| layout::actor_from(Tree::Account, &account.0, &value))
            .transpose()
    }

    pub(super) fn heard(&self, event: &HeardHash) -> Result<Option<Revision>, Error> {
        self.value(Tree::Heard, &event.0)?.map(|value| layout::revision_from(Tree::Heard, &event.0, &value)).transpose()
    }

    pub(super) fn due(&self, until_ms: i64, limit: usize) -> Result<Vec<(i64, ActorId)>, Error> {
        self.get(Tree::WakeDue)
            .range(..upper(until_ms))
            .keys()
            .take(limit)
            .map(|key| layout::wake_from_due_key(&key.map_err(io)?))
            .collect()
    }

    pub(super) fn outbox_of(&self, actor: ActorId) -> Result<Vec<OutboxRow>, Error> {
        let mut ids = Vec::new();
        for key in self.get(Tree::Outbox).scan_prefix(actor.0).keys() {
            let (id, _part) = layout::outbox_from_part_key(&key.map_err(io)?)?;
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
        ids.into_iter().map(|id| self.outbox_message(id)).collect()
    }

    pub(super) fn outbox_message(&self, id: OutboxId) -> Result<OutboxRow, Error> {
        let row = layout::outbox_key(id);
        let mut joiner = Joiner::default();
        for part in self.get(Tree::Outbox).scan_prefix(&row) {
            let (key, value) = part.map_err(io)?;
            let (_, part) = layout::outbox_from_part_key(&key)?;
            joiner.push(part, &value, OUTBOX_HEADER).map_err(|why| Tree::Outbox.corrupt(&key, why))?;
        }
        let (header, sealed) = joiner.finish().map_err(|why| Tree::Outbox.corrupt(&row, why))?;
        layout::outbox_row(id, &header, sealed)
    }

    pub(super) fn meta(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        Ok(self.value(Tree::Meta, name.as_bytes())?.map(|value| value.to_vec()))
    }

    pub(super) fn actors(&self, after: Option<ActorId>, limit: usize) -> Result<Vec<(ActorId, Head)>, Error> {
        self.by_actor(Tree::Head, after, limit, |row, value| {
            Ok((layout::actor_from(Tree::Head, row, row)?, layout::head_from(row, value)?))
        })
    }

    pub(super) fn keys(&self, after: Option<ActorId>, limit: usize) -> Result<Vec<(ActorId, WrappedKey)>, Error> {
        self.by_actor(Tree::Key, after, limit, |row, value| {
            let actor = layout::actor_from(Tree::Key, row, row)?;
            Ok((actor, layout::key_from(actor, value)?))
        })
    }

    /// A page of a tree with one row for each actor. A row that makes no sense is
    /// reported and left out: it must not stop the others.
    fn by_actor<T>(
        &self,
        tree: Tree,
        after: Option<ActorId>,
        limit: usize,
        read: impl Fn(&[u8], &[u8]) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let from = after.map_or(Bound::Unbounded, |actor| Bound::Excluded(actor.0));
        let mut found = Vec::new();
        for row in self.get(tree).range::<[u8; 16], _>((from, Bound::Unbounded)) {
            if found.len() >= limit {
                break;
            }
            let (row, value) = row.map_err(io)?;
            match read(&row, &value) {
                Ok(one) => found.push(one),
                Err(error) => tracing::error!(%error, "a row is left out"),
            }
        }
        Ok(found)
    }

    pub(super) fn blocked(&self, account: &AccountHash) -> Result<bool, Error> {
        self.get(Tree::Blocked).contains_key(account.0).map_err(io)
    }

    fn value(&self, tree: Tree, key: &[u8]) -> Result<Option<::sled::IVec>, Error> {
        self.get(tree).get(key).map_err(io)
    }
}

/// The first key after every key that begins with `until_ms` or less.
///
/// For the last millisecond there is no such instant; then one key more than
/// any that can be made.
fn upper(until_ms: i64) -> Vec<u8> {
    match until_ms.checked_add(1) {
        Some(after) => layout::ms_bytes(after).to_vec(),
        None => vec![0xff; 64],
    }
}
