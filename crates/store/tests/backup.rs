//! Backups: whole, found out where they are damaged, and of nobody who is gone.

#![allow(clippy::unwrap_used, reason = "also outside test functions, this is a test")]

mod common;
mod people;

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};

use afterword_store::backup::{self, BackupError, Keys, Progress};
use afterword_store::conformance::{example_actor, example_turn};
use afterword_store::seal::KeysFolder;
use afterword_store::{Head, OutboxId, OutboxRow, Record, Store, Write};
use common::options;
use people::{MADE_AT, World, quiet, records, rotate};

#[test]
fn everything_comes_back_as_it_was() {
    let from = World::new();
    from.with_everything();
    let mut told: Vec<Progress> = Vec::new();
    let mut file = Vec::new();
    let written = backup::write(&from.store, &from.vault, MADE_AT, &mut file, &mut |p| told.push(p)).unwrap();
    assert_eq!(written.bytes, file.len() as u64);
    assert_eq!(told.last().map(|p| (p.records, p.bytes)), Some((written.counts.records(), written.bytes)));
    assert!(written.bytes > 3 * 65_536, "several chunks");

    let header = backup::check(&file[..]).unwrap();
    assert_eq!((header.made_at_ms, header.epoch), (MADE_AT, 1));
    let read = backup::verify(&file[..], Keys::Folder(&from.keys())).unwrap();
    assert_eq!((read.counts, read.bytes, read.is_whole()), (written.counts, written.bytes, true));

    let into = World::empty();
    let restored = backup::restore(&file[..], Keys::Folder(&from.keys()), &*into, quiet()).unwrap();
    assert_eq!(restored, read);
    // Each wrapping of the index key is another, and that row is made anew.
    let plain = |store: &dyn Store| {
        let mut records = records(store);
        records.retain(|record| !matches!(record, Record::Meta { name, .. } if name == "index_key"));
        records
    };
    assert!(plain(&*into) == plain(&from.store));
    let counts = written.counts;
    assert!([counts.heads, counts.keys, counts.entries, counts.wakes].iter().all(|count| *count > 0));
    assert!([counts.messages, counts.accounts, counts.blocked, counts.heard].iter().all(|count| *count > 0));
    assert_eq!(counts.meta, 2);
}

#[test]
fn a_store_that_holds_something_is_not_restored_into() {
    let from = World::new();
    let file = from.backup();
    let error = backup::restore(&file[..], Keys::Vault(&from.vault), &from.store, quiet()).unwrap_err();
    assert!(matches!(error, BackupError::StoreNotEmpty), "{error}");
}

#[test]
fn a_backup_under_commits_is_of_one_moment() {
    let world = World::new();
    for n in 0..30 {
        world.person(n, 3);
    }
    let done = AtomicBool::new(false);
    let files = std::thread::scope(|scope| {
        scope.spawn(|| {
            // Everybody's first message counts the rounds that are done.
            for round in 4.. {
                let batch: Vec<_> = (0..30).map(|n| Write::Turn(Box::new(world.turn(n, round)))).collect();
                assert!(world.store.commit(&batch).unwrap().iter().all(Result::is_ok));
                if done.load(Ordering::SeqCst) {
                    break;
                }
            }
        });
        let files: Vec<_> = (0..4).map(|_| world.backup()).collect();
        done.store(true, Ordering::SeqCst);
        files
    });
    let mut last = 3;
    for file in files {
        let into = World::empty();
        backup::restore(&file[..], Keys::Vault(&world.vault), &*into, quiet()).unwrap();
        let Some(Head::At(round)) = into.head(example_actor(0)).unwrap() else {
            panic!("somebody is missing");
        };
        assert!(round >= last);
        last = round;
        for n in 0..30 {
            let actor = example_actor(n);
            assert_eq!(into.head(actor).unwrap(), Some(Head::At(round)), "everybody is in the same round");
            assert_eq!(into.entries(actor).unwrap().len() as u64, round);
            assert_eq!(
                into.entries(actor).unwrap(),
                world.store.entries(actor).unwrap()[..usize::try_from(round).unwrap()]
            );
        }
    }
}

#[test]
fn every_flipped_byte_is_found_and_named() {
    let world = World::new();
    world.person(1, 2);
    let file = world.backup();
    let header = header_len(&file);
    let mut flipped = file.clone();
    for at in 0..file.len() {
        for bit in [0x01, 0x80] {
            flipped[at] ^= bit;
            let error = backup::check(&flipped[..]).unwrap_err();
            flipped[at] ^= bit;
            match error {
                BackupError::NotABackup => assert!(at < 16, "byte {at}"),
                BackupError::Version { .. } => assert!((16..20).contains(&at), "byte {at}"),
                BackupError::Header { to } => assert!((20..header).contains(&at) && (at as u64) < to, "byte {at}"),
                BackupError::Damaged { from, to, .. } => {
                    assert!((from..to).contains(&(at as u64)) && at >= header, "byte {at}, {from} to {to}");
                }
                other => panic!("byte {at}: {other}"),
            }
        }
    }
}

