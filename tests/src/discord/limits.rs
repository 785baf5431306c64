//! How much is too much: what was told with a 429, and the limit on the whole bot.

use super::rest::Where;
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

/// What a whole bot may ask in a second, interactions aside.
const A_SECOND: usize = 50;

#[derive(Default)]
pub(crate) struct Limits {
    /// Until when a place, or the whole bot, was told to stay away.
    away: HashMap<Where, Instant>,
    /// Whether the limit on the whole bot is kept to.
    enforced: bool,
    second: Option<(Instant, usize)>,
    /// How many requests were too many.
    pub(crate) refused: usize,
}

/// Somebody has to wait.
pub(crate) struct TooSoon {
    pub(crate) left: Duration,
    pub(crate) global: bool,
    /// Told before, and not kept to.
    pub(crate) told: bool,
}

impl Limits {
    pub(crate) fn new(enforced: bool) -> Self {
        Self { enforced, ..Self::default() }
    }

    pub(crate) fn stay_away(&mut self, place: Where, time: Duration) {
        self.away.insert(place, Instant::now() + time);
    }

    pub(crate) fn look(&mut self, place: Where) -> Option<TooSoon> {
        let soon = self.too_soon(place);
        self.refused += usize::from(soon.is_some());
        soon
    }

    fn too_soon(&mut self, place: Where) -> Option<TooSoon> {
        let exempt = place.belongs_to_an_interaction();
        for asked in [place, Where::Anywhere] {
            let global = asked == Where::Anywhere;
            if let Some(until) = self.away.get(&asked).filter(|_| !(global && exempt)) {
                // A hundredth of a second is forgiven: clocks tick apart.
                let left = until.saturating_duration_since(Instant::now());
                if left > Duration::from_millis(10) {
                    return Some(TooSoon { left, global, told: true });
                }
                self.away.remove(&asked);
            }
        }
        if exempt || !self.enforced {
            return None;
        }
        let now = Instant::now();
        let (since, asked) = self.second.get_or_insert((now, 0));
        if now.duration_since(*since) >= Duration::from_secs(1) {
            (*since, *asked) = (now, 0);
        }
        *asked += 1;
        let left = Duration::from_secs(1).saturating_sub(now.duration_since(*since));
        (*asked > A_SECOND).then_some(TooSoon { left, global: true, told: false })
    }
}
