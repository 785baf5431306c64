//! Puts store, keys, words and engine together.

use crate::{config::Config, folder, ways_out};
use afterword_core::{Ask, Settings, event::Meaning};
use afterword_engine::{Clock, Courier, Ear, Engine, MovableClock, Parts, Platform, Upkeep};
use afterword_store::{
    Store,
    seal::{KeysFolder, Vault},
    sled::{SledOptions, SledStore},
};
use afterword_words::Words;
use anyhow::{Context as _, Result};
use jiff::{Timestamp, civil};
use std::{
    collections::HashMap,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

/// The one language there is so far.
const LOCALE: &str = "en-GB";

/// Every sentence people see.
pub(crate) fn words() -> Result<Arc<Words>> {
    let words = Words::load(LOCALE).context("the words of the conversations cannot be read")?;
    Ok(Arc::new(words))
}

/// What an engine on a data folder is started with.
pub(crate) struct Start<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) config: &'a Config,
    pub(crate) words: Arc<Words>,
    pub(crate) clock: Arc<dyn Clock>,
    /// The platforms that are talked on, by name.
    pub(crate) platforms: HashMap<String, Platform>,
    /// Somebody has looked at the clock.
    pub(crate) accept_clock: bool,
}

/// The terminal, as a platform.
pub(crate) fn terminal(courier: Arc<dyn Courier>) -> HashMap<String, Platform> {
    let platform = Platform { shown: afterword_console::SHOWN.into(), courier, limited: false };
    HashMap::from([(afterword_console::PLATFORM.to_owned(), platform)])
}

/// A data folder that is open, and the engine on it.
pub(crate) struct Opened {
    pub(crate) engine: Engine,
    pub(crate) store: Arc<SledStore>,
    pub(crate) vault: Arc<Vault>,
    /// Where its master keys are, and whose.
    pub(crate) keys: KeysFolder,
    /// How it is looked after.
    pub(crate) upkeep: Upkeep,
}

/// Opens the data folder and starts an engine on it.
pub(crate) async fn start(start: Start<'_>) -> Result<Opened> {
    let Start { folder, config, words, clock, platforms, accept_clock } = start;
    let keys = folder::keys(folder, config)?;
    let upkeep = Upkeep {
        backups: folder::backups(folder, config)?,
        leave_bytes: config.reserve_bytes,
        backup_every: config.backup.every,
        keep: config.backup.keep,
        rotate_every: config.keys.rotate,
    };
    let prompts = words.prompts()?;
    // Nothing else runs yet, so it may block here.
    let store = SledStore::open(folder, options(config));
    let store = Arc::new(store.map_err(|error| ways_out::after(folder, &upkeep.backups, &keys.path, error))?);
    let vault = Arc::new(Vault::open_or_create(&keys, store.as_ref())?);
    let parts = Parts {
        store: Arc::clone(&store) as Arc<dyn Store>,
        vault: Arc::clone(&vault),
        ear: Arc::new(WordsEar(words)),
        clock,
        settings: config.conversations.clone(),
        prompts,
        platforms,
        limits: config.limits.clone(),
        accept_clock,
        upkeep: upkeep.clone(),
    };
    Ok(Opened { engine: Engine::start(parts).await?, store, vault, keys, upkeep })
}

/// How a store is opened.
pub(crate) fn options(config: &Config) -> SledOptions {
    SledOptions { cache_bytes: config.cache_bytes, reserve_bytes: config.reserve_bytes, ..SledOptions::default() }
}

/// The clock of this machine, which a folder may have moved; or one that stands still.
pub(crate) fn clock(stopped_at: Option<Timestamp>) -> Arc<dyn Clock> {
    match stopped_at {
        Some(at) => Arc::new(StoppedClock::at(at)),
        None => Arc::new(MovableClock::default()),
    }
}

/// Understands by the words of the one locale.
struct WordsEar(Arc<Words>);

impl Ear for WordsEar {
    fn understand(&self, text: &str, ask: Option<&Ask>, now: civil::DateTime, settings: &Settings) -> Meaning {
        self.0.understand(text, ask, now, settings)
    }
}

/// A clock that stands still, but can be moved as the terminal's can: for tests of the whole program.
struct StoppedClock {
    at: Timestamp,
    offset_ms: AtomicI64,
}

impl StoppedClock {
    /// A clock that shows this moment.
    fn at(at: Timestamp) -> Self {
        Self { at, offset_ms: AtomicI64::new(0) }
    }
}

impl Clock for StoppedClock {
    fn now(&self) -> Timestamp {
        let by = jiff::SignedDuration::from_millis(self.offset_ms.load(Ordering::SeqCst));
        self.at.checked_add(by).unwrap_or(self.at)
    }

    fn is_true(&self) -> bool {
        false
    }

    fn offset_ms(&self) -> Option<i64> {
        Some(self.offset_ms.load(Ordering::SeqCst))
    }

    fn set_offset_ms(&self, offset_ms: i64) {
        self.offset_ms.store(offset_ms, Ordering::SeqCst);
    }
}
