//! Commands beside a running conversation, through the control socket.

use afterword_tests::{Folder, Outcome, Running, START};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    fs,
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    os::unix::{
        fs::{FileTypeExt as _, PermissionsExt as _},
        net::UnixStream,
    },
    path::PathBuf,
    thread,
};

const CHAT: &[&str] = &["chat", "--data", "data", "--clock", START];
const STATUS: &[&str] = &["status", "--data", "data"];
const EXPORT: &[&str] = &["export", "--data", "data"];
const ERASE: &[&str] = &["erase", "--data", "data", "--yes"];

/// A conversation that waits for the next line, after somebody agreed.
fn talking(folder: &Folder) -> Running {
    assert_eq!(folder.chat(&["yes", "skip", "skip"]).code, Some(0));
    let mut chat = folder.start(CHAT);
    listens(&mut chat);
    chat
}

/// The conversation answers, so the socket is there.
fn listens(chat: &mut Running) {
    assert!(chat.say(":now"));
    chat.until("It is").expect("it talks");
}

fn socket(folder: &Folder) -> PathBuf {
    folder.data().join("control.sock")
}

fn connect(folder: &Folder) -> BufReader<UnixStream> {
    BufReader::new(UnixStream::connect(socket(folder)).expect("somebody listens"))
}

fn line(from: &mut BufReader<UnixStream>) -> serde_json::Value {
    let mut line = String::new();
    from.read_line(&mut line).expect("a line comes");
    serde_json::from_str(&line).expect("each line is JSON")
}

/// What is answered to these bytes, in its last line.
fn answer(folder: &Folder, bytes: &[u8]) -> serde_json::Value {
    let mut client = connect(folder);
    assert_eq!(line(&mut client)["hello"]["v"], 1);
    client.get_mut().write_all(bytes).expect("it is taken");
    loop {
        let line = line(&mut client);
        if line.get("done").or(line.get("failed")).is_some() {
            return line;
        }
    }
}

fn fine(outcome: &Outcome) {
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{}", outcome.stdout);
}

fn signal(chat: &Running, signal: Signal) {
    let id = i32::try_from(chat.id()).ok().and_then(Pid::from_raw).expect("a process id");
    kill_process(id, signal).expect("it can be signalled");
}

#[test]
fn export_and_status_work_beside_a_running_chat() {
    let folder = Folder::new();
    let mut chat = talking(&folder);
    let beside = folder.run(EXPORT);
    fine(&beside);
    let status = folder.run(STATUS);
    fine(&status);
    let running = format!("by process {}, Afterword {}, since ", chat.id(), env!("CARGO_PKG_VERSION"));
    assert!(status.stdout.contains(&running) && status.stdout.contains("People         1\n"), "{}", status.stdout);

    listens(&mut chat);
    fine(&chat.finish());
    assert!(!socket(&folder).exists(), "a clean end takes the socket away");
    assert_eq!(folder.run(EXPORT).stdout, beside.stdout, "the same, whichever way it was asked for");
    let status = folder.run(&["status", "--data", "data", "--json"]);
    let status: serde_json::Value = serde_json::from_str(&status.stdout).expect("JSON");
    assert_eq!((&status["people"], &status["running"]), (&1.into(), &serde_json::Value::Null));
    assert!(status["disk_bytes"].as_u64() > Some(0) && status["free_bytes"].as_u64() > Some(0), "{status}");
    assert_eq!(status["cache_bytes"], 4 << 20);
}

#[test]
fn whoever_is_erased_beside_a_running_chat_goes_on_as_a_stranger() {
    let folder = Folder::new();
    let mut chat = talking(&folder);
    let erased = folder.run(ERASE);
    fine(&erased);
    assert!(erased.stdout.starts_with("Everything about \"me\" is gone"), "{}", erased.stdout);
    assert_eq!(folder.run(ERASE).code, Some(66), "there is nobody any more");
    assert!(chat.say("list"));
    chat.until("I can help you look back at interviews").expect("first contact again");
    fine(&chat.finish());
    assert_eq!(folder.run(EXPORT).code, Some(66), "a stranger is not kept");
}

#[test]
fn a_stale_socket_of_a_killed_chat_is_in_nobodys_way() {
    let folder = Folder::new();
    let mut chat = talking(&folder);
    chat.kill();
    assert!(socket(&folder).exists());
    fine(&folder.run(EXPORT));
    assert!(folder.run(STATUS).stdout.contains("by nobody just now"));
    let mut chat = folder.start(CHAT);
    listens(&mut chat);
    let status = folder.run(STATUS);
    assert!(status.stdout.contains(&format!("by process {}", chat.id())), "{}", status.stdout);
    fine(&chat.finish());
    assert!(!socket(&folder).exists());
}

