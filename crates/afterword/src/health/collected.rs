//! What was recorded in this process, and how Prometheus reads it.

use crate::exit::{Code, Trouble};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle, PrometheusRecorder};
use std::sync::Arc;

/// The bounds of the buckets of everything that is measured in seconds: from a
/// turn on a fast disk to the longest wait a platform allows.
const SECONDS: &[f64] = &[0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// What was recorded.
pub(super) struct Collected {
    pub(super) recorder: Arc<PrometheusRecorder>,
    handle: PrometheusHandle,
}

impl Collected {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        let builder = PrometheusBuilder::new();
        let builder = builder.set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), SECONDS);
        // The one error there can be is that there are no bounds.
        let recorder = builder.expect("there are bounds above").build_recorder();
        Self { handle: recorder.handle(), recorder: Arc::new(recorder) }
    }

    /// Collects what the whole process records from now on.
    ///
    /// # Errors
    /// Where something else does so already: a defect.
    pub(super) fn install(&self) -> Result<(), Trouble> {
        metrics::set_global_recorder(Arc::clone(&self.recorder))
            .map_err(|_| Trouble::new(Code::Unexpected, "metrics are collected twice in one process: a defect"))
    }

    /// Does `record` so that it is collected here, whoever collects the rest.
    pub(super) fn here<T>(&self, record: impl FnOnce() -> T) -> T {
        metrics::with_local_recorder(&self.recorder, record)
    }

    /// Puts single values into their buckets; without this they would be kept one by one.
    pub(super) fn put_together(&self) {
        self.handle.run_upkeep();
    }

    /// All of it, in the text format of Prometheus.
    pub(super) fn render(&self) -> String {
        self.put_together();
        self.handle.render()
    }
}
