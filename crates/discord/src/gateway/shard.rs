//! One connection, and the watchdog that keeps it from falling silent unnoticed.
//!
//! Discord asks for a heartbeat every 41 s, so a connection that died without a word would
//! be noticed that late. Here a heartbeat goes out whenever nothing was heard for five
//! seconds (12 a minute of the 120 that are allowed, `topics/gateway.mdx`), and where nothing
//! comes back, the session is resumed over a new connection.

use super::{
    Beat, Ended,
    payload::{self, Meaning},
};
use crate::dispatch::{Dispatcher, Part};
use futures_util::StreamExt as _;
use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_util::sync::CancellationToken;
use twilight_gateway::{
    CloseFrame, Config, ConfigBuilder, Message, Shard, ShardId, ShardState, error::ReceiveMessageErrorType,
    queue::InMemoryQueue,
};

/// After so long a silence we ask whether Discord is there …
const ASK: Duration = Duration::from_secs(5);
/// … and after this one, the connection is given up.
const SILENT: Duration = Duration::from_secs(10);
/// A connection may take so long to become a session; identifying waits for its turn.
const BEGINS: Duration = Duration::from_secs(60);
/// The longest pause between two tries to connect; twilight's own grow to minutes.
const LONGEST_PAUSE: Duration = Duration::from_secs(8);
const MOST_TRIES: u8 = 4;
/// How long saying goodbye may take.
const GOODBYE: Duration = Duration::from_millis(300);

/// Where a shard leaves its mark that it heard something.
pub(super) struct Heart {
    pub(super) beat: Arc<Beat>,
    pub(super) began: Instant,
}

/// A shard and its watchdog.
pub(super) struct Watched {
    shard: Shard<InMemoryQueue>,
    config: Config<InMemoryQueue>,
    heart: Heart,
    dispatcher: Dispatcher,
    stop: CancellationToken,
    heard: Instant,
    asked: bool,
    close_code: Option<u16>,
}

impl Watched {
    pub(super) fn new(
        id: ShardId,
        config: Config<InMemoryQueue>,
        heart: Heart,
        dispatcher: Dispatcher,
        stop: CancellationToken,
    ) -> Self {
        let shard = Shard::with_config(id, config.clone());
        Self { shard, config, heart, dispatcher, stop, heard: Instant::now(), asked: false, close_code: None }
    }

    /// Listens until told to stop (`None`), or until it is no use any more.
    pub(super) async fn run(mut self) -> Option<Ended> {
        loop {
            let alarm = self.heard + self.patience();
            let item = tokio::select! {
                biased;
                () = self.stop.cancelled() => {
                    self.say_goodbye().await;
                    return None;
                }
                item = self.shard.next() => item,
                () = sleep_until(alarm) => {
                    self.silence();
                    continue;
                }
            };
            match item {
                Some(Ok(Message::Text(json))) => self.hears(&json),
                Some(Ok(Message::Close(frame))) => self.closed(frame.map(|frame| frame.code)),
                Some(Err(error)) => match error.kind() {
                    // Not quoted: its display holds the payload.
                    ReceiveMessageErrorType::Deserializing { .. } => unreadable("none"),
                    _ => self.not_connected().await,
                },
                None => return Some(self.ended()),
            }
        }
    }

    /// How long it may be silent from what was heard last.
    fn patience(&self) -> Duration {
        match self.shard.state() {
            ShardState::Active | ShardState::Resuming if self.asked => SILENT,
            ShardState::Active | ShardState::Resuming => ASK,
            _ => BEGINS,
        }
    }

