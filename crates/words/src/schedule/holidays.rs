//! Days without a post, from a list or from a calendar file.

use afterword_core::{Private, say::Block, wording as say};
use calcard::{
    common::{PartialDateTime, timezone::Tz},
    icalendar::{
        ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarFrequency, ICalendarProperty as Property,
        ICalendarStatus, ICalendarValue as Value, dates::TimeOrDelta,
    },
};
use jiff::{ToSpan, civil::Date};
use std::collections::BTreeSet;

/// The largest calendar that is taken, in MiB.
pub const LARGEST_MIB: usize = 1;

/// The most days that are taken.
pub const MOST_DAYS: usize = 1000;

/// The longest single holiday, in days.
pub const LONGEST_DAYS: i64 = 100;

/// So many that are left out are named.
const MOST_LEFT_OUT: usize = 20;

/// How often a rule can come again: several lifetimes of what comes once a year.
const MOST_TIMES: usize = 1000;

/// What was read.
#[derive(Clone, PartialEq, Eq)]
pub struct Holidays {
    /// The days.
    pub days: BTreeSet<Date>,
    /// What was not taken: the first few.
    pub left_out: Vec<LeftOut>,
}

/// An event that is not taken. Its title is somebody’s, so it has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// What it is called.
    pub title: Private,
    /// Why.
    pub why: Why,
}

/// Why an event is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It has an hour.
    Hour,
    /// It comes again otherwise than every year.
    Repeats,
    /// Its day cannot be read.
    Unread,
    /// It lasts longer than [`LONGEST_DAYS`].
    TooLong,
}

/// Why nothing was read. It may quote somebody, so it has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub enum NoHolidays {
    /// It is no calendar file.
    NoCalendar,
    /// This is no day.
    NoDay(Private),
    /// More than [`MOST_DAYS`].
    TooMany,
    /// More than [`LARGEST_MIB`].
    TooLarge,
}

/// The whole days of a calendar file (`.ics`, RFC 5545) from one day to another, both included.
///
/// Taken are events of one day or several, those of every year as often as they come.
///
/// # Errors
///
/// A file that is too large or no calendar, and more days than are taken.
pub fn holidays_in_calendar(file: &[u8], from: Date, until: Date) -> Result<Holidays, NoHolidays> {
    if file.len() > LARGEST_MIB * 1024 * 1024 {
        return Err(NoHolidays::TooLarge);
    }
    let text = std::str::from_utf8(file).map_err(|_| NoHolidays::NoCalendar)?;
    let calendar = ICalendar::parse(text.trim_start_matches('\u{feff}')).map_err(|_| NoHolidays::NoCalendar)?;
    let mut read = Holidays { days: BTreeSet::new(), left_out: Vec::new() };
    for event in calendar.components {
        if event.component_type != ICalendarComponentType::VEvent || is_off(&event) {
            continue;
        }
        let title = title(&event);
        match days(event, from, until) {
            Ok(days) => read.days.extend(days),
            Err(why) if read.left_out.len() < MOST_LEFT_OUT => read.left_out.push(LeftOut { title, why }),
            Err(_) => {}
        }
        if read.days.len() > MOST_DAYS {
            return Err(NoHolidays::TooMany);
        }
    }
    Ok(read)
}

/// The days of a list: `2026-12-25`, or `2026-12-24/2027-01-01` for several, with commas or blanks between them.
///
/// # Errors
///
/// The first that is no day, and more days than are taken.
pub fn holidays_in_list(text: &str) -> Result<BTreeSet<Date>, NoHolidays> {
    let mut days = BTreeSet::new();
    let words = text.split(|sign: char| sign.is_whitespace() || matches!(sign, ',' | ';'));
    for word in words.filter(|word| !word.is_empty()) {
        let no_day = || NoHolidays::NoDay(Private::new(word.chars().take(60).collect::<String>()));
        let (first, last) = word.split_once('/').unwrap_or((word, word));
        let (first, last) = (day(first).ok_or_else(no_day)?, day(last).ok_or_else(no_day)?);
        if last < first {
            return Err(no_day());
        }
        days.extend(first.series(1.day()).take_while(|day| *day <= last).take(MOST_DAYS + 1));
        if days.len() > MOST_DAYS {
            return Err(NoHolidays::TooMany);
        }
    }
    Ok(days)
}

