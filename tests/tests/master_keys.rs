//! Master keys: replaced while somebody talks, and those of an operator.

use afterword_tests::{Folder, Outcome, START};
use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

const CHAT: &[&str] = &["chat", "--data", "data", "--clock", START];
const ROTATE: &[&str] = &["keys", "rotate", "--data", "data"];
const KEYS: &[&str] = &["keys", "--data", "data"];
const OPERATOR: &[(&str, &str)] = &[("AFTERWORD_KEYS__FOLDER", "keys of mine"), ("AFTERWORD_KEYS__OWNER", "operator")];

fn fine(outcome: &Outcome) {
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{}", outcome.stdout);
}

fn says(outcome: &Outcome, wanted: &str) {
    fine(outcome);
    assert!(outcome.stdout.contains(wanted), "{wanted}: {}", outcome.stdout);
}

fn master(folder: &Folder, epoch: u32) -> PathBuf {
    folder.data().join(format!("keys/master-{epoch}.key"))
}

/// As an operator does it: in a folder that is read-only otherwise.
fn make(keys: &Path, epoch: u32, digit: char) {
    fs::create_dir_all(keys).expect("a folder");
    fs::set_permissions(keys, Permissions::from_mode(0o700)).expect("it can be done");
    let file = keys.join(format!("master-{epoch}.key"));
    fs::write(&file, format!("{}\n", digit.to_string().repeat(64))).expect("it can be done");
    fs::set_permissions(&file, Permissions::from_mode(0o400)).expect("it can be done");
    fs::set_permissions(keys, Permissions::from_mode(0o500)).expect("it can be done");
}

#[test]
fn keys_are_replaced_beside_a_running_chat_which_goes_on() {
    let folder = Folder::new();
    fine(&folder.chat(&["yes", "skip", "skip", "debrief", "the Leeds job", "yesterday at 3", "panel", "4", "full"]));
    let mut chat = folder.start(CHAT);
    assert!(chat.say(":now"));
    chat.until("It is").expect("it talks");
    let rotated = folder.run(ROTATE);
    says(&rotated, "There is a new master key, HOME/data/keys/master-2.key. The keys of 1 person are sealed");
    says(&rotated, "destroyed after 28 December 2026.");
    assert!(chat.say("Ms Lee"));
    chat.until("What did they ask").expect("the talk goes on");
    let status = folder.run(KEYS);
    says(&status, "Master key     number 2, since Monday 23 November 2026, 18:00 UTC\n");
    says(&status, "Old key        number 1, destroyed after 28 December 2026\n");
    fine(&chat.finish());
    assert!(master(&folder, 1).exists(), "older backups need it");

    let again = folder.chat(&["back"]);
    says(&again, "Who was there?");
    // Nothing in the store is under the old key any more.
    fs::rename(master(&folder, 1), folder.home().join("away")).unwrap();
    fine(&folder.run(&["export", "--data", "data"]));
    says(&folder.chat(&["back"]), "One step back.");
    says(&folder.chat(&["privacy"]), "Their key is destroyed after");
    fine(&folder.run(ROTATE));
    assert!(master(&folder, 3).exists());

    // A file in the way of the backups: half is done, and both halves are said.
    let half = folder.run_with(ROTATE, &[("AFTERWORD_BACKUP__FOLDER", "data/keys/master-3.key")], b"");
    assert_eq!((half.code, half.stdout.as_str()), (Some(74), ""), "{}", half.stderr);
    for part in [
        "the keys were replaced, and number 4 is the master key now, but no backup was made: HOME/data/keys/master-3.key",
        "then make a backup: afterword backup\n",
        "would be for yet another key",
    ] {
        assert!(half.stderr.contains(part), "{part}: {}", half.stderr);
    }
    assert!(master(&folder, 4).exists());
    says(&folder.run(KEYS), "Master key     number 4, ");
}

