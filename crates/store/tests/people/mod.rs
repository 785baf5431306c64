//! People with keys of their own, whose words can be looked for.

#![allow(dead_code, reason = "each test binary uses its own part")]
#![allow(clippy::unwrap_used, reason = "also outside test functions, this is a test")]

use std::fs;
use std::ops::Deref;
use std::path::Path;

use afterword_store::backup::{self, Progress};
use afterword_store::conformance::{example_actor, example_turn};
use afterword_store::seal::{DataKey, INDEX_KEY, KeysFolder, Vault, entry_row, outbox_row};
use afterword_store::sled::SledStore;
use afterword_store::{Head, Record, Store, Turn, Write};
use tempfile::TempDir;

use crate::common::options;

/// 2026-11-23T18:00:00Z.
pub(crate) const MADE_AT: i64 = 1_795_456_800_000;

pub(crate) fn quiet() -> &'static mut dyn FnMut(Progress) {
    Box::leak(Box::new(|_| {}))
}

/// A store and its keys.
pub(crate) struct World {
    pub(crate) vault: Vault,
    pub(crate) store: SledStore,
    pub(crate) folder: Place,
}

/// A folder that goes by itself, or one that is there.
pub(crate) enum Place {
    Own(TempDir),
    There(std::path::PathBuf),
}

impl Place {
    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Own(folder) => folder.path(),
            Self::There(path) => path,
        }
    }
}

/// A store with nothing in it, not even keys.
pub(crate) struct Empty {
    store: SledStore,
    _folder: TempDir,
}

impl Deref for Empty {
    type Target = SledStore;

    fn deref(&self) -> &SledStore {
        &self.store
    }
}

impl World {
    pub(crate) fn new() -> Self {
        Self::opened(Place::Own(TempDir::new().unwrap()))
    }

    pub(crate) fn at(folder: &Path) -> Self {
        Self::opened(Place::There(folder.to_owned()))
    }

    fn opened(folder: Place) -> Self {
        let data = match &folder {
            Place::Own(folder) => folder.path().join("data"),
            Place::There(path) => path.clone(),
        };
        let store = SledStore::open(&data, options()).unwrap();
        let vault = Vault::open_or_create(&KeysFolder::program(data.join("keys")), &store).unwrap();
        Self { vault, store, folder }
    }

    #[allow(clippy::new_ret_no_self, reason = "it is the world before anything")]
    pub(crate) fn empty() -> Empty {
        let folder = TempDir::new().unwrap();
        let store = SledStore::open(&folder.path().join("data"), options()).unwrap();
        Empty { store, _folder: folder }
    }

    pub(crate) fn data(&self) -> std::path::PathBuf {
        match &self.folder {
            Place::Own(folder) => folder.path().join("data"),
            Place::There(path) => path.clone(),
        }
    }

    pub(crate) fn keys(&self) -> KeysFolder {
        KeysFolder::program(self.data().join("keys"))
    }

    /// Something that person said, which is nowhere else.
    pub(crate) fn marker(n: u64, revision: u64) -> String {
        format!("MARKER person {n} said {revision} times that they were tired")
    }

    fn key(&self, n: u64) -> (DataKey, Option<afterword_store::WrappedKey>, u32) {
        let actor = example_actor(n);
        match self.store.key(actor).unwrap() {
            Some(wrapped) => (self.vault.unwrap(actor, &wrapped).unwrap(), None, wrapped.epoch),
            None => {
                let (key, wrapped) = self.vault.new_data_key(actor);
                let epoch = wrapped.epoch;
                (key, Some(wrapped), epoch)
            }
        }
    }

    /// The turn by which a person reaches `revision`, sealed.
    pub(crate) fn turn(&self, n: u64, revision: u64) -> Turn {
        let actor = example_actor(n);
        let (key, wrapped, epoch) = self.key(n);
        let mut turn = example_turn(actor, revision);
        let row = entry_row(actor, revision);
        turn.entries = vec![(revision, key.seal("entry", &row, epoch, Self::marker(n, revision).as_bytes()))];
        for message in &mut turn.outbox {
            message.sealed = key.seal("outbox", &outbox_row(message.id), epoch, b"MARKER message");
        }
        turn.account = Some(self.vault.account_hash("test", &n.to_string()));
        turn.key = wrapped;
        turn
    }