#[test]
fn the_socket_is_for_its_owner_only() {
    let folder = Folder::new();
    // A folder that others may enter: what it keeps from them is kept by the socket itself.
    fs::create_dir(folder.data()).unwrap();
    fs::set_permissions(folder.data(), fs::Permissions::from_mode(0o755)).unwrap();
    let mut chat = talking(&folder);
    let found = fs::symlink_metadata(socket(&folder)).unwrap();
    assert!(found.file_type().is_socket());
    assert_eq!(found.permissions().mode() & 0o777, 0o600);
    listens(&mut chat);
    fine(&chat.finish());
}

/// Only root can be somebody else for a moment; others have the test of the rule in `socket.rs`.
#[test]
fn another_account_is_turned_away_even_where_the_file_system_lets_it_in() {
    use std::os::unix::process::CommandExt as _;
    if !rustix::process::geteuid().is_root() {
        return;
    }
    let folder = Folder::new();
    let mut chat = talking(&folder);
    for path in [folder.home().to_owned(), folder.data(), socket(&folder)] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o777)).unwrap();
    }
    let binary = folder.home().join("afterword");
    fs::copy(afterword_tests::afterword(), &binary).unwrap();
    let mut command = std::process::Command::new(binary);
    command.args(EXPORT).current_dir(folder.home()).env_clear().env("HOME", folder.home()).uid(65_534).gid(65_534);
    let output = loop {
        match command.output() {
            // What another test starts at this moment has the copy open until it is another program.
            Err(error) if error.kind() == io::ErrorKind::ExecutableFileBusy => thread::yield_now(),
            output => break output.unwrap(),
        }
    };
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(77), 0), "{told}");
    assert!(told.contains("only for the account that runs Afterword"), "{told}");
    listens(&mut chat);
    fine(&chat.finish());
}

#[test]
fn what_is_not_a_socket_is_left_alone_and_the_talk_goes_on() {
    let folder = Folder::new();
    assert_eq!(folder.chat(&["yes", "skip", "skip"]).code, Some(0));
    fs::write(socket(&folder), "mine").unwrap();
    let mut chat = folder.start(CHAT);
    listens(&mut chat);
    assert_eq!(folder.run(EXPORT).code, Some(75), "without a socket it is in use");
    fine(&chat.finish());
    assert_eq!(fs::read(socket(&folder)).unwrap(), b"mine");
}

#[test]
fn garbage_is_answered_and_disturbs_nobody() {
    let folder = Folder::new();
    let mut chat = talking(&folder);
    let long = [vec![b'x'; 70_000], b"\n".to_vec()].concat();
    for (bytes, hint) in [
        (&b"\n"[..], "did not understand"),
        (b"\xff\xfe\n", "did not understand"),
        (b"GET / HTTP/1.1\r\n", "did not understand"),
        (b"{\"v\":1,\"do\":\"export\"}\n", "without what belongs to it"),
        (b"{\"v\":7,\"do\":\"status\",\"by\":\"9.9.9\"}\n", "protocol 7, from version 9.9.9"),
        (b"{\"v\":1,\"do\":\"dance\"}\n", "\"dance\" in protocol 1, from an unknown version"),
        (b"{\"v\":1,\"do\":\"import\",\"platform\":\"console\",\"account\":\"x\",\"bytes\":99999999999}\n", "64 MiB"),
        (b"{\"v\":1,\"do\":\"import\",\"platform\":\"console\",\"account\":\"x\",\"bytes\":3}\n{}\n", "line 1"),
        (&long, "at most 64 KiB"),
    ] {
        let found = answer(&folder, bytes);
        let told = found["failed"]["message"].as_str().unwrap_or_default();
        assert!(told.contains(hint), "{hint}: {found}");
        assert!(told.contains("found:") && told.contains("to do:"), "{told}");
    }
    assert_eq!(answer(&folder, b"{\"v\":1,\"do\":\"status\"}\n")["done"]["status"]["people"], 1);
    listens(&mut chat);
    fine(&chat.finish());
}

