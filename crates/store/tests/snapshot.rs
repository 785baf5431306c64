//! Snapshots of the sled store: of one moment, past damaged rows, and gone when dropped.

mod common;

use afterword_store::conformance::{self, example_actor, example_turn};
use afterword_store::sled::SledStore;
use afterword_store::{Error, Record, Store, Turn, Write};
use common::{Folders, as_shipped, options};
use proptest::prelude::*;
use tempfile::TempDir;

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_snapshot_tells_exactly_its_moment(seed: u64) {
        prop_assert_eq!(conformance::moments(&Folders(as_shipped), seed), Ok(()));
    }
}

#[test]
fn a_damaged_row_comes_as_an_error_in_its_place_and_the_others_follow() {
    let folder = TempDir::new().unwrap();
    let people: Vec<_> = {
        let mut people: Vec<_> = (1..=3).map(example_actor).collect();
        people.sort();
        people
    };
    {
        let store = SledStore::open(folder.path(), options()).unwrap();
        for actor in &people {
            let long = Turn { entries: vec![(1, vec![7; 10_000])], ..example_turn(*actor, 1) };
            store.commit(&[Write::Turn(Box::new(long))]).unwrap()[0].unwrap();
        }
    }
    let damaged = people[1];
    {
        let db = common::bare(folder.path());
        let part = [&damaged.0[..], &1_u64.to_be_bytes(), &1_u16.to_be_bytes()].concat();
        db.open_tree("entry").unwrap().remove(part).unwrap().unwrap();
        db.open_tree("wake").unwrap().insert(damaged.0, b"x").unwrap();
        db.open_tree("head").unwrap().insert(b"short", b"y").unwrap();
        db.open_tree("outbox").unwrap().insert([0xff; 3], b"z").unwrap();
        db.flush().unwrap();
    }
    let store = SledStore::open(folder.path(), options()).unwrap();
    let mut errors = Vec::new();
    let mut entries = Vec::new();
    let mut places = 0;
    for (at, record) in store.snapshot().unwrap().enumerate() {
        places = at;
        match record {
            Ok(Record::Entry { actor, .. }) => entries.push(actor),
            Ok(_) => {}
            Err(Error::Corrupt { tree, row, .. }) => errors.push((tree, row)),
            Err(other) => panic!("{other}"),
        }
    }
    errors.sort();
    let row = format!("{damaged}{:016x}", 1);
    let mut expected =
        vec![("entry", row), ("head", "73686f7274".into()), ("outbox", "ffffff".into()), ("wake", damaged.to_string())];
    expected.sort();
    assert_eq!(errors, expected);
    assert_eq!(entries, [people[0], people[2]]);
    assert!(places > 12, "the rest follows");
}

/// A folder from before the list of blocked accounts.
#[test]
fn a_folder_without_a_newer_tree_opens_and_gets_it() {
    let folder = TempDir::new().unwrap();
    let actor = example_actor(1);
    {
        let store = SledStore::open(folder.path(), options()).unwrap();
        store.commit(&[Write::Turn(Box::new(example_turn(actor, 1)))]).unwrap()[0].unwrap();
    }
    {
        let db = common::bare(folder.path());
        assert!(db.drop_tree("blocked").unwrap());
        db.flush().unwrap();
    }
    let store = SledStore::open(folder.path(), options()).unwrap();
    assert_eq!(conformance::check_whole(&store, actor), Ok(1));
    let account = afterword_store::AccountHash([7; 32]);
    assert!(!store.blocked(&account).unwrap());
    store.commit(&[Write::Block { account, blocked: true }]).unwrap()[0].unwrap();
    assert!(store.blocked(&account).unwrap());
}
