//! Time zones, from the data bundled with jiff: never from the system.

use jiff::{Timestamp, civil, tz};

/// A known IANA time zone.
#[derive(Clone)]
pub struct Zone(tz::TimeZone);

impl Zone {
    /// The zone with this IANA name; `None` if there is none.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        tz::TimeZoneDatabase::bundled().get(name).ok().map(Self)
    }

    /// The zone with this name, or UTC where the data no longer knows it.
    #[must_use]
    pub fn or_utc(name: &str) -> Self {
        Self::named(name).unwrap_or(Self(tz::TimeZone::UTC))
    }

    /// What the clock on the wall shows at this moment.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> civil::DateTime {
        self.0.to_datetime(at)
    }

    /// The moment at which the clock on the wall shows this: the first one
    /// where it comes twice, the first after the gap where it never comes.
    #[must_use]
    pub fn instant(&self, local: civil::DateTime) -> Timestamp {
        self.0.to_ambiguous_timestamp(local).compatible().unwrap_or(Timestamp::MAX)
    }
}
