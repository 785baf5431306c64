//! Why a backup cannot be made or used.

use std::io;
use std::path::PathBuf;

use crate::Error;
use crate::seal::SealError;

/// Why a backup cannot be made or used; each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// It does not begin as a backup does.
    #[error("this is not an Afterword backup; name a file that ends in .backup")]
    NotABackup,
    /// It was made by a version that writes backups in another way.
    #[error("the backup is in format {found}, and this Afterword reads format {known}; use the version that made it")]
    Version {
        /// The format it names.
        found: u32,
        /// The format this version reads and writes.
        known: u32,
    },
    /// Its first bytes are not as they were written.
    #[error("the header of the backup (bytes 0 to {to}) is damaged; use another copy, or an older backup")]
    Header {
        /// The first byte after what was read of it.
        to: u64,
    },
    /// A chunk is not as it was written.
    #[error(
        "chunk {chunk} of the backup (bytes {from} to {to}) is damaged: {why}; use another copy, or an older backup"
    )]
    Damaged {
        /// Which one, from 0.
        chunk: u64,
        /// Its first byte.
        from: u64,
        /// The first byte after it.
        to: u64,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The container opens, but what is in it makes no sense.
    #[error("the backup cannot be understood: {why}; use another copy, or an older backup")]
    Malformed {
        /// What was found.
        why: &'static str,
    },
    /// The master key of its time is not there.
    #[error(
        "the master key {} is missing, and this backup is wrapped by it; put the file back from your copy, \
         or, where it was destroyed, restore with the data folder that is in use now: \
         it opens the backup for everybody who is still there",
        file.display()
    )]
    MissingMaster {
        /// Where it was looked for.
        file: PathBuf,
    },
    /// It belongs to another store.
    #[error("the backup was sealed with the keys of another data folder; name the keys that belong to it")]
    OtherKeys,
    /// Something is there already.
    #[error("{} is not empty; name an empty or a new folder", path.display())]
    NotEmpty {
        /// Where.
        path: PathBuf,
    },
    /// Somebody else restores into the same folder.
    #[error("another restore into {} is under way; wait until it is done, or name another folder", path.display())]
    UnderWay {
        /// Where to.
        path: PathBuf,
    },
    /// The store to restore into holds something.
    #[error("the store to restore into is not empty; restore into a new one")]
    StoreNotEmpty,
    /// There is a backup of the same second.
    #[error("{} is there already; try again in a second", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A file cannot be read or written.
    #[error("{}: {error}", path.display())]
    File {
        /// The file or the folder.
        path: PathBuf,
        /// What the operating system says.
        error: io::Error,
    },
    /// The backup cannot be read or written.
    #[error("the backup cannot be read or written: {0}")]
    Io(#[from] io::Error),
    /// A key cannot be used.
    #[error(transparent)]
    Seal(SealError),
    /// The store said no.
    #[error(transparent)]
    Store(#[from] Error),
}

impl From<SealError> for BackupError {
    fn from(error: SealError) -> Self {
        match error {
            SealError::MissingMaster { file } => Self::MissingMaster { file },
            SealError::WrongMaster { .. } => Self::OtherKeys,
            SealError::Store(error) => Self::Store(error),
            other => Self::Seal(other),
        }
    }
}
