//! A folder of backups, and how long they are kept.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::reading::header;
use super::sparing::Sparing;
use super::{BackupError, Keys, Progress, Summary, check, verify, write};
use crate::Store;
use crate::seal::Vault;

const NAME: &str = "afterword-%Y%m%dT%H%M%SZ.backup";
const PARTIAL: &str = ".partial";

/// A folder of backups. Files that are not named as ours are never touched.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    reserve: u64,
}

/// A backup in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its file.
    pub path: PathBuf,
    /// When it was made (ms), to the second, as its name says.
    pub made_at_ms: i64,
}

impl Folder {
    /// The folder at `path`, made where it is missing, for its owner only.
    ///
    /// # Errors
    /// What the disk says.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, BackupError> {
        let path = path.into();
        if !path.is_dir() {
            let mut maker = fs::DirBuilder::new();
            std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
            maker.recursive(true).create(&path).map_err(|error| failed(&path, error))?;
        }
        Ok(Self { path, reserve: 0 })
    }

    /// The same, with so many bytes of its disk left free by what is made in it.
    #[must_use]
    pub fn leaving(self, reserve: u64) -> Self {
        Self { reserve, ..self }
    }

    /// Makes a backup: written beside, synced, read back and opened with `vault`,
    /// and only then named as one. What a killed backup left is removed first:
    /// only the process that has the store open makes backups of it, one at a
    /// time, while others may look into the folder.
    ///
    /// # Errors
    /// [`BackupError`]; then nothing of it is left.
    pub fn make(
        &self,
        store: &dyn Store,
        vault: &Vault,
        made_at_ms: i64,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(Kept, Summary), BackupError> {
        let name = name(made_at_ms)?;
        let path = self.path.join(&name);
        if path.exists() {
            return Err(BackupError::Exists { path });
        }
        self.remove_unfinished()?;
        let partial = self.path.join(format!("{name}{PARTIAL}"));
        let made = self.make_partial(store, vault, made_at_ms, &partial, progress).and_then(|summary| {
            fs::rename(&partial, &path).map_err(|error| failed(&path, error))?;
            sync(&self.path)?;
            Ok(summary)
        });
        match made {
            Ok(summary) => Ok((Kept { path, made_at_ms: made_at_ms.div_euclid(1000) * 1000 }, summary)),
            Err(error) => {
                if let Err(left) = fs::remove_file(&partial) {
                    tracing::warn!(error = %left, "an unfinished backup is left");
                }
                Err(error)
            }
        }
    }

    fn remove_unfinished(&self) -> Result<(), BackupError> {
        for name in self.names()? {
            if name.strip_suffix(PARTIAL).and_then(made_at).is_some() {
                let left = self.path.join(name);
                fs::remove_file(&left).map_err(|error| failed(&left, error))?;
            }
        }
        Ok(())
    }

    fn make_partial(
        &self,
        store: &dyn Store,
        vault: &Vault,
        made_at_ms: i64,
        partial: &Path,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Summary, BackupError> {
        let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(partial);
        let file = file.map_err(|error| failed(partial, error))?;
        let sparing = Sparing { file: &file, reserve: self.reserve };
        let written = write(store, vault, made_at_ms, io::BufWriter::new(sparing), progress)?;
        file.sync_all().map_err(|error| failed(partial, error))?;
        let file = File::open(partial).map_err(|error| failed(partial, error))?;
        let read = verify(file, Keys::Vault(vault))?;
        if (read.counts, read.bytes) != (written.counts, written.bytes) {
            return Err(BackupError::Malformed { why: "what was read back is not what was written" });
        }
        Ok(read)
    }

    /// The backups, newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn list(&self) -> Result<Vec<Kept>, BackupError> {
        let names = self.names()?.into_iter();
        let mut kept: Vec<_> =
            names.filter_map(|name| Some(Kept { made_at_ms: made_at(&name)?, path: self.path.join(name) })).collect();
        kept.sort_by_key(|kept| std::cmp::Reverse(kept.made_at_ms));
        Ok(kept)
    }

    /// The newest backup that [`check`] finds whole: the one to restore.
    ///
    /// # Errors
    /// What the disk says about the folder; a file that cannot be read is passed over.
    pub fn newest_whole(&self) -> Result<Option<Kept>, BackupError> {
        Ok(self.list()?.into_iter().find(is_whole))
    }

    /// Removes the backups of the store of `vault` made before `now_ms - keep_ms`,
    /// but never the newest of it that `check` finds whole. The answer is those
    /// that went. What another store put into the same folder is not touched.
    ///
    /// Without a key nobody sees that a backup lacks rows that could not be read
    /// when it was made. So this is to be called only after [`Folder::make`] gave
    /// a summary that [is whole](Summary::is_whole): otherwise the older ones that
    /// still hold those rows would go.
    ///
    /// # Errors
    /// What the disk says.
    pub fn retain(&self, vault: &Vault, now_ms: i64, keep_ms: i64) -> Result<Vec<Kept>, BackupError> {
        let before = now_ms.saturating_sub(keep_ms);
        let name = Some(vault.name());
        let is_ours = |kept: &Kept| File::open(&kept.path).is_ok_and(|file| header(file).is_ok_and(|of| of.of == name));
        let ours: Vec<_> = self.list()?.into_iter().filter(is_ours).collect();
        let good = ours.iter().find(|kept| is_whole(kept)).cloned();
        let mut gone = Vec::new();
        for kept in ours {
            if kept.made_at_ms < before && good.as_ref() != Some(&kept) {
                fs::remove_file(&kept.path).map_err(|error| failed(&kept.path, error))?;
                gone.push(kept);
            }
        }
        sync(&self.path)?;
        Ok(gone)
    }

    fn names(&self) -> Result<Vec<String>, BackupError> {
        let files = fs::read_dir(&self.path).map_err(|error| failed(&self.path, error))?;
        let mut names = Vec::new();
        for file in files {
            let file = file.map_err(|error| failed(&self.path, error))?;
            names.extend(file.file_name().into_string());
        }
        Ok(names)
    }
}

fn is_whole(kept: &Kept) -> bool {
    File::open(&kept.path).is_ok_and(|file| check(file).is_ok())
}

fn name(made_at_ms: i64) -> Result<String, BackupError> {
    let at = Timestamp::from_second(made_at_ms.div_euclid(1000))
        .map_err(|_| BackupError::Malformed { why: "the clock is thousands of years away" })?;
    Ok(at.strftime(NAME).to_string())
}

/// Only the one way of writing an instant counts.
fn made_at(file: &str) -> Option<i64> {
    let at = DateTime::strptime(NAME, file).ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond();
    (name(at).ok()? == file).then_some(at)
}

pub(super) fn sync(folder: &Path) -> Result<(), BackupError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| failed(folder, error))
}

pub(super) fn failed(path: &Path, error: io::Error) -> BackupError {
    BackupError::File { path: path.to_owned(), error }
}
