//! How what failed is tried again: one policy, cut short where somebody waits.

use crate::error::Error;
use backon::{ExponentialBuilder, Retryable as _};
use std::time::Duration;

/// The waits between tries of anything: about 1, 2, 4, 8 and then 15 seconds.
pub(crate) fn backoff() -> ExponentialBuilder {
    ExponentialBuilder::new()
        .with_min_delay(Duration::from_secs(1))
        .with_max_delay(Duration::from_secs(15))
        .with_jitter()
        .without_max_times()
}

/// Tries until the homeserver answers one way or the other.
pub(crate) async fn patiently<T, Asking>(ask: impl FnMut() -> Asking) -> Result<T, Error>
where
    Asking: Future<Output = Result<T, Error>>,
{
    tried(backoff(), Duration::MAX, ask).await
}

/// Tries as long as there are waits and none is longer than `most`, which the homeserver may ask for.
pub(crate) async fn tried<T, Asking>(
    waits: ExponentialBuilder,
    most: Duration,
    ask: impl FnMut() -> Asking,
) -> Result<T, Error>
where
    Asking: Future<Output = Result<T, Error>>,
{
    let longer = |error: &Error, wait: Option<Duration>| {
        wait.map(|wait| error.retry_after().unwrap_or_default().max(wait)).filter(|wait| *wait <= most)
    };
    ask.retry(waits)
        .when(Error::passes)
        .adjust(longer)
        .notify(|error, wait| tracing::warn!(%error, wait_s = wait.as_secs(), "the homeserver is asked again"))
        .await
}
