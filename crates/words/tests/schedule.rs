//! What people bring for a schedule: cron expressions, and days without a post.

#![allow(clippy::unwrap_used)] // a panic is how a test fails

use afterword_core::community::schedule::Cron;
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
