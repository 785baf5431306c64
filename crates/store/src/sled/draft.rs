//! The rows a batch changes, on paper.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::due::Change;
use super::events::Events;
use super::layout::{self, Tree, Trees};
use super::parts::MAX_ROW;
use super::{io, looked};
use crate::{Error, Heard, HeardHash, Revision};

/// The rows a batch changes; `None` for a row that goes.
pub(super) struct Draft<'a> {
    trees: &'a Trees,
    known: &'a Events,
    rows: BTreeMap<(Tree, Vec<u8>), Option<Vec<u8>>>,
    due: Vec<Change>,
    /// What was heard, to be kept together.
    events: Vec<(Heard, Revision)>,
    /// What becomes of events: heard at a revision, or forgotten.
    heard: BTreeMap<HeardHash, Option<Revision>>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(trees: &'a Trees, known: &'a Events) -> Self {
        Self { trees, known, rows: BTreeMap::new(), due: Vec::new(), events: Vec::new(), heard: BTreeMap::new() }
    }

    /// Whether nothing would change.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows that change, and what they hold then.
    pub(super) fn rows(&self) -> impl Iterator<Item = (Tree, &[u8], Option<&[u8]>)> {
        self.rows.iter().map(|((tree, key), value)| (*tree, &key[..], value.as_deref()))
    }

    /// The trees that change, and what changes in each.
    pub(super) fn batches(&self) -> (Vec<&'a ::sled::Tree>, Vec<::sled::Batch>) {
        let mut by_tree: BTreeMap<Tree, ::sled::Batch> = BTreeMap::new();
        for ((tree, key), value) in &self.rows {
            let batch = by_tree.entry(*tree).or_default();
            match value {
                Some(value) => batch.insert(&key[..], &value[..]),
                None => batch.remove(&key[..]),
            }
        }
        by_tree.into_iter().map(|(tree, batch)| (self.trees.get(tree), batch)).unzip()
    }

    /// At which revision an event was heard, as the batch leaves it so far.
    pub(super) fn heard_at(&self, event: &HeardHash) -> Option<Revision> {
        self.heard.get(event).copied().unwrap_or_else(|| self.known.at(event))
    }

    /// Notes that something was heard.
    pub(super) fn hear(&mut self, heard: Heard, revision: Revision) {
        self.heard.insert(heard.id, Some(revision));
        self.events.push((heard, revision));
    }

    /// Notes that an event may be forgotten; its row is the caller's.
    pub(super) fn forget(&mut self, event: HeardHash) {
        self.heard.insert(event, None);
    }

    /// Makes rows of what was heard: one for each event was a sixth of what a turn wrote.
    pub(super) fn keep_events(&mut self) -> Result<(), Error> {
        let mut events = std::mem::take(&mut self.events);
        // What is to be forgotten first names the row.
        events.sort_by_key(|(heard, _)| heard.at_ms);
        for together in events.chunks(layout::EVENTS) {
            let (key, value) = layout::events(together);
            self.put(Tree::Events, &key, value)?;
        }
        Ok(())
    }

    /// Notes what changes of when messages are due.
    pub(super) fn due(&mut self, change: Change) {
        self.due.push(change);
    }

    /// What is to be followed in memory once it is durable: when messages are due, in order, and
    /// what was heard.
    pub(super) fn into_followed(self) -> (Vec<Change>, BTreeMap<HeardHash, Option<Revision>>) {
        (self.due, self.heard)
    }

    /// What a row holds, as the batch leaves it so far.
    pub(super) fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, Error> {
        if let Some(changed) = self.rows.get(&(tree, key.to_vec())) {
            return Ok(changed.clone());
        }
        let stored = looked(tree, key, || self.trees.get(tree).get(key).map_err(io))?;
        Ok(stored.map(|value| value.to_vec()))
    }

    /// Sets a row.
    ///
    /// # Errors
    /// [`Error::Layout`] for a value that is longer than a row may be.
    pub(super) fn put(&mut self, tree: Tree, key: &[u8], value: Vec<u8>) -> Result<(), Error> {
        if value.len() > MAX_ROW {
            return Err(Error::Layout(format!(
                "{} bytes for one row of {}, where {MAX_ROW} are allowed",
                value.len(),
                tree.name()
            )));
        }
        self.rows.insert((tree, key.to_vec()), Some(value));
        Ok(())
    }

    /// Removes a row, if it is there.
    pub(super) fn delete(&mut self, tree: Tree, key: &[u8]) {
        self.rows.insert((tree, key.to_vec()), None);
    }

    /// The keys that begin with `prefix` and go on for less than 16 bytes.
    pub(super) fn keys_starting_with(&self, tree: Tree, prefix: &[u8]) -> Result<Vec<Vec<u8>>, Error> {
        let end = [prefix, &[0xff; 16]].concat();
        self.keys_between(tree, prefix.to_vec(), &end, usize::MAX)
    }

    /// The first `limit` keys from `from` up to but not including `to`, as the
    /// batch leaves them so far.
    pub(super) fn keys_between(
        &self,
        tree: Tree,
        from: Vec<u8>,
        to: &[u8],
        limit: usize,
    ) -> Result<Vec<Vec<u8>>, Error> {
        let mut keys = BTreeSet::new();
        for key in self.trees.get(tree).range(&from[..]..to).keys() {
            if keys.len() >= limit {
                break;
            }
            let key = key.map_err(io)?.to_vec();
            if !self.rows.contains_key(&(tree, key.clone())) {
                keys.insert(key);
            }
        }
        let changed = (Bound::Included((tree, from)), Bound::Excluded((tree, to.to_vec())));
        for ((_, key), value) in self.rows.range(changed) {
            if value.is_some() {
                keys.insert(key.clone());
            }
        }
        Ok(keys.into_iter().take(limit).collect())
    }
}
