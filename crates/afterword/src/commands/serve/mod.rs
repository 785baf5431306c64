//! `afterword serve`: the conversation on Discord and Matrix, until told to end.

pub(super) mod discord;
mod listening;
#[cfg(feature = "matrix")]
pub(super) mod matrix;
#[cfg(not(feature = "matrix"))]
#[path = "without_matrix.rs"]
mod matrix;

use super::{ONE, block_on_threads, export};
use crate::{
    cli::Serve,
    config::Config,
    control::{Control, operations::Owner},
    ending::Ending,
    exit::{Code, Trouble},
    folder,
    health::{Check, Health},
    keeping::Keeping,
    wiring::{self, Start},
};
use afterword_core::Entry;
use afterword_engine::{Clock as _, Courier, Engine, Platform, SystemClock};
use afterword_words::Words;
use anyhow::{Context as _, Result};
use listening::{Listening, Pulse};
use std::{collections::HashMap, path::Path, pin::Pin, sync::Arc, time::Duration};
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{Instant, timeout_at},
};

/// The process is gone after this long, whatever a library does.
const GONE_WITHIN: Duration = Duration::from_secs(9);

pub(crate) fn run(serve: Serve, config: &Config) -> Result<()> {
    let folder = folder::choose(serve.data, config)?;
    let words = wiring::words()?;
    let talking = Talking::of(config, &folder, &words)?;
    block_on_threads(talking.threads(), async {
        let mut ending = Ending::listen().context("signals cannot be listened to")?;
        let start = Start {
            folder: &folder,
            config,
            words,
            clock: Arc::new(SystemClock),
            platforms: talking.platforms(),
            accept_clock: serve.accept_clock,
        };
        let health = Health::open(config.health).await?;
        let opened = wiring::start(start).await?;
        let engine = opened.engine.clone();
        let owner = Owner::new(opened, &folder, config, Some(SystemClock.now()));
        let control = Control::serve(&folder, owner).with_context(|| {
            format!("the control socket of {} cannot be made, and the bot could not be looked after", folder.display())
        })?;
        let keeping = Keeping::start(engine.clone());
        tracing::info!(folder = %folder.display(), "open; connecting");
        let (end, over) = watch::channel(false);
        let (mut connections, checks) = talking.connect(&engine, &over);
        health.watch(engine.clone(), checks);
        let outcome = talk(&mut connections, &engine, &mut ending).await;
        let until = Instant::now() + GONE_WITHIN;
        health.stopping();
        tracing::info!("ending: what was heard is seen through");
        let ended = async {
            end.send_replace(true);
            while let Some(closed) = connections.join_next().await {
                if closed.is_err() {
                    tracing::error!("a defect ended a connection; its place in the code is in the log");
                }
            }
            engine.settled().await;
            control.close().await;
            keeping.end().await;
            health.close().await;
        };
        tokio::select! {
            ended = timeout_at(until, ended) => if ended.is_err() {
                tracing::warn!("something did not end in time and was cut off; what is acknowledged is durable");
            },
            // Asked once more: what is acknowledged is durable already.
            () = ending.asked() => {}
        }
        tracing::info!("ended");
        outcome
    })
}

/// Talks until something ends it, and says what did.
async fn talk(connections: &mut JoinSet<Result<()>>, engine: &Engine, ending: &mut Ending) -> Result<()> {
    let ticking = engine.run(std::future::pending());
    tokio::select! {
        // While nobody is told to end, a connection that ends cannot go on.
        ended = connections.join_next() => match ended {
            Some(Ok(outcome)) => outcome,
            Some(Err(_)) | None => anyhow::bail!("a defect ended a connection; its place in the code is in the log"),
        },
        stopped = ticking => stopped.map_err(Into::into),
        () = ending.asked() => Ok(()),
    }
}

