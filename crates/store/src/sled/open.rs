//! Opening sled, which can be locked, can fail, and after abrupt stops can panic.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::aside::{self, Aside};
use super::layout::Trees;
use super::quiet::quietly;
use super::room::no_room;
use super::{Durability, SledOptions, folder, mark, settings};
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
    let files = folder::prepare(folder, options, disk)?;
    let disk_says = |error: io::Error| at_opening(folder, options, disk, &error);
    let promised = mark::outside(folder).map_err(disk_says)?.unwrap_or(0);
    let lost = |why| does_not_open(folder, &aside::keep(folder, &files, options.reserve_bytes, disk), why);
    if promised > 0
        && let Some(why) = mark::missing(&files)
    {
        return Err(lost(why));
    }
    if promised == 0 {
        settings::remove_torn(&files).map_err(disk_says)?;
    }
    let (db, trees) = open_sled(folder, &files, options, disk)?;
    let times = mark::inside(&db).map_err(|error| lost(error.to_string()))?;
    if let Some(why) = mark::behind(times, promised) {
        return Err(lost(why));
    }
    let durable = || {
        // On a full disk it is only read, and then there is nothing to promise.
        let marks = disk.free_bytes(folder)? >= options.reserve_bytes;
        if marks {
            mark::count(&db, times.saturating_add(1))?;
        }
        let log = File::open(files.join("db"))?;
        // A killed predecessor may have left writes that were never synced; what
        // is read from here on must not vanish again.
        disk.flush(&db)?;
        disk.sync_data(&log)?;
        settings::sync(&files)?;
        disk.sync_folder(&files)?;
        disk.sync_folder(folder)?;
        if marks {
            mark::note(folder, times.saturating_add(1), disk)?;
        }
        Ok(log)
    };
    let log = durable().map_err(disk_says)?;
    Ok((db, trees, log))
}

/// Why sled did not open.
enum Closed {
    /// Something in the way, which says what to do.
    Blocked(Error),
    /// Something is wrong with the files.
    Damaged(String),
}

fn open_sled(
    folder: &Path,
    files: &Path,
    options: &SledOptions,
    disk: &dyn Durability,
) -> Result<(::sled::Db, Trees), Error> {
    let config =
        ::sled::Config::new().path(files).cache_capacity(options.cache_bytes).flush_every_ms(Some(FLUSH_EVERY_MS));
    let open = || {
        open_unlocked(&config).map_err(|error| match error {
            Failed::Locked => Closed::Blocked(Error::Locked { folder: folder.display().to_string() }),
            Failed::Disk(error) => Closed::Blocked(at_opening(folder, options, disk, &error)),
            Failed::Damaged(why) => Closed::Damaged(why),
        })
    };
    let why = match open() {
        Ok(opened) => return Ok(opened),
        Err(Closed::Blocked(error)) => return Err(error),
        Err(Closed::Damaged(why)) => why,
    };
    let aside = aside::keep(folder, files, options.reserve_bytes, disk);
    let closed = |why| does_not_open(folder, &aside, why);
    let renamed = set_snapshots_aside(files, matches!(aside, Aside::Made(_)))
        .map_err(|error| closed(format!("{why}, and its snapshot cannot be set aside ({error})")))?;
    if renamed.is_empty() {
        return Err(closed(why));
    }
    let failed = match open() {
        Ok((db, trees)) => match trees.read_through() {
            Ok(rows) => {
                tracing::warn!(rows, "the store was opened without its snapshot, and every row of it can be read");
                return Ok((db, trees));
            }
            Err(failed) => format!("{why}; without its snapshot it opens, but {failed}"),
        },
        // A panic may have left the lock behind; then the first error says more.
        Err(Closed::Blocked(Error::Locked { .. })) => why,
        Err(Closed::Blocked(error)) => format!("{why}; without its snapshot: {error}"),
        Err(Closed::Damaged(second)) => format!("{why}; without its snapshot: {second}"),
    };
    // It is left as it was found: whoever repairs it may need them.
    for (was, is) in &renamed {
        fs::rename(is, was).map_err(|error| closed(format!("{failed}; {} stays renamed ({error})", is.display())))?;
    }
    Err(closed(failed))
}

