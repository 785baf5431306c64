//! Time zones, from the data bundled with jiff: never from the system.

use jiff::{
    Timestamp, civil,
    tz::{self, AmbiguousOffset},
};
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
    /// where it comes twice, and as long after the gap as it lies behind its beginning where it never comes.
    #[must_use]
    pub fn instant(&self, local: civil::DateTime) -> Timestamp {
        self.0.to_ambiguous_timestamp(local).compatible().unwrap_or(Timestamp::MAX)
    }

    /// The first moment at which the clock on the wall shows this or a later time: the first one
    /// where it comes twice, the end of the gap where it never comes (`community.md`, Schedule).
    /// `None` at the end of time.
    ///
    /// [`Zone::instant`] differs in gaps, as calendars do.
    #[must_use]
    pub fn first_showing(&self, local: civil::DateTime) -> Option<Timestamp> {
        match self.0.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(local).ok(),
            AmbiguousOffset::Fold { before, .. } => before.to_timestamp(local).ok(),
            AmbiguousOffset::Gap { before, after } => {
                // The gap ends after the moment that would be this by the later offset, and not after
                // the one that would be this by the earlier.
                let (from, to) = (after.to_timestamp(local).ok()?, before.to_timestamp(local).ok()?);
                let ends = |change: &tz::TimeZoneTransition<'_>| self.0.to_offset(change.timestamp()) == after;
                let changes = self.0.following(from).take_while(|change| change.timestamp() <= to);
                Some(changes.into_iter().find(ends).map_or(to, |change| change.timestamp()))
            }
        }
    }

    /// The same from this moment on: the second time where the first one is over.
    #[must_use]
    pub fn instant_from(&self, local: civil::DateTime, now: Timestamp) -> Timestamp {
        let first = self.instant(local);
        let second = self.0.to_ambiguous_timestamp(local).later().unwrap_or(first);
        if first < now && second >= now { second } else { first }
    }
}
