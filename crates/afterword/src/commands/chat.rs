//! `afterword chat`: the conversation in this terminal.

use super::{block_on, export};
use crate::{
    cli::Chat,
    config::Config,
    control::{Control, operations::Owner},
    ending::{AsFound, Ending},
    folder,
    keeping::Keeping,
    progress::Bar,
    wiring::{self, Start},
};
use afterword_console::Console;
use afterword_engine::{Clock as _, SystemClock};
use anyhow::{Context as _, Result};
use std::sync::Arc;

pub(crate) fn run(chat: Chat, config: &Config) -> Result<()> {
    let folder = folder::choose(chat.whose.data, config)?;
    let words = wiring::words()?;
    let console = Console::open(words.clone(), &chat.whose.name).context("no randomness to name events with")?;
    let copies = export::Copies::of(&chat.whose.name, &folder, &words, &config.conversations);
    let copies = Arc::new(copies);
    let calendars = Arc::clone(&copies);
    let console = console
        .handing_over(move |journal| copies.write(journal))
        .keeping_calendars(move |bytes| calendars.write_calendar(bytes));
    let terminal = AsFound::now();
    block_on(async {
        let mut ending = Ending::listen().context("signals cannot be listened to")?;
        let start = Start {
            folder: &folder,
            config,
            words,
            clock: wiring::clock(chat.clock),
            platforms: wiring::terminal(console.courier()),
            accept_clock: chat.accept_clock,
        };
        let bar = Bar::start("Opening");
        let opened = wiring::start(start).await?;
        drop(bar); // the page comes where it was
        let engine = opened.engine.clone();
        let owner = Owner::new(opened, &folder, config, Some(SystemClock.now()));
        // A talk is worth more than looking after it from outside, so it goes on without.
        let control = Control::serve(&folder, owner)
            .inspect_err(|error| tracing::warn!(%error, "no control socket: other commands have to wait for this one"))
            .ok();
        let keeping = Keeping::start(engine.clone());
        let talked = tokio::select! {
            talked = console.talk(engine.clone(), &config.conversations) => talked,
            () = ending.asked() => {
                terminal.restore();
                Ok(())
            }
        };
        let settled = async {
            if talked.is_ok() {
                engine.settled().await;
            }
            if let Some(control) = control {
                control.close().await;
            }
            keeping.end().await;
        };
        tokio::select! {
            () = settled => {}
            // Asked once more: what is acknowledged is durable already.
            () = ending.asked() => {}
        }
        Ok(talked?)
    })
}
