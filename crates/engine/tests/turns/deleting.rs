//! What was deleted opens with no key that is kept.

use afterword_core::{Command, Say};
use afterword_engine::Outcome;
use afterword_store::seal::entry_row;
use afterword_store::{ActorId, WrappedKey};

use crate::world::{ANNA, TERMINAL, World, command, ok, said, vault};

const MARKER: &str = "the xyzzy job";

fn key_of(world: &World) -> (ActorId, WrappedKey) {
    let account = world.account(ANNA);
    let rows = world.disk.rows();
    let actor = rows.accounts[&account];
    (actor, rows.keys[&actor].clone())
}

async fn journal(world: &World) -> String {
    let entries = ok(world.engine.export(TERMINAL, ANNA).await).unwrap();
    entries.iter().map(|entry| serde_json::to_string(entry).unwrap() + "\n").collect()
}

/// Anna, who gave an interview a name that she deletes.
async fn having_named() -> World {
    let world = World::with_anna().await;
    world.settles_in().await;
    world.hears(command(ANNA, "interview", Command::Interview)).await;
    world.says(MARKER).await;
    world.engine.settled().await;
    assert!(journal(&world).await.contains(MARKER));
    world
}

#[tokio::test]
async fn deleting_seals_the_journal_anew_without_what_was_deleted() {
    let world = having_named().await;
    let (actor, old) = key_of(&world);
    let before = world.disk.rows().entries.clone();
    world.hears(command(ANNA, "delete", Command::DeleteThat)).await;
    world.engine.settled().await;

    let (_, new) = key_of(&world);
    assert!(old != new, "the key is the old one");
    let old = ok(vault(&world.disk).unwrap(actor, &old));
    let rows = world.disk.rows().entries.clone();
    assert_eq!(rows.len(), before.len() + 1);
    for ((of, revision), sealed) in &rows {
        assert!(old.open("entry", &entry_row(*of, *revision), sealed).is_err(), "{revision} opens with the old key");
    }
    let told = journal(&world).await;
    assert!(!told.contains(MARKER));

    // And it goes on from there, also after a restart.
    world.says("the new name").await;
    let world = world.restarted().await;
    assert!(journal(&world).await.contains("the new name"));
    assert!(world.says("the new name").await.duplicate);
}

#[tokio::test]
async fn what_back_takes_back_needs_no_other_key() {
    let world = having_named().await;
    let (_, old) = key_of(&world);
    world.hears(command(ANNA, "back", Command::Back)).await;
    assert!(key_of(&world).1 == old);
}

#[tokio::test]
async fn messages_that_wait_are_delivered_after_a_deletion() {
    let world = having_named().await;
    world.post.always(Outcome::Later { retry_after: None });
    world.says("2026-03-12T15:00").await;
    world.hears(command(ANNA, "delete", Command::DeleteThat)).await;
    world.engine.settled().await;
    let waiting = world.disk.rows().outbox.len();
    assert!(waiting >= 2, "{waiting} messages wait");

    world.post.always(Outcome::Arrived);
    let before = world.post.arrived().len();
    world.says("2026-03-12T16:00").await;
    world.engine.settled().await;
    assert!(world.disk.rows().outbox.is_empty());
    assert_eq!(world.post.arrived().len(), before + waiting + 1);
}

/// Something else is deleted while messages wait; then all that is left of them arrives.
async fn arrived_after_a_deletion(world: &World) -> Vec<Say> {
    world.hears(command(ANNA, "interview", Command::Interview)).await;
    world.hears(said(ANNA, "which", "new-job")).await;
    world.hears(said(ANNA, "another", "another job")).await;
    let (_, key) = key_of(world);
    world.hears(command(ANNA, "delete", Command::DeleteThat)).await;
    assert!(key_of(world).1 != key, "nothing was deleted");
    world.engine.settled().await;

    world.post.always(Outcome::Arrived);
    let before = world.post.arrived().len();
    world.hears(said(ANNA, "on", "on")).await;
    world.engine.settled().await;
    let tries = world.post.tries().into_iter().filter(|tried| tried.outcome == Outcome::Arrived);
    let arrived: Vec<_> = tries.skip(before).map(|tried| tried.message.say).collect();
    assert!(arrived.len() > 1, "what quotes nothing still arrives");
    arrived
}

#[tokio::test]
async fn a_message_that_waits_and_quotes_what_was_said_goes_with_a_deletion() {
    let world = World::with_anna().await;
    world.settles_in().await;
    world.notes_interview(MARKER, "2026-03-12T15:00").await;
    world.engine.settled().await;
    world.post.always(Outcome::Later { retry_after: None });
    world.hears(command(ANNA, "list", Command::List)).await;
    world.engine.settled().await;
    assert!(world.post.tries().last().unwrap().message.say.quotes(), "the list names the job");
    let arrived = arrived_after_a_deletion(&world).await;
    let lists = |say: &Say| say.blocks.iter().any(|block| block.word.starts_with("list"));
    assert!(world.post.tries().iter().any(|tried| lists(&tried.message.say)), "it was tried before");
    assert!(!arrived.iter().any(lists), "the list still came");
}

#[tokio::test]
async fn a_calendar_that_waits_goes_with_a_deletion() {
    let world = World::with_anna().await;
    world.settles_in().await;
    world.notes_interview(MARKER, "2026-03-12T15:00").await;
    world.engine.settled().await;
    world.post.always(Outcome::Later { retry_after: None });
    world.hears(command(ANNA, "calendar", Command::Calendar)).await;
    world.engine.settled().await;
    assert!(world.post.tries().last().unwrap().message.say.attachment.is_some());
    let arrived = arrived_after_a_deletion(&world).await;
    assert!(arrived.iter().all(|say| say.attachment.is_none()), "the calendar still came");
    assert!(!journal(&world).await.contains("calendar_given\":[{"), "its dates are still in the journal");
}

#[tokio::test]
async fn a_deletion_that_is_heard_again_changes_nothing_more() {
    let world = having_named().await;
    world.hears(command(ANNA, "delete", Command::DeleteThat)).await;
    let (_, key) = key_of(&world);
    assert!(world.hears(command(ANNA, "delete", Command::DeleteThat)).await.duplicate);
    assert!(key_of(&world).1 == key);
}

#[tokio::test]
async fn a_store_that_fails_at_a_deletion_keeps_all_or_nothing() {
    use crate::memory::{Disk, Fault};
    use crate::world::parts;
    for fault in [Fault::FailBefore, Fault::FailAfter] {
        let world = having_named().await;
        let (_, before) = key_of(&world);
        let image: Disk = world.disk.image();
        let store = image.open(move |writes| {
            let deletes = writes.iter().any(|write| matches!(write, afterword_store::Write::Rekey { .. }));
            if deletes { fault } else { Fault::None }
        });
        let parts = parts(&image, store, world.clock.clone(), world.post.clone());
        let engine = ok(afterword_engine::Engine::start(parts).await);
        let refused = engine.hear(command(ANNA, "delete", Command::DeleteThat)).await;
        assert!(refused.is_err(), "it was acknowledged");
        drop(engine);

        let engine = World::on(image.clone(), image.sound()).await;
        let deleted = !journal(&engine).await.contains(MARKER);
        assert_eq!(deleted, fault == Fault::FailAfter);
        assert_eq!(key_of(&engine).1 != before, deleted);
        ok(engine.engine.hear(said(ANNA, "on", "on")).await);
    }
}
