//! Rules that come again: "weekdays at 9:00", "every 2 weeks on Monday at 18:00", "the 1st and the 15th at noon".

use super::{Frame, Reader, hour::Hour, hour::Part, lex, lex::Token};
use crate::understand::key::Key;
use afterword_core::{
    ask::Range,
    community::schedule::{Repeat, Weekdays},
};
use jiff::{
    ToSpan,
    civil::{Date, Time, Weekday},
};
use std::collections::BTreeSet;

/// The longest time between two weeks that have runs, in weeks.
const WEEKS: i64 = 52;

/// A rule as somebody put it.
pub(crate) struct Rule {
    pub(crate) repeat: Repeat,
    /// The first day that can have a run.
    pub(crate) from: Option<Date>,
    /// The last.
    pub(crate) until: Option<Date>,
}

/// Why a text is no rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotARule {
    /// It has no time of day.
    NoTime,
    /// It has several.
    SeveralTimes,
    /// The rest of it says no days.
    Days,
}

/// What a text says about days that come again, and nothing else. Hours count as they are
/// written: 6:30 is in the morning.
pub(crate) fn read(reader: &Reader<'_>, key: &Key) -> Result<Rule, NotARule> {
    let mut tokens = lex::tokens(&reader.words.understanding, key);
    let frame = Frame { now: reader.now, range: Range::Future, bare: false };
    let until = frame.cut_day(&mut tokens, &["until", "till", "til"]);
    let from = frame.cut_day(&mut tokens, &["from", "starting", "starts", "start"]);
    let at = cut_time(&mut tokens)?;
    let repeat = Said::of(&tokens).and_then(|said| said.repeat(&frame, at, from)).ok_or(NotARule::Days)?;
    Ok(Rule { repeat, from, until })
}

impl Frame {
    /// Takes out the day that follows one of these words.
    fn cut_day(&self, tokens: &mut Vec<Token>, words: &[&str]) -> Option<Date> {
        // "From Monday to Friday" says which days, and not since when.
        let is_range = |rest: &[Token]| matches!(rest, [Token::Weekday(..), to, ..] if to.is_any(&TO));
        let found = tokens.iter().enumerate().find_map(|(place, word)| {
            let rest = tokens.get(place + 1..).filter(|rest| word.is_any(words) && !is_range(rest))?;
            let (day, used) = self.day(rest)?.ok()?;
            Some((place, day, used))
        });
        let (place, day, used) = found?;
        tokens.drain(place..=place + used);
        Some(day)
    }
}

const TO: [&str; 5] = ["to", "until", "till", "til", "through"];

/// Takes out the one time of day.
fn cut_time(tokens: &mut Vec<Token>) -> Result<Time, NotARule> {
    let mut found = None;
    let mut place = 0;
    while place < tokens.len() {
        let expected = place.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|word| word.is("at"));
        let Some((hour, used)) = tokens.get(place..).and_then(|rest| Hour::read(rest, expected)) else {
            place += 1;
            continue;
        };
        // "9 in the morning".
        let rest = tokens.get(place + used..).unwrap_or_default();
        let lead = rest.iter().take_while(|word| word.is_any(&["in", "the", "at"])).count();
        let part = rest.get(lead).and_then(Part::of);
        let time = if part.is_some() { hour.time(part) } else { hour.as_written() };
        let time = time.ok_or(NotARule::NoTime)?;
        if found.replace(time).is_some() {
            return Err(NotARule::SeveralTimes);
        }
        tokens.drain(place..place + used + if part.is_some() { lead + 1 } else { 0 });
    }
    found.ok_or(NotARule::NoTime)
}

/// What the words say about days.
#[derive(Default)]
struct Said {
    unit: Option<Unit>,
    /// Every so many weeks.
    every: Option<i64>,
    on: BTreeSet<i8>,
    days: BTreeSet<i8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
}

