//! After a failed write, nothing is promised any more, and nothing is done.

#![allow(clippy::unwrap_used, reason = "also outside test functions, this is a test")]

mod common;

use std::fs::File;
use std::io;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::Mutex;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use afterword_store::conformance::{check_whole, example_actor, example_turn};
use afterword_store::sled::{Durability, RealDisk, SledStore};
use afterword_store::{AccountHash, Error, HeardHash, Store, Turn, Write};
use common::options;
use tempfile::TempDir;

#[derive(Clone, Copy, PartialEq)]
enum Call {
    Written,
    Flush,
    Sync,
    Put,
}

/// Fails at one call, and only once.
#[derive(Default)]
struct Failing(Mutex<Option<Call>>);

impl Failing {
    fn at(&self, call: Call) -> io::Result<()> {
        let mut next = self.0.lock().unwrap();
        if *next == Some(call) {
            *next = None;
            return Err(io::Error::other("the disk is gone"));
        }
        Ok(())
    }
}

impl Durability for Failing {
    fn written(&self, _db: &sled::Db) -> io::Result<()> {
        self.at(Call::Written)
    }

    fn flush(&self, db: &sled::Db) -> io::Result<()> {
        self.at(Call::Flush)?;
        RealDisk.flush(db)
    }

    fn sync_data(&self, log: &File) -> io::Result<()> {
        self.at(Call::Sync)?;
        RealDisk.sync_data(log)
    }

    fn put(&self, _db: &sled::Db) -> io::Result<()> {
        self.at(Call::Put)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.sync_folder(folder)
    }
}

#[test]
fn after_a_failed_step_every_call_fails_until_a_restart() {
    let actor = example_actor(1);
    let turn = |revision| [Write::Turn(Box::new(example_turn(actor, revision)))];
    for call in [Call::Written, Call::Flush, Call::Sync, Call::Put] {
        let folder = TempDir::new().unwrap();
        let disk = Arc::new(Failing::default());
        let store = SledStore::open_with(folder.path(), options(), disk.clone()).unwrap();
        store.commit(&turn(1)).unwrap()[0].unwrap();

        *disk.0.lock().unwrap() = Some(call);
        let error = store.commit(&turn(2)).unwrap_err();
        assert!(matches!(&error, Error::Io(why) if why.contains("gone")), "{error}");
        for answer in every_call(&store) {
            assert!(matches!(answer, Some(Error::Io(_))), "it went on: {answer:?}");
        }

        drop(store);
        let store = SledStore::open(folder.path(), options()).unwrap();
        let turns = check_whole(&store, actor).unwrap();
        assert!(turns >= 1);
        assert!(turns == 2 || call != Call::Put, "it was durable before its rows were put");
    }
}

/// What a killed predecessor left unsynced could be read, and then vanish.
#[test]
fn a_store_that_cannot_sync_what_it_found_does_not_open() {
    for call in [Call::Flush, Call::Sync] {
        let folder = TempDir::new().unwrap();
        drop(SledStore::open(folder.path(), options()).unwrap());
        let disk = Arc::new(Failing(Mutex::new(Some(call))));
        let error = SledStore::open_with(folder.path(), options(), disk).err().unwrap();
        assert!(error.to_string().contains("the disk is gone"), "{error}");
    }
}

/// Whoever reads during a sync must not be told of what it fails for.
#[test]
fn a_reader_is_told_nothing_of_what_a_sync_fails_for() {
    // The second is too long to be written ahead as one row: its rows change before the sync, so
    // the reader has to wait for it.
    for (length, waits) in [(100, false), (100_000, true)] {
        let folder = TempDir::new().unwrap();
        let disk = Arc::new(Reading::default());
        let store = SledStore::open_with(folder.path(), options(), disk.clone()).unwrap();
        let store = Arc::new(store);
        *disk.store.lock().unwrap() = Some(store.clone());
        let actor = example_actor(1);
        let turn = Turn { entries: vec![(1, vec![7; length])], ..example_turn(actor, 1) };
        store.commit(&[Write::Turn(Box::new(turn))]).unwrap_err();
        let reader = disk.reader.lock().unwrap().take().unwrap();
        let told = reader.join().unwrap();
        assert!(told != Ok(true), "the reader was told of it");
        assert!(!waits || told == Err(()), "the reader was answered");
    }
}

/// Has somebody read while it syncs, and then fails.
#[derive(Default)]
struct Reading {
    store: Mutex<Option<Arc<SledStore>>>,
    /// Whether it was told of a turn, or nothing at all.
    reader: Mutex<Option<JoinHandle<Result<bool, ()>>>>,
}

impl Durability for Reading {
    fn flush(&self, db: &sled::Db) -> io::Result<()> {
        RealDisk.flush(db)
    }

    fn sync_data(&self, log: &File) -> io::Result<()> {
        let Some(store) = self.store.lock().unwrap().take() else {
            return RealDisk.sync_data(log);
        };
        let reader = thread::spawn(move || store.head(example_actor(1)).map(|head| head.is_some()).map_err(drop));
        *self.reader.lock().unwrap() = Some(reader);
        thread::sleep(Duration::from_millis(50));
        Err(io::Error::other("the disk is gone"))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.sync_folder(folder)
    }
}

/// A real failed write, in a process of its own (`tests/writer/writer.rs`):
/// the limit on file sizes, with its signal ignored.
#[test]
fn a_limit_on_file_sizes_fails_a_write_and_loses_nothing() {
    const ACTORS: u64 = 3;
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let mut acknowledged = 0;
    for blocks in [1100, 2300, 4000] {
        let script = format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec '{}' '{}' {ACTORS}",
            env!("CARGO_BIN_EXE_afterword-store-writer"),
            data.display()
        );
        let ended = Command::new("sh").args(["-c", &script]).output().unwrap();
        let told = String::from_utf8(ended.stdout).unwrap();
        let complaint = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(!ended.status.success(), "it ended by itself: {complaint}");
        assert!(complaint.contains("File too large"), "{complaint}");
        acknowledged = told
            .lines()
            .filter(|line| line.starts_with("told 0 "))
            .filter_map(|line| line.split(' ').nth(2)?.parse().ok())
            .next_back()
            .unwrap_or(acknowledged);
        let store = SledStore::open(&data, options()).unwrap();
        for n in 0..ACTORS {
            let found = check_whole(&store, example_actor(n)).unwrap();
            assert!(found >= acknowledged, "{found} turns of {acknowledged} that were acknowledged");
        }
    }
    assert!(acknowledged > 10, "{acknowledged}");
}

fn every_call(store: &dyn Store) -> [Option<Error>; 11] {
    let actor = example_actor(1);
    [
        store.commit(&[]).err(),
        store.head(actor).err(),
        store.entries(actor).err(),
        store.key(actor).err(),
        store.account(&AccountHash([0; 32])).err(),
        store.heard(&HeardHash([0; 16])).err(),
        store.due(0, 1).err(),
        store.outbox_due(0, 1).err(),
        store.outbox_of(actor).err(),
        store.meta("sync").err(),
        store.actors(None, 1).err(),
    ]
}
