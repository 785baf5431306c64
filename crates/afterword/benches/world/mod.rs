//! A data folder, and an engine on it: the real store, the real words, a courier that always arrives.

#![allow(dead_code)] // each benchmark uses its part

pub(crate) mod watched;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use afterword_core::{Ask, Entry, Settings, event::Meaning};
use afterword_engine::{
    Address, Courier, Ear, Engine, Inbound, Limits, ManualClock, Outcome, Outgoing, Parts, Platform, Upkeep, What,
};
use afterword_store::seal::{KeysFolder, Vault, entry_row};
use afterword_store::sled::{SledOptions, SledStore};
use afterword_store::{ActorId, Revision, Store, Turn};
use afterword_words::Words;
use anyhow::{Context as _, Result};
use jiff::{Timestamp, civil};
use serde::Serialize;

pub(crate) const PLATFORM: &str = "bench";

/// A fresh folder for the measurements, removed at the end: in
/// `AFTERWORD_BENCH_FOLDER`, or else where temporary files are.
pub(crate) fn folder() -> Result<tempfile::TempDir> {
    let parent = std::env::var_os("AFTERWORD_BENCH_FOLDER").map_or_else(std::env::temp_dir, PathBuf::from);
    tempfile::Builder::new().prefix("afterword-bench-").tempdir_in(parent).context("no folder for the measurements")
}

/// Opens the store in a data folder, and its keys.
pub(crate) fn open(folder: &Path, cache_mib: u64) -> Result<(Arc<SledStore>, Vault)> {
    let options = SledOptions { cache_bytes: cache_mib << 20, ..SledOptions::default() };
    let store = Arc::new(SledStore::open(folder, options)?);
    let vault = Vault::open_or_create(&KeysFolder::program(folder.join("keys")), store.as_ref())?;
    Ok((store, vault))
}

/// Starts an engine whose clock stands at this moment.
pub(crate) async fn start(store: Arc<dyn Store>, vault: Vault, now: Timestamp, people: usize) -> Result<Engine> {
    let platform = Platform { shown: "This terminal".to_owned(), courier: Arc::new(Arrives), limited: false };
    let parts = Parts {
        store,
        vault: Arc::new(vault),
        ear: Arc::new(WordsEar(Words::load("en-GB")?)),
        clock: Arc::new(ManualClock::at(now)),
        settings: Settings::default(),
        prompts: Vec::new(),
        platforms: HashMap::from([(PLATFORM.to_owned(), platform)]),
        limits: Limits { people, ..Limits::default() },
        upkeep: Upkeep::into_folder("backups"), // none are made: nothing calls for it
        accept_clock: false,
    };
    Ok(Engine::start(parts).await?)
}

/// Somebody says something; `event` has to be new each time.
pub(crate) fn said(account: &str, event: u64, text: &str) -> Inbound {
    Inbound {
        platform: PLATFORM.to_owned(),
        account: account.to_owned(),
        event: Some(event.to_string()),
        what: What::Said(text.into()),
    }
}

/// A whole journal as one turn, sealed as the engine seals it.
pub(crate) fn whole_journal(
    vault: &Vault,
    actor: ActorId,
    account: &str,
    journal: &[Entry],
    wake_ms: i64,
) -> Result<Turn> {
    let (key, wrapped) = vault.new_data_key(actor);
    let from = Address { platform: PLATFORM.to_owned(), account: account.to_owned() };
    let seal = |entry: &Entry| {
        let revision = Revision::from(entry.revision);
        let plain = serde_json::to_vec(&Envelope { from: &from, entry })?;
        Ok((revision, key.seal("entry", &entry_row(actor, revision), vault.epoch(), &plain)))
    };
    let entries: Vec<_> = journal.iter().map(seal).collect::<Result<_>>()?;
    Ok(Turn {
        actor,
        expect: None,
        revision: entries.last().map_or(1, |(revision, _)| *revision),
        entries,
        wake_ms: Some(wake_ms),
        heard: None,
        outbox: Vec::new(),
        account: Some(vault.account_hash(PLATFORM, account)),
        key: Some(wrapped),
    })
}

/// A random actor whose ids are minted from this tag.
pub(crate) fn actor(random: &mut fastrand::Rng, tag: u32) -> ActorId {
    let mut id = [0; 16];
    random.fill(&mut id);
    id[13..].copy_from_slice(&tag.to_be_bytes()[1..]);
    ActorId(id)
}

/// How the engine writes a row of a journal.
#[derive(Serialize)]
struct Envelope<'a> {
    from: &'a Address,
    entry: &'a Entry,
}

struct WordsEar(Words);

impl Ear for WordsEar {
    fn understand(&self, text: &str, ask: Option<&Ask>, now: civil::DateTime, settings: &Settings) -> Meaning {
        self.0.understand(text, ask, now, settings)
    }
}

struct Arrives;

#[async_trait::async_trait]
impl Courier for Arrives {
    async fn deliver(&self, _message: &Outgoing) -> Outcome {
        Outcome::Arrived
    }
}
