//! `afterword chat`: the conversation in this terminal.

use super::block_on;
use crate::{
    cli::Chat,
    config::Config,
    folder,
    wiring::{self, StoppedClock},
};
use afterword_console::Console;
use afterword_engine::{Clock, MovableClock};
use anyhow::{Context as _, Result};
use std::sync::Arc;

pub(crate) fn run(chat: Chat, config: &Config) -> Result<()> {
    let folder = folder::choose(chat.whose.data, config)?;
    let words = wiring::words()?;
    let clock: Arc<dyn Clock> = match chat.clock {
        Some(at) => Arc::new(StoppedClock::at(at)),
        None => Arc::new(MovableClock::default()),
    };
    let console = Console::open(words.clone(), &chat.whose.name).context("no randomness to name events with")?;
    block_on(async {
        let courier = Some(console.courier());
        let engine = wiring::start(&folder, config, words, clock, courier, chat.accept_clock).await?;
        Ok(console.talk(engine, &config.conversations).await?)
    })
}
