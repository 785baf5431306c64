//! The end: a store that failed is never written to again.

use std::sync::Arc;

use tokio::sync::watch;

use crate::Stopped;

/// Whether the engine has stopped, and why. All clones are one.
#[derive(Clone)]
pub(crate) struct Stop(Arc<watch::Sender<Option<Stopped>>>);

impl Stop {
    pub(crate) fn new() -> Self {
        Self(Arc::new(watch::Sender::new(None)))
    }

    /// Stops for good; the first reason stays.
    pub(crate) fn now(&self, why: impl ToString) -> Stopped {
        self.0.send_if_modified(|stopped| {
            let first = stopped.is_none();
            if first {
                let why = why.to_string();
                tracing::error!(why, "the engine stops; the process has to end and start again");
                *stopped = Some(Stopped { why });
            }
            first
        });
        self.check().expect_err("it was stopped above, and nothing starts it again")
    }

    /// `Err` once it has stopped.
    pub(crate) fn check(&self) -> Result<(), Stopped> {
        self.0.borrow().clone().map_or(Ok(()), Err)
    }

    /// Waits for the end.
    pub(crate) async fn wait(&self) -> Stopped {
        let mut ends = self.0.subscribe();
        loop {
            if let Err(stopped) = self.check() {
                return stopped;
            }
            // `self` holds the sender, so this only returns on a change.
            if ends.changed().await.is_err() {
                return self.now("nobody is left to say why");
            }
        }
    }
}
