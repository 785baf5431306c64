//! A store that does not open is told by its error, and by nothing printed before.

#![allow(clippy::unwrap_used, reason = "also outside test functions, this is a test")]

mod common;

use std::fs;
use std::panic;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use afterword_store::conformance::{example_actor, example_turn};
use afterword_store::sled::SledStore;
use afterword_store::{Error, Store, Write};
use common::{copy_folder, options};
use tempfile::TempDir;

static PRINTED: AtomicUsize = AtomicUsize::new(0);

/// Zeroes the pages of the log from one on, as a cut does that came before the sync.
fn lose_pages(data: &Path, from: usize, pages: usize) {
    let log = data.join("store/db");
    let mut bytes = fs::read(&log).unwrap();
    let end = bytes.len().min((from + pages) * 4096);
    bytes[from * 4096..end].fill(0);
    fs::write(log, bytes).unwrap();
}

#[test]
fn a_panic_of_sled_over_damaged_files_is_not_printed() {
    // The program's own hook is there before the first store is opened.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {
        PRINTED.fetch_add(1, Ordering::SeqCst);
    }));
    let folder = TempDir::new().unwrap();
    let store = SledStore::open(folder.path(), options()).unwrap();
    for turn in 1..=40 {
        let turn = Write::Turn(Box::new(example_turn(example_actor(1), turn)));
        store.commit(&[turn]).unwrap()[0].unwrap();
    }
    drop(store);
    let mut stopped = 0;
    for page in (0..60).step_by(3) {
        let left = TempDir::new().unwrap();
        copy_folder(folder.path(), left.path()).unwrap();
        lose_pages(left.path(), page, 2);
        if let Err(Error::DoesNotOpen { why, .. }) = SledStore::open(left.path(), options()) {
            stopped += usize::from(why.contains("sled stopped"));
        }
    }
    panic::set_hook(hook);
    assert!(stopped > 0, "sled did not panic: this tests nothing");
    assert_eq!(PRINTED.load(Ordering::SeqCst), 0);
}
