//! Backups: made while somebody talks, looked at, and restored somewhere else.

use afterword_tests::{Folder, Outcome, Running, START};
use std::{fs, path::PathBuf};

const CHAT: &[&str] = &["chat", "--data", "data", "--clock", START];
/// No backup comes by itself: these tests count them.
const NONE_BY_ITSELF: (&str, &str) = ("AFTERWORD_BACKUP__EVERY_HOURS", "0");
/// First contact, and half a debrief: the question is who was there.
const HALF_WAY: &[&str] = &["yes", "skip", "skip", "debrief", "the Leeds job", "yesterday at 3", "panel", "4", "full"];

fn talk(folder: &Folder, name: &str, lines: &[&str]) {
    let input: String = lines.iter().flat_map(|line| [*line, "\n"]).collect();
    let args = [CHAT, &["--as", name]].concat();
    fine(&folder.run_with(&args, &[NONE_BY_ITSELF], input.as_bytes()));
}

fn fine(outcome: &Outcome) {
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{}", outcome.stdout);
}

fn refused(outcome: &Outcome, code: i32, wanted: &str) {
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(code), ""), "{}", outcome.stderr);
    assert!(outcome.stderr.contains(wanted), "{wanted}: {}", outcome.stderr);
}

/// Makes one; its path below the home.
fn back_up(folder: &Folder) -> String {
    let before = backups(folder);
    let made = folder.run(&["backup", "--data", "data"]);
    fine(&made);
    assert!(made.stdout.contains("read back and found whole"), "{}", made.stdout);
    let new: Vec<_> = backups(folder).into_iter().filter(|path| !before.contains(path)).collect();
    assert_eq!(new.len(), 1, "{new:?}");
    assert!(made.stdout.contains(&format!("HOME/{}", new[0])), "{}", made.stdout);
    new[0].clone()
}

fn backups(folder: &Folder) -> Vec<String> {
    let Ok(files) = fs::read_dir(folder.data().join("backups")) else { return Vec::new() };
    let names = files.map(|file| file.expect("an entry").file_name().into_string().expect("plain names"));
    let mut names: Vec<_> = names.map(|name| format!("data/backups/{name}")).collect();
    names.sort();
    names
}

fn exported(folder: &Folder, data: &str, name: &str) -> Outcome {
    folder.run(&["export", "--data", data, "--as", name])
}

/// The conversation answers, so the socket is there.
fn running(folder: &Folder) -> Running {
    fs::write(folder.home().join("my.toml"), "[backup]\nevery_hours = 0\n").expect("a small file");
    let mut chat = folder.start(&[CHAT, &["--config", "my.toml"]].concat());
    assert!(chat.say(":now"));
    chat.until("It is").expect("it talks");
    chat
}

#[test]
fn a_backup_beside_a_running_chat_goes_on_elsewhere_at_the_same_question() {
    let folder = Folder::new();
    talk(&folder, "me", HALF_WAY);
    let mut chat = running(&folder);
    let (file, as_it_was) = (back_up(&folder), exported(&folder, "data", "me"));
    fine(&as_it_was);
    assert!(chat.say("Ms Zq7marker and her deputy"));
    chat.until("What did they ask").expect("the talk goes on");

    let restored = folder.run(&["restore", &file, "--data", "elsewhere"]);
    fine(&restored);
    for part in [
        "Restored       1 person, as of ",
        "Opened with    the master keys in HOME/data/keys (beside the folder of the backup)",
        "  afterword chat --data HOME/elsewhere\n",
        "Whoever was erased after Monday 23 November 2026, ",
        " --data <a new folder> --beside <that folder>\n",
        "delete that folder with its keys, and every copy:\n",
    ] {
        assert!(restored.stdout.contains(part), "{part}: {}", restored.stdout);
    }
    fine(&chat.finish());
    assert_eq!(exported(&folder, "elsewhere", "me"), as_it_was, "what came after the backup is not in it");
    let talk = folder.run_with(&["chat", "--data", "elsewhere", "--clock", START], &[], b"");
    fine(&talk);
    assert!(talk.stdout.contains("Who was there?"), "{}", talk.stdout);
}