impl Said {
    /// `None` where a word of it has no place in a rule.
    fn of(tokens: &[Token]) -> Option<Self> {
        let no_matter = |word: &&Token| !word.is_any(&["on", "the", "of", "and", "at", "a", "an", "for", "in", "from"]);
        let words: Vec<&Token> = tokens.iter().filter(no_matter).collect();
        let mut said = Self::default();
        let mut each = false;
        let mut rest = words.as_slice();
        while let [word, after @ ..] = rest {
            let mut used = 1;
            match word {
                word if word.is_any(&["every", "each"]) => each = true,
                word if word.is("daily") || word.is("day") => said.unit = said.unit.or(Some(Unit::Day)),
                word if word.is("weekly") || word.is("week") => said.unit = Some(Unit::Week),
                word if word.is("monthly") || word.is("month") => said.unit = Some(Unit::Month),
                word if word.is_any(&["fortnight", "fortnightly"]) => said.set_every(2)?,
                word if word.is("other") && each => said.set_every(2)?,
                word if word.is_any(&["weekday", "weekdays"]) => said.on.extend(1..=5),
                word if word.is_any(&["weekend", "weekends"]) => said.on.extend([6, 7]),
                word if word.is("working") && after.first()?.is("day") => {
                    said.on.extend(1..=5);
                    used = 2;
                }
                word if word.is("last") && after.first()?.is("day") => {
                    said.days.insert(31);
                    used = 2;
                }
                Token::Weekday(day, _) => used = said.weekdays(*day, after),
                Token::Number { value, ordinal, .. } => {
                    let weeks = after.first().is_some_and(|next| next.is("week"));
                    let weekday = matches!(after.first(), Some(Token::Weekday(..)));
                    match (weeks, weekday && *ordinal) {
                        (true, _) => said.set_every(*value)?,
                        (_, true) if each => said.set_every(*value)?,
                        // "The first Monday of the month" is no rule that there is.
                        (_, true) => return None,
                        _ => drop(said.days.insert(i8::try_from(*value).ok().filter(|day| (1..=31).contains(day))?)),
                    }
                    if !ordinal && !weeks && said.days.len() == 1 && said.unit.is_none() {
                        // A bare number is a day where the month is spoken of.
                        words.iter().find(|word| word.is_any(&["month", "monthly"]))?;
                    }
                }
                _ => return None,
            }
            rest = rest.get(used..).unwrap_or_default();
        }
        Some(said)
    }

    /// Notes a weekday, or all from it to another; returns how many words that takes.
    fn weekdays(&mut self, day: i8, after: &[&Token]) -> usize {
        match after {
            [to, Token::Weekday(last, _), ..] if to.is_any(&TO) => {
                let mut day = day;
                self.on.insert(day);
                while day != *last {
                    day = day % 7 + 1;
                    self.on.insert(day);
                }
                3
            }
            _ => {
                self.on.insert(day);
                1
            }
        }
    }

    fn set_every(&mut self, weeks: i64) -> Option<()> {
        self.every = Some(weeks).filter(|weeks| (1..=WEEKS).contains(weeks));
        self.unit = Some(Unit::Week);
        self.every.map(drop)
    }

    fn repeat(self, frame: &Frame, at: Time, from: Option<Date>) -> Option<Repeat> {
        let Self { unit, every, on, days } = self;
        let on: Weekdays = on.into_iter().filter_map(|day| Weekday::from_monday_one_offset(day).ok()).collect();
        match (unit, every) {
            _ if !days.is_empty() => {
                let alone = on.is_empty() && every.is_none() && unit != Some(Unit::Week);
                alone.then_some(Repeat::Monthly { on: days, at })
            }
            (Some(Unit::Week), Some(weeks @ 2..)) if !on.is_empty() => {
                let anchor = from.unwrap_or(frame.now.date());
                let first = (0..8).filter_map(|days| anchor.checked_add(days.days()).ok());
                let mut first = first.filter(|day| on.contains(day.weekday()) && day.to_datetime(at) > frame.now);
                Some(Repeat::Weeks { every: u16::try_from(weeks).ok()?, anchor: first.next()?, on, at })
            }
            (None | Some(Unit::Day | Unit::Week), None | Some(1)) if !on.is_empty() => {
                Some(Repeat::Weekdays { on, at })
            }
            (None | Some(Unit::Day), None) if on.is_empty() => Some(Repeat::Daily { at }),
            _ => None,
        }
    }
}
