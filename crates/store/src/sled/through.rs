//! Reading a store from end to end, where it has to be doubted.

use super::layout::{self, Tree, Trees};
use super::quiet::quietly;
use crate::Head;

impl Trees {
    /// Reads every row; returns how many there are, or what cannot be read.
    ///
    /// Nobody's journal may have lost its end: a head names the newest turn,
    /// and whoever has one has a key and entries.
    pub(super) fn read_through(&self) -> Result<u64, String> {
        quietly(|| self.try_read_through())
            .unwrap_or_else(|_panic| Err("sled stopped while reading its rows".to_owned()))
    }

    fn try_read_through(&self) -> Result<u64, String> {
        let mut rows = 0;
        for tree in Tree::ALL {
            for row in self.get(tree) {
                row.map_err(|error| format!("a row of {} cannot be read: {error}", tree.name()))?;
                rows += 1;
            }
        }
        for row in self.get(Tree::Head) {
            let (key, value) = row.map_err(|error| error.to_string())?;
            let alive = matches!(layout::head_from(&key, &value), Ok(Head::At(_)));
            let whole = |tree: Tree| self.get(tree).scan_prefix(&key).next().is_some();
            if alive && !(whole(Tree::Key) && whole(Tree::Entry)) {
                return Err("somebody's journal or key is missing".to_owned());
            }
        }
        Ok(rows)
    }
}
