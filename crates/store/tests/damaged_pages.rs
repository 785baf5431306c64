//! Pages of sled's log damaged here and there: a backup either has everybody who
//! can still be read, or is refused. None that is cut off counts as whole.

#![allow(clippy::unwrap_used, reason = "also outside test functions, this is a test")]

mod common;

use std::fs;
use std::path::Path;

use afterword_store::backup::{BackupError, Counts, Folder};
use afterword_store::seal::{KeysFolder, Vault, entry_row};
use afterword_store::sled::{SledOptions, SledStore};
use afterword_store::{ActorId, Error, OutboxId, OutboxRow, Store, Turn, Write};
use common::{copy_folder, options};
use tempfile::TempDir;

const PEOPLE: u64 = 300;
const PLACES: usize = 24;

/// Far apart, so that many pages hold them.
fn actor(n: u64) -> ActorId {
    let spread = n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
    let mut id = [7; 16];
    id[..8].copy_from_slice(&spread);
    ActorId(id)
}

fn open(data: &Path) -> Result<SledStore, Error> {
    SledStore::open(data, SledOptions { cache_bytes: 1 << 20, ..options() })
}

fn fill(data: &Path, keys: &KeysFolder, waits: impl Fn(ActorId) -> Vec<OutboxRow>) {
    let store = open(data).unwrap();
    let vault = Vault::open_or_create(keys, &store).unwrap();
    let turns: Vec<_> = (1..=PEOPLE)
        .map(|n| {
            let actor = actor(n);
            let (key, wrapped) = vault.new_data_key(actor);
            let sealed = key.seal("entry", &entry_row(actor, 1), wrapped.epoch, &[b'x'; 1500]);
            let (entries, key) = (vec![(1, sealed)], Some(wrapped));
            let (wake_ms, heard, outbox, account) = (None, None, waits(actor), None);
            Write::Turn(Box::new(Turn {
                actor,
                expect: None,
                revision: 1,
                entries,
                key,
                wake_ms,
                heard,
                outbox,
                account,
            }))
        })
        .collect();
    for some in turns.chunks(50) {
        assert!(store.commit(some).unwrap().iter().all(Result::is_ok));
    }
    drop(store);
    // Damage to what is newer than the last opening is another matter.
    open(data).unwrap();
}

/// What each row by itself still shows.
fn readable(store: &SledStore) -> Counts {
    let count = |reads: &dyn Fn(ActorId) -> bool| (1..=PEOPLE).filter(|n| reads(actor(*n))).count() as u64;
    Counts {
        heads: count(&|actor| store.head(actor).is_ok_and(|head| head.is_some())),
        keys: count(&|actor| store.key(actor).is_ok_and(|key| key.is_some())),
        entries: count(&|actor| store.entries(actor).is_ok_and(|entries| !entries.is_empty())),
        ..Counts::default()
    }
}

/// The store of this folder, damaged at some of the places that fit, one after the other,
/// wherever it still opens: at a few, and at further ones until that was enough. Which of them
/// hold what is still read depends on how the threads of sled wrote.
fn each_damaged(data: &Path, fits: impl Fn(&[u8]) -> bool, mut enough: impl FnMut(&SledStore, usize) -> bool) {
    let whole = fs::read(data.join("store/db")).unwrap();
    let mut fit: Vec<_> = (5000..whole.len() - 64).step_by(64).filter(|at| fits(&whole[*at..*at + 64])).collect();
    // Here and there, and each of them in the end.
    fit.sort_unstable_by_key(|at| (*at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut is_enough = false;
    for (nth, at) in fit.into_iter().enumerate() {
        if nth >= PLACES && is_enough {
            break;
        }
        let folder = TempDir::new().unwrap();
        let damaged = folder.path().join("data");
        copy_folder(data, &damaged).unwrap();
        let mut log = whole.clone();
        log[at..at + 64].iter_mut().for_each(|byte| *byte ^= 0x5a);
        fs::write(damaged.join("store/db"), log).unwrap();
        // What does not open at all has a test of its own.
        if let Ok(store) = open(&damaged) {
            is_enough = enough(&store, at);
        }
    }
}

#[test]
fn a_backup_has_everybody_who_can_be_read_or_is_refused() {
    let home = TempDir::new().unwrap();
    let data = home.path().join("data");
    let keys = KeysFolder::program(home.path().join("keys"));
    fill(&data, &keys, |_| Vec::new());
    let (mut made, mut refused) = (0, 0);
    each_damaged(
        &data,
        |_| true,
        |store, at| {
            let Ok(vault) = Vault::open_or_create(&keys, store) else { return made > 0 && refused > 0 };
            let rows = readable(store);
            let folder = TempDir::new().unwrap();
            let backups = Folder::open(folder.path().join("backups")).unwrap();
            match backups.make(store, &vault, 1_700_000_000_000, &mut |_| {}) {
                Ok((_, summary)) => {
                    made += 1;
                    let counts = summary.counts;
                    assert_eq!(
                        (counts.heads, counts.keys, counts.entries),
                        (rows.heads, rows.keys, rows.entries),
                        "{at}"
                    );
                    assert!(summary.is_whole(), "{at}: {:?}", summary.unreadable);
                }
                Err(error) => {
                    refused += 1;
                    assert!(matches!(error, BackupError::Store(Error::DamagedPage { .. })), "{at}: {error}");
                    assert!(error.to_string().contains("restore the newest backup, or"), "{error}");
                    assert!(backups.list().unwrap().is_empty());
                }
            }
            made > 0 && refused > 0
        },
    );
    assert!(made > 0 && refused > 0, "{made} made, {refused} refused: nothing was tried");
}

#[test]
fn whoever_has_a_message_that_can_be_read_is_still_found_due() {
    let home = TempDir::new().unwrap();
    let data = home.path().join("data");
    fill(&data, &KeysFolder::program(home.path().join("keys")), |actor| {
        let id = OutboxId { actor, revision: 1, n: 0 };
        vec![OutboxRow { id, not_before_ms: 1, tries: 0, sealed: vec![b'y'; 1500] }]
    });
    let (mut all, mut fewer) = (0, 0);
    let of_messages = |bytes: &[u8]| bytes.iter().all(|byte| *byte == b'y');
    each_damaged(&data, of_messages, |store, at| {
        let people = (1..=PEOPLE).filter(|n| store.outbox_of(actor(*n)).is_ok_and(|rows| !rows.is_empty())).count();
        let due = store.outbox_due(i64::MAX, usize::MAX).unwrap_or_else(|error| panic!("{at}: {error}"));
        // Who there is has to be told by another tree, which may be damaged too.
        match store.actors(None, usize::MAX) {
            Ok(everybody) if everybody.len() as u64 == PEOPLE => assert_eq!(due.len(), people, "{at}"),
            _ => assert!(due.len() <= people, "{at}"),
        }
        if people as u64 == PEOPLE {
            all += 1
        } else {
            fewer += 1
        }
        all > 0 && fewer > 0
    });
    assert!(all > 0 && fewer > 0, "{all} whole, {fewer} not: nothing was tried");
}
