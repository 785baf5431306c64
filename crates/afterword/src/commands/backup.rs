//! `afterword backup`: making one, and looking at those there are.

use super::{block_on, print};
use crate::{
    cli::{Backup, LookAtBackups},
    config::Config,
    control::{
        carry_out,
        operations::Reply,
        upkeep::{BackedUp, KeyFile},
        wire::Request,
    },
    exit::{Code, Trouble},
    folder,
    progress::{Bar, Progress, Step, relay},
    restoring::refused,
    said,
};
use afterword_store::{
    backup::{self, BackupError, Folder, Header, Keys, Summary},
    seal::KeysFolder,
};
use anyhow::Result;
use indicatif::HumanBytes;
use std::{
    fmt::Write as _,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};
use tokio::sync::watch;

pub(crate) fn run(backup: Backup, config: &Config) -> Result<()> {
    match backup.look {
        None => {
            let folder = folder::existing(backup.data, config)?;
            let Reply::BackedUp(done) = block_on(carry_out(&folder, config, Request::Backup))? else {
                return Err(Trouble::another_answer().into());
            };
            print(&made(&done)?)
        }
        Some(LookAtBackups::List { data }) => list(data, config),
        Some(LookAtBackups::Check { file, keys }) => check(&file, keys),
    }
}

/// What was made, and what is not in it.
pub(super) fn made(done: &BackedUp) -> Result<String> {
    let mut told = String::new();
    let entries = said::several(done.entries, "entry", "entries");
    writeln!(told, "Backup         {}", done.file.display())?;
    writeln!(
        told,
        "Holds          {} with {entries}, as of {}",
        said::people(done.people),
        said::moment(done.made_at)
    )?;
    writeln!(told, "Size           {}, read back and found whole", HumanBytes(done.bytes))?;
    for row in &done.unreadable {
        writeln!(told, "Not in it      {row}")?;
    }
    if !done.removed.is_empty() {
        writeln!(
            told,
            "Removed        {}, whose time was over",
            said::several(i128::try_from(done.removed.len())?, "older one", "older ones")
        )?;
    }
    told.push_str(&keep(&done.opened_by)?);
    Ok(told)
}

/// Which keys have to be kept for it.
fn keep(keys: &KeyFile) -> Result<String> {
    let whose = if keys.operator { "your" } else { "the" };
    let (files, have) = if keys.also.is_empty() { ("file", "has") } else { ("files", "have") };
    let mut told = format!("\nThe master keys are not in it. To restore it on another machine, {whose} {files}\n");
    for file in keys.also.iter().chain([&keys.file]) {
        writeln!(told, "  {}", said::path(file))?;
    }
    writeln!(told, "{have} to be kept somewhere else as well, apart from the backups.")?;
    if !keys.also.is_empty() {
        writeln!(
            told,
            "A change of keys is not finished, so this backup needs every one of them. It goes on\nby itself while Afterword runs; the backup after it needs the newest only."
        )?;
    }
    Ok(told)
}

fn list(data: Option<PathBuf>, config: &Config) -> Result<()> {
    let backups = folder::backups(&folder::choose(data, config)?, config)?;
    // Looking must not make the folder.
    let kept = match backups.is_dir() {
        true => Folder::open(&backups).and_then(|folder| folder.list()).map_err(|error| refused(&backups, error))?,
        false => Vec::new(),
    };
    if kept.is_empty() {
        return print(&format!("No backup is kept in {}.\n", backups.display()));
    }
    let mut told = String::new();
    for backup in kept {
        let made_at = said::instant(backup.made_at_ms);
        let size = fs::metadata(&backup.path).map_or_else(|_| "?".into(), |file| HumanBytes(file.len()).to_string());
        writeln!(told, "{}  {size:>12}  {}", made_at.strftime("%Y-%m-%d %H:%M:%S UTC"), backup.path.display())?;
    }
    print(&told)
}

