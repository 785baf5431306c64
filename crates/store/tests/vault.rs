//! Master keys: made once, found again, and refused with what to do.

#![allow(clippy::unwrap_used, reason = "also outside test functions, this is a test")]

mod common;

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use afterword_store::conformance::{example_actor, example_turn};
use afterword_store::seal::{INDEX_KEY, KeysFolder, SealError, Vault, entry_row, outbox_row};
use afterword_store::sled::SledStore;
use afterword_store::{OutboxId, Store, WrappedKey, Write};
use common::options;
use tempfile::TempDir;

struct Place {
    folder: TempDir,
    store: SledStore,
}

impl Place {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let store = SledStore::open(folder.path(), options()).unwrap();
        Self { folder, store }
    }

    fn keys(&self) -> PathBuf {
        self.folder.path().join("keys")
    }

    fn master(&self, epoch: u32) -> PathBuf {
        self.keys().join(format!("master-{epoch}.key"))
    }

    fn vault(&self) -> Result<Vault, SealError> {
        Vault::open_or_create(&KeysFolder::program(self.keys()), &self.store)
    }

    fn refused(&self) -> SealError {
        self.vault().err().expect("a vault that must not open did")
    }

    fn write_master(&self, epoch: u32, text: &str) {
        fs::write(self.master(epoch), text).unwrap();
        fs::set_permissions(self.master(epoch), Permissions::from_mode(0o600)).unwrap();
    }
}

#[test]
fn the_first_start_makes_a_master_key_that_only_its_owner_can_read() {
    let place = Place::new();
    place.vault().unwrap();
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(place.keys()), 0o700);
    assert_eq!(mode(place.master(1)), 0o600);
    assert_eq!(fs::read_to_string(place.master(1)).unwrap().len(), 65);
    assert_eq!(fs::read_dir(place.keys()).unwrap().count(), 1);
}

#[test]
fn a_second_start_finds_the_same_people_and_opens_what_was_sealed() {
    let place = Place::new();
    let actor = example_actor(1);
    let row = entry_row(actor, 3);
    let (account, heard, wrapped, sealed) = {
        let vault = place.vault().unwrap();
        let (key, wrapped) = vault.new_data_key(actor);
        (
            vault.account_hash("matrix", "@ada:example.org"),
            vault.heard_hash("matrix", "$event"),
            wrapped.clone(),
            key.seal("entry", &row, wrapped.epoch, b"hello"),
        )
    };
    let vault = place.vault().unwrap();
    assert_eq!(vault.epoch(), 1);
    assert!(vault.account_hash("matrix", "@ada:example.org") == account);
    assert!(vault.heard_hash("matrix", "$event") == heard);
    let key = vault.unwrap(actor, &wrapped).unwrap();
    assert_eq!(*key.open("entry", &row, &sealed).unwrap(), b"hello");
}

#[test]
fn what_is_sealed_opens_only_in_its_own_row_under_its_own_key() {
    let place = Place::new();
    let vault = place.vault().unwrap();
    let (actor, other) = (example_actor(1), example_actor(2));
    let (key, wrapped) = vault.new_data_key(actor);
    let (foreign, _) = vault.new_data_key(other);
    let row = entry_row(actor, 1);
    let sealed = key.seal("entry", &row, wrapped.epoch, b"hello");
    assert_eq!(*key.open("entry", &row, &sealed).unwrap(), b"hello");
    assert!(key.seal("entry", &row, 1, b"hello") != sealed, "nonces are random");

    assert!(foreign.open("entry", &row, &sealed).is_err());
    assert!(key.open("outbox", &row, &sealed).is_err());
    assert!(key.open("entry", &entry_row(actor, 2), &sealed).is_err());
    assert!(key.open("entry", &entry_row(other, 1), &sealed).is_err());
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(key.open("entry", &row, &changed).is_err(), "byte {at}");
        assert!(key.open("entry", &row, &sealed[..at]).is_err(), "cut at {at}");
    }
    assert!(vault.unwrap(other, &wrapped).is_err(), "a key moved to another actor");
    assert_eq!(format!("{key:?}"), "DataKey(..)");
}

/// Tree and row are told apart by their lengths: "entry" + "x" is not "entr" + "yx".
#[test]
fn tree_and_row_cannot_run_into_each_other() {
    let place = Place::new();
    let (key, _) = place.vault().unwrap().new_data_key(example_actor(1));
    let sealed = key.seal("entry", b"x", 1, b"hello");
    assert!(key.open("entr", b"yx", &sealed).is_err());
}

