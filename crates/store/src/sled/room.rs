//! Room on the disk: commits are refused before sled meets a full one.
//!
//! A write that fails ends an open sled for good, also once there is room
//! again. So some of the disk is never used, and what is refused costs nothing.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Durability, io};
use crate::{Error, Write};

/// What is kept free on the disk of a data folder.
pub(super) struct Room {
    folder: PathBuf,
    reserve: u64,
    /// Whether there was too little when last looked at; told once, not for every commit.
    short: AtomicBool,
}

impl Room {
    pub(super) fn new(folder: &Path, reserve: u64) -> Self {
        Self { folder: folder.to_owned(), reserve, short: AtomicBool::new(false) }
    }

    /// Refuses `writes` where less is free than they have to leave.
    pub(super) fn check(&self, disk: &dyn Durability, writes: &[Write]) -> Result<(), Error> {
        let free = disk.free_bytes(&self.folder).map_err(io)?;
        let needed = if writes.iter().all(lightens) { self.reserve / 4 } else { self.reserve };
        self.tell(free);
        if free < needed {
            return Err(no_room(&self.folder, free, needed));
        }
        Ok(())
    }

    fn tell(&self, free: u64) {
        if free < self.reserve {
            if !self.short.swap(true, Ordering::SeqCst) {
                let refused = no_room(&self.folder, free, self.reserve);
                tracing::error!("{refused}; until then nothing new is taken");
            }
            // A disk that wavers at the border is not told of at every turn.
        } else if free - self.reserve >= self.reserve / 8 && self.short.swap(false, Ordering::SeqCst) {
            tracing::warn!(folder = %self.folder.display(), "there is room on the disk again, and turns are taken");
        }
    }
}

/// The refusal, with its numbers.
pub(super) fn no_room(folder: &Path, free: u64, needed: u64) -> Error {
    Error::NoRoom { folder: folder.display().to_string(), free, needed }
}

/// Writes that give something up, or that end what would be done again and
/// again without them, may use most of the reserve.
fn lightens(write: &Write) -> bool {
    matches!(write, Write::Erase { .. } | Write::Delivered(_) | Write::Retry { .. })
}
