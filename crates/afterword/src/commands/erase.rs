//! `afterword erase`: one person, and the key to everything about them.

use super::{block_on, print};
use crate::{
    cli::Erase,
    config::Config,
    control::{carry_out_at, operations::Reply, wire::Request},
    exit::{Code, Trouble},
    folder, said,
};
use anyhow::Result;
use std::io::{self, IsTerminal as _};

pub(crate) fn run(erase: Erase, config: &Config) -> Result<()> {
    let who = erase.of.who();
    let folder = folder::existing(erase.of.whose.data, config)?;
    let name = erase.of.whose.name;
    if !erase.yes && !confirmed(&name)? {
        return print("Nothing was erased.\n");
    }
    let reply = block_on(carry_out_at(&folder, config, Request::Erase(who), erase.clock))?;
    let Reply::Erased { forgotten_by, operator } = reply else { return Err(Trouble::another_answer().into()) };
    let day = said::day(forgotten_by);
    let old = if operator {
        format!(
            "Old backups and old disk blocks may still hold it, sealed. Opened by nobody after\n\
             {day}, if you renew the master key in time (`afterword keys` says when), and delete the\n\
             old one by then, with every copy."
        )
    } else {
        format!(
            "Old backups and old disk blocks may still hold it, sealed. Opened by nobody after\n\
             {day}, as soon as Afterword runs: it destroys the master key of today then. Copies of\n\
             that key which are kept elsewhere are to be deleted by then, too."
        )
    };
    print(&format!(
        "Everything about \"{name}\" is gone from {}: the journal, what was waiting to be said, the\n\
         dates, and the key that opened them. What stays is an opaque mark that somebody was erased.\n\
         \n\
         {old}\n\
         \n\
         Exported files are yours to delete.\n",
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