/// A platform, before it is connected to.
struct Place {
    /// The name under which the engine knows it.
    name: &'static str,
    /// What people are told that carries their messages.
    shown: &'static str,
    /// What is listened to there.
    listens_to: &'static str,
    /// How many threads it needs besides the one there is.
    threads: usize,
    courier: Arc<dyn Courier>,
    talk: Box<dyn FnOnce(Engine, Listening, watch::Receiver<bool>) -> Talk>,
}

/// Talks there until it is over.
type Talk = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// Where it talks: one place at least.
struct Talking(Vec<Place>);

impl Talking {
    fn of(config: &Config, folder: &Path, words: &Arc<Words>) -> Result<Self, Trouble> {
        let discord = discord::place(config, words)?;
        let matrix = matrix::place(folder, config, words)?;
        let places: Vec<Place> = discord.into_iter().chain(matrix).collect();
        if places.is_empty() { Err(nowhere()) } else { Ok(Self(places)) }
    }

    fn threads(&self) -> usize {
        ONE + self.0.iter().map(|place| place.threads).sum::<usize>()
    }

    fn platforms(&self) -> HashMap<String, Platform> {
        let platform = |place: &Place| {
            let (shown, courier) = (place.shown.into(), Arc::clone(&place.courier));
            (place.name.to_owned(), Platform { shown, courier, limited: true })
        };
        self.0.iter().map(platform).collect()
    }

    /// Connects to each by itself: where one cannot be reached, the others go on.
    fn connect(self, engine: &Engine, over: &watch::Receiver<bool>) -> (JoinSet<Result<()>>, Vec<Box<dyn Check>>) {
        let (mut connections, mut checks) = (JoinSet::new(), Vec::<Box<dyn Check>>::new());
        for place in self.0 {
            let listening = Listening::to(place.name, place.listens_to);
            checks.push(Box::new(listening.clone()));
            connections.spawn((place.talk)(engine.clone(), listening, over.clone()));
        }
        (connections, checks)
    }
}

/// Makes the files of somebody who wants all that is kept of them.
fn copies(shown: &'static str, words: &Arc<Words>, config: &Config) -> afterword_discord::Copies {
    let (words, settings) = (Arc::clone(words), config.conversations.clone());
    Arc::new(move |journal: &[Entry]| {
        let files = export::files(shown, journal, &words, &settings);
        // What went wrong is told by its kind: the journal is private.
        files.inspect_err(|_| tracing::error!("a journal cannot be put into words: a defect")).ok()
    })
}

/// A platform that is talked on.
trait Connection: Send {
    /// How it is, for whoever looks after it.
    fn pulse(&self) -> Pulse;

    /// Waits until it can be used no more, and says why.
    fn ended(&mut self) -> impl Future<Output = String> + Send;

    /// Hears nothing any more, and sees through what was heard.
    fn close(self) -> impl Future<Output = ()> + Send;
}

/// Connects to a platform, and talks there until it is over.
async fn talk_on(
    connecting: impl Future<Output = Result<impl Connection, Trouble>>,
    listening: Listening,
    mut over: watch::Receiver<bool>,
) -> Result<()> {
    let mut connected = tokio::select! {
        connected = connecting => connected?,
        () = told_to_end(&mut over) => return Ok(()),
    };
    listening.begun(connected.pulse());
    let outcome = tokio::select! {
        ended = connected.ended() => Err(Trouble::new(Code::Config, ended).into()),
        () = told_to_end(&mut over) => Ok(()),
    };
    connected.close().await;
    outcome
}

/// Waits until everything is to end.
async fn told_to_end(over: &mut watch::Receiver<bool>) {
    // A sender that went away without a word ends it too.
    drop(over.wait_for(|over| *over).await);
}

/// No platform is configured.
fn nowhere() -> Trouble {
    Trouble::new(
        Code::Config,
        "there is nowhere to talk\n  expected: the token of a Discord bot, in discord.token_file or discord.token; or an account on Matrix, in matrix.homeserver and matrix.user\n  to do:    docs/discord.md and docs/matrix.md show where to get one; to talk in this terminal, `afterword chat`",
    )
}
