//! How many people can come for the first time in an hour.

use std::num::NonZeroUsize;
use std::sync::Mutex;

use afterword_core::Refusal;
use afterword_store::AccountHash;
use jiff::{SignedDuration, Timestamp};
use lru::LruCache;

use crate::cache::{lock, recent};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// The accounts that came in the last hour, by when they did.
pub(super) struct Welcome {
    /// `None`: nobody new is taken.
    came: Option<Mutex<LruCache<AccountHash, Timestamp>>>,
}

impl Welcome {
    pub(super) fn new(per_hour: usize) -> Self {
        Self { came: NonZeroUsize::new(per_hour).map(|most| Mutex::new(recent(most))) }
    }

    /// Lets an account in. One that came within the hour counts once, however
    /// often it has been forgotten meanwhile.
    pub(super) fn enter(&self, account: AccountHash, now: Timestamp) -> Result<(), Refusal> {
        let Some(came) = &self.came else {
            return Err(Refusal::Closed);
        };
        let mut came = lock(came);
        // Looking does not move anybody, so the order stays that of arrival.
        let past = |at: &Timestamp| now.duration_since(*at).abs() >= HOUR;
        while came.peek_lru().is_some_and(|(_, at)| past(at)) {
            came.pop_lru();
        }
        if came.contains(&account) {
            return Ok(());
        }
        if came.len() < came.cap().get() {
            came.put(account, now);
            return Ok(());
        }
        let oldest = came.peek_lru().map_or(now, |(_, at)| *at);
        let wait = HOUR.saturating_sub(now.duration_since(oldest));
        Err(Refusal::Crowded { wait })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::test_account;
    use std::collections::HashMap;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_000_000_000 + second).unwrap()
    }

    fn crowded(seconds: i64) -> Result<(), Refusal> {
        Err(Refusal::Crowded { wait: SignedDuration::from_secs(seconds) })
    }

    #[test]
    fn the_hour_slides() {
        let welcome = Welcome::new(2);
        for (second, account, expected) in [
            (0, 1, Ok(())),
            (600, 1, Ok(())), // the same again
            (600, 2, Ok(())),
            (700, 3, crowded(2900)),
            (700, 1, Ok(())),
            (3599, 3, crowded(1)),
            (3600, 3, Ok(())),
            (3600, 1, crowded(600)), // hears that the hour is over, like anybody new
            (4200, 1, Ok(())),
        ] {
            assert_eq!(welcome.enter(test_account(account), at(second)), expected, "{account} at {second}");
        }
    }

    #[test]
    fn with_nought_nobody_new_is_taken() {
        assert_eq!(Welcome::new(0).enter(test_account(1), at(0)), Err(Refusal::Closed));
    }

    #[test]
    fn a_clock_set_back_does_not_shut_everybody_out() {
        let welcome = Welcome::new(1);
        assert!(welcome.enter(test_account(1), at(1_000_000)).is_ok());
        assert!(welcome.enter(test_account(2), at(0)).is_ok());
    }

    #[test]
    fn in_no_hour_more_than_that_come() {
        let mut random = fastrand::Rng::with_seed(9);
        for _ in 0..100 {
            let most = random.usize(1..20);
            let welcome = Welcome::new(most);
            let (mut second, mut came, mut lately) = (0, Vec::new(), HashMap::new());
            for _ in 0..500 {
                second += random.i64(0..300);
                let account = random.u64(0..100);
                let entered = welcome.enter(test_account(account), at(second)).is_ok();
                let again = lately.get(&account).is_some_and(|at| second - at < 3600);
                assert!(entered || !again, "who is in stays in for the hour");
                if entered && !again {
                    lately.insert(account, second);
                    came.push(second);
                }
            }
            assert!(came.len() > most, "the hours go on");
            for (first, from) in came.iter().enumerate() {
                let hour = came[first..].iter().take_while(|at| *at - from < 3600).count();
                assert!(hour <= most, "{hour} of {most}");
            }
        }
    }
}
