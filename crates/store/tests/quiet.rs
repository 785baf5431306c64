//! A store that does not open is told by its error, and by nothing printed before.

#![allow(clippy::unwrap_used, reason = "also outside test functions, this is a test")]

mod common;

use std::fs;
use std::panic;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

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

fn a_damaged_log_panics() -> bool {
    let folder = TempDir::new().unwrap();
    let store = SledStore::open(folder.path(), options()).unwrap();
    for turn in 1..=40 {
        let turn = Write::Turn(Box::new(example_turn(example_actor(1), turn)));
        store.commit(&[turn]).unwrap()[0].unwrap();
    }
    drop(store);
    (0..12).any(|page| {
        let left = TempDir::new().unwrap();
        copy_folder(folder.path(), left.path()).unwrap();
        lose_pages(left.path(), page, 2);
        match SledStore::open(left.path(), options()) {
            Err(Error::DoesNotOpen { why, .. }) => why.contains("sled stopped"),
            _ => false,
        }
    })
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
    // Whether it panics depends on how its threads wrote: until one log does it.
    let stopped = (0..40).any(|_log| a_damaged_log_panics());
    panic::set_hook(hook);
    assert!(stopped, "sled did not panic: this tests nothing");
    assert_eq!(PRINTED.load(Ordering::SeqCst), 0);
}
