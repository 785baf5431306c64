//! Backups and keys, for whoever asks about them.

use super::{operations::Owner, trouble};
use crate::{
    exit::Trouble,
    progress::{Progress, Step, relay},
    restoring::{self, Opener, Restored},
};
use afterword_engine::{MadeBackup, OnStep, UpkeepError, Work};
use afterword_store::{
    Store,
    seal::{KeysFolder, Owner as KeysOwner},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::sync::watch;

/// A backup that was made, read back and found whole.
#[derive(Serialize, Deserialize)]
pub(crate) struct BackedUp {
    pub(crate) file: PathBuf,
    pub(crate) made_at: Timestamp,
    pub(crate) people: u64,
    pub(crate) entries: u64,
    pub(crate) bytes: u64,
    /// Rows that could not be read and are not in it.
    pub(crate) unreadable: Vec<String>,
    /// Older ones whose time was over.
    pub(crate) removed: Vec<PathBuf>,
    /// The master key that opens it.
    pub(crate) opened_by: KeyFile,
}

/// A change of keys that went through.
#[derive(Serialize, Deserialize)]
pub(crate) struct Rotated {
    pub(crate) epoch: u32,
    pub(crate) people: u64,
    /// When the old key goes, at the earliest.
    pub(crate) old_destroyed_after: Timestamp,
    pub(crate) backup: BackedUp,
}

/// A master key: where it is, and whose.
#[derive(Serialize, Deserialize)]
pub(crate) struct KeyFile {
    pub(crate) file: PathBuf,
    /// Whether it is the operator's.
    pub(crate) operator: bool,
    /// Those needed besides while a change of keys is not finished, oldest first.
    #[serde(default)]
    pub(crate) also: Vec<PathBuf>,
}

/// How backups and keys are.
#[derive(Serialize, Deserialize)]
pub(crate) struct Kept {
    /// The clock of this folder.
    pub(crate) now: Timestamp,
    pub(crate) backups: Backups,
    pub(crate) keys: Keys,
    /// After this, what is erased now opens from no backup.
    pub(crate) forgotten_by: Timestamp,
    /// What went wrong at the last look, and when; `None` where nothing did, or nobody has looked.
    #[serde(default)]
    pub(crate) trouble: Option<WentWrong>,
}

/// What went wrong.
#[derive(Serialize, Deserialize)]
pub(crate) struct WentWrong {
    pub(crate) at: Timestamp,
    pub(crate) why: String,
}

/// How backups are.
#[derive(Serialize, Deserialize)]
pub(crate) struct Backups {
    pub(crate) folder: PathBuf,
    /// The newest that was read back and found whole.
    pub(crate) last: Option<Backup>,
    /// When one is made without being asked for; `None` for never.
    pub(crate) next: Option<Timestamp>,
}

/// One of them.
#[derive(Serialize, Deserialize)]
pub(crate) struct Backup {
    pub(crate) file: PathBuf,
    pub(crate) made_at: Timestamp,
}

/// How the master keys are.
#[derive(Serialize, Deserialize)]
pub(crate) struct Keys {
    pub(crate) folder: PathBuf,
    /// Whether they are the operator's.
    pub(crate) operator: bool,
    /// The number of the newest.
    pub(crate) epoch: u32,
    pub(crate) since: Timestamp,
    /// When it is to be replaced.
    pub(crate) next: Timestamp,
    /// Those that were replaced, and are kept for the backups that need them.
    pub(crate) retired: Vec<Retired>,
    /// A change of keys was cut off and is taken up again by itself.
    pub(crate) unfinished: bool,
}

/// A master key that was replaced.
#[derive(Serialize, Deserialize)]
pub(crate) struct Retired {
    pub(crate) epoch: u32,
    pub(crate) file: PathBuf,
    pub(crate) destroyed_after: Timestamp,
}

pub(super) async fn back_up(owner: &Owner, progress: Progress<'_>) -> Result<BackedUp, Trouble> {
    let made = relay(progress, async |tell| owner.engine.back_up(on_step(tell)).await).await;
    Ok(backed_up(owner, made.map_err(trouble)?))
}

pub(super) async fn rotate(owner: &Owner, progress: Progress<'_>) -> Result<Rotated, Trouble> {
    let rotated = relay(progress, async |tell| owner.engine.rotate_keys(on_step(tell)).await).await;
    let rotated = rotated.map_err(not_rotated)?;
    Ok(Rotated {
        epoch: rotated.epoch,
        people: rotated.people,
        old_destroyed_after: rotated.old_destroyed_after,
        backup: backed_up(owner, rotated.backup),
    })
}

fn not_rotated(error: UpkeepError) -> Trouble {
    let half = matches!(error, UpkeepError::RotatedWithoutBackup { .. });
    let mut trouble = trouble(error);
    if half {
        trouble.message.push_str(
            "\n  to do:    see to that, then make a backup: afterword backup\n            `afterword keys rotate` once more would be for yet another key",
        );
    }
    trouble
}

pub(super) async fn restore(
    owner: &Owner,
    file: PathBuf,
    to: PathBuf,
    progress: Progress<'_>,
) -> Result<Restored, Trouble> {
    let opener = Opener::Living {
        store: Arc::clone(&owner.store) as Arc<dyn Store>,
        vault: Arc::clone(&owner.vault),
        keys: owner.keys.clone(),
    };
    restoring::restore(file, opener, to, owner.options.clone(), progress).await
}

pub(super) fn kept(owner: &Owner) -> Kept {
    let found = owner.engine.upkeep_status();
    let retired = found.retired.into_iter();
    Kept {
        now: owner.engine.now(),
        backups: Backups {
            folder: owner.upkeep.backups.clone(),
            last: found.last_backup.map(|(made_at, file)| Backup { file, made_at }),
            next: found.next_backup,
        },
        keys: Keys {
            folder: owner.keys.path.clone(),
            operator: is_operators(&owner.keys),
            epoch: found.epoch,
            since: found.rotated_at,
            next: found.next_rotation,
            retired: retired
                .map(|(epoch, destroyed_after)| Retired {
                    epoch,
                    file: key_file(&owner.keys.path, epoch),
                    destroyed_after,
                })
                .collect(),
            unfinished: found.unfinished_rotation,
        },
        forgotten_by: found.forgotten_by,
        trouble: found.trouble.map(|(at, why)| WentWrong { at, why }),
    }
}

fn backed_up(owner: &Owner, made: MadeBackup) -> BackedUp {
    let MadeBackup { path, made_at, people, entries, bytes, unreadable, removed } = made;
    let epoch = owner.vault.epoch();
    let mut also = Vec::new();
    if owner.engine.upkeep_status().unfinished_rotation {
        let older = owner.vault.epochs().into_iter().filter(|old| *old < epoch);
        also.extend(older.map(|old| key_file(&owner.keys.path, old)));
    }
    let opened_by = KeyFile { file: key_file(&owner.keys.path, epoch), operator: is_operators(&owner.keys), also };
    BackedUp { file: path, made_at, people, entries, bytes, unreadable, removed, opened_by }
}

fn is_operators(keys: &KeysFolder) -> bool {
    keys.owner == KeysOwner::Operator
}

/// Where the master key of an epoch is.
pub(crate) fn key_file(folder: &Path, epoch: u32) -> PathBuf {
    folder.join(format!("master-{epoch}.key"))
}

fn on_step(tell: watch::Sender<Step>) -> OnStep {
    Arc::new(move |step| {
        let unit = match step.work {
            Work::Backup => "records",
            Work::Keys => "people",
        };
        tell.send_replace(Step { done: step.done, total: None, unit: unit.into() });
    })
}
