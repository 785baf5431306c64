//! Pages of sled's log damaged here and there: a backup either has everybody who
//! can still be read, or is refused. None that is cut off counts as whole.

#![allow(clippy::unwrap_used, reason = "also outside test functions, this is a test")]

mod common;

use std::fs;
use std::path::Path;

use afterword_store::backup::{BackupError, Counts, Folder};
use afterword_store::seal::{KeysFolder, Vault, entry_row};
use afterword_store::sled::{SledOptions, SledStore};
use afterword_store::{ActorId, Error, Store, Turn, Write};
use common::{copy_folder, options};
use tempfile::TempDir;

const PEOPLE: u64 = 300;
const PLACES: u64 = 24;

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

fn fill(data: &Path, keys: &KeysFolder) {
    let store = open(data).unwrap();
    let vault = Vault::open_or_create(keys, &store).unwrap();
    let turns: Vec<_> = (1..=PEOPLE)
        .map(|n| {
            let actor = actor(n);
            let (key, wrapped) = vault.new_data_key(actor);
            let sealed = key.seal("entry", &entry_row(actor, 1), wrapped.epoch, &[b'x'; 1500]);
            let (entries, key) = (vec![(1, sealed)], Some(wrapped));
            let (wake_ms, heard, outbox, account) = (None, None, vec![], None);
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

#[test]
fn a_backup_has_everybody_who_can_be_read_or_is_refused() {
    let home = TempDir::new().unwrap();
    let data = home.path().join("data");
    let keys = KeysFolder::program(home.path().join("keys"));
    fill(&data, &keys);
    let whole = fs::read(data.join("store/db")).unwrap();
    let (mut made, mut refused) = (0, 0);
    for place in 0..PLACES {
        let folder = TempDir::new().unwrap();
        let damaged = folder.path().join("data");
        copy_folder(&data, &damaged).unwrap();
        let at = usize::try_from(5000 + whole.len() as u64 * place / PLACES).unwrap().min(whole.len() - 64);
        let mut log = whole.clone();
        log[at..at + 64].iter_mut().for_each(|byte| *byte ^= 0x5a);
        fs::write(damaged.join("store/db"), log).unwrap();
        // What does not open at all has a test of its own.
        let Ok(store) = open(&damaged) else {
            continue;
        };
        let Ok(vault) = Vault::open_or_create(&keys, &store) else {
            continue;
        };
        let rows = readable(&store);
        let backups = Folder::open(folder.path().join("backups")).unwrap();
        match backups.make(&store, &vault, 1_700_000_000_000, &mut |_| {}) {
            Ok((_, summary)) => {
                made += 1;
                let counts = summary.counts;
                assert_eq!((counts.heads, counts.keys, counts.entries), (rows.heads, rows.keys, rows.entries), "{at}");
                assert!(summary.is_whole(), "{at}: {:?}", summary.unreadable);
            }
            Err(error) => {
                refused += 1;
                assert!(matches!(error, BackupError::Store(Error::DamagedPage { .. })), "{at}: {error}");
                assert!(error.to_string().contains("restore the newest backup, or"), "{error}");
                assert!(backups.list().unwrap().is_empty());
            }
        }
    }
    assert!(made > 0 && refused > 0, "{made} made, {refused} refused: nothing was tried");
}
