//! The time at Discord, which the test has in its hand.

use jiff::{SignedDuration, Timestamp};
use std::time::Instant;

/// Stands still unless told otherwise, so that a slow machine breaks no rule of three seconds.
pub(crate) struct Clock {
    base: Timestamp,
    /// Since when it runs, where it does.
    running: Option<Instant>,
}

impl Clock {
    pub(crate) fn standing(at: Timestamp) -> Self {
        Self { base: at, running: None }
    }

    pub(crate) fn running(from: Timestamp) -> Self {
        Self { base: from, running: Some(Instant::now()) }
    }

    pub(crate) fn now(&self) -> Timestamp {
        let run = self.running.map_or(SignedDuration::ZERO, |since| {
            SignedDuration::try_from(since.elapsed()).expect("a test does not last for centuries")
        });
        self.base + run
    }

    pub(crate) fn pass(&mut self, time: SignedDuration) {
        self.base += time;
    }
}
