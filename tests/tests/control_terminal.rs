//! On a terminal: a bar for what takes its time, and an end that leaves everything as it was.

use afterword_tests::{Folder, START, afterword};
use rexpect::session::spawn_command;
use rustix::process::{Pid, Signal, kill_process};
use std::{fs, process::Command};

/// Others may need the processors.
const PATIENCE_MS: u64 = 120_000;

#[test]
fn what_takes_longer_than_a_second_shows_a_bar() {
    let folder = Folder::new();
    let mut chat = folder.start(&["chat", "--data", "data", "--clock", START]);
    assert!(chat.say(":now"));
    chat.until("It is").expect("it talks");
    // Without its socket the command waits for the folder, which takes two seconds.
    fs::remove_file(folder.data().join("control.sock")).unwrap();
    let mut command = folder.command(&["status", "--data", "data"]);
    command.env("TERM", "xterm");
    let mut session = spawn_command(command, Some(PATIENCE_MS)).expect("a terminal");
    session.exp_string("Counting, 1s so far").unwrap();
    session.exp_string("is in use by another Afterword").unwrap();
    session.exp_eof().unwrap();
    // Where standard error is no terminal, nothing is drawn, and the log has a line only for what takes long.
    let piped = folder.run(&["status", "--data", "data", "--log", "info"]);
    assert_eq!(piped.code, Some(75));
    assert!(!piped.stderr.contains("so far"), "{}", piped.stderr);
    assert_eq!(chat.finish().code, Some(0));
}

#[test]
fn a_signal_leaves_the_terminal_as_it_was_found() {
    for signal in [Signal::TERM, Signal::INT] {
        let folder = Folder::new();
        let script = format!(
            "echo \"before $(stty -g)\"; \"$0\" chat --data data --clock {START}; echo \"ended $?\"; echo \"after $(stty -g)\""
        );
        let mut command = Command::new("sh");
        command.args(["-c", &script]).arg(afterword()).current_dir(folder.home());
        command.env_clear().env("HOME", folder.home()).env("PATH", "/usr/bin:/bin").env("TERM", "xterm");
        let mut session = spawn_command(command, Some(PATIENCE_MS)).expect("a terminal");
        session.exp_string("before ").unwrap();
        let before = session.read_line().unwrap();
        session.exp_string("> ").unwrap();
        session.send("half a thought").unwrap();
        session.flush().unwrap();
        session.exp_string("half a thought").unwrap();
        kill_process(pid(&folder), signal).expect("it can be signalled");
        session.exp_string("ended 0").unwrap();
        session.exp_string("after ").unwrap();
        assert_eq!(session.read_line().unwrap(), before, "{signal:?}");
        session.exp_eof().unwrap();
        assert!(!folder.data().join("control.sock").exists());
    }
}

/// The process that talks, by what it says itself.
fn pid(folder: &Folder) -> Pid {
    let status = folder.run(&["status", "--data", "data", "--json"]);
    let status: serde_json::Value = serde_json::from_str(&status.stdout).expect("JSON");
    let pid = status["running"]["pid"].as_i64().and_then(|pid| i32::try_from(pid).ok());
    pid.and_then(Pid::from_raw).expect("it runs")
}
