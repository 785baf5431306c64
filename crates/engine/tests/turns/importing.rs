//! A journal from elsewhere.

use afterword_core::{Entry, Fact};
use afterword_engine::{Class, Misfit, NotImported, NotTaken};
use afterword_store::Write;
use jiff::Timestamp;

use crate::memory::{Disk, Fault};
use crate::world::{ANNA, TERMINAL, World, ok};

const BEN: &str = "ben";

/// Anna, with an interview whose card is due on Wednesday at 18:00, and her journal.
async fn anna() -> (World, Vec<Entry>) {
    let world = World::with_anna().await;
    world.settles_in().await;
    world.notes_interview("the Leeds job", "2026-03-12T15:00").await;
    world.engine.settled().await;
    let journal = ok(world.engine.export(TERMINAL, ANNA).await).unwrap();
    (world, journal)
}

#[tokio::test(start_paused = true)]
async fn somebody_taken_in_is_woken_when_their_time_comes() {
    let (there, journal) = anna().await;
    let world = World::new().await;
    ok(world.engine.import(TERMINAL, BEN, journal.clone()).await);
    assert!(ok(world.engine.export(TERMINAL, BEN).await).unwrap() == journal);
    assert_eq!(world.disk.rows().wakes.values().next(), there.disk.rows().wakes.values().next());

    let world = world.restarted().await;
    world.clock.set("2026-03-11T18:00:00Z".parse::<Timestamp>().unwrap());
    assert_eq!(ok(world.engine.tick().await), 1);
    world.engine.settled().await;
    let tries = world.post.tries();
    let [reminder] = &tries[..] else { panic!("{} messages", tries.len()) };
    assert!(reminder.message.class == Class::Unprompted);
    assert_eq!(reminder.message.to.account, BEN);
}

#[tokio::test(start_paused = true)]
async fn an_import_is_all_or_nothing() {
    let (world, journal) = anna().await;
    let before = world.disk.rows().log.len();
    let again = world.engine.import(TERMINAL, ANNA, journal.clone()).await;
    assert_eq!(again, Err(NotImported::AlreadyKept));
    let mut twice = journal.clone();
    twice.extend(journal.last().cloned());
    let found = twice.last().unwrap().revision;
    let refused = world.engine.import(TERMINAL, BEN, twice).await;
    let problem = Misfit::Revision { found, before: found };
    assert_eq!(refused, Err(NotImported::Entry { nth: journal.len(), problem }));
    let agreed = |entry: &Entry| entry.facts.iter().any(|fact| matches!(fact, Fact::Agreed));
    let silent = journal.into_iter().filter(|entry| !agreed(entry)).collect();
    assert_eq!(world.engine.import(TERMINAL, BEN, silent).await, Err(NotImported::NeverAgreed));
    assert_eq!(world.disk.rows().log.len(), before, "nothing was written");
    assert_eq!(ok(world.engine.actors_count().await), 1);
}

#[tokio::test(start_paused = true)]
async fn of_two_at_once_one_is_taken_in() {
    let (_there, journal) = anna().await;
    let world = World::new().await;
    let engines: [_; 2] = std::array::from_fn(|_| world.engine.clone());
    let [a, b] = engines.map(|engine| {
        let journal = journal.clone();
        tokio::spawn(async move { engine.import(TERMINAL, BEN, journal).await })
    });
    let (a, b) = (a.await.unwrap(), b.await.unwrap());
    assert!(matches!((&a, &b), (Ok(()), Err(NotImported::AlreadyKept)) | (Err(NotImported::AlreadyKept), Ok(()))));
    assert_eq!(ok(world.engine.actors_count().await), 1);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_erased_can_be_taken_in_again() {
    let (world, journal) = anna().await;
    assert!(ok(world.engine.erase(TERMINAL, ANNA).await));
    ok(world.engine.import(TERMINAL, ANNA, journal).await);
    world.says("and on").await;
    assert!(world.agreed(ANNA).await);
    assert_eq!(ok(world.engine.actors_count().await), 1);
}

#[tokio::test(start_paused = true)]
async fn a_store_that_failed_takes_nobody_in() {
    let (_there, journal) = anna().await;
    let disk = Disk::default();
    let takes_nobody = |writes: &[Write]| {
        let somebody = writes.iter().any(|write| matches!(write, Write::Turn(_)));
        if somebody { Fault::FailBefore } else { Fault::None }
    };
    let world = World::on(disk.clone(), disk.open(takes_nobody)).await;
    let refused = world.engine.import(TERMINAL, BEN, journal).await;
    assert!(matches!(refused, Err(NotImported::NotTaken(NotTaken::Stopped(_)))), "{refused:?}");
    assert!(disk.rows().entries.is_empty());
}
