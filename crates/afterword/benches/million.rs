//! Very many people of 20 entries: loading, opening, memory, disk, turns.
//!
//! `AFTERWORD_BENCH_PEOPLE=1000000 cargo bench --bench million`; 10,000 people
//! without the variable. Needs about 20 KiB of disk a person. Each phase is a
//! process of its own, so that one's memory is not counted to the next.

mod bench;
mod world;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;
use std::time::Instant;

use afterword_core::Settings;
use afterword_engine::Engine;
use afterword_store::{Store as _, Write};
use anyhow::{Context as _, Result, ensure};
use bench::people::Journey;
use bench::{bytes, columns, heading, machine, quantile, row, time, whole};
use jiff::Timestamp;

const ENTRIES: usize = 20;
const TAG: u32 = 7;
const CACHE_MIB: u64 = 256;
/// People a commit. Rows are about 25 times as many.
const TOGETHER: usize = 400;
const TURNS: usize = 10_000;
const PHASE: &str = "AFTERWORD_BENCH_PHASE";
const WHERE: &str = "AFTERWORD_BENCH_WHERE";

fn main() -> Result<()> {
    let people = match std::env::var("AFTERWORD_BENCH_PEOPLE") {
        Ok(people) => people.parse().context("AFTERWORD_BENCH_PEOPLE is not a number")?,
        Err(_) => 10_000,
    };
    if let (Ok(phase), Some(folder)) = (std::env::var(PHASE), std::env::var_os(WHERE)) {
        let folder = PathBuf::from(folder);
        return match phase.as_str() {
            "load" => load(&folder, people),
            _ => run(&folder, people, &phase),
        };
    }
    machine::print();
    heading(
        &format!("{} people of {ENTRIES} entries", whole(people as f64)),
        &format!(
            "Each in the middle of a debrief; sled's cache is {CACHE_MIB} MiB. Turns are of random people, so nearly all \
             of them are folded from disk first. Memory is VmRSS."
        ),
    );
    columns(&["what", "measured"]);
    let folder = world::folder()?;
    for phase in ["load", "first", "again"] {
        let status = Command::new(std::env::current_exe()?).env(PHASE, phase).env(WHERE, folder.path()).status()?;
        ensure!(status.success(), "the phase {phase} failed");
    }
    Ok(())
}

/// Writes everybody straight through the store, many in a commit.
fn load(folder: &Path, people: usize) -> Result<()> {
    let begun = Instant::now();
    let (journey, now) = template();
    let (store, vault) = world::open(folder, CACHE_MIB)?;
    let (sealed, ready) = mpsc::sync_channel(4);
    let mut size = 0;
    let commits = std::thread::scope(|scope| {
        scope.spawn(move || {
            // The threads of sealing and of writing take turns on a small machine, and that is fine.
            let mut random = fastrand::Rng::with_seed(3);
            for first in (0..people).step_by(TOGETHER) {
                let writes: Result<Vec<_>> = (first..people.min(first + TOGETHER))
                    .map(|n| {
                        let actor = world::actor(&mut random, TAG);
                        // Wake-ups spread over thirty days, none of them due yet.
                        let wake_ms = now.as_millisecond() + random.i64(86_400_000..30 * 86_400_000);
                        let turn = world::whole_journal(&vault, actor, &n.to_string(), &journey.journal, wake_ms)?;
                        Ok(Write::Turn(Box::new(turn)))
                    })
                    .collect();
                if sealed.send(writes).is_err() {
                    return;
                }
            }
        });
        let mut commits = Vec::new();
        for writes in ready {
            let writes = writes?;
            if let Some(Write::Turn(turn)) = writes.first() {
                size = turn.entries.iter().map(|(_, sealed)| sealed.len()).sum();
            }
            let started = Instant::now();
            let answers = store.commit(&writes)?;
            ensure!(answers.iter().all(Result::is_ok), "somebody was not written");
            commits.push(started.elapsed().as_secs_f64());
            store.tidy();
        }
        Ok::<_, anyhow::Error>(commits)
    });
    let mut commits = commits?;
    let seconds = begun.elapsed().as_secs_f64();
    row(&[&"sealed entries of a person", &format!("{size} bytes")]);
    row(&[
        &"loading",
        &format!(
            "{}: {} people a second, {TOGETHER} in a commit (median {}, p99 {})",
            time(seconds),
            whole(people as f64 / seconds),
            time(quantile(&mut commits, 0.5)),
            time(quantile(&mut commits, 0.99)),
        ),
    ]);
    drop(store);
    row(&[&"disk after loading", &bytes(disk(folder)?)]);
    Ok(())
}

