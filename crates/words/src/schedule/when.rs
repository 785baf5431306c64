//! When a series posts, as moderators put it: "weekdays at 9:00 in Lisbon", "cron 0 9 * * 1-5".

use super::cron;
use crate::{
    Words,
    understand::{
        Reader,
        date::repeat::{self, NotARule, Rule},
        key::Key,
    },
};
use afterword_core::{
    Answer, Private,
    community::schedule::{Repeat, Schedule},
    say::Block,
    wording as say,
};
use jiff::civil::DateTime;

/// The longest text that is read.
const LONGEST: usize = 300;

impl Words {
    /// The schedule that a text says: days, a time and perhaps a zone, or a cron expression.
    ///
    /// `zone` (IANA name) is the one where it names none, and `now` what the clock shows there.
    /// What [`Schedule::said`](afterword_core::community::schedule::Schedule::said) says is read back the same.
    ///
    /// # Errors
    ///
    /// A sentence on what was found, what was expected, and what works.
    pub fn schedule(&self, text: &str, zone: &str, now: DateTime) -> Result<Schedule, Block> {
        let found = Private::new(text.trim());
        if found.chars() > LONGEST {
            return Err(say::when_days(Private::new("…")));
        }
        let reader = Reader { words: self, now };
        let (rule, named) = reader.cut_zone(found.reveal());
        let zone = named.as_deref().unwrap_or(zone);
        if let Some(fields) = as_cron(rule) {
            return cron(fields).map(|cron| Schedule::new(Repeat::Cron(cron), zone)).map_err(|wrong| wrong.block());
        }
        match repeat::read(&reader, &Key::of(&with_ranges(rule))) {
            Ok(Rule { repeat, from, until }) => Ok(Schedule { from, until, ..Schedule::new(repeat, zone) }),
            // "Weekdays at 9 in Atlantis".
            Err(_)
                if named.is_none()
                    && let Some((_, place)) = found.reveal().rsplit_once(" in ") =>
            {
                Err(say::when_zone(Private::new(place)))
            }
            Err(NotARule::NoTime) => Err(say::when_time(found)),
            Err(NotARule::SeveralTimes) => Err(say::when_times(found)),
            Err(NotARule::Days) => Err(say::when_days(found)),
        }
    }
}

impl Reader<'_> {
    /// What stands before the zone, and that.
    fn cut_zone<'t>(&self, text: &'t str) -> (&'t str, Option<String>) {
        let inside = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
        let after = inside.or_else(|| text.rsplit_once(" in ")).or_else(|| {
            // "Weekdays 9:00 Europe/Lisbon"; a city alone may be a word of the rule.
            text.rsplit_once(' ')
                .filter(|(_, last)| *last == "UTC" || last.contains('/') && last.contains(char::is_alphabetic))
        });
        match after.map(|(rule, place)| (rule, self.zone(place))) {
            Some((rule, Ok(Answer::Zone(zone)))) => (rule.trim_end_matches([',', ' ']), Some(zone)),
            _ => (text, None),
        }
    }
}

/// The fields of a cron expression, where it is one, or is called one.
fn as_cron(text: &str) -> Option<&str> {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    if first.trim_end_matches(':').eq_ignore_ascii_case("cron") {
        return Some(rest.trim());
    }
    let starts = |sign: char| sign == '*' || sign == '@';
    let five = || text.split_whitespace().count() == 5 && first.bytes().all(|byte| b"0123456789,-/".contains(&byte));
    (text.starts_with(starts) || five()).then_some(text)
}

/// "Mon-Fri" is "Mon to Fri".
fn with_ranges(text: &str) -> String {
    let text = text.replace(['–', '—'], "-");
    let mut last = None;
    let mut written = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        let between = last.is_some_and(char::is_alphabetic) && rest.peek().is_some_and(|next| next.is_alphabetic());
        match sign {
            '-' if between => written.push_str(" to "),
            sign => written.push(sign),
        }
        last = Some(sign);
    }
    written
}