    pub(crate) fn person(&self, n: u64, turns: u64) {
        for revision in 1..=turns {
            self.store.commit(&[Write::Turn(Box::new(self.turn(n, revision)))]).unwrap()[0].unwrap();
        }
    }

    /// A row of every kind, and entries in several parts and chunks.
    pub(crate) fn with_everything(&self) {
        for n in 0..10 {
            self.person(n, 4);
        }
        let actor = example_actor(3);
        let (key, _, epoch) = self.key(3);
        let long = key.seal("entry", &entry_row(actor, 5), epoch, &vec![7; 200_000]);
        let turn = Turn { entries: vec![(5, long)], ..self.turn(3, 5) };
        let block = Write::Block { account: self.vault.account_hash("test", "nobody"), blocked: true };
        let erase = Write::Erase { actor: example_actor(4), accounts: vec![] };
        let meta = Write::Meta { name: "sync".into(), value: Some(vec![1; 4000]) };
        let answers = self.store.commit(&[Write::Turn(Box::new(turn)), block, erase, meta]).unwrap();
        assert!(answers.iter().all(Result::is_ok));
    }

    /// Everything but the first answer, under a new data key.
    pub(crate) fn delete_first_answer(&self, n: u64) {
        let actor = example_actor(n);
        let (old, ..) = self.key(n);
        let (new, key) = self.vault.new_data_key(actor);
        let mut entries = self.store.entries(actor).unwrap();
        entries.remove(0);
        for (revision, sealed) in &mut entries {
            let row = entry_row(actor, *revision);
            *sealed = new.seal("entry", &row, key.epoch, &old.open("entry", &row, sealed).unwrap());
        }
        let Some(Head::At(expect)) = self.store.head(actor).unwrap() else {
            panic!("nobody is there");
        };
        let rekey = Write::Rekey { actor, expect, entries, outbox: vec![], key };
        self.store.commit(&[rekey]).unwrap()[0].unwrap();
    }

    /// What a person said, opened.
    pub(crate) fn plain(&self, n: u64) -> Vec<String> {
        let actor = example_actor(n);
        let (key, ..) = self.key(n);
        let entries = self.store.entries(actor).unwrap().into_iter();
        let opened = entries.map(|(revision, sealed)| key.open("entry", &entry_row(actor, revision), &sealed).unwrap());
        opened.map(|plain| String::from_utf8(plain.to_vec()).unwrap()).collect()
    }

    pub(crate) fn backup(&self) -> Vec<u8> {
        let mut file = Vec::new();
        backup::write(&self.store, &self.vault, MADE_AT, &mut file, quiet()).unwrap();
        file
    }

    /// Changes sled's rows behind the store's back.
    pub(crate) fn meddle(&mut self, with: impl Fn(&sled::Db)) {
        let data = self.data();
        let away = TempDir::new().unwrap();
        self.store = SledStore::open(&away.path().join("data"), options()).unwrap();
        {
            let db = crate::common::bare(&data);
            with(&db);
            db.flush().unwrap();
        }
        self.store = SledStore::open(&data, options()).unwrap();
    }
}

/// A new epoch, all rows wrapped by it.
pub(crate) fn rotate(world: &World) {
    world.vault.begin_epoch().unwrap();
    let mut after = None;
    loop {
        let page = world.store.keys(after, 3).unwrap();
        let Some((last, _)) = page.last() else {
            break;
        };
        after = Some(*last);
        for (actor, was) in page {
            if let Some(key) = world.vault.rewrap(actor, &was).unwrap() {
                world.store.commit(&[Write::Rewrap { actor, was, key }]).unwrap()[0].unwrap();
            }
        }
    }
    let index = Write::Meta { name: INDEX_KEY.into(), value: Some(world.vault.wrapped_index()) };
    world.store.commit(&[index]).unwrap()[0].unwrap();
}

pub(crate) fn records(store: &dyn Store) -> Vec<Record> {
    store.snapshot().unwrap().map(Result::unwrap).collect()
}

/// All bytes of all files below a folder.
pub(crate) fn all_bytes(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            bytes.extend(all_bytes(&path));
        } else {
            bytes.extend(fs::read(path).unwrap());
        }
    }
    bytes
}

pub(crate) fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
