//! Looking after a data folder, whether or not somebody is using it.
//!
//! Whoever has the folder open (`chat`) answers at `<data>/control.sock`; a
//! command asks there first, and opens the folder itself only where nobody has.
//! What is asked for is done in one place either way: [`operations::perform`].
//!
//! To add an operation: a variant of [`wire::Request`] with its name in
//! [`wire::KNOWN`], one of [`operations::Reply`], and a function behind
//! [`operations::perform`].

mod client;
mod lines;
pub(crate) mod operations;
mod server;
mod socket;
pub(crate) mod status;
pub(crate) mod upkeep;
pub(crate) mod wire;

pub(crate) use server::Control;

use crate::{
    config::Config,
    exit::{Code, Trouble, code_of},
    progress::Bar,
    wiring::{self, Start},
};
use anyhow::Result;
use client::Asked;
use jiff::Timestamp;
use operations::{Owner, Reply, perform};
use std::{
    collections::HashMap,
    path::Path,
    time::{Duration, Instant},
};
use wire::Request;

/// How long a folder may be locked with nobody answering: its owner is just starting or ending.
const PATIENCE: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(50);

/// Has `request` carried out by whoever has the folder open, else opens it and does so here.
pub(crate) async fn carry_out(folder: &Path, config: &Config, request: Request) -> Result<Reply> {
    carry_out_at(folder, config, request, None).await
}

/// The same, with the clock stopped where nobody has the folder open.
pub(crate) async fn carry_out_at(
    folder: &Path,
    config: &Config,
    request: Request,
    stopped_at: Option<Timestamp>,
) -> Result<Reply> {
    let bar = Bar::start(request.title());
    let progress = bar.callback();
    let until = Instant::now() + PATIENCE;
    loop {
        match client::ask(folder, &request, &progress).await {
            Asked::Answered(answer) => return Ok(answer?),
            Asked::Nobody => {}
        }
        let clock = wiring::clock(stopped_at);
        let (words, platforms) = (wiring::words()?, HashMap::new());
        let start = Start { folder, config, words, clock, platforms, accept_clock: false };
        match wiring::start(start).await {
            Ok(opened) => {
                let owner = Owner::new(opened, folder, config, None);
                return Ok(perform(&owner, request, &progress).await?);
            }
            Err(error) if code_of(&error) == Code::InUse && Instant::now() < until => {
                tokio::time::sleep(PAUSE).await;
            }
            Err(error) => return Err(error),
        }
    }
}

/// As `error` is printed, with the code it ends the process with.
pub(crate) fn trouble(error: impl Into<anyhow::Error>) -> Trouble {
    let error = error.into();
    Trouble::new(code_of(&error), format!("{error:#}"))
}
