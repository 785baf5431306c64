//! A mark inside the store and outside of it, by which a store is noticed that
//! opens and has lost everything.
//!
//! sled takes an empty or a cut log for a new one. Each opening is counted in
//! the store, and once that is durable, in a file beside it. A store behind
//! its file is an older one, or none.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use super::Durability;

const TREE: &str = "opened";
const FILE: &str = "store.opened";
const NEW_FILE: &str = "store.opened.new";

/// The count outside; `None` where there is none yet, or none that can be read.
pub(super) fn outside(folder: &Path) -> io::Result<Option<u64>> {
    match fs::read_to_string(folder.join(FILE)) {
        Ok(text) => Ok(text.trim().parse().ok()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// What is wrong with a store that cannot be what its mark promises, seen
/// before sled touches it.
pub(super) fn missing(files: &Path) -> Option<String> {
    match fs::metadata(files.join("db")) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Some("its file db is gone".to_owned()),
        Ok(found) if found.len() == 0 => Some("its file db is empty".to_owned()),
        _ => None,
    }
}

/// What is wrong with a store that is behind its mark outside.
pub(super) fn behind(inside: u64, outside: u64) -> Option<String> {
    (inside < outside).then(|| {
        format!(
            "what is in it is older than it was, or gone: by its own count it was opened {inside} times, by the file \
             {FILE} {outside} times"
        )
    })
}

/// The count inside.
pub(super) fn inside(db: &::sled::Db) -> ::sled::Result<u64> {
    let value = db.open_tree(TREE)?.get(TREE)?;
    Ok(value.and_then(|value| value.as_ref().try_into().ok()).map_or(0, u64::from_be_bytes))
}

/// Counts inside; durable with the next flush and sync.
pub(super) fn count(db: &::sled::Db, times: u64) -> ::sled::Result<()> {
    db.open_tree(TREE)?.insert(TREE, &times.to_be_bytes()).map(drop)
}

/// Writes the count beside the store, whole or not at all.
pub(super) fn note(folder: &Path, times: u64, disk: &dyn Durability) -> io::Result<()> {
    let new = folder.join(NEW_FILE);
    let mut file = File::create(&new)?;
    writeln!(file, "{times}")?;
    file.sync_all()?;
    fs::rename(&new, folder.join(FILE))?;
    disk.sync_folder(folder)
}