/// Opens and starts, as the program does, and takes turns.
fn run(folder: &Path, people: usize, phase: &str) -> Result<()> {
    let (_, now) = template();
    let say = |what: &str, measured: String| row(&[&format!("{what}, {phase} time"), &measured]);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let begun = Instant::now();
    let (store, vault) = world::open(folder, CACHE_MIB)?;
    say("opening the store", time(begun.elapsed().as_secs_f64()));
    say("memory after opening", bytes(machine::resident()));
    let begun = Instant::now();
    let engine = runtime.block_on(world::start(store, vault, now, 2000))?;
    say("starting the engine (the first time computes all wake-ups)", time(begun.elapsed().as_secs_f64()));
    let begun = Instant::now();
    let counted = runtime.block_on(engine.actors_count())?;
    ensure!(counted == people, "{counted} people instead of {people}");
    say("counting people", time(begun.elapsed().as_secs_f64()));
    for waiting in [1, 64] {
        let mut random = fastrand::Rng::new();
        let accounts: Vec<_> = (0..TURNS).map(|_| random.usize(..people).to_string()).collect();
        let begun = Instant::now();
        let mut times = runtime.block_on(turns(&engine, accounts, waiting, phase))?;
        let each_second = times.len() as f64 / begun.elapsed().as_secs_f64();
        say(
            &format!("a turn at {waiting} waiting"),
            format!(
                "p50 {}, p99 {}; {} a second",
                time(quantile(&mut times, 0.5)),
                time(quantile(&mut times, 0.99)),
                whole(each_second)
            ),
        );
        say(&format!("memory after {} turns more", whole(TURNS as f64)), bytes(machine::resident()));
    }
    drop(engine);
    runtime.shutdown_timeout(std::time::Duration::from_secs(60));
    say("disk", bytes(disk(folder)?));
    Ok(())
}

/// Each account says something once; so many wait at a time. Returns how long each waited.
async fn turns(engine: &Engine, accounts: Vec<String>, waiting: usize, phase: &str) -> Result<Vec<f64>> {
    let talkers: Vec<_> = (0..waiting)
        .map(|first| {
            let engine = engine.clone();
            let mine: Vec<_> = accounts.iter().skip(first).step_by(waiting).cloned().collect();
            let talk = format!("{phase} {waiting} {first}");
            tokio::spawn(async move {
                let mut times = Vec::new();
                for (n, account) in mine.iter().enumerate() {
                    let begun = Instant::now();
                    let mut inbound = world::said(account, 0, "4");
                    inbound.event = Some(format!("{talk} {n}"));
                    engine.hear(inbound).await?;
                    times.push(begun.elapsed().as_secs_f64());
                }
                Ok::<_, anyhow::Error>(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for talker in talkers {
        times.extend(talker.await??);
    }
    engine.settled().await;
    Ok(times)
}

/// The first entries of somebody on their way through a debrief, and when they were made.
fn template() -> (Journey, Timestamp) {
    let mut journey = Journey::in_a_debrief(TAG, 0, Settings::default());
    journey.journal.truncate(ENTRIES);
    let now = journey.now;
    (journey, now)
}

/// What a folder takes on the disk, in bytes.
fn disk(folder: &Path) -> Result<u64> {
    use std::os::unix::fs::MetadataExt as _;
    let mut sum = 0;
    for file in std::fs::read_dir(folder)? {
        let file = file?;
        let about = file.metadata()?;
        sum += if about.is_dir() { disk(&file.path())? } else { about.blocks() * 512 };
    }
    Ok(sum)
}
