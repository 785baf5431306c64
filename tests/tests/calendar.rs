//! The calendar that the real binary writes, read back by Python's `icalendar`.
//!
//! Where there is no Python, these are counted as ignored; with
//! `AFTERWORD_TEST_REQUIRE=all` they fail.

use afterword_tests::{
    Folder,
    left_out::{self, WithPython},
};
use serde_json::Value;
use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, ExitCode, Stdio},
};

/// A Monday: in London the clocks go back on Sunday, in New York a week later.
const BEFORE_THE_CHANGE: &str = "2026-10-19T18:00:00Z";

const TESTS: &[WithPython] = &[
    ("hours_are_right_before_and_after_the_clocks_change_in_two_zones", hours_are_right),
    ("a_moved_interview_moves_and_one_that_is_off_is_called_off", moved_and_off),
    ("a_deadline_without_an_hour_is_a_day", a_day),
    ("where_nothing_has_a_date_no_file_is_made", nothing),
];

fn main() -> ExitCode {
    left_out::run_with_python("A calendar, read by others,", TESTS)
}

fn hours_are_right(python: &Path) {
    #[rustfmt::skip]
    let table = [
        ("London",   "United Kingdom", "Europe/London",    "23 October at 15:00", "27 October at 15:00",
         "2026-10-23T15:00:00+01:00", "2026-10-27T15:00:00+00:00"),
        ("New York", "United States",  "America/New_York", "30 October at 10:00", "3 November at 10:00",
         "2026-10-30T10:00:00-04:00", "2026-11-03T10:00:00-05:00"),
    ];
    for (city, country, zone, first, second, before, after) in table {
        let folder = Folder::new();
        let mut lines = vec!["hello", "yes", city, country];
        lines.extend(interview("the Leeds job", first));
        lines.extend(["interview", "a new one"]);
        lines.extend(&interview("Zürich; the big, \\ one 日本 🎷", second)[1..]);
        lines.push("calendar");
        let said = chat(&folder, &lines);
        let file = file(&folder);
        assert!(said.contains("HOME/data/exports/me/calendar.ics"), "{said}");
        for word in ["EMPLOYER", "ROLE", "AGENCY"] {
            assert!(!String::from_utf8_lossy(&file).contains(word), "only nicknames leave");
        }
        let events = read(python, zone, &file);
        let interviews: Vec<_> = events.iter().filter(|event| text(event, "uid").starts_with("interview.")).collect();
        let found: Vec<_> = interviews.iter().map(|event| (text(event, "title"), text(event, "start"))).collect();
        assert_eq!(
            found,
            [("Interview – the Leeds job", before), ("Interview – Zürich; the big, \\ one 日本 🎷", after)]
        );
        let hour = |moment: &str| moment[11..13].parse::<u32>().expect("an hour");
        assert!(interviews.iter().all(|event| hour(text(event, "end")) == hour(text(event, "start")) + 1));
    }
}

fn moved_and_off(python: &Path) {
    let folder = Folder::new();
    let mut lines = vec!["hello", "yes", "London", "skip"];
    lines.extend(interview("the Leeds job", "23 October at 15:00"));
    lines.push("calendar");
    chat(&folder, &lines);
    let zone = "Europe/London";
    let first = read(python, zone, &file(&folder));
    chat(&folder, &["reschedule", "27 October at 10:30", "calendar"]);
    let moved = read(python, zone, &file(&folder));
    chat(&folder, &["cancelled", "calendar"]);
    let off = read(python, zone, &file(&folder));

    let uids = |events: &[Value]| events.iter().map(|event| text(event, "uid").to_owned()).collect::<Vec<_>>();
    assert_eq!(uids(&moved), uids(&first), "importing it again adds nothing");
    assert_eq!(uids(&off), uids(&first));
    let start = |events: &[Value]| text(&events[1], "start").to_owned();
    assert_eq!(start(&first), "2026-10-23T15:00:00+01:00");
    assert_eq!(start(&moved), "2026-10-27T10:30:00+00:00");
    assert_eq!(start(&off), start(&moved));
    let sequence = |events: &[Value]| events[1]["sequence"].as_u64().expect("a number");
    assert!(sequence(&first) < sequence(&moved) && sequence(&moved) < sequence(&off));
    let all = |events: &[Value], status: &str| events.iter().all(|event| text(event, "status") == status);
    assert!(all(&first, "CONFIRMED") && all(&moved, "CONFIRMED") && all(&off, "CANCELLED"));
    assert!(off.iter().all(|event| text(event, "title") == "No longer planned"));
}

fn a_day(python: &Path) {
    let folder = Folder::new();
    let mut lines = vec!["hello", "yes", "New York", "skip"];
    lines.extend(["offer", "the Leeds job", "none of these", "written", "unconditional", "30 October"]);
    lines.extend(["stop", "calendar"]);
    let said = chat(&folder, &lines);
    let events = read(python, "America/New_York", &file(&folder));
    let answer = events.iter().find(|event| text(event, "uid").starts_with("answer."));
    let answer = answer.unwrap_or_else(|| panic!("{events:?}\n{said}"));
    assert_eq!((text(answer, "start"), text(answer, "end")), ("2026-10-30", "2026-10-31"));
}

fn nothing(_: &Path) {
    let folder = Folder::new();
    let said = chat(&folder, &["hello", "yes", "skip", "skip", "calendar"]);
    assert!(said.contains("Nothing has a date yet"), "{said}");
    assert!(!folder.data().join("exports").exists());
}

/// Notes an interview; employer and the like are told, and must not leave.
fn interview<'a>(nickname: &'a str, when: &'a str) -> [&'a str; 9] {
    ["interview", nickname, "ROLE", "EMPLOYER", "AGENCY", when, "skip", "skip", "skip"]
}

fn chat(folder: &Folder, lines: &[&str]) -> String {
    let input = lines.join("\n");
    let outcome = folder.run_with(&["chat", "--data", "data", "--clock", BEFORE_THE_CHANGE], &[], input.as_bytes());
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{}", outcome.stdout);
    outcome.stdout
}

/// The calendar, looked at as bytes: its lines end and are folded as RFC 5545 has it.
fn file(folder: &Folder) -> Vec<u8> {
    let bytes = fs::read(folder.data().join("exports/me/calendar.ics")).expect("a calendar");
    let text = String::from_utf8(bytes.clone()).expect("a calendar is UTF-8");
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
    }
    bytes
}

/// The events, as Python reads them, with moments on the clock of this zone.
fn read(python: &Path, zone: &str, file: &[u8]) -> Vec<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("python/read_calendar.py");
    let mut command = Command::new(python);
    command.arg("-I").arg(script).arg(zone).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("Python starts");
    child.stdin.take().expect("a pipe").write_all(file).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn text<'a>(event: &'a Value, name: &str) -> &'a str {
    event[name].as_str().unwrap_or_else(|| panic!("no {name} in {event}"))
}
