//! Two people of one folder, of whom only one sits before the terminal.

use afterword_tests::Folder;
use rexpect::session::spawn_command;
use std::{thread, time::Duration};

/// What becomes due for somebody who is not here waits for them, and for nothing else.
#[test]
#[ignore = "the engine holds back everything for somebody whose message could not be delivered, even when they come"]
fn what_was_due_while_somebody_else_sat_here_is_said_when_they_come() {
    let folder = Folder::new();
    let chat = |name: &str, lines: &[&str]| {
        let outcome = folder.run_with(&["chat", "--data", "data", "--as", name], &[], lines.join("\n").as_bytes());
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
        outcome.stdout
    };
    // An interview that ends at 13:10 brings an invitation at 13:55: the clock is set just before it.
    let begin = ["yes", "skip", "skip", ":later until tomorrow 12:00", "interview", "the harbour job"];
    let note =
        ["skip", "skip", "skip", "today at 12:10", "skip", "skip", "skip", ":later until 13:54", ":later 58 seconds"];
    chat("ben", &[&begin[..], &note[..]].concat());

    let mut command = folder.command(&["chat", "--data", "data", "--as", "anna"]);
    command.env("TERM", "xterm");
    let mut anna = spawn_command(command, Some(20_000)).expect("a terminal");
    anna.exp_string("> ").unwrap();
    thread::sleep(Duration::from_secs(12));
    anna.send_control('d').unwrap();
    let seen = anna.exp_eof().unwrap();
    assert!(!seen.contains("harbour"), "anna sees nothing of it: {seen}");

    let ben = chat("ben", &["list"]);
    let (visit, list) = ben.split_once("> list\n").expect("it is echoed");
    assert!(visit.contains("how are you, from 1"), "the invitation comes first: {ben}");
    assert!(list.contains("the harbour job – "), "and what is asked is answered: {ben}");
}
