//! An engine on a real store, and a clock that goes where the script wants it.

use afterword_core::{Ask, Entry, Settings, Zone, event::Meaning};
use afterword_engine::{Clock as _, Courier, Ear, Engine, Limits, ManualClock, Parts, Platform, Upkeep};
use afterword_store::{
    Store,
    seal::{KeysFolder, Vault},
    sled::{Durability, RealDisk, SledOptions, SledStore},
};
use afterword_words::Words;
use jiff::{SignedDuration, Timestamp, civil};
use std::{collections::HashMap, sync::Arc};
use tempfile::TempDir;

/// Reading and answering take a moment.
pub const A_MOMENT: SignedDuration = SignedDuration::from_secs(20);
/// More than any stretch of a script has.
const WAKE_UPS: usize = 500;

/// An engine on a store in a temporary folder, and its clock.
pub struct World {
    /// What hears and says.
    pub engine: Engine,
    /// Every sentence.
    pub words: Arc<Words>,
    settings: Settings,
    clock: Arc<ManualClock>,
    platform: &'static str,
    _folder: TempDir,
}

impl World {
    /// Begins at this moment, with one platform.
    ///
    /// # Panics
    /// Where no engine can be started.
    pub async fn new(begins: Timestamp, platform: &'static str, words: Arc<Words>, known: Platform) -> Self {
        Self::on(Arc::new(RealDisk), begins, platform, words, known).await
    }

    /// The same on another disk.
    ///
    /// # Panics
    /// As [`World::new`].
    pub async fn on(
        disk: Arc<dyn Durability>,
        begins: Timestamp,
        platform: &'static str,
        words: Arc<Words>,
        known: Platform,
    ) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = SledStore::open_with(folder.path(), SledOptions::default(), disk).expect("a new store");
        let store = Arc::new(store);
        let keys = KeysFolder::program(folder.path().join("keys"));
        let vault = Arc::new(Vault::open_or_create(&keys, store.as_ref()).expect("new keys"));
        let clock = Arc::new(ManualClock::at(begins));
        // When somebody is written to depends on a random part of their name, unless all are written to at once.
        let settings = Settings { spread_minutes: 0, ..Settings::default() };
        let parts = Parts {
            store: store as Arc<dyn Store>,
            vault,
            ear: Arc::new(WordsEar(Arc::clone(&words))),
            clock: Arc::clone(&clock) as Arc<_>,
            settings: settings.clone(),
            prompts: Vec::new(),
            platforms: HashMap::from([(platform.to_owned(), known)]),
            limits: Limits::default(),
            upkeep: Upkeep::into_folder("backups"), // none are made: nothing calls for it
            accept_clock: false,
        };
        let engine = Engine::start(parts).await.expect("the engine starts");
        Self { engine, words, settings, clock, platform, _folder: folder }
    }

    /// What the clock says.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Time passes, and nobody is woken.
    pub fn passes(&self, time: SignedDuration) {
        self.clock.advance(time);
    }

    /// Lets the clock run on, and whatever comes due on the way is said; `woken` after each time.
    ///
    /// # Panics
    /// Where that moment is past, or there is no end to what comes due.
    pub async fn until(&self, account: &str, moment: Timestamp, mut woken: impl FnMut()) {
        for _ in 0..WAKE_UPS {
            let person = self.engine.person(self.platform, account).await.expect("the engine tells");
            let wake = person.and_then(|person| person.next_wake(&self.settings, self.now()));
            let Some(wake) = wake.filter(|wake| *wake <= moment) else {
                assert!(moment >= self.now(), "the clock cannot go back");
                return self.clock.set(moment);
            };
            self.clock.set(wake.max(self.now()));
            self.engine.tick().await.expect("the engine looks around");
            self.engine.settled().await;
            woken();
        }
        panic!("it wakes again and again before {moment}");
    }

    /// The question they are at.
    ///
    /// # Panics
    /// Where the engine does not tell.
    pub async fn ask(&self, account: &str) -> Option<Ask> {
        self.engine.ask(self.platform, account).await.expect("the engine tells")
    }

    /// What this means, typed at that question.
    ///
    /// # Panics
    /// Where the engine does not tell.
    pub async fn understands(&self, account: &str, said: &str, ask: Option<&Ask>) -> Meaning {
        let person = self.engine.person(self.platform, account).await.expect("the engine tells");
        let zone = person.map_or_else(|| Zone::or_utc(&self.settings.zone), |person| person.zone(&self.settings));
        self.words.understand(said, ask, zone.local(self.now()), &self.settings)
    }

    /// The journal of somebody.
    ///
    /// # Panics
    /// Where it cannot be read.
    pub async fn journal(&self, account: &str) -> Vec<Entry> {
        self.engine.export(self.platform, account).await.expect("the engine tells").unwrap_or_default()
    }
}

struct WordsEar(Arc<Words>);

impl Ear for WordsEar {
    fn understand(&self, text: &str, ask: Option<&Ask>, now: civil::DateTime, settings: &Settings) -> Meaning {
        self.0.understand(text, ask, now, settings)
    }
}

/// A platform of this name.
#[must_use]
pub fn platform(shown: &str, courier: Arc<dyn Courier>, limited: bool) -> Platform {
    Platform { shown: shown.to_owned(), courier, limited }
}
