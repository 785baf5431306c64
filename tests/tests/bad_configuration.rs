//! A wrong configuration stops the start and names what is wrong; nothing is half-started.

use afterword_tests::{Folder, golden};
use std::{fmt::Write as _, fs};

/// Every kind of mistake there is, as a file.
const FILES: &[&str] = &[
    "[conversations]\nresume_days = \"ten\"\n",
    "[conversations]\nresume_days = 0\n",
    "[conversations]\nresume_days = -3\n",
    "# a key misspelt\n[conversations]\nresum_days = 7\n",
    "[conversation]\nzone = \"UTC\"\n",
    "[data]\nlevel = \"warn\"\n",
    "colour = \"blue\"\n",
    "data = \"here\"\n",
    "[conversations]\nzone = \"Mars/Olympus\"\n",
    "[conversations]\nquiet_from = \"25:00\"\n",
    "[conversations]\nquiet_from = 20\n",
    "[conversations]\nrehearse_after_days = [5, 2]\n",
    "[conversations]\nhalf_life_days = 0.5\n",
    "[conversations]\noperator = \"\"\n",
    "[conversations.resources]\nuk = \"somebody\"\n",
    "[data]\nfolder = 7\n",
    "[health]\nlisten = \"localhost:8642\"\n",
    "[log]\nlevel = \"loud\"\n",
    "[log]\nformat = \"xml\"\n",
    "[log]\nlevel = warn\n",
    "[log\nlevel = \"warn\"\n",
    "[log]\nlevel = \"warn\"\nlevel = \"info\"\n",
    "[conversations]\nwait_days = -1\nquiet_until = true\n\n[log]\ncolour = 1\n",
];

#[test]
fn every_mistake_is_named_with_its_line_and_what_is_expected() {
    let folder = Folder::new();
    let mut all = String::new();
    for text in FILES {
        fs::write(folder.home().join("my.toml"), text).unwrap();
        let outcome = folder.run(&["chat", "--data", "data", "--config", "my.toml"]);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(78), ""), "{text}");
        writeln!(all, "=== my.toml\n{text}--- says\n{}", outcome.stderr).unwrap();
    }
    golden::check("bad_configuration.txt", &all);
    assert!(!folder.data().exists(), "nothing is half-started");
}

#[test]
fn a_wrong_variable_is_named() {
    let folder = Folder::new();
    let env = [("AFTERWORD_CONVERSATIONS__RESUME_DAYS", "ten"), ("AFTERWORD_CONVERSATIONS__RESUM_DAYS", "7")];
    let outcome = folder.run_with(&["check"], &env, b"");
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(78), ""));
    golden::check("bad_variable.txt", &outcome.stderr);
}

#[test]
fn a_configuration_that_cannot_be_read_is_named() {
    let folder = Folder::new();
    let outcome = folder.run(&["check", "--config", "nowhere.toml"]);
    assert_eq!(outcome.code, Some(78));
    golden::check("no_configuration.txt", &outcome.stderr);
}

#[test]
fn the_environment_comes_on_top_of_the_file() {
    let folder = Folder::new();
    fs::write(folder.home().join("my.toml"), "[conversations]\noperator = \"the file\"\nzone = \"Europe/Paris\"\n")
        .unwrap();
    let env = [("AFTERWORD_CONVERSATIONS__OPERATOR", "the variable")];
    let outcome = folder.run_with(&["check", "--config", "my.toml"], &env, b"");
    assert_eq!(outcome.code, Some(0));
    assert!(outcome.stdout.contains("Run by         the variable\n"), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("Time zone      Europe/Paris,"), "{}", outcome.stdout);
}
