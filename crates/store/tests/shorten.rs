//! A folder in which hashes of events are twice as long, as older versions kept them.

mod common;

use afterword_store::conformance::{example_actor, example_turn};
use afterword_store::sled::SledStore;
use afterword_store::{Conflict, Heard, Record, Store, Turn, Write};
use common::{meddle, options};
use std::path::Path;
use tempfile::TempDir;

/// Makes all hashes long that are not, a row at a time and beginning with the last, `keep` excepted.
fn lengthen(folder: &Path, tree: &str, keep: usize) {
    meddle(folder, tree, |rows| {
        let shorts: Vec<_> = rows.iter().map(|row| row.expect("a row")).collect();
        for (key, value) in shorts.into_iter().skip(keep) {
            let long = |short: &[u8]| short.chunks(24).flat_map(|one| [one, &[7; 16]].concat()).collect::<Vec<_>>();
            rows.remove(&key).expect("a disk");
            rows.insert(long(&key), if tree == "heard" { value.to_vec() } else { long(&value) }).expect("a disk");
        }
    });
}

fn heard(turn: &Turn) -> Heard {
    turn.heard.expect("an event")
}

fn events(store: &SledStore) -> Vec<(Heard, u64)> {
    let records = store.snapshot().expect("a store").map(|record| record.expect("a record"));
    let mut events: Vec<_> = records
        .filter_map(
            |record| if let Record::Heard { heard, revision } = record { Some((heard, revision)) } else { None },
        )
        .collect();
    events.sort_by_key(|(heard, _)| (heard.at_ms, heard.id));
    events
}

#[test]
fn what_was_heard_before_is_known_and_is_forgotten_in_its_time() {
    let open = |folder: &TempDir| SledStore::open(folder.path(), options()).unwrap();
    // As an older version left it; and as a kill left it half way.
    for keep in [0, 5] {
        let folder = TempDir::new().unwrap();
        let turns: Vec<_> = (1..=40).map(|n| example_turn(example_actor(n), 1)).collect();
        let store = open(&folder);
        for together in turns.chunks(4) {
            let writes: Vec<_> = together.iter().cloned().map(|turn| Write::Turn(Box::new(turn))).collect();
            assert!(store.commit(&writes).unwrap().into_iter().all(|answer| answer.is_ok()));
        }
        let before = events(&store);
        assert_eq!(before.len(), 40);
        drop(store);
        // The last commit is done, and nothing of it is put back short.
        meddle(folder.path(), "ahead", |rows| drop(rows.insert("commit", b"").unwrap()));
        lengthen(folder.path(), "heard_age", keep.min(3));
        lengthen(folder.path(), "heard", keep);

        drop(open(&folder));
        meddle(folder.path(), "ahead", |rows| assert!(rows.is_empty(), "after a kill it would put long ones back"));
        for _ in 0..2 {
            let store = open(&folder);
            assert!(events(&store) == before);
            for turn in &turns {
                let again = store.commit(&[Write::Turn(Box::new(turn.clone()))]).unwrap();
                assert!(matches!(again[0], Err(Conflict::Heard(1))), "{:?}", again[0]);
            }
        }
        let store = open(&folder);
        let last = turns.iter().map(|turn| heard(turn).at_ms).max().unwrap();
        store.commit(&[Write::ForgetHeard { before_ms: last + 1, limit: 1_000 }]).unwrap()[0].unwrap();
        assert!(events(&store).is_empty());
        drop(store);
        for tree in ["heard", "heard_age"] {
            meddle(folder.path(), tree, |rows| assert!(rows.is_empty(), "{tree} holds rows that nothing leads to"));
        }
    }
}
