//! `afterword status`: how a data folder is, also while somebody talks.

use super::{block_on, keys, print};
use crate::{
    cli::Status,
    config::Config,
    control::{
        carry_out,
        operations::Reply,
        status::{self, COUNTED},
        upkeep::{self, Backup, Kept},
        wire::Request,
    },
    exit::{Code, Trouble},
    folder, said,
};
use anyhow::Result;
use indicatif::HumanBytes;
use std::fmt::Write as _;

pub(crate) fn run(status: Status, config: &Config) -> Result<()> {
    let folder = folder::existing(status.data, config)?;
    let reply = block_on(carry_out(&folder, config, Request::Status))?;
    let Reply::Status(found) = reply else { return Err(Trouble::another_answer().into()) };
    if status.json {
        return print(&format!("{}\n", serde_json::to_string(&found)?));
    }
    print(&told(&found)?)
}

fn told(found: &status::Status) -> Result<String> {
    let mut told = String::new();
    writeln!(told, "Data folder    {}", found.folder)?;
    match &found.running {
        Some(running) => {
            let since = running.since.strftime("%A %-d %B %Y, %H:%M:%S UTC");
            writeln!(told, "In use         by process {}, Afterword {}, since {since}", running.pid, running.version)?;
        }
        None => writeln!(told, "In use         by nobody just now")?,
    }
    writeln!(told, "People         {}", found.people)?;
    match found.waiting {
        COUNTED.. => writeln!(told, "Waiting        {COUNTED} messages or more")?,
        1 => writeln!(told, "Waiting        1 message")?,
        some => writeln!(told, "Waiting        {some} messages")?,
    }
    writeln!(told, "On the disk    {}", HumanBytes(found.disk_bytes))?;
    writeln!(told, "Free there     {}", HumanBytes(found.free_bytes))?;
    writeln!(told, "Store cache    up to {}", HumanBytes(found.cache_bytes))?;
    told.push_str(&backups(&found.kept)?);
    told.push_str(&keys::lines(&found.kept)?);
    if let Some(upkeep::WentWrong { at, why }) = &found.kept.trouble {
        writeln!(told, "Trouble        {}: {why}", said::moment(*at))?;
        writeln!(told, "               it is tried again an hour later, or at once with `afterword backup`")?;
    }
    Ok(told)
}

fn backups(kept: &Kept) -> Result<String> {
    let mut told = String::new();
    match &kept.backups.last {
        Some(Backup { made_at, file }) => {
            let age = said::about(kept.now.duration_since(*made_at));
            writeln!(told, "Last backup    {}, {age} ago", said::moment(*made_at))?;
            // It may have been moved away, or belong to the folder that this one was restored from.
            let there = if file.exists() { "" } else { " (not there any more)" };
            writeln!(told, "               {}{there}", file.display())?;
        }
        None => writeln!(told, "Last backup    none that is whole in {}", kept.backups.folder.display())?,
    }
    match kept.backups.next {
        None => writeln!(told, "Next backup    only when `afterword backup` asks for it")?,
        Some(next) if next <= kept.now => writeln!(told, "Next backup    due: as soon as Afterword runs")?,
        Some(next) => writeln!(told, "Next backup    {}, while Afterword runs", said::moment(next))?,
    }
    Ok(told)
}

impl Trouble {
    /// An answer to another question: a defect, of one side or the other.
    pub(crate) fn another_answer() -> Self {
        Self::new(
            Code::Unexpected,
            "the answer belongs to something else than what was asked\n  to do:    end the Afterword that has this folder open and start it again, then try once more",
        )
    }
}