#[test]
fn an_operators_keys_are_only_read_and_replaced_by_adding_a_file() {
    let folder = Folder::new();
    let keys = folder.home().join("keys of mine");
    let run = |args: &[&str], input: &str| folder.run_with(args, OPERATOR, input.as_bytes());
    let command = |epoch: u32| format!("openssl rand -hex 32 > 'HOME/keys of mine/master-{epoch}.key' && chmod 600");

    let none = run(CHAT, "yes\nskip\nskip\n");
    assert_eq!((none.code, none.stdout.as_str()), (Some(66), ""), "{}", none.stderr);
    assert!(none.stderr.contains("there is no master key yet") && !keys.exists(), "{}", none.stderr);
    let check = folder.run_with(&["check", "--data", "new"], OPERATOR, b"");
    says(&check, &command(1));
    says(&check, "the operator's, to be replaced every 30 days, in HOME/keys of mine\n");

    make(&keys, 1, 'a');
    fine(&run(CHAT, "yes\nskip\nskip\n"));
    assert!(!folder.data().join("keys").exists());
    // Whoever reads this is not told that Afterword destroys what it never touches.
    says(&run(CHAT, "privacy\n"), "is kept by the owner of this computer, who replaces and\n");
    let missing = run(ROTATE, "");
    assert_eq!((missing.code, missing.stdout.as_str()), (Some(66), ""), "{}", missing.stderr);
    assert!(
        missing.stderr.contains("no newer master key") && missing.stderr.contains("master-2.key"),
        "{}",
        missing.stderr
    );
    says(&run(KEYS, ""), "Master key     number 1, ");

    make(&keys, 2, 'b');
    let rotated = run(ROTATE, "");
    says(&rotated, "Keep the files before master-2.key for the older backups until ");
    says(&rotated, "your file\n  'HOME/keys of mine/master-2.key'\n");
    says(&run(KEYS, ""), "Old key        number 1, to be deleted by the operator after ");
    says(&run(CHAT, "zone\n"), "> zone");
    for (epoch, digit) in [(1, "a"), (2, "b")] {
        let file = keys.join(format!("master-{epoch}.key"));
        assert_eq!(fs::read_to_string(&file).unwrap().trim(), digit.repeat(64));
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o400);
    }
    // A backup is restored with them, and they stay where they are.
    let file = fs::read_dir(folder.data().join("backups")).unwrap().next().unwrap().unwrap().path();
    let restored = run(&["restore", &file.display().to_string(), "--data", "new"], "");
    says(&restored, "the master keys in HOME/keys of mine (of the configuration)\n");
    says(&restored, "  afterword chat --data HOME/new\n");
    assert!(!folder.home().join("new/keys").exists());
    fine(&run(&["export", "--data", "new"], ""));

    let erased = run(&["erase", "--data", "data", "--yes"], "");
    says(&erased, "if you renew the master key in time");
    make(&keys, 3, 'c');
    fs::set_permissions(&keys, Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn what_is_late_is_said_with_what_to_do() {
    // By the clock of this machine, which the other commands go by as well: whenever this runs, nothing is late yet.
    const CHAT: &[&str] = &["chat", "--data", "data"];
    let folder = Folder::new();
    fine(&folder.run_with(CHAT, &[], b"yes\nskip\nskip\n"));
    fine(&folder.run(&["backup", "--data", "data"]));
    // The clock of the folder goes on, and nobody talks.
    let status = folder.run_with(&["keys", "--data", "data"], &[("AFTERWORD_KEYS__ROTATE_DAYS", "3650")], b"");
    says(&status, "by itself while Afterword runs\n");
    fine(&folder.run_with(CHAT, OPERATOR_OF_THE_SAME, b":later 40 days\n"));
    says(&folder.run(KEYS), "it comes by itself as soon as Afterword runs\n");
    let late = folder.run_with(KEYS, OPERATOR_OF_THE_SAME, b"");
    says(&late, ": the operator has to make it\n");
    says(
        &late,
        "To renew it: openssl rand -hex 32 > HOME/data/keys/master-2.key && chmod 600 HOME/data/keys/master-2.key\n",
    );
}

/// The keys of the folder itself, as if they were the operator's: so nothing is replaced by itself.
const OPERATOR_OF_THE_SAME: &[(&str, &str)] = &[("AFTERWORD_KEYS__OWNER", "operator")];

fn age(path: &Path, days: u64) {
    let then = SystemTime::now() - Duration::from_secs(days * 24 * 3600);
    let file = fs::File::open(path).expect("it is there");
    file.set_modified(then).expect("its date can be set");
}

#[test]
fn check_warns_of_what_files_tell() {
    let folder = Folder::new();
    let check = |env: &[(&str, &str)]| folder.run_with(&["check", "--data", "data"], env, b"");
    fine(&folder.run_with(CHAT, &[("AFTERWORD_BACKUP__EVERY_HOURS", "0")], b"yes\nskip\nskip\n"));
    says(&check(&[]), "Look at this: there is no backup. Make one: afterword backup\n");
    fine(&folder.run(&["backup", "--data", "data"]));
    let good = check(&[]);
    fine(&good);
    assert!(!good.stdout.contains("Look at this"), "{}", good.stdout);
    says(&good, "Note: the backups are on the same file system as the data.");

    age(&master(&folder, 1), 32);
    let late = check(&[]);
    says(&late, "Look at this: the master key is late to be replaced: by the date of its file, it is 32 days old.\n");
    says(&late, "afterword keys rotate");
    says(&check(OPERATOR_OF_THE_SAME), "openssl rand -hex 32 > HOME/data/keys/master-2.key");

    fine(&folder.run(ROTATE));
    age(&master(&folder, 1), 80);
    age(&master(&folder, 2), 40);
    says(
        &check(OPERATOR_OF_THE_SAME),
        "Look at this: HOME/data/keys/master-1.key is older than any backup that is kept, by the date of master-2.key.\n",
    );
    // Whoever replaces keys in time hears of the old ones as well, and of no other.
    fine(&folder.run(ROTATE));
    let in_time = check(OPERATOR_OF_THE_SAME);
    says(&in_time, "master-1.key is older than any backup");
    assert!(
        !in_time.stdout.contains("master-2.key is older") && !in_time.stdout.contains("late"),
        "{}",
        in_time.stdout
    );
    assert!(!check(&[]).stdout.contains("master-1.key is older"), "its own, Afterword destroys itself");

    let backups = folder.data().join("backups");
    for file in fs::read_dir(&backups).unwrap() {
        fs::remove_file(file.unwrap().path()).unwrap();
    }
    fs::write(backups.join("afterword-20200101T000000Z.backup"), "old").unwrap();
    says(&check(&[]), " days old; Afterword makes one every 24 hours while it runs.\n");
    fs::rename(folder.data().join("keys"), folder.home().join("away")).unwrap();
    says(&check(&[]), "Look at this: there is no master key in HOME/data/keys, and nothing opens without it.\n");
}
