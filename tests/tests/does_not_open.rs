//! A store that lost its log: refused, left alone, with the command that restores it.

use afterword_tests::Folder;
use std::fs;

const NONE_BY_ITSELF: &[(&str, &str)] = &[("AFTERWORD_BACKUP__EVERY_HOURS", "0")];
const CHAT: &[&str] = &["chat", "--data", "data"];

#[test]
fn a_store_that_does_not_open_is_told_with_the_way_out_and_that_works() {
    let folder = Folder::new();
    assert_eq!(folder.run_with(CHAT, NONE_BY_ITSELF, b"hello\nyes\n").code, Some(0));
    let as_it_was = folder.run(&["export", "--data", "data"]);
    assert_eq!(folder.run(&["backup", "--data", "data"]).code, Some(0));
    let backups = folder.data().join("backups");
    fs::rename(&backups, folder.home().join("kept")).unwrap();
    let log = folder.data().join("store/db");
    fs::write(&log, "").unwrap();

    let told = folder.run_with(CHAT, NONE_BY_ITSELF, b"");
    assert_eq!((told.code, told.stdout.as_str()), (Some(65), ""), "{}", told.stderr);
    for part in [
        "the store in HOME/data does not open: its file db is empty",
        "a copy of it is kept in HOME/data/store.aside-1, and nothing was deleted",
        "no backup was found in HOME/data/backups",
    ] {
        assert!(told.stderr.contains(part), "{part}: {}", told.stderr);
    }

    fs::rename(folder.home().join("kept"), &backups).unwrap();
    let told = folder.run(&["export", "--data", "data"]);
    assert_eq!((told.code, fs::metadata(&log).unwrap().len()), (Some(65), 0), "it was left as it is");
    let command = told.stderr.lines().find_map(|line| line.trim().strip_prefix("afterword ")).expect("a command");
    let command = command.replace("HOME", &folder.home().display().to_string());
    let args: Vec<&str> = command.split(' ').collect();
    assert_eq!((args[0], args.len()), ("restore", 6), "{command}");
    let restored = folder.run(&args);
    assert_eq!((restored.code, restored.stderr.as_str()), (Some(0), ""), "{}", restored.stdout);
    assert_eq!(folder.run(&["export", "--data", "data-restored"]), as_it_was);
}
