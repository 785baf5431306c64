//! What Afterword does by itself while somebody talks: backups, new keys, the end of old ones.

use afterword_tests::{Folder, Outcome, START};
use std::{
    fs, thread,
    time::{Duration, Instant},
};

const CHAT: &[&str] = &["chat", "--data", "data", "--clock", START];

fn fine(outcome: &Outcome) {
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{}", outcome.stdout);
}

fn names(folder: &Folder, inside: &str) -> Vec<String> {
    let Ok(files) = fs::read_dir(folder.data().join(inside)) else { return Vec::new() };
    let mut names: Vec<_> =
        files.map(|file| file.expect("an entry").file_name().into_string().expect("plain names")).collect();
    names.sort();
    names
}

/// Talks with the clock so far on, until what is to happen has happened; what was said.
fn talk_until(folder: &Folder, later: &str, happened: impl Fn() -> bool) -> String {
    // The clock is moved first, and what is due by then is seen to at the next start.
    fine(&folder.chat(&[later]));
    let mut chat = folder.start(CHAT);
    assert!(chat.say(":now"));
    chat.until("It is").expect("it talks");
    let patience = Instant::now() + Duration::from_secs(120);
    while !happened() {
        assert!(Instant::now() < patience, "{:?} {:?}", names(folder, "backups"), names(folder, "keys"));
        thread::sleep(Duration::from_millis(20));
    }
    let end = chat.finish();
    fine(&end);
    end.stdout
}

#[test]
fn backups_and_new_keys_come_by_themselves_and_old_ones_go() {
    let folder = Folder::new();
    fine(&folder.chat(&["yes", "skip", "skip"]));
    let backups = || names(&folder, "backups");
    let keys = || names(&folder, "keys");
    let backup = |day: &str| format!("afterword-{day}T180000Z.backup");

    let said = talk_until(&folder, ":now", || backups() == [backup("20261123")]);
    assert!(!said.contains("ackup"), "nothing of it is said: {said}");

    // Somebody who is erased, and a copy of a backup from before that nobody removes.
    fine(&folder.run_with(&[CHAT, &["--as", "sam"]].concat(), &[], b"yes\nskip\nskip\n"));
    let mut chat = folder.start(CHAT);
    assert!(chat.say(":now"));
    chat.until("It is").expect("it talks");
    fine(&folder.run(&["backup", "--data", "data"]));
    fs::copy(folder.data().join("backups").join(&backups()[1]), folder.home().join("copy.backup")).unwrap();
    let erased = folder.run(&["erase", "--data", "data", "--as", "sam", "--yes"]);
    fine(&erased);
    assert!(erased.stdout.contains("Opened by nobody after\n27 January 2027, as soon as"), "{}", erased.stdout);
    fine(&chat.finish());
    let second = "afterword-20261123T180001Z.backup".to_owned();
    talk_until(&folder, ":later 2 days", || backups() == [backup("20261123"), second.clone(), backup("20261125")]);
    assert_eq!(keys(), ["master-1.key"]);

    // Day 40: the key is older than 30 days, and the backups of days 0 and 2 older than 35.
    talk_until(&folder, ":later 38 days", || keys() == ["master-1.key", "master-2.key"] && backups().len() == 1);
    assert!(backups()[0].starts_with("afterword-20270102T"), "{:?}", backups());
    let status = folder.run(&["status", "--data", "data", "--json"]);
    let status: serde_json::Value = serde_json::from_str(&status.stdout).expect("JSON");
    assert_eq!((&status["keys"]["epoch"], &status["keys"]["unfinished"]), (&2.into(), &false.into()), "{status}");
    assert_eq!(status["keys"]["retired"][0]["destroyed_after"], "2027-02-06T18:00:00Z");
    assert!(status["backups"]["last"]["made_at"].as_str().unwrap().starts_with("2027-01-02T18:00"), "{status}");

    // Day 76: the first one goes, and so does every backup that needed it.
    talk_until(&folder, ":later 36 days", || keys() == ["master-2.key", "master-3.key"]);
    fine(&folder.run(&["export", "--data", "data"]));
    // The date that was told has passed: what was erased opens from no copy, and everybody else from the living folder.
    let copy = folder.run(&["restore", "copy.backup", "--data", "new", "--keys", "data/keys"]);
    assert_eq!((copy.code, folder.home().join("new").exists()), (Some(65), false), "{}", copy.stdout);
    assert!(copy.stderr.contains("master-1.key is missing"), "{}", copy.stderr);
    let beside = folder.run(&["restore", "copy.backup", "--data", "new", "--beside", "data"]);
    fine(&beside);
    assert!(beside.stdout.contains("Left out       1 person, erased since"), "{}", beside.stdout);
    fine(&folder.run(&["export", "--data", "new"]));
    assert_eq!(folder.run(&["export", "--data", "new", "--as", "sam"]).code, Some(66));
}

#[test]
fn a_backup_that_cannot_be_made_disturbs_nobody_who_talks() {
    let folder = Folder::new();
    fine(&folder.chat(&["yes", "skip", "skip"]));
    fs::remove_dir_all(folder.data().join("backups")).ok();
    fs::write(folder.data().join("backups"), "in the way").unwrap();
    // One is due, also where the first talk has made one.
    fine(&folder.run_with(CHAT, &[], b":later 2 days\n"));
    let quiet = folder.run_with(CHAT, &[], b":now\n");
    fine(&quiet);
    assert!(quiet.stdout.contains("It is"), "{}", quiet.stdout);
    let logged = folder.run_with(&[CHAT, &["--log", "warn"]].concat(), &[], b":now\n");
    assert_eq!(logged.code, Some(0));
    assert!(logged.stderr.contains("no backup was made"), "{}", logged.stderr);
    assert_eq!(logged.stdout, quiet.stdout);
}
