//! A calendar as a file (RFC 5545).

use crate::Words;
use afterword_core::{Zone, calendar::Event, say::Attachment};
use icalendar::{Calendar, Component as _, Property};
use jiff::{Timestamp, ToSpan as _};

impl Words {
    /// The bytes of a calendar file.
    ///
    /// Every moment stands there in UTC, which is right on both sides of a change
    /// of the clocks and needs no table of zones in the file; a calendar shows it on
    /// the clock of whoever looks.
    #[must_use]
    pub fn calendar(&self, attachment: &Attachment) -> Vec<u8> {
        let Attachment::Calendar { zone, made, events } = attachment;
        let zone = Zone::or_utc(zone);
        let mut calendar = Calendar::empty();
        for (name, value) in [
            ("VERSION", "2.0"),
            ("PRODID", "-//Afterword//Afterword//EN"),
            ("CALSCALE", "GREGORIAN"),
            ("METHOD", "PUBLISH"),
        ] {
            calendar.append_property(Property::new(name, value));
        }
        for event in events {
            calendar.push(self.event(event, &zone, *made));
        }
        calendar.to_string().into_bytes()
    }

    fn event(&self, event: &Event, zone: &Zone, made: Timestamp) -> icalendar::Event {
        let start = zone.instant(event.start);
        let end = start.checked_add(event.minutes.max(1).minutes()).unwrap_or(start);
        // A nickname may hold a break of line; a title may not.
        let title = self.block(&event.title).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut written = icalendar::Event::with_uid(&format!("{}@afterword", event.uid));
        written
            .summary(&title)
            .add_property("DTSTAMP", utc(made))
            .add_property("LAST-MODIFIED", utc(made))
            .add_property("DTSTART", utc(start))
            .add_property("DTEND", utc(end))
            // Whoever shares a calendar shows "busy", and no more.
            .class(icalendar::Class::Private);
        written.done()
    }
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
