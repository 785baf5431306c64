//! A disk that is almost full: refused before sled is touched, and over once there is room.

#![allow(clippy::unwrap_used, reason = "also outside test functions, this is a test")]

mod common;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use afterword_store::conformance::{check_whole, example_actor, example_turn};
use afterword_store::sled::{Durability, RealDisk, SledOptions, SledStore};
use afterword_store::{Error, OutboxId, Store, Write};
use common::options;
use tempfile::TempDir;

const MIB: u64 = 1024 * 1024;
const RESERVE: u64 = 8 * MIB;

/// A disk on which as much is free as the test says.
struct Filling {
    free: AtomicU64,
    transactions: AtomicUsize,
}

impl Filling {
    fn with(free: u64) -> Arc<Self> {
        Arc::new(Self { free: AtomicU64::new(free), transactions: AtomicUsize::new(0) })
    }

    fn leaves(&self, free: u64) {
        self.free.store(free, Ordering::SeqCst);
    }
}

impl Durability for Filling {
    fn written(&self, _db: &sled::Db) -> io::Result<()> {
        self.transactions.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }

    fn flush(&self, db: &sled::Db) -> io::Result<()> {
        RealDisk.flush(db)
    }

    fn sync_data(&self, log: &File) -> io::Result<()> {
        RealDisk.sync_data(log)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.sync_folder(folder)
    }

    fn free_bytes(&self, _folder: &Path) -> io::Result<u64> {
        Ok(self.free.load(Ordering::SeqCst))
    }
}

fn with_reserve() -> SledOptions {
    SledOptions { reserve_bytes: RESERVE, ..options() }
}

fn turn(revision: u64) -> [Write; 1] {
    [Write::Turn(Box::new(example_turn(example_actor(1), revision)))]
}

fn data(folder: &TempDir) -> PathBuf {
    folder.path().join("data")
}

#[test]
fn too_little_room_refuses_turns_and_the_store_goes_on_by_itself() {
    let folder = TempDir::new().unwrap();
    let disk = Filling::with(RESERVE);
    let store = SledStore::open_with(&data(&folder), with_reserve(), disk.clone()).unwrap();
    store.commit(&turn(1)).unwrap()[0].unwrap();
    for round in 2..5 {
        disk.leaves(RESERVE - 1);
        let before = disk.transactions.load(Ordering::SeqCst);
        let error = store.commit(&turn(round)).unwrap_err();
        assert!(matches!(error, Error::NoRoom { free, needed, .. } if free == RESERVE - 1 && needed == RESERVE));
        assert_eq!(disk.transactions.load(Ordering::SeqCst), before, "sled was touched");
        assert_eq!(check_whole(&store, example_actor(1)), Ok(round - 1), "it can be read");
        disk.leaves(RESERVE);
        store.commit(&turn(round)).unwrap()[0].unwrap();
    }
    drop(store);
    let store = SledStore::open(&data(&folder), options()).unwrap();
    assert_eq!(check_whole(&store, example_actor(1)), Ok(4));
}

#[test]
fn the_message_says_how_much_and_what_to_do() {
    let error = Error::NoRoom { folder: "data".into(), free: 3 * MIB + MIB / 2, needed: 64 * MIB };
    let told = error.to_string();
    for part in ["data folder data", "3.5 MiB free", "64.0 MiB have to be", "delete or move something else"] {
        assert!(told.contains(part), "{told}");
    }
}

#[test]
fn what_gives_something_up_may_use_most_of_the_reserve() {
    let folder = TempDir::new().unwrap();
    let disk = Filling::with(RESERVE);
    let store = SledStore::open_with(&data(&folder), with_reserve(), disk.clone()).unwrap();
    let actor = example_actor(1);
    store.commit(&turn(1)).unwrap()[0].unwrap();
    let delivered = || Write::Delivered(OutboxId { actor, revision: 1, n: 0 });
    let erase = || Write::Erase { actor, accounts: vec![] };

    disk.leaves(RESERVE / 4 - 1);
    for write in [delivered(), erase()] {
        assert!(matches!(store.commit(&[write]), Err(Error::NoRoom { needed, .. }) if needed == RESERVE / 4));
    }
    disk.leaves(RESERVE / 4);
    let [next] = turn(2);
    assert!(matches!(store.commit(&[delivered(), next]), Err(Error::NoRoom { .. })), "a turn among them");
    store.commit(&[delivered()]).unwrap()[0].unwrap();
    store.commit(&[erase()]).unwrap()[0].unwrap();
    assert!(store.entries(actor).unwrap().is_empty());
}

#[test]
fn a_full_disk_opens_for_reading_and_no_new_store_is_begun_on_it() {
    let folder = TempDir::new().unwrap();
    let store = SledStore::open(&data(&folder), options()).unwrap();
    store.commit(&turn(1)).unwrap()[0].unwrap();
    drop(store);
    let store = SledStore::open_with(&data(&folder), with_reserve(), Filling::with(0)).unwrap();
    assert_eq!(check_whole(&store, example_actor(1)), Ok(1));
    assert!(matches!(store.commit(&turn(2)), Err(Error::NoRoom { free: 0, .. })));
    drop(store);

    let new = folder.path().join("new");
    let error = SledStore::open_with(&new, with_reserve(), Filling::with(RESERVE - 1)).err().unwrap();
    assert!(matches!(error, Error::NoRoom { .. }), "{error}");
    assert!(!new.exists(), "nothing is made that would be in the way");
}
