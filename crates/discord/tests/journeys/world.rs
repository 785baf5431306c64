//! An engine on a real store, and a clock that goes where the script wants it.

use afterword_core::{Ask, Entry, Settings, Zone, event::Meaning};
use afterword_engine::{Clock as _, Courier, Ear, Engine, Limits, ManualClock, Parts, Platform, Upkeep};
use afterword_store::{
    Store,
    seal::{KeysFolder, Vault},
    sled::{SledOptions, SledStore},
};
use afterword_words::Words;
use jiff::{SignedDuration, Timestamp, civil};
use std::{collections::HashMap, sync::Arc};
use tempfile::TempDir;

/// Reading and answering take a moment.
pub(crate) const A_MOMENT: SignedDuration = SignedDuration::from_secs(20);
/// More than any stretch of a script has.
const WAKE_UPS: usize = 500;

pub(crate) struct World {
    pub(crate) engine: Engine,
    pub(crate) words: Arc<Words>,
    settings: Settings,
    clock: Arc<ManualClock>,
    platform: &'static str,
    _folder: TempDir,
}

impl World {
    pub(crate) async fn new(begins: Timestamp, platform: &'static str, words: Arc<Words>, known: Platform) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SledStore::open(folder.path(), SledOptions::default()).unwrap());
        let keys = KeysFolder::program(folder.path().join("keys"));
        let vault = Arc::new(Vault::open_or_create(&keys, store.as_ref()).unwrap());
        let clock = Arc::new(ManualClock::at(begins));
        // When somebody is written to depends on a random part of their name, unless all are written to at once.
        let settings = Settings { spread_minutes: 0, ..Settings::default() };
        let parts = Parts {
            store: store as Arc<dyn Store>,
            vault,
            ear: Arc::new(WordsEar(Arc::clone(&words))),
            clock: Arc::clone(&clock) as Arc<_>,
            settings: settings.clone(),
            platforms: HashMap::from([(platform.to_owned(), known)]),
            limits: Limits::default(),
            upkeep: Upkeep::into_folder("backups"), // none are made: nothing calls for it
            accept_clock: false,
        };
        let engine = Engine::start(parts).await.unwrap();
        Self { engine, words, settings, clock, platform, _folder: folder }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn passes(&self, time: SignedDuration) {
        self.clock.advance(time);
    }

    /// Lets the clock run on, and whatever comes due on the way is said; `woken` after each time.
    pub(crate) async fn until(&self, account: &str, moment: Timestamp, mut woken: impl FnMut()) {
        for _ in 0..WAKE_UPS {
            let person = self.engine.person(self.platform, account).await.unwrap();
            let wake = person.and_then(|person| person.next_wake(&self.settings, self.now()));
            let Some(wake) = wake.filter(|wake| *wake <= moment) else {
                assert!(moment >= self.now(), "the clock cannot go back");
                return self.clock.set(moment);
            };
            self.clock.set(wake.max(self.now()));
            self.engine.tick().await.unwrap();
            self.engine.settled().await;
            woken();
        }
        panic!("it wakes again and again before {moment}");
    }

    /// The question they are at.
    pub(crate) async fn ask(&self, account: &str) -> Option<Ask> {
        self.engine.ask(self.platform, account).await.unwrap()
    }

    /// What this means, typed at that question.
    pub(crate) async fn understands(&self, account: &str, said: &str, ask: Option<&Ask>) -> Meaning {
        let person = self.engine.person(self.platform, account).await.unwrap();
        let zone = person.map_or_else(|| Zone::or_utc(&self.settings.zone), |person| person.zone(&self.settings));
        self.words.understand(said, ask, zone.local(self.now()), &self.settings)
    }

    pub(crate) async fn journal(&self, account: &str) -> Vec<Entry> {
        self.engine.export(self.platform, account).await.unwrap().unwrap_or_default()
    }
}

struct WordsEar(Arc<Words>);

impl Ear for WordsEar {
    fn understand(&self, text: &str, ask: Option<&Ask>, now: civil::DateTime, settings: &Settings) -> Meaning {
        self.0.understand(text, ask, now, settings)
    }
}

pub(crate) fn platform(shown: &str, courier: Arc<dyn Courier>, limited: bool) -> Platform {
    Platform { shown: shown.to_owned(), courier, limited }
}
