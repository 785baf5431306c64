//! What people bring for a schedule: cron expressions, and days without a post.

#![allow(clippy::unwrap_used)] // a panic is how a test fails

use afterword_core::community::schedule::{Cron, Repeat, Schedule, Weekdays};
use afterword_words::{
    Words,
    schedule::{MOST_DAYS, cron, holidays_in_calendar, holidays_in_list},
};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::{collections::BTreeSet, sync::LazyLock};

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::load("en-GB").unwrap());

/// What a cron expression means, shortly; or what is wrong with it, as it is said.
fn read(text: &str) -> String {
    match cron(text) {
        Ok(cron) => shown(&cron),
        Err(wrong) => WORDS.block(&wrong.block()),
    }
}

fn shown(cron: &Cron) -> String {
    let sets = [(&cron.minutes, 60), (&cron.hours, 24), (&cron.days, 31), (&cron.months, 12), (&cron.weekdays, 7)];
    let set = |(set, all): (&BTreeSet<u8>, usize)| {
        if set.len() == all { "*".to_owned() } else { set.iter().map(u8::to_string).collect::<Vec<_>>().join(",") }
    };
    let or = if cron.either_day { " or" } else { "" };
    format!("{}{or}", sets.map(set).join(" "))
}

#[test]
fn what_a_cron_expression_means() {
    #[rustfmt::skip]
    let table = [
        ("0 9 * * *",             "0 9 * * *"),
        ("  0\t9 * *  MON ",      "0 9 * * 1"),
        ("*/20 9-11 * * mon-fri", "0,20,40 9,10,11 * * 1,2,3,4,5"),
        ("5,35 8-18/5 1,15 * *",  "5,35 8,13,18 1,15 * *"),
        ("0 9 1 jan,Jul *",       "0 9 1 1,7 *"),
        ("0 9 * * 0",             "0 9 * * 0"),
        ("0 9 * * 7",             "0 9 * * 0"),
        ("0 9 * * 5-7",           "0 9 * * 0,5,6"),
        // Either of two fields for days that do not begin with a star; else both.
        ("0 9 13 * 5",            "0 9 13 * 5 or"),
        ("0 9 */2 * 5",           "0 9 1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31 * 5"),
        ("0 9 13 * */2",          "0 9 13 * 0,2,4,6"),
        ("0 9 1-31 * 5",          "0 9 * * 5 or"),
        ("@daily",                "0 0 * * *"),
        ("@Weekly",               "0 0 * * 0"),
        ("@monthly",              "0 0 1 * *"),
        ("@yearly",               "0 0 1 1 *"),
        ("@hourly",               "0 * * * *"),
        ("0 9 30 2 *",            "0 9 30 2 *"),
    ];
    for (text, wanted) in table {
        assert_eq!(read(text), wanted, "{text}");
    }
    assert!(cron(" 0  9 * * MON").is_ok_and(|cron| cron.written == "0 9 * * MON"));
}

#[test]
fn what_is_wrong_with_a_cron_expression_names_the_field() {
    let fields = |found: &str| {
        format!(
            "A cron expression has five fields: minute, hour, day of the month, month, day of the week. I found {found}."
        )
    };
    let field = |field: &str, found: &str, expected: &str| {
        format!("In the field for {field} I found “{found}”, and expected {expected}.")
    };
    let more = |found: &str| {
        format!(
            "“{found}” is more than cron itself has. Each field takes numbers, names, lists with commas, ranges with a hyphen, and steps such as */2."
        )
    };
    #[rustfmt::skip]
    let table = [
        ("",                fields("0")),
        ("9",               fields("one")),
        ("0 0 9 * * MON",   fields("6")),
        ("@reboot",         fields("one")),
        ("@daily @daily",   fields("2")),
        ("60 9 * * *",      field("minutes", "60", "numbers from 0 to 59, or *")),
        ("0 9:30 * * *",    field("hours", "9:30", "numbers from 0 to 23, or *")),
        ("0 -1 * * *",      field("hours", "-1", "numbers from 0 to 23, or *")),
        ("0 9 0 * *",       field("days of the month", "0", "numbers from 1 to 31, or *")),
        ("0 9 * 13 *",      field("months", "13", "numbers from 1 to 12, names from JAN to DEC, or *")),
        ("0 9 * * fryday",  field("days of the week", "fryday", "numbers from 0 to 7, names from SUN to SAT, or *")),
        ("0 9 * * FRI-MON", field("days of the week", "FRI-MON", "numbers from 0 to 7, names from SUN to SAT, or *")),
        ("*/0 9 * * *",     field("minutes", "*/0", "numbers from 0 to 59, or *")),
        ("5/15 9 * * *",    field("minutes", "5/15", "numbers from 0 to 59, or *")),
        ("0 9 L * *",       more("L")),
        ("0 9 15W * *",     more("15W")),
        ("0 9 * * MON#1",   more("MON#1")),
        ("0 9 1 * +MON",    more("+MON")),
    ];
    for (text, wanted) in table {
        assert_eq!(read(text), wanted, "{text}");
    }
}

