//! `afterword keys`: how the master keys are, and replacing them.

use super::{backup, block_on, print};
use crate::{
    cli::{ChangeKeys, Keys},
    config::Config,
    control::{
        carry_out,
        operations::Reply,
        upkeep::{Kept, Retired, Rotated, key_file},
        wire::Request,
    },
    exit::Trouble,
    folder, said,
};
use anyhow::Result;
use jiff::Timestamp;
use std::fmt::Write as _;

pub(crate) fn run(keys: Keys, config: &Config) -> Result<()> {
    let Some(ChangeKeys::Rotate { data }) = keys.change else {
        let folder = folder::existing(keys.data, config)?;
        let Reply::Keys(kept) = block_on(carry_out(&folder, config, Request::Keys))? else {
            return Err(Trouble::another_answer().into());
        };
        return print(&told(&kept)?);
    };
    let folder = folder::existing(data, config)?;
    let Reply::Rotated(rotated) = block_on(carry_out(&folder, config, Request::RotateKeys))? else {
        return Err(Trouble::another_answer().into());
    };
    print(&replaced(&rotated)?)
}

fn replaced(rotated: &Rotated) -> Result<String> {
    let mut told = String::new();
    let Rotated { epoch, people, old_destroyed_after, backup } = rotated;
    writeln!(
        told,
        "There is a new master key, {}. The keys of {} are sealed",
        said::path(&backup.opened_by.file),
        said::people(*people)
    )?;
    writeln!(told, "under it now. Keep a copy of that file elsewhere: the backups from now on need it.\n")?;
    if backup.opened_by.operator {
        writeln!(
            told,
            "Keep the files before master-{epoch}.key for the older backups until {}, then delete\n\
             them and every copy.\n",
            said::day(*old_destroyed_after)
        )?;
    } else {
        writeln!(
            told,
            "The old one stays for the older backups, and is destroyed after {}.\n\
             Delete copies of it that are kept elsewhere then, too.\n",
            said::day(*old_destroyed_after)
        )?;
    }
    told.push_str(&backup::made(backup)?);
    Ok(told)
}

/// Everything about the keys.
fn told(kept: &Kept) -> Result<String> {
    let mut told = String::new();
    let whose = if kept.keys.operator { "the operator's" } else { "Afterword's own" };
    writeln!(told, "Folder         {} ({whose})", kept.keys.folder.display())?;
    told.push_str(&lines(kept)?);
    if kept.keys.operator && kept.keys.next < kept.now {
        let next = key_file(&kept.keys.folder, kept.keys.epoch.saturating_add(1));
        writeln!(told, "\n{}", renew(&said::path(&next)))?;
    }
    Ok(told)
}

/// What an operator does to renew the keys.
pub(super) fn renew(next: &str) -> String {
    format!(
        "To renew it: openssl rand -hex 32 > {next} && chmod 600 {next}\n\
         and then:    afterword keys rotate"
    )
}

/// The lines that `status` shows, too.
pub(super) fn lines(kept: &Kept) -> Result<String> {
    let (mut told, keys, now) = (String::new(), &kept.keys, kept.now);
    writeln!(told, "Master key     number {}, since {}", keys.epoch, said::moment(keys.since))?;
    if keys.unfinished {
        writeln!(told, "               a change of keys is under way; it goes on by itself while Afterword runs")?;
    }
    writeln!(told, "Next key       {}", due(keys.next, now, keys.operator))?;
    for Retired { epoch, file, destroyed_after } in &keys.retired {
        let goes = match (keys.operator, *destroyed_after < now) {
            (true, true) => format!("not needed any more: delete {}, and every copy", file.display()),
            (true, false) => format!("to be deleted by the operator after {}", said::day(*destroyed_after)),
            (false, true) => "destroyed as soon as Afterword runs".into(),
            (false, false) => format!("destroyed after {}", said::day(*destroyed_after)),
        };
        writeln!(told, "Old key        number {epoch}, {goes}")?;
    }
    Ok(told)
}

fn due(next: Timestamp, now: Timestamp, operator: bool) -> String {
    let late = now.duration_since(next);
    match (next < now, operator) {
        (false, true) => format!("to be made by the operator by {}", said::day(next)),
        (false, false) => format!("on {}, by itself while Afterword runs", said::day(next)),
        (true, true) => format!("late by {}: the operator has to make it", said::about(late)),
        (true, false) => format!("late by {}: it comes by itself as soon as Afterword runs", said::about(late)),
    }
}
