//! The exceptions a person may claim, each with its conditions (§4, "Exceptions").
//!
//! V, P and X have none: V falls only with clearer answers, P only with time
//! granted, X only with an explanation.

use super::{
    answers::{HoldingWhy, Known, Success},
    levels::Family,
    signs::Signs,
};
use jiff::civil;

/// An exception that is complete. It leaves its family, its `?` included, out of
/// the rules, and adds its own line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exception {
    /// "Stabilise it": Eyes open, with a look-around at 6 and 9 months.
    EyesOpen,
    /// Holding pattern, with checks at 3 and 6 months and at the end date.
    HoldingPattern,
}

impl Exception {
    /// Both, in the order their lines are said.
    pub const ALL: [Self; 2] = [Self::EyesOpen, Self::HoldingPattern];

    /// The family it explains.
    #[must_use]
    pub fn family(self) -> Family {
        match self {
            Self::EyesOpen => Family::Turnover,
            Self::HoldingPattern => Family::Cv,
        }
    }
}

/// How far a claim has come. One whose conditions are not all met changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Claim {
    /// It is not claimed.
    None,
    /// A condition is not met.
    Incomplete,
    /// All are.
    Complete,
}

/// T, "stabilise it": what was given of its conditions. Own words count as given once there are any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Stabilise {
    /// The problem is named.
    pub problem: bool,
    /// Who backs them is named.
    pub backer: bool,
    /// What success looks like is said. It does not count while V's "how success is judged" is no.
    pub success: bool,
    /// The date to look elsewhere.
    pub look_elsewhere: Option<civil::Date>,
}

/// C, the holding pattern: what was given of its conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Holding {
    /// Why.
    pub why: Option<HoldingWhy>,
    /// What the time is for is said.
    pub time_for: bool,
    /// The end date.
    pub ends: Option<civil::Date>,
}

/// How far the claim of this exception has come.
#[must_use]
pub fn claim(exception: Exception, signs: &Signs) -> Claim {
    match exception {
        Exception::EyesOpen => of(signs.stabilise.map(|given| {
            let judged = signs.vague.success != Known::Is(Success::No);
            given.problem && given.backer && given.success && judged && given.look_elsewhere.is_some()
        })),
        Exception::HoldingPattern => {
            of(signs.holding.map(|given| given.why.is_some() && given.time_for && given.ends.is_some()))
        }
    }
}

fn of(met: Option<bool>) -> Claim {
    match met {
        None => Claim::None,
        Some(false) => Claim::Incomplete,
        Some(true) => Claim::Complete,
    }
}
