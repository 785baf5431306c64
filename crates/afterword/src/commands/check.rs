//! `afterword check`: what would be used, without starting anything.

use super::print;
use crate::{
    cli::Check,
    config::{Config, DEFAULTS},
    exit::{Code, Trouble},
    folder, wiring,
};
use anyhow::Result;
use std::{fmt::Write as _, fs, io, path::Path};

pub(crate) fn run(check: &Check, config: &Config) -> Result<()> {
    if check.defaults {
        return print(DEFAULTS);
    }
    wiring::words()?;
    let folder = folder::choose(check.data.clone(), config)?;
    let found = look(&folder)?;

    let settings = &config.conversations;
    let mut report = String::from("The configuration is fine, and so are the words.\n\n");
    writeln!(report, "Data folder    {} ({found})", folder.display())?;
    writeln!(report, "Store cache    {} MiB", config.cache_bytes / 1024 / 1024)?;
    writeln!(report, "Run by         {}", settings.operator)?;
    writeln!(report, "Time zone      {}, where people name none", settings.zone)?;
    let (from, until) = (settings.quiet_from.strftime("%H:%M"), settings.quiet_until.strftime("%H:%M"));
    writeln!(report, "Quiet hours    {from} to {until}")?;
    let format = if config.log.json { "JSON" } else { "text" };
    writeln!(report, "Logs           {}, as {format}, to standard error", config.log.level)?;
    match settings.resources.len() {
        0 => writeln!(
            report,
            "Help lines     none configured: people who struggle are pointed to a doctor, somebody they\n\
             \u{20}              trust and the emergency number. [conversations.resources] takes better ones."
        )?,
        some => writeln!(report, "Help lines     {some} configured")?,
    }
    print(&report)
}

/// What the folder looks like from outside.
fn look(folder: &Path) -> Result<&'static str, Trouble> {
    let mut files = match fs::read_dir(folder) {
        Ok(files) => files,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok("made on the first start"),
        Err(error) => {
            let message = format!("the data folder {} cannot be looked at: {error}", folder.display());
            return Err(Trouble::new(Code::NoPermission, message));
        }
    };
    if folder::is_ours(folder) {
        return Ok("there already; not opened");
    }
    if files.next().is_none() {
        return Ok("empty so far");
    }
    Err(Trouble::new(
        Code::BadData,
        format!(
            "{} holds something that is not Afterword's\n  expected: a data folder, an empty one, or none yet\n  to do:    name another folder with --data",
            folder.display()
        ),
    ))
}
