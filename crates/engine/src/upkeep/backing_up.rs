//! Making backups, and removing old ones.

use std::path::PathBuf;
use std::sync::Arc;

use afterword_store::Error;
use afterword_store::backup::{BackupError, Folder, Kept, Progress, Summary};
use jiff::Timestamp;

use super::plan::{Backup, Plan};
use super::{MadeBackup, OnStep, Step, UpkeepError, Work};
use crate::engine::Inner;

/// Backups are named by the second. One that finds its second taken is named by
/// the next; a clock that stands still needs no more than these.
const SECONDS: i64 = 600;

impl Inner {
    /// Makes a backup of this moment while turns go on, reads it back, and
    /// removes those whose time is over.
    pub(super) async fn make_backup(self: &Arc<Self>, on_step: &OnStep) -> Result<MadeBackup, UpkeepError> {
        let on_step = Arc::clone(on_step);
        let (kept, summary) = self.in_folder(move |inner, folder| inner.back_up_now(&folder, &on_step)).await?;
        let file = kept.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let backup = Some(Backup { made_at_ms: kept.made_at_ms, file });
        self.keep_plan(Plan { backup, ..self.keeper.plan() }, None).await?;
        // One that lacks somebody must not drive out one that has them.
        let removed = if summary.is_whole() { self.remove_old_backups().await? } else { Vec::new() };
        let set_aside = summary.damaged.iter().map(|aside| aside.why.clone());
        let unreadable: Vec<_> = summary.unreadable.iter().cloned().chain(set_aside).collect();
        for why in &unreadable {
            tracing::error!(why, "something is not in the backup, or will not open from it");
        }
        tracing::info!(entries = summary.counts.entries, bytes = summary.bytes, "a backup was made and read back");
        Ok(MadeBackup {
            path: kept.path,
            made_at: Timestamp::from_millisecond(kept.made_at_ms).unwrap_or_default(),
            people: summary.counts.keys,
            entries: summary.counts.entries,
            bytes: summary.bytes,
            unreadable,
            removed,
        })
    }

    /// Removes the backups whose time is over.
    pub(super) async fn remove_old_backups(self: &Arc<Self>) -> Result<Vec<PathBuf>, UpkeepError> {
        let gone = self.in_folder(|inner, folder| {
            let keep_ms = crate::clock::saturating_ms(inner.keeper.upkeep.keep);
            folder.retain(&inner.vault, inner.clock.now().as_millisecond(), keep_ms)
        });
        Ok(gone.await?.into_iter().map(|kept| kept.path).collect())
    }

    fn back_up_now(&self, folder: &Folder, on_step: &OnStep) -> Result<(Kept, Summary), BackupError> {
        let now_ms = self.clock.now().as_millisecond();
        let mut told = |progress: Progress| on_step(Step { work: Work::Backup, done: progress.records });
        let mut make = |later: i64| folder.make(self.store.as_ref(), &self.vault, now_ms + later * 1000, &mut told);
        (1..SECONDS).fold(make(0), |made, later| match made {
            Err(BackupError::Exists { .. }) => make(later),
            made => made,
        })
    }

    async fn in_folder<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self, Folder) -> Result<T, BackupError> + Send + 'static,
    ) -> Result<T, UpkeepError> {
        let done = self.blocking(move |inner| {
            let folder = Folder::open(&inner.keeper.upkeep.backups)?.leaving(inner.keeper.upkeep.leave_bytes);
            work(inner, folder)
        });
        done.await?.map_err(|error| match error {
            BackupError::Store(error @ Error::Io(_)) => UpkeepError::Stopped(self.stop.now(error)),
            error => UpkeepError::Backup(error),
        })
    }
}
