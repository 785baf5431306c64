//! A folder in which events stand as older versions kept them.

mod common;

use afterword_store::conformance::{example_actor, example_turn};
use afterword_store::sled::SledStore;
use afterword_store::{Conflict, Heard, Record, Store, Turn, Write};
use common::{bare, meddle, options};
use std::path::Path;
use tempfile::TempDir;

/// A row for each event, found by its hash, which was twice as long, and rows that tell when they
/// were heard. As many rows as `moved` are left as they are now.
fn put_back(folder: &Path, moved: usize) {
    let db = bare(folder);
    let tree = |name: &str| db.open_tree(name).unwrap();
    let long = |hash: &[u8]| [hash, &[7; 16]].concat();
    for (place, row) in tree("events").iter().enumerate() {
        let (key, value) = row.unwrap();
        let mut age = Vec::new();
        for event in [&key[..], &value].concat().chunks(32) {
            tree("heard").insert(long(&event[8..24]), &event[24..]).unwrap();
            age.extend([&event[..8], &long(&event[8..24])].concat());
        }
        if place >= moved {
            tree("heard_age").insert(&age[..40], &age[40..]).unwrap();
            tree("events").remove(key).unwrap();
        }
    }
    // The last commit is done, so that nothing of it is put back.
    tree("ahead").clear().unwrap();
    db.flush().unwrap();
}

fn events(store: &SledStore) -> Vec<(Heard, u64)> {
    let records = store.snapshot().unwrap().map(Result::unwrap);
    let heard = |record| if let Record::Heard { heard, revision } = record { Some((heard, revision)) } else { None };
    records.filter_map(heard).collect()
}

#[test]
fn what_was_heard_before_is_known_and_is_forgotten_in_its_time() {
    // Before it was opened, and as a kill left it half way, or at the end.
    for moved in [0, 5, 10] {
        let folder = TempDir::new().unwrap();
        let open = || SledStore::open(folder.path(), options()).unwrap();
        let turn = |n: u32| {
            let example = example_turn(example_actor(n.into()), 1);
            Turn { heard: example.heard.map(|heard| Heard { at_ms: n.into(), ..heard }), ..example }
        };
        let turns: Vec<_> = (1..=40).map(turn).collect();
        let store = open();
        for together in turns.chunks(4) {
            let writes: Vec<_> = together.iter().cloned().map(|turn| Write::Turn(Box::new(turn))).collect();
            assert!(store.commit(&writes).unwrap().into_iter().all(|answer| answer.is_ok()));
        }
        let before = events(&store);
        assert_eq!(before.len(), 40);
        drop(store);
        put_back(folder.path(), moved);

        for _ in 0..2 {
            let store = open();
            assert!(events(&store) == before);
            for turn in &turns {
                assert_eq!(store.heard(&turn.heard.unwrap().id).unwrap(), Some(1));
                let again = store.commit(&[Write::Turn(Box::new(turn.clone()))]).unwrap();
                assert!(matches!(again[0], Err(Conflict::Heard(1))), "{:?}", again[0]);
            }
        }
        let store = open();
        store.commit(&[Write::ForgetHeard { before_ms: 31, limit: 1_000 }]).unwrap()[0].unwrap();
        assert!(events(&store) == before[30..]);
        for turn in &turns {
            let heard = turn.heard.unwrap();
            assert_eq!(store.heard(&heard.id).unwrap(), (heard.at_ms > 30).then_some(1));
        }
        drop(store);
        for tree in ["heard", "heard_age"] {
            meddle(folder.path(), tree, |rows| assert!(rows.is_empty(), "{tree} still holds rows"));
        }
    }
}
