//! Showing what was read: at once, and in one room at most once a second, so that each message of
//! somebody in a hurry does not cost a request more.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::sleep;

/// What comes within this time of what was shown is shown with the last of it.
const AT_MOST_EVERY: Duration = Duration::from_secs(1);

/// The rooms in which something was shown just now, with the last event to be shown next, if any.
#[derive(Clone, Default)]
pub(crate) struct Seen(Arc<Mutex<BTreeMap<String, Option<String>>>>);

impl Seen {
    /// Has everything in `room` up to `event` shown as read.
    pub(crate) fn up_to<Shown>(&self, room: &str, event: String, show: impl Fn(String) -> Shown + Send + 'static)
    where
        Shown: Future<Output = ()> + Send + 'static,
    {
        match self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(room.to_owned()) {
            Entry::Occupied(mut next) => drop(next.insert(Some(event))),
            Entry::Vacant(just_now) => {
                just_now.insert(None);
                tokio::spawn(self.clone().show(room.to_owned(), event, show));
            }
        }
    }

    async fn show<Shown>(self, room: String, event: String, show: impl Fn(String) -> Shown + Send)
    where
        Shown: Future<Output = ()> + Send,
    {
        let mut next = Some(event);
        while let Some(event) = next {
            show(event).await;
            sleep(AT_MOST_EVERY).await;
            next = self.next(&room);
        }
    }

    /// What is to be shown next in a room; where there is nothing, what comes is shown at once again.
    fn next(&self, room: &str) -> Option<String> {
        let mut rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let next = rooms.get_mut(room).and_then(Option::take);
        if next.is_none() {
            rooms.remove(room);
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::Instant;

    #[tokio::test(start_paused = true)]
    async fn the_first_and_the_last_are_shown_and_each_room_by_itself() {
        let (seen, start) = (Seen::default(), Instant::now());
        let shown: Arc<Mutex<Vec<(u128, String)>>> = Arc::default();
        let comes = |room: &str, event: &str| {
            let shown = Arc::clone(&shown);
            seen.up_to(room, event.to_owned(), move |event| {
                let shown = Arc::clone(&shown);
                async move { shown.lock().expect("nobody panicked").push((start.elapsed().as_millis(), event)) }
            });
        };
        for (after, room, event) in
            [(0, "a", "a1"), (100, "a", "a2"), (100, "b", "b1"), (100, "a", "a3"), (1000, "a", "a4"), (3000, "a", "a5")]
        {
            sleep(Duration::from_millis(after)).await;
            comes(room, event);
        }
        sleep(Duration::from_secs(5)).await;
        let shown = shown.lock().expect("nobody panicked").clone();
        let wanted = [(0, "a1"), (200, "b1"), (1000, "a3"), (2000, "a4"), (4300, "a5")];
        assert_eq!(shown, wanted.map(|(at, event)| (at, event.to_owned())));
        assert!(seen.0.lock().expect("nobody panicked").is_empty(), "a room is kept for ever");
    }
}
