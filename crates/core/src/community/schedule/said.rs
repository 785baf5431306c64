//! A schedule in words, as moderators read it and could have written it.

use super::{Repeat, Schedule, Weekdays};
use crate::{
    say::{Arg, Block},
    wording as say,
};
use jiff::civil::Time;

impl Schedule {
    /// When it posts: "weekdays at 09:00 in Europe/Lisbon". Skipped days are counted, not named.
    #[must_use]
    pub fn said(&self) -> Block {
        let rule = self.repeat.said();
        let rule = self.from.map_or(rule.clone(), |from| say::schedule_from(rule, Arg::FarDay(from)));
        let rule = self.until.map_or(rule.clone(), |until| say::schedule_until(rule, Arg::FarDay(until)));
        say::schedule_in(rule, Arg::Name(self.zone.clone().into()))
    }
}

impl Repeat {
    fn said(&self) -> Block {
        match self {
            Self::Daily { at } => say::schedule_daily(time(*at)),
            Self::Weekdays { on, at } if *on == Weekdays::WORKING => say::schedule_working(time(*at)),
            Self::Weekdays { on, at } => say::schedule_weekdays(days(*on), time(*at)),
            Self::Weeks { every: 0 | 1, on, at, .. } => say::schedule_weekdays(days(*on), time(*at)),
            Self::Weeks { every, on, at, .. } => say::schedule_weeks(i64::from(*every), days(*on), time(*at)),
            Self::Monthly { on, at } => {
                let days: Vec<Arg> = on.iter().map(|day| Arg::Number(i64::from(*day))).collect();
                say::schedule_monthly(Arg::List(days), time(*at))
            }
            Self::Cron(cron) => say::schedule_cron(Arg::Name(cron.written.clone().into())),
        }
    }
}

fn days(on: Weekdays) -> Arg {
    let name = |day: jiff::civil::Weekday| Block::plain(format!("layout-weekday-{}", day.to_monday_one_offset()));
    Arg::List(on.iter().map(|day| Arg::from(name(day))).collect())
}

fn time(at: Time) -> Arg {
    Arg::Name(at.strftime("%H:%M").to_string().into())
}
