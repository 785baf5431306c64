//! Days: near ones by name, others by their date.

use super::{Frame, Trouble, lex::Token};
use afterword_core::ask::Range;
use jiff::{ToSpan, civil::Date};

/// How many days ago still counts as last month.
const LAST_MONTH: i32 = 45;

/// A day and how many words it took, or what is wrong with it.
pub(super) type Day = Result<(Date, usize), Trouble>;

impl Frame {
    /// The day that these begin with.
    pub(super) fn day(&self, tokens: &[Token]) -> Option<Day> {
        self.near(tokens)
            .or_else(|| self.by_date(tokens))
            .or_else(|| self.by_weekday(tokens))
            .or_else(|| self.by_stretch(tokens))
            .or_else(|| self.by_number(tokens))
    }

    /// "Today", "the day after tomorrow", "last night", "tomorrow week".
    fn near(&self, tokens: &[Token]) -> Option<Day> {
        let today = self.now.date();
        let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is(word));
        let away = |days: i64, used: usize| Some(shifted(today, days).map(|day| (day, used)));
        let the = usize::from(is(0, "the"));
        if is(the, "day") && is(the + 1, "after") && is(the + 2, "tomorrow") {
            return away(2, the + 3);
        }
        if is(the, "day") && is(the + 1, "before") && is(the + 2, "yesterday") {
            return away(-2, the + 3);
        }
        if is(the, "next") && is(the + 1, "day") {
            return away(1, the + 2);
        }
        if is(the, "other") && is(the + 1, "day") {
            return away(-2, the + 2);
        }
        let weeks = |at: usize| match tokens.get(at) {
            Some(word) if word.is("week") => Some(7),
            Some(word) if word.is("fortnight") => Some(14),
            _ => None,
        };
        if is(0, "today") || is(0, "tomorrow") {
            let days = i64::from(is(0, "tomorrow"));
            return match weeks(1) {
                Some(more) => away(days + more, 2),
                None => away(days, 1),
            };
        }
        if is(0, "yesterday") {
            return away(-1, 1);
        }
        if is(0, "tonight") {
            return away(0, 1);
        }
        // The part of the day is left for the hour.
        let part = |at: usize| tokens.get(at).is_some_and(|token| super::hour::Part::of(token).is_some());
        if is(0, "this") && part(1) {
            return away(0, 1);
        }
        if is(0, "last") && (is(1, "night") || is(1, "evening")) {
            return away(-1, 1);
        }
        None
    }

    /// "27 November", "November 27th, 2026", "27/11", "2026-11-27".
    pub(super) fn by_date(&self, tokens: &[Token]) -> Option<Day> {
        let number = |at: usize| tokens.get(at).and_then(Token::number);
        let digits = |at: usize| match tokens.get(at) {
            Some(Token::Number { value, digits, .. }) => Some((*value, *digits)),
            _ => None,
        };
        let month = |at: usize| match tokens.get(at) {
            Some(Token::Month(month, _)) => Some(i64::from(*month)),
            _ => None,
        };
        let year = |at: usize| digits(at).filter(|&(_, digits)| digits == 4).map(|(value, _)| value);
        if let Some(Token::Slashed(parts)) = tokens.first() {
            return Some(self.slashed(parts).map(|day| (day, 1)));
        }
        if let (Some(year), Some((month, 1..=2)), Some((day, 1..=2))) = (year(0), digits(1), digits(2)) {
            return Some(exactly(year, month, day).map(|day| (day, 3)));
        }
        if let (Some((day, 1..=2)), Some((month, 1..=2)), Some(year)) = (digits(0), digits(1), year(2)) {
            return Some(exactly(year, month, day).map(|day| (day, 3)));
        }
        let of = usize::from(tokens.get(1).is_some_and(|token| token.is("of")));
        if let (Some(day), Some(month)) = (number(0), month(1 + of)) {
            let used = 2 + of;
            return Some(match year(used) {
                Some(year) => exactly(year, month, day).map(|day| (day, used + 1)),
                None => self.in_some_year(month, day).map(|day| (day, used)),
            });
        }
        if let Some(month) = month(0) {
            if let Some(year) = year(1) {
                return Some(exactly(year, month, 1).map(|day| (day, 2)));
            }
            let the = usize::from(tokens.get(1).is_some_and(|token| token.is("the")));
            let followed = |word: &[&str]| tokens.get(2 + the).is_some_and(|token| token.is_any(word));
            if let Some((day, _)) = digits(1 + the).filter(|&(_, digits)| digits < 4)
                && !followed(&["am", "pm", "oclock"])
            {
                return Some(match year(2 + the) {
                    Some(year) => exactly(year, month, day).map(|day| (day, 3 + the)),
                    None => self.in_some_year(month, day).map(|day| (day, 2 + the)),
                });
            }
        }
        None
    }

    /// "27/11", "27/11/26", "27.11.2026": the day first.
    fn slashed(&self, parts: &[(i64, usize)]) -> Result<Date, Trouble> {
        match *parts {
            [(day, _), (month, _)] => self.in_some_year(month, day),
            [(year, 4), (month, _), (day, _)] => exactly(year, month, day),
            [(day, _), (month, _), (year, 2)] => exactly(2000 + year, month, day),
            [(day, _), (month, _), (year, _)] => exactly(year, month, day),
            _ => Err(Trouble::NotADay),
        }
    }

    /// "The 27th": of this month, or of the nearest that fits.
    fn by_number(&self, tokens: &[Token]) -> Option<Day> {
        let the = usize::from(tokens.first().is_some_and(|token| token.is("the")));
        let Some(Token::Number { value, ordinal: true, .. }) = tokens.get(the) else {
            return None;
        };
        let found = (0..12).find_map(|months| self.numbered(*value, months));
        Some(found.ok_or(Trouble::NoSuchDay).map(|day| (day, the + 1)))
    }

    /// The day of this number so many months on, or back where it was.
    pub(super) fn numbered(&self, number: i64, months: i32) -> Option<Date> {
        let today = self.now.date();
        let months = if self.range == Range::Past { -months } else { months };
        let month = today.first_of_month().checked_add(months.months()).ok()?;
        let day = Date::new(month.year(), month.month(), i8::try_from(number).ok()?).ok()?;
        let fits = if self.range == Range::Past { day <= today } else { day >= today };
        fits.then_some(day)
    }

    /// A day of the year: the next one, the last one where it was, or where it may be either the one that
    /// was just now.
    fn in_some_year(&self, month: i64, day: i64) -> Result<Date, Trouble> {
        let today = self.now.date();
        let year = i64::from(today.year());
        let this = exactly(year, month, day);
        match (self.range, this) {
            (Range::Past, Ok(this)) if this > today => exactly(year - 1, month, day),
            // Where it may have been, a day of last month is that one, and not the one in eleven months.
            (Range::Any, Ok(this)) if this < today && (today - this).get_days() <= LAST_MONTH => Ok(this),
            (Range::Future | Range::Any, Ok(this)) if this < today => exactly(year + 1, month, day),
            // February 29 may be in the year beside this one.
            (Range::Past, Err(_)) => exactly(year - 1, month, day),
            (Range::Future | Range::Any, Err(_)) => exactly(year + 1, month, day),
            (_, this) => this,
        }
    }
}

pub(super) fn shifted(day: Date, days: i64) -> Result<Date, Trouble> {
    jiff::Span::new().try_days(days).and_then(|span| day.checked_add(span)).map_err(|_| Trouble::NoSuchDay)
}

/// People speak of days in their own time: anything else is a slip.
pub(super) fn exactly(year: i64, month: i64, day: i64) -> Result<Date, Trouble> {
    let built = (|| {
        let year = i16::try_from(year).ok().filter(|year| (1900..2200).contains(year))?;
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    })();
    built.ok_or(Trouble::NoSuchDay)
}
