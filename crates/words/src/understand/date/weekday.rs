//! Days by their names: "next Friday", "Friday week", "Friday the 27th".

use super::{
    Frame, Trouble,
    day::{Day, shifted},
    lex::Token,
};
use afterword_core::ask::Range;
use jiff::civil::{Date, Weekday};

/// Which of several weekdays, weeks or months.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Last,
    This,
    Coming,
    Next,
    AfterNext,
}

impl Frame {
    /// The next day of this name, never today.
    pub(super) fn next(&self, weekday: i8) -> Option<Date> {
        self.now.date().nth_weekday(1, named(weekday)?).ok()
    }

    /// "Friday", "next Friday", "Friday week", "Friday of next week", "Friday the 27th".
    pub(super) fn by_weekday(&self, tokens: &[Token]) -> Option<Day> {
        let the = usize::from(tokens.first().is_some_and(|token| token.is("the")));
        let which = which_of(tokens.get(the));
        // "Next week Friday".
        if let (Some(which), Some(week)) = (which, tokens.get(the + 1))
            && week.is("week")
        {
            let on = usize::from(tokens.get(the + 2).is_some_and(|token| token.is("on")));
            let Some(Token::Weekday(weekday, _)) = tokens.get(the + 2 + on) else {
                return None;
            };
            return Some(self.in_week(which, *weekday).map(|day| (day, the + 3 + on)));
        }
        let from = the + usize::from(which.is_some());
        let Some(Token::Weekday(weekday, _)) = tokens.get(from) else {
            return None;
        };
        let weekday = *weekday;
        let rest = tokens.get(from + 1..).unwrap_or_default();
        Some(self.weekday_with(which, weekday, rest).map(|(day, used)| (day, from + 1 + used)))
    }

    /// A weekday and what goes on to say which one.
    fn weekday_with(&self, which: Option<Which>, weekday: i8, rest: &[Token]) -> Day {
        let is = |at: usize, word: &str| rest.get(at).is_some_and(|token| token.is(word));
        let coming = || self.next(weekday).ok_or(Trouble::NoSuchDay);
        if is(0, "week") {
            return shifted(coming()?, 7).map(|day| (day, 1));
        }
        if is(0, "fortnight") {
            return shifted(coming()?, 14).map(|day| (day, 1));
        }
        if is(0, "after") && is(1, "next") {
            return self.in_week(Which::AfterNext, weekday).map(|day| (day, 2));
        }
        // "Of next week", "next week".
        let of = usize::from(is(0, "of") || is(0, "in"));
        let the = of + usize::from(is(of, "the"));
        if let Some(which) = which_of(rest.get(the))
            && is(the + 1, "week")
        {
            return self.in_week(which, weekday).map(|day| (day, the + 2));
        }
        // "The 27th", "27 November", "27/11": both must name one day.
        let skipped = rest.iter().take_while(|token| token.is_any(&["the", "on"])).count();
        let dated = rest.get(skipped..).unwrap_or_default();
        if let Some(found) = self.by_date(dated) {
            let (day, used) = found?;
            let agrees = |day: Date| Some(day.weekday()) == named(weekday);
            return if agrees(day) { Ok((day, skipped + used)) } else { Err(Trouble::NoSuchDay) };
        }
        if let Some(Token::Number { value, ordinal, .. }) = dated.first()
            && let Some(found) = self.numbered_weekday(*value, weekday, *ordinal)
        {
            return found.map(|day| (day, skipped + 1));
        }
        self.which_weekday(which, weekday).map(|day| (day, 0))
    }

    /// "Friday the 27th". A bare number after a weekday is its date only where that
    /// day is one, since it may also be the hour.
    fn numbered_weekday(&self, number: i64, weekday: i8, ordinal: bool) -> Option<Result<Date, Trouble>> {
        if !ordinal && !(13..=31).contains(&number) {
            return None;
        }
        // The 27th is not a Friday every month.
        let found = (0..12)
            .filter_map(|months| self.numbered(number, months))
            .find(|day| Some(day.weekday()) == named(weekday));
        match found {
            Some(day) if ordinal || (day - self.now.date()).get_days().abs() < 32 => Some(Ok(day)),
            _ if ordinal || number > 23 => Some(Err(Trouble::NoSuchDay)),
            _ => None,
        }
    }

    fn which_weekday(&self, which: Option<Which>, weekday: i8) -> Result<Date, Trouble> {
        let today = self.now.date();
        let nth = |nth: i32| {
            let weekday = named(weekday).ok_or(Trouble::NoSuchDay)?;
            today.nth_weekday(nth, weekday).map_err(|_| Trouble::NoSuchDay)
        };
        match (which, self.range) {
            (Some(which @ (Which::Next | Which::AfterNext)), _) => self.in_week(which, weekday),
            (Some(Which::Last), _) | (None, Range::Past) => nth(-1),
            (Some(Which::Coming), _) | (None, Range::Future | Range::Any) => nth(1),
            (Some(Which::This), range) => {
                let day = self.in_week(Which::This, weekday)?;
                match range {
                    Range::Past if day > today => nth(-1),
                    Range::Future if day < today => nth(1),
                    _ => Ok(day),
                }
            }
        }
    }

    /// The day of this name in a week that begins on Monday.
    pub(super) fn in_week(&self, which: Which, weekday: i8) -> Result<Date, Trouble> {
        let today = self.now.date();
        let from_monday = i64::from(weekday) - i64::from(today.weekday().to_monday_one_offset());
        let weeks = match which {
            Which::Last => -7,
            Which::This | Which::Coming => 0,
            Which::Next => 7,
            Which::AfterNext => 14,
        };
        shifted(today, weeks + from_monday)
    }
}

/// Which one this word says.
pub(super) fn which_of(token: Option<&Token>) -> Option<Which> {
    let token = token?;
    [
        ("last", Which::Last),
        ("past", Which::Last),
        ("this", Which::This),
        ("coming", Which::Coming),
        ("next", Which::Next),
    ]
    .into_iter()
    .find_map(|(word, which)| token.is(word).then_some(which))
}

fn named(weekday: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(weekday).ok()
}