#[test]
fn hashes_tell_platforms_ids_and_purposes_apart() {
    let vault = Place::new().vault().unwrap();
    let hashes = [
        vault.account_hash("matrix", "1").0,
        vault.account_hash("matri", "x1").0,
        vault.account_hash("", "matrix1").0,
        vault.account_hash("discord", "1").0,
        vault.account_hash("matrix", "2").0,
        Place::new().vault().unwrap().account_hash("matrix", "1").0,
    ];
    // An event's is half as long.
    let first = |hash: &[u8]| hash[..16].to_vec();
    let hashes: Vec<_> =
        hashes.iter().map(|hash| first(hash)).chain([first(&vault.heard_hash("matrix", "1").0)]).collect();
    for (n, hash) in hashes.iter().enumerate() {
        assert!(!hashes[..n].contains(hash), "hash {n} is one of the others");
    }
}

#[test]
fn rows_are_spelled_as_the_store_spells_them() {
    let actor = example_actor(1);
    let (revision, n) = (0x0102_0304_0506_0708, 0x090a);
    let row = outbox_row(OutboxId { actor, revision, n });
    assert_eq!(row[..16], actor.0);
    assert_eq!(row[16..], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert_eq!(row[..24], entry_row(actor, revision));
}

#[test]
fn a_missing_master_key_is_named_and_not_made_anew() {
    let place = Place::new();
    place.vault().unwrap();
    fs::remove_file(place.master(1)).unwrap();
    let error = place.refused();
    assert!(matches!(error, SealError::MissingMaster { .. }), "{error}");
    assert!(error.to_string().contains("master-1.key"), "{error}");
    assert!(!place.master(1).exists());
    fs::remove_dir(place.keys()).unwrap();
    assert!(matches!(place.refused(), SealError::MissingMaster { .. }));
}

#[test]
fn the_master_key_of_another_folder_is_wrong() {
    let (place, other) = (Place::new(), Place::new());
    place.vault().unwrap();
    other.vault().unwrap();
    fs::copy(other.master(1), place.master(1)).unwrap();
    let error = place.refused();
    assert!(matches!(error, SealError::WrongMaster { .. }), "{error}");
    assert!(error.to_string().contains("master-1.key"), "{error}");
}

#[test]
fn malformed_master_keys_are_refused_without_showing_them() {
    let place = Place::new();
    place.vault().unwrap();
    let good = fs::read_to_string(place.master(1)).unwrap();
    for bad in ["", "c0ffee", &good.replace(&good[..1], "g"), &good[1..], &good.repeat(2)] {
        place.write_master(1, bad);
        let error = place.refused();
        assert!(matches!(error, SealError::Malformed { .. }), "{error}");
        assert!(!format!("{error:?}").contains(&good[2..20]));
    }
    place.write_master(1, &good.trim().to_uppercase());
    place.vault().unwrap();
}

#[test]
fn a_master_key_others_can_read_is_refused() {
    let place = Place::new();
    place.vault().unwrap();
    for (path, mode) in [(place.master(1), 0o640), (place.keys(), 0o755)] {
        let before = fs::metadata(&path).unwrap().permissions();
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        let error = place.refused();
        assert!(matches!(&error, SealError::TooOpen { path: found, .. } if *found == path));
        assert!(error.to_string().contains("chmod"), "{error}");
        fs::set_permissions(&path, before).unwrap();
    }
    place.vault().unwrap();
}

#[test]
fn a_new_epoch_wraps_new_keys_and_the_old_one_still_opens() {
    let place = Place::new();
    let actor = example_actor(1);
    let (account, old) = {
        let vault = place.vault().unwrap();
        (vault.account_hash("a", "b"), vault.new_data_key(actor).1)
    };
    place.write_master(2, &"5a".repeat(32));
    let vault = place.vault().unwrap();
    let (_, new) = vault.new_data_key(actor);
    assert_eq!((old.epoch, new.epoch, vault.epoch()), (1, 2, 2));
    assert!(vault.account_hash("a", "b") == account, "people are still found");
    vault.unwrap(actor, &old).unwrap();
    vault.unwrap(actor, &new).unwrap();
    let unknown = WrappedKey { epoch: 3, ..new };
    let error = vault.unwrap(actor, &unknown).unwrap_err();
    assert!(matches!(error, SealError::MissingMaster { .. }), "{error}");
}

#[test]
fn people_without_an_index_key_are_not_given_another() {
    let place = Place::new();
    let turn = Write::Turn(Box::new(example_turn(example_actor(1), 1)));
    place.store.commit(&[turn]).unwrap()[0].unwrap();
    assert!(matches!(place.refused(), SealError::NoIndexKey));
    assert!(!place.keys().exists());
}

/// A first start that was cut off after the key file, before the store's row.
#[test]
fn keys_that_are_there_before_the_store_are_taken_and_the_first_one_counts() {
    let prepared = |masters: &[(u32, &str)]| {
        let place = Place::new();
        fs::create_dir(place.keys()).unwrap();
        fs::set_permissions(place.keys(), Permissions::from_mode(0o700)).unwrap();
        for (epoch, byte) in masters {
            place.write_master(*epoch, &byte.repeat(32));
        }
        fs::write(place.keys().join("master-03.key"), "no key of ours").unwrap();
        place.vault().unwrap()
    };
    let one = prepared(&[(1, "5a")]);
    let two = prepared(&[(1, "5a"), (2, "c3")]);
    let other = prepared(&[(1, "c3")]);
    assert_eq!((one.epoch(), two.epoch()), (1, 2));
    assert!(one.account_hash("a", "b") == two.account_hash("a", "b"));
    assert!(one.account_hash("a", "b") != other.account_hash("a", "b"));
}

#[test]
fn a_new_epoch_wraps_new_keys_and_rewraps_old_ones_that_stay_the_same() {
    let place = Place::new();
    let actor = example_actor(1);
    let row = entry_row(actor, 1);
    let vault = place.vault().unwrap();
    let account = vault.account_hash("a", "b");
    let (key, old) = vault.new_data_key(actor);
    let sealed = key.seal("entry", &row, old.epoch, b"hello");
    assert!(vault.rewrap(actor, &old).unwrap().is_none(), "it is under the newest already");

    assert_eq!(vault.begin_epoch().unwrap(), 2);
    assert_eq!((vault.epoch(), vault.epochs()), (2, vec![1, 2]));
    assert_eq!(vault.new_data_key(actor).1.epoch, 2);
    let new = vault.rewrap(actor, &old).unwrap().unwrap();
    assert_eq!(new.epoch, 2);
    assert!(vault.rewrap(example_actor(2), &old).is_err(), "the key of somebody else");
    let index = Write::Meta { name: INDEX_KEY.into(), value: Some(vault.wrapped_index()) };
    place.store.commit(&[index]).unwrap()[0].unwrap();
    vault.destroy_epoch(1).unwrap();

    for vault in [vault, place.vault().unwrap()] {
        assert_eq!(vault.epochs(), [2]);
        assert!(vault.account_hash("a", "b") == account, "people are still found");
        let key = vault.unwrap(actor, &new).unwrap();
        assert_eq!(*key.open("entry", &row, &sealed).unwrap(), b"hello");
        let error = vault.unwrap(actor, &old).unwrap_err();
        assert!(matches!(error, SealError::MissingMaster { .. }), "{error}");
    }
    assert_eq!(fs::read_dir(place.keys()).unwrap().count(), 1);
}

#[test]
fn the_newest_master_is_not_destroyed_and_an_old_one_only_once() {
    let place = Place::new();
    let vault = place.vault().unwrap();
    assert!(matches!(vault.destroy_epoch(1), Err(SealError::InUse { epoch: 1 })));
    assert!(matches!(vault.destroy_epoch(7), Err(SealError::InUse { epoch: 7 })));
    vault.begin_epoch().unwrap();
    vault.destroy_epoch(1).unwrap();
    vault.destroy_epoch(1).unwrap();
    assert!(!place.master(1).exists() && place.master(2).exists());
}

/// Each state that a kill within `destroy_epoch`, or while a key is made, leaves.
#[test]
fn what_a_kill_left_of_a_key_is_cleaned_up_and_never_counts_as_malformed() {
    for left in [&b"5a"[..], &[b'0'; 65], b"", &b"c3".repeat(32)] {
        let place = Place::new();
        place.vault().unwrap().begin_epoch().unwrap();
        let doomed = place.keys().join("master-1.key.destroyed");
        fs::rename(place.master(1), &doomed).unwrap();
        fs::write(&doomed, left).unwrap();
        // The second name of a living key, and one that never got its first.
        fs::hard_link(place.master(2), place.keys().join("master-2.new")).unwrap();
        fs::write(place.keys().join("master-3.new"), "half").unwrap();
        fs::write(place.keys().join("notes"), "mine").unwrap();
        // The index key is still wrapped by the first.
        let error = place.refused();
        assert!(matches!(error, SealError::MissingMaster { .. }), "{error}");
        let names: Vec<_> = fs::read_dir(place.keys()).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert_eq!(names.len(), 2, "{names:?}");
        assert_eq!(fs::read_to_string(place.master(2)).unwrap().len(), 65);
    }
}

/// The place on the disk is what is overwritten, not a new file.
#[test]
fn a_destroyed_master_is_overwritten_before_it_goes() {
    let place = Place::new();
    let vault = place.vault().unwrap();
    let kept = place.folder.path().join("same file");
    fs::hard_link(place.master(1), &kept).unwrap();
    let before = fs::read_to_string(&kept).unwrap();
    vault.begin_epoch().unwrap();
    vault.destroy_epoch(1).unwrap();
    let after = fs::read_to_string(&kept).unwrap();
    assert_eq!(after.len(), before.len());
    assert!(!after.contains(&before[..8]));
}

#[test]
fn the_folder_of_an_operator_is_only_read() {
    let place = Place::new();
    let keys = KeysFolder::operator(place.keys());
    let open = || Vault::open_or_create(&keys, &place.store);
    let error = open().err().unwrap();
    assert!(matches!(error, SealError::NoMaster { .. }), "{error}");
    let told = error.to_string();
    assert!(told.contains("openssl rand -hex 32 > ") && told.contains("master-1.key && chmod 600 "), "{told}");
    assert!(!place.keys().exists());

    fs::create_dir(place.keys()).unwrap();
    place.write_master(1, &"5a".repeat(32));
    fs::write(place.keys().join("master-0.new"), "mine").unwrap();
    // As systemd hands credentials over.
    fs::set_permissions(place.master(1), Permissions::from_mode(0o400)).unwrap();
    let folder = |mode| fs::set_permissions(place.keys(), Permissions::from_mode(mode)).unwrap();
    folder(0o500);
    let vault = open().unwrap();
    // To a service of another user, by an access list.
    fs::set_permissions(place.master(1), Permissions::from_mode(0o440)).unwrap();
    folder(0o550);
    open().unwrap();
    fs::set_permissions(place.master(1), Permissions::from_mode(0o444)).unwrap();
    let error = open().err().unwrap();
    assert!(matches!(error, SealError::TooOpen { .. }), "{error}");
    fs::set_permissions(place.master(1), Permissions::from_mode(0o400)).unwrap();
    let error = vault.begin_epoch().unwrap_err();
    assert!(matches!(&error, SealError::NoNewMaster { file } if *file == place.master(2)), "{error}");
    assert!(error.to_string().contains("openssl"), "{error}");
    assert_eq!(vault.epoch(), 1);

    folder(0o700);
    place.write_master(3, &"c3".repeat(32));
    folder(0o500);
    assert_eq!(vault.begin_epoch().unwrap(), 3);
    let error = vault.destroy_epoch(1).unwrap_err();
    assert!(matches!(error, SealError::NotOurs { .. }) && error.to_string().contains("delete"), "{error}");
    assert_eq!(vault.epochs(), [1, 3]);
    folder(0o700);
    assert!(place.master(1).exists() && place.keys().join("master-0.new").exists());
    fs::remove_file(place.master(1)).unwrap();
    vault.destroy_epoch(1).unwrap();
    assert_eq!(vault.epochs(), [3]);
}

#[test]
fn a_vault_serves_many_threads_while_epochs_come_and_go() {
    let place = Place::new();
    let vault = place.vault().unwrap();
    std::thread::scope(|scope| {
        for n in 0..3 {
            let vault = &vault;
            scope.spawn(move || {
                let actor = example_actor(n);
                for _ in 0..200 {
                    let (_, wrapped) = vault.new_data_key(actor);
                    let newer = vault.rewrap(actor, &wrapped).unwrap().unwrap_or(wrapped);
                    vault.unwrap(actor, &newer).unwrap();
                }
            });
        }
        for _ in 0..5 {
            vault.begin_epoch().unwrap();
        }
    });
    assert_eq!(vault.epochs(), [1, 2, 3, 4, 5, 6]);
}
