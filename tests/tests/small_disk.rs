//! A small file system that fills up under a conversation.
//!
//! Each test runs again inside a user and mount namespace of its own, where it
//! may mount one. Where that is not permitted, it is counted as ignored, and
//! with `AFTERWORD_TEST_REQUIRE=all` it fails.

use afterword_tests::{Folder, Outcome, Running, START, left_out};
use libtest_mimic::Failed;
use std::{
    env,
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

const REFUSED: &str = "the disk here is almost full";
const INSIDE: &str = "AFTERWORD_TEST_INSIDE";

const TESTS: &[(&str, fn())] = &[
    ("a_full_disk_refuses_turns_and_goes_on_by_itself", refuses_and_goes_on),
    ("a_full_disk_can_still_be_read_and_lightened", read_and_lightened),
    ("a_backup_takes_nothing_of_the_reserve", backup_spares),
    ("without_a_reserve_a_full_disk_ends_the_process_and_loses_nothing", no_reserve),
];

fn main() -> ExitCode {
    if let Ok(name) = env::var(INSIDE) {
        let test = TESTS.iter().find(|(known, _)| *known == name).expect("a test of this name");
        mount_small_disk();
        test.1();
        return ExitCode::SUCCESS;
    }
    let permitted = namespaces().map_err(|why| format!("no small file system can be mounted here ({why})"));
    let tests = TESTS.iter().map(|(name, _)| (*name, move |()| inside(name)));
    left_out::run(permitted, "What happens on a full disk", tests)
}

/// Whether this account may make a namespace and mount something in it.
fn namespaces() -> Result<(), String> {
    let tried = Command::new("unshare").args(["-rm", "sh", "-c", "mount -t tmpfs -o size=1m none /mnt"]).output();
    match tried {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
        Err(error) => Err(format!("unshare: {error}")),
    }
}

fn inside(name: &str) -> Result<(), Failed> {
    assert!(afterword_tests::afterword().exists(), "built outside, where there is room");
    let place = tempfile::tempdir()?;
    let output = Command::new("unshare")
        .arg("-rm")
        .arg(env::current_exe()?)
        .env(INSIDE, name)
        .env("TMPDIR", place.path())
        .output()?;
    let told = [output.stdout, output.stderr].concat();
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&told).into_owned().into()) }
}

/// From here on, temporary folders lie on 24 MiB.
fn mount_small_disk() {
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=24m", "none"]).arg(env::temp_dir()).status();
    assert!(mounted.expect("mount can be started").success());
}

/// A folder on the small disk, with a journal begun, and a debrief that takes texts.
fn begun(reserve_mib: &str) -> Folder {
    let folder = Folder::new();
    let lines = ["hello", "yes", "skip", "skip", "debrief", "The Leeds job", "yesterday at 3", "1", "4", "full"];
    let begun = folder.run_with(
        &["chat", "--data", "data", "--clock", START],
        &[("AFTERWORD_DATA__RESERVE_MIB", reserve_mib)],
        lines.join("\n").as_bytes(),
    );
    assert_eq!(begun.code, Some(0), "{}", begun.stderr);
    folder
}

fn start(folder: &Folder, reserve_mib: &str) -> Running {
    let settings = format!("[data]\nreserve_mib = {reserve_mib}\n");
    fs::write(folder.home().join("my.toml"), settings).expect("a small file");
    folder.start(&["chat", "--data", "data", "--clock", START, "--config", "my.toml"])
}

/// Says an answer, goes `back` to its question, and returns what came out after that.
fn answer(chat: &mut Running, nth: usize) -> Option<String> {
    if !(chat.say(&format!("{} {}", text(nth), "x".repeat(1500))) && chat.say("back") && chat.say(":now")) {
        return None;
    }
    chat.until("> back")?;
    let mut told = String::new();
    loop {
        let line = chat.line()?;
        if line.starts_with("It is ") {
            return Some(told);
        }
        told.push_str(&line);
        told.push(' ');
    }
}

fn text(nth: usize) -> String {
    format!("answer-{nth}-end")
}

fn export(folder: &Folder, reserve_mib: &str) -> Outcome {
    folder.run_with(&["export", "--data", "data"], &[("AFTERWORD_DATA__RESERVE_MIB", reserve_mib)], b"")
}

/// Fills the disk until so much is left, in KiB.
fn fill(folder: &Folder, leave_kib: u64) -> PathBuf {
    let path = folder.home().join("filler");
    let mut file = File::create(&path).expect("a file");
    let block = [7; 16 * 1024];
    while free_kib(folder.home()) > leave_kib {
        if file.write_all(&block).is_err() {
            break;
        }
    }
    path
}

