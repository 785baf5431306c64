//! What is known of keys and backups from one look to the next, and when what is due.

use std::sync::Mutex;

use afterword_store::Write;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Upkeep, UpkeepError, UpkeepStatus};
use crate::StartError;
use crate::cache::lock;
use crate::clock::{moved, saturating_ms};
use crate::engine::Inner;

/// The meta row that keeps the [`Plan`], as JSON.
const ROW: &str = "upkeep";
/// After a failure, nothing is tried again by itself for this long.
const PAUSE: SignedDuration = SignedDuration::from_hours(1);

/// What the store keeps of all this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Plan {
    /// The epoch that every data key is wrapped under since `rotated_at_ms`.
    pub(super) epoch: u32,
    pub(super) rotated_at_ms: i64,
    /// Older epochs whose master is not destroyed yet.
    pub(super) retired: Vec<Retired>,
    /// The newest backup that was read back and found whole.
    pub(super) backup: Option<Backup>,
}

/// A master key that was replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Retired {
    pub(super) epoch: u32,
    /// Since when nothing is wrapped by it any more.
    pub(super) since_ms: i64,
}

/// A backup in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Backup {
    pub(super) made_at_ms: i64,
    pub(super) file: String,
}

/// Looks after the store, one thing at a time.
pub(crate) struct Keeper {
    pub(super) upkeep: Upkeep,
    alone: tokio::sync::Mutex<()>,
    plan: Mutex<Plan>,
    /// Whether the store has the plan.
    kept: Mutex<bool>,
    failed_at: Mutex<Option<Timestamp>>,
}

impl Keeper {
    pub(crate) fn new(upkeep: Upkeep, epoch: u32, now: Timestamp) -> Self {
        let plan = Plan { epoch, rotated_at_ms: now.as_millisecond(), retired: Vec::new(), backup: None };
        Self {
            upkeep,
            alone: tokio::sync::Mutex::default(),
            plan: Mutex::new(plan),
            kept: Mutex::new(false),
            failed_at: Mutex::default(),
        }
    }

    pub(super) async fn alone(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.alone.lock().await
    }

    pub(super) fn plan(&self) -> Plan {
        lock(&self.plan).clone()
    }

    /// When the master key is to be replaced.
    fn next_rotation(&self) -> Timestamp {
        after(self.plan().rotated_at_ms, self.upkeep.rotate_every)
    }

    /// When a master key that was replaced then may be destroyed.
    pub(super) fn destroyed_after(&self, since_ms: i64) -> Timestamp {
        after(since_ms, self.upkeep.keep)
    }

    /// The moment after which what is deleted at `now` opens from no backup: it
    /// is wrapped by the present master, which has to be replaced first.
    pub(crate) fn forgotten_by(&self, now: Timestamp) -> Timestamp {
        self.destroyed_after(self.next_rotation().max(now).as_millisecond())
    }

    /// Says so, and lets some time pass.
    pub(super) fn failed(&self, now: Timestamp, why: &UpkeepError) {
        *lock(&self.failed_at) = Some(now);
        tracing::warn!(%why, "the store was not looked after as it should be; it is tried again in an hour");
    }

    pub(super) fn rests(&self, now: Timestamp) -> bool {
        lock(&self.failed_at).is_some_and(|at| now.duration_since(at).abs() < PAUSE)
    }

    fn next_backup(&self, last: Option<&Backup>, now: Timestamp) -> Option<Timestamp> {
        let every = self.upkeep.backup_every;
        if every.is_zero() {
            return None;
        }
        let next = last.map_or(now, |last| after(last.made_at_ms, every));
        // A clock that was far ahead must not put backups off for years.
        Some(next.min(moved(now, saturating_ms(every))))
    }
}

impl Inner {
    /// Reads what was planned. What is in the row is ours alone, so one that
    /// cannot be read is a damaged store.
    pub(crate) fn read_plan(&self) -> Result<(), StartError> {
        let Some(row) = self.store.meta(ROW)? else { return Ok(()) };
        let plan = serde_json::from_slice(&row).map_err(|_| StartError::Meta { row: ROW })?;
        *lock(&self.keeper.plan) = plan;
        *lock(&self.keeper.kept) = true;
        Ok(())
    }

    /// Keeps what is planned from now on, together with other rows.
    pub(super) async fn keep_plan(&self, plan: Plan, with: Option<Write>) -> Result<(), UpkeepError> {
        // What is in it is numbers and names of our own, which serde_json always writes.
        let value = serde_json::to_vec(&plan).unwrap_or_default();
        let row = Write::Meta { name: ROW.into(), value: Some(value) };
        self.committer.commit(with.into_iter().chain([row]).collect()).await?;
        *lock(&self.keeper.plan) = plan;
        *lock(&self.keeper.kept) = true;
        Ok(())
    }

    /// On the first look there is nothing to do but to remember when it was.
    pub(super) async fn keep_first_plan(&self) -> Result<(), UpkeepError> {
        let kept = *lock(&self.keeper.kept);
        if kept { Ok(()) } else { self.keep_plan(self.keeper.plan(), None).await }
    }

    /// Whether a change of keys was cut off.
    pub(super) fn rotation_is_unfinished(&self) -> bool {
        self.vault.epoch() > self.keeper.plan().epoch
    }

    /// Whether keys are to be replaced now. An operator's own keys are replaced
    /// by the operator: a newer one that is there counts as a change begun.
    pub(super) fn rotation_is_due(&self, now: Timestamp) -> bool {
        self.rotation_is_unfinished() || (self.vault.makes_masters() && now >= self.keeper.next_rotation())
    }

    /// The newest backup, while it is there: a folder that was restored, or
    /// whose backups were moved away, has none. Blocks.
    pub(super) fn last_backup(&self) -> Option<Backup> {
        let last = self.keeper.plan().backup?;
        self.keeper.upkeep.backups.join(&last.file).is_file().then_some(last)
    }

    /// Whether a backup is to be made now; of nobody, none is. Blocks.
    pub(super) fn backup_is_due(&self, now: Timestamp) -> Result<bool, UpkeepError> {
        let last = self.last_backup();
        let due = self.keeper.next_backup(last.as_ref(), now).is_some_and(|next| next <= now);
        Ok(due && !self.read(self.store.actors(None, 1))?.is_empty())
    }

    pub(crate) fn upkeep_status(&self) -> UpkeepStatus {
        let (now, plan, keeper) = (self.clock.now(), self.keeper.plan(), &self.keeper);
        UpkeepStatus {
            epoch: self.vault.epoch(),
            rotated_at: after(plan.rotated_at_ms, SignedDuration::ZERO),
            next_rotation: keeper.next_rotation(),
            retired: plan.retired.iter().map(|old| (old.epoch, keeper.destroyed_after(old.since_ms))).collect(),
            last_backup: plan
                .backup
                .as_ref()
                .map(|last| (after(last.made_at_ms, SignedDuration::ZERO), keeper.upkeep.backups.join(&last.file))),
            next_backup: keeper.next_backup(self.last_backup().as_ref(), now),
            forgotten_by: keeper.forgotten_by(now),
            unfinished_rotation: self.rotation_is_unfinished(),
        }
    }
}

fn after(ms: i64, by: SignedDuration) -> Timestamp {
    moved(Timestamp::UNIX_EPOCH, ms.saturating_add(saturating_ms(by)))
}
