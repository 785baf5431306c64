//! What is watched over, and how far the process has come.

use super::{Check, collected::Collected, readings};
use afterword_engine::{Backlog, Engine, NotTaken};
use std::{
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::time::timeout;

/// How long the store may take over a small write and still be well.
const PATIENCE: Duration = Duration::from_secs(5);

/// The name of the check that every process has.
const STORE: &str = "store";

/// What is watched over.
pub(super) struct Watched {
    collected: Collected,
    parts: OnceLock<Parts>,
    stopping: AtomicBool,
}

struct Parts {
    engine: Engine,
    checks: Vec<Box<dyn Check>>,
}

/// What a check found.
pub(super) type Found = (&'static str, Result<(), String>);

impl Watched {
    /// A process that is starting.
    pub(super) fn new(collected: Collected) -> Self {
        readings::describe(&collected);
        Self { collected, parts: OnceLock::new(), stopping: AtomicBool::new(false) }
    }

    /// It has started with these.
    pub(super) fn begin(&self, engine: Engine, checks: Vec<Box<dyn Check>>) {
        if self.parts.set(Parts { engine, checks }).is_err() {
            tracing::error!("a process is watched over twice: a defect");
        }
    }

    /// It ends.
    pub(super) fn stopping(&self) {
        self.stopping.store(true, Ordering::SeqCst);
    }

    /// Whether each part works.
    pub(super) async fn healthy(&self) -> Vec<Found> {
        let Some(Parts { engine, checks }) = self.parts.get() else { return vec![starting()] };
        let mut found = vec![(STORE, writable(engine).await)];
        found.extend(checks.iter().map(|check| (check.name(), check.healthy())));
        found
    }

    /// Whether people are served.
    pub(super) fn ready(&self) -> Vec<Found> {
        let Some(Parts { checks, .. }) = self.parts.get() else { return vec![starting()] };
        if self.stopping.load(Ordering::SeqCst) {
            return vec![("afterword", Err("stopping".to_owned()))];
        }
        checks.iter().map(|check| (check.name(), check.ready())).collect()
    }

    /// Everything there is to know, in the text format of Prometheus.
    pub(super) async fn metrics(&self) -> String {
        if let Some(Parts { engine, .. }) = self.parts.get() {
            let (backlog, healthy) = (backlog(engine).await, self.healthy().await);
            let last_backup =
                engine.upkeep_status().last_backup.map(|(made_at, _)| engine.now().duration_since(made_at));
            self.collected.here(|| readings::record(backlog, last_backup, &healthy));
        }
        self.collected.here(readings::record_process);
        self.collected.render()
    }

    /// Looks at what waits, so that it is known since when, and keeps memory flat.
    pub(super) async fn look(&self) {
        if let Some(Parts { engine, .. }) = self.parts.get() {
            backlog(engine).await;
        }
        self.collected.put_together();
    }
}

fn starting() -> Found {
    ("afterword", Err("starting".to_owned()))
}

async fn backlog(engine: &Engine) -> Option<Backlog> {
    let backlog = engine.backlog().await;
    backlog.inspect_err(|why| tracing::debug!(%why, "what waits could not be counted")).ok()
}

async fn writable(engine: &Engine) -> Result<(), String> {
    match timeout(PATIENCE, engine.writable()).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(NotTaken::NoRoom)) => Err("the disk is almost full, and nothing new is taken".to_owned()),
        Ok(Err(why)) => Err(why.to_string()),
        Err(_elapsed) => Err(format!("a small write takes longer than {} s", PATIENCE.as_secs())),
    }
}
