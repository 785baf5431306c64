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
    /// The hour these begin with, and how many of them it takes. A bare number is
    /// one where `expected`: after "at", or after a day.
    pub(super) fn read(tokens: &[Token], expected: bool) -> Option<(Self, usize)> {
        let sure = |hour, minute| Self { hour, minute, sure: true };
        match tokens {
            [word, ..] if word.is("noon") => Some((sure(12, 0), 1)),
            [word, ..] if word.is("midnight") => Some((sure(0, 0), 1)),
            [half, rest @ ..] if half.is("half") => {
                let past = usize::from(rest.first().is_some_and(|word| word.is("past")));
                let (hour, used) = Self::counted(rest.get(past..)?)?;
                Some((Self { minute: 30, ..hour }, 1 + past + used))
            }
            _ => Self::past_or_to(tokens).or_else(|| Self::on_the_clock(tokens, expected)),
        }
    }

    /// The time of day. What the hour left open, the part of the day tells, and
    /// else what most interviews and plans are like.
    pub(super) fn time(self, part: Option<Part>) -> Option<Time> {
        let hour = match (self.sure, part, self.hour) {
            (true, ..) => self.hour,
            (_, Some(Part::Morning), 12) | (_, Some(Part::Night), 12) => 0,
            (_, Some(Part::Morning), hour) => hour,
            (_, Some(Part::Night), hour @ 1..=5) => hour,
            (_, Some(_), hour @ 1..=11) => hour + 12,
            (_, None, hour @ 1..=7) => hour + 12,
            (_, _, hour) => hour,
        };
        let minutes = (hour * 60 + self.minute).rem_euclid(24 * 60);
        Time::new(i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?, 0, 0).ok()
    }

    /// "Quarter past three", "ten to 4", "20 minutes to five".
    fn past_or_to(tokens: &[Token]) -> Option<(Self, usize)> {
        let (minutes, used) = match tokens {
            [a, quarter, ..] if a.is("a") && quarter.is("quarter") => (15, 2),
            [quarter, ..] if quarter.is("quarter") => (15, 1),
            [Token::Number { value: minutes @ 1..=59, .. }, minute, ..] if minute.is("minute") => (*minutes, 2),
            [Token::Number { value: minutes @ 1..=59, .. }, ..] => (*minutes, 1),
            _ => return None,
        };
        let direction = tokens.get(used)?;
        let (hour, more) = Self::counted(tokens.get(used + 1..)?)?;
        let used = used + 1 + more;
        let minute = if direction.is("past") {
            minutes
        } else if direction.is("to") {
            -minutes
        } else {
            return None;
        };
        Some((Self { minute, ..hour }, used))
    }

    /// "Two", "2", "2pm", "noon": an hour without minutes.
    fn counted(tokens: &[Token]) -> Option<(Self, usize)> {
        match tokens {
            [noon, ..] if noon.is("noon") => Some((Self { hour: 12, minute: 0, sure: true }, 1)),
            [midnight, ..] if midnight.is("midnight") => Some((Self { hour: 0, minute: 0, sure: true }, 1)),
            [Token::Number { value: hour @ 0..=23, ordinal: false, .. }, rest @ ..] => {
                let (sure, hour, used) = half_of_day(*hour, rest)?;
                Some((Self { hour, minute: 0, sure }, 1 + used))
            }
            _ => None,
        }
    }

    /// "3:30", "3pm", "15h", "15h30", "1500 hours", "3 o'clock".
    fn on_the_clock(tokens: &[Token], expected: bool) -> Option<(Self, usize)> {
        match tokens {
            [Token::Clock { hour, minute, leading_zero }, rest @ ..] => {
                let (sure, hour, used) = half_of_day(*hour, rest)?;
                Some((Self { hour, minute: *minute, sure: sure || *leading_zero }, 1 + used))
            }
            // Military, and timetables.
            [Token::Number { value, digits: 4, .. }, rest @ ..]
                if (expected || rest.first().is_some_and(|word| word.is("hour") || word.is("h")))
                    && value / 100 < 24
                    && value % 100 < 60 =>
            {
                let said = usize::from(rest.first().is_some_and(|word| word.is("hour") || word.is("h")));
                Some((Self { hour: value / 100, minute: value % 100, sure: true }, 1 + said))
            }
            [
                Token::Number { value: hour @ 0..=23, digits: 1.., .. },
                h,
                Token::Number { value: minute @ 0..=59, digits: 2, .. },
                ..,
            ] if h.is("h") => Some((Self { hour: *hour, minute: *minute, sure: true }, 3)),
            [Token::Number { value: hour @ 0..=23, .. }, h, ..] if h.is("h") => {
                Some((Self { hour: *hour, minute: 0, sure: true }, 2))
            }
            [Token::Number { ordinal: false, .. }, rest @ ..] => {
                let (hour, used) = Self::counted(tokens)?;
                let ish = usize::from(tokens.get(used).is_some_and(|word| word.is("ish")));
                // "3 in the morning", "8 at night".
                let part = rest.iter().find(|word| !word.is_any(&["in", "the", "at"])).and_then(Part::of);
                (expected || used > 1 || ish > 0 || part.is_some()).then_some((hour, used + ish))
            }
            _ => None,
        }
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
