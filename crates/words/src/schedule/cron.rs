//! Cron expressions.

use afterword_core::{
    Private,
    community::schedule::Cron,
    say::{Arg, Block},
    wording as say,
};
use croner::parser::{CronParser, Seconds, Year};
use std::collections::BTreeSet;

/// Why a text is no cron expression. It may be what somebody wrote, so it has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub enum NotCron {
    /// So many fields instead of five.
    Fields(usize),
    /// This field is not what it takes.
    Field {
        /// Which.
        field: Field,
        /// What stands in it.
        found: Private,
    },
    /// Something other crons have: `L`, `W`, `#`, `+`.
    Extension(Private),
}

/// A field of a cron expression, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// 0–59.
    Minutes,
    /// 0–23.
    Hours,
    /// 1–31.
    Days,
    /// 1–12, or names.
    Months,
    /// 0–7, or names; 0 and 7 are Sunday.
    Weekdays,
}

const FIELDS: [Field; 5] = [Field::Minutes, Field::Hours, Field::Days, Field::Months, Field::Weekdays];

/// What a cron expression of five fields means; `@daily` and the like are such.
///
/// As in Vixie’s cron, a day is meant by either of the fields for days where neither begins
/// with `*`, and else by both.
///
/// # Errors
///
/// What was found, and what was expected.
pub fn cron(text: &str) -> Result<Cron, NotCron> {
    let fields: Vec<&str> = text.split_whitespace().collect();
    let is_nickname = matches!(*fields, [name] if name.starts_with('@'));
    if fields.len() != FIELDS.len() && !is_nickname {
        return Err(NotCron::Fields(fields.len()));
    }
    let pattern = parse(&fields).ok_or_else(|| wrong(&fields))?.pattern;
    let extension = |field: usize| Err(NotCron::Extension(Private::new(fields.get(field).copied().unwrap_or(text))));
    if pattern.days.has_modifiers() {
        return extension(2);
    }
    if pattern.days_of_week.has_modifiers() || pattern.matches_dom_and_dow() {
        return extension(4);
    }
    // Those of a nickname, once it is written out.
    let written: Vec<&str> = pattern.as_str().split_whitespace().collect();
    let is_starred = |field: usize| written.get(field).is_some_and(|field| field.starts_with(['*', '?']));
    let set =
        |values: Vec<u16>| -> BTreeSet<u8> { values.into_iter().filter_map(|value| value.try_into().ok()).collect() };
    Ok(Cron {
        written: fields.join(" "),
        minutes: set(pattern.minutes.values()),
        hours: set(pattern.hours.values()),
        days: set(pattern.days.values()),
        months: set(pattern.months.values()),
        weekdays: set(pattern.days_of_week.values()),
        either_day: !is_starred(2) && !is_starred(4),
    })
}

fn parse(fields: &[&str]) -> Option<croner::Cron> {
    let parser = CronParser::builder().seconds(Seconds::Disallowed).year(Year::Disallowed).build();
    parser.parse(&fields.join(" ")).ok()
}

/// The field that is wrong: the first that is so by itself.
fn wrong(fields: &[&str]) -> NotCron {
    let alone = |place: usize| {
        let mut all = ["*"; FIELDS.len()];
        all[place] = fields.get(place)?;
        Some(all)
    };
    let is_wrong = |(place, _): &(usize, Field)| alone(*place).is_some_and(|fields| parse(&fields).is_none());
    match FIELDS.into_iter().enumerate().find(is_wrong) {
        Some((place, field)) if fields.len() == FIELDS.len() => {
            NotCron::Field { field, found: Private::new(fields[place]) }
        }
        _ => NotCron::Fields(fields.len()),
    }
}

impl NotCron {
    /// It, as a sentence.
    #[must_use]
    pub fn block(&self) -> Block {
        match self {
            Self::Fields(count) => say::cron_fields(*count),
            Self::Field { field, found } => say::cron_field(field.label(), found, field.takes()),
            Self::Extension(found) => say::cron_extension(found),
        }
    }
}

impl Field {
    fn label(self) -> Block {
        match self {
            Self::Minutes => say::cron_minutes(),
            Self::Hours => say::cron_hours(),
            Self::Days => say::cron_days(),
            Self::Months => say::cron_months(),
            Self::Weekdays => say::cron_weekdays(),
        }
    }

    fn takes(self) -> Block {
        let numbers = |low: i64, high: i64| say::cron_takes(Arg::Number(low), Arg::Number(high));
        match self {
            Self::Minutes => numbers(0, 59),
            Self::Hours => numbers(0, 23),
            Self::Days => numbers(1, 31),
            Self::Months => say::cron_takes_months(),
            Self::Weekdays => say::cron_takes_weekdays(),
        }
    }
}
