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

#[cfg(test)]
mod tests {
    use super::*;
    use afterword_core::{Say, wording};
    use afterword_engine::{Address, Class};
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[tokio::test]
    async fn a_file_that_comes_twice_under_its_key_is_written_once() {
        let written = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&written);
        let keep: KeepFile = Arc::new(move |bytes: &[u8]| {
            assert!(bytes.starts_with(b"BEGIN:VCALENDAR"));
            counted.fetch_add(1, Ordering::Relaxed);
            Ok(PathBuf::from("calendar.ics"))
        });
        let words = Arc::new(Words::load("en-GB").expect("they load"));
        let courier = ConsoleCourier::new(Arc::new(Screen::new()), words, "anna", Some(keep));
        let (made, changed) = Default::default();
        let calendar = Calendar { zone: "Europe/London".into(), made, changed, revision: 1, events: Vec::new() };
        let say = Say {
            blocks: vec![wording::calendar_here(1_i64)],
            ask: None,
            attachment: Some(Attachment::Calendar(calendar)),
        };
        let to = Address { platform: crate::PLATFORM.into(), account: "anna".into() };
        let message = Outgoing { to, key: "one".into(), say, class: Class::Answer { event: None }, tried: false };
        for _ in 0..2 {
            assert!(courier.deliver(&message).await == Outcome::Arrived);
        }
        assert_eq!(written.load(Ordering::Relaxed), 1);
        assert!(courier.deliver(&Outgoing { key: "two".into(), ..message }).await == Outcome::Arrived);
        assert_eq!(written.load(Ordering::Relaxed), 2);
    }
}
