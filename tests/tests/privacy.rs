//! What a person writes stays between them and the data folder, sealed.

use afterword_tests::{Folder, START};
use std::fs;

/// Nothing else in the world says this. A letter after it tells the answers apart.
const MARKER: &str = "Zq7marker";

/// First contact and a full debrief, with the marker in every kind of answer that takes words.
const CONVERSATION: &[&str] = &[
    "yes",
    "skip",
    "skip",
    "debrief",
    "the Zq7markerA job",
    "yesterday at 3",
    "panel",
    "4",
    "full",
    "Ms Zq7markerB and her deputy",
    "Why this Zq7markerC?",
    "A time it went wrong, Zq7markerD?",
    "done",
    "5, 2",
    "evidence",
    "surprises",
    "1: 1 and own words Zq7markerE",
    "2: no example came, and Zq7markerF",
    "now",
    "It was in Zq7markerG",
    "The plan was mine Zq7markerH",
    "I rang Zq7markerI",
    "Costs fell by 10 Zq7markerJ",
    "I saved the Zq7markerK",
    "I asked about Zq7markerL and they said so",
    "The Zq7markerM hurry",
    "in a week, from Zq7markerN",
    "Spanish Zq7markerO",
    "done",
    "A course Zq7markerP",
    "next Friday",
    "75, 4, yes",
    "keep all",
    "walk",
];

/// The answers above that are kept, by their letters.
const KEPT: &str = "ABCDEFGHIJKLMNOP";

/// Said besides, and not kept: misunderstood, for the terminal, or too much.
const PASSING: &[&str] =
    &["Zq7marker", ":Zq7marker", ":later Zq7marker", "why Zq7marker?", "zone", "Zq7marker", "skip"];

fn converse(folder: &Folder, logging: &[&str]) -> afterword_tests::Outcome {
    let flood = format!("{MARKER} ").repeat(10_000);
    let mut lines = CONVERSATION.to_vec();
    lines.extend(PASSING);
    lines.extend([flood.as_str(), ":later 2 days", "list", "sheet"]);
    let args = [&["chat", "--data", "data", "--clock", START], logging].concat();
    let noisy = [("RUST_LOG", "trace"), ("RUST_BACKTRACE", "full")];
    folder.run_with(&args, &noisy, lines.join("\n").as_bytes())
}

#[test]
fn a_marker_is_in_no_log_at_any_level_and_in_no_file() {
    for logging in [&["--log", "trace"][..], &["--config", "json.toml"]] {
        let folder = Folder::new();
        fs::write(folder.home().join("json.toml"), "[log]\nformat = \"json\"\nlevel = \"trace\"\n").unwrap();
        let outcome = converse(&folder, logging);
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("afterword_engine"), "it logged: {}", outcome.stderr);
        assert!(!outcome.stderr.contains(MARKER), "{}", line_with_marker(&outcome.stderr));
        for (path, bytes) in folder.files() {
            let found = bytes.windows(MARKER.len()).any(|window| window == MARKER.as_bytes());
            assert!(!found, "{} holds what was written", path.display());
        }
        // All of it was kept, though: else none of this would mean anything.
        assert_eq!(folder.run(&["export", "--data", "data", "--out", "out"]).code, Some(0));
        let journal = fs::read_to_string(folder.home().join("out/journal.jsonl")).unwrap();
        let readable = fs::read_to_string(folder.home().join("out/journal.md")).unwrap();
        for letter in KEPT.chars() {
            let answer = format!("{MARKER}{letter}");
            assert!(journal.contains(&answer) && readable.contains(&answer), "{answer} was kept");
        }
    }
}

/// §7: whoever runs this is not told that somebody was shown people to turn to, nor why.
#[test]
fn no_log_tells_of_care() {
    let begun = ["yes", "skip", "skip", "debrief", "the Leeds job", "yesterday at 3", "panel"];
    let ways: [&[&str]; 3] = [
        &["1", "that's not what I meant", "1", "stop for today"],
        &["4", "short", "Some days I want to die Zq7marker", "keep going gently"],
        &["4", "support", "that's not what I meant"],
    ];
    for way in ways {
        let folder = Folder::new();
        let args = ["chat", "--data", "data", "--clock", START, "--log", "trace"];
        let lines = [&begun[..], way, &[":later 4 days"]].concat().join("\n");
        let outcome = folder.run_with(&args, &[("RUST_LOG", "trace")], lines.as_bytes());
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        assert!(outcome.stdout.contains("If you might be in danger now"), "{}", outcome.stdout);
        assert!(outcome.stderr.contains("afterword_engine"), "it logged: {}", outcome.stderr);
        let logged = outcome.stderr.to_lowercase();
        for never in ["care", "support", "mood", "die", "not what i meant", "gently", MARKER] {
            assert!(!logged.contains(&never.to_lowercase()), "{never} in {}", outcome.stderr);
        }
    }
}

#[test]
fn errors_do_not_quote_what_was_written() {
    let folder = Folder::new();
    assert_eq!(folder.chat(&CONVERSATION[..6]).code, Some(0));
    let key = folder.data().join("keys/master-1.key");
    fs::write(&key, "0".repeat(64)).unwrap();
    let outcome = folder.chat(&[MARKER]);
    assert_eq!(outcome.code, Some(65), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains(MARKER), "{}", outcome.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn core_dumps_are_off() {
    let folder = Folder::new();
    let mut running = folder.start(&["chat", "--data", "data", "--clock", START]);
    assert!(running.say(":now"));
    running.until("It is").expect("it talks");
    let limits = fs::read_to_string(format!("/proc/{}/limits", running.id())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().collect::<Vec<_>>()[4..6], ["0", "0"], "{core}");
}

fn line_with_marker(text: &str) -> &str {
    text.lines().find(|line| line.contains(MARKER)).unwrap_or_default()
}