/// A date as it is written here, and nothing that only holds one.
fn day(text: &str) -> Option<Date> {
    text.parse::<Date>().ok().filter(|day| day.to_string() == text)
}

fn is_off(event: &ICalendarComponent) -> bool {
    matches!(event.status(), Some(ICalendarStatus::Cancelled))
}

fn title(event: &ICalendarComponent) -> Private {
    let text = event.property(&Property::Summary).and_then(|entry| entry.values.first()).and_then(Value::as_text);
    Private::new(text.unwrap_or("…").chars().take(60).collect::<String>())
}

/// The days of one event between these.
fn days(event: ICalendarComponent, from: Date, until: Date) -> Result<Vec<Date>, Why> {
    let start = event.property(&Property::Dtstart).and_then(|entry| entry.values.first());
    match start {
        Some(Value::PartialDateTime(start)) if is_day(start) => {}
        Some(Value::PartialDateTime(_)) => return Err(Why::Hour),
        _ => return Err(Why::Unread),
    }
    if !comes_yearly(&event) {
        return Err(Why::Repeats);
    }
    // By itself: the limit is for all rules of a calendar together.
    let times = ICalendar { components: vec![event] }.expand_dates(Tz::Floating, MOST_TIMES);
    if !times.errors.is_empty() {
        return Err(Why::Unread);
    }
    let mut days = Vec::new();
    let mut latest = Date::MIN;
    for time in &times.events {
        let first: Date = time.start.date_naive().to_string().parse().map_err(|_| Why::Unread)?;
        let lasts = match &time.end {
            TimeOrDelta::Time(end) => (end.date_naive() - time.start.date_naive()).num_days(),
            TimeOrDelta::Delta(lasts) => lasts.num_days(),
        };
        if lasts > LONGEST_DAYS {
            return Err(Why::TooLong);
        }
        latest = latest.max(first);
        let all = first.series(1.day()).take(usize::try_from(lasts).unwrap_or(0).max(1));
        days.extend(all.filter(|day| (from..=until).contains(day)));
    }
    if times.events.len() >= MOST_TIMES && latest < until { Err(Why::Repeats) } else { Ok(days) }
}

fn is_day(start: &PartialDateTime) -> bool {
    start.day.is_some() && start.hour.is_none()
}

/// Once, or every year by whatever rule.
fn comes_yearly(event: &ICalendarComponent) -> bool {
    event.property(&Property::RecurrenceId).is_none()
        && event.properties(&Property::Rrule).flat_map(|entry| &entry.values).all(|value| {
            matches!(value, Value::RecurrenceRule(rule) if rule.freq == ICalendarFrequency::Yearly && rule.rscale.is_none())
        })
}

impl LeftOut {
    /// It, as a sentence.
    #[must_use]
    pub fn block(&self) -> Block {
        match self.why {
            Why::Hour => say::holidays_hour(&self.title),
            Why::Repeats => say::holidays_repeats(&self.title),
            Why::Unread => say::holidays_unread(&self.title),
            Why::TooLong => say::holidays_too_long(&self.title, LONGEST_DAYS),
        }
    }
}

impl NoHolidays {
    /// It, as a sentence.
    #[must_use]
    pub fn block(&self) -> Block {
        match self {
            Self::NoCalendar => say::holidays_no_calendar(),
            Self::NoDay(found) => say::holidays_no_day(found),
            Self::TooMany => say::holidays_too_many(MOST_DAYS),
            Self::TooLarge => say::holidays_too_large(LARGEST_MIB),
        }
    }
}
