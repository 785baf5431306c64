//! Lengths of time: "in two weeks", "three days ago", "within 2–3 working days".

use super::{Frame, Trouble, lex::Token};
use afterword_core::ask::Range;
use jiff::{
    Span,
    civil::{Date, DateTime, Weekday},
};

/// Where a length of time leads.
pub(super) enum Reached {
    Day(Date),
    /// To the minute.
    Moment(DateTime),
}

/// Units people count in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Minute,
    Hour,
    Day,
    WorkingDay,
    Week,
    Fortnight,
    Month,
    Year,
}

/// Centuries are a slip.
const MOST: i64 = 10_000;

impl Frame {
    /// The day or moment that these begin with, counted from now, and how many of them it takes.
    pub(super) fn counted(&self, tokens: &[Token]) -> Option<Result<(Reached, usize), Trouble>> {
        if tokens.first().is_some_and(|word| word.is("now")) {
            return Some(Ok((Reached::Moment(self.now), 1)));
        }
        if let [just, now, ..] = tokens
            && (just.is("just") || just.is("right"))
            && now.is("now")
        {
            return Some(Ok((Reached::Moment(self.now), 2)));
        }
        if let Some((minutes, taken)) = part_of_an_hour(tokens) {
            let rest = tokens.get(taken..).unwrap_or_default();
            let (anchor, back, used) = self.direction(rest, false, false);
            if used == 0 && !self.bare && !tokens.first().is_some_and(|word| word.is("in")) {
                return None;
            }
            let minutes = if back { -minutes } else { minutes };
            return Some(self.reach(anchor, minutes, Unit::Minute).map(|reached| (reached, taken + used)));
        }
        // "1500 hours" is one.
        if let [Token::Number { digits: 4, .. }, hour, ..] = tokens
            && hour.is("hour")
        {
            return None;
        }
        let (mut at, future) = lead(tokens);
        let (count, used) = count(tokens.get(at..)?, future)?;
        at += used;
        let (unit, used) = unit(tokens.get(at..)?)?;
        at += used;
        // "Twenty minutes to five" is an hour.
        if unit == Unit::Minute && tokens.get(at).is_some_and(|token| token.is_any(&["to", "past"])) {
            return None;
        }
        // "A week or two": the longer.
        let mut count = count;
        if let (Some(or), Some(more)) = (tokens.get(at), tokens.get(at + 1).and_then(Token::number))
            && or.is("or")
            && (0..=MOST).contains(&more)
        {
            count = count.max(more);
            at += 2;
        }
        let weekly = matches!(unit, Unit::Week | Unit::Fortnight);
        let (anchor, back, used) = self.direction(tokens.get(at..)?, future, weekly);
        if used == 0 && !future && !self.bare && matches!(unit, Unit::Minute | Unit::Hour) {
            return None;
        }
        at += used;
        let count = if back { -count } else { count };
        Some(self.reach(anchor, count, unit).map(|reached| (reached, at)))
    }

    /// From which day it is counted, whether backwards, and how many words say so.
    fn direction(&self, tokens: &[Token], said_future: bool, weekly: bool) -> (Option<Date>, bool, usize) {
        let today = self.now.date();
        match tokens {
            [word, ..] if word.is_any(&["ago", "back", "earlier"]) => (None, true, 1),
            [time, ..] if time.is_any(&["time", "hence"]) => (None, false, 1),
            [from, now, ..] if from.is("from") && now.is_any(&["now", "today"]) => (None, false, 2),
            [from, tomorrow, ..] if from.is_any(&["from", "after"]) && tomorrow.is("tomorrow") => {
                (today.tomorrow().ok(), false, 2)
            }
            [on, Token::Weekday(weekday, _), ..] if on.is_any(&["from", "on"]) => (self.next(*weekday), false, 2),
            // "A week Friday".
            [Token::Weekday(weekday, _), ..] if weekly => (self.next(*weekday), false, 1),
            [tomorrow, ..] if tomorrow.is("tomorrow") => (today.tomorrow().ok(), false, 1),
            [today, ..] if today.is("today") => (None, false, 1),
            _ => (None, self.range == Range::Past && !said_future, 0),
        }
    }

