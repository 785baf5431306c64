//! A calendar file, read back by another library.

use afterword_core::{
    calendar::{At, Calendar, Event, Standing},
    wording as say,
};
use afterword_words::Words;
use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty as Property};
use jiff::{Timestamp, civil};

fn event(uid: &str, start: civil::DateTime, minutes: i64, nickname: &str) -> Event {
    let job = say::calendar_job(afterword_core::Private::new(nickname));
    let at = At::Moment { start, minutes };
    Event { uid: uid.into(), at, title: say::calendar_interview(job), standing: Standing::Busy }
}

fn file(zone: &str, events: Vec<Event>) -> String {
    let (made, changed) = (at("2026-10-01T09:00:00Z"), at("2026-09-30T08:00:00Z"));
    let words = Words::load("en-GB").expect("it loads");
    let bytes = words.calendar(&Calendar { zone: zone.into(), made, changed, revision: 12, events });
    String::from_utf8(bytes).expect("a calendar is UTF-8")
}

fn at(moment: &str) -> Timestamp {
    moment.parse().expect("an instant")
}

/// The events, as the other library reads them.
fn components(file: &str) -> Vec<ICalendarComponent> {
    let calendar = ICalendar::parse(file).expect("another library reads it");
    let is_event = |component: &ICalendarComponent| component.component_type == ICalendarComponentType::VEvent;
    calendar.components.into_iter().filter(is_event).collect()
}

fn text(component: &ICalendarComponent, name: Property) -> String {
    component.property(&name).expect("it is there").values[0].as_text().expect("text").to_owned()
}

/// Uid, title, start and end of each event.
fn read(file: &str) -> Vec<(String, String, String, String)> {
    let moment = |component: &ICalendarComponent, name| {
        let entry = component.property(&name).expect("it is there");
        let at = entry.values[0].as_partial_date_time().expect("a moment");
        let at = at.to_timestamp().expect("an instant: it says its zone");
        Timestamp::from_second(at).expect("a time").to_string()
    };
    let row = |component: &ICalendarComponent| {
        (
            component.uid().expect("a uid").to_owned(),
            text(component, Property::Summary),
            moment(component, Property::Dtstart),
            moment(component, Property::Dtend),
        )
    };
    components(file).iter().map(row).collect()
}

#[test]
fn hours_are_right_on_both_sides_of_a_change_of_the_clocks() {
    #[rustfmt::skip]
    let table = [
        // In London the clocks go back on 25 October 2026, and forward on 28 March 2027.
        ("Europe/London",    civil::datetime(2026, 10, 24, 15, 0, 0, 0), "2026-10-24T14:00:00Z"),
        ("Europe/London",    civil::datetime(2026, 10, 25, 15, 0, 0, 0), "2026-10-25T15:00:00Z"),
        // 01:30 comes twice there: the first.
        ("Europe/London",    civil::datetime(2026, 10, 25,  1, 30, 0, 0), "2026-10-25T00:30:00Z"),
        ("Europe/London",    civil::datetime(2027,  3, 27, 15, 0, 0, 0), "2027-03-27T15:00:00Z"),
        ("Europe/London",    civil::datetime(2027,  3, 28, 15, 0, 0, 0), "2027-03-28T14:00:00Z"),
        // 01:30 never comes there: an hour later by the clock.
        ("Europe/London",    civil::datetime(2027,  3, 28,  1, 30, 0, 0), "2027-03-28T01:30:00Z"),
        ("Asia/Kolkata",     civil::datetime(2026, 11, 24, 15, 0, 0, 0), "2026-11-24T09:30:00Z"),
        ("America/New_York", civil::datetime(2026, 11, 24, 22, 0, 0, 0), "2026-11-25T03:00:00Z"),
    ];
    for (zone, start, instant) in table {
        let read = read(&file(zone, vec![event("interview.1", start, 60, "the Leeds job")]));
        let instant = at(instant);
        let end = instant + jiff::SignedDuration::from_mins(60);
        let title = "Interview – the Leeds job".to_owned();
        let wanted = ("interview.1@afterword".to_owned(), title, instant.to_string(), end.to_string());
        assert_eq!(read, [wanted], "{zone} {start}");
    }
}