fn check(file: &Path, keys: Option<PathBuf>) -> Result<()> {
    let checked = block_on(async {
        let bar = Bar::start("Reading the backup");
        Ok(read(file.to_owned(), keys.map(KeysFolder::operator), &bar.callback()).await?)
    })?;
    print(&found(file, &checked)?)?;
    if checked.opened.is_none_or(|summary| summary.is_whole()) {
        return Ok(());
    }
    let message = format!(
        "{} is not whole\n  found:    what is listed above\n  expected: that everything in it opens\n  to do:    take an older backup, or restore this one without them",
        file.display()
    );
    Err(Trouble::new(Code::BadData, message).into())
}

/// What was found in a backup.
struct Checked {
    header: Header,
    bytes: u64,
    /// Where there were keys.
    opened: Option<Summary>,
}

async fn read(file: PathBuf, keys: Option<KeysFolder>, progress: Progress<'_>) -> Result<Checked, Trouble> {
    relay(progress, async move |tell| {
        let read = tokio::task::spawn_blocking(move || {
            read_through(&file, keys.as_ref(), tell).map_err(|error| refused(&file, error))
        });
        read.await.unwrap_or_else(|_| Err(Trouble::new(Code::Unexpected, "a defect ended the check")))
    })
    .await
}

fn read_through(file: &Path, keys: Option<&KeysFolder>, tell: watch::Sender<Step>) -> Result<Checked, BackupError> {
    let failed = |error| BackupError::File { path: file.to_owned(), error };
    let bytes = fs::metadata(file).map_err(failed)?.len();
    let open = || {
        let file = File::open(file).map_err(failed)?;
        Ok::<_, BackupError>(Counted { file, done: 0, total: bytes, tell: &tell })
    };
    let header = backup::check(open()?)?;
    let opened = keys.map(|keys| backup::verify(open()?, Keys::Folder(keys))).transpose()?;
    Ok(Checked { header, bytes, opened })
}

/// A file that tells how much of it was read.
struct Counted<'a> {
    file: File,
    done: u64,
    total: u64,
    tell: &'a watch::Sender<Step>,
}

impl Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        self.done += u64::try_from(read).unwrap_or(0);
        self.tell.send_replace(Step { done: self.done, total: Some(self.total), unit: "bytes".into() });
        Ok(read)
    }
}

fn found(file: &Path, checked: &Checked) -> Result<String> {
    let mut told = String::new();
    writeln!(told, "Backup         {}, {}", file.display(), HumanBytes(checked.bytes))?;
    writeln!(told, "Made           {}", said::moment(said::instant(checked.header.made_at_ms)))?;
    writeln!(told, "Opens with     master-{}.key", checked.header.epoch)?;
    let Some(summary) = &checked.opened else {
        writeln!(told, "Whole          yes, by its checksums; --keys opens it, too")?;
        return Ok(told);
    };
    let entries = said::several(summary.counts.entries, "entry", "entries");
    writeln!(told, "Holds          {} with {entries}", said::people(summary.counts.keys))?;
    for row in &summary.unreadable {
        writeln!(told, "Not in it      {row}: it could not be read when the backup was made")?;
    }
    for who in &summary.damaged {
        writeln!(told, "Does not open  {}: {}", who.actor, who.why)?;
    }
    if summary.messages > 0 {
        writeln!(told, "Does not open  {}", said::several(summary.messages, "message", "messages"))?;
    }
    if summary.is_whole() {
        writeln!(told, "Whole          yes, and everything in it opens")?;
    }
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn while_a_change_of_keys_is_unfinished_every_key_file_is_named() {
        let keys = |also| KeyFile { file: "/k/master-3.key".into(), operator: false, also };
        let one = keep(&keys(Vec::new())).unwrap();
        assert!(one.contains("the file\n  /k/master-3.key\nhas to be kept") && !one.contains("not finished"), "{one}");
        let all = keep(&keys(vec!["/k/master-1.key".into(), "/k/master-2.key".into()])).unwrap();
        let files = "the files\n  /k/master-1.key\n  /k/master-2.key\n  /k/master-3.key\nhave to be kept";
        assert!(all.contains(files) && all.contains("A change of keys is not finished"), "{all}");
    }
}
