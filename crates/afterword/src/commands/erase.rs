//! `afterword erase`: one person, and the key to everything about them.

use super::{block_on, nobody, print};
use crate::{
    cli::Erase,
    config::Config,
    exit::{Code, Trouble},
    folder, wiring,
};
use afterword_console::PLATFORM;
use afterword_engine::MovableClock;
use anyhow::Result;
use std::{
    io::{self, IsTerminal as _},
    sync::Arc,
};

pub(crate) fn run(erase: Erase, config: &Config) -> Result<()> {
    let folder = folder::existing(erase.whose.data, config)?;
    let name = erase.whose.name;
    if !erase.yes && !confirmed(&name)? {
        return print("Nothing was erased.\n");
    }
    let erased = block_on(async {
        let engine =
            wiring::start(&folder, config, wiring::words()?, Arc::new(MovableClock::default()), None, false).await?;
        Ok(engine.erase(PLATFORM, &name).await?)
    })?;
    if !erased {
        return Err(nobody(&name, &folder).into());
    }
    print(&format!(
        "Everything about \"{name}\" is gone from {}: the journal, what was waiting to be said, the\n\
         dates, and the key that opened them. What stays is an opaque mark that somebody was erased.\n\
         \n\
         Old disk blocks, and copies or backups made of this folder before now, may still hold sealed\n\
         bytes. Their key is gone from this folder, but a copy that includes its keys can still be\n\
         opened: delete such copies too. Exported files are yours to delete.\n",
        folder.display()
    ))
}

/// Asks for the name once more; only a terminal can answer.
fn confirmed(name: &str) -> Result<bool> {
    if !io::stdin().is_terminal() {
        let message = "erasing has to be confirmed\n  found:    standard input is not a terminal\n  expected: somebody who types the name again\n  to do:    run it in a terminal, or add --yes";
        return Err(Trouble::new(Code::Usage, message).into());
    }
    print(&format!("This erases everything about \"{name}\" for good. Type the name again to go on: "))?;
    let mut typed = String::new();
    io::stdin().read_line(&mut typed)?;
    Ok(typed.trim() == name)
}
