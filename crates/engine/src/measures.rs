//! What the engine counts of itself, through the `metrics` facade: whoever
//! starts the process decides whether anybody collects it.
//!
//! A label is one of a few fixed words, or the name of a platform as it was
//! given at the start. What comes from a person has no way into one.

use std::collections::HashMap;
use std::time::Instant;

use metrics::{Counter, Histogram, Unit, counter, describe_counter, describe_histogram, histogram};

use crate::{NotTaken, Outcome};

const TURNS: &str = "afterword_turn_seconds";
const WOKEN: &str = "afterword_wakeups_total";
const DELIVERIES: &str = "afterword_deliveries_total";

/// Handles that were got once, so that counting looks nothing up.
pub(crate) struct Measures {
    taken: Histogram,
    duplicate: Histogram,
    refused: Histogram,
    busy: Histogram,
    failed: Histogram,
    woken: Counter,
    deliveries: HashMap<String, Deliveries>,
    /// To a platform that this process does not have.
    elsewhere: Deliveries,
}

struct Deliveries {
    arrived: Counter,
    later: Counter,
    never: Counter,
}

impl Measures {
    /// For these platforms, where the recorder of the moment collects it.
    pub(crate) fn of<'a>(platforms: impl Iterator<Item = &'a String>) -> Self {
        describe_histogram!(TURNS, Unit::Seconds, "From hearing an event until what it changed is durable");
        describe_counter!(WOKEN, "Turns that began because their time had come");
        describe_counter!(DELIVERIES, "Tries to bring a message to a platform");
        let turn = |outcome: &'static str| histogram!(TURNS, "outcome" => outcome);
        Self {
            taken: turn("taken"),
            duplicate: turn("duplicate"),
            refused: turn("refused"),
            busy: turn("busy"),
            failed: turn("failed"),
            woken: counter!(WOKEN),
            deliveries: platforms.map(|platform| (platform.clone(), Deliveries::to(platform))).collect(),
            elsewhere: Deliveries::to("not connected"),
        }
    }

    /// An event was taken.
    pub(crate) fn taken(&self, begun: Instant, duplicate: bool) {
        let turns = if duplicate { &self.duplicate } else { &self.taken };
        turns.record(begun.elapsed());
    }

    /// An event was not taken.
    pub(crate) fn not_taken(&self, begun: Instant, why: &NotTaken) {
        let turns = match why {
            NotTaken::Refused { .. } => &self.refused,
            NotTaken::Busy => &self.busy,
            NotTaken::Stopped(_) | NotTaken::SetAside(_) | NotTaken::NoRoom | NotTaken::Defect => &self.failed,
        };
        turns.record(begun.elapsed());
    }

    /// Somebody was woken.
    pub(crate) fn woke(&self) {
        self.woken.increment(1);
    }

    /// A message was tried to be delivered.
    pub(crate) fn delivery(&self, platform: &str, outcome: Outcome) {
        let deliveries = self.deliveries.get(platform).unwrap_or(&self.elsewhere);
        let counter = match outcome {
            Outcome::Arrived => &deliveries.arrived,
            Outcome::Later { .. } => &deliveries.later,
            Outcome::Never { .. } => &deliveries.never,
        };
        counter.increment(1);
    }
}

impl Deliveries {
    fn to(platform: &str) -> Self {
        let with =
            |outcome: &'static str| counter!(DELIVERIES, "platform" => platform.to_owned(), "outcome" => outcome);
        Self { arrived: with("arrived"), later: with("later"), never: with("never") }
    }
}
