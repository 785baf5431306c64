//! People: what they do, and what they see.

mod acts;
mod asking;
mod modal;
mod sight;

pub use modal::Modal;

use super::{Id, Shared};
use std::{sync::Arc, time::Duration};

/// Somebody at their client.
#[derive(Clone)]
pub struct Person {
    shared: Arc<Shared>,
    id: Id,
    /// How long they wait for the bot.
    patience: Duration,
}

/// What the bot's first word to something was.
#[derive(Debug)]
pub enum Outcome {
    /// A message, at once or later; the type of the callback.
    Answered(u64),
    /// A form to fill in.
    Modal(Modal),
    /// What could be meant: what is shown, and what is sent.
    Choices(Vec<(String, String)>),
    /// "The application did not respond."
    NotInTime,
}

impl Person {
    pub(super) fn new(shared: Arc<Shared>, id: Id) -> Self {
        let patience = shared.patience;
        Self { shared, id, patience }
    }

    /// The same person, who waits for the bot no longer than this: where it is not certain to come. Whatever
    /// has to come is waited for as [usual](super::Setup), since others may need the processors.
    #[must_use]
    pub fn who_waits(&self, patience: Duration) -> Self {
        Self { patience, ..self.clone() }
    }

    /// Their account.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }
}
