//! Hours.

use super::lex::Token;
use jiff::civil::{Time, time};

/// An hour as it was named.
#[derive(Clone, Copy)]
pub(super) struct Hour {
    /// The hour that was said: 8 in "quarter to eight".
    hour: i64,
    /// Minutes after it, or before it.
    minute: i64,
    /// Morning or afternoon was said, or it is written so that it cannot be both.
    sure: bool,
}

/// A part of the day, with the hour it stands for where none is named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Lunchtime,
    Afternoon,
    Evening,
    Night,
}

impl Part {
    /// The part of the day that this is.
    pub(super) fn of(token: &Token) -> Option<Self> {
        [
            ("morning", Self::Morning),
            ("lunchtime", Self::Lunchtime),
            ("afternoon", Self::Afternoon),
            ("evening", Self::Evening),
            ("night", Self::Night),
        ]
        .into_iter()
        .find_map(|(word, part)| token.is(word).then_some(part))
    }

    /// Roughly when it is.
    pub(super) const fn about(self) -> Time {
        match self {
            Self::Morning => time(9, 0, 0, 0),
            Self::Lunchtime => time(12, 30, 0, 0),
            Self::Afternoon => time(14, 0, 0, 0),
            Self::Evening => time(18, 0, 0, 0),
            Self::Night => time(20, 0, 0, 0),
        }
    }
}

impl Hour {
    const fn sure(hour: i64, minute: i64) -> Self {
        Self { hour, minute, sure: true }
    }

    /// The hour these begin with, and how many of them it takes. A bare number is
    /// one where `expected`: after "at", or beside a day. Of "2 to 3" the first counts.
    pub(super) fn read(tokens: &[Token], expected: bool) -> Option<(Self, usize)> {
        let (from, used) = Self::one(tokens, expected)?;
        let joint = usize::from(tokens.get(used).is_some_and(|word| word.is_any(&["to", "until", "till", "and"])));
        match tokens.get(used + joint..).and_then(|rest| Self::one(rest, true)) {
            Some((until, more)) if joint > 0 || until.sure => Some((from.before(until), used + joint + more)),
            _ => Some((from, used)),
        }
    }

    /// The time of day. What the hour left open, the part of the day tells, and
    /// else what most interviews and plans are like.
    pub(super) fn time(self, part: Option<Part>) -> Option<Time> {
        let hour = match (self.sure, part, self.hour) {
            (true, ..) => self.hour,
            (_, Some(Part::Morning | Part::Night), 12) => 0,
            (_, Some(Part::Morning), hour) => hour,
            (_, Some(Part::Night), hour @ 1..=5) => hour,
            (_, Some(_), hour @ 1..=11) => hour + 12,
            (_, None, hour @ 1..=7) => hour + 12,
            (_, _, hour) => hour,
        };
        let minutes = (hour * 60 + self.minute).rem_euclid(24 * 60);
        Time::new(i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?, 0, 0).ok()
    }

    /// The time of day as it is written, where nothing else tells which half is meant.
    pub(super) fn as_written(self) -> Option<Time> {
        Self { sure: true, ..self }.time(None)
    }

    /// "8 to 9pm": both are in the evening.
    fn before(self, until: Self) -> Self {
        if !self.sure && until.sure && self.hour < 12 && self.hour + 12 <= until.hour {
            Self { hour: self.hour + 12, sure: true, ..self }
        } else {
            self
        }
    }

    fn one(tokens: &[Token], expected: bool) -> Option<(Self, usize)> {
        let (first, rest) = tokens.split_first()?;
        if first.is("half") {
            // "Half two" is half past two in Britain.
            let past = usize::from(rest.first().is_some_and(|word| word.is("past")));
            let (hour, used) = Self::full(rest.get(past..)?)?;
            return Some((Self { minute: 30, ..hour }, 1 + past + used));
        }
        Self::past_or_to(tokens).or_else(|| match first {
            Token::Clock { hour, minute, leading_zero } => {
                let (sure, hour, used) = half_of_day(*hour, rest)?;
                Some((Self { hour, minute: *minute, sure: sure || *leading_zero }, 1 + used))
            }
            Token::Number { ordinal: false, .. } => Self::number(tokens, expected),
            _ => Self::full(tokens),
        })
    }

