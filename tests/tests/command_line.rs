//! The command line: what it teaches, and how it ends.

use afterword_tests::{Folder, golden};

#[test]
fn help_teaches() {
    let folder = Folder::new();
    let mut all = String::new();
    for args in [
        &["--help"][..],
        &["-h"],
        &["chat", "--help"],
        &["check", "--help"],
        &["status", "--help"],
        &["export", "--help"],
        &["import", "--help"],
        &["erase", "--help"],
        &["backup", "--help"],
        &["backup", "list", "--help"],
        &["backup", "check", "--help"],
        &["restore", "--help"],
        &["keys", "--help"],
        &["keys", "rotate", "--help"],
        &["block", "--help"],
        &["unblock", "--help"],
    ] {
        let outcome = folder.run(args);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{args:?}");
        all.push_str(&format!("$ afterword {}\n{}\n", args.join(" "), outcome.stdout));
    }
    golden::check("help.txt", &all);
    let graph = folder.run(&["graph", "--help"]);
    assert!(graph.stdout.contains("debrief"), "it names the talks: {}", graph.stdout);
}

#[test]
fn what_is_not_a_command_ends_with_2_and_says_what_is() {
    let folder = Folder::new();
    for (args, hint) in [
        (&["chatt"][..], "a similar subcommand exists: 'chat'"),
        (&["chat", "--as", " "], "expected a name of 1 to 255 characters"),
        (&["chat", "--log", "loud"], "expected one of off, error, warn, info, debug, trace"),
        (&["chat", "--clock", "noon"], "expected a moment such as"),
        (&["graph", "dinner"], "possible values: "),
        (&["erase"], "Usage: afterword"),
    ] {
        let outcome = folder.run(args);
        if args == ["erase"] {
            continue; // its own test, below
        }
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(outcome.stderr.contains(hint), "{args:?}: {}", outcome.stderr);
    }
}

#[test]
fn without_a_command_it_shows_help() {
    let outcome = Folder::new().run(&[]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("afterword chat"), "{}", outcome.stderr);
}

#[test]
fn check_says_what_was_found_and_makes_nothing() {
    let folder = Folder::new();
    let outcome = folder.run(&["check"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    golden::check("check.txt", &outcome.stdout);
    assert_eq!(std::fs::read_dir(folder.home()).unwrap().count(), 0);
}

#[test]
fn check_prints_defaults_that_work_as_a_configuration() {
    let folder = Folder::new();
    let defaults = folder.run(&["check", "--defaults"]);
    assert_eq!(defaults.code, Some(0));
    std::fs::write(folder.home().join("my.toml"), &defaults.stdout).unwrap();
    assert_eq!(folder.run(&["check", "--config", "my.toml"]).stdout, folder.run(&["check"]).stdout);
}

#[test]
fn a_graph_is_mermaid() {
    let outcome = Folder::new().run(&["graph", "debrief"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    assert!(outcome.stdout.contains("-->"), "{}", outcome.stdout);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::new();
    let mut command = std::process::Command::new("sh");
    let binary = afterword_tests::afterword().display().to_string();
    command.current_dir(folder.home()).env_clear().env("HOME", folder.home()).env("PATH", "/usr/bin:/bin");
    let script = "{ (yes help | head -200 | \"$0\" chat --data data; echo \"ended $?\" >&2) | head -1; }";
    let output = command.args(["-c", script, &binary]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "ended 0\n");
}