#[test]
fn cut_short_anywhere_or_longer_it_is_no_backup() {
    let world = World::new();
    world.person(1, 2);
    let file = world.backup();
    for len in 0..file.len() {
        assert!(backup::check(&file[..len]).is_err(), "cut at {len}");
    }
    let longer = [&file[..], b"x"].concat();
    assert!(matches!(backup::check(&longer[..]), Err(BackupError::Damaged { .. })));
    backup::check(&file[..]).unwrap();
}

/// With the checksums put right, as somebody would who means harm.
#[test]
fn chunks_cannot_be_reordered_dropped_or_taken_from_another_backup() {
    let world = World::new();
    world.with_everything();
    let (file, other) = (world.backup(), world.backup());
    let (header, chunks) = take_apart(&file);
    assert!(chunks.len() > 3);
    let rebuilt = |order: &[&Vec<u8>]| put_together(&header, order);
    let all: Vec<_> = chunks.iter().collect();
    assert!(rebuilt(&all) == file, "the test takes it apart rightly");

    let mut swapped = all.clone();
    swapped.swap(1, 2);
    let dropped = [&all[..1], &all[2..]].concat();
    let (_, others) = take_apart(&other);
    let mut foreign = all.clone();
    foreign[1] = &others[1];
    for changed in [swapped, dropped, foreign] {
        let changed = rebuilt(&changed);
        backup::check(&changed[..]).unwrap();
        let error = backup::verify(&changed[..], Keys::Vault(&world.vault)).unwrap_err();
        assert!(matches!(error, BackupError::Damaged { why: "it does not open", .. }), "{error}");
    }
    let mut early = put_together(&header, &all[..2]);
    let last = last_frame(&early);
    early[last + 4] = 1;
    put_right(&mut early, last, 1);
    backup::check(&early[..]).unwrap();
    assert!(backup::verify(&early[..], Keys::Vault(&world.vault)).is_err());
}

#[test]
fn what_is_not_ours_or_newer_or_of_another_folder_is_refused_with_what_to_do() {
    let (world, other) = (World::new(), World::new());
    world.person(1, 1);
    let file = world.backup();
    let error = backup::check(&b"PK\x03\x04 some archive or other"[..]).unwrap_err();
    assert!(matches!(error, BackupError::NotABackup));
    let mut newer = file.clone();
    newer[19] = 2;
    let error = backup::check(&newer[..]).unwrap_err();
    assert!(matches!(error, BackupError::Version { found: 2, known: 1 }), "{error}");

    for keys in [Keys::Folder(&other.keys()), Keys::Vault(&other.vault)] {
        let error = backup::verify(&file[..], keys).unwrap_err();
        assert!(matches!(error, BackupError::OtherKeys), "{error}");
    }
    let nowhere = KeysFolder::operator(world.folder.path().join("nowhere"));
    let error = backup::verify(&file[..], Keys::Folder(&nowhere)).unwrap_err();
    assert!(matches!(error, BackupError::MissingMaster { .. }), "{error}");
    assert!(error.to_string().contains("nowhere/master-1.key"), "{error}");
    assert!(!nowhere.path.exists());
}

