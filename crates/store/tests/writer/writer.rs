//! Writes turns of some actors and says which are acknowledged, until it is killed.
//!
//! Arguments: the data folder, how many actors, and after how many batches it
//! ends, if it has to end before it is killed; `abruptly` if without closing
//! the store. For `tests/kill.rs` and `tests/power-loss/`.

#![allow(clippy::unwrap_used, reason = "part of a test")]

use std::io::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use afterword_store::conformance::{example_actor, example_turn};
use afterword_store::sled::{SledOptions, SledStore};
use afterword_store::{Answers, Head, Store, Write};

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap());
    let actors: u64 = arguments.next().unwrap().to_str().unwrap().parse().unwrap();
    let batches = arguments.next().map_or(u64::MAX, |text| text.to_str().unwrap().parse().unwrap());
    let abruptly = arguments.next().is_some_and(|text| text == "abruptly");
    let options = SledOptions { cache_bytes: 16 * 1024 * 1024, allow_any_filesystem: true, ..SledOptions::default() };
    let store = SledStore::open(&folder, options).unwrap();
    let at = |n| match store.head(example_actor(n)).unwrap() {
        Some(Head::At(revision)) => revision,
        _ => 0,
    };
    let mut revisions: Vec<u64> = (0..actors).map(at).collect();
    let mut out = std::io::stdout();
    // A writer whose killer died first has to end by itself; on a busy machine a
    // test may need it for longer than it seems.
    let end = Instant::now() + Duration::from_secs(120);
    for _batch in 0..batches {
        if Instant::now() >= end {
            break;
        }
        revisions.iter_mut().for_each(|revision| *revision += 1);
        let turn = |(n, revision): (u64, &u64)| Write::Turn(Box::new(example_turn(example_actor(n), *revision)));
        let batch: Vec<_> = (0..).zip(&revisions).map(turn).collect();
        let mut tell = |answers: Answers| {
            answers.into_iter().for_each(Result::unwrap);
            for (n, revision) in revisions.iter().enumerate() {
                writeln!(out, "told {n} {revision} .").unwrap();
            }
            out.flush().unwrap();
        };
        store.commit_and_tell(&batch, &mut tell).unwrap();
    }
    if abruptly {
        std::process::exit(0); // nothing is dropped
    }
}
