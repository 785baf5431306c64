//! `kill -9` at any moment: what was acknowledged is there, and each turn is
//! whole.
//!
//! The process to be killed is `tests/writer/writer.rs`.

#![allow(clippy::unwrap_used, reason = "also outside test functions, this is a test")]

mod common;

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use afterword_store::conformance::{check_whole, example_actor};
use afterword_store::sled::SledStore;
use common::options;
use tempfile::TempDir;

const ACTORS: u64 = 4;
const KILLS: u64 = 10;
/// One in so many comes after so many acknowledgements, not after a while.
const COUNTED_EACH: u64 = 5;
const WRITTEN: usize = 4 * ACTORS as usize;

/// When a writer is killed.
enum End {
    After(Duration),
    Told(usize),
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let mut acknowledged = BTreeMap::new();
    for kill in 0..KILLS {
        let end = match kill % COUNTED_EACH {
            // However slow the machine is, it has written something.
            0 => End::Told(WRITTEN),
            // Spread over the time of an opening and some commits, never the same.
            _ => End::After(Duration::from_millis(30 + kill * 37 % 200 + u64::from(std::process::id()) % 17)),
        };
        acknowledged.extend(run_and_kill(&data, end));
        let store = SledStore::open(&data, options()).unwrap();
        for n in 0..ACTORS {
            let found = check_whole(&store, example_actor(n)).unwrap();
            let told = acknowledged.get(&n).copied().unwrap_or(0);
            assert!(found >= told, "{found} turns of {told} that were acknowledged");
        }
    }
    assert!(acknowledged.values().sum::<u64>() > KILLS, "the killed process hardly wrote anything: {acknowledged:?}");
}

/// Starts a writer, kills it at its end, and returns what it acknowledged: the
/// last revision of each actor.
fn run_and_kill(data: &Path, end: End) -> BTreeMap<u64, u64> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_afterword-store-writer"))
        .args([data.as_os_str(), ACTORS.to_string().as_ref()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let told = BufReader::new(child.stdout.take().unwrap());
    let (tell, hear) = mpsc::channel();
    let reader = thread::spawn(move || {
        let lines = told.lines().map_while(Result::ok);
        let acknowledged = lines.filter_map(|line| acknowledgement(&line)).inspect(|_| {
            // Nobody may wait for it.
            tell.send(()).ok();
        });
        acknowledged.collect()
    });
    match end {
        End::After(lifetime) => thread::sleep(lifetime),
        End::Told(times) => assert_eq!(hear.iter().take(times).count(), times, "it ended by itself"),
    }
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

/// `told <actor> <revision> .`, whole: the kill may cut the last line short.
fn acknowledgement(line: &str) -> Option<(u64, u64)> {
    let rest = line.strip_prefix("told ")?.strip_suffix(" .")?;
    let (actor, revision) = rest.split_once(' ')?;
    Some((actor.parse().ok()?, revision.parse().ok()?))
}
