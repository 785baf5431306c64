//! What answers somebody who did something: it goes to the interaction of it, and nowhere else.
//!
//! Such an interaction is answered by one message, so what is said is gathered here, and the
//! dispatcher shows all of it at once with the page that belongs to it.

use super::{Did, Doing, nothing_left};
use afterword_core::{Say, community::Post};
use afterword_engine::{Class, Done};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Something said to whoever did something.
#[derive(Clone)]
pub(crate) enum Answered {
    /// Sentences.
    Say(Box<Say>),
    /// A post as it would be.
    Show(Box<Post>),
}

/// Those who wait for an answer, by the name of what they did.
#[derive(Default)]
pub(crate) struct Asked(Mutex<HashMap<String, Vec<Answered>>>);

/// One who waits; until it is dropped.
pub(crate) struct Waiting {
    asked: Arc<Asked>,
    event: String,
}

impl Asked {
    /// From here on, what answers this event is gathered.
    pub(crate) fn waits(self: &Arc<Self>, event: &str) -> Waiting {
        self.lock().insert(event.to_owned(), Vec::new());
        Waiting { asked: Arc::clone(self), event: event.to_owned() }
    }

    /// Whether somebody waits for it.
    fn tell(&self, event: &str, answered: Answered) -> bool {
        let mut asked = self.lock();
        let waits = asked.get_mut(event);
        waits.map(|so_far| so_far.push(answered)).is_some()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Vec<Answered>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    /// All that was said.
    pub(crate) fn heard(self) -> Vec<Answered> {
        self.asked.lock().get_mut(&self.event).map(std::mem::take).unwrap_or_default()
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.asked.lock().remove(&self.event);
    }
}

impl Doing<'_> {
    pub(super) fn answer(&self, answered: Answered) -> Did {
        let event = match &self.errand.class {
            Class::Answer { event: Some(event) } => event,
            _ => return Err(Done::Never { why: "nobody is known who would read this answer" }),
        };
        if self.shared.asked.tell(event, answered) {
            return nothing_left();
        }
        // It can be asked again; somebody else must not read it.
        Err(Done::Never { why: "whoever asked is not there any more; they can ask again" })
    }
}
