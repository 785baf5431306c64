//! A power cut between the write and the sync: each page of the log may have
//! reached the disk or not, in any order.

#![allow(clippy::unwrap_used, reason = "also outside test functions, this is a test")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::Mutex;

use afterword_store::conformance::{check_whole, example_actor, example_turn};
use afterword_store::sled::{Durability, RealDisk, SledStore};
use afterword_store::{Store, Write};
use common::{copy_folder, options};
use tempfile::TempDir;

const PAGE: usize = 4096;
const ROUNDS: u64 = 12;
const CUTS: u64 = 8;

#[test]
fn pages_that_reach_the_disk_in_any_order_make_whole_turns_or_none() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let disk = Arc::new(Unsynced { data: data.clone(), before: Mutex::default() });
    let store = SledStore::open_with(&data, options(), disk.clone()).unwrap();
    let mut outcomes = BTreeSet::new();
    let actors = [example_actor(1), example_actor(2)];
    for round in 1..=ROUNDS {
        let synced = copy(&data);
        let batch = actors.map(|actor| Write::Turn(Box::new(example_turn(actor, round))));
        store.commit(&batch).unwrap();
        let unsynced = disk.before.lock().unwrap().take().unwrap();
        for cut in 0..CUTS {
            let left = mixed(synced.path(), unsynced.path(), cut, round);
            let store = SledStore::open(left.path(), options()).unwrap();
            let [one, other] = actors.map(|actor| check_whole(&store, actor).unwrap());
            assert!(one >= round - 1, "{one} turns of {}", round - 1);
            assert_eq!(one, other, "a batch is one transaction");
            outcomes.insert(one == round);

            // And it goes on from there.
            let next = Write::Turn(Box::new(example_turn(actors[0], one + 1)));
            store.commit(&[next]).unwrap()[0].unwrap();
            assert_eq!(check_whole(&store, actors[0]), Ok(one + 1));
        }
    }
    assert_eq!(outcomes.len(), 2, "cuts lost always, or never, what was not synced");
}

/// Copies the folder after each flush, before the sync.
struct Unsynced {
    data: PathBuf,
    before: Mutex<Option<TempDir>>,
}

impl Durability for Unsynced {
    fn flush(&self, db: &sled::Db) -> io::Result<()> {
        RealDisk.flush(db)
    }

    fn sync_data(&self, log: &File) -> io::Result<()> {
        *self.before.lock().unwrap() = Some(copy(&self.data));
        RealDisk.sync_data(log)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.sync_folder(folder)
    }
}

/// The synced folder, with some of the pages of the unsynced log: all but one
/// in two to the power of `cut`, and in the last cut really all.
fn mixed(synced: &Path, unsynced: &Path, cut: u64, seed: u64) -> TempDir {
    let mixed = copy(synced);
    let log = Path::new("store/db");
    let mut old = fs::read(synced.join(log)).unwrap();
    let new = fs::read(unsynced.join(log)).unwrap();
    old.resize(old.len().max(new.len()), 0);
    let mut random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let pages = old.chunks_mut(PAGE).zip(new.chunks(PAGE));
    for (old, new) in pages.filter(|(old, new)| old != new) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        if cut + 1 == CUTS || !(random >> 20).is_multiple_of(1 << cut) {
            old[..new.len()].copy_from_slice(new);
        }
    }
    fs::write(mixed.path().join(log), old).unwrap();
    mixed
}

fn copy(from: &Path) -> TempDir {
    let to = TempDir::new().unwrap();
    copy_folder(from, to.path()).unwrap();
    to
}
