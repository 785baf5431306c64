//! A calendar file, read back by another library.

use afterword_core::{calendar::Event, say::Attachment, wording as say};
use afterword_words::Words;
use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
use jiff::{Timestamp, civil};

fn event(uid: &str, start: civil::DateTime, minutes: i64, nickname: &str) -> Event {
    let job = say::calendar_job(afterword_core::Private::new(nickname));
    Event { uid: uid.into(), start, minutes, title: say::calendar_interview(job) }
}

fn file(zone: &str, events: Vec<Event>) -> String {
    let made = Timestamp::UNIX_EPOCH;
    let words = Words::load("en-GB").expect("it loads");
    let bytes = words.calendar(&Attachment::Calendar { zone: zone.into(), made, events });
    String::from_utf8(bytes).expect("a calendar is UTF-8")
}

/// Uid, title, start and end of each event, as the other library reads them.
fn read(file: &str) -> Vec<(String, String, String, String)> {
    let calendar = ICalendar::parse(file).expect("another library reads it");
    let events =
        calendar.components.iter().filter(|component| component.component_type == ICalendarComponentType::VEvent);
    let moment = |component: &calcard::icalendar::ICalendarComponent, name| {
        let entry = component.property(&name).expect("it is there");
        let at = entry.values[0].as_partial_date_time().expect("a moment");
        let at = at.to_timestamp().expect("an instant: it says its zone");
        Timestamp::from_second(at).expect("a time").to_string()
    };
    events
        .map(|component| {
            let title = component.property(&ICalendarProperty::Summary).expect("a title").values[0].as_text();
            (
                component.uid().expect("a uid").to_owned(),
                title.expect("text").to_owned(),
                moment(component, ICalendarProperty::Dtstart),
                moment(component, ICalendarProperty::Dtend),
            )
        })
        .collect()
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
        let instant: Timestamp = instant.parse().expect("an instant");
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
    #[rustfmt::skip]
    let table = [
        ("Leeds; the big one, really",         "Leeds; the big one, really"),
        (r"back\slash",                        r"back\slash"),
        ("two\nlines\r\nEND:VEVENT",           "two lines END:VEVENT"),
        ("„Zürich“ 日本 🎷",                    "„Zürich“ 日本 🎷"),
        (long.as_str(),                        long.trim()),
    ];
    for (nickname, title) in table {
        let file = file("Europe/London", vec![event("a", start, 45, nickname), event("b", start, 0, "other")]);
        let read = read(&file);
        let titles: Vec<_> = read.iter().map(|(_, title, ..)| title.as_str()).collect();
        assert_eq!(titles, [format!("Interview – {title}").as_str(), "Interview – other"]);
        assert!(read[1].3 > read[1].2, "an event ends after it begins");
        assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{file}");
    }
}
