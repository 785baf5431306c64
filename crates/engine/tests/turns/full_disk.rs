//! A disk that runs out of room under the engine, and has room again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use afterword_core::Command;
use afterword_engine::{Clock as _, NotTaken};
use afterword_store::Write;
use jiff::SignedDuration;

use crate::memory::{Disk, Fault};
use crate::world::{ANNA, World, command, ok, refused, said};

/// How full the disk is: with `turns`, those are refused; with `all`, everything is.
#[derive(Default)]
struct Full {
    turns: AtomicBool,
    all: AtomicBool,
}

impl Full {
    fn fault(&self, writes: &[Write]) -> Fault {
        let small = |write: &Write| matches!(write, Write::Delivered(_) | Write::Retry { .. } | Write::Erase { .. });
        let turns = self.turns.load(Ordering::SeqCst) && !writes.iter().all(small);
        if turns || self.all.load(Ordering::SeqCst) { Fault::NoRoom } else { Fault::None }
    }
}

async fn filling() -> (World, Arc<Full>) {
    let (disk, full) = (Disk::default(), Arc::new(Full::default()));
    let store = disk.open({
        let full = Arc::clone(&full);
        move |writes| full.fault(writes)
    });
    let world = World::on(disk, store).await;
    world.says("hello").await;
    world.says("yes").await;
    world.engine.settled().await;
    (world, full)
}

#[tokio::test(start_paused = true)]
async fn a_turn_is_refused_and_then_taken() {
    let (world, full) = filling().await;
    let facts = world.facts(ANNA).await;
    for round in 0..3 {
        full.turns.store(true, Ordering::SeqCst);
        for _ in 0..3 {
            let event = format!("answer {round}");
            assert_eq!(refused(world.engine.hear(said(ANNA, &event, "skip")).await), NotTaken::NoRoom);
        }
        // Somebody who has not agreed is not kept, and needs no room.
        world.hears(said("bob", &format!("hello {round}"), "hello")).await;
        ok(world.engine.tick().await);
        full.turns.store(false, Ordering::SeqCst);
        assert!(!world.says(&format!("help {round}")).await.duplicate);
    }
    let world = world.restarted().await;
    assert!(world.facts(ANNA).await >= facts);
    assert!(!world.hears(said(ANNA, "answer 0", "skip")).await.duplicate, "it had not been taken");
}

#[tokio::test(start_paused = true)]
async fn somebody_who_says_yes_on_a_full_disk_can_say_it_again() {
    let (world, full) = filling().await;
    world.hears(said("bob", "bob 1", "hello")).await;
    full.turns.store(true, Ordering::SeqCst);
    assert_eq!(refused(world.engine.hear(said("bob", "bob 2", "yes")).await), NotTaken::NoRoom);
    full.turns.store(false, Ordering::SeqCst);
    world.hears(said("bob", "bob 2", "yes")).await;
    assert!(world.agreed("bob").await);
}

#[tokio::test(start_paused = true)]
async fn a_message_that_arrived_is_not_carried_again_until_that_can_be_written() {
    let (world, full) = filling().await;
    // The answer is committed, and then nothing can be written any more.
    world.post.weather({
        let full = Arc::clone(&full);
        move |_| {
            full.all.store(true, Ordering::SeqCst);
            (std::time::Duration::ZERO, afterword_engine::Outcome::Arrived)
        }
    });
    world.hears(command(ANNA, "help", Command::Help)).await;
    world.engine.settled().await;
    let carried = world.post.tries().len();
    assert!(!world.disk.rows().outbox.is_empty(), "it could not be marked");
    for _ in 0..5 {
        ok(world.engine.tick().await);
        world.engine.settled().await;
    }
    assert_eq!(world.post.tries().len(), carried, "it was carried again");
    full.all.store(false, Ordering::SeqCst);
    ok(world.engine.tick().await);
    world.engine.settled().await;
    assert!(world.disk.rows().outbox.is_empty());
    assert_eq!(world.post.tries().len(), carried);
}

#[tokio::test(start_paused = true)]
async fn a_wake_up_waits_for_room_and_then_comes() {
    let (world, full) = filling().await;
    world.settles_in().await;
    world.notes_interview("Leeds", "2026-03-12T15:00").await;
    world.engine.settled().await;
    let due = *world.disk.rows().wakes.values().min().expect("a wake-up");
    let wait = due - world.clock.now().as_millisecond();
    world.clock.advance(SignedDuration::from_millis(wait));
    full.turns.store(true, Ordering::SeqCst);
    let turns = world.disk.rows().log.len();
    for _ in 0..5 {
        ok(world.engine.tick().await);
        world.clock.advance(SignedDuration::from_secs(30));
    }
    assert_eq!(world.disk.rows().log.len(), turns);
    assert_eq!(world.disk.rows().wakes.values().min(), Some(&due), "it was not put off");
    full.turns.store(false, Ordering::SeqCst);
    world.clock.advance(SignedDuration::from_mins(2));
    assert_eq!(ok(world.engine.tick().await), 1);
    assert_eq!(world.disk.rows().log.len(), turns + 1);
}
