//! The gateway: what Discord tells us comes in here, from one connection per shard.
//!
//! serenity's own gateway is not used. It keeps the stream of its `Shard` to itself, so a close
//! without a code leaves it deaf for some 41 s, and it identifies anew where it could resume,
//! which loses what was written meanwhile. twilight's resumes, and hands over the payloads
//! as they came.

mod payload;
mod shard;

use crate::{
    dispatch::Dispatcher,
    rest::{Error, Rest},
};
use shard::Watched;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{task::JoinSet, time::Instant};
use tokio_util::sync::CancellationToken;
use twilight_gateway::{ConfigBuilder, Intents, ShardId, queue::InMemoryQueue};

/// What is written to us in direct messages, and that we were sent away from a server;
/// interactions come by themselves. What stands in servers is not asked for, and message content
/// there is not seen.
const INTENTS: Intents = Intents::DIRECT_MESSAGES.union(Intents::GUILDS);
/// A shard that heard nothing for so long is not well, though its watchdog tries.
const STALE: Duration = Duration::from_secs(30);

/// Why the gateway cannot be used any more; the process has to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Ended {
    /// The token is not accepted (401, or 4004).
    #[error(
        "Discord does not accept the bot’s token any more\n  expected: the token of the application\n  to do:    reset it in the developer portal (Bot, Reset Token), put the new one into discord.token_file, and start again"
    )]
    Token,
    /// The intents are not allowed (4013, 4014).
    #[error(
        "Discord does not allow this bot what it asks for (close code {code})\n  expected: the intents GUILDS and DIRECT_MESSAGES, which need no approval\n  to do:    look at the application in the developer portal (Bot, Privileged Gateway Intents), and start again"
    )]
    Intents {
        /// The close code.
        code: u16,
    },
    /// Something else that is no use trying again (4010 to 4012).
    #[error(
        "Discord closed the gateway for good (close code {code})\n  to do: start again; if it stays, look for a newer version of Afterword"
    )]
    Closed {
        /// The close code.
        code: u16,
    },
}

/// How one shard is.
#[derive(Default)]
struct Beat {
    /// Milliseconds from the start of the gateway to when it last heard anything.
    heard_ms: AtomicU64,
    active: AtomicBool,
}

/// The connections to the gateway.
pub(crate) struct Gateway {
    began: Instant,
    beats: Vec<Arc<Beat>>,
    shards: JoinSet<Option<Ended>>,
    stop: CancellationToken,
}

impl Gateway {
    /// Connects as many shards as Discord recommends.
    pub(crate) async fn connect(rest: &Arc<Rest>, token: &str, dispatcher: &Dispatcher) -> Result<Self, Error> {
        let found = rest.gateway().await?;
        let limit = found.session_start_limit;
        let queue = InMemoryQueue::new(
            limit.max_concurrency.max(1),
            limit.remaining.min(limit.total),
            Duration::from_millis(limit.reset_after),
            limit.total,
        );
        let mut config = ConfigBuilder::new(token.to_owned(), INTENTS).queue(queue);
        if !rest.is_discord() {
            config = config.proxy_url(found.url.trim_end_matches('/').to_owned());
        }
        let config = config.build();
        let mut this =
            Self { began: Instant::now(), beats: Vec::new(), shards: JoinSet::new(), stop: CancellationToken::new() };
        let count = found.shards.max(1);
        tracing::info!(shards = count, "connecting to Discord’s gateway");
        for number in 0..count {
            let beat = Arc::new(Beat::default());
            this.beats.push(Arc::clone(&beat));
            let watched = Watched::new(
                ShardId::new(number, count),
                config.clone(),
                shard::Heart { beat, began: this.began },
                dispatcher.clone(),
                this.stop.clone(),
            );
            this.shards.spawn(watched.run());
        }
        Ok(this)
    }

    /// Waits until it cannot be used any more.
    pub(crate) async fn ended(&mut self) -> Ended {
        while let Some(shard) = self.shards.join_next().await {
            match shard {
                Ok(Some(ended)) => return ended,
                Ok(None) => {}
                Err(defect) => {
                    tracing::error!(panicked = defect.is_panic(), "a shard of the gateway ended: a defect");
                    return Ended::Closed { code: 0 };
                }
            }
        }
        std::future::pending().await
    }

    /// Says goodbye, so that Discord shows the bot as gone.
    pub(crate) async fn close(mut self) {
        self.stop.cancel();
        while self.shards.join_next().await.is_some() {}
    }

    /// How it is, for whoever looks after it.
    pub(crate) fn pulse(&self) -> Pulse {
        Pulse { began: self.began, beats: self.beats.clone() }
    }
}

/// How the gateway is.
#[derive(Clone)]
pub struct Pulse {
    began: Instant,
    beats: Vec<Arc<Beat>>,
}

impl Pulse {
    /// For how long the shard was silent that was so the longest.
    #[must_use]
    pub fn silence(&self) -> Duration {
        let now = self.began.elapsed();
        let heard = self.beats.iter().map(|beat| Duration::from_millis(beat.heard_ms.load(Ordering::Relaxed)));
        heard.map(|heard| now.saturating_sub(heard)).max().unwrap_or_default()
    }

    /// Whether all shards heard something lately.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.silence() < STALE
    }

    /// Whether all shards have a session.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.beats.iter().all(|beat| beat.active.load(Ordering::Relaxed))
    }
}
