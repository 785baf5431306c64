//! Which folders are opened, and what is said about the others.

#![allow(clippy::unwrap_used, reason = "also outside test functions, this is a test")]

mod common;

use std::fs;
use std::path::Path;

use afterword_store::conformance::{check_whole, example_actor, example_turn};
use afterword_store::sled::SledStore;
use afterword_store::{Error, Store, Write};
use common::options;
use tempfile::TempDir;

fn refused(folder: &Path) -> Error {
    SledStore::open(folder, options()).err().expect("a folder that has to be refused was opened")
}

#[test]
fn a_folder_somebody_has_open_is_locked() {
    let folder = TempDir::new().unwrap();
    let first = SledStore::open(folder.path(), options()).unwrap();
    let error = refused(folder.path());
    assert!(matches!(error, Error::Locked { .. }), "{error}");
    assert!(error.to_string().contains(folder.path().to_str().unwrap()));
    drop(first);
    SledStore::open(folder.path(), options()).unwrap();
}

#[test]
fn a_folder_with_other_things_in_it_is_not_ours_and_left_as_it_is() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("letter.txt"), "dear").unwrap();
    let error = refused(folder.path());
    assert!(matches!(error, Error::NotOurs { .. }), "{error}");
    assert!(error.to_string().contains("it holds letter.txt"), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_store_without_its_marker_is_not_taken_for_an_empty_folder() {
    let folder = TempDir::new().unwrap();
    drop(SledStore::open(folder.path(), options()).unwrap());
    fs::remove_file(folder.path().join("afterword-data")).unwrap();
    let error = refused(folder.path());
    assert!(error.to_string().contains("it holds store"), "{error}");
}

#[test]
fn a_file_is_not_a_folder() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("data");
    fs::write(&file, "").unwrap();
    let error = refused(&file);
    assert!(matches!(error, Error::NotOurs { .. }), "{error}");
    assert!(error.to_string().contains("it is a file"), "{error}");
}

#[test]
fn what_belongs_beside_the_store_may_be_there_first() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("keys")).unwrap();
    for file in ["clock", "control.sock", "afterword-data.new"] {
        fs::write(folder.path().join(file), "").unwrap();
    }
    SledStore::open(folder.path(), options()).unwrap();
    assert!(folder.path().join("store/db").is_file());
}

#[test]
fn a_later_layout_is_left_to_the_version_that_wrote_it() {
    let folder = TempDir::new().unwrap();
    drop(SledStore::open(folder.path(), options()).unwrap());
    let marker = folder.path().join("afterword-data");
    let text = fs::read_to_string(&marker).unwrap();
    fs::write(&marker, text.replace('1', "7")).unwrap();
    let error = refused(folder.path());
    assert!(matches!(&error, Error::Version { found, known: 1, .. } if found == "7"), "{error}");
    fs::write(&marker, "something else").unwrap();
    let error = refused(folder.path());
    assert!(error.to_string().contains("names no layout"), "{error}");
}

#[test]
fn folders_are_made_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = TempDir::new().unwrap();
    let data = folder.path().join("some/where");
    SledStore::open(&data, options()).unwrap();
    let mode = fs::metadata(&data).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
}

/// A file system of the kernel's own stands for one that cannot be written.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let error = refused(Path::new("/proc/self/afterword"));
    assert!(error.to_string().contains("/proc/self"), "{error}");
}

#[test]
fn a_nonsense_snapshot_is_set_aside_after_a_copy_of_the_store() {
    let folder = TempDir::new().unwrap();
    drop(SledStore::open(folder.path(), options()).unwrap());
    let name = "snap.7FFFFFFFFFFFFFFF";
    fs::write(folder.path().join("store").join(name), "nonsense, but long enough").unwrap();
    SledStore::open(folder.path(), options()).unwrap();
    for kept in ["store.aside-1/snap.7FFFFFFFFFFFFFFF", "store/unfinished.snap.7FFFFFFFFFFFFFFF"] {
        assert!(folder.path().join(kept).is_file(), "{kept}");
    }
}

/// sled itself refuses to open over what it was killed while writing.
#[test]
fn an_unfinished_snapshot_is_set_aside() {
    let folder = TempDir::new().unwrap();
    let actor = example_actor(1);
    let store = SledStore::open(folder.path(), options()).unwrap();
    let turn = Write::Turn(Box::new(example_turn(actor, 1)));
    store.commit(&[turn]).unwrap()[0].unwrap();
    drop(store);
    let name = "snap.7FFFFFFFFFFFFFFF.generating";
    fs::write(folder.path().join("store").join(name), "half").unwrap();
    let store = SledStore::open(folder.path(), options()).unwrap();
    assert_eq!(check_whole(&store, actor), Ok(1));
    let aside = format!("store/unfinished.{name}");
    assert!(folder.path().join(aside).is_file());
}

/// sled would write such leaves as blob files, and never sync them.
#[test]
fn thousands_of_large_turns_leave_no_blobs() {
    let folder = TempDir::new().unwrap();
    let store = SledStore::open(folder.path(), options()).unwrap();
    for revision in 1..=100 {
        let batch: Vec<_> = (0..30)
            .map(|n| {
                let mut turn = example_turn(example_actor(n), revision);
                turn.entries[0].1.resize(30_000, 7);
                turn.outbox[0].sealed.resize(9_000, 7);
                Write::Turn(Box::new(turn))
            })
            .collect();
        store.commit(&batch).unwrap();
    }
    let blobs = fs::read_dir(folder.path().join("store/blobs")).unwrap();
    assert_eq!(blobs.count(), 0);
    assert!(check_whole(&store, example_actor(0)).is_err(), "made longer");
    assert_eq!(store.entries(example_actor(0)).unwrap().len(), 100);
}
