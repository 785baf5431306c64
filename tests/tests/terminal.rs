//! The conversation on a terminal: a prompt, a little colour, a polite end.

use afterword_tests::{Folder, START};
use rexpect::session::{PtySession, spawn_command};

/// Others may need the processors.
const PATIENCE_MS: u64 = 120_000;

fn open(folder: &Folder, env: &[(&str, &str)], args: &[&str]) -> PtySession {
    let mut command = folder.command(&["chat", "--data", "data"]);
    command.args(args).env("TERM", "xterm").envs(env.iter().copied());
    spawn_command(command, Some(PATIENCE_MS)).expect("a terminal")
}

/// Everything up to the end of the session.
fn rest(mut session: PtySession) -> String {
    session.exp_eof().expect("it ends")
}

#[test]
fn there_is_a_prompt_a_reply_and_a_polite_end() {
    let folder = Folder::new();
    let mut session = open(&folder, &[], &["--clock", START]);
    session.exp_string("> ").unwrap();
    session.send_line(":now").unwrap();
    session.exp_string("It is Monday 23 November 2026, 18:00 here.").unwrap();
    session.exp_string("> ").unwrap();
    session.send_control('d').unwrap();
    session.exp_string("Bye for now.").unwrap();
    rest(session);
}

#[test]
fn control_c_leaves_politely_too() {
    let folder = Folder::new();
    let mut session = open(&folder, &[], &["--clock", START]);
    session.exp_string("> ").unwrap();
    session.send("half a thought").unwrap();
    session.send_control('c').unwrap();
    session.exp_string("Bye for now.").unwrap();
    rest(session);
    assert!(!folder.home().join(".local").exists(), "no history is kept anywhere");
}

#[test]
fn colour_stays_away_where_it_is_not_wanted() {
    let folder = Folder::new();
    for (env, coloured) in [(&[][..], true), (&[("NO_COLOR", "1")][..], false)] {
        let mut session = open(&folder, env, &["--clock", START]);
        let first = session.exp_string("> ").unwrap();
        assert_eq!(first.contains("\u{1b}[1m"), coloured, "{first:?}");
        session.send_control('d').unwrap();
        rest(session);
    }
}

#[test]
fn no_line_comes_back_with_the_arrow_key() {
    let folder = Folder::new();
    let mut session = open(&folder, &[], &["--clock", START]);
    session.exp_string("> ").unwrap();
    session.send_line("something private").unwrap();
    session.exp_string("> ").unwrap();
    session.send("\u{1b}[A").unwrap(); // up
    session.send_line(":now").unwrap();
    session.exp_string("It is Monday").unwrap();
    session.exp_string("> ").unwrap();
    session.send_control('d').unwrap();
    rest(session);
}

#[test]
fn what_becomes_due_appears_above_what_is_being_typed() {
    let folder = Folder::new();
    let mut session = open(&folder, &[("NO_COLOR", "1")], &[]);
    // An interview that ends at 13:10 brings an invitation at 13:55: the clock is set just before it.
    for line in [
        "yes",
        "skip",
        "skip",
        ":later until tomorrow 12:00",
        "interview",
        "the harbour job",
        "skip",
        "skip",
        "skip",
        "today at 12:10",
        "skip",
        "skip",
        "skip",
        ":later until 13:54",
        ":later 54 seconds",
    ] {
        session.exp_string("> ").unwrap();
        session.send_line(line).unwrap();
    }
    session.exp_string("> ").unwrap();
    session.send("half a thought").unwrap();
    session.flush().unwrap();
    session.exp_string("how are you, from 1").unwrap();
    session.exp_string("> half a thought").unwrap();
    session.send_control('c').unwrap();
    session.exp_string("Bye for now.").unwrap();
    rest(session);
}

#[test]
fn erasing_asks_for_the_name_once_more() {
    let folder = Folder::new();
    assert_eq!(folder.chat(&["yes", "skip", "skip"]).code, Some(0));
    for (typed, said) in [("yes", "Nothing was erased."), ("me", "Everything about \"me\" is gone")] {
        let command = folder.command(&["erase", "--data", "data"]);
        let mut session = spawn_command(command, Some(PATIENCE_MS)).expect("a terminal");
        session.exp_string("Type the name again to go on: ").unwrap();
        session.send_line(typed).unwrap();
        session.exp_string(said).unwrap();
        rest(session);
    }
    assert_eq!(folder.run(&["export", "--data", "data"]).code, Some(66));
}
