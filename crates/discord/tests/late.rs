//! What takes too long to be durable is acknowledged first, and answered once it is.

#![allow(clippy::unwrap_used)] // a panic is how a test fails

use afterword_core::{Ask, Settings, event::Meaning};
use afterword_discord::{Discord, PLATFORM, SHOWN, Setup};
use afterword_engine::{Ear, Engine, Limits, Parts, Platform, SystemClock, Upkeep};
use afterword_store::{
    Store,
    seal::{KeysFolder, Vault},
    sled::{Durability, RealDisk, SledOptions, SledStore},
};
use afterword_tests::discord::{self, Outcome};
use afterword_words::Words;
use jiff::civil;
use std::{
    collections::HashMap,
    fs::File,
    io,
    path::Path,
    sync::{Arc, Condvar, Mutex},
};
use tempfile::TempDir;

/// A disk that can be made to wait.
#[derive(Default)]
struct Disk {
    held: Mutex<bool>,
    changed: Condvar,
}

impl Disk {
    /// Keeps everybody waiting, as long as what this returns lives.
    fn hold(&self) -> Held<'_> {
        *self.held.lock().unwrap() = true;
        Held(self)
    }
}

struct Held<'a>(&'a Disk);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        *self.0.held.lock().unwrap() = false;
        self.0.changed.notify_all();
    }
}

impl Durability for Disk {
    fn flush(&self, db: &::sled::Db) -> io::Result<()> {
        RealDisk.flush(db)
    }

    fn sync_data(&self, log: &File) -> io::Result<()> {
        drop(self.changed.wait_while(self.held.lock().unwrap(), |held| *held).unwrap());
        RealDisk.sync_data(log)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.sync_folder(folder)
    }
}

struct WordsEar(Arc<Words>);

impl Ear for WordsEar {
    fn understand(&self, text: &str, ask: Option<&Ask>, now: civil::DateTime, settings: &Settings) -> Meaning {
        self.0.understand(text, ask, now, settings)
    }
}

async fn engine(folder: &TempDir, disk: &Arc<Disk>, words: &Arc<Words>, platform: Platform) -> Engine {
    let disk = Arc::clone(disk) as Arc<dyn Durability>;
    let store = Arc::new(SledStore::open_with(folder.path(), SledOptions::default(), disk).unwrap());
    let keys = KeysFolder::program(folder.path().join("keys"));
    let vault = Arc::new(Vault::open_or_create(&keys, store.as_ref()).unwrap());
    let parts = Parts {
        store: store as Arc<dyn Store>,
        vault,
        ear: Arc::new(WordsEar(Arc::clone(words))),
        clock: Arc::new(SystemClock),
        settings: Settings::default(),
        prompts: Vec::new(),
        platforms: HashMap::from([(PLATFORM.to_owned(), platform)]),
        limits: Limits::default(),
        upkeep: Upkeep::into_folder("backups"), // none are made: nothing calls for it
        accept_clock: false,
    };
    Engine::start(parts).await.unwrap()
}

// In real time, three seconds: tokio's own clock stands still only where there is one thread, and
// there the engine commits on it.
#[tokio::test(flavor = "multi_thread")]
async fn what_takes_long_to_be_durable_is_acknowledged_first_and_answered_in_its_place() {
    let (fake, folder) = (discord::Discord::new(), tempfile::tempdir().unwrap());
    let (disk, words) = (Arc::new(Disk::default()), Arc::new(Words::load("en-GB").unwrap()));
    let setup = Setup {
        api_url: fake.url(),
        token: fake.token(),
        test_server: None,
        words: Arc::clone(&words),
        operator: Settings::default().operator,
        copies: Arc::new(|_| None), // nobody asks for one
    };
    let bot = Discord::new(setup).unwrap();
    let platform = Platform { shown: SHOWN.to_owned(), courier: bot.courier(), limited: true };
    let engine = engine(&folder, &disk, &words, platform).await;
    let bot = bot.connect(engine.clone()).await.unwrap();
    fake.ready().await;
    let anna = fake.user("Anna");
    anna.slash("help", &[]).await;
    anna.presses("Yes").await;
    anna.sees("Where are you, roughly?").await;

    // A button under a message that only she sees: the message itself is what will change.
    let held = disk.hold();
    let outcome = anna.tries_to_press("Skip").await;
    assert!(matches!(outcome, Outcome::Answered(6)), "not acknowledged for later, in place: {outcome:?}");
    anna.never_saw("Which country are you in?");
    drop(held);
    anna.sees("Which country are you in?").await;

    // A command is a new message.
    let held = disk.hold();
    let outcome = anna.tries_slash("debrief", &[]).await;
    assert!(matches!(outcome, Outcome::Answered(5)), "not acknowledged for later: {outcome:?}");
    drop(held);
    anna.sees("interview").await;
    engine.settled().await;
    bot.close().await;
    assert_eq!(fake.complaints(), Vec::<String>::new());
}
