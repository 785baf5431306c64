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

/// What does not wait takes microseconds, so one thread does all of it: two would wake each other
/// up at every step, which takes longer than the steps.
const ONE: usize = 1;
/// So much waits at the same time for reading the disk, for the address of a name or for a line at
/// the terminal; what is more waits for its turn. Each has a thread, with a stack and a stock of
/// memory of its own. Commits have one to themselves.
const WAITING: usize = 6;

/// Runs what an engine needs to run in.
fn block_on<T>(task: impl Future<Output = Result<T>>) -> Result<T> {
    block_on_threads(ONE, task)
}

/// The same in so many threads, besides those that wait.
fn block_on_threads<T>(threads: usize, task: impl Future<Output = Result<T>>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .max_blocking_threads(WAITING)
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
