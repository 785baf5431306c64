//! Puts store, keys, words and engine together.

use crate::{config::Config, ways_out};
use afterword_core::{Ask, Settings, event::Meaning};
use afterword_engine::{Clock, Courier, Ear, Engine, Parts, Platform, Upkeep};
use afterword_store::{
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

/// Opens the data folder and starts an engine on it, with one platform or none.
pub(crate) async fn start(
    folder: &Path,
    config: &Config,
    words: Arc<Words>,
    clock: Arc<dyn Clock>,
    courier: Option<Arc<dyn Courier>>,
    accept_clock: bool,
) -> Result<Engine> {
    let options =
        SledOptions { cache_bytes: config.cache_bytes, reserve_bytes: config.reserve_bytes, ..SledOptions::default() };
    // Nothing else runs yet, so it may block here.
    let store = Arc::new(SledStore::open(folder, options).map_err(|error| ways_out::after(folder, error))?);
    let vault = Vault::open_or_create(&KeysFolder::program(folder.join("keys")), store.as_ref())?;
    let console = courier.map(|courier| {
        let platform = Platform { shown: afterword_console::SHOWN.into(), courier, limited: false };
        (afterword_console::PLATFORM.to_owned(), platform)
    });
    let parts = Parts {
        store,
        vault: Arc::new(vault),
        ear: Arc::new(WordsEar(words)),
        clock,
        settings: config.conversations.clone(),
        platforms: HashMap::from_iter(console),
        limits: config.limits.clone(),
        upkeep: Upkeep::into_folder(folder.join("backups")),
        accept_clock,
    };
    Ok(Engine::start(parts).await?)
}

/// Understands by the words of the one locale.
struct WordsEar(Arc<Words>);

impl Ear for WordsEar {
    fn understand(&self, text: &str, ask: Option<&Ask>, now: civil::DateTime, settings: &Settings) -> Meaning {
        self.0.understand(text, ask, now, settings)
    }
}

/// A clock that stands still, but can be moved as the terminal's can: for tests of the whole program.
pub(crate) struct StoppedClock {
    at: Timestamp,
    offset_ms: AtomicI64,
}

impl StoppedClock {
    /// A clock that shows this moment.
    pub(crate) fn at(at: Timestamp) -> Self {
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
