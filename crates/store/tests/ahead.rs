//! A commit that is written ahead as one row, and one that is too long for that.

mod common;

use afterword_store::conformance::{example_actor, example_turn};
use afterword_store::sled::SledStore;
use afterword_store::{Head, Store, Turn, Write};
use common::{meddle, options};
use std::fs;
use tempfile::TempDir;

#[test]
fn a_commit_too_long_for_one_row_is_not_undone_by_the_one_before() {
    let folder = TempDir::new().unwrap();
    let actor = example_actor(1);
    let open = || SledStore::open(folder.path(), options()).unwrap();
    let turn = |revision, length| {
        let example = example_turn(actor, revision);
        [Write::Turn(Box::new(Turn { entries: vec![(revision, vec![7; length])], ..example }))]
    };
    let store = open();
    store.commit(&turn(1, 100)).unwrap()[0].unwrap();
    store.commit(&turn(2, 200_000)).unwrap()[0].unwrap();
    drop(store);

    let store = open();
    assert_eq!(store.head(actor).unwrap(), Some(Head::At(2)));
    let lengths: Vec<_> = store.entries(actor).unwrap().into_iter().map(|(_, sealed)| sealed.len()).collect();
    assert_eq!(lengths, [100, 200_000]);
}

/// As long as can be, which is not far from what sled keeps in a file of its own and never syncs.
#[test]
fn commits_of_every_length_leave_no_blobs() {
    let folder = TempDir::new().unwrap();
    let store = SledStore::open(folder.path(), options()).unwrap();
    let mut revision = 0;
    for length in (60_000..130_000).step_by(500) {
        revision += 1;
        let turn = Turn { entries: vec![(revision, vec![7; length])], ..example_turn(example_actor(1), revision) };
        store.commit(&[Write::Turn(Box::new(turn))]).unwrap()[0].unwrap();
    }
    for _ in 0..30 {
        revision += 1;
        let turn = Turn { entries: vec![(revision, vec![7; 90_000])], ..example_turn(example_actor(1), revision) };
        store.commit(&[Write::Turn(Box::new(turn))]).unwrap()[0].unwrap();
    }
    assert_eq!(fs::read_dir(folder.path().join("store/blobs")).unwrap().count(), 0);
}

#[test]
fn what_the_last_commit_left_undone_is_done_on_opening() {
    let folder = TempDir::new().unwrap();
    let actor = example_actor(1);
    let store = SledStore::open(folder.path(), options()).unwrap();
    store.commit(&[Write::Turn(Box::new(example_turn(actor, 1)))]).unwrap()[0].unwrap();
    let all = |store: &SledStore| store.snapshot().unwrap().collect::<Result<Vec<_>, _>>().unwrap();
    let written = all(&store);
    drop(store);
    for tree in ["head", "entry", "outbox"] {
        meddle(folder.path(), tree, |rows| rows.clear().unwrap());
    }

    let store = SledStore::open(folder.path(), options()).unwrap();
    assert_eq!(store.head(actor).unwrap(), Some(Head::At(1)));
    assert!(all(&store) == written);
}

#[test]
fn a_commit_ahead_that_makes_no_sense_keeps_the_store_shut() {
    let folder = TempDir::new().unwrap();
    drop(SledStore::open(folder.path(), options()).unwrap());
    meddle(folder.path(), "ahead", |rows| assert_eq!(rows.insert("commit", "nonsense").unwrap(), None));
    let error = SledStore::open(folder.path(), options()).err().unwrap();
    assert!(error.to_string().contains("its last commit makes no sense"), "{error}");
}
