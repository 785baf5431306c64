//! Damaged rows are named, stop nobody else, and can be erased.

#![allow(clippy::unwrap_used, reason = "also outside test functions, this is a test")]

mod common;

use std::path::Path;

use afterword_store::conformance::{check_whole, example_actor, example_turn};
use afterword_store::seal::{INDEX_KEY, KeysFolder, SealError, Vault, entry_row};
use afterword_store::sled::SledStore;
use afterword_store::{Error, Head, Store, Turn, Write};
use common::{meddle, options};
use tempfile::TempDir;

fn open(folder: &Path) -> SledStore {
    SledStore::open(folder, options()).unwrap()
}

fn turn(turn: Turn) -> [Write; 1] {
    [Write::Turn(Box::new(turn))]
}

#[test]
fn a_flipped_byte_is_named_by_tree_and_row_and_shows_no_content() {
    let folder = TempDir::new().unwrap();
    let actor = example_actor(1);
    let store = open(folder.path());
    let vault = Vault::open_or_create(&KeysFolder::program(folder.path().join("keys")), &store).unwrap();
    let (key, wrapped) = vault.new_data_key(actor);
    let row = entry_row(actor, 1);
    let plain = b"they went with somebody else";
    let sealed = key.seal("entry", &row, wrapped.epoch, plain);
    let written = Turn { entries: vec![(1, sealed)], key: Some(wrapped), ..example_turn(actor, 1) };
    store.commit(&turn(written)).unwrap()[0].unwrap();
    // The newest commit would be mended on opening.
    store.commit(&turn(example_turn(example_actor(2), 1))).unwrap()[0].unwrap();
    drop(store);

    meddle(folder.path(), "entry", |entries| {
        let (row, value) = entries.first().unwrap().unwrap();
        let mut value = value.to_vec();
        *value.last_mut().unwrap() ^= 1;
        entries.insert(row, value).unwrap();
    });

    let store = open(folder.path());
    let vault = Vault::open_or_create(&KeysFolder::program(folder.path().join("keys")), &store).unwrap();
    let key = vault.unwrap(actor, &store.key(actor).unwrap().unwrap()).unwrap();
    let (_, sealed) = store.entries(actor).unwrap().remove(0);
    let error = key.open("entry", &row, &sealed).unwrap_err();
    assert!(matches!(error, SealError::DoesNotOpen { .. }));
    let hex: String = row.iter().map(|byte| format!("{byte:02x}")).collect();
    let told = format!("{error} {error:?}");
    assert!(told.contains(&format!("row {hex} of entry")), "{told}");
    assert!(!told.contains("somebody"), "{told}");
}

#[test]
fn a_lost_part_is_an_error_for_one_actor_and_erasing_still_works() {
    let folder = TempDir::new().unwrap();
    let (actor, other) = (example_actor(1), example_actor(2));
    let store = open(folder.path());
    for actor in [actor, other] {
        let mut long = example_turn(actor, 1);
        long.entries[0].1 = vec![7; 10_000];
        long.outbox[1].sealed = vec![7; 10_000];
        store.commit(&turn(long)).unwrap()[0].unwrap();
    }
    drop(store);

    let second_part = |row: &[u8]| row.starts_with(&actor.0) && row.ends_with(&[0, 1]);
    for tree in ["entry", "outbox"] {
        meddle(folder.path(), tree, |rows| {
            let long = rows.iter().keys().map(Result::unwrap);
            for row in long.filter(|row| second_part(row)).collect::<Vec<_>>() {
                rows.remove(row).unwrap();
            }
        });
    }

    let store = open(folder.path());
    let entries = store.entries(actor).unwrap_err();
    assert!(matches!(&entries, Error::Corrupt { tree: "entry", row, .. } if row.starts_with(&actor.to_string())));
    let outbox = store.outbox_of(actor).err().unwrap();
    assert!(matches!(outbox, Error::Corrupt { tree: "outbox", .. }));
    assert_eq!(store.entries(other).unwrap().len(), 1);
    assert_eq!(store.outbox_of(other).unwrap().len(), 2);
    // The one whole message of the actor, and both of the other.
    assert_eq!(store.outbox_due(i64::MAX, 9).unwrap().len(), 3);

    let erase = Write::Erase { actor, accounts: vec![] };
    store.commit(&[erase]).unwrap()[0].unwrap();
    assert_eq!(store.head(actor).unwrap(), Some(Head::Erased));
    assert_eq!(store.entries(actor).unwrap(), vec![]);
    drop(store);
    for tree in ["entry", "outbox", "outbox_due", "wake", "wake_due", "key"] {
        meddle(folder.path(), tree, |rows| {
            for row in rows.iter().keys().map(Result::unwrap) {
                let left = row.windows(16).any(|part| part == actor.0);
                assert!(!left, "{tree} still holds a row");
            }
        });
    }
}

