//! People: what they do, and what they see.

mod acts;
mod asking;
mod modal;
mod sight;

pub use modal::Modal;

use super::{Id, Shared};
use std::sync::Arc;

/// Somebody at their client.
#[derive(Clone)]
pub struct Person {
    shared: Arc<Shared>,
    id: Id,
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
        Self { shared, id }
    }

    /// Their account.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }
}
