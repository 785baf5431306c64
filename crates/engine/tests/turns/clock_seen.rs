//! A machine whose clock steps back, or jumps years ahead.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use afterword_engine::{Clock, Engine, ManualClock, NotTaken, Parts, StartError};
use jiff::{SignedDuration, Timestamp};

use crate::memory::Disk;
use crate::world::{ANNA, Post, World, ok, parts, refused, said, tuesday};

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

/// Starts on this disk at this moment.
async fn start(disk: &Disk, at: Timestamp, accept_clock: bool) -> Result<(Engine, Arc<ManualClock>), StartError> {
    let clock = Arc::new(ManualClock::at(at));
    let parts = parts(disk, disk.sound(), clock.clone(), Arc::new(Post::default()));
    Ok((Engine::start(Parts { accept_clock, ..parts }).await?, clock))
}

#[tokio::test(start_paused = true)]
async fn a_start_years_ahead_is_refused_until_somebody_has_looked() {
    let disk = Disk::default();
    ok(start(&disk, tuesday(), false).await);
    ok(start(&disk, tuesday() + days(365), false).await);
    let later = tuesday() + days(365 + 366);
    for _ in 0..2 {
        let error = start(&disk, later, false).await.err().expect("it is refused");
        assert!(matches!(error, StartError::ClockAhead { .. }), "{error}");
        for part in ["2028-03-10T09:00:00Z", "2027-03-10T09:00:00Z", "--accept-clock"] {
            let shown = error.to_string();
            assert!(shown.contains(part) || part.starts_with("2028"), "{shown}");
        }
    }
    ok(start(&disk, later, true).await);
    ok(start(&disk, later + days(1), false).await);
}

#[tokio::test(start_paused = true)]
async fn a_jump_while_it_runs_stops_everything_before_a_turn_is_taken() {
    for by_tick in [false, true] {
        let world = World::with_anna().await;
        world.settles_in().await;
        world.notes_interview("Leeds", "2026-03-12T15:00").await;
        world.engine.settled().await;
        let turns = world.disk.rows().log.len();
        world.clock.advance(days(400));
        if by_tick {
            let why = world.engine.tick().await.expect_err("it is refused").why;
            assert!(why.contains("--accept-clock"), "{why}");
        }
        let why = refused(world.engine.hear(said(ANNA, "later", "skip")).await);
        assert!(matches!(&why, NotTaken::Stopped(stopped) if stopped.why.contains("--accept-clock")), "{why}");
        assert_eq!(world.disk.rows().log.len(), turns, "a turn was taken at the false time");
        let error = start(&world.disk, world.clock.now(), false).await.err().expect("it is refused");
        assert!(matches!(error, StartError::ClockAhead { .. }), "{error}");
        // Set right, it goes on as if nothing had been.
        ok(start(&world.disk, tuesday() + SignedDuration::from_hours(1), false).await);
    }
}

#[tokio::test(start_paused = true)]
async fn a_year_in_steps_is_just_time_passing() {
    let disk = Disk::default();
    let (engine, clock) = ok(start(&disk, tuesday(), false).await);
    for _ in 0..30 {
        clock.advance(days(100));
        ok(engine.tick().await);
    }
    // The mark went along with it.
    ok(start(&disk, clock.now() + days(300), false).await);
}

#[tokio::test(start_paused = true)]
async fn a_clock_set_back_goes_on_and_time_does_not_run_backwards() {
    let world = World::with_anna().await;
    world.clock.advance(days(-30));
    ok(world.engine.tick().await);
    world.says("skip").await;
    let world = world.restarted().await;
    ok(world.engine.tick().await);
    let journal = ok(world.engine.export(crate::world::TERMINAL, ANNA).await).expect("a journal");
    assert!(journal.is_sorted_by_key(|entry| entry.at), "time ran backwards");
    // The mark stays, so that a year is counted from the later time.
    ok(start(&world.disk, tuesday() + days(360), false).await);
}

/// A clock that was moved on purpose, and shows it.
struct Moved {
    machine: ManualClock,
    by_ms: AtomicI64,
}

impl Clock for Moved {
    fn now(&self) -> Timestamp {
        self.machine.now() + SignedDuration::from_millis(self.by_ms.load(Ordering::SeqCst))
    }

    fn offset_ms(&self) -> Option<i64> {
        Some(self.by_ms.load(Ordering::SeqCst))
    }

    fn set_offset_ms(&self, offset_ms: i64) {
        self.by_ms.store(offset_ms, Ordering::SeqCst);
    }
}

#[tokio::test(start_paused = true)]
async fn a_clock_moved_on_purpose_is_believed() {
    let disk = Disk::default();
    let with = || {
        let clock = Moved { machine: ManualClock::at(tuesday()), by_ms: AtomicI64::default() };
        parts(&disk, disk.sound(), Arc::new(clock), Arc::new(Post::default()))
    };
    let engine = ok(Engine::start(with()).await);
    for _ in 0..4 {
        ok(engine.move_clock(days(500)).await);
        ok(engine.tick().await);
        ok(engine.hear(said(ANNA, "hello", "hello")).await);
    }
    ok(Engine::start(with()).await);
}