/// The bar: erased, rotated, the old master destroyed.
#[test]
fn an_old_backup_opens_for_everybody_who_is_still_there_and_for_nobody_else() {
    let world = World::new();
    for n in 0..6 {
        world.person(n, 2);
    }
    // Somebody of whom no more than their wake-up was there, erased by now too.
    let silent = example_actor(20);
    let rows = [Record::Head { actor: silent, head: Head::At(1) }, Record::Wake { actor: silent, at_ms: 5 }];
    world.store.commit(&rows.map(|row| Write::Record(Box::new(row)))).unwrap();
    let file = world.backup();
    world.store.commit(&[Write::Erase { actor: silent, accounts: vec![] }]).unwrap()[0].unwrap();
    let (erased, rekeyed) = (example_actor(1), example_actor(2));
    let account = world.vault.account_hash("test", "1");
    let erase = Write::Erase { actor: erased, accounts: vec![account] };
    world.store.commit(&[erase]).unwrap()[0].unwrap();
    world.delete_first_answer(2);
    rotate(&world);
    world.vault.destroy_epoch(1).unwrap();
    // Nobody gets in who was not in the backup.
    world.person(9, 1);

    let error = backup::verify(&file[..], Keys::Folder(&world.keys())).unwrap_err();
    assert!(matches!(error, BackupError::MissingMaster { .. }), "{error}");
    assert!(error.to_string().contains("master-1.key") && error.to_string().contains("in use now"), "{error}");
    // Whoever opens the container finds data keys that nothing opens.
    let shut = backup::verify(&file[..], Keys::Vault(&world.vault)).unwrap();
    assert_eq!(shut.damaged.len(), 6);

    let living = Keys::Living { store: &world.store, vault: &world.vault };
    let target = world.folder.path().join("restored");
    let path = world.folder.path().join("old.backup");
    fs::write(&path, &file).unwrap();
    let summary = backup::restore_folder(&path, living, &target, options(), quiet()).unwrap();
    assert_eq!((summary.erased, summary.rekeyed, summary.damaged.len()), (2, 1, 0));

    let restored = World::at(&target);
    for n in [0, 3, 4, 5] {
        assert_eq!(restored.plain(n), vec![World::marker(n, 1), World::marker(n, 2)]);
        let account = restored.vault.account_hash("test", &n.to_string());
        assert_eq!(restored.store.account(&account).unwrap(), Some(example_actor(n)));
    }
    for (n, actor) in [(1, erased), (2, rekeyed)] {
        assert_eq!(restored.store.head(actor).unwrap(), None);
        assert!(restored.store.key(actor).unwrap().is_none());
        assert_eq!(restored.store.entries(actor).unwrap(), vec![]);
        let account = restored.vault.account_hash("test", &n.to_string());
        assert_eq!(restored.store.account(&account).unwrap(), None);
        assert!(restored.store.outbox_of(actor).unwrap().is_empty());
    }
    for n in [9, 20] {
        assert_eq!(restored.store.head(example_actor(n)).unwrap(), None);
    }
    assert!(restored.store.due(i64::MAX, 99).unwrap().iter().all(|(_, actor)| *actor != silent));
    assert!(!target.join("keys/master-1.key").exists());
    drop(restored);
    // In no file, and sealed by nothing that is left: no marker, and none of their sealed entries.
    let held = people::all_bytes(world.folder.path());
    for n in [1, 2] {
        assert!(!people::contains(&held, World::marker(n, 1).as_bytes()));
    }
    let theirs = people::all_bytes(&target);
    for record in [erased, rekeyed] {
        assert!(!people::contains(&theirs, &record.0), "a row of {record} was restored");
    }
}

#[test]
fn somebody_damaged_is_named_and_stops_nobody() {
    let mut world = World::new();
    for n in 0..4 {
        world.person(n, 2);
    }
    world.meddle(|db| {
        let entries = db.open_tree("entry").unwrap();
        let row = [&example_actor(1).0[..], &2_u64.to_be_bytes(), &[0, 0]].concat();
        let mut value = entries.get(&row).unwrap().unwrap().to_vec();
        *value.last_mut().unwrap() ^= 1;
        entries.insert(row, value).unwrap();
        let lost = [&example_actor(2).0[..], &1_u64.to_be_bytes(), &[0, 0]].concat();
        entries.insert(lost, b"\0\x02cut short").unwrap();
        db.open_tree("account").unwrap().insert([9; 32], b"no actor").unwrap();
    });
    let mut file = Vec::new();
    let written = backup::write(&world.store, &world.vault, MADE_AT, &mut file, quiet()).unwrap();
    assert_eq!(written.unreadable.len(), 2);
    assert!(!written.is_whole());
    for keys in [Keys::Vault(&world.vault), Keys::Living { store: &world.store, vault: &world.vault }] {
        let into = World::empty();
        let summary = backup::restore(&file[..], keys, &*into, quiet()).unwrap();
        let mut damaged: Vec<_> = summary.damaged.iter().map(|one| one.actor).collect();
        damaged.sort();
        let mut expected = [example_actor(1), example_actor(2)];
        expected.sort();
        assert_eq!(damaged, expected);
        for one in &summary.damaged {
            assert!(one.why.contains(&one.actor.to_string()) && one.why.contains("entry"), "{}", one.why);
        }
        assert_eq!(summary.unreadable, written.unreadable);
        assert_eq!(into.actors(None, 9).unwrap().len(), 2);
    }
}

/// Such a message would be tried again for ever.
#[test]
fn a_message_that_does_not_open_is_left_out_alone() {
    let world = World::new();
    world.person(1, 1);
    let mut turn = world.turn(1, 2);
    let id = OutboxId { actor: turn.actor, revision: 2, n: 7 };
    turn.outbox.push(OutboxRow { id, not_before_ms: 5, tries: 0, sealed: b"no seal".to_vec() });
    world.store.commit(&[Write::Turn(Box::new(turn))]).unwrap()[0].unwrap();
    let into = World::empty();
    let file = world.backup();
    let summary = backup::restore(&file[..], Keys::Vault(&world.vault), &*into, quiet()).unwrap();
    assert_eq!((summary.messages, summary.damaged.len()), (1, 0));
    let left = into.outbox_of(example_actor(1)).unwrap();
    assert!(left.len() == 4 && left.iter().all(|row| row.id != id));
}

