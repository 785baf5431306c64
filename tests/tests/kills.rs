//! `kill -9` while keys change, backups are made and people are erased.

use afterword_tests::{Folder, Lives, answers, kill_9, pseudo_random};
use std::{fs, path::PathBuf, process::Stdio, thread, time::Duration};

/// With the fifty of `crash.rs`, two hundred.
const KILLS: usize = 150;
/// Somebody new talks after so many, lest the journals grow without end.
const KILLS_EACH: usize = 15;

/// One in so many commands is waited for, and so are more answers than there are kills of one person: a slow
/// machine might never let one go through.
const PATIENT_EACH: usize = 10;
const ANSWERS: usize = KILLS_EACH + 1;

/// What goes on beside the talk when the kill comes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Backup,
    Rotation,
    Erasing,
}

#[test]
fn kills_across_turns_backups_rotations_and_erasing_lose_nothing() {
    let folder = Folder::new();
    let mut talking = Lives::begin(&folder, "person 0");
    let (mut done, mut cut_off) = ([0; 3], 0);
    for kill in 0..KILLS {
        if kill > 0 && kill.is_multiple_of(KILLS_EACH) {
            talking = Lives::begin(&folder, &format!("person {}", kill / KILLS_EACH));
        }
        let beside = [Beside::Backup, Beside::Rotation, Beside::Erasing][kill % 3];
        let guest = format!("guest {kill}");
        if beside == Beside::Erasing {
            welcome(&folder, &guest);
        }
        let before = masters(&folder);
        let acknowledged = live_and_die_beside(&folder, &mut talking, beside, &guest, kill);
        done[kill % 3] += usize::from(acknowledged);
        // A new master that nobody was told of: the kill came within a rotation.
        cut_off += usize::from(beside == Beside::Rotation && !acknowledged && masters(&folder) > before);

        talking.verify(&folder);
        if beside == Beside::Erasing {
            verify_guest(&folder, &guest, acknowledged);
        }
        if kill % 10 == 9 {
            backups(&folder).iter().for_each(|backup| verify_backup(&folder, backup));
        }
    }
    assert!(done.iter().all(|done| *done > 0), "of backups, rotations and erasings, {done:?} went through");
    assert!(cut_off > 0, "no rotation was cut off, so nothing was shown of one");
    let answered = talking.acknowledged();
    assert!(answered > KILLS_EACH, "there was load: {answered} answers");

    // No key was lost: everybody's opens, is wrapped anew once more, and a backup of it all restores.
    let before = backups(&folder);
    let rotated = folder.run(&["keys", "rotate", "--data", "data"]);
    assert_eq!((rotated.code, rotated.stderr.as_str()), (Some(0), ""));
    // Not the newest by its name: the clock of the talks stands still, that of this command does not.
    let made = backups(&folder).into_iter().find(|backup| !before.contains(backup)).expect("a backup");
    let made = made.to_str().expect("a plain path");
    let restored = folder.run(&["restore", made, "--data", "restored"]);
    assert_eq!((restored.code, restored.stderr.as_str()), (Some(0), ""));
    for person in 0..KILLS.div_ceil(KILLS_EACH) {
        let name = format!("person {person}");
        assert_eq!(answers(&folder, "restored", &name), answers(&folder, "data", &name), "{name}");
    }
}

/// A life, and a command beside it; both are killed, but for the patient ones. Whether the command had said that it was done.
fn live_and_die_beside(folder: &Folder, talking: &mut Lives, beside: Beside, guest: &str, kill: usize) -> bool {
    let args: &[&str] = match beside {
        Beside::Backup => &["backup", "--data", "data"],
        Beside::Rotation => &["keys", "rotate", "--data", "data"],
        Beside::Erasing => &["erase", "--data", "data", "--as", guest, "--yes"],
    };
    let mut command = folder.command(args);
    let (begins, ends) = (pseudo_random(3 * kill) % 150, pseudo_random(3 * kill + 1) % 300);
    let patient = kill.is_multiple_of(PATIENT_EACH);
    // Of the others, as many rotations are killed once they have begun: by the clock, a busy machine
    // might let none begin.
    let within = beside == Beside::Rotation && kill % PATIENT_EACH == 1;
    let before = masters(folder);
    let mut run = || {
        thread::sleep(Duration::from_millis(begins));
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        let mut is_over = || child.try_wait().expect("it can be asked").is_some();
        if within {
            while !is_over() && masters(folder) == before {
                thread::sleep(Duration::from_millis(1));
            }
        } else if !patient {
            thread::sleep(Duration::from_millis(ends));
        }
        if !patient && !is_over() {
            kill_9(child.id());
        }
        child.wait().expect("it ends").success()
    };
    if patient || within {
        let (mut success, answers) = (false, if patient { ANSWERS } else { 1 });
        talking.talk_and_die(folder, answers, || success = run());
        return success;
    }
    thread::scope(|scope| {
        let running = scope.spawn(run);
        talking.live_and_die(folder, Duration::from_millis(50 + pseudo_random(3 * kill + 2) % 250));
        running.join().expect("the command was waited for")
    })
}

/// Somebody with three answers.
fn welcome(folder: &Folder, guest: &str) {
    let lines = ["hello", "yes", "skip", "skip", "debrief", "The York job", "yesterday at 3", "1", "4", "full"];
    let answers = ["answer-1-end", "answer-2-end", "answer-3-end"];
    let welcomed = folder.chat_as(guest, &[&lines[..], &answers].concat());
    assert_eq!(welcomed.code, Some(0), "{}", welcomed.stderr);
}

/// Gone, if that was said; else gone or whole.
fn verify_guest(folder: &Folder, guest: &str, erased: bool) {
    let outcome = folder.run(&["export", "--data", "data", "--as", guest]);
    if erased || outcome.code == Some(66) {
        assert_eq!(outcome.code, Some(66), "{}", outcome.stderr);
    } else {
        assert_eq!(answers(folder, "data", guest), [1, 2, 3]);
    }
}

fn verify_backup(folder: &Folder, backup: &std::path::Path) {
    let backup = backup.to_str().expect("a plain path");
    let outcome = folder.run(&["backup", "check", backup, "--keys", "data/keys"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{backup}");
}

/// How many master keys there are.
fn masters(folder: &Folder) -> usize {
    fs::read_dir(folder.data().join("keys")).map_or(0, Iterator::count)
}

/// The backups, oldest first; a part of one is never taken for one.
fn backups(folder: &Folder) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(folder.data().join("backups")) else { return Vec::new() };
    let mut files: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "backup"));
    files.sort();
    files
}
