//! A store that sled panics over is told by what opening it returns, and by nothing printed before.

#![allow(clippy::unwrap_used, reason = "also outside test functions, this is a test")]

mod common;

use std::fs;
use std::panic;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use afterword_store::conformance::{example_actor, example_turn};
use afterword_store::sled::SledStore;
use afterword_store::{Store, Write};
use common::{copy_folder, options};
use tempfile::TempDir;

static PRINTED: AtomicUsize = AtomicUsize::new(0);

/// A whole snapshot that leaves out the first pages of a log that has them: it
/// says of a log read up to byte 100 that no page is in it. sled goes on after
/// byte 100, and panics over the pages that are then nowhere.
fn forget_first_pages(data: &Path) {
    const READ_UP_TO: i64 = 100;
    // sled writes an optional number as one more than it is, then none for the
    // active segment as one zero, then the pages, here none.
    let mut snapshot = (READ_UP_TO + 1).to_le_bytes().to_vec();
    snapshot.push(0);
    let (length, sum) = (snapshot.len() as u64, crc32fast::hash(&snapshot));
    snapshot.extend(length.to_le_bytes());
    snapshot.extend(sum.to_le_bytes());
    fs::write(data.join(format!("store/snap.{READ_UP_TO:016X}")), snapshot).unwrap();
}

#[test]
fn a_panic_of_sled_over_damaged_files_is_not_printed() {
    // The program's own hook is there before the first store is opened.
    let hook = panic::take_hook();
    let opening = thread::current().id();
    panic::set_hook(Box::new(move |_| {
        // sled's own threads are not what opens it, and not caught.
        if thread::current().id() == opening {
            PRINTED.fetch_add(1, Ordering::SeqCst);
        }
    }));

    let damaged = TempDir::new().unwrap();
    let store = SledStore::open(damaged.path(), options()).unwrap();
    store.commit(&[Write::Turn(Box::new(example_turn(example_actor(1), 1)))]).unwrap()[0].unwrap();
    let kept = store.entries(example_actor(1)).unwrap();
    drop(store);
    forget_first_pages(damaged.path());
    let copy = TempDir::new().unwrap();
    copy_folder(damaged.path(), copy.path()).unwrap();

    let bare = panic::catch_unwind(|| sled::open(copy.path().join("store")).is_ok());
    let printed_bare = PRINTED.swap(0, Ordering::SeqCst);
    let opened = SledStore::open(damaged.path(), options()).map(|store| store.entries(example_actor(1)));
    panic::set_hook(hook);

    assert!(bare.is_err(), "sled did not panic: this tests nothing");
    assert_eq!(printed_bare, 1, "nothing would have been seen of it: this tests nothing");
    assert_eq!(PRINTED.load(Ordering::SeqCst), 0);
    assert_eq!(opened.unwrap().unwrap(), kept, "without that snapshot, the log has all of it");
}
