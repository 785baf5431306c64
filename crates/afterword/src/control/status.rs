//! How a data folder is.

use super::{
    operations::Owner,
    trouble,
    upkeep::{self, Kept},
    wire::PROGRAM,
};
use crate::exit::{Code, Trouble};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{fs, io, os::unix::fs::MetadataExt as _, path::Path};

/// More messages than this are not counted one by one.
pub(crate) const COUNTED: usize = 10_000;

/// How a data folder is. Numbers only: nothing here is about anybody.
#[derive(Serialize, Deserialize)]
pub(crate) struct Status {
    /// Where it is.
    pub(crate) folder: String,
    /// Who has it open; `None` where this was found by opening it for a moment.
    pub(crate) running: Option<Running>,
    /// How many people are kept.
    pub(crate) people: usize,
    /// How many messages wait to be delivered; [`COUNTED`] stands for that many or more.
    pub(crate) waiting: usize,
    /// What the folder takes on the disk, in bytes.
    pub(crate) disk_bytes: u64,
    /// What is free there for this account, in bytes.
    pub(crate) free_bytes: u64,
    /// Memory for the store, in bytes.
    pub(crate) cache_bytes: u64,
    /// How backups and keys are.
    #[serde(flatten)]
    pub(crate) kept: Kept,
}

/// A process that has a folder open.
#[derive(Serialize, Deserialize)]
pub(crate) struct Running {
    pub(crate) pid: u32,
    pub(crate) version: String,
    pub(crate) since: Timestamp,
}

/// How the owner's folder is.
pub(super) async fn of(owner: &Owner) -> Result<Status, Trouble> {
    let people = owner.engine.actors_count().await.map_err(trouble)?;
    let waiting = owner.engine.waiting(COUNTED).await.map_err(trouble)?;
    let look = |error: io::Error| {
        let message = format!("the data folder {} cannot be looked at: {error}", owner.folder.display());
        Trouble::new(Code::Io, message)
    };
    let room = rustix::fs::statvfs(&owner.folder).map_err(|error| look(error.into()))?;
    Ok(Status {
        folder: owner.folder.display().to_string(),
        running: owner.since.map(|since| Running { pid: std::process::id(), version: PROGRAM.into(), since }),
        people,
        waiting,
        disk_bytes: taken(&owner.folder).map_err(look)?,
        free_bytes: room.f_bavail.saturating_mul(room.f_frsize),
        cache_bytes: owner.options.cache_bytes,
        kept: upkeep::kept(owner),
    })
}

/// What a folder takes on the disk. Files come and go meanwhile.
fn taken(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for file in fs::read_dir(folder)? {
        let file = file?;
        let found = match file.metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            found => found?,
        };
        // stat(2): blocks are of 512 bytes, whatever the file system's are.
        bytes += found.blocks() * 512;
        if found.is_dir() {
            bytes += taken(&file.path())?;
        }
    }
    Ok(bytes)
}