#[test]
fn it_says_what_is_kept_and_what_has_to_be_kept_besides() {
    let folder = Folder::new();
    talk(&folder, "me", HALF_WAY);
    let none = folder.run(&["backup", "list", "--data", "data"]);
    fine(&none);
    assert_eq!((none.stdout.as_str(), backups(&folder).len()), ("No backup is kept in HOME/data/backups.\n", 0));
    let made = folder.run(&["backup", "--data", "data"]);
    for part in ["1 person with ", "The master keys are not in it.", "HOME/data/keys/master-1.key\n"] {
        assert!(made.stdout.contains(part), "{part}: {}", made.stdout);
    }
    let (second, list) = (back_up(&folder), folder.run(&["backup", "list", "--data", "data"]));
    fine(&list);
    let lines: Vec<_> = list.stdout.lines().collect();
    assert!(lines.len() == 2 && lines[0].ends_with(&second), "the newest comes first: {}", list.stdout);

    let whole = folder.run(&["backup", "check", &second]);
    fine(&whole);
    assert!(
        whole.stdout.contains("Opens with     master-1.key\nWhole          yes, by its checksums"),
        "{}",
        whole.stdout
    );
    let opened = folder.run(&["backup", "check", &second, "--keys", "data/keys"]);
    fine(&opened);
    assert!(opened.stdout.contains("everything in it opens"), "{}", opened.stdout);
}

#[test]
fn a_flipped_byte_is_named_and_nothing_is_restored_from_it() {
    let folder = Folder::new();
    talk(&folder, "me", HALF_WAY);
    let path = folder.home().join(back_up(&folder));
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(folder.home().join("flipped.backup"), &bytes).unwrap();
    bytes.truncate(middle);
    fs::write(folder.home().join("cut.backup"), &bytes).unwrap();
    for (file, wanted) in [("flipped.backup", " is damaged: "), ("cut.backup", " is damaged: ")] {
        let named = format!("HOME/{file}: chunk 0 of the backup (bytes ");
        for keys in [&[][..], &["--keys", "data/keys"]] {
            let outcome = folder.run(&[&["backup", "check", file][..], keys].concat());
            refused(&outcome, 65, wanted);
            assert!(outcome.stderr.contains(named.trim_start_matches("HOME/")), "{}", outcome.stderr);
        }
        let outcome = folder.run(&["restore", file, "--data", "new", "--keys", "data/keys"]);
        refused(&outcome, 65, &named);
    }
    fs::write(folder.home().join("letter.txt"), "Dear Sam,").unwrap();
    refused(
        &folder.run(&["restore", "letter.txt", "--data", "new", "--keys", "data/keys"]),
        65,
        "not an Afterword backup",
    );
    refused(&folder.run(&["restore", "nothing.backup", "--data", "new"]), 66, "HOME/nothing.backup cannot be restored");
    let left: Vec<_> = fs::read_dir(folder.home()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with("new")), "{left:?}");
}

#[test]
fn nothing_is_restored_over_what_is_there() {
    let folder = Folder::new();
    talk(&folder, "me", HALF_WAY);
    let file = back_up(&folder);
    let chat = running(&folder);
    refused(&folder.run(&["restore", &file, "--data", "data"]), 73, "found:    a data folder");
    fine(&chat.finish());
    refused(&folder.run(&["restore", &file, "--data", "data"]), 73, "name a new folder with --data");
    fs::create_dir(folder.home().join("photos")).unwrap();
    fs::write(folder.home().join("photos/holiday.jpg"), "sea").unwrap();
    refused(&folder.run(&["restore", &file, "--data", "photos"]), 73, "nothing was restored into HOME/photos");
    refused(&folder.run(&["restore", &file, "--data", "photos", "--beside", "data"]), 73, "nothing was restored");
    assert_eq!(fs::read_dir(folder.home().join("photos")).unwrap().count(), 1);
    fs::create_dir(folder.home().join("empty")).unwrap();
    fine(&folder.run(&["restore", &file, "--data", "empty"]));
    fine(&exported(&folder, "empty", "me"));
}

#[test]
fn keys_that_are_wrong_or_missing_are_named() {
    let (folder, other) = (Folder::new(), Folder::new());
    talk(&folder, "me", HALF_WAY);
    talk(&other, "me", HALF_WAY);
    let file = back_up(&folder);
    let wrong = other.data().join("keys").display().to_string();
    refused(&folder.run(&["restore", &file, "--data", "new", "--keys", &wrong]), 65, "keys of another data folder");
    refused(&folder.run(&["backup", "check", &file, "--keys", &wrong]), 65, "keys of another data folder");
    let nowhere = folder.run(&["restore", &file, "--data", "new", "--keys", "nowhere"]);
    refused(&nowhere, 65, "the master key HOME/nowhere/master-1.key is missing");
    assert!(nowhere.stderr.contains("restore --beside"), "{}", nowhere.stderr);
    // Copied away without its keys: then those of the configuration are looked for.
    fs::create_dir_all(folder.home().join("copies/a")).unwrap();
    fs::copy(folder.home().join(&file), folder.home().join("copies/a/x.backup")).unwrap();
    let usual = folder.run(&["restore", "copies/a/x.backup", "--data", "new"]);
    refused(&usual, 65, "HOME/.local/share/afterword/keys/master-1.key is missing");
    let keys = [("AFTERWORD_KEYS__FOLDER", "data/keys")];
    let configured = folder.run_with(&["restore", "copies/a/x.backup", "--data", "new"], &keys, b"");
    fine(&configured);
    assert!(configured.stdout.contains("HOME/data/keys (of the configuration)"), "{}", configured.stdout);
    // One folder of keys belongs to one data folder, so the new one is named to go on with.
    let next = "AFTERWORD_KEYS__FOLDER=HOME/new/keys afterword chat --data HOME/new\n";
    assert!(configured.stdout.contains(next), "{}", configured.stdout);
}

