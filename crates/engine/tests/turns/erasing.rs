//! Erasing and exporting within the conversation.

use afterword_core::Command;
use afterword_engine::Outcome;

use crate::world::{ANNA, TERMINAL, World, command, ok, said};

/// Anna at the second question.
async fn almost_gone() -> World {
    let world = World::with_anna().await;
    world.settles_in().await;
    world.notes_interview("the xyzzy job", "2026-03-12T15:00").await;
    world.hears(command(ANNA, "asks", Command::Erase)).await;
    world.says("erase").await;
    world.engine.settled().await;
    world
}

#[tokio::test]
async fn the_second_yes_leaves_nothing_and_is_answered() {
    let world = almost_gone().await;
    let account = world.account(ANNA);
    let actor = world.disk.rows().accounts[&account];
    let receipt = world.hears(said(ANNA, "gone", "erase-all")).await;
    assert_eq!(receipt.messages(), 1);
    world.engine.settled().await;
    let farewell = world.post.tries().pop().unwrap().message;
    assert_eq!(farewell.say.blocks[0].word, "erase-done");
    assert!(farewell.say.ask.is_none());
    {
        // Let go before anything is awaited: the store of these tests waits for it.
        let rows = world.disk.rows();
        assert!(!rows.accounts.contains_key(&account));
        assert!(!rows.keys.contains_key(&actor));
        assert!(rows.entries.is_empty() && rows.outbox.is_empty() && rows.wakes.is_empty());
    }
    assert!(ok(world.engine.export(TERMINAL, ANNA).await).is_none());
}

#[tokio::test]
async fn hearing_the_yes_again_brings_nobody_back() {
    let world = almost_gone().await;
    world.hears(said(ANNA, "gone", "erase-all")).await;
    world.engine.settled().await;
    let world = world.restarted().await;
    let again = world.hears(said(ANNA, "gone", "erase-all")).await;
    assert!(again.duplicate);
    assert_eq!(again.messages(), 0);
    assert!(ok(world.engine.person(TERMINAL, ANNA).await).is_none());
}

#[tokio::test]
async fn a_farewell_that_does_not_arrive_is_kept_nowhere() {
    let world = almost_gone().await;
    world.post.always(Outcome::Never { why: "a test" });
    world.hears(said(ANNA, "gone", "erase-all")).await;
    world.engine.settled().await;
    assert!(world.disk.rows().outbox.is_empty());
}

#[tokio::test]
async fn a_no_to_the_second_question_keeps_everything() {
    let world = almost_gone().await;
    let facts = world.facts(ANNA).await.unwrap();
    world.says("keep-all").await;
    assert!(world.facts(ANNA).await.unwrap() > facts);
    assert!(world.agreed(ANNA).await);
}

#[tokio::test]
async fn whoever_comes_back_is_a_stranger() {
    let world = almost_gone().await;
    world.hears(said(ANNA, "gone", "erase-all")).await;
    world.says("hello again").await;
    world.engine.settled().await;
    assert_eq!(world.post.tries().pop().unwrap().message.say.blocks[0].word, "first-intro");
}

#[tokio::test]
async fn whoever_brought_it_is_told_to_hand_over_a_copy_and_only_then() {
    let world = World::with_anna().await;
    world.settles_in().await;
    assert!(!world.hears(command(ANNA, "list", Command::List)).await.exports);
    assert!(world.hears(command(ANNA, "export", Command::Export)).await.exports);
    assert!(!world.hears(command(ANNA, "export", Command::Export)).await.exports, "heard before");
    world.hears(command(ANNA, "asks", Command::Erase)).await;
    assert!(world.says("copy-first").await.exports);
}
