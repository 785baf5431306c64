//! A journal taken along: exported from one folder, imported into another.

use afterword_tests::{Folder, Outcome, START, golden};
use std::fs;

/// First contact, an interview to come, and half a debrief of another.
const HALF_WAY: &[&str] = &[
    "yes",
    "Europe/Paris",
    "skip",
    "interview",
    "the harbour job",
    "skip",
    "skip",
    "skip",
    "tomorrow at 14:00",
    "skip",
    "skip",
    "skip",
    "debrief",
    "the Leeds job",
    "yesterday at 3",
    "panel",
    "4",
    "full",
    "Ms Zq7marker and her deputy",
];

fn exported(folder: &Folder, name: &str) -> String {
    let outcome = folder.run(&["export", "--data", "data", "--as", name, "--out", "copy"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    fs::read_to_string(folder.home().join("copy/journal.jsonl")).expect("the export is there")
}

fn import(folder: &Folder, name: &str, journal: &str) -> Outcome {
    let file = folder.home().join("taken-along.jsonl");
    fs::write(&file, journal).expect("the file can be written");
    folder.run(&["import", "--data", "data", "--as", name, "taken-along.jsonl"])
}

fn chat(folder: &Folder, name: &str, lines: &str) -> String {
    let args = ["chat", "--data", "data", "--clock", START, "--as", name];
    let outcome = folder.run_with(&args, &[], lines.as_bytes());
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    outcome.stdout
}

#[test]
fn an_imported_person_stands_where_they_stood() {
    let (old, new) = (Folder::new(), Folder::new());
    assert_eq!(old.chat(HALF_WAY).code, Some(0));
    let journal = exported(&old, "me");
    let outcome = import(&new, "sam", &journal);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    assert!(outcome.stdout.starts_with("Taken in: "), "{}", outcome.stdout);
    assert_eq!(exported(&new, "sam"), journal, "both exports are equal, byte for byte");
    let readable = |folder: &Folder| fs::read_to_string(folder.home().join("copy/journal.md")).unwrap();
    assert_eq!(readable(&new).replace("sam", "me"), readable(&old));

    // The same question, the same reminders at the same moments, and the rest of the same talk.
    let rest = "list\nWhy this town?\ndone\n:later until tomorrow 09:00\n:later until tomorrow 18:00\n:later 3 days\n";
    let (there, here) = (chat(&new, "sam", rest), chat(&old, "me", rest));
    assert!(here.contains("harbour"), "a reminder came due: {here}");
    assert_eq!(there, here);
}

#[test]
fn the_reminders_to_come_are_the_same() {
    let (old, new) = (Folder::new(), Folder::new());
    let noted = &HALF_WAY[..12];
    assert_eq!(old.chat(noted).code, Some(0));
    assert_eq!(import(&new, "me", &exported(&old, "me")).code, Some(0));
    let (then, now) = (chat(&old, "me", ":later 2 days\n"), chat(&new, "me", ":later 2 days\n"));
    assert!(now.contains("harbour"), "{now}");
    assert_eq!(now, then);
}

#[test]
fn import_works_beside_a_running_chat_even_for_whoever_is_just_arriving() {
    let (old, new) = (Folder::new(), Folder::new());
    assert_eq!(old.chat(HALF_WAY).code, Some(0));
    let journal = exported(&old, "me");
    let mut running = new.start(&["chat", "--data", "data", "--clock", START]);
    running.until("I can help you look back at interviews").expect("first contact");
    let outcome = import(&new, "me", &journal);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{}", outcome.stdout);
    assert_eq!(exported(&new, "me"), journal);
    assert!(running.say("back"));
    running.until("One step back.").expect("they go on where they stood");
    assert_eq!(running.finish().stdout.lines().find(|line| !line.is_empty()), Some("Who was there?"));
}

#[test]
fn a_journal_comes_through_a_pipe_too() {
    let (old, new) = (Folder::new(), Folder::new());
    assert_eq!(old.chat(HALF_WAY).code, Some(0));
    let journal = exported(&old, "me");
    let outcome = new.run_with(&["import", "--data", "data", "-"], &[], journal.as_bytes());
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    assert_eq!(exported(&new, "me"), journal);
}

#[test]
fn somebody_who_is_there_is_not_overwritten() {
    let folder = Folder::new();
    assert_eq!(folder.chat(HALF_WAY).code, Some(0));
    let journal = exported(&folder, "me");
    let outcome = import(&folder, "me", &journal);
    assert_eq!(outcome.code, Some(73));
    golden::check("import_somebody.txt", &outcome.stderr);
    assert_eq!(exported(&folder, "me"), journal);
    // Under another name it is another person; once erased, the name is free again.
    assert_eq!(import(&folder, "sam", &journal).code, Some(0));
    assert_eq!(folder.run(&["erase", "--data", "data", "--yes"]).code, Some(0));
    assert_eq!(import(&folder, "me", &journal).code, Some(0));
    assert_eq!(exported(&folder, "me"), journal);
}

#[test]
fn what_does_not_fit_is_named_by_its_line_and_not_quoted() {
    let folder = Folder::new();
    assert_eq!(folder.chat(HALF_WAY).code, Some(0));
    let journal = exported(&folder, "me");
    let lines: Vec<&str> = journal.lines().collect();
    let (last, but_last) = lines.split_last().unwrap();
    let nth = lines.len();
    let with = |line: &str| format!("{}\n{line}\n", but_last.join("\n"));
    let before_the_yes = lines.iter().take_while(|line| !line.contains("\"agreed\""));
    let never_agreed: String = before_the_yes.map(|line| format!("{line}\n")).collect();
    for (journal, wanted) in [
        (String::new(), "it holds 0 entries".to_owned()),
        (with("Zq7marker"), format!("line {nth}: this is not an entry")),
        (with(&last[..last.len() / 2]), format!("line {nth}: this is not an entry")),
        (with(&last.replacen("\"v\":1", "\"v\":9", 1)), format!("line {nth}: the entry is written in format 9")),
        (with(&last.replacen("\"v\":1", "\"v\":0", 1)), format!("line {nth}: the entry is written in format 0")),
        (with(&last.replacen("answered", "danced", 1)), format!("line {nth}: the entry holds something")),
        (format!("\n\n{}\n", [lines[0], lines[0]].join("\n\n")), "line 5: the entry has revision".to_owned()),
        (never_agreed, "nowhere in it does the person agree".to_owned()),
    ] {
        let outcome = import(&folder, "sam", &journal);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(65), ""), "{wanted}");
        assert!(outcome.stderr.contains(&wanted), "{wanted}: {}", outcome.stderr);
        assert!(!outcome.stderr.contains("Zq7marker"), "{}", outcome.stderr);
    }
    assert_eq!(folder.run(&["export", "--data", "data", "--as", "sam"]).code, Some(66), "nothing was taken in");
    let missing = folder.run(&["import", "--data", "data", "--as", "sam", "nothing.jsonl"]);
    assert_eq!(missing.code, Some(66), "{}", missing.stderr);
}