#[test]
fn a_backup_from_before_a_change_of_keys_opens_with_the_old_key() {
    let folder = Folder::new();
    talk(&folder, "me", HALF_WAY);
    let (file, as_it_was) = (back_up(&folder), exported(&folder, "data", "me"));
    fine(&folder.run(&["keys", "rotate", "--data", "data"]));
    fine(&folder.run(&["restore", &file, "--data", "new"]));
    assert_eq!(exported(&folder, "new", "me"), as_it_was);
    let next = folder.run_with(&["chat", "--data", "new", "--clock", START], &[NONE_BY_ITSELF], b"Ms Lee\n");
    fine(&next);
    assert!(next.stdout.contains("What did they ask"), "{}", next.stdout);
    // The one that goes with the new keys, too.
    let newest = backups(&folder).pop().unwrap();
    fine(&folder.run(&["restore", &newest, "--data", "newer"]));
    assert_eq!(exported(&folder, "newer", "me"), as_it_was);
}

#[test]
fn beside_the_living_folder_whoever_was_erased_stays_erased_even_without_the_old_key() {
    let folder = Folder::new();
    for name in ["me", "sam", "kim"] {
        talk(&folder, name, HALF_WAY);
    }
    let file = back_up(&folder);
    let as_it_was = exported(&folder, "data", "me");
    fine(&folder.run(&["erase", "--data", "data", "--as", "sam", "--yes"]));
    fine(&folder.run(&["keys", "rotate", "--data", "data"]));
    fs::remove_file(folder.data().join("keys/master-1.key")).unwrap();

    refused(&folder.run(&["restore", &file, "--data", "new"]), 65, "master-1.key is missing");
    let quiet = folder.run(&["restore", &file, "--data", "quiet", "--beside", "data"]);
    let chat = running(&folder);
    let beside = folder.run(&["restore", &file, "--data", "new", "--beside", "data"]);
    fine(&chat.finish());
    for (restored, data) in [(quiet, "quiet"), (beside, "new")] {
        fine(&restored);
        for part in ["2 people, as of ", "Left out       1 person, erased since\n", "HOME/data, as it is now\n"] {
            assert!(restored.stdout.contains(part), "{part}: {}", restored.stdout);
        }
        assert!(!restored.stdout.contains("is here again"), "{}", restored.stdout);
        assert_eq!(exported(&folder, data, "me"), as_it_was);
        assert_eq!(exported(&folder, data, "sam").code, Some(66));
        fine(&exported(&folder, data, "kim"));
    }
}

#[test]
fn backups_go_where_the_configuration_says_and_what_was_cut_off_is_cleaned() {
    let folder = Folder::new();
    talk(&folder, "me", HALF_WAY);
    let there: PathBuf = folder.home().join("other disk");
    let env = [("AFTERWORD_BACKUP__FOLDER", "other disk"), NONE_BY_ITSELF];
    fs::create_dir(&there).unwrap();
    fs::write(there.join("afterword-20200101T000000Z.backup.partial"), "cut").unwrap();
    fs::write(there.join("mine.txt"), "mine").unwrap();
    let made = folder.run_with(&["backup", "--data", "data"], &env, b"");
    fine(&made);
    assert!(!folder.data().join("backups").exists());
    let mut names: Vec<_> = fs::read_dir(&there).unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert!(names.len() == 2 && names[1] == "mine.txt", "{names:?}");
    let status = folder.run_with(&["status", "--data", "data"], &env, b"");
    fine(&status);
    assert!(status.stdout.contains("HOME/other disk/afterword-"), "{}", status.stdout);
    assert!(status.stdout.contains("only when `afterword backup` asks for it"), "{}", status.stdout);
    // A file in the way is said, with the code for it.
    let env = [("AFTERWORD_BACKUP__FOLDER", "other disk/mine.txt")];
    let blocked = folder.run_with(&["backup", "--data", "data"], &env, b"");
    refused(&blocked, 74, "no backup was made: HOME/other disk/mine.txt");
}