#[test]
fn any_nickname_comes_back_as_one_title_and_long_lines_are_folded() {
    let start = civil::datetime(2026, 11, 24, 15, 0, 0, 0);
    let long = "the job with a long name ".repeat(12);
    // Of one, two, three and four octets, at every place where a line may be folded.
    let wide = "aé日🎷".repeat(40);
    #[rustfmt::skip]
    let table = [
        ("Leeds; the big one, really",         "Leeds; the big one, really"),
        (r"back\slash",                        r"back\slash"),
        ("two\nlines\r\nEND:VEVENT",           "two lines END:VEVENT"),
        ("a bell\u{7}, a\u{2028}line",          "a bell, a line"),
        ("„Zürich“ 日本 🎷",                    "„Zürich“ 日本 🎷"),
        (long.as_str(),                        long.trim()),
        (wide.as_str(),                        wide.as_str()),
    ];
    for (nickname, title) in table {
        let file = file("Europe/London", vec![event("a", start, 45, nickname), event("b", start, 0, "other")]);
        let read = read(&file);
        let titles: Vec<_> = read.iter().map(|(_, title, ..)| title.as_str()).collect();
        assert_eq!(titles, [format!("Interview – {title}").as_str(), "Interview – other"]);
        assert!(!file.contains(|c: char| c.is_control() && c != '\r' && c != '\n'), "{file:?}");
        assert!(read[1].3 > read[1].2, "an event ends after it begins");
        assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{file}");
    }
}

#[test]
fn a_day_is_a_day_in_every_zone() {
    let day = civil::date(2026, 11, 1);
    for zone in ["Europe/London", "America/New_York", "Pacific/Kiritimati"] {
        let title = say::calendar_start(say::calendar_job(afterword_core::Private::new("Leeds")));
        let event = Event { uid: "start.1".into(), at: At::Day(day), title, standing: Standing::Free };
        let file = file(zone, vec![event]);
        assert!(file.contains("DTSTART;VALUE=DATE:20261101\r\n"), "{file}");
        assert!(file.contains("DTEND;VALUE=DATE:20261102\r\n"), "{file}");
        let component = &components(&file)[0];
        let start = component.property(&Property::Dtstart).expect("a start").values[0].as_partial_date_time();
        let start = start.expect("a date");
        assert_eq!((start.year, start.month, start.day, start.hour), (Some(2026), Some(11), Some(1), None));
        assert!(file.contains("TRANSP:TRANSPARENT\r\n"), "a day to know of takes up no time");
    }
}

#[test]
fn what_an_importer_goes_by_stands_there() {
    let start = civil::datetime(2026, 11, 24, 15, 0, 0, 0);
    let holds = event("interview.1", start, 60, "Leeds");
    let off = Event { standing: Standing::Off, title: say::calendar_off(), ..event("interview.2", start, 60, "Leeds") };
    let file = file("Europe/London", vec![holds, off]);
    assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && file.ends_with("END:VCALENDAR\r\n"), "{file}");
    let written: Vec<_> = file.split("BEGIN:VEVENT").skip(1).collect();
    for (lines, (status, transparency)) in written.iter().zip([("CONFIRMED", "OPAQUE"), ("CANCELLED", "TRANSPARENT")]) {
        for line in [
            format!("STATUS:{status}"),
            format!("TRANSP:{transparency}"),
            "SEQUENCE:12".into(),
            "DTSTAMP:20261001T090000Z".into(),
            "LAST-MODIFIED:20260930T080000Z".into(),
            "CLASS:PRIVATE".into(),
        ] {
            assert!(lines.lines().any(|found| found == line), "{line} in {lines}");
        }
    }
    let titles: Vec<_> = components(&file).iter().map(|component| text(component, Property::Summary)).collect();
    assert_eq!(titles, ["Interview – Leeds", "No longer planned"]);
    assert_eq!(file.matches("Leeds").count(), 1);
}