enum Failed {
    Locked,
    Disk(io::Error),
    Damaged(String),
}

fn open_unlocked(config: &::sled::Config) -> Result<(::sled::Db, Trees), Failed> {
    let mut tries = 1;
    loop {
        let opened = quietly(|| {
            let db = config.open()?;
            let trees = Trees::open(&db)?;
            let undone = trees.catch_up()?;
            let shortened = trees.shorten_heard()?;
            Ok((db, trees, undone, shortened))
        });
        match opened {
            Ok(Ok((db, trees, Some(rows), shortened))) => {
                if rows > 0 {
                    tracing::info!(rows, "the last commit was durable, and is done now");
                }
                if shortened > 0 {
                    tracing::info!(rows = shortened, "events that an older version noted are kept shorter now");
                }
                return Ok((db, trees));
            }
            Ok(Ok((_, _, None, _))) => return Err(Failed::Damaged("its last commit makes no sense".to_owned())),
            Ok(Err(error)) if is_lock(&error) => {
                if tries == LOCK_TRIES {
                    return Err(Failed::Locked);
                }
                tries += 1;
                thread::sleep(LOCK_PAUSE);
            }
            Ok(Err(::sled::Error::Io(error))) if !is_damage(&error) => return Err(Failed::Disk(error)),
            Ok(Err(error)) => return Err(Failed::Damaged(error.to_string())),
            Err(_panic) => return Err(Failed::Damaged("sled stopped while reading it".to_owned())),
        }
    }
}

/// Renames snapshots, so that sled reads its log instead. Returns the old and
/// the new names.
///
/// One that sled was killed over while writing goes first: it takes such a file
/// for its newest snapshot and gives up. The one before is removed only once
/// the new one is whole, so nothing is lost without it. Whole ones go only
/// where `all_kept`: without them, sled may write over what it cannot read.
fn set_snapshots_aside(files: &Path, all_kept: bool) -> io::Result<Vec<(PathBuf, PathBuf)>> {
    let mut snapshots = Vec::new();
    for file in fs::read_dir(files)? {
        let name = file?.file_name();
        snapshots.extend(name.to_str().filter(|name| name.starts_with("snap.")).map(str::to_owned));
    }
    let unfinished = snapshots.iter().any(|name| name.ends_with(".generating"));
    snapshots.retain(|name| if unfinished { name.ends_with(".generating") } else { all_kept });
    let mut renamed = Vec::new();
    for name in snapshots {
        let (was, is) = (files.join(&name), files.join(format!("unfinished.{name}")));
        fs::rename(&was, &is)?;
        tracing::warn!(name, "a snapshot of sled was set aside");
        renamed.push((was, is));
    }
    Ok(renamed)
}

/// sled reports a lock held by another as an error of no particular kind.
fn is_lock(error: &::sled::Error) -> bool {
    matches!(error, ::sled::Error::Io(error) if error.to_string().contains("could not acquire lock"))
}

/// Whether the files are at fault, and not the disk or who may use it.
fn is_damage(error: &io::Error) -> bool {
    error.raw_os_error().is_none()
        || matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory)
}

/// An error of the disk, in terms of the folder that was asked for.
fn at_opening(folder: &Path, options: &SledOptions, disk: &dyn Durability, error: &io::Error) -> Error {
    match (error.kind(), disk.free_bytes(folder)) {
        (io::ErrorKind::StorageFull, Ok(free)) => no_room(folder, free, options.reserve_bytes),
        _ => folder::translate(folder, error),
    }
}

fn does_not_open(folder: &Path, aside: &Aside, why: String) -> Error {
    let why = match aside {
        Aside::No(no_copy) => format!("{why}; {no_copy}"),
        Aside::Before(_) => format!("{why}; two copies are there from before, so none was added"),
        Aside::Made(_) => why,
    };
    Error::DoesNotOpen { folder: folder.display().to_string(), why, aside: aside.path().map(Path::to_owned) }
}
