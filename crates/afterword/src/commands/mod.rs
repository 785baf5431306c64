//! One command a file.

pub(crate) mod backup;
pub(crate) mod block;
pub(crate) mod chat;
pub(crate) mod check;
pub(crate) mod erase;
pub(crate) mod export;
pub(crate) mod graph;
pub(crate) mod import;
pub(crate) mod keys;
pub(crate) mod restore;
pub(crate) mod serve;
pub(crate) mod status;

use anyhow::{Context as _, Result};
use std::{future::Future, io::Write as _};

/// Runs what an engine needs to run in.
fn block_on<T>(task: impl Future<Output = Result<T>>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("no threads can be started")?;
    let outcome = runtime.block_on(task);
    // A thread that waits for a line is not waited for.
    runtime.shutdown_background();
    outcome
}

/// Writes to standard output what a command found.
fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}
