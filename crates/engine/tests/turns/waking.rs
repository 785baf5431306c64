//! Time passing.

use std::sync::Arc;

use afterword_core::{Command, Settings};
use afterword_engine::{
    Class, Clock, Engine, Fate, ManualClock, MovableClock, NotMoved, Parts, StartError, SystemClock,
};
use jiff::{SignedDuration, Timestamp};

use crate::memory::Disk;
use crate::world::{ANNA, Post, TERMINAL, World, command, ok, parts, said, settings, tuesday};

/// When the card of the evening before is due: Wednesday at 18:00, in London.
fn wednesday_evening() -> Timestamp {
    "2026-03-11T18:00:00Z".parse().unwrap()
}

async fn with_interview() -> World {
    let world = World::with_anna().await;
    world.settles_in().await;
    world.notes_interview("the Leeds job", "2026-03-12T15:00").await;
    world.engine.settled().await;
    world
}

fn wake(disk: &Disk) -> Option<i64> {
    disk.rows().wakes.values().next().copied()
}

#[tokio::test(start_paused = true)]
async fn a_reminder_is_said_when_its_time_comes_and_only_then() {
    let world = with_interview().await;
    assert_eq!(wake(&world.disk), Some(wednesday_evening().as_millisecond()));
    let said_before = world.post.tries().len();

    world.clock.set(wednesday_evening() - SignedDuration::from_millis(1));
    assert_eq!(ok(world.engine.tick().await), 0);
    let world = world.restarted().await;
    world.clock.advance(SignedDuration::from_millis(1));
    assert_eq!(ok(world.engine.tick().await), 1);
    assert_eq!(ok(world.engine.tick().await), 0);
    world.engine.settled().await;

    let tries = world.post.tries();
    let [reminder] = &tries[said_before..] else { panic!("{} messages", tries.len()) };
    assert!(reminder.message.class == Class::Unprompted);
    assert_eq!(reminder.message.to.account, ANNA);
    assert!(wake(&world.disk) > Some(wednesday_evening().as_millisecond()));
    ok(world.engine.tick().await);
    world.engine.settled().await;
    assert_eq!(world.post.tries().len(), tries.len());
}

