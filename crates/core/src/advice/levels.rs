//! From what the answers count to a level for each family (§4, "Level per family").

use super::{
    answers::Known,
    points::{Finding, Weight},
    signs::{Change, Changes, Settled},
};
use crate::say::options;

options! {
    /// The families of warning signs. G is none of them.
    Family, "family" {
        /// V, vague.
        Vague = "vague",
        /// T, turnover.
        Turnover = "turnover",
        /// C, nothing for the CV.
        Cv = "cv",
        /// P, pressure.
        Pressure = "pressure",
        /// X, not what was advertised.
        Changed = "changed",
    }
}

/// How much a family says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Level {
    /// 0.
    #[default]
    Clear,
    /// 1: worth asking.
    WorthAsking,
    /// 2: a concern.
    Concern,
    /// 3: a strong concern.
    Strong,
}

impl Level {
    /// All of them, lowest first.
    pub const ALL: [Self; 4] = [Self::Clear, Self::WorthAsking, Self::Concern, Self::Strong];

    /// The level of so many points.
    #[must_use]
    pub fn of_points(points: u8) -> Self {
        match points {
            0 => Self::Clear,
            1 => Self::WorthAsking,
            2 | 3 => Self::Concern,
            4.. => Self::Strong,
        }
    }
}

/// How one family stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Standing {
    /// Its level.
    pub level: Level,
    /// Whether a `?` of it is open.
    pub open: bool,
    /// Whether a `?` of it was not answered.
    pub not_answered: bool,
    /// Whether it is *asked*: none of its questions to the employer is open.
    pub asked: bool,
}

impl Standing {
    /// Nothing is raised, nothing unknown.
    pub const CLEAR: Self = Self { level: Level::Clear, open: false, not_answered: false, asked: true };
}

/// How a family stands. `changes`: X goes by them, the others by points.
#[must_use]
pub fn standing(family: Family, findings: &[Finding], changes: &Changes) -> Standing {
    let mut standing = Standing::CLEAR;
    let mut points = 0_u8;
    for finding in findings.iter().filter(|finding| finding.question.family() == Some(family)) {
        match finding.weight {
            Weight::Points(more) => points = points.saturating_add(more),
            Weight::NotAnswered => standing.not_answered = true,
            Weight::Open => {
                standing.open = true;
                standing.asked &= !finding.question.is_to_employer();
            }
        }
    }
    standing.level = if family == Family::Changed { of_changes(changes) } else { Level::of_points(points) };
    standing
}

/// X. What is unknown about a change counts nothing: it is read as the milder of the two until it
/// is known, and stays a `?`.
#[must_use]
pub fn of_changes(changes: &Changes) -> Level {
    let Changes::Are(changes) = changes else {
        return Level::Clear;
    };
    let count = |explained: bool, welcome: bool| {
        let fits = |change: &&Change| {
            (change.explained != Known::Is(false)) == explained && (change.welcome != Known::Is(false)) == welcome
        };
        changes.iter().filter(fits).count()
    };
    let unwelcome = count(true, false);
    let unexplained = count(false, true);
    match count(false, false) {
        2.. => Level::Strong,
        1 => Level::Concern,
        // Welcome changes alone never go above 1.
        0 if unwelcome == 0 && unexplained > 0 => Level::WorthAsking,
        0 => match unwelcome + unexplained {
            0 => Level::Clear,
            1 => Level::WorthAsking,
            2.. => Level::Concern,
        },
    }
}

/// What G says: never weighed, never outweighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gut {
    /// 4 or 5, or O7 was not reached yet.
    Clear,
    /// 3, or skipped.
    Noted,
    /// 1 or 2: always "sleep on it".
    SleepOnIt,
}

impl From<Settled> for Gut {
    fn from(settled: Settled) -> Self {
        match settled {
            Settled::NotReached | Settled::Is(4..) => Self::Clear,
            Settled::Skipped | Settled::Is(3) => Self::Noted,
            Settled::Is(..=2) => Self::SleepOnIt,
        }
    }
}
