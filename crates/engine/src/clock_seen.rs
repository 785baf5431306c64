//! A clock that is far from where it was: behind, it is told of; far ahead,
//! nothing is said or done by it before somebody has looked.
//!
//! What counts is the true time, without the offset of a clock that was moved
//! on purpose.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use afterword_store::Write;
use jiff::{SignedDuration, Timestamp};

use crate::clock::{moved, saturating_ms};
use crate::engine::Inner;
use crate::{Clock, NotTaken, StartError, Stopped, UpkeepError};

/// The meta row that keeps the highest true time seen: 8 bytes, milliseconds.
const ROW: &str = "clock_seen_ms";
/// From here on a clock behind the highest time seen is told of.
const BEHIND: SignedDuration = SignedDuration::from_hours(24);
/// From here on a clock ahead of it is not believed.
const AHEAD: SignedDuration = SignedDuration::from_hours(365 * 24);
/// Nothing was seen yet.
const NEVER: i64 = i64::MIN;

/// The highest true time seen, in milliseconds.
pub(crate) struct ClockSeen {
    ms: AtomicI64,
    /// What the store keeps of it.
    kept: AtomicI64,
    told: AtomicBool,
}

impl Default for ClockSeen {
    fn default() -> Self {
        Self { ms: AtomicI64::new(NEVER), kept: AtomicI64::new(NEVER), told: AtomicBool::new(false) }
    }
}

impl Inner {
    /// Compares the clock with where it was when this store was last used.
    /// `accepted`: somebody has looked at the clock, and it is right.
    pub(crate) fn compare_clock(&self, accepted: bool) -> Result<(), StartError> {
        let Some(now_ms) = true_ms(self.clock.as_ref()) else { return Ok(()) };
        let kept = match self.store.meta(ROW)?.as_deref().map(<[u8; 8]>::try_from) {
            None => NEVER,
            Some(Ok(bytes)) => i64::from_be_bytes(bytes),
            Some(Err(_)) => return Err(StartError::Meta { row: ROW }),
        };
        let seen = if accepted { now_ms } else { kept };
        self.clock_seen.ms.store(seen, Ordering::SeqCst);
        self.clock_seen.kept.store(kept, Ordering::SeqCst);
        // Without a platform nobody is reminded of anything: reading and erasing
        // go on by any clock. Upkeep looks at it by itself.
        if self.platforms.is_empty() {
            return Ok(());
        }
        self.look_at_clock()?;
        let Some(mark) = self.clock_mark() else { return Ok(()) };
        match self.store.commit(&[mark]) {
            Ok(_) | Err(afterword_store::Error::NoRoom { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Before anything is done by this clock: stops everything where it is far
    /// ahead of where it was a moment ago.
    pub(crate) fn believe_clock(&self) -> Result<(), Stopped> {
        self.look_at_clock().map_err(|ahead| self.stop.now(ahead))
    }

    /// Before keys or backups are taken for old by this clock.
    pub(crate) fn believe_clock_now(&self) -> Result<(), UpkeepError> {
        self.look_at_clock().map_err(UpkeepError::Clock)
    }

    /// Keeps how far the clock has come, with the minute's other chores.
    pub(crate) async fn keep_clock(&self) -> Result<(), Stopped> {
        let Some(mark) = self.clock_mark() else { return Ok(()) };
        match self.commit_one(mark).await {
            Err(NotTaken::Stopped(stopped)) => Err(stopped),
            // It is written again in a minute.
            _ => Ok(()),
        }
    }

    /// What is to be written; nothing where the clock stands where it stood.
    fn clock_mark(&self) -> Option<Write> {
        let seen = self.clock_seen.ms.load(Ordering::SeqCst);
        let kept = self.clock_seen.kept.swap(seen, Ordering::SeqCst);
        (seen != kept).then(|| Write::Meta { name: ROW.into(), value: Some(seen.to_be_bytes().to_vec()) })
    }

    fn look_at_clock(&self) -> Result<(), StartError> {
        let Some(now_ms) = true_ms(self.clock.as_ref()) else { return Ok(()) };
        let ClockSeen { ms, told, .. } = &self.clock_seen;
        let seen_ms = ms.load(Ordering::SeqCst);
        if seen_ms != NEVER {
            let by = now_ms.saturating_sub(seen_ms);
            if by > saturating_ms(AHEAD) {
                return Err(StartError::ClockAhead { shows: shown(now_ms), showed: shown(seen_ms) });
            }
            if by >= saturating_ms(BEHIND).saturating_neg() {
                told.store(false, Ordering::SeqCst);
            } else if !told.swap(true, Ordering::SeqCst) {
                tracing::warn!(
                    shows = shown(now_ms),
                    showed = shown(seen_ms),
                    "the clock of this machine was set back by more than a day: reminders wait until it has caught \
                     up, and journals go on at the later time; if it is wrong, set it; if it is right, start once \
                     with --accept-clock"
                );
            }
        }
        ms.fetch_max(now_ms, Ordering::SeqCst);
        Ok(())
    }
}

/// The time without what it was moved by on purpose; `None` for a clock that is none.
fn true_ms(clock: &dyn Clock) -> Option<i64> {
    if !clock.is_true() {
        return None;
    }
    loop {
        let offset_ms = clock.offset_ms();
        let now_ms = clock.now().as_millisecond();
        // Somebody may have moved it in between.
        if clock.offset_ms() == offset_ms {
            return Some(now_ms.saturating_sub(offset_ms.unwrap_or(0)));
        }
    }
}

fn shown(ms: i64) -> String {
    moved(Timestamp::UNIX_EPOCH, ms.div_euclid(1000).saturating_mul(1000)).to_string()
}
