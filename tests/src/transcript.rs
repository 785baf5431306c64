//! Transcripts: what is said and what comes back, in one file that people can read.
//!
//! ```text
//! # What this shows.
//! $ chat
//! I can help you look back at interviews, …
//!
//! > yes
//!
//! What time is it where you are?
//!
//! $ chat --as sam
//! …
//! ```
//!
//! A line that begins with `$ ` runs the binary with these arguments in the
//! data folder of the transcript, `> ` is what the person types, and
//! everything else has to come out exactly so. `chat` and `erase` run with a clock that
//! stands still at [`START`], unless they name another one.
//! `UPDATE_GOLDENS=1 cargo test` writes what came out in place of what was
//! expected; what is said stays.

use crate::{Folder, START, golden};
use std::{fmt::Write as _, fs, path::Path};

/// Runs the transcript in this file and compares.
///
/// # Panics
/// Where something else came out, with the first difference.
pub fn check(path: &Path) {
    let expected = fs::read_to_string(path).expect("a transcript");
    golden::compare(path, &play(&expected));
}

/// Runs what a transcript says, and returns the transcript as it should be.
#[must_use]
pub fn play(transcript: &str) -> String {
    let folder = Folder::new();
    let mut played = String::new();
    for line in transcript.lines().take_while(|line| line.is_empty() || line.starts_with('#')) {
        writeln!(played, "{line}").expect("a string takes text");
    }
    for session in sessions(transcript) {
        let outcome = session.run(&folder);
        write!(played, "$ {}\n{}", session.command, outcome.stdout).expect("a string takes text");
        if outcome.code != Some(0) {
            writeln!(played, "! exit code {:?}", outcome.code).expect("a string takes text");
        }
        for line in outcome.stderr.lines() {
            writeln!(played, "! {line}").expect("a string takes text");
        }
    }
    played
}

/// One run of the binary.
struct Session {
    command: String,
    said: String,
}

fn sessions(transcript: &str) -> Vec<Session> {
    let mut sessions: Vec<Session> = Vec::new();
    for line in transcript.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            sessions.push(Session { command: command.to_owned(), said: String::new() });
        } else if let (Some(session), Some(said)) = (sessions.last_mut(), line.strip_prefix('>')) {
            session.said.push_str(said.strip_prefix(' ').unwrap_or(said));
            session.said.push('\n');
        }
    }
    sessions
}

impl Session {
    fn run(&self, folder: &Folder) -> crate::Outcome {
        let mut args: Vec<&str> = self.command.split_whitespace().collect();
        args.extend(["--data", "data"]);
        if args.first().is_some_and(|first| ["chat", "erase"].contains(first)) && !args.contains(&"--clock") {
            args.extend(["--clock", START]);
        }
        folder.run_with(&args, &[], self.said.as_bytes())
    }
}