/// So that counting people, and putting their wake-ups right, go on.
#[test]
fn a_head_or_a_key_that_cannot_be_read_is_left_out_and_stops_nobody_else() {
    let folder = TempDir::new().unwrap();
    let mut people: Vec<_> = (1..=5).map(example_actor).collect();
    people.sort();
    let store = open(folder.path());
    for actor in &people {
        store.commit(&turn(example_turn(*actor, 1))).unwrap()[0].unwrap();
    }
    drop(store);
    for tree in ["head", "key"] {
        meddle(folder.path(), tree, |rows| {
            rows.insert(people[1].0, b"\x07").unwrap();
            rows.insert([&people[2].0[..], b"longer"].concat(), b"y").unwrap();
        });
    }
    let store = open(folder.path());
    let expected: Vec<_> = people.iter().copied().filter(|actor| *actor != people[1]).collect();
    for limit in [1, 2, 9] {
        let (mut heads, mut keys) = (Vec::new(), Vec::new());
        while let page = store.actors(heads.last().copied(), limit).unwrap()
            && !page.is_empty()
        {
            assert!(page.len() <= limit);
            heads.extend(page.into_iter().map(|(actor, _)| actor));
        }
        while let page = store.keys(keys.last().copied(), limit).unwrap()
            && !page.is_empty()
        {
            assert!(page.len() <= limit);
            keys.extend(page.into_iter().map(|(actor, _)| actor));
        }
        assert_eq!((&heads, &keys), (&expected, &expected), "pages of {limit}");
    }
    assert!(matches!(store.head(people[1]), Err(Error::Corrupt { tree: "head", .. })));
}

/// They would be found by nobody under a new index key.
#[test]
fn people_whose_heads_cannot_be_read_are_not_given_another_index_key() {
    let folder = TempDir::new().unwrap();
    let actor = example_actor(1);
    let store = open(folder.path());
    let keys = KeysFolder::program(folder.path().join("keys"));
    Vault::open_or_create(&keys, &store).unwrap();
    let forget = Write::Meta { name: INDEX_KEY.into(), value: None };
    store.commit(&[turn(example_turn(actor, 1)), [forget]].concat()).unwrap()[0].unwrap();
    drop(store);
    meddle(folder.path(), "head", |heads| drop(heads.insert(actor.0, b"\x07").unwrap()));
    let error = Vault::open_or_create(&keys, &open(folder.path())).err().unwrap();
    assert!(matches!(error, SealError::NoIndexKey), "{error}");
}

/// Shown to a process that holds no key, the store's rows tell nothing.
#[test]
fn no_row_holds_what_was_sealed_or_hashed() {
    let folder = TempDir::new().unwrap();
    let actor = example_actor(1);
    let store = open(folder.path());
    let vault = Vault::open_or_create(&KeysFolder::program(folder.path().join("keys")), &store).unwrap();
    let (key, wrapped) = vault.new_data_key(actor);
    let mut written = example_turn(actor, 1);
    let row = entry_row(actor, 1);
    written.entries[0].1 = key.seal("entry", &row, wrapped.epoch, b"MARKER-plain");
    written.key = Some(wrapped);
    written.account = Some(vault.account_hash("discord", "MARKER-account"));
    store.commit(&turn(written)).unwrap()[0].unwrap();
    assert!(check_whole(&store, actor).is_err(), "it is not the example any more");
    drop(store);
    let log = std::fs::read(folder.path().join("store/db")).unwrap();
    let holds = |text: &[u8]| log.windows(text.len()).any(|part| part == text);
    assert!(holds(&actor.0), "nothing can be found in this file");
    assert!(!holds(b"MARKER"));
}
