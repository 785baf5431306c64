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
    pulse: Arc<OnceLock<Pulse>>,
}

/// Takes the pulse of a connection.
pub(super) type Pulse = Box<dyn Fn() -> Beat + Send + Sync>;

/// How a connection is.
pub(super) struct Beat {
    /// Whether something was heard lately.
    pub(super) fresh: bool,
    /// Whether it is listened to.
    pub(super) active: bool,
    /// For how long nothing was heard.
    pub(super) silence: Duration,
}

impl Listening {
    /// To something that is not connected yet.
    pub(super) fn to(name: &'static str, to: &'static str) -> Self {
        Self { name, to, pulse: Arc::default() }
    }

    /// It is connected now.
    pub(super) fn begun(&self, pulse: Pulse) {
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
        match self.pulse.get().map(|pulse| pulse()) {
            None => Err("not connected yet".to_owned()),
            Some(Beat { fresh: true, .. }) => Ok(()),
            Some(Beat { silence, .. }) => Err(format!("nothing heard from {} for {} s", self.to, silence.as_secs())),
        }
    }

    fn ready(&self) -> Result<(), String> {
        match self.pulse.get().map(|pulse| pulse()) {
            Some(Beat { active: true, .. }) => Ok(()),
            _ => Err(format!("{} is not listened to yet", self.to)),
        }
    }
}
