//! How a skill reads (`conversations.md` §5): the words, the trend, the long-held ones.
//!
//! A reading is reckoned at the moment its newest evidence arrived, so the word
//! changes only when evidence arrives, never by time alone.

use super::evidence::Evidence;
use crate::{
    Id,
    vocabulary::{Level, Trend},
};
use jiff::civil;

/// Below this a skill is a gap (§5).
const GAP: f64 = 2.5;
/// Below this it is building (§5).
const BUILDING: f64 = 3.4;
/// Below this it is sound; from here on strong, over so many answers and interviews (§5).
const STRONG: f64 = 3.8;
const STRONG_ANSWERS: usize = 3;
const STRONG_INTERVIEWS: usize = 2;
/// Answers of this or less are hard ones; two running cap the word (§5).
const HARD: u8 = 2;
/// Fewer answers on either side tell no trend (§5).
const TREND_ANSWERS: usize = 3;
/// By so much the mean has to move (§5).
const TREND: f64 = 0.8;
/// Strong held over so many interviews and days becomes a fixed asset (§5).
const HELD_INTERVIEWS: usize = 3;
const HELD_DAYS: i32 = 60;

/// How a skill reads.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// (3 + Σwr) / (1 + Σw).
    pub value: f64,
    /// The word for it.
    pub level: Level,
    /// Where it is going.
    pub trend: Trend,
    /// Over how many answers.
    pub answers: usize,
    /// Over how many interviews.
    pub interviews: usize,
    /// The day of the newest interview.
    pub last: civil::Date,
    /// Whether two answers of 2 or less running keep the word at building.
    pub capped: bool,
    /// Whether it is long-held: a fixed asset.
    pub fixed: bool,
}

/// Reads one skill; `None` without evidence. `evidence`: by interview, oldest
/// first. `half_life_days`: after how long an answer weighs half.
#[must_use]
pub fn read(evidence: &[Evidence<'_>], half_life_days: f64) -> Option<Reading> {
    let last = evidence.last()?.from.interview.date();
    Some(Reading {
        value: value(evidence, half_life_days),
        level: level(evidence, half_life_days),
        capped: two_low_running(evidence) && word(evidence, half_life_days) > Level::Building,
        trend: trend(evidence),
        answers: evidence.len(),
        interviews: interviews(evidence).len(),
        last,
        fixed: is_fixed(evidence, half_life_days),
    })
}

/// Age counts from interview to interview: when a line was confirmed does not matter.
fn value(evidence: &[Evidence<'_>], half_life_days: f64) -> f64 {
    let days = |answer: &Evidence<'_>| answer.from.interview.date();
    let newest = evidence.iter().map(days).max().unwrap_or_default();
    let (mut weights, mut sum) = (0.0, 0.0);
    for answer in evidence {
        let age_days = f64::from((newest - days(answer)).get_days());
        let weight = answer.weight * 0.5_f64.powf(age_days / half_life_days);
        weights += weight;
        sum += weight * f64::from(answer.rating);
    }
    (3.0 + sum) / (1.0 + weights)
}

fn level(evidence: &[Evidence<'_>], half_life_days: f64) -> Level {
    let word = word(evidence, half_life_days);
    if two_low_running(evidence) { word.min(Level::Building) } else { word }
}

/// The word by value and counts alone.
fn word(evidence: &[Evidence<'_>], half_life_days: f64) -> Level {
    if evidence.len() < 2 {
        return Level::TooEarly;
    }
    let value = value(evidence, half_life_days);
    match value {
        value if value < GAP => Level::Gap,
        value if value < BUILDING => Level::Building,
        value if value < STRONG => Level::Sound,
        _ if evidence.len() >= STRONG_ANSWERS && interviews(evidence).len() >= STRONG_INTERVIEWS => Level::Strong,
        _ => Level::Sound,
    }
}

fn two_low_running(evidence: &[Evidence<'_>]) -> bool {
    matches!(evidence, [.., one, two] if one.rating <= HARD && two.rating <= HARD)
}

/// The interviews behind it, oldest first.
fn interviews(evidence: &[Evidence<'_>]) -> Vec<Id> {
    let mut rounds: Vec<Id> = evidence.iter().map(|evidence| evidence.from.round).collect();
    rounds.dedup();
    rounds
}

/// By interview: the latest two against all earlier ones.
fn trend(evidence: &[Evidence<'_>]) -> Trend {
    let rounds = interviews(evidence);
    let Some(split) = rounds.len().checked_sub(2) else {
        return Trend::First;
    };
    let late: Vec<_> = ratings(evidence, |round| rounds[split..].contains(&round));
    let early: Vec<_> = ratings(evidence, |round| rounds[..split].contains(&round));
    if late.len() < TREND_ANSWERS || early.len() < TREND_ANSWERS {
        return Trend::TooEarly;
    }
    match mean(&late) - mean(&early) {
        change if change >= TREND => Trend::Rising,
        change if change <= -TREND => Trend::Slipping,
        _ => Trend::Steady,
    }
}

fn ratings(evidence: &[Evidence<'_>], of: impl Fn(Id) -> bool) -> Vec<f64> {
    evidence.iter().filter(|evidence| of(evidence.from.round)).map(|evidence| f64::from(evidence.rating)).collect()
}

fn mean(ratings: &[f64]) -> f64 {
    ratings.iter().sum::<f64>() / ratings.len() as f64
}

/// Strong held over three interviews and 60 days, with no answer of 2 or less
/// in the last two interviews, makes a fixed asset; two answers of 2 or less
/// running end it.
fn is_fixed(evidence: &[Evidence<'_>], half_life_days: f64) -> bool {
    let mut fixed = false;
    let mut strong_from: Option<usize> = None;
    for end in 1..=evidence.len() {
        let so_far = &evidence[..end];
        if two_low_running(so_far) {
            fixed = false;
        }
        // Strength is judged by interview: the order of answers within one does not matter.
        let goes_on = evidence.get(end).is_some_and(|next| next.from.round == so_far[end - 1].from.round);
        if goes_on {
            continue;
        }
        strong_from = match level(so_far, half_life_days) {
            Level::Strong => strong_from.or(Some(end - 1)),
            _ => None,
        };
        let Some(start) = strong_from else { continue };
        let held = &so_far[start..];
        let days = (held[held.len() - 1].from.interview.date() - held[0].from.interview.date()).get_days();
        let rounds = interviews(so_far);
        let last_two = &rounds[rounds.len().saturating_sub(2)..];
        let low = so_far.iter().any(|answer| answer.rating <= HARD && last_two.contains(&answer.from.round));
        if interviews(held).len() >= HELD_INTERVIEWS && days >= HELD_DAYS && !low {
            fixed = true;
        }
    }
    fixed
}
