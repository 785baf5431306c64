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
    /// When the next change is due, and how long its old master stays: the
    /// shortest that held since the last one. Dates were told by them, and a
    /// longer setting must not break those.
    pub(super) rotate_by_ms: i64,
    pub(super) keep_ms: i64,
    /// Whether another pass was made after the change, for whoever came just then.
    pub(super) swept: bool,
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
    /// How long it stays after that: the shortest that held since it was begun.
    pub(super) keep_ms: i64,
}

impl Retired {
    /// It is destroyed after this.
    pub(super) fn until(&self) -> Timestamp {
        at(self.since_ms.saturating_add(self.keep_ms))
    }

    /// Whether there is a backup from after its time (whose moment is kept to the second).
    pub(super) fn is_backed_up(&self, last: Option<&Backup>) -> bool {
        last.is_some_and(|last| last.made_at_ms.saturating_add(1000) > self.since_ms)
    }
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
    /// What went wrong at the last look, and when.
    trouble: Mutex<Option<(Timestamp, String)>>,
    /// When the operator was last asked to delete an old key.
    asked_at: Mutex<Option<Timestamp>>,
}

impl Plan {
    /// Changed to this epoch now.
    pub(super) fn changed(epoch: u32, now: Timestamp, upkeep: &Upkeep) -> Self {
        let now_ms = now.as_millisecond();
        Self {
            epoch,
            rotated_at_ms: now_ms,
            rotate_by_ms: now_ms.saturating_add(saturating_ms(upkeep.rotate_every)),
            keep_ms: saturating_ms(upkeep.keep),
            swept: false,
            retired: Vec::new(),
            backup: None,
        }
    }

    /// The plan by the present settings and the present clock: what is shorter
    /// counts, and nothing happened in the future, whatever a clock once showed.
    fn shortened(mut self, now: Timestamp, upkeep: &Upkeep) -> Self {
        let (now_ms, keep_ms) = (now.as_millisecond(), saturating_ms(upkeep.keep));
        self.rotated_at_ms = self.rotated_at_ms.min(now_ms);
        let by_settings = self.rotated_at_ms.saturating_add(saturating_ms(upkeep.rotate_every));
        self.rotate_by_ms = self.rotate_by_ms.min(by_settings);
        self.keep_ms = self.keep_ms.min(keep_ms);
        for old in &mut self.retired {
            old.since_ms = old.since_ms.min(now_ms);
            old.keep_ms = old.keep_ms.min(keep_ms);
        }
        self
    }
}

impl Keeper {
    pub(crate) fn new(upkeep: Upkeep, epoch: u32, now: Timestamp) -> Self {
        Self {
            plan: Mutex::new(Plan::changed(epoch, now, &upkeep)),
            upkeep,
            alone: tokio::sync::Mutex::default(),
            kept: Mutex::new(false),
            trouble: Mutex::default(),
            asked_at: Mutex::default(),
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
        at(self.plan().rotate_by_ms)
    }

    /// Whether the operator is to be asked (again, after a day) to delete an old key.
    pub(super) fn asks(&self, now: Timestamp) -> bool {
        let mut asked = lock(&self.asked_at);
        let asks = asked.is_none_or(|at| now.duration_since(at).abs() >= SignedDuration::from_hours(24));
        if asks {
            *asked = Some(now);
        }
        asks
    }

    /// Says so, and lets some time pass.
    pub(super) fn failed(&self, now: Timestamp, why: &UpkeepError) {
        *lock(&self.trouble) = Some((now, why.to_string()));
        tracing::warn!(%why, "the store was not looked after as it should be; it is tried again in an hour");
    }

    /// Nothing is wrong any more.
    pub(super) fn is_well(&self) {
        *lock(&self.trouble) = None;
    }

    pub(super) fn rests(&self, now: Timestamp) -> bool {
        lock(&self.trouble).as_ref().is_some_and(|(at, _)| now.duration_since(*at).abs() < PAUSE)
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

    /// The moment after which what is deleted at `now` opens from no backup: it
    /// is wrapped by the present master, which has to be replaced first. While
    /// keys are being replaced, that is the new one.
    pub(crate) fn forgotten_by(&self, now: Timestamp) -> Timestamp {
        let plan = self.keeper.plan().shortened(now, &self.keeper.upkeep);
        let replaced = if self.rotation_is_unfinished() {
            moved(now, saturating_ms(self.keeper.upkeep.rotate_every))
        } else {
            at(plan.rotate_by_ms).max(now)
        };
        moved(replaced, plan.keep_ms)
    }

    /// Brings the plan to the present settings and clock; the first look begins it.
    pub(super) async fn keep_plan_current(&self) -> Result<(), UpkeepError> {
        let (kept, plan) = (*lock(&self.keeper.kept), self.keeper.plan());
        let current = plan.clone().shortened(self.clock.now(), &self.keeper.upkeep);
        if kept && plan == current { Ok(()) } else { self.keep_plan(current, None).await }
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
        // An old master ends only once there is a backup from after its time.
        let owed = self.keeper.plan().retired.iter().any(|old| !old.is_backed_up(last.as_ref()));
        let due = owed || self.keeper.next_backup(last.as_ref(), now).is_some_and(|next| next <= now);
        Ok(due && !self.read(self.store.actors(None, 1))?.is_empty())
    }

    pub(crate) fn upkeep_status(&self) -> UpkeepStatus {
        let (now, plan, keeper) = (self.clock.now(), self.keeper.plan(), &self.keeper);
        UpkeepStatus {
            epoch: self.vault.epoch(),
            rotated_at: at(plan.rotated_at_ms),
            next_rotation: keeper.next_rotation(),
            retired: plan.retired.iter().map(|old| (old.epoch, old.until())).collect(),
            last_backup: plan.backup.as_ref().map(|last| (at(last.made_at_ms), keeper.upkeep.backups.join(&last.file))),
            next_backup: keeper.next_backup(self.last_backup().as_ref(), now),
            forgotten_by: self.forgotten_by(now),
            unfinished_rotation: self.rotation_is_unfinished(),
            trouble: lock(&keeper.trouble).clone(),
        }
    }
}

fn at(ms: i64) -> Timestamp {
    moved(Timestamp::UNIX_EPOCH, ms)
}

fn after(ms: i64, by: SignedDuration) -> Timestamp {
    moved(Timestamp::UNIX_EPOCH, ms.saturating_add(saturating_ms(by)))
}