fn calendar(events: &[&str]) -> String {
    let events: String = events.iter().map(|event| format!("BEGIN:VEVENT\n{event}\nEND:VEVENT\n")).collect();
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//example//EN\n{events}END:VCALENDAR\n")
        .replace('\n', "\r\n")
}

const FROM: Date = date(2026, 11, 26);
const UNTIL: Date = date(2029, 12, 31);

/// The days of a calendar, and what is said of what was not taken.
fn holidays(file: &[u8]) -> (Vec<String>, Vec<String>) {
    match holidays_in_calendar(file, FROM, UNTIL) {
        Ok(read) => (
            read.days.iter().map(Date::to_string).collect(),
            read.left_out.iter().map(|left_out| WORDS.block(&left_out.block())).collect(),
        ),
        Err(wrong) => (Vec::new(), vec![WORDS.block(&wrong.block())]),
    }
}

#[test]
fn whole_days_of_a_calendar_are_taken() {
    #[rustfmt::skip]
    let table: Vec<(&str, &[&str])> = vec![
        ("DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261226", &["2026-12-25"]),
        ("DTSTART;VALUE=DATE:20261225",                            &["2026-12-25"]),
        ("DTSTART;VALUE=DATE:20261225\nDURATION:P2D",              &["2026-12-25", "2026-12-26"]),
        // The end itself is not part of it (RFC 5545).
        ("DTSTART;VALUE=DATE:20261230\nDTEND;VALUE=DATE:20270102", &["2026-12-30", "2026-12-31", "2027-01-01"]),
        ("DTSTART;VALUE=DATE:20261120\nDTEND;VALUE=DATE:20261128", &["2026-11-26", "2026-11-27"]),
        ("DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY",         &["2027-01-01", "2028-01-01", "2029-01-01"]),
        ("DTSTART;VALUE=DATE:19000101\nRRULE:FREQ=YEARLY",         &["2027-01-01", "2028-01-01", "2029-01-01"]),
        ("DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY;UNTIL=20280101", &["2027-01-01", "2028-01-01"]),
        ("DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=YEARLY;COUNT=2", &["2027-01-01", "2028-01-01"]),
        ("DTSTART;VALUE=DATE:20261231\nDTEND;VALUE=DATE:20270102\nRRULE:FREQ=YEARLY;INTERVAL=2",
                                                                   &["2026-12-31", "2027-01-01", "2028-12-31", "2029-01-01"]),
        ("DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20280101", &["2027-01-01", "2029-01-01"]),
        // The fourth Thursday of November.
        ("DTSTART;VALUE=DATE:20201126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", &["2026-11-26", "2027-11-25", "2028-11-23", "2029-11-22"]),
        ("DTSTART;VALUE=DATE:20200229\nRRULE:FREQ=YEARLY",         &["2028-02-29"]),
        ("DTSTART;VALUE=DATE:20261225\nSTATUS:CANCELLED",          &[]),
        ("DTSTART;VALUE=DATE:20201225",                            &[]),
    ];
    for (event, wanted) in table {
        let (days, left_out) = holidays(calendar(&[&format!("UID:1\nSUMMARY:A day\n{event}")]).as_bytes());
        assert_eq!(days, wanted, "{event}");
        assert!(left_out.is_empty(), "{event}: {left_out:?}");
    }
}

