//! What people bring for a schedule: when it posts, in words or as a cron expression, and days without a post.

mod cron;
mod holidays;
mod when;

pub use cron::{Field, NotCron, cron};
pub use holidays::{
    Holidays, LARGEST_MIB, LONGEST_DAYS, LeftOut, MOST_DAYS, NoHolidays, Why, holidays_in_calendar, holidays_in_list,
};
