//! The folder of backups, and restoring into a data folder.

#![allow(clippy::unwrap_used, reason = "also outside test functions, this is a test")]

mod common;
mod people;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use afterword_store::backup::{self, BackupError, Folder, Keys};
use afterword_store::conformance::example_actor;
use afterword_store::seal::KeysFolder;
use afterword_store::{Head, Store as _, Write};
use common::options;
use people::{MADE_AT, World, quiet};
use proptest::prelude::*;

const DAY: i64 = 24 * 3_600_000;

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_named_by_its_instant_and_only_its_owner_reads_it() {
    let world = World::new();
    world.person(1, 2);
    let path = world.folder.path().join("backups");
    let folder = Folder::open(&path).unwrap();
    let (kept, summary) = folder.make(&world.store, &world.vault, MADE_AT + 999, quiet()).unwrap();
    assert!(summary.is_whole());
    assert_eq!(names(&path), ["afterword-20261123T180000Z.backup"]);
    assert_eq!(kept.made_at_ms, MADE_AT);
    assert_eq!(fs::metadata(&kept.path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(fs::metadata(&kept.path).unwrap().len(), summary.bytes);
    assert_eq!(folder.list().unwrap(), [kept]);
    let error = folder.make(&world.store, &world.vault, MADE_AT, quiet()).unwrap_err();
    assert!(matches!(error, BackupError::Exists { .. }), "{error}");
    assert_eq!(names(&path).len(), 1);
}

#[test]
fn old_ones_go_but_never_the_newest_whole_one_nor_what_is_not_ours() {
    let world = World::new();
    let path = world.folder.path().join("backups");
    let folder = Folder::open(&path).unwrap();
    assert_eq!(folder.newest_whole().unwrap(), None);
    for day in 0..5 {
        folder.make(&world.store, &world.vault, MADE_AT + day * DAY, quiet()).unwrap();
    }
    assert_eq!(folder.newest_whole().unwrap(), folder.list().unwrap().first().cloned());
    let foreign =
        ["afterword-2026.backup", "afterword-20261123T180000Z.backup.old", "afterword-20261323T180000Z.backup"];
    for name in foreign {
        fs::write(path.join(name), "mine").unwrap();
    }
    let list = folder.list().unwrap();
    assert!(list.is_sorted_by(|a, b| a.made_at_ms > b.made_at_ms) && list.len() == 5);

    let gone = folder.retain(&world.vault, MADE_AT + 4 * DAY, 3 * DAY).unwrap();
    assert_eq!(gone.iter().map(|kept| kept.made_at_ms).collect::<Vec<_>>(), [MADE_AT]);
    // The two newest are damaged: the third is the last that helps.
    for kept in &list[..2] {
        let mut bytes = fs::read(&kept.path).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        fs::write(&kept.path, bytes).unwrap();
    }
    assert_eq!(folder.newest_whole().unwrap(), Some(list[2].clone()));
    folder.retain(&world.vault, MADE_AT + 400 * DAY, 35 * DAY).unwrap();
    assert_eq!(folder.list().unwrap(), [list[2].clone()]);
    folder.retain(&world.vault, MADE_AT - 400 * DAY, 35 * DAY).unwrap();
    let mut expected = foreign.map(str::to_owned).to_vec();
    expected.push("afterword-20261125T180000Z.backup".to_owned());
    expected.sort();
    assert_eq!(names(&path), expected);
}

#[test]
fn what_a_killed_backup_left_is_removed_by_the_next_one() {
    let world = World::new();
    let path = world.folder.path().join("backups");
    fs::create_dir(&path).unwrap();
    fs::write(path.join("afterword-20261123T180000Z.backup.partial"), "half").unwrap();
    fs::write(path.join("letter.partial"), "mine").unwrap();
    let folder = Folder::open(&path).unwrap();
    assert!(folder.list().unwrap().is_empty());
    assert_eq!(names(&path).len(), 2, "looking changes nothing");
    folder.make(&world.store, &world.vault, MADE_AT, quiet()).unwrap();
    assert_eq!(names(&path), ["afterword-20261123T180000Z.backup", "letter.partial"]);
}

#[test]
fn a_data_folder_is_restored_with_its_keys_into_an_empty_place_only() {
    let world = World::new();
    world.person(1, 3);
    people::rotate(&world);
    world.person(2, 1);
    let folder = Folder::open(world.folder.path().join("backups")).unwrap();
    let (kept, _) = folder.make(&world.store, &world.vault, MADE_AT, quiet()).unwrap();
    let keys = world.keys();
    let restore = |target: &Path| backup::restore_folder(&kept.path, Keys::Folder(&keys), target, options(), quiet());
    let target = world.folder.path().join("new");
    let left = world.folder.path().join("new.restoring");

    let error = restore(&world.data()).unwrap_err();
    assert!(matches!(error, BackupError::NotEmpty { .. }), "{error}");
    // Something of that name that no restore of ours has left.
    fs::create_dir(&left).unwrap();
    fs::write(left.join("letter"), "mine").unwrap();
    assert!(matches!(restore(&target).unwrap_err(), BackupError::NotEmpty { path } if path == left));
    // And what a killed one leaves.
    fs::remove_file(left.join("letter")).unwrap();
    fs::write(left.join("afterword-data"), "An Afterword data folder. Layout: 1\n").unwrap();
    fs::create_dir(left.join("store")).unwrap();
    fs::write(left.join("store/db"), "half").unwrap();

    fs::create_dir(&target).unwrap();
    restore(&target).unwrap();
    assert!(!left.exists());
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o700);
    let restored = World::at(&target);
    assert_eq!(restored.plain(1).len(), 3);
    assert_eq!(restored.plain(2), [World::marker(2, 1)]);
    assert_eq!(restored.vault.epochs(), [2]);
}

/// Otherwise a restored folder would keep for ever what is destroyed elsewhere.
#[test]
fn only_the_newest_master_comes_along_and_opens_everybody() {
    let world = World::new();
    for n in 0..3 {
        world.person(n, 2);
    }
    let folder = Folder::open(world.folder.path().join("backups")).unwrap();
    let (old, _) = folder.make(&world.store, &world.vault, MADE_AT, quiet()).unwrap();
    let erase = Write::Erase { actor: example_actor(1), accounts: vec![world.vault.account_hash("test", "1")] };
    world.store.commit(&[erase]).unwrap()[0].unwrap();
    people::rotate(&world);
    world.person(3, 1);
    let (new, _) = folder.make(&world.store, &world.vault, MADE_AT + DAY, quiet()).unwrap();
    let keys = world.keys();
    let living = Keys::Living { store: &world.store, vault: &world.vault };
    // Of before the rotation and of after it, by whatever opens it.
    let cases = [
        (&old, Keys::Folder(&keys), vec![0, 1, 2]),
        (&old, living, vec![0, 2]),
        (&new, Keys::Folder(&keys), vec![0, 2, 3]),
    ];
    for (case, (kept, opener, there)) in cases.into_iter().enumerate() {
        let target = world.folder.path().join(format!("new-{case}"));
        backup::restore_folder(&kept.path, opener, &target, options(), quiet()).unwrap();
        assert_eq!(names(&target.join("keys")), ["master-2.key"], "case {case}");
        let restored = World::at(&target);
        assert_eq!(
            restored.store.actors(None, 9).unwrap().iter().filter(|(_, head)| *head != Head::Erased).count(),
            there.len()
        );
        for n in there {
            assert!(!restored.plain(n).is_empty(), "case {case}");
            assert_eq!(restored.store.key(example_actor(n)).unwrap().unwrap().epoch, 2);
        }
    }
    // With what the restored folder has, nobody comes back who was erased.
    let target = world.folder.path().join("new-2");
    let keys = KeysFolder::program(target.join("keys"));
    let restored = World::at(&target);
    let open = || fs::File::open(&old.path).unwrap();
    let error = backup::verify(open(), Keys::Folder(&keys)).unwrap_err();
    assert!(matches!(error, BackupError::MissingMaster { .. }), "{error}");
    let shut = backup::verify(open(), Keys::Vault(&restored.vault)).unwrap();
    assert_eq!(shut.damaged.len(), 3);
    let living = Keys::Living { store: &restored.store, vault: &restored.vault };
    let summary = backup::verify(open(), living).unwrap();
    assert_eq!((summary.erased, summary.damaged.len()), (1, 0));
}

/// A restore that was killed while it cleared, or while it put the keys there.
#[test]
fn master_keys_that_a_killed_restore_left_are_cleared() {
    let world = World::new();
    world.person(1, 1);
    let path = world.folder.path().join("old.backup");
    fs::write(&path, world.backup()).unwrap();
    let target = world.folder.path().join("new");
    let left = world.folder.path().join("new.restoring/keys");
    let restore = || backup::restore_folder(&path, Keys::Vault(&world.vault), &target, options(), quiet());
    fs::create_dir_all(&left).unwrap();
    fs::write(left.join("letter"), "mine").unwrap();
    assert!(matches!(restore().unwrap_err(), BackupError::NotEmpty { .. }));
    fs::remove_file(left.join("letter")).unwrap();
    fs::write(left.join("master-7.key"), "0".repeat(64)).unwrap();
    fs::write(left.join("master-8.new"), "0").unwrap();
    restore().unwrap();
    assert_eq!(names(&target.join("keys")), ["master-1.key"]);
    assert!(!world.folder.path().join("new.restoring").exists());
}

#[test]
fn a_damaged_backup_leaves_nothing_where_it_was_to_be_restored() {
    let world = World::new();
    world.person(1, 3);
    let mut file = world.backup();
    let path = world.folder.path().join("old.backup");
    let target = world.folder.path().join("new");
    let middle = file.len() / 2;
    file[middle] ^= 1;
    fs::write(&path, file).unwrap();
    let error = backup::restore_folder(&path, Keys::Vault(&world.vault), &target, options(), quiet()).unwrap_err();
    assert!(matches!(error, BackupError::Damaged { chunk: 0, .. }), "{error}");
    assert!(!target.exists() && !world.folder.path().join("new.restoring").exists());
    fs::write(&path, world.backup()).unwrap();
    let other = World::new().keys();
    let nowhere = KeysFolder::program(world.folder.path().join("nowhere"));
    for keys in [other, nowhere] {
        backup::restore_folder(&path, Keys::Folder(&keys), &target, options(), quiet()).unwrap_err();
        assert!(!target.exists() && !world.folder.path().join("new.restoring").exists());
    }
}

/// The second one would clear what the first one fills.
#[test]
fn a_second_restore_into_the_same_folder_is_refused_and_harms_nothing() {
    let world = World::new();
    world.person(1, 3);
    let path = world.folder.path().join("old.backup");
    fs::write(&path, world.backup()).unwrap();
    let target = world.folder.path().join("where nothing is yet/new");
    let keys = Keys::Vault(&world.vault);
    let mut refused = 0;
    let mut meanwhile = |_| {
        let error = backup::restore_folder(&path, keys, &target, options(), quiet()).unwrap_err();
        assert!(matches!(&error, BackupError::UnderWay { path } if *path == target), "{error}");
        refused += 1;
    };
    backup::restore_folder(&path, keys, &target, options(), &mut meanwhile).unwrap();
    assert!(refused > 0);
    assert_eq!(World::at(&target).plain(1).len(), 3);
    assert!(!target.with_extension("restoring").exists());
}

/// The operator's keys stay where the operator put them.
#[test]
fn keys_of_the_operator_are_read_and_not_copied() {
    let world = World::new();
    world.person(1, 1);
    let path = world.folder.path().join("old.backup");
    fs::write(&path, world.backup()).unwrap();
    let target = world.folder.path().join("new");
    let keys = KeysFolder::operator(world.keys().path);
    backup::restore_folder(&path, Keys::Folder(&keys), &target, options(), quiet()).unwrap();
    assert!(!target.join("keys").exists());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_refused_without_a_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..400), len: u32, ours: bool, version in 0..3_u32,
    ) {
        let start = [&b"afterword backup"[..], &version.to_be_bytes(), &(len % 500).to_be_bytes()].concat();
        let file = if ours { [start, bytes].concat() } else { bytes };
        prop_assert!(backup::check(&file[..]).is_err());
    }
}

#[test]
fn what_another_store_keeps_in_the_same_folder_is_not_touched() {
    let (one, other) = (World::new(), World::new());
    let folder = Folder::open(one.folder.path().join("backups")).unwrap();
    folder.make(&one.store, &one.vault, MADE_AT, quiet()).unwrap();
    folder.make(&other.store, &other.vault, MADE_AT + 50 * DAY, quiet()).unwrap();
    assert_eq!(folder.retain(&other.vault, MADE_AT + 50 * DAY, 35 * DAY).unwrap(), []);
    folder.make(&one.store, &one.vault, MADE_AT + 51 * DAY, quiet()).unwrap();
    let gone = folder.retain(&one.vault, MADE_AT + 51 * DAY, 35 * DAY).unwrap();
    assert_eq!(gone.iter().map(|kept| kept.made_at_ms).collect::<Vec<_>>(), [MADE_AT]);
    assert_eq!(folder.list().unwrap().len(), 2);
}