#[tokio::test(start_paused = true)]
async fn a_wake_up_and_a_word_take_turns() {
    let world = with_interview().await;
    world.clock.set(wednesday_evening());
    let words: Vec<_> = (0..3).map(|n| world.engine.hear(command(ANNA, &n.to_string(), Command::Help))).collect();
    let (woken, ()) = tokio::join!(world.engine.tick(), async {
        for word in words {
            ok(word.await);
        }
    });
    assert_eq!(woken, Ok(1));
    world.engine.settled().await;
    assert_eq!(world.disk.rows().overtaken, 0);
    let reminders = world.post.tries().into_iter().filter(|tried| tried.message.class == Class::Unprompted);
    assert_eq!(reminders.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_wake_up_that_comes_too_early_is_put_right() {
    let world = with_interview().await;
    let (said_before, turns) = (world.post.tries().len(), world.disk.rows().log.len());
    let now_ms = tuesday().as_millisecond();
    world.disk.rows().wakes.values_mut().for_each(|at| *at = now_ms - 5);
    assert_eq!(ok(world.engine.tick().await), 1);
    assert_eq!(wake(&world.disk), Some(wednesday_evening().as_millisecond()));
    assert_eq!(world.disk.rows().log.len(), turns, "no turn was written");
    assert_eq!(world.post.tries().len(), said_before);
}

#[tokio::test(start_paused = true)]
async fn who_cannot_be_woken_does_not_hold_up_others() {
    let world = with_interview().await;
    world.hears(said("bob", "bob 1", "hello")).await;
    let bob = world.hears(said("bob", "bob 2", "yes")).await.actor;
    let now_ms = wednesday_evening().as_millisecond();
    {
        let mut rows = world.disk.rows();
        rows.wakes.insert(bob, 0);
        for (_, sealed) in rows.entries.iter_mut().filter(|((actor, _), _)| *actor == bob) {
            sealed[40] ^= 1;
        }
    }
    world.engine.settled().await;
    let said_before = world.post.tries().len();
    let world = world.restarted().await;
    world.clock.set(wednesday_evening());
    assert_eq!(ok(world.engine.tick().await), 2);
    world.engine.settled().await;
    assert_eq!(world.post.tries().len(), said_before + 1, "Anna's reminder");
    assert_eq!(world.disk.rows().wakes[&bob], now_ms + 60 * 60 * 1000, "put off for an hour");
    assert_eq!(ok(world.engine.tick().await), 0);
}

#[tokio::test(start_paused = true)]
async fn other_settings_make_other_wake_ups() {
    let world = with_interview().await;
    let World { disk, clock, post, engine } = world;
    drop(engine);
    let with = |settings: Settings| Parts { settings, ..parts(&disk, disk.sound(), clock.clone(), post.clone()) };
    let commits = || disk.rows().commits;

    let before = commits();
    drop(Engine::start(with(settings())).await.map_err(|error| error.to_string()));
    assert_eq!(commits(), before, "nothing changed, nothing is written");

    let later = Settings { evening: jiff::civil::time(19, 0, 0, 0), ..settings() };
    ok(Engine::start(with(later.clone())).await.map(drop));
    let expected = wednesday_evening() + SignedDuration::from_hours(1);
    assert_eq!(wake(&disk), Some(expected.as_millisecond()));
    let before = commits();
    ok(Engine::start(with(later)).await.map(drop));
    assert_eq!(commits(), before, "done once");
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_steps_back_breaks_no_journal() {
    let world = World::with_anna().await;
    world.clock.set(tuesday() - SignedDuration::from_hours(48));
    let fates = world.says("skip").await.delivered().await;
    assert_eq!(fates, [Fate::Arrived], "nobody waits two days for an answer");
    world.clock.set(tuesday() + SignedDuration::from_secs(1));
    world.hears(said(ANNA, "again", "skip")).await;
    let journal = ok(world.engine.export(TERMINAL, ANNA).await).unwrap();
    assert!(journal.len() > 3);
    assert!(journal.is_sorted_by(|a, b| a.revision < b.revision && a.at <= b.at));
    assert_eq!(journal.last().unwrap().at, tuesday() + SignedDuration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn a_moved_clock_stays_moved_and_is_never_served() {
    let disk = Disk::default();
    let start =
        async |clock: Arc<dyn Clock>| Engine::start(parts(&disk, disk.sound(), clock, Arc::new(Post::default()))).await;
    let two_days = SignedDuration::from_hours(48);
    let engine = ok(start(Arc::new(MovableClock::default())).await);
    let moved = ok(engine.move_clock(two_days).await);
    let away = |now: Timestamp| (now.duration_since(SystemClock.now()) - two_days).abs();
    assert!(away(moved) < SignedDuration::from_mins(1));
    drop(engine);

    let engine = ok(start(Arc::new(MovableClock::default())).await);
    assert!(away(engine.now()) < SignedDuration::from_mins(1));
    assert_eq!(engine.clock_offset(), two_days);
    drop(engine);

    let refused = start(Arc::new(SystemClock)).await.err().expect("it must not be served");
    assert!(matches!(refused, StartError::ClockMoved { offset_ms: 172_800_000 }), "{refused}");

    let engine = ok(start(Arc::new(MovableClock::default())).await);
    ok(engine.move_clock(-two_days).await);
    drop(engine);
    let engine = ok(start(Arc::new(SystemClock)).await);
    assert_eq!(engine.move_clock(two_days).await, Err(NotMoved::Fixed));
}

#[tokio::test(start_paused = true)]
async fn events_are_forgotten_after_thirty_days() {
    let world = World::with_anna().await;
    assert_eq!(world.disk.rows().heard.len(), 2);
    for (days, left) in [(29, 2), (2, 0)] {
        world.clock.advance(SignedDuration::from_hours(days * 24));
        ok(world.engine.tick().await);
        assert_eq!(world.disk.rows().heard.len(), left);
    }
}

#[tokio::test(start_paused = true)]
async fn running_ticks_every_second_until_shutdown() {
    let world = with_interview().await;
    let said_before = world.post.tries().len();
    let engine = world.engine.clone();
    let (shutdown, stop) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(async move { engine.run(async { drop(stop.await) }).await });
    tokio::time::sleep(std::time::Duration::from_millis(2500)).await;
    assert_eq!(world.post.tries().len(), said_before);
    world.clock.set(wednesday_evening());
    tokio::time::sleep(std::time::Duration::from_millis(1000)).await;
    assert_eq!(world.post.tries().len(), said_before + 1);
    shutdown.send(()).unwrap();
    assert_eq!(running.await.unwrap(), Ok(()));
}

#[test]
fn a_manual_clock_stands_still() {
    let clock = ManualClock::at(tuesday());
    assert_eq!(clock.now(), tuesday());
    clock.advance(SignedDuration::from_millis(1500));
    assert_eq!(clock.now(), tuesday() + SignedDuration::from_millis(1500));
}
