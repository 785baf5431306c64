//! A calendar as a file (RFC 5545).

use crate::Words;
use afterword_core::{
    Zone,
    calendar::{At, Calendar, Event, Standing},
};
use icalendar::{Calendar as File, Component as _, Event as Written, EventStatus, Property};
use jiff::{Timestamp, ToSpan as _, civil};

impl Words {
    /// The bytes of a calendar file.
    ///
    /// Every moment stands there in UTC. None of them repeats, so nothing needs the rules
    /// of a zone: UTC is right on both sides of a change of the clocks, holds no table of
    /// zones that a reader could take for another, and is shown on the clock of whoever
    /// looks. Days are days wherever they are read.
    #[must_use]
    pub fn calendar(&self, calendar: &Calendar) -> Vec<u8> {
        let zone = Zone::or_utc(&calendar.zone);
        let mut file = File::empty();
        for (name, value) in [
            ("VERSION", "2.0"),
            ("PRODID", "-//Afterword//Afterword//EN"),
            ("CALSCALE", "GREGORIAN"),
            ("METHOD", "PUBLISH"),
        ] {
            file.append_property(Property::new(name, value));
        }
        for event in &calendar.events {
            file.push(self.event(event, calendar, &zone));
        }
        file.to_string().into_bytes()
    }

    fn event(&self, event: &Event, calendar: &Calendar, zone: &Zone) -> Written {
        let mut written = Written::with_uid(&format!("{}@afterword", event.uid));
        match &event.at {
            At::Day(day) => {
                // The end of a day is the day after it (3.6.1).
                let end = day.tomorrow().unwrap_or(*day);
                written.append_property(a_day("DTSTART", *day)).append_property(a_day("DTEND", end));
            }
            At::Moment { start, minutes } => {
                let start = zone.instant(*start);
                let end = start.checked_add((*minutes).max(1).minutes()).unwrap_or(start);
                written.add_property("DTSTART", utc(start)).add_property("DTEND", utc(end));
            }
        }
        let (status, taken) = match event.standing {
            Standing::Busy => (EventStatus::Confirmed, "OPAQUE"),
            Standing::Free => (EventStatus::Confirmed, "TRANSPARENT"),
            Standing::Off => (EventStatus::Cancelled, "TRANSPARENT"),
        };
        written
            .summary(&in_one_line(&self.block(&event.title)))
            .status(status)
            .add_property("TRANSP", taken)
            // Of two files the one made later counts, in whatever order they are opened.
            .add_property("SEQUENCE", calendar.revision.to_string())
            .add_property("DTSTAMP", utc(calendar.made))
            .add_property("LAST-MODIFIED", utc(calendar.changed))
            // Whoever shares a calendar shows "busy", and no more.
            .class(icalendar::Class::Private);
        written.done()
    }
}

/// A nickname may hold a break of line; a title may not.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn a_day(name: &str, day: civil::Date) -> Property {
    Property::new(name, day.strftime("%Y%m%d").to_string()).add_parameter("VALUE", "DATE").done()
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
