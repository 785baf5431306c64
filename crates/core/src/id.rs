//! Names of talks, processes, rounds, list items and cards: minted, never positional.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// A name that stays the same whatever else is added, deleted or reordered.
///
/// It is minted from the actor (a 24-bit tag of its random id), the revision
/// of the turn that made it, and a counter within that turn, so that joining
/// two journals needs no renaming. Written as `tag.revision.n` in hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(u64);

impl Id {
    /// The id that `actor` (only its low 24 bits count) makes as its `n`-th in turn `revision`.
    #[must_use]
    pub fn minted(actor: u32, revision: u32, n: u8) -> Self {
        Self(u64::from(actor & 0xff_ffff) << 40 | u64::from(revision) << 8 | u64::from(n))
    }
}

impl Id {
    /// Its name among those of one actor, short enough to be typed: `revision.n`.
    #[must_use]
    pub fn short(self) -> String {
        let Self(bits) = self;
        format!("{:x}.{:x}", bits >> 8 & 0xffff_ffff, bits & 0xff)
    }

    /// The id of the actor with this tag whose [short name](Self::short) this is.
    #[must_use]
    pub fn from_short(actor: u32, short: &str) -> Option<Self> {
        format!("{:x}.{short}", actor & 0xff_ffff).parse().ok()
    }

    /// A number that is its own, to draw by.
    pub(crate) fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(bits) = self;
        write!(f, "{:x}.{:x}.{:x}", bits >> 40, bits >> 8 & 0xffff_ffff, bits & 0xff)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An id that does not read as `tag.revision.n`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id: expected three hexadecimal numbers with dots between them")]
pub struct NotAnId;

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let mut parts = text.split('.');
        let mut next = |max: u64| {
            let number = u64::from_str_radix(parts.next()?, 16).ok()?;
            (number <= max).then_some(number)
        };
        let bits = (|| Some(next(0xff_ffff)? << 40 | next(0xffff_ffff)? << 8 | next(0xff)?))();
        match (bits, parts.next()) {
            (Some(bits), None) => Ok(Self(bits)),
            _ => Err(NotAnId),
        }
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// Hands out ids within one turn.
#[derive(Debug, Clone)]
pub struct Mint {
    actor: u32,
    revision: u32,
    next: u8,
}

impl Mint {
    /// A mint for turn `revision` of the actor with this tag.
    #[must_use]
    pub fn new(actor: u32, revision: u32) -> Self {
        Self { actor, revision, next: 0 }
    }

    /// The next id of this turn.
    pub fn id(&mut self) -> Id {
        let id = Id::minted(self.actor, self.revision, self.next);
        self.next = self.next.saturating_add(1);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_it_was_written() {
        let mut mint = Mint::new(0xabcdef, 7);
        let (first, second) = (mint.id(), mint.id());
        assert_ne!(first, second);
        assert_eq!(first.to_string(), "abcdef.7.0");
        assert_eq!("abcdef.7.1".parse(), Ok(second));
        assert_eq!(second.short(), "7.1");
        assert_eq!(Id::from_short(0xabcdef, "7.1"), Some(second));
        for wrong in ["7", "7.1.1", "7.100", "x.1", ""] {
            assert_eq!(Id::from_short(0xabcdef, wrong), None, "{wrong}");
        }
        for wrong in ["", "1.2", "1.2.3.4", "1.2.xyz", "1.2.100", "1000000.1.1"] {
            assert_eq!(wrong.parse::<Id>(), Err(NotAnId), "{wrong}");
        }
    }
}
