//! Brings what the engine says to the screen.

use crate::{page, screen::Screen, sentences};
use afterword_core::{
    calendar::Calendar,
    say::{Attachment, Block},
};
use afterword_engine::{Courier, Outcome, Outgoing};
use afterword_words::Words;
use std::{
    collections::HashSet,
    io,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

/// Writes a file for the person, and returns where it is.
pub(crate) type KeepFile = Arc<dyn Fn(&[u8]) -> io::Result<PathBuf> + Send + Sync>;

/// The courier of the one person who sits here.
pub(crate) struct ConsoleCourier {
    screen: Arc<Screen>,
    words: Arc<Words>,
    person: String,
    /// Where a file goes that comes with a message.
    keep_file: Option<KeepFile>,
    /// What was shown already: the engine may ask again with the same key.
    shown: Mutex<HashSet<String>>,
}

impl ConsoleCourier {
    pub(crate) fn new(screen: Arc<Screen>, words: Arc<Words>, person: &str, keep_file: Option<KeepFile>) -> Self {
        Self { screen, words, person: person.to_owned(), keep_file, shown: Mutex::default() }
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
        let mut page = page::message(&layout, self.screen.paper());
        if let Some(Attachment::Calendar(calendar)) = &message.say.attachment {
            let kept = self.words.block(&self.kept(calendar));
            page.push_str(&page::note(&kept, self.screen.paper()));
        }
        if !self.screen.show(&page) {
            return Outcome::Later { retry_after: None };
        }
        shown.insert(message.key.clone());
        Outcome::Arrived
    }

    /// Writes the file that came along, in the place of the one before, and says where it is.
    fn kept(&self, calendar: &Calendar) -> Block {
        let Some(keep) = &self.keep_file else { return Block::plain(sentences::NO_CALENDAR) };
        match keep(&self.words.calendar(calendar)) {
            Ok(file) => sentences::calendar(&file),
            Err(error) => {
                tracing::error!(%error, "a calendar for a person was not written");
                Block::plain(sentences::NO_CALENDAR)
            }
        }
    }
}

#[async_trait::async_trait]
impl Courier for ConsoleCourier {
    async fn deliver(&self, message: &Outgoing) -> Outcome {
        self.show(message)
    }
}
