//! Brings what the engine says to the screen.

use crate::{page, screen::Screen};
use afterword_engine::{Courier, Outcome, Outgoing};
use afterword_words::Words;
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

/// The courier of the one person who sits here.
pub(crate) struct ConsoleCourier {
    screen: Arc<Screen>,
    words: Arc<Words>,
    person: String,
    /// What was shown already: the engine may ask again with the same key.
    shown: Mutex<HashSet<String>>,
}

impl ConsoleCourier {
    pub(crate) fn new(screen: Arc<Screen>, words: Arc<Words>, person: &str) -> Self {
        Self { screen, words, person: person.to_owned(), shown: Mutex::default() }
    }

    fn show(&self, message: &Outgoing) -> Outcome {
        if message.to.account != self.person {
            // Somebody else of this folder: their words wait until they sit here.
            return Outcome::Later { retry_after: None };
        }
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if shown.contains(&message.key) {
            return Outcome::Arrived;
        }
        let layout = self.words.layout(&message.say);
        if !self.screen.show(&page::message(&layout, self.screen.paper())) {
            return Outcome::Later { retry_after: None };
        }
        shown.insert(message.key.clone());
        Outcome::Arrived
    }
}

#[async_trait::async_trait]
impl Courier for ConsoleCourier {
    async fn deliver(&self, message: &Outgoing) -> Outcome {
        self.show(message)
    }
}
