//! The rows a batch changes, on paper.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::due::Change;
use super::layout::{self, Tree, Trees};
use super::parts::MAX_ROW;
use super::{io, looked};
use crate::{Error, Heard};

/// The rows a batch changes; `None` for a row that goes.
pub(super) struct Draft<'a> {
    trees: &'a Trees,
    rows: BTreeMap<(Tree, Vec<u8>), Option<Vec<u8>>>,
    due: Vec<Change>,
    /// What was heard, to be kept together: a row for each was a sixth of what a turn wrote.
    ages: Vec<Heard>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(trees: &'a Trees) -> Self {
        Self { trees, rows: BTreeMap::new(), due: Vec::new(), ages: Vec::new() }
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

    /// Notes when something was heard.
    pub(super) fn aged(&mut self, heard: Heard) {
        self.ages.push(heard);
    }

    /// Makes rows of what was noted of that.
    pub(super) fn keep_ages(&mut self) -> Result<(), Error> {
        let mut ages = std::mem::take(&mut self.ages);
        // What is to be forgotten first names the row.
        ages.sort_by_key(|heard| heard.at_ms);
        for together in ages.chunks(layout::AGES) {
            let (key, value) = layout::heard_age(together);
            self.put(Tree::HeardAge, &key, value)?;
        }
        Ok(())
    }

    /// Notes what changes of when messages are due.
    pub(super) fn due(&mut self, change: Change) {
        self.due.push(change);
    }

    /// What changes of when messages are due, in order.
    pub(super) fn into_due(self) -> Vec<Change> {
        self.due
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
