//! Opening sled, which can be locked, can fail, and after abrupt stops can panic.

use std::fs::{self, File};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::layout::Trees;
use super::{Durability, SledOptions, folder, io};
use crate::Error;

/// How often sled's background flusher writes, in milliseconds: sled's own default.
const FLUSH_EVERY_MS: u64 = 500;

/// How long to wait for a lock: a process that is just ending still holds it for a moment.
const LOCK_TRIES: u32 = 10;
const LOCK_PAUSE: Duration = Duration::from_millis(50);

/// Opens the data folder; what was found in it is durable afterwards.
pub(super) fn open(
    folder: &Path,
    options: &SledOptions,
    disk: &dyn Durability,
) -> Result<(::sled::Db, Trees, File), Error> {
    let files = folder::prepare(folder, options.allow_any_filesystem, disk)?;
    let (db, trees) = open_sled(folder, &files, options)?;
    let log = File::open(files.join("db")).map_err(|error| folder::translate(folder, &error))?;
    // A killed predecessor may have left writes that were never synced; what
    // is read from here on must not vanish again.
    disk.flush(&db).map_err(io)?;
    disk.sync_data(&log).map_err(io)?;
    sync_settings(&files).map_err(|error| folder::translate(folder, &error))?;
    disk.sync_folder(&files).map_err(io)?;
    disk.sync_folder(folder).map_err(io)?;
    Ok((db, trees, log))
}

/// sled writes its settings on the first start, and never syncs them.
fn sync_settings(files: &Path) -> std::io::Result<()> {
    File::open(files.join("conf"))?.sync_all()
}

fn open_sled(folder: &Path, files: &Path, options: &SledOptions) -> Result<(::sled::Db, Trees), Error> {
    let config =
        ::sled::Config::new().path(files).cache_capacity(options.cache_bytes).flush_every_ms(Some(FLUSH_EVERY_MS));
    let first = match open_unlocked(folder, &config) {
        Err(error @ Error::Io(_)) => error,
        done => return done,
    };
    if !set_aside_unfinished(files).map_err(|error| folder::translate(folder, &error))? {
        return Err(first);
    }
    // A panic may have left the lock behind; then the first error says more.
    open_unlocked(folder, &config).map_err(|second| match second {
        Error::Locked { .. } => first,
        other => other,
    })
}

fn open_unlocked(folder: &Path, config: &::sled::Config) -> Result<(::sled::Db, Trees), Error> {
    let mut tries = 1;
    loop {
        let opened = catch_unwind(AssertUnwindSafe(|| {
            let db = config.open()?;
            let trees = Trees::open(&db)?;
            Ok((db, trees))
        }));
        match opened {
            Ok(Ok(opened)) => return Ok(opened),
            Ok(Err(error)) if is_lock(&error) => {
                if tries == LOCK_TRIES {
                    return Err(Error::Locked { folder: folder.display().to_string() });
                }
                tries += 1;
                thread::sleep(LOCK_PAUSE);
            }
            Ok(Err(::sled::Error::Io(error))) => return Err(folder::translate(folder, &error)),
            Ok(Err(error)) => return Err(unreadable(folder, &error.to_string())),
            Err(_panic) => return Err(unreadable(folder, "sled stopped while reading it")),
        }
    }
}

/// Whether snapshots were found that sled was killed over while writing them.
///
/// sled takes such a file for its newest snapshot and gives up. The one before
/// is removed only once the new one is whole, so nothing is lost without it.
/// It is renamed, not deleted.
fn set_aside_unfinished(files: &Path) -> std::io::Result<bool> {
    let mut found = false;
    for file in fs::read_dir(files)? {
        let file = file?;
        let name = file.file_name();
        if let Some(name) = name.to_str()
            && name.starts_with("snap.")
            && name.ends_with(".generating")
        {
            tracing::warn!(name, "an unfinished snapshot of sled was set aside");
            fs::rename(file.path(), files.join(format!("unfinished.{name}")))?;
            found = true;
        }
    }
    Ok(found)
}

/// sled reports a lock held by another as an error of no particular kind.
fn is_lock(error: &::sled::Error) -> bool {
    matches!(error, ::sled::Error::Io(error) if error.to_string().contains("could not acquire lock"))
}

fn unreadable(folder: &Path, why: &str) -> Error {
    Error::Io(format!(
        "{}: the store in it does not open ({why}); it was left as it is: \
         keep a copy of the folder, then restore the newest backup into a new one",
        folder.display()
    ))
}