    fn hears(&mut self, json: &str) {
        self.heard = Instant::now();
        self.asked = false;
        let since = self.heart.began.elapsed().as_millis();
        self.heart.beat.heard_ms.store(u64::try_from(since).unwrap_or(u64::MAX), Ordering::Relaxed);
        match payload::read(json) {
            Meaning::Interaction(interaction) => self.dispatcher.interaction(*interaction),
            Meaning::Message(message) => self.dispatcher.message(*message),
            Meaning::Left(server) => self.dispatcher.left(server),
            Meaning::Ready(servers) => {
                self.begins("a session began");
                if let Some(servers) = servers {
                    let id = self.shard.id();
                    let part = Part { number: u64::from(id.number()), total: u64::from(id.total()) };
                    self.dispatcher.is_in(part, servers);
                }
            }
            Meaning::Here(server) => self.dispatcher.is_here(server),
            Meaning::Resumed => self.begins("the session goes on"),
            Meaning::Unreadable(event) => unreadable(event),
            Meaning::Other => {}
        }
    }

    fn begins(&self, how: &'static str) {
        self.heart.beat.active.store(true, Ordering::Relaxed);
        tracing::info!(shard = self.shard.id().number(), "Discord’s gateway listens: {how}");
    }

    /// Nothing was heard for as long as patience goes.
    fn silence(&mut self) {
        if self.shard.state().is_identified() && !self.asked {
            self.asked = true;
            let sequence = self.shard.session().map(|session| session.sequence());
            self.shard.send(serde_json::json!({ "op": 1, "d": sequence }).to_string());
            return;
        }
        self.restart("silent");
    }

    /// A new connection, which takes the session up where it was.
    fn restart(&mut self, why: &'static str) {
        self.interrupted(why);
        let mut config = ConfigBuilder::from(self.config.clone());
        if let Some(session) = self.shard.session() {
            config = config.session(session.clone());
            if let Some(url) = self.shard.resume_url() {
                config = config.resume_url(url.to_owned());
            }
        }
        self.shard = Shard::with_config(self.shard.id(), config.build());
        self.heard = Instant::now();
        self.asked = false;
    }

    fn closed(&mut self, code: Option<u16>) {
        self.close_code = code;
        tracing::info!(shard = self.shard.id().number(), code, "Discord’s gateway closed the connection");
        self.interrupted("closed");
    }

    async fn not_connected(&mut self) {
        tracing::warn!(shard = self.shard.id().number(), "Discord’s gateway cannot be reached; it is tried again");
        let tries = match self.shard.state() {
            ShardState::Disconnected { reconnect_attempts } => reconnect_attempts,
            _ => 0,
        };
        if tries >= MOST_TRIES {
            // A new one counts from the beginning.
            tokio::select! {
                () = sleep(LONGEST_PAUSE) => self.restart("unreachable"),
                () = self.stop.cancelled() => {}
            }
        }
    }

    fn interrupted(&mut self, why: &'static str) {
        self.heard = Instant::now();
        self.asked = false;
        self.heart.beat.active.store(false, Ordering::Relaxed);
        metrics::counter!("afterword_gateway_restarts_total", "why" => why).increment(1);
        if why == "silent" {
            tracing::warn!(shard = self.shard.id().number(), "Discord’s gateway fell silent; connecting anew");
        }
    }

    /// What twilight does not reconnect after.
    fn ended(&self) -> Ended {
        match self.close_code {
            Some(4004) => Ended::Token,
            Some(code @ (4013 | 4014)) => Ended::Intents { code },
            code => Ended::Closed { code: code.unwrap_or(0) },
        }
    }

    async fn say_goodbye(mut self) {
        self.shard.close(CloseFrame::NORMAL);
        let closed = async {
            while let Some(item) = self.shard.next().await {
                if matches!(item, Ok(Message::Close(_)) | Err(_)) {
                    break;
                }
            }
        };
        if timeout(GOODBYE, closed).await.is_err() {
            tracing::debug!("Discord’s gateway did not say goodbye");
        }
    }
}

fn unreadable(event: &'static str) {
    metrics::counter!("afterword_gateway_unreadable_total", "event" => event).increment(1);
    tracing::warn!(event, "a payload of Discord’s gateway cannot be read");
}
