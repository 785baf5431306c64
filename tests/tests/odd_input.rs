//! Input that no keyboard makes on purpose is answered kindly, changes nothing and stops nothing.

use afterword_tests::{Folder, START};

const BEGIN: &[u8] = b"yes\nskip\nskip\ndebrief\n";

/// Says this in a talk, and then asks for the list.
fn say(bytes: &[u8]) -> String {
    let folder = Folder::new();
    let input = [BEGIN, bytes, b"\n:now\n"].concat();
    let outcome = folder.run_with(&["chat", "--data", "data", "--clock", START], &[], &input);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    assert!(
        outcome.stdout.ends_with("It is Monday 23 November 2026, 18:00 here.\n\n"),
        "it goes on: {}",
        outcome.stdout
    );
    outcome.stdout.split_once("> debrief\n\n").expect("the talk began").1.to_owned()
}

#[test]
fn too_much_text_is_asked_for_in_parts() {
    for size in [4_001, 100 * 1024, 3 * 1024 * 1024] {
        let reply = say(&vec![b'x'; size]);
        assert!(reply.contains("I can take 4000 at a time"), "{size}: {reply}");
        assert!(reply.len() < 10_000, "the flood does not come back");
        assert!(reply.matches("What shall we call this job?").count() == 2, "it asks again: {reply}");
    }
}

#[test]
fn bytes_that_are_no_text_are_taken_as_well_as_can_be() {
    let reply = say(b"the caf\xe9 job");
    assert!(reply.contains("> the caf\u{fffd} job"), "{reply}");
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let reply = say(b"\x1b]0;title\x07\x1b[2J\x00\x08\x7f");
    let steers = |c: char| c.is_control() && c != '\n';
    assert!(!reply.contains(steers), "{reply:?}");
}

#[test]
fn windows_line_ends_and_a_missing_last_one_are_fine() {
    let folder = Folder::new();
    let outcome = folder.run_with(&["chat", "--data", "data", "--clock", START], &[], b"yes\r\nskip\r\nskip\r\nlist");
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    assert!(outcome.stdout.contains("> list\n\nNo jobs noted yet."), "{}", outcome.stdout);
}

#[test]
fn right_to_left_text_and_emoji_are_kept_as_they_are() {
    let folder = Folder::new();
    let names = ["משרה בחיפה", "👩‍💻 job 🎉", "e\u{301}cole"];
    for name in names {
        let talk = folder.chat(&["yes", "skip", "skip", "debrief", name, "yesterday at 3", "skip"]);
        assert_eq!(talk.code, Some(0));
        let journal = folder.run(&["export", "--data", "data"]).stdout;
        assert!(journal.contains(name), "{journal}");
        assert_eq!(folder.run(&["erase", "--data", "data", "--yes"]).code, Some(0));
    }
}
