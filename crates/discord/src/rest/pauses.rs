//! The pauses that Discord asked for.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::time::Instant;

/// So many places are remembered before those are forgotten whose pause is over.
const REMEMBERED: usize = 256;

/// Until when which place is to be left alone; `None` is the whole bot.
#[derive(Default)]
pub(super) struct Pauses(Mutex<HashMap<Option<String>, Instant>>);

impl Pauses {
    pub(super) fn begin(&self, path: Option<&str>, after: Duration) {
        let mut pauses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if pauses.len() >= REMEMBERED {
            pauses.retain(|_, until| *until > now);
        }
        pauses.insert(path.map(str::to_owned), now + after);
    }

    /// How long this place is still to be left alone.
    pub(super) fn left(&self, path: &str) -> Option<Duration> {
        let mut pauses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if pauses.is_empty() {
            return None;
        }
        let now = Instant::now();
        pauses.retain(|_, until| *until > now);
        let places = [None, Some(path.to_owned())];
        places.iter().filter_map(|place| Some(*pauses.get(place)? - now)).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_pause_holds_for_its_place_or_for_all_and_ends() {
        let pauses = Pauses::default();
        assert_eq!(pauses.left("/a"), None);
        pauses.begin(Some("/a"), Duration::from_secs(5));
        assert_eq!(pauses.left("/a"), Some(Duration::from_secs(5)));
        assert_eq!(pauses.left("/b"), None);
        pauses.begin(None, Duration::from_secs(2));
        assert_eq!(pauses.left("/b"), Some(Duration::from_secs(2)));
        tokio::time::advance(Duration::from_secs(3)).await;
        assert_eq!(pauses.left("/b"), None);
        assert_eq!(pauses.left("/a"), Some(Duration::from_secs(2)));
        tokio::time::advance(Duration::from_secs(3)).await;
        assert_eq!(pauses.left("/a"), None);
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_over_is_forgotten() {
        let pauses = Pauses::default();
        for nth in 0..1000 {
            pauses.begin(Some(&format!("/{nth}")), Duration::from_millis(1));
            tokio::time::advance(Duration::from_millis(2)).await;
        }
        assert!(pauses.0.lock().expect("nobody panics").len() <= REMEMBERED);
    }
}
