//! Looking after a store: backups, the change of keys, and the end of old keys.
//!
//! A change of keys makes a new master key, wraps every data key anew and takes
//! a backup. The old master is destroyed once backups made under it may go:
//! after that, nothing deleted before the change opens from any copy. A cut-off
//! change goes on where it stood; no step of it makes anything unreadable.

mod backing_up;
mod keys;
mod plan;

use std::path::PathBuf;
use std::sync::Arc;

use afterword_store::backup::BackupError;
use afterword_store::seal::SealError;
use jiff::{SignedDuration, Timestamp};

use crate::engine::Inner;
use crate::{NotTaken, StartError, Stopped};

pub(crate) use plan::Keeper;

/// How a store is looked after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upkeep {
    /// The folder of the backups.
    pub backups: PathBuf,
    /// What a backup leaves free on its disk, in bytes: as much as commits want to find there.
    pub leave_bytes: u64,
    /// How often one is made without being asked for; zero for never.
    pub backup_every: SignedDuration,
    /// How long backups, and master keys that were replaced, are kept.
    pub keep: SignedDuration,
    /// How often the master key is replaced.
    pub rotate_every: SignedDuration,
}

impl Upkeep {
    /// A backup a day that leaves 64 MiB free, kept for 35 days, and a new master key every 30 days
    /// (`docs/storage.md`, keys).
    #[must_use]
    pub fn into_folder(backups: impl Into<PathBuf>) -> Self {
        let days = |days: i64| SignedDuration::from_hours(24 * days);
        Self {
            backups: backups.into(),
            leave_bytes: 64 << 20,
            backup_every: days(1),
            keep: days(35),
            rotate_every: days(30),
        }
    }
}

/// What takes long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Writing a backup: records so far.
    Backup,
    /// Wrapping data keys anew: people so far.
    Keys,
}

/// How far something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What is being done.
    pub work: Work,
    /// How much of it is done.
    pub done: u64,
}

/// Hears how far something is.
pub type OnStep = Arc<dyn Fn(Step) + Send + Sync>;

/// A backup that was made, read back and found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeBackup {
    /// Its file.
    pub path: PathBuf,
    /// Its moment, to the second.
    pub made_at: Timestamp,
    /// How many people are in it.
    pub people: u64,
    /// How many entries.
    pub entries: u64,
    /// How long the file is.
    pub bytes: u64,
    /// What could not be read and is not in it, or does not open: rows and reasons.
    pub unreadable: Vec<String>,
    /// Older backups whose time was over, and that were removed.
    pub removed: Vec<PathBuf>,
}

/// A change of keys that went through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotated {
    /// The epoch of the new master key.
    pub epoch: u32,
    /// How many people's keys were wrapped anew.
    pub people: u64,
    /// When the old master is destroyed, at the earliest.
    pub old_destroyed_after: Timestamp,
    /// The first backup under the new one.
    pub backup: MadeBackup,
}

/// How the store is looked after at present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpkeepStatus {
    /// The epoch of the newest master key.
    pub epoch: u32,
    /// When it began to be used.
    pub rotated_at: Timestamp,
    /// When it is to be replaced.
    pub next_rotation: Timestamp,
    /// Master keys that were replaced, and when each is destroyed at the earliest.
    pub retired: Vec<(u32, Timestamp)>,
    /// The newest backup that was read back and found whole.
    pub last_backup: Option<(Timestamp, PathBuf)>,
    /// When one is made without being asked for.
    pub next_backup: Option<Timestamp>,
    /// After this, what is deleted now opens from no backup.
    pub forgotten_by: Timestamp,
    /// A change of keys was cut off, and goes on at the next look.
    pub unfinished_rotation: bool,
    /// What went wrong when this process last looked after the store, and when; it tries again.
    pub trouble: Option<(Timestamp, String)>,
}

/// Why something was not done; nothing that was acknowledged is lost.
#[derive(Debug, thiserror::Error)]
pub enum UpkeepError {
    /// The backup was not made.
    #[error("no backup was made: {0}")]
    Backup(BackupError),
    /// The keys were replaced; the backup that follows was not made.
    #[error("the keys were replaced, and number {epoch} is the master key now, but {why}")]
    RotatedWithoutBackup {
        /// The epoch of the new master key.
        epoch: u32,
        /// Why there is no backup under it.
        why: Box<UpkeepError>,
    },
    /// The keys were not replaced.
    #[error("the keys were not replaced: {0}")]
    Keys(SealError),
    /// The clock is far ahead of where it was: backups and keys would be taken for old.
    #[error(transparent)]
    Clock(StartError),
    /// The store did not take a write.
    #[error(transparent)]
    NotTaken(NotTaken),
    /// The engine has stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

impl From<NotTaken> for UpkeepError {
    fn from(why: NotTaken) -> Self {
        match why {
            NotTaken::Stopped(stopped) => Self::Stopped(stopped),
            why => Self::NotTaken(why),
        }
    }
}

impl Inner {
    /// Does what is due: a change of keys that was cut off, or whose time has
    /// come; the end of old keys; a backup. What fails is logged, and tried
    /// again at the next look.
    pub(crate) async fn keep_up(self: &Arc<Self>) -> Result<(), Stopped> {
        self.stop.check()?;
        let quiet: OnStep = Arc::new(|_| {});
        let outcome = async {
            // Whoever is asked for the same meanwhile waits for this to end.
            let _alone = self.keeper.alone().await;
            let now = self.clock.now();
            if self.keeper.rests(now) {
                return Ok(());
            }
            self.believe_clock_now()?;
            self.keep_plan_current().await?;
            if self.rotation_is_due(now) {
                self.rotate(&quiet).await?;
            }
            self.sweep().await?;
            if self.blocking(move |inner| inner.backup_is_due(now)).await?? {
                self.make_backup(&quiet).await?;
            }
            self.destroy_what_is_over().await?;
            self.keeper.is_well();
            Ok::<_, UpkeepError>(())
        };
        match outcome.await {
            Ok(()) => Ok(()),
            Err(UpkeepError::Stopped(stopped)) => Err(stopped),
            Err(why) => {
                self.keeper.failed(self.clock.now(), &why);
                Ok(())
            }
        }
    }

    pub(crate) async fn back_up(self: &Arc<Self>, on_step: OnStep) -> Result<MadeBackup, UpkeepError> {
        let _alone = self.keeper.alone().await;
        self.believe_clock_now()?;
        let made = self.make_backup(&on_step).await?;
        self.keeper.is_well();
        Ok(made)
    }

    pub(crate) async fn rotate_keys(self: &Arc<Self>, on_step: OnStep) -> Result<Rotated, UpkeepError> {
        let _alone = self.keeper.alone().await;
        self.believe_clock_now()?;
        let rotated = self.rotate(&on_step).await?;
        self.keeper.is_well();
        Ok(rotated)
    }
}
