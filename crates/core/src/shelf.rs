//! A sorted map in shared pieces: cheap to clone, however much it holds.
//!
//! A turn is decided on a copy of the person, and changes a talk or two. So a
//! copy shares all pieces, and a change copies the one piece it falls into.

use std::sync::Arc;

/// How many entries a piece holds at most: what a change copies.
const PIECE: usize = 16;

/// A sorted map. Equal to another one with the same entries, however they are cut into pieces.
#[derive(Clone)]
pub(crate) struct Shelf<K, V> {
    /// None is empty; keys rise within each and from one to the next.
    pieces: Vec<Arc<Vec<(K, V)>>>,
}

impl<K, V> Default for Shelf<K, V> {
    fn default() -> Self {
        Self { pieces: Vec::new() }
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for Shelf<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<K: Eq, V: Eq> Eq for Shelf<K, V> {}

impl<K, V> Shelf<K, V> {
    /// All entries, by key.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.pieces.iter().flat_map(|piece| piece.iter().map(|(key, value)| (key, value)))
    }

    /// All values, by key.
    pub(crate) fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }
}

impl<K: Ord + Clone, V: Clone> Shelf<K, V> {
    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        let piece = self.pieces.get(self.piece_of(key))?;
        let place = piece.binary_search_by(|(known, _)| known.cmp(key)).ok()?;
        piece.get(place).map(|(_, value)| value)
    }

    pub(crate) fn contains(&self, key: &K) -> bool {
        self.get(key).is_some()
    }

    pub(crate) fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        let at = self.piece_of(key);
        let piece = self.pieces.get_mut(at)?;
        let place = piece.binary_search_by(|(known, _)| known.cmp(key)).ok()?;
        Arc::make_mut(piece).get_mut(place).map(|(_, value)| value)
    }

    /// Puts an entry in; the one with this key before, if there was one, goes.
    pub(crate) fn insert(&mut self, key: K, value: V) {
        let at = self.piece_of(&key);
        let is_full = |piece: &Arc<Vec<(K, V)>>| piece.len() >= PIECE;
        // What comes after everything joins the last piece, if that has room.
        let at = if at == self.pieces.len() && !self.pieces.last().is_none_or(is_full) { at - 1 } else { at };
        let Some(piece) = self.pieces.get_mut(at).map(Arc::make_mut) else {
            return self.pieces.push(Arc::new(vec![(key, value)]));
        };
        match piece.binary_search_by(|(known, _)| known.cmp(&key)) {
            Ok(place) => piece[place] = (key, value),
            Err(place) => piece.insert(place, (key, value)),
        }
        if piece.len() > PIECE {
            let upper = piece.split_off(PIECE / 2);
            self.pieces.insert(at + 1, Arc::new(upper));
        }
    }

    pub(crate) fn remove(&mut self, key: &K) {
        let at = self.piece_of(key);
        let Some(piece) = self.pieces.get_mut(at) else { return };
        let Ok(place) = piece.binary_search_by(|(known, _)| known.cmp(key)) else { return };
        Arc::make_mut(piece).remove(place);
        if piece.is_empty() {
            self.pieces.remove(at);
        }
    }

    pub(crate) fn retain(&mut self, stays: impl Fn(&K) -> bool) {
        for piece in &mut self.pieces {
            if !piece.iter().all(|(key, _)| stays(key)) {
                Arc::make_mut(piece).retain(|(key, _)| stays(key));
            }
        }
        self.pieces.retain(|piece| !piece.is_empty());
    }

    /// The first piece that does not end before this key; one past the last, where all do.
    fn piece_of(&self, key: &K) -> usize {
        self.pieces.partition_point(|piece| piece.last().is_some_and(|(last, _)| last < key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn it_holds_what_a_map_holds(changes in prop::collection::vec((0..120_u8, 0..5_u8), 0..400)) {
            let (mut shelf, mut map) = (Shelf::default(), BTreeMap::new());
            let mut before = Vec::new();
            for (key, what) in changes {
                before.push((shelf.clone(), map.clone()));
                match what {
                    0 => {
                        shelf.remove(&key);
                        map.remove(&key);
                    }
                    1 if key < 8 => {
                        shelf.retain(|known| known % 8 != key);
                        map.retain(|known, _| known % 8 != key);
                    }
                    2 => {
                        shelf.get_mut(&key).into_iter().for_each(|value| *value += 1);
                        map.get_mut(&key).into_iter().for_each(|value| *value += 1);
                    }
                    _ => {
                        shelf.insert(key, u32::from(what));
                        map.insert(key, u32::from(what));
                    }
                }
                prop_assert_eq!(shelf.get(&key), map.get(&key));
            }
            before.push((shelf, map));
            for (shelf, map) in before {
                prop_assert!(shelf.iter().eq(map.iter()), "a copy changed with what it was copied from");
                prop_assert!(shelf.values().rev().eq(map.values().rev()));
                prop_assert!(shelf.pieces.iter().all(|piece| (1..=PIECE).contains(&piece.len())));
            }
        }
    }

    #[test]
    fn it_is_equal_however_it_came_about() {
        let (mut up, mut down) = (Shelf::default(), Shelf::default());
        (0..100).for_each(|key| up.insert(key, ()));
        (0..100).rev().for_each(|key| down.insert(key, ()));
        assert!(up == down);
        down.remove(&50);
        assert!(up != down);
    }
}
