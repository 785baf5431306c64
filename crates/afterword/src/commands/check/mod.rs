//! `afterword check`: what would be used, without starting anything.

mod discord;
mod findings;
#[cfg(feature = "matrix")]
mod matrix;
#[cfg(not(feature = "matrix"))]
#[path = "without_matrix.rs"]
mod matrix;

use super::{keys, print};
use crate::{
    cli::Check,
    config::{Config, DEFAULTS},
    exit::{Code, Trouble},
    folder, said, wiring,
};
use afterword_engine::{Clock as _, SystemClock};
use afterword_store::seal::Owner;
use anyhow::Result;
use std::{fmt::Write as _, fs, io, path::Path};

pub(crate) fn run(check: &Check, config: &Config) -> Result<()> {
    if check.defaults {
        return print(DEFAULTS);
    }
    if check.discord {
        return print(&discord::told(config)?);
    }
    let folder = folder::choose(check.data.clone(), config)?;
    if check.matrix {
        return print(&matrix::told(&folder, config)?);
    }
    wiring::words()?;
    let found = look(&folder)?;

    let settings = &config.conversations;
    let mut report = String::from("The configuration is fine, and so are the words.\n\n");
    writeln!(report, "Data folder    {} ({found})", folder.display())?;
    writeln!(report, "Store cache    {} MiB", config.cache_bytes / 1024 / 1024)?;
    writeln!(report, "Run by         {}", settings.operator)?;
    writeln!(report, "Time zone      {}, where people name none", settings.zone)?;
    let (from, until) = (settings.quiet_from.strftime("%H:%M"), settings.quiet_until.strftime("%H:%M"));
    writeln!(report, "Quiet hours    {from} to {until}")?;
    writeln!(report, "Backups        {}", backups_told(&folder, config)?)?;
    writeln!(report, "Master keys    {}", keys_told(&folder, config)?)?;
    writeln!(report, "Discord        {}", discord::configured(config)?)?;
    writeln!(report, "Matrix         {}", matrix::configured(config)?)?;
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
    let findings = findings::of(&folder, config, SystemClock.now())?;
    for note in findings.notes {
        writeln!(report, "\nNote: {note}")?;
    }
    for warning in findings.warnings {
        writeln!(report, "\nLook at this: {warning}")?;
    }
    print(&report)
}

fn backups_told(folder: &Path, config: &Config) -> Result<String, Trouble> {
    let every = match config.backup.every.as_hours() {
        0 => "only when asked for".to_owned(),
        1 => "every hour".to_owned(),
        hours => format!("every {hours} hours"),
    };
    let keep = said::several(config.backup.keep.as_hours() / 24, "day", "days");
    Ok(format!("{every}, kept for {keep}, in {}", folder::backups(folder, config)?.display()))
}

fn keys_told(folder: &Path, config: &Config) -> Result<String, Trouble> {
    let keys = folder::keys(folder, config)?;
    let days = said::several(config.keys.rotate.as_hours() / 24, "day", "days");
    let whose = match keys.owner {
        Owner::Program => format!("replaced by Afterword every {days}"),
        Owner::Operator => format!("the operator's, to be replaced every {days}"),
    };
    Ok(format!("{whose}, in {}", keys.path.display()))
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