#[test]
fn what_is_left_out_of_a_calendar_is_named() {
    let repeats = "“A day” is left out: it comes again in a way I don’t reckon. Once, or every year, I can take.";
    #[rustfmt::skip]
    let table = [
        ("DTSTART:20261225T090000Z",                                 "“A day” is left out: it has an hour, and holidays are whole days."),
        ("DTSTART;TZID=Europe/Lisbon:20261225T090000",               "“A day” is left out: it has an hour, and holidays are whole days."),
        ("DTSTART;VALUE=DATE:20261225\nRRULE:FREQ=WEEKLY",           repeats),
        ("DTSTART;VALUE=DATE:20261225\nRRULE:FREQ=DAILY",            repeats),
        ("DTSTART;VALUE=DATE:20261225\nRRULE:FREQ=SECONDLY",         repeats),
        ("DTSTART;VALUE=DATE:20261225\nRECURRENCE-ID;VALUE=DATE:20261226", repeats),
        ("DTSTART;VALUE=DATE:19000101\nRRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", repeats),
        ("DTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:20270501",   "“A day” is left out: it lasts longer than 100 days."),
        ("DESCRIPTION:without a day",                                "“A day” is left out: I can’t read its day."),
        ("DTSTART;VALUE=DATE:20261399",                              "“A day” is left out: I can’t read its day."),
    ];
    for (event, wanted) in table {
        let file = calendar(&[&format!("UID:1\nSUMMARY:A day\n{event}"), "UID:2\nDTSTART;VALUE=DATE:20261224"]);
        assert_eq!(holidays(file.as_bytes()), (vec!["2026-12-24".into()], vec![wanted.into()]), "{event}");
    }
}

#[test]
fn a_rule_that_never_comes_ends() {
    let (days, _) = holidays(
        calendar(&["UID:1\nDTSTART;VALUE=DATE:20200230\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"]).as_bytes(),
    );
    assert!(days.is_empty());
    let (days, _) = holidays(
        calendar(&["UID:1\nDTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"]).as_bytes(),
    );
    assert!(days.iter().all(|day| day.ends_with("-01-01")), "{days:?}");
}

#[test]
fn what_is_no_calendar_or_too_much_is_refused() {
    let no_calendar = "That’s no calendar file I can read. I expected one that begins with BEGIN:VCALENDAR.";
    for file in [&b""[..], b"hello", b"BEGIN:VCARD\r\nEND:VCARD\r\n", b"\xff\xfe"] {
        assert_eq!(holidays(file), (vec![], vec![no_calendar.to_owned()]), "{file:?}");
    }
    let large = vec![b' '; 1024 * 1024 + 1];
    assert_eq!(holidays(&large).1, ["That’s more than 1 MiB, which is the most I take."]);
    let event = |year: i32| {
        format!("UID:{year}\nDTSTART;VALUE=DATE:2027{:02}01\nDURATION:P90D\nRRULE:FREQ=YEARLY", year % 12 + 1)
    };
    let many: Vec<String> = (0..12).map(event).collect();
    let file = calendar(&many.iter().map(String::as_str).collect::<Vec<_>>());
    let all = holidays_in_calendar(file.as_bytes(), FROM, date(2036, 12, 31));
    assert!(all.is_err_and(|wrong| WORDS.block(&wrong.block()).contains("more than 1000 days")));
}

#[test]
fn a_list_of_days_is_read() {
    let read = |text: &str| match holidays_in_list(text) {
        Ok(days) => days.iter().map(Date::to_string).collect(),
        Err(wrong) => vec![WORDS.block(&wrong.block())],
    };
    let no_day = |found: &str| {
        format!("I found “{found}”, and expected days such as 2026-12-25, or 2026-12-24/2027-01-01 for several.")
    };
    assert_eq!(read("2026-12-25, 2027-01-01;\n 2026-12-25"), ["2026-12-25", "2027-01-01"]);
    assert_eq!(read("2026-12-31/2027-01-02"), ["2026-12-31", "2027-01-01", "2027-01-02"]);
    assert!(read(" \n").is_empty());
    for wrong in ["2026-02-30", "25.12.2026", "Christmas", "2026-12-25T09:00", "2026-12-25/2026-12-24", "2026-12-25/"] {
        assert_eq!(read(&format!("2026-12-01 {wrong}")), [no_day(wrong)]);
    }
    assert_eq!(
        read("2020-01-01/2026-01-01"),
        [format!("Those are more than {MOST_DAYS} days, which is the most I take.")]
    );
}

