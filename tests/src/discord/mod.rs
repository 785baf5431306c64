//! A Discord of our own, on loopback: strict, so that what passes here would pass there.
//!
//! ```no_run
//! # async fn example() {
//! use afterword_tests::discord::Discord;
//!
//! let discord = Discord::new(); // a bot is pointed at discord.url() with discord.token()
//! discord.ready().await;
//! let anna = discord.user("Anna");
//! anna.slash("debrief", &[]).await;
//! anna.sees("How did it go").await;
//! anna.presses("Really badly").await;
//! # }
//! ```
//!
//! Whatever Discord would not take, and what no good client does, is noted and fails
//! the test when the fake is dropped ([`Discord::complaints`]). Time stands still
//! unless the test lets it pass or asks for a clock that runs ([`Setup::clock_runs`]).
//! Where [`openapi::VARIABLE`] names Discord's description of its API, every body is
//! held against it; [`Discord::bodies`] counts.

mod clock;
mod control;
mod faults;
mod gateway;
mod id;
mod interaction;
mod limits;
mod listen;
mod log;
pub mod openapi;
mod people;
mod registered;
mod rest;
mod rules;
mod server;
mod setup;
mod shapes;
mod world;

pub use faults::Fault;
pub use id::Id;
pub use log::{Acknowledged, Audience, Bodies, Change, Shown};
pub use openapi::OpenApi;
pub use people::{Modal, Outcome, Person};
pub use rest::Where;
pub use server::permission;
pub use setup::Setup;
pub use world::Checker;

use std::{
    io::Write as _,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::JoinHandle,
    time::Duration,
};
use tokio::{
    runtime::Handle,
    sync::{oneshot, watch},
};
use world::World;

/// How long a bot may take to listen: before, it may make its folder, its keys and a device elsewhere.
const LISTENS_WITHIN: Duration = Duration::from_secs(120);

/// A running Discord; it ends when dropped.
pub struct Discord {
    shared: Arc<Shared>,
    /// The server that everybody is in to begin with.
    home: Id,
    /// Dropped, it ends the server.
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
    /// Onto that thread.
    handle: Handle,
}

pub(crate) struct Shared {
    world: Mutex<World>,
    heartbeat: Duration,
    /// How long a person waits for the bot.
    patience: Duration,
    /// Moves whenever somebody identified or resumed.
    listening: watch::Sender<usize>,
}

impl Shared {
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        // A test that panics with the world in its hand is the one that is told about.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn listening(&self, world: &World) {
        self.listening.send_replace(world.sessions.identified + world.sessions.resumed);
    }
}

impl Default for Discord {
    fn default() -> Self {
        Self::new()
    }
}

impl Discord {
    /// With everything as usual.
    #[must_use]
    pub fn new() -> Self {
        Setup::new().start()
    }

    /// What `discord.api_url` is set to.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.world().port)
    }

    /// The bot's token.
    #[must_use]
    pub fn token(&self) -> String {
        self.world().application.token.clone()
    }

    /// The server that everybody is in to begin with.
    #[must_use]
    pub fn server(&self) -> Id {
        self.home
    }

    /// The application's id.
    #[must_use]
    pub fn application(&self) -> Id {
        self.world().application.id
    }

    /// Somebody new in the server, looking at its channel `general`.
    #[must_use]
    pub fn user(&self, name: &str) -> Person {
        let id = self.world().add_user(name, self.home);
        Person::new(self.shared.clone(), id)
    }

    /// Waits until the bot listens.
    ///
    /// # Panics
    /// Where it does not in two minutes: others may need the processors.
    pub async fn ready(&self) {
        self.identified(1).await;
    }

    /// Waits until the bot has identified or resumed so many times in all.
    ///
    /// # Panics
    /// Where it has not in two minutes.
    pub async fn identified(&self, times: usize) {
        let mut listening = self.shared.listening.subscribe();
        let enough = tokio::time::timeout(LISTENS_WITHIN, listening.wait_for(|n| *n >= times)).await;
        if !matches!(enough, Ok(Ok(_))) {
            let so_far = *self.shared.listening.borrow();
            let complaints = self.complaints();
            let asked = self.world().asked.clone();
            panic!("the bot identified or resumed {so_far} times, not {times}; it asked {asked:?}: {complaints:?}");
        }
    }

    /// Does this on the server's own thread: for measuring, where waking another one for
    /// every answer would cost as much as the answer.
    pub fn beside<F>(&self, what: F) -> tokio::task::JoinHandle<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        self.handle.spawn(what)
    }

    /// What was complained about so far. It is taken, so that it no longer fails the test.
    #[must_use]
    pub fn complaints(&self) -> Vec<String> {
        std::mem::take(&mut self.world().complaints)
    }

    /// Everything that could be seen, in order.
    #[must_use]
    pub fn shown(&self) -> Vec<Shown> {
        self.world().shown.clone()
    }

    /// Every acknowledgement, in order.
    #[must_use]
    pub fn acknowledged(&self) -> Vec<Acknowledged> {
        self.world().acknowledged.clone()
    }

    /// How many bodies were held against the API's description, and how many were not.
    #[must_use]
    pub fn bodies(&self) -> Bodies {
        self.world().bodies
    }

    /// How often a place was asked, refusals included.
    #[must_use]
    pub fn asked(&self, place: Where) -> usize {
        self.world().asked.get(&place).copied().unwrap_or(0)
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.shared.world()
    }
}

/// Where the environment names a file for it, adds how many bodies were held against the
/// description and how many were not: `.ci/run` adds them up.
fn tell_bodies(Bodies { checked, unchecked }: Bodies) {
    let Some(file) = std::env::var_os("AFTERWORD_DISCORD_BODIES") else { return };
    let line = format!("{checked} {unchecked}\n");
    let told = std::fs::OpenOptions::new().create(true).append(true).open(file);
    told.and_then(|mut file| file.write_all(line.as_bytes())).expect("the file for the bodies can be written");
}

impl Drop for Discord {
    fn drop(&mut self) {
        drop(self.stop.take());
        let ended = self.thread.take().map(JoinHandle::join);
        let asked_not_to = self.world().checker.is_none() && std::env::var_os(openapi::VARIABLE).is_some();
        if !asked_not_to {
            tell_bodies(self.bodies());
        }
        if std::thread::panicking() {
            return;
        }
        assert!(ended.is_none_or(|ended| ended.is_ok()), "the fake Discord itself broke");
        let complaints = self.complaints();
        assert!(complaints.is_empty(), "Discord would not have had this:\n- {}", complaints.join("\n- "));
    }
}
