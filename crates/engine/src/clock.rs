//! Clocks.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::{SignedDuration, Timestamp};

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// The present moment.
    fn now(&self) -> Timestamp;

    /// Whether it tells the time of the world; `false` for one that stands
    /// where a test put it.
    fn is_true(&self) -> bool {
        true
    }

    /// How far it was moved from the true time, in milliseconds; `None` for a
    /// clock that cannot be moved.
    fn offset_ms(&self) -> Option<i64> {
        None
    }

    /// Moves it that far from the true time. Only called where
    /// [`Clock::offset_ms`] is `Some`; the engine keeps the offset.
    fn set_offset_ms(&self, offset_ms: i64) {
        let _ = offset_ms;
    }
}

/// The time of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        // jiff has its own `now` only with a feature that the pure core must not see.
        let ms = match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |ms| -ms),
        };
        moved(Timestamp::UNIX_EPOCH, ms)
    }
}

/// The time of the machine and an offset, so that two days can be tried in a minute.
#[derive(Debug, Default)]
pub struct MovableClock {
    offset_ms: AtomicI64,
}

impl Clock for MovableClock {
    fn now(&self) -> Timestamp {
        moved(SystemClock.now(), self.offset_ms.load(Ordering::SeqCst))
    }

    fn offset_ms(&self) -> Option<i64> {
        Some(self.offset_ms.load(Ordering::SeqCst))
    }

    fn set_offset_ms(&self, offset_ms: i64) {
        self.offset_ms.store(offset_ms, Ordering::SeqCst);
    }
}

/// A clock that stands still until it is told otherwise.
#[derive(Debug)]
pub struct ManualClock {
    now_ms: AtomicI64,
}

impl ManualClock {
    /// A clock that shows this moment (to the millisecond).
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self { now_ms: AtomicI64::new(now.as_millisecond()) }
    }

    /// Sets it, forward or back.
    pub fn set(&self, now: Timestamp) {
        self.now_ms.store(now.as_millisecond(), Ordering::SeqCst);
    }

    /// Moves it, forward or back.
    pub fn advance(&self, by: SignedDuration) {
        let now = moved(self.now(), saturating_ms(by));
        self.set(now);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        moved(Timestamp::UNIX_EPOCH, self.now_ms.load(Ordering::SeqCst))
    }
}

/// `at` and that many milliseconds, at most the end of time.
pub(crate) fn moved(at: Timestamp, ms: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_millis(ms)).unwrap_or(at)
}

pub(crate) fn saturating_ms(by: SignedDuration) -> i64 {
    i64::try_from(by.as_millis()).unwrap_or(if by.is_negative() { i64::MIN } else { i64::MAX })
}