fn free_kib(folder: &Path) -> u64 {
    let found = rustix::fs::statvfs(folder).expect("a file system");
    found.f_bavail * found.f_frsize / 1024
}

fn backup_spares() {
    let folder = begun("4");
    let mut chat = start(&folder, "4");
    for nth in 0..240 {
        answer(&mut chat, nth).expect("it talks");
    }
    // Room for a turn beside the reserve, but not for a backup of all that.
    let filler = fill(&folder, 4 * 1024 + 64);
    let backup = |folder: &Folder| folder.run(&["backup", "--data", "data"]);
    let before = fs::read_dir(folder.data().join("backups")).map_or(0, Iterator::count);
    let refused = backup(&folder);
    assert_eq!(refused.code, Some(74), "{}", refused.stdout);
    assert!(
        refused.stderr.contains("the disk is almost full") && refused.stderr.contains("backup.folder"),
        "{}",
        refused.stderr
    );
    assert_eq!(fs::read_dir(folder.data().join("backups")).map_or(0, Iterator::count), before, "nothing of it is left");
    let told = answer(&mut chat, 240).expect("it talks");
    assert!(!told.contains(REFUSED), "{told}");
    fs::remove_file(filler).expect("there is room again");
    assert_eq!(backup(&folder).code, Some(0));
    assert_eq!(chat.finish().code, Some(0));
}

fn refuses_and_goes_on() {
    let folder = begun("4");
    let mut chat = start(&folder, "4");
    let mut taken = Vec::new();
    for round in 0..3 {
        let first = round * 10;
        let told = answer(&mut chat, first).expect("it talks");
        assert!(!told.contains(REFUSED), "{told}");
        taken.push(first);
        let filler = fill(&folder, 3 * 1024);
        for nth in first + 1..first + 4 {
            let told = answer(&mut chat, nth).expect("it goes on talking");
            assert!(told.contains(REFUSED) && told.contains("the owner of this computer"), "{told}");
        }
        fs::remove_file(filler).expect("the filler is there");
    }
    let outcome = chat.finish();
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{}", outcome.stdout);
    let journal = export(&folder, "4");
    for nth in 0..30 {
        assert_eq!(journal.stdout.contains(&text(nth)), taken.contains(&nth), "{nth}: {}", journal.stdout);
    }
}

fn read_and_lightened() {
    let folder = begun("4");
    let mut chat = start(&folder, "4");
    answer(&mut chat, 1).expect("it talks");
    assert_eq!(chat.finish().code, Some(0));
    let filler = fill(&folder, 2 * 1024);
    let journal = export(&folder, "4");
    assert_eq!(journal.code, Some(0), "{}", journal.stderr);
    assert!(journal.stdout.contains(&text(1)));
    let erased = folder.run_with(&["erase", "--data", "data", "--yes"], &[("AFTERWORD_DATA__RESERVE_MIB", "4")], b"");
    assert_eq!(erased.code, Some(0), "{}", erased.stderr);
    // Where nothing is yet, nothing is begun.
    let new = folder.run_with(&["chat", "--data", "new"], &[("AFTERWORD_DATA__RESERVE_MIB", "4")], b"");
    assert_eq!((new.code, folder.home().join("new").exists()), (Some(74), false));
    assert!(new.stderr.contains("is almost full"), "{}", new.stderr);
    fs::remove_file(filler).expect("the filler is there");
}

fn no_reserve() {
    let folder = begun("0");
    let mut chat = start(&folder, "0");
    let mut acknowledged = Vec::new();
    for nth in 0..3 {
        answer(&mut chat, nth).expect("it talks");
        acknowledged.push(nth);
    }
    let filler = fill(&folder, 0);
    for nth in 3..4000 {
        if answer(&mut chat, nth).is_none() {
            break;
        }
        acknowledged.push(nth);
    }
    let outcome = chat.finish();
    assert_eq!(outcome.code, Some(74), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("free some room"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("start again"), "{}", outcome.stderr);
    fs::remove_file(filler).expect("the filler is there");
    let journal = export(&folder, "0");
    assert_eq!(journal.code, Some(0), "{}", journal.stderr);
    for nth in acknowledged {
        assert!(journal.stdout.contains(&text(nth)), "{nth} was acknowledged, and is gone");
    }
    let mut chat = start(&folder, "0");
    assert!(!answer(&mut chat, 5000).expect("it goes on").contains(REFUSED));
}
