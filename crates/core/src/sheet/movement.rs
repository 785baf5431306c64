//! Where a line stands, and how it moves (`conversations.md` §5, movement).

use super::{
    cards,
    evidence::{KeptLine, evidence},
    line::Line,
    reading::{self, Reading},
};
use crate::{
    Person, Settings,
    vocabulary::{Cause, Level, Progress, Section, Skill},
};
use std::collections::BTreeMap;

/// All skills that have evidence, as they read.
#[must_use]
pub fn readings(lines: &[KeptLine<'_>], settings: &Settings) -> BTreeMap<Skill, Reading> {
    let read = |skill: &Skill| Some((*skill, reading::read(&evidence(lines, *skill), settings.half_life_days)?));
    Skill::ALL.iter().filter_map(read).collect()
}

/// The heading a skill stands under by its reading; `None` where it stands
/// under none: too early to say, or building without a named cause.
#[must_use]
pub fn skill_section(reading: &Reading) -> Option<Section> {
    match reading.level {
        _ if reading.fixed => Some(Section::FixedAssets),
        Level::Strong | Level::Sound => Some(Section::CurrentAssets),
        Level::Gap => Some(Section::CurrentLiabilities),
        Level::Building | Level::TooEarly => None,
    }
}

/// How far the gap of a line is on its way.
#[must_use]
pub fn progress(
    person: &Person,
    kept: &KeptLine<'_>,
    lines: &[KeptLine<'_>],
    readings: &BTreeMap<Skill, Reading>,
) -> Progress {
    if is_cleared(kept, lines, readings) {
        return Progress::Cleared;
    }
    let of_line = |card: &cards::Card| card.id.talk == kept.talk && card.id.of == kept.question.of;
    let made: Vec<_> = cards::cards(person).into_iter().filter(of_line).collect();
    if made.iter().any(|card| cards::rehearsed(person, card.id) >= 2) {
        Progress::ReadyToTry
    } else if made.is_empty() {
        Progress::Open
    } else {
        Progress::InHand
    }
}

/// Rated 4 or more in a later interview, the skill at least building.
fn is_cleared(kept: &KeptLine<'_>, lines: &[KeptLine<'_>], readings: &BTreeMap<Skill, Reading>) -> bool {
    let Line::Answer { skill: Some(skill), .. } = kept.line else {
        return false;
    };
    let building = readings.get(skill).is_some_and(|reading| reading.level >= Level::Building);
    let went_well = |later: &super::evidence::Evidence<'_>| {
        later.mostly && later.rating >= 4 && later.from.round != kept.round && later.from.interview > kept.interview
    };
    building && evidence(lines, *skill).iter().any(went_well)
}

/// The heading of a kept line.
#[must_use]
pub fn line_section(line: &Line, progress: Progress) -> Option<Section> {
    match line {
        Line::Build { .. } => Some(Section::LongTermLiabilities),
        Line::Feedback { rating: Some(4..), .. } => Some(Section::CurrentAssets),
        Line::Feedback { .. } => Some(Section::LongTermLiabilities),
        Line::Answer { causes, hindered, .. } if !causes.is_empty() || hindered.is_some() => {
            Some(if progress == Progress::Cleared {
                Section::CurrentAssets
            } else if causes.iter().copied().any(Cause::is_long_term) {
                Section::LongTermLiabilities
            } else {
                Section::CurrentLiabilities
            })
        }
        // The least bad answer of a bad day is no strength yet.
        Line::Answer { rating: Some(..3), .. } => None,
        Line::Answer { ingredients, worked, .. } if !ingredients.is_empty() || worked.is_some() => {
            Some(Section::CurrentAssets)
        }
        Line::Answer { .. } => None, // counts in its skill's reading only
    }
}
