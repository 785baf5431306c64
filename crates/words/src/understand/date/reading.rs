//! Putting the pieces of a moment together: a day, an hour, a part of the day.

use super::{
    Frame, Trouble,
    hour::{Hour, Part},
    lex::Token,
    span::Reached,
};
use afterword_core::{answer::When, ask::Range};
use jiff::civil::{Date, DateTime, Time, time};

/// Where no hour is named (`conversations.md` §0, D).
const NO_HOUR: Time = time(17, 0, 0, 0);

/// What has been read so far.
#[derive(Default)]
pub(super) struct Read {
    day: Option<(Date, By)>,
    hour: Option<Hour>,
    part: Option<Part>,
    /// A moment reckoned from now, to the minute: "in an hour".
    exact: Option<DateTime>,
}

/// How a day was said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Name,
    Date,
    Count,
}

impl Read {
    /// Whether it says when, and not only in which part of some day.
    pub(super) fn is_dated(&self) -> bool {
        self.day.is_some() || self.hour.is_some() || self.exact.is_some()
    }
}

impl Frame {
    /// What these say, all of them, on the side of today where it makes sense.
    pub(super) fn when(&self, tokens: &[Token]) -> Result<When, Trouble> {
        self.on_its_side(&self.read(tokens)?)
    }

    pub(super) fn on_its_side(&self, read: &Read) -> Result<When, Trouble> {
        let when = self.put_together(read)?;
        let (found, today) = (when.at.date(), self.now.date());
        match self.range {
            Range::Future if found < today => Err(Trouble::WrongSide(found)),
            Range::Past if found > today => Err(Trouble::WrongSide(found)),
            _ => Ok(when),
        }
    }

    /// Reads from left to right; a word that has no place ends it.
    pub(super) fn read(&self, tokens: &[Token]) -> Result<Read, Trouble> {
        let mut read = Read::default();
        let mut rest = tokens;
        let mut after_at = false;
        while let Some(first) = rest.first() {
            let used = match self.next_of(rest, &mut read, after_at) {
                Some(used) => used?,
                None if matches!(first, Token::Filler(_)) => 1,
                None => return Err(Trouble::NotADay),
            };
            after_at = used == 1
                && (first.is("at") || first.is("between") || (after_at && first.is_any(&["about", "around"])));
            rest = rest.get(used..).unwrap_or_default();
        }
        Ok(read)
    }

    /// Takes the next thing that these begin with, and tells how many words it took.
    fn next_of(&self, tokens: &[Token], read: &mut Read, after_at: bool) -> Option<Result<usize, Trouble>> {
        let first = tokens.first()?;
        if matches!(first, Token::Number { value: 1, ordinal: true, .. })
            && tokens.get(1).is_some_and(|word| word.is("thing"))
        {
            read.part = Some(Part::Morning);
            return Some(Ok(2));
        }
        if read.day.is_none() && read.exact.is_none() {
            if let Some(counted) = self.counted(tokens) {
                return Some(counted.map(|(reached, used)| {
                    match reached {
                        Reached::Day(day) => read.day = Some((day, By::Count)),
                        Reached::Moment(moment) => read.exact = Some(moment),
                    }
                    used
                }));
            }
            if let Some(day) = self.day(tokens) {
                let by = if self.by_date(tokens).is_some() { By::Date } else { By::Name };
                return Some(day.map(|(day, used)| {
                    read.day = Some((day, by));
                    if first.is("tonight") {
                        read.part = Some(Part::Evening);
                    }
                    used
                }));
            }
        }
        if let (Some((day, by)), Token::Weekday(weekday, _)) = (read.day, first) {
            return Some(self.said_again(day, by, *weekday).map(|day| {
                read.day = Some((day, by));
                1
            }));
        }
        if read.exact.is_some() {
            return None;
        }
        if read.hour.is_none() {
            let expected = after_at || read.day.is_some() || read.part.is_some() || self.goes_with_day(tokens);
            if let Some((hour, used)) = Hour::read(tokens, expected) {
                read.hour = Some(hour);
                return Some(Ok(used));
            }
        }
        if read.part.is_none() {
            let lead = tokens.iter().take_while(|token| token.is_any(&["in", "the", "at"])).count();
            let part = tokens.get(lead).and_then(Part::of)?;
            read.part = Some(part);
            return Some(Ok(lead + 1));
        }
        None
    }

    /// "8 tonight", "3 on Friday": a bare number with a day after it is its hour.
    fn goes_with_day(&self, tokens: &[Token]) -> bool {
        let rest = tokens.get(1..).unwrap_or_default();
        let on = usize::from(rest.first().is_some_and(|word| word.is("on")));
        rest.get(on..).is_some_and(|day| self.day(day).is_some())
    }

    /// "27 November, a Friday" had better agree; "three weeks ago on Monday" is the
    /// Monday of that week; "Monday Tuesday" is no day.
    fn said_again(&self, day: Date, by: By, weekday: i8) -> Result<Date, Trouble> {
        let from_monday = i64::from(weekday) - i64::from(day.weekday().to_monday_one_offset());
        match by {
            By::Count => super::day::shifted(day, from_monday),
            By::Date if from_monday == 0 => Ok(day),
            By::Date => Err(Trouble::NoSuchDay),
            By::Name => Err(Trouble::NotADay),
        }
    }

    fn put_together(&self, read: &Read) -> Result<When, Trouble> {
        if let Some(at) = read.exact {
            let at = at.round(jiff::Unit::Minute).unwrap_or(at);
            return Ok(When { at, hour_named: true });
        }
        let hour_named = read.hour.is_some();
        let time = match (read.hour, read.part) {
            (Some(hour), part) => hour.time(part).ok_or(Trouble::NotADay)?,
            (None, Some(part)) => part.about(),
            (None, None) if read.day.is_none() => return Err(Trouble::NotADay),
            (None, None) => NO_HOUR,
        };
        let today = self.now.date();
        let at = match read.day {
            Some((day, _)) => day.to_datetime(time),
            None if self.range == Range::Future && today.to_datetime(time) < self.now => {
                today.tomorrow().unwrap_or(today).to_datetime(time)
            }
            None => today.to_datetime(time),
        };
        // What was cannot be later today, unless they say so.
        let over = self.range == Range::Past && at.date() == today && !hour_named;
        Ok(When { at: if over { at.min(self.now) } else { at }, hour_named })
    }
}
