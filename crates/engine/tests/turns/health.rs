//! What waits, and whether the store takes writes.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use afterword_core::Command;
use afterword_engine::{Backlog, Engine, NotTaken, Outcome};
use afterword_store::Write;
use jiff::SignedDuration;

use crate::memory::{Disk, Fault};
use crate::world::{ANNA, TERMINAL, World, command, ok};

/// Longer than an answer is given again.
const A_WHILE: Duration = Duration::from_secs(2);

async fn backlog(engine: &Engine) -> Backlog {
    tokio::time::sleep(A_WHILE).await;
    ok(engine.backlog().await)
}

#[tokio::test(start_paused = true)]
async fn what_waits_is_counted_and_how_long_it_has_been_seen_waiting() {
    let world = World::with_anna().await;
    let nothing = Backlog { messages: 0, oldest: Duration::ZERO, wakeups: 0 };
    assert_eq!(backlog(&world.engine).await, nothing);

    world.post.always(Outcome::Later { retry_after: None });
    world.hears(command(ANNA, "help", Command::Help)).await;
    world.engine.settled().await;
    assert_eq!(backlog(&world.engine).await, Backlog { messages: 1, ..nothing });
    tokio::time::sleep(Duration::from_secs(60)).await;
    world.hears(command(ANNA, "again", Command::Help)).await;
    world.engine.settled().await;
    let both = backlog(&world.engine).await;
    assert_eq!(both, Backlog { messages: 2, oldest: Duration::from_secs(62), ..nothing });

    world.post.always(Outcome::Arrived);
    world.clock.advance(SignedDuration::from_mins(2));
    ok(world.engine.tick().await);
    world.engine.settled().await;
    assert_eq!(backlog(&world.engine).await, nothing, "what arrived is forgotten");
}

#[tokio::test(start_paused = true)]
async fn what_is_held_for_a_blocked_account_waits_without_getting_old() {
    let world = World::with_anna().await;
    world.post.always(Outcome::Later { retry_after: None });
    world.hears(command(ANNA, "help", Command::Help)).await;
    ok(world.engine.block(TERMINAL, ANNA, true).await);
    world.clock.advance(SignedDuration::from_mins(1));
    ok(world.engine.tick().await);
    world.engine.settled().await;
    for _ in 0..3 {
        let Backlog { messages, oldest, .. } = backlog(&world.engine).await;
        assert_eq!((messages, oldest), (1, Duration::ZERO));
    }
}

#[tokio::test(start_paused = true)]
async fn who_is_due_is_counted_until_they_are_woken() {
    let world = World::with_anna().await;
    world.settles_in().await;
    world.notes_interview("Leeds", "2026-03-12T15:00").await;
    world.engine.settled().await;
    assert_eq!(backlog(&world.engine).await.wakeups, 0);
    let due = *world.disk.rows().wakes.values().min().unwrap();
    world.clock.advance(SignedDuration::from_millis(due - world.clock_ms()));
    assert_eq!(backlog(&world.engine).await.wakeups, 1);
    assert_eq!(ok(world.engine.tick().await), 1);
    assert_eq!(backlog(&world.engine).await.wakeups, 0);
}

/// A disk whose commits go as the number says, and how many probes it saw.
fn watched_disk() -> (Disk, Arc<crate::memory::Memory>, Arc<AtomicUsize>, Arc<AtomicUsize>) {
    let (disk, full, probes) = (Disk::default(), Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
    let (is_full, counts) = (Arc::clone(&full), Arc::clone(&probes));
    let store = disk.open(move |writes| {
        let probe = matches!(writes, [Write::Meta { name, .. }] if &**name == "write_tried_ms");
        counts.fetch_add(usize::from(probe), Ordering::SeqCst);
        match is_full.load(Ordering::SeqCst) {
            0 => Fault::None,
            1 => Fault::NoRoom,
            _ => Fault::FailBefore,
        }
    });
    (disk, store, full, probes)
}

#[tokio::test(start_paused = true)]
async fn whether_the_store_takes_writes_is_found_by_writing_but_once_a_second() {
    let (disk, store, full, probes) = watched_disk();
    let world = World::on(disk, store).await;
    for _ in 0..100 {
        assert_eq!(world.engine.writable().await, Ok(()));
    }
    assert_eq!(probes.load(Ordering::SeqCst), 1);
    full.store(1, Ordering::SeqCst);
    assert_eq!(world.engine.writable().await, Ok(()), "within the second");
    tokio::time::sleep(A_WHILE).await;
    assert_eq!(world.engine.writable().await, Err(NotTaken::NoRoom));
    full.store(0, Ordering::SeqCst);
    tokio::time::sleep(A_WHILE).await;
    assert_eq!(world.engine.writable().await, Ok(()), "there is room again");
    full.store(2, Ordering::SeqCst);
    tokio::time::sleep(A_WHILE).await;
    assert!(matches!(world.engine.writable().await, Err(NotTaken::Stopped(_))));
    assert!(world.engine.backlog().await.is_err());
}
