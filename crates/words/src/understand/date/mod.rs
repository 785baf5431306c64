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
//! - An hour or a part of the day that is over, without a day, is tomorrow's where only
//!   something to come makes sense.
//! - "Next week" is its Monday, "the end of next week" its Friday, "next month" its
//!   first day.

mod day;
mod hour;
mod lex;
mod reading;
pub(crate) mod repeat;
mod span;
mod stretch;
mod weekday;

use super::{Reader, key::Key};
use afterword_core::{answer::When, ask::Range};
use jiff::civil;

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
    /// Whether minutes and hours count without an "in" or an "ago".
    bare: bool,
}

/// A text that is a day, an hour, or both, and nothing else.
pub(super) fn read(reader: &Reader<'_>, key: &Key, range: Range, bare: bool) -> Result<When, Trouble> {
    let tokens = lex::tokens(&reader.words.understanding, key);
    Frame { now: reader.now, range, bare }.when(&tokens)
}

/// The one day that is somewhere in a sentence.
pub(super) fn within(reader: &Reader<'_>, key: &Key, range: Range) -> Result<When, Trouble> {
    const SENTENCE: usize = 30;
    let tokens = lex::tokens(&reader.words.understanding, key);
    // An hour that is none must not be dropped from "last Friday at 25:00".
    if tokens.len() > SENTENCE || tokens.iter().any(lex::Token::is_no_hour) {
        return Err(Trouble::NotADay);
    }
    let frame = Frame { now: reader.now, range, bare: false };
    let mut found: Result<When, Trouble> = Err(Trouble::NotADay);
    let mut from = 0;
    while from < tokens.len() {
        // The longest stretch from here that is a day, even one that cannot be.
        let longest = (from + 1..=tokens.len()).rev().find_map(|to| {
            let stretch = tokens.get(from..to).filter(|stretch| lex::is_telling(stretch))?;
            let read =
                frame.read(stretch).and_then(|read| if read.is_dated() { Ok(read) } else { Err(Trouble::NotADay) });
            let read = read.and_then(|read| frame.on_its_side(&read));
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
    let frame = Frame { now: reader.now, range: Range::Any, bare: false };
    (1..=tokens.len().min(8)).any(|to| tokens.get(..to).is_some_and(|start| frame.when(start).is_ok()))
}
