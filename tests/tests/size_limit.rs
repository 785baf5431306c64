//! A limit on file sizes reached in the middle of a conversation: a write that fails.

use afterword_tests::{Folder, START, afterword};
use std::{fs, path::PathBuf, process::Command};

const BEGUN: [&str; 10] =
    ["hello", "yes", "skip", "skip", "debrief", "The Leeds job", "yesterday at 3", "1", "4", "full"];

fn log(folder: &Folder) -> PathBuf {
    folder.data().join("store/db")
}

#[test]
fn a_failed_write_ends_the_process_and_the_next_start_goes_on() {
    let folder = Folder::new();
    assert_eq!(folder.chat(&BEGUN).code, Some(0));
    let (mut next, mut in_all) = (0, 0);
    for extra_kib in [64, 700, 1500] {
        let limit_kib = fs::metadata(log(&folder)).unwrap().len() / 1024 + extra_kib;
        // Long enough to reach the limit, whatever it is.
        let lines: String =
            (next..next + 2000).map(|nth| format!("answer-{nth}-{}-end\nback\n", "x".repeat(1500))).collect();
        fs::write(folder.home().join("lines"), lines).unwrap();
        let script = format!(
            "ulimit -f {}; exec {} chat --data data --clock {START} < lines",
            limit_kib * 2, // in blocks of 512 bytes, as POSIX has it
            afterword().display()
        );
        let mut command = Command::new("sh");
        command.args(["-c", &script]).current_dir(folder.home()).env_clear().env("HOME", folder.home());
        let output = command.output().unwrap();
        let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert_eq!(output.status.code(), Some(74), "{err}");
        for part in ["free some room", "lift a limit on file sizes", "start again"] {
            assert!(err.contains(part), "{err}");
        }
        assert_eq!(err.lines().count(), 1, "{err}");

        // An answer is acknowledged once its reply is out, which is before the next line is echoed.
        let echoed = out.lines().filter(|line| line.starts_with("> ")).count();
        let acknowledged = next..next + echoed / 2;
        in_all += echoed / 2;
        let journal = folder.run(&["export", "--data", "data"]);
        assert_eq!(journal.code, Some(0), "{}", journal.stderr);
        for nth in acknowledged {
            assert!(journal.stdout.contains(&format!("answer-{nth}-")), "{nth} was acknowledged, and is gone");
        }
        next += 2000;
    }
    assert!(in_all > 100, "there was load: {in_all}");
    let last = folder.chat(&["the-last-answer"]);
    assert_eq!(last.code, Some(0), "{}", last.stderr);
    assert!(folder.run(&["export", "--data", "data"]).stdout.contains("the-last-answer"));
}
