//! Replays what `afterword-store-writer` did under strace, up to every moment
//! of a power cut, and opens what that could have left.
//!
//! `tests/power-loss/replay` runs it; `docs/power-loss.md` says what it found.

#![allow(clippy::unwrap_used, reason = "part of a test")]
#![allow(clippy::print_stdout, reason = "its table is what it is for")]

mod calls;
mod check;
mod disk;
mod images;
mod recording;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use calls::Reader;
use check::{Found, check};
use disk::Change;
use images::{Image, Kind, images};
use recording::{Recorder, Step};

const WORKERS: usize = 2;
/// How many of the images that are not as they should be are described.
const DESCRIBED: usize = 20;

/// Arguments: the folder whose files were recorded, as it is now; a folder for
/// images; how many actors; how many random images of each kind per change;
/// and the recordings, one for each process, in their order.
fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [root, scratch, actors, random, recordings @ ..] = &arguments[..] else {
        println!("which folder, which scratch folder, how many actors, how many random images, and which recordings?");
        return ExitCode::FAILURE;
    };
    let steps = read(Path::new(root), recordings);
    let syncs = steps.iter().filter(|step| matches!(step, Step::Synced { .. })).count();
    let (to_workers, jobs) = sync_channel::<(usize, Image)>(WORKERS);
    let (jobs, results) = (Mutex::new(jobs), Mutex::new(Results::default()));
    let (changes, told) = thread::scope(|scope| {
        for worker in 0..WORKERS {
            let (jobs, results) = (&jobs, &results);
            scope.spawn(move || work(jobs, results, &Path::new(scratch).join(format!("image{worker}"))));
        }
        let mut number = 0;
        let made = images(&steps, actors.parse().unwrap(), random.parse().unwrap(), |image| {
            to_workers.send((number, image)).unwrap();
            number += 1;
        });
        drop(to_workers);
        made
    });
    let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    let over = written_over(&steps);
    println!("{changes} changes ({over} of them write over others), {syncs} syncs, {told} acknowledgements");
    println!(
        "| what reached the disk | images | with turns nobody was told of | without sled's snapshot | violations |"
    );
    println!("| --- | --- | --- | --- | --- |");
    for (kind, count) in &results.counts {
        let Count { images, more, without_snapshot, violations } = count;
        println!("| {} | {images} | {more} | {without_snapshot} | {violations} |", name(*kind));
    }
    results.violations.iter().take(DESCRIBED).for_each(|violation| println!("{violation}"));
    let enough = told > 0 && results.counts.len() == 5;
    if enough && results.violations.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Reads the recordings, and makes sure that nothing is missing from them:
/// they have to lead to the files that are there.
fn read(root: &Path, recordings: &[String]) -> Vec<Step> {
    let mut recorder = Recorder::new(root.to_owned());
    let mut lines = 0;
    for recording in recordings {
        recorder.next_process(lines);
        let mut reader = Reader::default();
        for line in BufReader::new(File::open(recording).unwrap()).lines() {
            if let Some(call) = reader.read(&line.unwrap()).unwrap() {
                recorder.call(&call).unwrap();
            }
            lines += 1;
        }
        let unfinished: Vec<_> = reader.unfinished().filter(|name| *name != "close").collect();
        assert!(unfinished.is_empty(), "cut off within {unfinished:?}; record it again");
    }
    assert!(recorder.now.is_as(root).unwrap(), "the recording does not lead to the files that are there");
    recorder.steps()
}

/// How many writes are, at least in part, to places that were written to before.
fn written_over(steps: &[Step]) -> usize {
    let mut written = BTreeMap::<_, Vec<bool>>::new();
    let over = steps.iter().filter(|step| match step {
        Step::Changed(Change::Write { file, at, bytes }) => {
            let places = written.entry(*file).or_default();
            let end = at + bytes.len();
            places.resize(places.len().max(end), false);
            let over = places[*at..end].contains(&true);
            places[*at..end].fill(true);
            over
        }
        _ => false,
    });
    over.count()
}

#[derive(Default)]
struct Results {
    counts: BTreeMap<Kind, Count>,
    violations: Vec<String>,
}

#[derive(Default)]
struct Count {
    images: usize,
    more: usize,
    without_snapshot: usize,
    violations: usize,
}

fn work(jobs: &Mutex<Receiver<(usize, Image)>>, results: &Mutex<Results>, scratch: &PathBuf) {
    loop {
        let job = jobs.lock().unwrap().recv();
        let Ok((number, image)) = job else { return };
        let found = check(&image, number, scratch);
        fs::remove_dir_all(scratch).unwrap();
        let mut results = results.lock().unwrap();
        let count = results.counts.entry(image.kind).or_default();
        count.images += 1;
        match found {
            Ok(Found { more, without_snapshot }) => {
                count.more += usize::from(more);
                count.without_snapshot += usize::from(without_snapshot);
            }
            Err(why) => {
                count.violations += 1;
                results.violations.push(format!("{:?} at change {}: {why}", image.kind, image.point));
            }
        }
    }
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Synced => "only what was synced",
        Kind::Everything => "everything up to the point",
        Kind::InOrder => "what was synced, and the first of the rest",
        Kind::Pages => "what was synced, and any pages and names of the rest",
        Kind::Sectors => "the same, by sectors of 512 bytes",
    }
}
