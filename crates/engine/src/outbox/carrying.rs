//! One try to bring something where it goes, and when the next one is.

use std::sync::Arc;
use std::time::Duration;

use afterword_core::community::Landed;
use afterword_store::{ActorId, OutboxId};
use backon::{BackoffBuilder as _, ExponentialBuilder};
use tokio::sync::oneshot;

use crate::at_hand::{Content, Fresh};
use crate::courier::Item;
use crate::engine::Inner;
use crate::guard::{self, Guarded};
use crate::{Address, Courier, Done, Errand, Fate, Outcome};

/// How long a courier may take over one message.
const PATIENCE: Duration = Duration::from_secs(60);
/// The longest time between two tries, unless a platform asks for more.
pub(crate) const LONGEST: Duration = Duration::from_secs(60 * 60);
/// How often something is tried that is kept nowhere, and how long it waits at most.
const UNKEPT_TRIES: u32 = 3;
const UNKEPT_WAIT: Duration = Duration::from_secs(10);

impl Inner {
    /// Has couriers make ready what is to be said once it is durable.
    pub(crate) fn prepare(&self, fresh: &[Fresh]) {
        let prepared = guard::guarded(|| {
            for Fresh { content, .. } in fresh {
                if let Content::Open(item) = content
                    && let Item::Say(message) = &**item
                    && let Some(known) = self.platforms.get(&message.to.platform)
                {
                    known.courier.prepare(message);
                }
            }
        });
        if let Err(panicked) = prepared {
            tracing::error!(place = panicked.place, "a defect in a courier; what it was to prepare is not ready");
        }
    }

    /// One try.
    pub(super) async fn carry(self: &Arc<Self>, actor: ActorId, item: &Arc<Item>) -> Outcome {
        let outcome = match &**item {
            Item::Say(message) => {
                let item = Arc::clone(item);
                let carried = self.hand_to_courier(actor, &message.to, move |courier| async move {
                    match &*item {
                        Item::Say(message) => courier.deliver(message).await,
                        Item::Act(_) | Item::Tell(_) => Outcome::Never { why: "nobody is to read this" },
                    }
                });
                carried.await.unwrap_or_else(|retry_after| Outcome::Later { retry_after })
            }
            Item::Act(errand) => match self.carry_errand(actor, errand).await {
                Done::Done(_) => Outcome::Arrived,
                Done::Later { retry_after } => Outcome::Later { retry_after },
                Done::Failed(_) => Outcome::Never { why: "it cannot be done now" },
                Done::Never { why } => Outcome::Never { why },
            },
            Item::Tell(_) => Outcome::Never { why: "it leaves the process nowhere" },
        };
        if let Item::Say(message) = &**item {
            self.measures.delivery(&message.to.platform, outcome);
        }
        outcome
    }

    /// One try.
    pub(super) async fn carry_errand(self: &Arc<Self>, actor: ActorId, errand: &Errand) -> Done {
        let own = errand.clone();
        let carried = self.hand_to_courier(actor, &errand.to, move |courier| async move { courier.act(&own).await });
        let done = carried.await.unwrap_or_else(|retry_after| Done::Later { retry_after });
        let outcome = match &done {
            Done::Done(Landed { .. }) => Outcome::Arrived,
            Done::Later { retry_after } => Outcome::Later { retry_after: *retry_after },
            Done::Failed(_) => Outcome::Never { why: "it cannot be done now" },
            Done::Never { why } => Outcome::Never { why },
        };
        self.measures.delivery(&errand.to.platform, outcome);
        done
    }

    /// `Err` where the courier gave no answer: not this time.
    async fn hand_to_courier<T: Send + 'static, F: Future<Output = T> + Send + 'static>(
        self: &Arc<Self>,
        actor: ActorId,
        to: &Address,
        carry: impl FnOnce(Arc<dyn Courier>) -> F,
    ) -> Result<T, Option<Duration>> {
        let platform = &to.platform;
        let Some(known) = self.platforms.get(platform) else {
            tracing::warn!(%actor, platform, "a message waits for a platform that is not connected");
            return Err(Some(LONGEST));
        };
        let delivery = Guarded::new(carry(Arc::clone(&known.courier)));
        match tokio::time::timeout(PATIENCE, delivery).await {
            Ok(Ok(outcome)) => Ok(outcome),
            Ok(Err(panicked)) => {
                tracing::error!(%actor, platform, place = panicked.place, "a defect in a courier");
                Err(None)
            }
            Err(_elapsed) => {
                tracing::warn!(%actor, platform, "a courier took too long");
                Err(None)
            }
        }
    }

    /// Carries what is kept nowhere; there is no later for it after this.
    pub(crate) async fn carry_unkept(
        self: Arc<Self>,
        actor: ActorId,
        messages: Vec<(Arc<Item>, oneshot::Sender<Fate>)>,
    ) {
        for (mut message, waiter) in messages {
            let mut tries = 0;
            let fate = loop {
                match self.carry(actor, &message).await {
                    Outcome::Arrived => break Fate::Arrived,
                    Outcome::Never { why } => break Fate::Never { why },
                    Outcome::Later { .. } if tries + 1 == UNKEPT_TRIES => {
                        break Fate::Never { why: "it did not arrive, and nothing is kept before a yes" };
                    }
                    Outcome::Later { retry_after } => {
                        let wait = retry_after.unwrap_or_default().max(backoff(tries, 0));
                        tokio::time::sleep(wait.min(UNKEPT_WAIT)).await;
                        message = Arc::new((*message).clone().tried(true));
                        tries += 1;
                    }
                }
            };
            // Nobody has to wait for it.
            waiter.send(fate).ok();
        }
    }

    pub(super) fn try_again_ms(&self, id: OutboxId, tries: u32, retry_after: Option<Duration>) -> i64 {
        let seed = id.actor.0.iter().fold(id.revision, |seed, byte| seed.rotate_left(8) ^ u64::from(*byte));
        let wait = retry_after.unwrap_or_default().max(backoff(tries, seed));
        let wait_ms = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX);
        self.clock.now().as_millisecond().saturating_add(wait_ms)
    }
}

/// How long to wait after `tries` tries in vain and one more: 1 s, 2 s, 4 s …
/// and up to as much again, so that many do not come back at once.
fn backoff(tries: u32, seed: u64) -> Duration {
    ExponentialBuilder::new()
        .with_min_delay(Duration::from_secs(1))
        .with_max_delay(LONGEST)
        .without_max_times()
        .with_jitter()
        .with_jitter_seed(seed)
        .build()
        .nth(tries.min(16) as usize) // 2^12 s are past the longest already
        .map_or(LONGEST, |wait| wait.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_come_less_and_less_often_and_not_together() {
        for seed in 0..50 {
            for (tries, seconds) in [(0, 1), (1, 2), (5, 32), (11, 2048)] {
                let (low, wait) = (Duration::from_secs(seconds), backoff(tries, seed));
                assert!(low <= wait && wait <= low * 2, "{tries}: {wait:?}");
            }
            assert_eq!(backoff(12, seed), LONGEST);
            assert_eq!(backoff(u32::MAX, seed), LONGEST);
            assert_eq!(backoff(3, seed), backoff(3, seed));
        }
        assert_ne!(backoff(3, 1), backoff(3, 2));
    }
}
