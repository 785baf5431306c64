//! How the engine is, for whoever watches over it: what waits, and whether the
//! store takes writes. Numbers only, and cheap to ask for often.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex as Lock};
use std::time::Duration;

use afterword_store::{OutboxId, Write};
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::cache::lock;
use crate::engine::Inner;
use crate::outbox::LONGEST;
use crate::{Engine, NotTaken};

/// More rows than this are not counted one by one.
const COUNTED: usize = 10_000;
/// For how long an answer is given again.
const LATELY: Duration = Duration::from_secs(1);
/// The meta row that is written to see whether one can be: 8 bytes, milliseconds.
const ROW: &str = "write_tried_ms";

/// What waits to be done. 10,000 stands for that many or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlog {
    /// Messages that have not arrived.
    pub messages: usize,
    /// For how long this engine has known the oldest of them, zero where there is none. One that
    /// is put off by more than an hour does not count: what is due for a blocked account is held
    /// for days, and nothing is wrong.
    pub oldest: Duration,
    /// People whose time has come, and who have not been woken yet.
    pub wakeups: usize,
}

impl Engine {
    /// What waits, as of the last second. How long something waits is known from
    /// asking, so somebody should ask every few seconds.
    ///
    /// # Errors
    /// [`NotTaken`], where the store failed, or where a row cannot be read: then the engine goes on.
    pub async fn backlog(&self) -> Result<Backlog, NotTaken> {
        self.inner.watched.backlog.or(self.inner.look_at_backlog()).await
    }

    /// Writes something small, at most once a second, to see whether the store takes it.
    ///
    /// # Errors
    /// [`NotTaken`]: it does not, for this reason.
    pub async fn writable(&self) -> Result<(), NotTaken> {
        self.inner.watched.writable.or(self.inner.try_to_write()).await
    }
}

/// What was found lately.
#[derive(Default)]
pub(crate) struct Watched {
    backlog: Lately<Result<Backlog, NotTaken>>,
    writable: Lately<Result<(), NotTaken>>,
    /// When each message that waits was first seen.
    seen: Lock<HashMap<OutboxId, Instant>>,
}

impl Inner {
    async fn look_at_backlog(self: &Arc<Self>) -> Result<Backlog, NotTaken> {
        self.stop.check()?;
        let now_ms = self.clock.now().as_millisecond();
        let look = move |inner: &Self| {
            let due = inner.read(inner.store.due(now_ms, COUNTED))?;
            Ok::<_, NotTaken>((due.len(), inner.read(inner.store.outbox_due(i64::MAX, COUNTED))?))
        };
        let (wakeups, rows) = self.blocking(look).await??;
        let longest_ms = i64::try_from(LONGEST.as_millis()).unwrap_or(i64::MAX);
        let messages = rows.len();
        let soon = rows.into_iter().filter(|row| row.not_before_ms <= now_ms.saturating_add(longest_ms));
        let oldest = oldest(&mut lock(&self.watched.seen), soon.map(|row| row.id));
        Ok(Backlog { messages, oldest, wakeups })
    }

    async fn try_to_write(&self) -> Result<(), NotTaken> {
        let now_ms = self.clock.now().as_millisecond();
        // Only turns can be in each other's way.
        self.commit_one(Write::Meta { name: ROW.into(), value: Some(now_ms.to_be_bytes().to_vec()) }).await.map(drop)
    }
}

/// For how long the oldest of these has been seen; what is gone is forgotten.
fn oldest(seen: &mut HashMap<OutboxId, Instant>, waiting: impl Iterator<Item = OutboxId>) -> Duration {
    let now = Instant::now();
    *seen = waiting.map(|id| (id, seen.get(&id).copied().unwrap_or(now))).collect();
    seen.values().min().map_or(Duration::ZERO, |first| now.duration_since(*first))
}

/// An answer that is given again for a second, so that asking often costs nothing.
struct Lately<T>(Mutex<Option<(Instant, T)>>);

impl<T> Default for Lately<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T: Clone> Lately<T> {
    /// Who asks meanwhile waits for the same answer.
    async fn or(&self, look: impl Future<Output = T>) -> T {
        let mut lately = self.0.lock().await;
        if let Some((at, found)) = &*lately
            && at.elapsed() < LATELY
        {
            return found.clone();
        }
        let found = look.await;
        *lately = Some((Instant::now(), found.clone()));
        found
    }
}