proptest! {
    #[test]
    fn whatever_is_brought_is_answered(text in "\\PC{0,40}", cronlike in "[@*/0-9,MONJALW#?+ -]{0,30}", lines in "((BEGIN|END):V(EVENT|CALENDAR)|DTSTART;VALUE=DATE:[0-9]{8}|RRULE:FREQ=YEARLY;BY(DAY|MONTH|YEARDAY|SETPOS|WEEKNO)=[-0-9A-Z,]{1,8}|DURATION:P[0-9]{1,9}[DW]|\r\n){0,20}") {
        for text in [&text, &cronlike] {
            prop_assert!(!read(text).is_empty());
            let _list = holidays_in_list(text).is_ok();
        }
        let _file = holidays(lines.as_bytes());
        let _event = holidays(calendar(&[&lines.replace("BEGIN", "X").replace("END", "X")]).as_bytes());
    }
}

/// A Thursday.
const NOW: jiff::civil::DateTime = jiff::civil::datetime(2026, 11, 26, 12, 0, 0, 0);

/// What a text says about when, as the schedule says it of itself; or what is wrong with it.
fn when(text: &str) -> String {
    match WORDS.schedule(text, "Europe/London", NOW) {
        Ok(schedule) => WORDS.block(&schedule.said()),
        Err(wrong) => WORDS.block(&wrong),
    }
}

#[test]
fn when_a_series_posts_is_read_from_words() {
    #[rustfmt::skip]
    let table = [
        ("every day at 9:00",                         "every day at 09:00 in Europe/London"),
        ("daily at 6.30",                             "every day at 06:30 in Europe/London"),
        ("9am",                                       "every day at 09:00 in Europe/London"),
        ("each day at noon in Lisbon",                "every day at 12:00 in Europe/Lisbon"),
        ("Weekdays at 9 (America/New_York)",          "weekdays at 09:00 in America/New_York"),
        ("every weekday at half past eight",          "weekdays at 08:30 in Europe/London"),
        ("Mon-Fri 17:15",                             "weekdays at 17:15 in Europe/London"),
        ("from Monday to Friday at 9",                "weekdays at 09:00 in Europe/London"),
        ("Mon–Wed, 9:00",                             "Monday, Tuesday and Wednesday at 09:00 in Europe/London"),
        ("weekends at 10 in the morning",             "Saturday and Sunday at 10:00 in Europe/London"),
        ("on Mondays and Thursdays at 6pm",           "Monday and Thursday at 18:00 in Europe/London"),
        ("weekly on Friday, 16:00 Europe/Lisbon",     "Friday at 16:00 in Europe/Lisbon"),
        ("Fri to Mon at 9:00",                        "Monday, Friday, Saturday and Sunday at 09:00 in Europe/London"),
        ("every 2 weeks on Friday at 12:00",          "every 2 weeks on Friday at 12:00 in Europe/London"),
        ("every other Tuesday at 7 in the evening",   "every 2 weeks on Tuesday at 19:00 in Europe/London"),
        ("fortnightly on Monday at 9",                "every 2 weeks on Monday at 09:00 in Europe/London"),
        ("every third Sunday at 11",                  "every 3 weeks on Sunday at 11:00 in Europe/London"),
        ("the 1st and the 15th at 10:00",             "on 1 and 15 of every month at 10:00 in Europe/London"),
        ("monthly on the 31st at 10:00",              "on 31 of every month at 10:00 in Europe/London"),
        ("the last day of the month at 18:00",        "on 31 of every month at 18:00 in Europe/London"),
        ("Mondays at 9 until 1 March 2027",           "Monday at 09:00, until Monday 1 March 2027 in Europe/London"),
        ("daily at 9, from 2026-12-01",               "every day at 09:00, from Tuesday 1 December 2026 in Europe/London"),
        ("daily at 9 from 2026-12-01 until 2027-03-01", "every day at 09:00, from Tuesday 1 December 2026, until Monday 1 March 2027 in Europe/London"),
        ("cron 0 9 * * 1-5",                          "cron 0 9 * * 1-5 in Europe/London"),
        ("0 9,17 * * * in Australia/Lord_Howe",       "cron 0 9,17 * * * in Australia/Lord_Howe"),
        ("*/30 9 * * *",                              "cron */30 9 * * * in Europe/London"),
        ("@daily",                                    "cron @daily in Europe/London"),
    ];
    for (text, wanted) in table {
        assert_eq!(when(text), wanted, "{text}");
    }
}

