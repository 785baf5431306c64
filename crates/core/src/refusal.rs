//! Why something a person said is not taken, as every adapter tells them.

use crate::{
    say::{Arg, Block},
    wording,
};
use jiff::SignedDuration;
use std::borrow::Cow;

/// Above this, a wait is told in minutes.
const SECONDS: i64 = 90;
/// Nobody is told to wait longer than a year.
const MOST_MS: i128 = 365 * 24 * 60 * 60 * 1000;

/// Why an event is not taken. Nothing of it is kept, so it can be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Too much is waiting already.
    Busy,
    /// This account says more than is taken at a time.
    TooFast {
        /// How long until one more is taken.
        wait: SignedDuration,
    },
    /// Many people have come for the first time, and this one would be another.
    Crowded {
        /// How long until somebody new is taken.
        wait: SignedDuration,
    },
    /// Nobody new is taken here.
    Closed,
    /// As much is kept of this person as may be.
    Full,
    /// The operator does not want to hear this account.
    Blocked,
    /// The disk is almost full.
    NoRoom,
    /// What is kept of this person cannot be read, and is set aside as it is.
    Unreadable,
    /// A defect of the program.
    Defect,
}

impl Refusal {
    /// The sentence for it; `operator` is who can be turned to.
    #[must_use]
    pub fn block(self, operator: &str) -> Block {
        let operator = Arg::Name(Cow::Owned(operator.to_owned()));
        match self {
            Self::Busy => wording::refused_busy(),
            Self::TooFast { wait } => wording::refused_too_fast(told(wait)),
            Self::Crowded { wait } => wording::refused_crowded(told(wait)),
            Self::Closed => wording::refused_closed(operator),
            Self::Full => wording::refused_full(operator),
            Self::Blocked => wording::refused_blocked(operator),
            Self::NoRoom => wording::refused_no_room(operator),
            Self::Unreadable => wording::refused_unreadable(operator),
            Self::Defect => wording::refused_defect(),
        }
    }
}

/// Rounded up: whoever comes back after that long is not too early.
fn told(wait: SignedDuration) -> Block {
    let ms = wait.as_millis().clamp(1, MOST_MS).unsigned_abs();
    let over = |unit_ms: u128| i64::try_from(ms.div_ceil(unit_ms)).unwrap_or(i64::MAX);
    match over(1000) {
        seconds @ ..=SECONDS => wording::wait_seconds(seconds),
        _ => wording::wait_minutes(over(60_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_rounded_up() {
        for (ms, word, count) in [
            (-5, "wait-seconds", 1),
            (0, "wait-seconds", 1),
            (1000, "wait-seconds", 1),
            (1001, "wait-seconds", 2),
            (90_000, "wait-seconds", 90),
            (90_001, "wait-minutes", 2),
            (120_001, "wait-minutes", 3),
            (3_600_000, "wait-minutes", 60),
        ] {
            let told = told(SignedDuration::from_millis(ms));
            assert_eq!(told.word, word, "{ms} ms");
            assert!(told.args.first().is_some_and(|(_, arg)| *arg == Arg::Number(count)), "{ms} ms");
        }
    }
}
