//! How the process is, for whoever watches over it: `/healthz`, `/readyz` and
//! `/metrics` over HTTP, on this machine unless the operator says otherwise.
//!
//! Numbers and fixed words only: nothing here knows who anybody is.

mod collected;
mod pages;
mod readings;
mod server;
mod watched;

use crate::exit::Trouble;
use afterword_engine::Engine;
use collected::Collected;
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    sync::watch,
    task::JoinHandle,
    time::{MissedTickBehavior, interval},
};
use watched::Watched;

/// How often what was recorded is put together, which keeps memory flat, and
/// what waits is looked at, which tells how long it has been waiting.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// A part of the process that can be well or not, by itself.
pub(crate) trait Check: Send + Sync + 'static {
    /// What it is called, in one word: a label of its metrics.
    fn name(&self) -> &'static str;

    /// Whether it works.
    ///
    /// # Errors
    /// What is wrong, as one line without anything private.
    fn healthy(&self) -> Result<(), String>;

    /// Whether it is connected and set up, so that people are served.
    ///
    /// # Errors
    /// What is missing yet, as one line without anything private.
    fn ready(&self) -> Result<(), String>;
}

/// The server that says how the process is, if there is to be one.
pub(crate) struct Health(Option<Open>);

struct Open {
    watched: Arc<Watched>,
    closing: watch::Sender<bool>,
    serving: JoinHandle<()>,
    looking: JoinHandle<()>,
}

impl Health {
    /// Listens at this address and answers that the process is starting; with
    /// `None`, nothing is collected or served. To be called before the engine is
    /// started, which finds out then whether its measures are collected.
    ///
    /// # Errors
    /// Where the address cannot be listened at: the process should not start.
    pub(crate) async fn open(listen: Option<SocketAddr>) -> Result<Self, Trouble> {
        let Some(listen) = listen else { return Ok(Self(None)) };
        let listener = server::bind(listen).await?;
        let collected = Collected::new();
        collected.install()?;
        Self::serving(listener, collected)
    }

    fn serving(listener: tokio::net::TcpListener, collected: Collected) -> Result<Self, Trouble> {
        let address = listener.local_addr().map_err(server::unusable)?;
        let watched = Arc::new(Watched::new(collected));
        let (closing, closes) = watch::channel(false);
        let serving = tokio::spawn(server::serve(listener, Arc::clone(&watched), closes.clone()));
        let looking = tokio::spawn(look_now_and_then(Arc::clone(&watched), closes));
        tracing::info!(%address, "health and metrics can be asked for");
        Ok(Self(Some(Open { watched, closing, serving, looking })))
    }

    /// From here on the answers are about this engine and these parts.
    pub(crate) fn watch(&self, engine: Engine, checks: Vec<Box<dyn Check>>) {
        if let Some(open) = &self.0 {
            open.watched.begin(engine, checks);
        }
    }

    /// From here on the process is not ready any more: it ends.
    pub(crate) fn stopping(&self) {
        if let Some(open) = &self.0 {
            open.watched.stopping();
        }
    }

    /// Finishes the answers under way, and listens no more.
    pub(crate) async fn close(self) {
        let Some(Open { closing, serving, looking, .. }) = self.0 else { return };
        closing.send_replace(true);
        if serving.await.is_err() || looking.await.is_err() {
            tracing::error!("a defect ended the server of health and metrics");
        }
    }
}

async fn look_now_and_then(watched: Arc<Watched>, mut closes: watch::Receiver<bool>) {
    let mut looks = interval(LOOK_EVERY);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = closed(&mut closes) => return,
            _ = looks.tick() => watched.look().await,
        }
    }
}

async fn closed(closes: &mut watch::Receiver<bool>) {
    // A sender that went away without a word ends it too.
    drop(closes.wait_for(|closing| *closing).await);
}

#[cfg(test)]
mod tests;