    /// "Quarter past three", "ten to 4", "20 minutes to five".
    fn past_or_to(tokens: &[Token]) -> Option<(Self, usize)> {
        let article = usize::from(tokens.first().is_some_and(|word| word.is("a")));
        let first = tokens.get(article)?;
        let minutes = if first.is("quarter") { 15 } else { first.number().filter(|n| (1..60).contains(n))? };
        let named = article + 1 + usize::from(tokens.get(article + 1).is_some_and(|word| word.is("minute")));
        let direction = tokens.get(named)?;
        let (hour, used) = Self::full(tokens.get(named + 1..)?)?;
        let minute = if direction.is("past") {
            minutes
        } else if direction.is("to") && (first.is("quarter") || minutes % 5 == 0) {
            -minutes
        } else {
            return None;
        };
        Some((Self { minute, ..hour }, named + 1 + used))
    }

    /// "Two", "2", "2pm", "noon": an hour without minutes.
    fn full(tokens: &[Token]) -> Option<(Self, usize)> {
        let (first, rest) = tokens.split_first()?;
        match first {
            word if word.is("noon") => Some((Self::sure(12, 0), 1)),
            word if word.is("midnight") => Some((Self::sure(0, 0), 1)),
            Token::Number { value: hour @ 0..=23, ordinal: false, .. } => {
                let (sure, hour, used) = half_of_day(*hour, rest)?;
                Some((Self { hour, minute: 0, sure }, 1 + used))
            }
            _ => None,
        }
    }

    /// "3pm", "3 o'clock", "3ish", "15h", "15h30", "0900", "1500 hours", and 3 where it can be one.
    fn number(tokens: &[Token], expected: bool) -> Option<(Self, usize)> {
        let Some(Token::Number { value, digits, .. }) = tokens.first() else {
            return None;
        };
        let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|word| word.is_any(words));
        if *digits == 4 && (0..24).contains(&(value / 100)) && (0..60).contains(&(value % 100)) {
            let said = is(1, &["hour", "h"]);
            return (said || expected || *value < 1000)
                .then_some((Self::sure(value / 100, value % 100), 1 + usize::from(said)));
        }
        if *digits > 0 && (0..24).contains(value) && is(1, &["h"]) {
            return match tokens.get(2) {
                Some(Token::Number { value: minute @ 0..=59, digits: 2, .. }) => Some((Self::sure(*value, *minute), 3)),
                _ => Some((Self::sure(*value, 0), 2)),
            };
        }
        let (hour, used) = Self::full(tokens)?;
        let ish = usize::from(is(used, &["ish"]));
        // "3 in the morning", "8 at night".
        let part = tokens.iter().skip(1).find(|word| !word.is_any(&["in", "the", "at"])).and_then(Part::of);
        (expected || used > 1 || ish > 0 || part.is_some()).then_some((hour, used + ish))
    }
}

/// What says which half of the day an hour is in, if anything does.
fn half_of_day(hour: i64, rest: &[Token]) -> Option<(bool, i64, usize)> {
    let clock = usize::from(rest.first().is_some_and(|word| word.is("oclock")));
    let after = rest.get(clock);
    let is = |word: &str| after.is_some_and(|token| token.is(word));
    if is("am") {
        (1..=12).contains(&hour).then_some((true, hour % 12, clock + 1))
    } else if is("pm") {
        match hour {
            1..=12 => Some((true, hour % 12 + 12, clock + 1)),
            13..=23 => Some((true, hour, clock + 1)),
            _ => None,
        }
    } else {
        Some((hour == 0 || hour > 12, hour, clock))
    }
}
