//! How quickly one account is listened to: a bucket of tokens for each.
//!
//! Kept as one instant, the moment at which the bucket would be full again
//! (the generic cell rate algorithm): a token takes `interval` to come back,
//! and the bucket is empty when it would take `depth` to fill.

use std::num::NonZeroUsize;
use std::sync::Mutex;

use afterword_store::AccountHash;
use jiff::{SignedDuration, Timestamp};
use lru::LruCache;

use crate::cache::{lock, recent};

const MINUTE_US: i64 = 60_000_000;

/// The pace of the accounts heard last. One that is forgotten has a full
/// bucket again; it was not heard for longer than all the others.
pub(super) struct Pace {
    interval_us: i64,
    depth_us: i64,
    full_at: Mutex<LruCache<AccountHash, i64>>,
}

impl Pace {
    pub(super) fn new(per_minute: u32, burst: u32, accounts: NonZeroUsize) -> Self {
        // Rounded up, so that never more than that gets through.
        let per_minute = i64::from(per_minute.max(1));
        let interval_us = (MINUTE_US + per_minute - 1) / per_minute;
        let depth_us = interval_us.saturating_mul(i64::from(burst.max(1)));
        Self { interval_us, depth_us, full_at: Mutex::new(recent(accounts)) }
    }

    /// Takes one token; `Err` says when the next one is there, and takes none.
    pub(super) fn take(&self, account: AccountHash, now: Timestamp) -> Result<(), SignedDuration> {
        let now_us = now.as_microsecond();
        let mut buckets = lock(&self.full_at);
        // After a step back of the clock the bucket is empty, not empty for years.
        let full_at = buckets.get(&account).map_or(now_us, |at| (*at).clamp(now_us, now_us + self.depth_us));
        let after = full_at + self.interval_us;
        let over_us = after - (now_us + self.depth_us);
        if over_us > 0 {
            buckets.put(account, full_at);
            return Err(SignedDuration::from_micros(over_us));
        }
        buckets.put(account, after);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::test_account;

    const FEW: NonZeroUsize = NonZeroUsize::new(10).unwrap();

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(1_000_000_000_000 + ms).unwrap()
    }

    #[test]
    fn a_burst_and_then_a_steady_pace() {
        let pace = Pace::new(30, 3, FEW);
        let anna = test_account(1);
        for (ms, wait_ms) in [
            (0, None),
            (0, None),
            (0, None),
            (0, Some(2000)),
            (500, Some(1500)),
            (1999, Some(1)),
            (2000, None),
            (2000, Some(2000)),
            (60_000, None),
            (60_000, None),
            (60_000, None),
            (60_000, Some(2000)),
        ] {
            let wait = pace.take(anna, at(ms)).err().map(|wait| wait.as_millis());
            assert_eq!(wait, wait_ms, "{ms} ms");
        }
        assert!(pace.take(test_account(2), at(60_000)).is_ok(), "others have their own");
    }

    #[test]
    fn over_any_schedule_no_more_than_burst_and_rate() {
        let mut random = fastrand::Rng::with_seed(5);
        for _ in 0..300 {
            let (per_minute, burst) = (random.u32(1..200), random.u32(1..40));
            let pace = Pace::new(per_minute, burst, FEW);
            let (mut ms, mut taken) = (0, Vec::new());
            for _ in 0..400 {
                ms += if random.u8(..4) == 0 { random.i64(0..5000) } else { random.i64(0..20) };
                match pace.take(test_account(1), at(ms)) {
                    Ok(()) => taken.push(ms),
                    // The wait is honest: then it is taken, and not before.
                    Err(wait) => {
                        assert!(wait > SignedDuration::ZERO);
                        if random.u8(..8) == 0 {
                            ms += i64::try_from(wait.as_micros()).unwrap().div_euclid(1000) + 1;
                            assert!(pace.take(test_account(1), at(ms)).is_ok());
                            taken.push(ms);
                        }
                    }
                }
            }
            // In every window, not only from the start.
            for (first, from) in taken.iter().enumerate() {
                for (last, to) in taken.iter().enumerate().skip(first) {
                    let most = i64::from(burst) + (to - from) * i64::from(per_minute) / 60_000;
                    let got = i64::try_from(last - first + 1).unwrap();
                    assert!(got <= most, "{got} in {} ms at {per_minute} a minute, burst {burst}", to - from);
                }
            }
        }
    }

    #[test]
    fn a_clock_set_back_does_not_shut_anybody_out() {
        let pace = Pace::new(60, 2, FEW);
        assert!(pace.take(test_account(1), at(1_000_000_000)).is_ok());
        let wait = pace.take(test_account(1), at(0)).unwrap_err();
        assert!(wait <= SignedDuration::from_secs(1), "{wait:?}");
        assert!(pace.take(test_account(1), at(1000)).is_ok());
    }

    #[test]
    fn a_million_accounts_take_no_more_memory_than_ten() {
        let pace = Pace::new(30, 20, FEW);
        for n in 0..1_000_000 {
            assert!(pace.take(test_account(n), at(0)).is_ok());
        }
        assert_eq!(lock(&pace.full_at).len(), 10);
    }
}
