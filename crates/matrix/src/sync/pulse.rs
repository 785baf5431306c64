//! How the loop is, for whoever watches over the process.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::Instant;

/// Without news for that long, something is wrong: the homeserver answers at least twice a minute.
const SILENT_FOR: Duration = Duration::from_secs(90);

/// When the homeserver last said what is new. All clones are one.
#[derive(Clone)]
pub struct Pulse(Arc<Mutex<State>>);

struct State {
    /// The last time; before the first one, the start.
    last: Instant,
    active: bool,
}

impl Pulse {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Mutex::new(State { last: Instant::now(), active: false })))
    }

    pub(crate) fn beat(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = State { last: Instant::now(), active: true };
    }

    /// How long ago that was.
    #[must_use]
    pub fn silence(&self) -> Duration {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).last.elapsed()
    }

    /// Whether it was lately.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.silence() < SILENT_FOR
    }

    /// Whether it has been at all, and lately.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.is_fresh() && self.0.lock().unwrap_or_else(PoisonError::into_inner).active
    }
}
