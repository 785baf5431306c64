//! `:later` and what becomes of the clock of a folder.

use afterword_tests::{Folder, golden};

#[test]
fn later_moves_the_clock_and_the_folder_remembers() {
    let folder = Folder::new();
    let first = folder.chat(&[":now", ":later 2 days", ":later until friday 10:00", ":later yesterday", ":later"]);
    assert_eq!((first.code, first.stderr.as_str()), (Some(0), ""));
    let clock =
        |text: &str| text.lines().filter(|line| line.starts_with("It is")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        clock(&first.stdout),
        [
            "It is Monday 23 November 2026, 18:00 here.",
            "It is Wednesday 25 November 2026, 18:00 here.",
            "It is Friday 27 November 2026, 10:00 here.",
        ]
    );
    assert_eq!(first.stdout.matches("The clock only goes forward, and was not moved.").count(), 2, "{}", first.stdout);

    let second = folder.chat(&[]);
    let start = second.stdout.lines().take(2).collect::<Vec<_>>().join(" ");
    assert_eq!(
        start,
        "The clock of this folder was moved forward by 3 days, 16 hours. It is Friday 27 November 2026, 10:00 here."
    );
}

#[test]
fn lines_for_the_terminal_are_answered_and_not_said() {
    let outcome = Folder::new().chat(&[":help", ":sheet", ":quit", "never said"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    let after_first_contact = outcome.stdout.split_once("> :help").expect("it is echoed").1;
    golden::check("colon.txt", after_first_contact);
    assert!(!outcome.stdout.contains("never said"));
}
