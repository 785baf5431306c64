//! The change of keys, and the end of old ones.

use std::sync::Arc;

use afterword_store::seal::{INDEX_KEY, SealError};
use afterword_store::{ActorId, WrappedKey, Write};

use super::plan::{Plan, Retired};
use super::{OnStep, Rotated, Step, UpkeepError, Work};
use crate::SetAside;
use crate::engine::Inner;

/// How many data keys are wrapped anew together, so that turns come in between.
const PAGE: usize = 256;

impl Inner {
    /// Replaces the master key, or goes on where that was cut off.
    pub(super) async fn rotate(self: &Arc<Self>, on_step: &OnStep) -> Result<Rotated, UpkeepError> {
        self.keep_plan_current().await?;
        let plan = self.keeper.plan();
        if !self.rotation_is_unfinished() {
            self.blocking(|inner| inner.vault.begin_epoch()).await?.map_err(UpkeepError::Keys)?;
        }
        let epoch = self.vault.epoch();
        let people = self.wrap_all(on_step).await?;
        let now = self.clock.now();
        let since_ms = now.as_millisecond();
        let keep_ms = plan.keep_ms;
        let mut retired = plan.retired;
        for old in self.vault.epochs() {
            if old < epoch && !retired.iter().any(|known| known.epoch == old) {
                retired.push(Retired { epoch: old, since_ms, keep_ms });
            }
        }
        let index = Write::Meta { name: INDEX_KEY.into(), value: Some(self.vault.wrapped_index()) };
        let plan = Plan { retired, backup: plan.backup, ..Plan::changed(epoch, now, &self.keeper.upkeep) };
        self.keep_plan(plan, Some(index)).await?;
        tracing::info!(epoch, people, "the keys were replaced");
        let backup = self.make_backup(on_step).await.map_err(|why| match why {
            UpkeepError::Stopped(_) => why,
            why => UpkeepError::RotatedWithoutBackup { epoch, why: Box::new(why) },
        })?;
        Ok(Rotated { epoch, people, old_destroyed_after: Retired { epoch, since_ms, keep_ms }.until(), backup })
    }

    /// Destroys the masters whose time is over. Before, a backup under newer
    /// keys has to be there, and nothing may be wrapped by them any more: a
    /// person who came while keys were replaced can have been missed.
    pub(super) async fn destroy_what_is_over(self: &Arc<Self>) -> Result<(), UpkeepError> {
        let (now, mut plan) = (self.clock.now(), self.keeper.plan());
        let last = self.blocking(Self::last_backup).await?;
        let is_over = |old: &Retired| old.is_backed_up(last.as_ref()) && now > old.until();
        let over: Vec<_> = plan.retired.iter().copied().filter(is_over).collect();
        if over.is_empty() || !(self.vault.makes_masters() || self.keeper.asks(now)) {
            return Ok(());
        }
        self.wrap_all(&(Arc::new(|_| {}) as OnStep)).await?;
        self.remove_old_backups().await?;
        for Retired { epoch, .. } in over {
            match self.blocking(move |inner| inner.vault.destroy_epoch(epoch)).await? {
                Ok(()) => {
                    plan.retired.retain(|old| old.epoch != epoch);
                    tracing::info!(epoch, "an old master key was destroyed");
                }
                Err(why @ SealError::NotOurs { .. }) => tracing::warn!(%why, "an old master key is still there"),
                Err(why) => return Err(UpkeepError::Keys(why)),
            }
        }
        if plan == self.keeper.plan() { Ok(()) } else { self.keep_plan(plan, None).await }
    }

    /// Once more, a while after a change: whoever came just then can have been missed.
    pub(super) async fn sweep(self: &Arc<Self>) -> Result<(), UpkeepError> {
        let plan = self.keeper.plan();
        let a_while = self.clock.now().as_millisecond() > plan.rotated_at_ms.saturating_add(60_000);
        if plan.swept || plan.retired.is_empty() || !a_while {
            return Ok(());
        }
        self.wrap_all(&(Arc::new(|_| {}) as OnStep)).await?;
        self.keep_plan(Plan { swept: true, ..self.keeper.plan() }, None).await
    }

    /// Wraps every data key that is under an older master by the newest one, in
    /// passes until one finds none: people come and go meanwhile.
    async fn wrap_all(self: &Arc<Self>, on_step: &OnStep) -> Result<u64, UpkeepError> {
        let mut people = 0;
        loop {
            let before = people;
            let mut after = None;
            while let Some((last, writes)) = self.blocking(move |inner| inner.old_keys(after)).await?? {
                after = Some(last);
                if writes.is_empty() {
                    continue;
                }
                // A conflict means that a turn was quicker; the next pass looks again.
                let answers = self.committer.commit(writes).await?;
                people += answers.iter().filter(|answer| answer.is_ok()).count() as u64;
                on_step(Step { work: Work::Keys, done: people });
            }
            if people == before {
                return Ok(people);
            }
        }
    }

    /// One page of keys: its last actor, and those to be wrapped anew; `None` past the end.
    fn old_keys(&self, after: Option<ActorId>) -> Result<Option<(ActorId, Vec<Write>)>, UpkeepError> {
        let page = self.read(self.store.keys(after, PAGE))?;
        let Some((last, _)) = page.last() else { return Ok(None) };
        let last = *last;
        Ok(Some((last, page.into_iter().filter_map(|(actor, was)| self.wrapped_anew(actor, was)).collect())))
    }

    /// `None` where it is under the newest master, or opens with none: that
    /// person is set aside, and no master would help.
    fn wrapped_anew(&self, actor: ActorId, was: WrappedKey) -> Option<Write> {
        match self.vault.rewrap(actor, &was) {
            Ok(key) => key.map(|key| Write::Rewrap { actor, was, key }),
            Err(_) => {
                let why = SetAside::new("key", &actor.0, "does not open, and was left as it is");
                tracing::error!(%why, "a key was not wrapped anew");
                None
            }
        }
    }
}