#[test]
fn what_is_no_schedule_is_said_with_what_works() {
    let begins = [
        ("", "I found no time of day"),
        ("weekdays", "I found no time of day"),
        ("weekdays at 9 and at 17:00", "I found several times of day"),
        ("whenever at 9", "I can’t tell the days from “whenever at 9”."),
        ("the first Monday of the month at 9", "I can’t tell the days"),
        ("every 2 weeks at 9", "I can’t tell the days"),
        ("every 80 weeks on Friday at 9", "I can’t tell the days"),
        ("the 32nd at 9", "I can’t tell the days"),
        ("5 at 9:00", "I can’t tell the days"),
        ("monthly at 9", "I can’t tell the days"),
        ("weekdays at 9 in Atlantis", "I don’t know “Atlantis” as a time zone."),
        ("cron 0 9 * *", "A cron expression has five fields"),
        ("cron 0 25 * * *", "In the field for hours"),
    ];
    for (text, wanted) in begins {
        let said = when(text);
        assert!(said.starts_with(wanted), "{text}: {said}");
    }
}

#[test]
fn every_two_weeks_begin_with_the_next_such_day() {
    let first = |text: &str| {
        let schedule = WORDS.schedule(text, "UTC", NOW).map_err(|wrong| WORDS.block(&wrong)).unwrap();
        let now = NOW.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
        schedule.runs_after(now).take(2).map(|run| run.local.date().to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(first("every 2 weeks on Thursday at 13:00"), "2026-11-26 2026-12-10");
    assert_eq!(first("every 2 weeks on Thursday at 11:00"), "2026-12-03 2026-12-17");
    assert_eq!(first("every 2 weeks on Friday at 9:00 starting 4 December"), "2026-12-04 2026-12-18");
}

proptest! {
    #[test]
    fn what_a_schedule_says_of_itself_is_read_back_the_same(schedule in schedules()) {
        let said = WORDS.block(&schedule.said());
        let read = WORDS.schedule(&said, "Asia/Tokyo", NOW).map_err(|wrong| WORDS.block(&wrong));
        // Which weeks are meant follows from when it is said.
        let unanchored = |schedule: Schedule| match schedule.repeat {
            Repeat::Weeks { every, on, at, .. } => {
                Schedule { repeat: Repeat::Weeks { every, anchor: NOW.date(), on, at }, ..schedule }
            }
            _ => schedule,
        };
        prop_assert_eq!(read.map(unanchored), Ok(schedule), "{}", said);
    }

    #[test]
    fn no_text_breaks_the_reading_of_a_schedule(text in ".{0,80}", zone in prop::sample::select(vec!["UTC", "Europe/Lisbon"])) {
        if let Ok(schedule) = WORDS.schedule(&text, zone, NOW) {
            prop_assert!(schedule.zone == zone || text.len() > 3, "{}", text);
        }
    }
}

fn schedules() -> impl Strategy<Value = Schedule> {
    let at = (0i8..24, 0i8..60).prop_map(|(hour, minute)| jiff::civil::time(hour, minute, 0, 0));
    let on = prop::collection::btree_set(1i8..=7, 1..=7).prop_map(|days| {
        days.into_iter().map(|day| jiff::civil::Weekday::from_monday_one_offset(day).unwrap()).collect::<Weekdays>()
    });
    let days = prop::collection::btree_set(1i8..=31, 1..=5);
    let cron = prop::sample::select(vec!["0 9 * * 1-5", "*/15 9-17 * * *", "30 8 1,15 * *", "@weekly"]);
    let repeat = prop_oneof![
        at.clone().prop_map(|at| Repeat::Daily { at }),
        (on.clone(), at.clone()).prop_map(|(on, at)| Repeat::Weekdays { on, at }),
        (2u16..=52, on, at.clone()).prop_map(|(every, on, at)| Repeat::Weeks { every, anchor: NOW.date(), on, at }),
        (days, at).prop_map(|(on, at)| Repeat::Monthly { on, at }),
        cron.prop_map(|written| Repeat::Cron(cron_of(written))),
    ];
    let zone = prop::sample::select(vec!["Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "UTC"]);
    let bounds = (prop::option::of(1i64..400), prop::option::of(1i64..400));
    (repeat, zone, bounds).prop_map(|(repeat, zone, (from, until))| {
        let day = |days: i64| NOW.date() + jiff::Span::new().days(days);
        // A cron expression says nothing of days it begins and ends with.
        let bounded = !matches!(repeat, Repeat::Cron(_));
        let (from, until) = (from.filter(|_| bounded).map(day), until.filter(|_| bounded).map(day));
        Schedule { from, until, ..Schedule::new(repeat, zone) }
    })
}

fn cron_of(written: &str) -> Cron {
    cron(written).map_err(|wrong| WORDS.block(&wrong.block())).unwrap()
}
