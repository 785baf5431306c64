//! The people of the backup that is changed, their keys, and the living store they are in by now.

use afterword_fuzz::memory::Memory;
use afterword_store::{
    ActorId, Head, Heard, OutboxId, OutboxRow, Record, WrappedKey,
    backup::{self, Item, Keys},
    conformance::example_actor,
    seal::{DataKey, KeysFolder, Vault, entry_row, outbox_row},
};
use std::{fs, os::unix::fs::PermissionsExt as _};
use tempfile::TempDir;

use crate::container::{self, Chunk, EPOCH, MASTER};

const MADE_AT: i64 = 1_795_456_800_000;

/// A key, open and wrapped, and whose it is.
pub(crate) struct Owner {
    pub(crate) actor: ActorId,
    pub(crate) key: DataKey,
    pub(crate) wrapped: WrappedKey,
}

pub(crate) struct World {
    _folder: TempDir,
    pub(crate) keys: KeysFolder,
    pub(crate) vault: Vault,
    /// Four people with keys. Since the backup, the second's was replaced, and the third was erased.
    pub(crate) owners: Vec<Owner>,
    /// Those four, one erased, one joined into the first, and one without a word.
    pub(crate) actors: Vec<ActorId>,
    pub(crate) records: Vec<Record>,
    pub(crate) living: Memory,
    /// The JSON of the header.
    pub(crate) header: Vec<u8>,
}

impl World {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let keys = KeysFolder::operator(folder.path().join("keys"));
        put_master(&keys);
        let (store, living) = (Memory::default(), Memory::default());
        let vault = Vault::open_or_create(&keys, &store).expect("the master key opens");
        let actors: Vec<_> = (0..7).map(example_actor).collect();
        let owners: Vec<_> = actors[..4].iter().map(|actor| owner(&vault, *actor)).collect();
        for (n, owner) in (0_u64..).zip(&owners) {
            store.put(owner.rows(1 + n % 3));
            store.put([Record::Account { account: vault.account_hash("test", &n.to_string()), actor: owner.actor }]);
            let heard = Heard { id: vault.heard_hash("test", &n.to_string()), at_ms: MADE_AT };
            store.put([Record::Heard { heard, revision: 1 }]);
        }
        store.put([
            Record::Head { actor: actors[4], head: Head::Erased },
            Record::Head { actor: actors[5], head: Head::JoinedInto(actors[0]) },
            Record::Head { actor: actors[6], head: Head::At(1) },
            Record::Wake { actor: actors[6], at_ms: MADE_AT },
            Record::Account { account: vault.account_hash("test", "4"), actor: actors[4] },
            Record::Blocked(vault.account_hash("test", "9")),
            Record::Meta { name: "since".to_owned(), value: b"2026-11-23".to_vec() },
        ]);
        living.put([0, 3].map(|n| owners[n].key_row()));
        living.put([owner(&vault, actors[1]).key_row()]);
        let mut written = Vec::new();
        backup::write(&store, &vault, MADE_AT, &mut written, &mut |_| {}).expect("a backup can be made");
        let header = written[24..].split_inclusive(|byte| *byte == b'}').next().expect("a header").to_vec();
        let world = Self { _folder: folder, keys, vault, owners, actors, records: store.records(), living, header };
        world.is_understood(&written);
        world
    }

    /// What the store writes, and what is put together here of the same rows, mean the same.
    fn is_understood(&self, written: &[u8]) {
        let read = |file: &[u8]| backup::verify(file, Keys::Vault(&self.vault)).expect("a backup as it was made");
        let expected = read(written);
        assert!(expected.is_whole());
        let rows = self.records.iter().cloned().map(|record| Item::Record(record).encode());
        let plain = rows.flat_map(|row| [&u32::try_from(row.len()).expect("short").to_be_bytes()[..], &row].concat());
        let counts = serde_json::to_vec(&expected.counts).expect("counts can be written");
        let chunk = |plain, last| Chunk { plain, last, len: None };
        let chunks = [chunk(plain.collect(), 0), chunk(counts, 1)];
        let file = container::file(&container::header(&self.header), &self.salt(), &chunks);
        assert_eq!(read(&file), expected);
    }

    /// The salt in the header.
    pub(crate) fn salt(&self) -> Vec<u8> {
        let json: serde_json::Value = serde_json::from_slice(&self.header).expect("a header is JSON");
        let digits = json["salt"].as_str().expect("a header has a salt");
        let pair = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal digits");
        (0..digits.len()).step_by(2).map(pair).collect()
    }
}

impl Owner {
    pub(crate) fn key_row(&self) -> Record {
        Record::Key { actor: self.actor, key: self.wrapped.clone() }
    }

    pub(crate) fn entry(&self, revision: u64) -> Record {
        let sealed = self.key.seal("entry", &entry_row(self.actor, revision), EPOCH, b"words");
        Record::Entry { actor: self.actor, revision, sealed }
    }

    pub(crate) fn message(&self, revision: u64, n: u16) -> Record {
        let id = OutboxId { actor: self.actor, revision, n };
        let sealed = self.key.seal("outbox", &outbox_row(id), EPOCH, b"words");
        Record::Outbox(OutboxRow { id, not_before_ms: MADE_AT, tries: 0, sealed })
    }

    fn rows(&self, turns: u64) -> Vec<Record> {
        let actor = self.actor;
        let first =
            [Record::Head { actor, head: Head::At(turns) }, self.key_row(), Record::Wake { actor, at_ms: MADE_AT }];
        let entries = (1..=turns).map(|revision| self.entry(revision));
        first.into_iter().chain(entries).chain([self.message(turns, 0), self.message(turns, 1)]).collect()
    }
}

fn owner(vault: &Vault, actor: ActorId) -> Owner {
    let (key, wrapped) = vault.new_data_key(actor);
    Owner { actor, key, wrapped }
}

fn put_master(keys: &KeysFolder) {
    let file = keys.path.join(format!("master-{EPOCH}.key"));
    let digits: String = MASTER.iter().map(|byte| format!("{byte:02x}")).collect();
    let mode = |path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
    fs::create_dir(&keys.path)
        .and_then(|()| mode(&keys.path, 0o700))
        .and_then(|()| fs::write(&file, digits))
        .and_then(|()| mode(&file, 0o600))
        .expect("a master key can be put there");
}
