//! Days and hours as people write them: "next Friday at half past two".
//!
//! jiff does the arithmetic; this is the English around it. The `interim` crate
//! was looked at for that and left out: it takes the first three letters of a word
//! for a month or a weekday ("marvellous", "monthly"), knows no "Friday" that was,
//! and cannot tell a day that does not exist from something that is no day.
//!
//! Choices made, all shown back to the person and easily corrected:
//!
//! - Weeks begin on Monday. "This Friday" is the one of this week (of the next where
//!   only a day to come makes sense and it is gone), "next Friday" the one of next
//!   week, "last Friday" the latest that was. A bare weekday is never today: people
//!   say "today" for that.
//! - 27/11 has the day first, as in Britain.
//! - A day without its year is the next one, or the last one where it was.
//! - Bare hours from 1 to 7 are in the afternoon, unless written 07:00.
//! - No hour is 17:00 (`conversations.md` §0); a part of the day gives an hour of its
//!   own. Both count as not named. Where the day was, and is today, it is not later
//!   than now.
//! - Of two lengths ("2–3 weeks") the longer counts. "A few days" are three.
//! - "Next week" is its Monday, "the end of next week" its Friday, "next month" its
//!   first day.

mod day;
mod hour;
mod lex;
mod span;
mod stretch;
mod weekday;

use super::{Reader, key::Key};
use afterword_core::{answer::When, ask::Range};
use hour::{Hour, Part};
use jiff::civil::{self, Time, time};
use lex::Token;
use span::Reached;

/// Where no hour is named (`conversations.md` §0, D).
const NO_HOUR: Time = time(17, 0, 0, 0);

/// Why a text is no day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Nothing like one.
    NotADay,
    /// One like February 30.
    NoSuchDay,
    /// One on the wrong side of today.
    WrongSide(civil::Date),
    /// Several.
    Several,
}

/// What is known before the text, while it is read.
#[derive(Clone, Copy)]
struct Frame {
    now: civil::DateTime,
    range: Range,
}

/// What of a day has been read so far.
#[derive(Default)]
struct Read {
    day: Option<civil::Date>,
    hour: Option<Hour>,
    part: Option<Part>,
    /// A moment reckoned from now, to the minute: "in an hour".
    exact: Option<civil::DateTime>,
}

impl Read {
    /// Whether it says when, and not only in which part of some day.
    fn is_dated(&self) -> bool {
        self.day.is_some() || self.hour.is_some() || self.exact.is_some()
    }
}

/// A text that is a day, an hour, or both, and nothing else.
pub(super) fn read(reader: &Reader<'_>, key: &Key, range: Range) -> Result<When, Trouble> {
    let tokens = lex::tokens(&reader.words.understanding, key);
    Frame { now: reader.now, range }.when(&tokens)
}

/// The one day that is somewhere in a sentence.
pub(super) fn within(reader: &Reader<'_>, key: &Key, range: Range) -> Result<When, Trouble> {
    const SENTENCE: usize = 30;
    let tokens = lex::tokens(&reader.words.understanding, key);
    if tokens.len() > SENTENCE {
        return Err(Trouble::NotADay);
    }
    let frame = Frame { now: reader.now, range };
    let mut found: Result<When, Trouble> = Err(Trouble::NotADay);
    let mut from = 0;
    while from < tokens.len() {
        // The longest stretch from here that is a day, even one that cannot be.
        let longest = (from + 1..=tokens.len()).rev().find_map(|to| {
            let stretch = tokens.get(from..to).filter(|stretch| lex::is_telling(stretch))?;
            let read =
                frame.read(stretch).and_then(|read| if read.is_dated() { Ok(read) } else { Err(Trouble::NotADay) });
            let read = read.and_then(|read| frame.on_its_side(read));
            (!matches!(read, Err(Trouble::NotADay))).then_some((read, to))
        });
        let Some((read, to)) = longest else {
            from += 1;
            continue;
        };
        found = match (found, read) {
            (Ok(before), Ok(now)) if before.at != now.at => return Err(Trouble::Several),
            (Ok(before), _) => Ok(before),
            (Err(_), read) => read,
        };
        from = to;
    }
    found
}

