//! Backups: bytes as a file and as a row, and a sound backup that is changed before it is sealed.
#![no_main]

#[path = "backup_reading_container.rs"]
mod container;
#[path = "backup_reading_draft.rs"]
mod draft;
#[path = "backup_reading_expected.rs"]
mod expected;
#[path = "backup_reading_world.rs"]
mod world;

use afterword_fuzz::memory::Memory;
use afterword_store::backup::{self, BackupError, Item, Keys, Summary};
use cap::Cap;
use libfuzzer_sys::fuzz_target;
use std::{alloc::System, sync::LazyLock};

use crate::draft::{Draft, Steps};
use crate::world::World;

/// A length that is believed runs into this limit.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, 64 << 20);

static WORLD: LazyLock<World> = LazyLock::new(World::new);

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, rest)) = bytes.split_first() else { return };
    match kind % 8 {
        0 => {
            let _ = backup::check(rest).map_err(|error| named(&error, rest.len()));
            if let Some(item) = Item::decode(rest) {
                assert!(item.encode() == rest, "a row is not written as it was read");
            }
        }
        1 => {
            let header = container::header(rest);
            let _ = backup::check(&header[..]).map_err(|error| named(&error, header.len()));
        }
        kind => changed(&Draft::new(&WORLD, &mut Steps(rest)), kind),
    }
});

/// Reads and restores a backup that was put together otherwise than the store would.
fn changed(draft: &Draft, kind: u8) {
    let items = draft.items();
    let counts = expected::counts(&items);
    let file = draft.file(&WORLD, &counts);
    let checked = backup::check(&file[..]).map_err(|error| named(&error, file.len()));
    if draft.is_sound_but_for_a_byte() {
        let at = draft.flipped.first().map_or(0, |(at, _)| at % file.len()) as u64;
        match &checked {
            Err(Some(bytes)) => assert!(bytes.contains(&at), "byte {at} was changed, and {bytes:?} are named"),
            Err(None) => assert!(at < 20, "byte {at} was changed, and none is named"),
            Ok(_) => panic!("byte {at} was changed, and nobody finds out"),
        }
    }
    assert!(checked.is_ok() || !draft.container_is_sound(), "a whole container is not found whole");

    let keys = match kind {
        2 | 3 => Keys::Living { store: &WORLD.living, vault: &WORLD.vault },
        4 => Keys::Folder(&WORLD.keys),
        _ => Keys::Vault(&WORLD.vault),
    };
    let into = Memory::default();
    let verified = told(backup::verify(&file[..], keys), file.len());
    let restored = told(backup::restore(&file[..], keys, &into, &mut |_| {}), file.len());
    assert!(verified == restored, "what is verified is not what is restored");
    let Some(summary) = restored else {
        let sound = draft.container_is_sound() && draft.is_truthful() && expected::in_order(&items);
        assert!(!sound, "a sound container of rows in their order is refused");
        return;
    };
    assert!(checked.is_ok(), "what is restored is not found whole");
    assert_eq!((summary.bytes, summary.counts), (file.len() as u64, counts));
    let items: Vec<_> = items.into_iter().flatten().collect();
    expected::check(&WORLD, &items, &summary, &into, matches!(keys, Keys::Living { .. }));
}

fn told(read: Result<Summary, BackupError>, len: usize) -> Option<Summary> {
    read.map_err(|error| named(&error, len)).ok()
}

/// Every error is one that bytes can bring about, names bytes of the file where it names any,
/// and moves no terminal's cursor; the answer is which bytes.
fn named(error: &BackupError, len: usize) -> Option<std::ops::Range<u64>> {
    let told = error.to_string();
    assert!(!told.chars().any(char::is_control), "a control character in {told:?}");
    // A file that goes on after its end, or is cut short, is named one byte further.
    let end = len as u64 + 1;
    match error {
        BackupError::Header { to } => {
            assert!(*to <= end, "{told}");
            Some(0..*to)
        }
        BackupError::Damaged { from, to, .. } => {
            assert!(from <= to && *to <= end && told.contains(&format!("bytes {from} to {to}")), "{told}");
            Some(*from..*to)
        }
        BackupError::NotABackup
        | BackupError::Version { .. }
        | BackupError::Malformed { .. }
        | BackupError::MissingMaster { .. }
        | BackupError::OtherKeys
        | BackupError::Seal(_) => None,
        other => panic!("bytes brought about: {other}"),
    }
}
