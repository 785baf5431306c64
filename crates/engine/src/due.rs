//! When something is due, in milliseconds since 1970.

use afterword_store::ActorId;
use jiff::{SignedDuration, Timestamp};

/// How far a wake-up is put off that would otherwise come again at once.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(1);

/// When a new message is due. Not "now": should the clock step back, it would wait.
pub(crate) const AT_ONCE: i64 = 0;

/// When to wake somebody again who has just been woken. A wake-up that left
/// its reason standing would come again at once, and for ever.
pub(crate) fn after_wake_up(actor: ActorId, wake_ms: Option<i64>, now: Timestamp) -> Option<i64> {
    let again = wake_ms.is_some_and(|wake_ms| wake_ms <= now.as_millisecond());
    if again {
        tracing::error!(%actor, "a wake-up changed nothing and is put off for an hour: a defect");
        return Some(put_off(now));
    }
    wake_ms
}

/// Rounded up: a wake-up a part of a millisecond too early finds nothing to do.
pub(crate) fn ms_not_before(at: Timestamp) -> i64 {
    let below = at.as_millisecond();
    let exact = Timestamp::from_millisecond(below).is_ok_and(|floor| floor >= at);
    if exact { below } else { below + 1 }
}

pub(crate) fn put_off(now: Timestamp) -> i64 {
    later(now, PUT_OFF)
}

pub(crate) fn later(now: Timestamp, by: SignedDuration) -> i64 {
    now.as_millisecond().saturating_add(crate::clock::saturating_ms(by))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wake_up_is_never_early() {
        for (ns, ms) in [(0, 0), (1, 1), (999_999, 1), (1_000_000, 1), (-1, 0), (-999_999, 0), (-1_000_001, -1)] {
            assert_eq!(ms_not_before(Timestamp::from_nanosecond(ns).unwrap()), ms, "{ns} ns");
        }
    }

    #[test]
    fn a_wake_up_that_changed_nothing_is_put_off() {
        let (now, actor) = (Timestamp::UNIX_EPOCH, ActorId([0; 16]));
        let hour = 60 * 60 * 1000;
        for (wish, then) in [(None, None), (Some(-1), Some(hour)), (Some(0), Some(hour)), (Some(1), Some(1))] {
            assert_eq!(after_wake_up(actor, wish, now), then, "{wish:?}");
        }
    }
}
