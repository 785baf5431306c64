//! Time zones, from the data bundled with jiff: never from the system.

use jiff::{Timestamp, civil, tz};
use std::{
    collections::BTreeMap,
    sync::{PoisonError, RwLock},
};

/// Zones read before. The data is compiled in, so it only ever says the same;
/// reading it took half of a turn. Only names that exist get in: a few hundred.
static READ: RwLock<BTreeMap<String, tz::TimeZone>> = RwLock::new(BTreeMap::new());

/// A known IANA time zone.
#[derive(Clone)]
pub struct Zone(tz::TimeZone);

impl Zone {
    /// The zone with this IANA name; `None` if there is none.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if let Some(zone) = READ.read().unwrap_or_else(PoisonError::into_inner).get(name) {
            return Some(Self(zone.clone()));
        }
        let zone = tz::TimeZoneDatabase::bundled().get(name).ok()?;
        // Kept under its own name, however it was spelt: there are many ways to write one in capitals.
        if zone.iana_name() == Some(name) {
            READ.write().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), zone.clone());
        }
        Some(Self(zone))
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

    /// The same from this moment on: the second time where the first one is over.
    #[must_use]
    pub fn instant_from(&self, local: civil::DateTime, now: Timestamp) -> Timestamp {
        let first = self.instant(local);
        let second = self.0.to_ambiguous_timestamp(local).later().unwrap_or(first);
        if first < now && second >= now { second } else { first }
    }
}
