//! What an account is told once in a while, however often there is reason to.

use std::num::NonZeroUsize;
use std::sync::Mutex;

use afterword_store::AccountHash;
use jiff::{SignedDuration, Timestamp};
use lru::LruCache;

use crate::cache::{lock, recent};

/// Who was told, and when.
pub(super) struct Once {
    every: SignedDuration,
    told: Mutex<LruCache<AccountHash, Timestamp>>,
}

impl Once {
    pub(super) fn new(every: SignedDuration, accounts: NonZeroUsize) -> Self {
        Self { every, told: Mutex::new(recent(accounts)) }
    }

    /// Whether it is to be told now; then it counts as told.
    pub(super) fn first(&self, account: AccountHash, now: Timestamp) -> bool {
        let mut told = lock(&self.told);
        // Apart either way: a clock that was set back must not silence this for years.
        let lately = told.get(&account).is_some_and(|at| now.duration_since(*at).abs() < self.every);
        if !lately {
            told.put(account, now);
        }
        !lately
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::test_account;

    #[test]
    fn it_is_told_once_in_a_while() {
        let once = Once::new(SignedDuration::from_mins(1), NonZeroUsize::new(10).unwrap());
        let at = |second| Timestamp::from_second(second).unwrap();
        let (anna, bob) = (test_account(1), test_account(2));
        for (second, account, told) in [
            (1000, anna, true),
            (1001, anna, false),
            (1001, bob, true),
            (1059, anna, false),
            (1060, anna, true),
            (1061, anna, false),
            (900, anna, true), // the clock was set back
        ] {
            assert_eq!(once.first(account, at(second)), told, "{second}");
        }
    }

    #[test]
    fn a_million_accounts_take_no_more_memory_than_ten() {
        let once = Once::new(SignedDuration::from_mins(1), NonZeroUsize::new(10).unwrap());
        for n in 0..1_000_000 {
            assert!(once.first(test_account(n), Timestamp::UNIX_EPOCH));
        }
        assert_eq!(lock(&once.told).len(), 10);
    }
}
