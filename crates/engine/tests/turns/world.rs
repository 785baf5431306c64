//! A small world around an engine: an ear, a courier, keys, a clock.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use afterword_core::answer::When;
use afterword_core::ask::{Ask, Kind, Pick};
use afterword_core::event::{Meaning, Unclear};
use afterword_core::{Answer, Command, Context, Private, Settings};
use afterword_engine::{
    Clock, Courier, Ear, Engine, Inbound, Limits, ManualClock, NotTaken, Outcome, Outgoing, Parts, Platform, Receipt,
    Upkeep, What,
};
use afterword_store::seal::{KeysFolder, Vault};
use afterword_store::{AccountHash, Store};
use jiff::Timestamp;
use tempfile::TempDir;

use crate::memory::Disk;

pub(crate) const TERMINAL: &str = "console";
pub(crate) const ANNA: &str = "anna";
/// What the ear says instead of understanding.
pub(crate) const STUMBLE: &str = "stumble";

/// A Tuesday morning.
pub(crate) fn tuesday() -> Timestamp {
    "2026-03-10T09:00:00Z".parse().unwrap()
}

/// One platform, one person by default, one clock.
pub(crate) struct World {
    pub(crate) engine: Engine,
    pub(crate) disk: Disk,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) post: Arc<Post>,
}

impl World {
    pub(crate) async fn new() -> Self {
        let disk = Disk::default();
        let store = disk.sound();
        Self::on(disk, store).await
    }

    pub(crate) async fn on(disk: Disk, store: Arc<dyn Store>) -> Self {
        let (clock, post) = (Arc::new(ManualClock::at(tuesday())), Arc::new(Post::default()));
        let parts = parts(&disk, store, clock.clone(), post.clone());
        let engine = Engine::start(parts).await.unwrap();
        Self { engine, disk, clock, post }
    }

    /// With these limits, on a platform where they apply.
    pub(crate) async fn limited(limits: Limits) -> Self {
        Self::new().await.relimited(limits).await
    }

    /// The same after the end of the process and a start with these limits.
    pub(crate) async fn relimited(self, limits: Limits) -> Self {
        let Self { disk, clock, post, .. } = self;
        let mut parts = Parts { limits, ..parts(&disk, disk.sound(), clock.clone(), post.clone()) };
        parts.platforms.values_mut().for_each(|platform| platform.limited = true);
        let engine = Engine::start(parts).await.unwrap();
        Self { engine, disk, clock, post }
    }

    /// The same after the end of the process and a new start.
    pub(crate) async fn restarted(self) -> Self {
        let Self { disk, clock, post, .. } = self;
        let parts = parts(&disk, disk.sound(), clock.clone(), post.clone());
        let engine = Engine::start(parts).await.unwrap();
        Self { engine, disk, clock, post }
    }

    /// Anna, who has just said yes (in the events `hello` and `yes`).
    pub(crate) async fn with_anna() -> Self {
        let world = Self::new().await;
        world.says("hello").await;
        world.says("yes").await;
        assert!(world.agreed(ANNA).await);
        world.engine.settled().await;
        world
    }

    /// Anna says this; the text is also the id of the event.
    pub(crate) async fn says(&self, text: &str) -> Receipt {
        self.hears(said(ANNA, text, text)).await
    }

    /// Anna notes an interview and answers nothing but what has to be answered.
    pub(crate) async fn notes_interview(&self, nickname: &str, start: &str) {
        let event = |n: usize| format!("{nickname}, part {n}");
        self.hears(command(ANNA, &event(0), Command::Interview)).await;
        for n in 1..20 {
            let anna = ok(self.engine.person(TERMINAL, ANNA).await).unwrap();
            let Some(ask) = anna.current_ask(&Context {
                now: self.clock.now(),
                settings: &settings(),
                platform: "This terminal",
                forgotten_by: self.clock.now(),
                destroys_keys: true,
            }) else {
                return;
            };
            let answer = match ask.part.kind {
                Kind::When { .. } => start,
                Kind::Text if !ask.part.skippable => nickname,
                _ => "skip",
            };
            self.hears(said(ANNA, &event(n), answer)).await;
        }
        panic!("an interview is not noted after twenty answers");
    }

    /// Anna answers what is left of the first contact.
    pub(crate) async fn settles_in(&self) {
        self.hears(said(ANNA, "first skip", "skip")).await;
        self.hears(said(ANNA, "second skip", "skip")).await;
        self.engine.settled().await;
    }

    pub(crate) async fn hears(&self, inbound: Inbound) -> Receipt {
        ok(self.engine.hear(inbound).await)
    }

    pub(crate) async fn agreed(&self, account: &str) -> bool {
        let person = ok(self.engine.person(TERMINAL, account).await);
        person.is_some_and(|person| person.agreed())
    }

    /// How many facts the journal of an account holds; `None` where there is none.
    pub(crate) async fn facts(&self, account: &str) -> Option<usize> {
        let journal = ok(self.engine.export(TERMINAL, account).await)?;
        Some(journal.iter().map(|entry| entry.facts.len()).sum())
    }

    pub(crate) fn clock_ms(&self) -> i64 {
        self.clock.now().as_millisecond()
    }

    pub(crate) fn account(&self, account: &str) -> AccountHash {
        vault(&self.disk).account_hash(TERMINAL, account)
    }
}

/// What is in a result, without asking that it can be printed.
pub(crate) fn ok<T, E: std::fmt::Display>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("{error}"))
}

