//! How a connection is, for whoever watches over the process.

use crate::health::Check;
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

/// A connection that is watched over. All clones are one.
#[derive(Clone)]
pub(super) struct Listening {
    name: &'static str,
    /// What is listened to.
    to: &'static str,
    pulse: Arc<OnceLock<Box<dyn Pulse>>>,
}

/// The pulse of a connection.
pub(super) trait Pulse: Send + Sync {
    /// Whether something was heard lately.
    fn is_fresh(&self) -> bool;

    /// Whether it is listened to.
    fn is_active(&self) -> bool;

    /// For how long nothing was heard.
    fn silence(&self) -> Duration;
}

impl Listening {
    /// To something that is not connected yet.
    pub(super) fn to(name: &'static str, to: &'static str) -> Self {
        Self { name, to, pulse: Arc::default() }
    }

    /// It is connected now.
    pub(super) fn begun(&self, pulse: Box<dyn Pulse>) {
        if self.pulse.set(pulse).is_err() {
            tracing::error!(name = self.name, "a platform was connected to twice: a defect");
        }
    }
}

impl Check for Listening {
    fn name(&self) -> &'static str {
        self.name
    }

    fn healthy(&self) -> Result<(), String> {
        match self.pulse.get() {
            None => Err("not connected yet".to_owned()),
            Some(pulse) if pulse.is_fresh() => Ok(()),
            Some(pulse) => Err(format!("nothing heard from {} for {} s", self.to, pulse.silence().as_secs())),
        }
    }

    fn ready(&self) -> Result<(), String> {
        match self.pulse.get() {
            Some(pulse) if pulse.is_active() => Ok(()),
            _ => Err(format!("{} is not listened to yet", self.to)),
        }
    }
}
