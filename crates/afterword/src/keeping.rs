//! Looking after a data folder by itself, while somebody uses it.

use afterword_engine::Engine;
use std::time::Duration;
use tokio::{
    task::JoinHandle,
    time::{MissedTickBehavior, interval, timeout},
};

const EVERY_MINUTE: Duration = Duration::from_secs(60);
/// How long the end of the process waits for what is under way; a backup that
/// is cut off leaves nothing that counts.
const A_MOMENT: Duration = Duration::from_secs(2);

/// What looks after a data folder, until it is told to end.
pub(crate) struct Keeping {
    end: tokio::sync::watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Keeping {
    /// Looks at once, and then every minute.
    pub(crate) fn start(engine: Engine) -> Self {
        let (end, mut ends) = tokio::sync::watch::channel(false);
        let task = tokio::spawn(async move {
            let mut minutes = interval(EVERY_MINUTE);
            minutes.set_missed_tick_behavior(MissedTickBehavior::Delay);
            // The first tick comes at once, and waits for nobody who may be about to end.
            minutes.tick().await;
            loop {
                // Whoever talks hears of it too, and says so.
                if let Err(stopped) = engine.keep_up().await {
                    tracing::warn!(%stopped, "the data folder is not looked after any more");
                    return;
                }
                tokio::select! {
                    _ = ends.changed() => return,
                    _ = minutes.tick() => {}
                }
            }
        });
        Self { end, task }
    }

    /// Begins nothing any more, and waits a moment for what is under way.
    pub(crate) async fn end(self) {
        self.end.send_replace(true);
        if timeout(A_MOMENT, self.task).await.is_err() {
            tracing::warn!(
                "a backup or a change of keys was cut off by the end; it is taken up again at the next start"
            );
        }
    }
}