#[test]
fn clients_that_go_away_or_say_nothing_disturb_nobody() {
    let folder = Folder::new();
    let mut chat = talking(&folder);
    for _ in 0..20 {
        let mut client = connect(&folder);
        client
            .get_mut()
            .write_all(b"{\"v\":1,\"do\":\"export\",\"platform\":\"console\",\"account\":\"me\"}\n")
            .unwrap();
    }
    // Those above have gone; all eight places are free again at some point.
    let mut silent: Vec<BufReader<UnixStream>> = Vec::new();
    while silent.len() < 8 {
        let mut client = connect(&folder);
        if line(&mut client).get("hello").is_some() {
            silent.push(client);
        }
    }
    let ninth = folder.run(STATUS);
    assert_eq!(ninth.code, Some(75), "{}", ninth.stdout);
    assert!(ninth.stderr.contains("too many commands"), "{}", ninth.stderr);
    listens(&mut chat);
    // The end does not wait for those who say nothing.
    fine(&chat.finish());
    for mut client in silent {
        let mut rest = String::new();
        drop(client.read_to_string(&mut rest));
        assert_eq!(rest, "");
    }
}

#[test]
fn several_clients_are_served_at_once() {
    let folder = Folder::new();
    let mut chat = talking(&folder);
    let mut waiting = connect(&folder); // one that has not said yet what it wants
    let outcomes = std::thread::scope(|scope| {
        let asked = [EXPORT, STATUS, EXPORT].map(|args| scope.spawn(|| folder.run(args)));
        asked.map(|asked| asked.join().unwrap())
    });
    outcomes.iter().for_each(fine);
    assert_eq!(outcomes[0].stdout, outcomes[2].stdout);
    line(&mut waiting);
    waiting.get_mut().write_all(b"{\"v\":1,\"do\":\"status\"}\n").unwrap();
    let mut rest = String::new();
    waiting.read_to_string(&mut rest).unwrap();
    assert!(rest.lines().last().is_some_and(|last| last.starts_with("{\"done\":")), "{rest}");
    listens(&mut chat);
    fine(&chat.finish());
}

#[test]
fn a_folder_with_a_very_long_path_has_a_socket_too() {
    let folder = Folder::new();
    let data = format!("{}/{}/{}", "a".repeat(100), "b".repeat(100), "c".repeat(100));
    fine(&folder.run_with(&["chat", "--data", &data], &[], b"yes\nskip\nskip\n"));
    let mut chat = folder.start(&["chat", "--data", &data, "--clock", START]);
    listens(&mut chat);
    assert!(folder.home().join(&data).join("control.sock").exists());
    let status = folder.run(&["status", "--data", &data]);
    assert!(status.stdout.contains(&format!("by process {}", chat.id())), "{}{}", status.stdout, status.stderr);
    fine(&folder.run(&["export", "--data", &data]));
    fine(&chat.finish());
    assert!(!folder.home().join(&data).join("control.sock").exists());
}

#[test]
fn a_chat_that_is_asked_to_end_ends_cleanly() {
    for by in [Signal::TERM, Signal::INT, Signal::HUP] {
        let folder = Folder::new();
        let mut chat = talking(&folder);
        assert!(chat.say("debrief"));
        chat.until("debrief").expect("it was taken");
        signal(&chat, by);
        assert_eq!(chat.ended(), Some(0), "{by:?}");
        assert!(!socket(&folder).exists(), "{by:?}");
        fine(&folder.run(EXPORT));
    }
}

#[test]
fn status_makes_nothing_and_names_what_is_missing() {
    let folder = Folder::new();
    let nowhere = folder.run(STATUS);
    assert_eq!((nowhere.code, folder.data().exists()), (Some(66), false), "{}", nowhere.stderr);
    fs::create_dir(folder.data()).unwrap();
    let empty = folder.run(STATUS);
    assert_eq!((empty.code, folder.files().len()), (Some(66), 0), "{}", empty.stderr);
    fs::write(folder.data().join("holiday.txt"), "photos").unwrap();
    assert_eq!(folder.run(STATUS).code, Some(65));
}

#[test]
fn what_an_export_holds_is_logged_on_neither_side() {
    let folder = Folder::new();
    let begun = ["yes", "skip", "skip", "debrief", "the Zq7marker job", "yesterday at 3", "panel", "4", "full"];
    assert_eq!(folder.chat(&begun).code, Some(0));
    let mut chat = folder.start(&[CHAT, &["--log", "trace"]].concat());
    listens(&mut chat);
    let export = folder.run(&[EXPORT, &["--log", "trace"]].concat());
    assert!(export.stdout.contains("Zq7marker") && !export.stderr.contains("Zq7marker"), "{}", export.stderr);
    let chat = chat.finish();
    assert!(chat.stderr.contains("asked through the control socket"), "{}", chat.stderr);
    assert!(!chat.stderr.contains("Zq7marker"), "{}", chat.stderr);
}
