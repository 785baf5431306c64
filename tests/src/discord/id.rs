//! Ids as Discord makes them: the moment in the upper bits, so they sort by age.

use jiff::Timestamp;
use serde::{Serialize, Serializer};
use std::{fmt, str::FromStr};

/// The first moment an id can hold: the beginning of 2015.
const EPOCH_MS: i64 = 1_420_070_400_000;

/// A snowflake; on the wire it is text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub u64);

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Id {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Where ids come from: never the same one twice, whatever the clock does.
#[derive(Default)]
pub(crate) struct Ids {
    last: u64,
}

impl Ids {
    pub(crate) fn next(&mut self, now: Timestamp) -> Id {
        let of_now = u64::try_from(now.as_millisecond() - EPOCH_MS).unwrap_or(0) << 22;
        self.last = of_now.max(self.last + 1);
        Id(self.last)
    }
}