    fn reach(&self, anchor: Option<Date>, count: i64, unit: Unit) -> Result<Reached, Trouble> {
        let from = anchor.unwrap_or(self.now.date());
        let day = |span: Result<Span, jiff::Error>| {
            let span = span.map_err(|_| Trouble::NoSuchDay)?;
            from.checked_add(span).map(Reached::Day).map_err(|_| Trouble::NoSuchDay)
        };
        let moment = |minutes: i64| {
            let span = Span::new().try_minutes(minutes).map_err(|_| Trouble::NoSuchDay)?;
            let at = self.now.checked_add(span).map_err(|_| Trouble::NoSuchDay)?;
            Ok(Reached::Moment(at))
        };
        match unit {
            Unit::Minute => moment(count),
            Unit::Hour => moment(count * 60),
            Unit::Day => day(Span::new().try_days(count)),
            Unit::Week => day(Span::new().try_weeks(count)),
            Unit::Fortnight => day(Span::new().try_weeks(count * 2)),
            Unit::Month => day(Span::new().try_months(count)),
            Unit::Year => day(Span::new().try_years(count)),
            Unit::WorkingDay => working_days(from, count).map(Reached::Day).ok_or(Trouble::NoSuchDay),
        }
    }
}

/// "Half an hour", "three quarters of an hour": in minutes.
fn part_of_an_hour(tokens: &[Token]) -> Option<(i64, usize)> {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| token.is_any(words));
    let lead = usize::from(is(0, &["in"]));
    let an_hour = |at: usize| is(at, &["an"]) && is(at + 1, &["hour"]);
    if is(lead, &["half"]) && an_hour(lead + 1) {
        return Some((30, lead + 3));
    }
    let quarters = match tokens.get(lead).and_then(Token::number) {
        Some(number @ 1..=3) => number,
        _ if is(lead, &["a"]) => 1,
        _ => return None,
    };
    (is(lead + 1, &["quarter", "quarters"]) && is(lead + 2, &["of"]) && an_hour(lead + 3))
        .then_some((quarters * 15, lead + 5))
}

/// "In", "within the next": how many words, and whether they say that it is to come.
fn lead(tokens: &[Token]) -> (usize, bool) {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| token.is_any(words));
    let within = usize::from(is(0, &["in", "within"]));
    let about = within + usize::from(is(within, &["about", "around"]));
    let the = about + usize::from(is(about, &["the"]) && is(about + 1, &["next", "coming"]));
    // "Next week" on its own is a week and not a length of time.
    let next = is(the, &["next", "coming"])
        && (within == 1
            || is(the + 1, &["few", "couple"])
            || tokens.get(the + 1).is_some_and(|t| t.number().is_some()));
    if next { (the + 1, true) } else { (about, within == 1) }
}

/// "Two", "a couple of", "2–3", "a"; no number at all in "in the next week" and in
/// "week on Friday".
fn count(tokens: &[Token], future: bool) -> Option<(i64, usize)> {
    let number = |at: usize| tokens.get(at).and_then(Token::number).filter(|n| (0..=MOST).contains(n));
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| token.is_any(words));
    let article = usize::from(is(0, &["a", "an", "the"]));
    let of = |at: usize| usize::from(is(at, &["of"]));
    if is(article, &["couple"]) {
        return Some((2, article + 1 + of(article + 1)));
    }
    if is(article, &["few"]) {
        return Some((3, article + 1 + of(article + 1)));
    }
    if let Some(first) = number(article) {
        let joint = usize::from(is(article + 1, &["or", "to"]));
        if let Some(second) = number(article + 1 + joint) {
            return Some((first.max(second), article + 2 + joint));
        }
        return Some((first, article + 1));
    }
    if article == 1 && !is(0, &["the"]) {
        return Some((1, 1));
    }
    let on = is(1, &["on", "from"]) && matches!(tokens.get(2), Some(Token::Weekday(..)));
    (unit(tokens).is_some() && (on || (future && article == 0))).then_some((1, 0))
}

fn unit(tokens: &[Token]) -> Option<(Unit, usize)> {
    let (first, rest) = tokens.split_first()?;
    if first.is("working") && rest.first().is_some_and(|word| word.is("day")) {
        return Some((Unit::WorkingDay, 2));
    }
    let found = [
        ("minute", Unit::Minute),
        ("hour", Unit::Hour),
        ("day", Unit::Day),
        ("week", Unit::Week),
        ("fortnight", Unit::Fortnight),
        ("month", Unit::Month),
        ("year", Unit::Year),
    ];
    found.into_iter().find_map(|(word, unit)| first.is(word).then_some((unit, 1)))
}

/// Monday to Friday; holidays differ by country and are not known here.
fn working_days(from: Date, count: i64) -> Option<Date> {
    let step = count.signum();
    let mut day = from;
    let mut left = count.unsigned_abs().min(MOST.unsigned_abs());
    while left > 0 {
        day = day.checked_add(Span::new().try_days(step).ok()?).ok()?;
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    Some(day)
}