/// Whether the text goes on with a day: "tomorrow at 3 with the Leeds people".
pub(super) fn begins_with_day(reader: &Reader<'_>, key: &Key) -> bool {
    let tokens = lex::tokens(&reader.words.understanding, key);
    let frame = Frame { now: reader.now, range: Range::Any };
    (1..=tokens.len().min(8)).any(|to| tokens.get(..to).is_some_and(|start| frame.when(start).is_ok()))
}

impl Frame {
    /// What these say, all of them, on the side of today where it makes sense.
    fn when(&self, tokens: &[Token]) -> Result<When, Trouble> {
        self.on_its_side(self.read(tokens)?)
    }

    fn on_its_side(&self, read: Read) -> Result<When, Trouble> {
        let when = self.put_together(read)?;
        let (found, today) = (when.at.date(), self.now.date());
        match self.range {
            Range::Future if found < today => Err(Trouble::WrongSide(found)),
            Range::Past if found > today => Err(Trouble::WrongSide(found)),
            _ => Ok(when),
        }
    }

    /// Reads from left to right; a word that has no place ends it.
    fn read(&self, tokens: &[Token]) -> Result<Read, Trouble> {
        let mut read = Read::default();
        let mut rest = tokens;
        let mut after_at = false;
        while let Some(first) = rest.first() {
            let used = match self.next_of(rest, &mut read, after_at) {
                Some(used) => used?,
                None if matches!(first, Token::Filler(_)) => 1,
                None => return Err(Trouble::NotADay),
            };
            after_at = used == 1 && first.is_any(&["at", "about", "around"]) && (after_at || first.is("at"));
            rest = rest.get(used..).unwrap_or_default();
        }
        Ok(read)
    }

    /// Takes the next thing that these begin with, and tells how many words it took.
    fn next_of(&self, tokens: &[Token], read: &mut Read, after_at: bool) -> Option<Result<usize, Trouble>> {
        if let [Token::Number { value: 1, ordinal: true, .. }, thing, ..] = tokens
            && thing.is("thing")
            && read.part.is_none()
        {
            read.part = Some(Part::Morning);
            return Some(Ok(2));
        }
        let open = read.day.is_none() && read.exact.is_none();
        if open && let Some(counted) = self.counted(tokens) {
            return Some(counted.map(|(reached, used)| {
                match reached {
                    Reached::Day(day) => read.day = Some(day),
                    Reached::Moment(moment) => read.exact = Some(moment),
                }
                used
            }));
        }
        if open && let Some(day) = self.day(tokens) {
            return Some(day.map(|(day, used)| {
                read.day = Some(day);
                if tokens.first().is_some_and(|token| token.is("tonight")) {
                    read.part = Some(Part::Evening);
                }
                used
            }));
        }
        // "27 November, a Friday": said twice, and it had better agree.
        if let (Some(day), Some(Token::Weekday(weekday, _))) = (read.day, tokens.first()) {
            let agrees = day.weekday().to_monday_one_offset() == *weekday;
            return Some(if agrees { Ok(1) } else { Err(Trouble::NoSuchDay) });
        }
        if read.hour.is_none()
            && read.exact.is_none()
            && let Some((hour, used)) = Hour::read(tokens, after_at || read.day.is_some() || read.part.is_some())
        {
            read.hour = Some(hour);
            return Some(Ok(used));
        }
        if read.part.is_none() && read.exact.is_none() {
            let lead = tokens.iter().take_while(|token| token.is_any(&["in", "the", "at"])).count();
            if let Some(part) = tokens.get(lead).and_then(Part::of) {
                read.part = Some(part);
                return Some(Ok(lead + 1));
            }
        }
        None
    }

    fn put_together(&self, read: Read) -> Result<When, Trouble> {
        if let Some(at) = read.exact {
            let at = at.round(jiff::Unit::Minute).unwrap_or(at);
            return Ok(When { at, hour_named: true });
        }
        if read.day.is_none() && read.hour.is_none() && read.part.is_none() {
            return Err(Trouble::NotADay);
        }
        let day = read.day.unwrap_or(self.now.date());
        if let Some(hour) = read.hour {
            let time = hour.time(read.part).ok_or(Trouble::NotADay)?;
            return Ok(When { at: day.to_datetime(time), hour_named: true });
        }
        let at = day.to_datetime(read.part.map_or(NO_HOUR, Part::about));
        // What was cannot be later today.
        let at = if self.range == Range::Past && day == self.now.date() { at.min(self.now) } else { at };
        Ok(When { at, hour_named: false })
    }
}