/// Rows that were never sealed are no more to be trusted than changed ones.
#[test]
fn somebody_whose_key_does_not_open_is_set_aside() {
    let world = World::new();
    world.store.commit(&[Write::Turn(Box::new(example_turn(example_actor(1), 1)))]).unwrap()[0].unwrap();
    let file = world.backup();
    let summary = backup::verify(&file[..], Keys::Vault(&world.vault)).unwrap();
    assert_eq!(summary.damaged.len(), 1);
}

/// Found by fuzzing: rows that no store ever held together were restored, and an account would
/// have led to somebody who can neither be read nor begin anew.
#[test]
fn somebody_whose_rows_do_not_belong_together_is_set_aside() {
    let world = World::new();
    let put = |record| world.store.commit(&[Write::Record(Box::new(record))]).unwrap()[0].unwrap();
    for n in 0..6 {
        world.person(n, 2);
    }
    let [headless, behind, erased, joined, keyless] = [0, 1, 2, 3, 4].map(example_actor);
    put(Record::Head { actor: behind, head: Head::At(1) });
    put(Record::Head { actor: erased, head: Head::Erased });
    put(Record::Head { actor: joined, head: Head::JoinedInto(behind) });
    let from = World::empty();
    let is = |record: &Record, actor| record.actor() == Some(actor);
    for record in records(&world.store) {
        let left_out = match &record {
            Record::Head { .. } => is(&record, headless),
            Record::Key { .. } | Record::Entry { .. } => is(&record, keyless),
            _ => false,
        };
        if !left_out {
            from.commit(&[Write::Record(Box::new(record))]).unwrap()[0].unwrap();
        }
    }
    let mut file = Vec::new();
    backup::write(&*from, &world.vault, MADE_AT, &mut file, quiet()).unwrap();
    let into = World::empty();
    let summary = backup::restore(&file[..], Keys::Vault(&world.vault), &*into, quiet()).unwrap();
    let mut damaged: Vec<_> = summary.damaged.iter().map(|one| one.actor).collect();
    let mut expected = vec![headless, behind, erased, joined, keyless];
    damaged.sort();
    expected.sort();
    assert!(damaged == expected, "{:?}", summary.damaged);
    for one in &summary.damaged {
        assert!(one.why.contains(&one.actor.to_string()), "{}", one.why);
    }
    assert_eq!(into.actors(None, 9).unwrap(), vec![(example_actor(5), Head::At(2))]);
    assert!(records(&*into).iter().filter_map(Record::actor).all(|actor| actor == example_actor(5)));
    let account = world.vault.account_hash("test", "0");
    assert_eq!(into.account(&account).unwrap(), None);
}

fn header_len(file: &[u8]) -> usize {
    let json = u32::from_be_bytes(file[20..24].try_into().unwrap());
    24 + usize::try_from(json).unwrap() + 4
}

/// The header, and each chunk's last flag and sealed bytes.
fn take_apart(file: &[u8]) -> (Vec<u8>, Vec<Vec<u8>>) {
    let header = header_len(file);
    let mut rest = &file[header..];
    let mut chunks = Vec::new();
    while !rest.is_empty() {
        let len = usize::try_from(u32::from_be_bytes(rest[..4].try_into().unwrap())).unwrap();
        chunks.push([&rest[4..5], &rest[9..9 + len]].concat());
        rest = &rest[9 + len..];
    }
    (file[..header].to_vec(), chunks)
}

fn put_together(header: &[u8], chunks: &[&Vec<u8>]) -> Vec<u8> {
    let mut file = header.to_vec();
    for (number, chunk) in (0_u64..).zip(chunks) {
        let at = file.len();
        file.extend_from_slice(&u32::try_from(chunk.len() - 1).unwrap().to_be_bytes());
        file.push(chunk[0]);
        file.extend_from_slice(&[0; 4]);
        file.extend_from_slice(&chunk[1..]);
        put_right(&mut file, at, number);
    }
    file
}

/// The checksum of the chunk that begins at `at`, which is the last of the file.
fn put_right(file: &mut [u8], at: usize, number: u64) {
    let mut sum = crc32fast::Hasher::new();
    sum.update(&number.to_be_bytes());
    sum.update(&file[at..at + 5]);
    sum.update(&file[at + 9..]);
    file[at + 5..at + 9].copy_from_slice(&sum.finalize().to_be_bytes());
}

fn last_frame(file: &[u8]) -> usize {
    let (_, chunks) = take_apart(file);
    file.len() - chunks.last().unwrap().len() - 8
}
