//! `:later`: how far the clock is to be moved.

use jiff::{
    Span, ToSpan as _,
    civil::{Date, DateTime, Time, Weekday, time},
};

/// Where the clock is to be moved: later than `now`, on the same wall clock.
///
/// `2 days`, `a week`, `3 hours 20 minutes`, `until friday 10:00`, `until
/// tomorrow`, `until 18:30`, `until 2026-12-01 09:00`. `None`: not understood.
pub(crate) fn target(said: &str, now: DateTime) -> Option<DateTime> {
    let said = said.trim().to_lowercase();
    let at = match said.strip_prefix("until ") {
        Some(moment) => until(moment.trim(), now)?,
        None => now.checked_add(span(&said)?).ok()?,
    };
    (at > now).then_some(at)
}

/// The last moment a clock may be moved to: after it, dates stop making sense to people.
pub(crate) const LAST: Date = jiff::civil::date(2999, 12, 31);

fn span(said: &str) -> Option<Span> {
    let said = said.replace(" and ", " ");
    let counted = match said.split_once(' ') {
        Some(("a" | "an" | "one", unit)) => format!("1 {unit}"),
        _ => said,
    };
    let span = counted.parse::<Span>().ok()?;
    span.is_positive().then_some(span)
}

fn until(moment: &str, now: DateTime) -> Option<DateTime> {
    let (first, rest) = moment.split_once(' ').unwrap_or((moment, ""));
    let hour = |text: &str, usual: Time| if text.is_empty() { Some(usual) } else { clock_time(text) };
    let morning = time(9, 0, 0, 0);
    if first == "tomorrow" {
        return Some(now.date().checked_add(1.day()).ok()?.to_datetime(hour(rest, morning)?));
    }
    if let Some(day) = weekday(first) {
        let at = hour(rest, morning)?;
        let today = now.date().to_datetime(at);
        if now.date().weekday() == day && today > now {
            return Some(today);
        }
        return Some(now.date().nth_weekday(1, day).ok()?.to_datetime(at));
    }
    if let Ok(date) = first.parse::<Date>() {
        return Some(date.to_datetime(hour(rest, morning)?));
    }
    let at = now.date().to_datetime(clock_time(moment)?);
    if at > now { Some(at) } else { at.checked_add(1.day()).ok() }
}

fn clock_time(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim_start_matches("at ").split_once(':').unwrap_or((text, "0"));
    Time::new(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0, 0).ok()
}

fn weekday(name: &str) -> Option<Weekday> {
    const DAYS: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let fits = |day: &str| name.len() >= 3 && day.starts_with(name);
    DAYS.iter().find(|(day, _)| fits(day)).map(|(_, day)| *day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// A Monday.
    fn now() -> DateTime {
        date(2026, 11, 23).at(18, 0, 0, 0)
    }

    #[test]
    fn the_clock_goes_as_far_as_people_say() {
        for (said, wanted) in [
            ("2 days", "2026-11-25T18:00:00"),
            ("3 hours", "2026-11-23T21:00:00"),
            ("1 week", "2026-11-30T18:00:00"),
            ("a week", "2026-11-30T18:00:00"),
            ("An hour and 10 minutes", "2026-11-23T19:10:00"),
            ("90 min", "2026-11-23T19:30:00"),
            ("1 month", "2026-12-23T18:00:00"),
            ("until friday 10:00", "2026-11-27T10:00:00"),
            ("until fri", "2026-11-27T09:00:00"),
            ("until monday", "2026-11-30T09:00:00"),
            ("until monday 19:00", "2026-11-23T19:00:00"),
            ("until tomorrow 8:30", "2026-11-24T08:30:00"),
            ("until 20:15", "2026-11-23T20:15:00"),
            ("until 10:00", "2026-11-24T10:00:00"),
            ("until 2026-12-01", "2026-12-01T09:00:00"),
        ] {
            assert_eq!(target(said, now()).map(|at| at.to_string()).as_deref(), Some(wanted), "{said}");
        }
    }

    #[test]
    fn what_is_no_time_to_come_is_not_understood() {
        for said in [
            "",
            "soon",
            "-2 days",
            "0 days",
            "2",
            "2 days ago",
            "until",
            "until 2020-01-01",
            "until 25:00",
            "until someday",
            "999999999 years",
            "until friday noon",
        ] {
            assert_eq!(target(said, now()), None, "{said}");
        }
    }
}
