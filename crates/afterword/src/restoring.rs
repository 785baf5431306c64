//! Restoring a backup into a new folder, whoever opens it.

use crate::{
    exit::{Code, Trouble, of_backup},
    progress::{Progress, Step, relay},
    said,
};
use afterword_store::{
    Store,
    backup::{self, BackupError, Keys, Summary},
    seal::{KeysFolder, Owner, Vault},
    sled::SledOptions,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

/// What opens the backup.
pub(crate) enum Opener {
    /// The master keys of its time.
    Keys(KeysFolder),
    /// The data folder that is in use: whoever was erased there stays erased.
    Living { store: Arc<dyn Store>, vault: Arc<Vault>, keys: KeysFolder },
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Restored {
    /// The moment that the backup is of.
    pub(crate) made_at: Timestamp,
    /// How many people are in the new folder.
    pub(crate) people: u64,
    /// How many were left out because they were erased since.
    pub(crate) erased: u64,
    /// How many were left out because they deleted something since.
    pub(crate) rekeyed: u64,
    /// Who was set aside: random names, and the row that is damaged.
    pub(crate) set_aside: Vec<String>,
    /// Rows that could not be read when the backup was made.
    pub(crate) unreadable: Vec<String>,
    /// Messages that do not open and were left out.
    pub(crate) messages: u64,
    /// Where the keys of the new folder are.
    pub(crate) keys: PathBuf,
}

/// Makes the folder `to` from a backup.
///
/// # Errors
/// Where the backup is of no use, its keys are missing, or `to` holds something.
pub(crate) async fn restore(
    file: PathBuf,
    opener: Opener,
    to: PathBuf,
    options: SledOptions,
    progress: Progress<'_>,
) -> Result<Restored, Trouble> {
    relay(progress, async move |tell| {
        let restored = tokio::task::spawn_blocking(move || {
            let total = fs::metadata(&file).ok().map(|found| found.len());
            let mut on_step = |step: backup::Progress| {
                tell.send_replace(Step { done: step.bytes, total, unit: "bytes".into() });
            };
            let summary = backup::restore_folder(&file, opener.keys(), &to, options, &mut on_step);
            summary.map(|summary| Restored::new(summary, &opener, &to)).map_err(|error| refused(&file, error))
        });
        restored.await.unwrap_or_else(|_| Err(Trouble::new(Code::Unexpected, "a defect ended the restore")))
    })
    .await
}

impl Opener {
    fn keys(&self) -> Keys<'_> {
        match self {
            Self::Keys(folder) => Keys::Folder(folder),
            Self::Living { store, vault, .. } => Keys::Living { store: store.as_ref(), vault },
        }
    }
}

impl Restored {
    fn new(summary: Summary, opener: &Opener, to: &Path) -> Self {
        let (Opener::Keys(keys) | Opener::Living { keys, .. }) = opener;
        let set_aside: Vec<_> = summary.damaged.iter().map(|who| format!("{}: {}", who.actor, who.why)).collect();
        let left_out = summary.erased + summary.rekeyed + u64::try_from(set_aside.len()).unwrap_or(u64::MAX);
        Self {
            made_at: said::instant(summary.made_at_ms),
            people: summary.counts.keys.saturating_sub(left_out),
            erased: summary.erased,
            rekeyed: summary.rekeyed,
            set_aside,
            unreadable: summary.unreadable,
            messages: summary.messages,
            keys: match keys.owner {
                Owner::Program => to.join(crate::folder::KEYS),
                Owner::Operator => keys.path.clone(),
            },
        }
    }
}

/// Why a backup is of no use here, with its name.
pub(crate) fn refused(file: &Path, error: BackupError) -> Trouble {
    let code = of_backup(&error);
    let message = match error {
        // These name what they are about themselves.
        BackupError::NotEmpty { .. } | BackupError::File { .. } | BackupError::Store(_) => error.to_string(),
        BackupError::MissingMaster { .. } => format!(
            "{}: {error}\n  to do:    name the folder with that key with --keys, or the data folder in use with `restore --beside`",
            file.display()
        ),
        error => format!("{}: {error}", file.display()),
    };
    Trouble::new(code, message)
}