/// Why something was not taken.
pub(crate) fn refused(result: Result<Receipt, NotTaken>) -> NotTaken {
    result.err().expect("it was taken")
}

pub(crate) fn said(account: &str, event: &str, text: &str) -> Inbound {
    inbound(account, Some(event), What::Said(Private::new(text)))
}

pub(crate) fn command(account: &str, event: &str, command: Command) -> Inbound {
    inbound(account, Some(event), What::Command(command))
}

pub(crate) fn visit(account: &str) -> Inbound {
    inbound(account, None, What::Visit)
}

pub(crate) fn inbound(account: &str, event: Option<&str>, what: What) -> Inbound {
    Inbound { platform: TERMINAL.to_owned(), account: account.to_owned(), event: event.map(str::to_owned), what }
}

/// The settings as they come, but that reminders are due to the minute.
pub(crate) fn settings() -> Settings {
    Settings { spread_minutes: 0, ..Settings::default() }
}

pub(crate) fn parts(disk: &Disk, store: Arc<dyn Store>, clock: Arc<dyn Clock>, courier: Arc<dyn Courier>) -> Parts {
    let shown = "This terminal".to_owned();
    Parts {
        store,
        vault: Arc::new(vault(disk)),
        ear: Arc::new(SimpleEar),
        clock,
        settings: settings(),
        prompts: Vec::new(),
        platforms: HashMap::from([(TERMINAL.to_owned(), Platform { shown, courier, limited: false })]),
        upkeep: Upkeep::into_folder("/nowhere/backups"),
        limits: Limits { strangers: 50, people: 2, ..Limits::default() },
        accept_clock: false,
    }
}

/// The keys of a disk; all disks here share one master.
pub(crate) fn vault(disk: &Disk) -> Vault {
    vault_in(keys_folder(), disk.sound().as_ref())
}

pub(crate) fn vault_in(folder: &Path, store: &dyn Store) -> Vault {
    ok(Vault::open_or_create(&KeysFolder::program(folder), store))
}

fn keys_folder() -> &'static Path {
    static KEYS: OnceLock<TempDir> = OnceLock::new();
    let made = || {
        let folder = tempfile::tempdir().unwrap();
        drop(vault_in(&folder.path().join("keys"), Disk::default().sound().as_ref()));
        folder
    };
    static PATH: OnceLock<std::path::PathBuf> = OnceLock::new();
    PATH.get_or_init(|| KEYS.get_or_init(made).path().join("keys"))
}

/// Understands "skip", the ids of choices, 2026-03-12T15:00, and text where it is asked for.
pub(crate) struct SimpleEar;

impl Ear for SimpleEar {
    fn understand(&self, text: &str, ask: Option<&Ask>, _now: jiff::civil::DateTime, _settings: &Settings) -> Meaning {
        assert!(!text.starts_with(STUMBLE), "stumbled over {text}");
        let picked = ask.and_then(|ask| match &ask.part.kind {
            Kind::Choice { choices, .. } => {
                choices.iter().find(|choice| matches!(&choice.pick, Pick::Named(id) if id == text))
            }
            _ => None,
        });
        let kind = ask.map(|ask| &ask.part.kind);
        let at = text.parse().map(|at| Answer::When(When { at, hour_named: true }));
        let answer = match (picked, kind) {
            (Some(choice), _) => Answer::Choice(choice.pick.clone()),
            (None, Some(_)) if text == "skip" => Answer::Skipped,
            (None, Some(Kind::Text)) => Answer::Text(text.into()),
            (None, Some(Kind::When { .. })) if at.is_ok() => at.unwrap(),
            _ => return Meaning::Unclear(Unclear::NotUnderstood(text.into())),
        };
        Meaning::Answers(vec![answer])
    }
}

/// One try to deliver a message.
#[derive(Clone)]
pub(crate) struct Try {
    pub(crate) message: Outgoing,
    pub(crate) outcome: Outcome,
}

/// A courier that writes down what it is given.
#[derive(Default)]
pub(crate) struct Post {
    tries: Mutex<Vec<Try>>,
    weather: Mutex<Option<Weather>>,
}

type Weather = Box<dyn FnMut(&Outgoing) -> (Duration, Outcome) + Send>;

impl Post {
    /// From now on, each try takes that long and ends like this.
    pub(crate) fn weather(&self, weather: impl FnMut(&Outgoing) -> (Duration, Outcome) + Send + 'static) {
        *lock(&self.weather) = Some(Box::new(weather));
    }

    pub(crate) fn always(&self, outcome: Outcome) {
        self.weather(move |_| (Duration::ZERO, outcome));
    }

    pub(crate) fn tries(&self) -> Vec<Try> {
        lock(&self.tries).clone()
    }

    /// The keys of what arrived, in order, with repetitions.
    pub(crate) fn arrived(&self) -> Vec<String> {
        let arrived = self.tries().into_iter().filter(|tried| tried.outcome == Outcome::Arrived);
        arrived.map(|tried| tried.message.key).collect()
    }
}

#[async_trait::async_trait]
impl Courier for Post {
    async fn deliver(&self, message: &Outgoing) -> Outcome {
        let (takes, outcome) = match &mut *lock(&self.weather) {
            Some(weather) => weather(message),
            None => (Duration::ZERO, Outcome::Arrived),
        };
        if !takes.is_zero() {
            tokio::time::sleep(takes).await;
        }
        let tried = Try { message: message.clone(), outcome };
        lock(&self.tries).push(tried);
        outcome
    }
}

/// A weather may panic on purpose.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
