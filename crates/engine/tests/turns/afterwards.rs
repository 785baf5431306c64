//! A message that is taken back or changed is found by the name of its event.

use afterword_core::{Command, Private};
use afterword_engine::{Inbound, What};

use crate::world::{ANNA, TERMINAL, World, command, inbound, ok, said};

const MARKER: &str = "the xyzzy job";

fn removed(of: &str) -> Inbound {
    inbound(ANNA, Some(&format!("{of}, removed")), What::Removed { of: of.into() })
}

fn edited(of: &str, text: &str) -> Inbound {
    inbound(ANNA, Some(&format!("{of}, {text}")), What::Edited { of: of.into(), text: Private::new(text) })
}

async fn journal(world: &World) -> String {
    let entries = ok(world.engine.export(TERMINAL, ANNA).await).unwrap();
    entries.iter().map(|entry| serde_json::to_string(entry).unwrap() + "\n").collect()
}

/// Anna, who is asked for the name of a job.
async fn being_asked() -> World {
    let world = World::with_anna().await;
    world.settles_in().await;
    world.hears(command(ANNA, "interview", Command::Interview)).await;
    world
}

#[tokio::test]
async fn what_was_removed_is_in_no_journal_any_more_also_after_a_restart() {
    let world = being_asked().await;
    world.hears(said(ANNA, "named", MARKER)).await;
    world.engine.settled().await;
    assert!(journal(&world).await.contains(MARKER));
    let world = world.restarted().await;
    let receipt = world.hears(removed("named")).await;
    assert_eq!(receipt.messages(), 1);
    world.engine.settled().await;
    assert!(!journal(&world).await.contains(MARKER));
    assert!(world.hears(removed("named")).await.duplicate);
    world.says("another name").await;
    assert!(journal(&world.restarted().await).await.contains("another name"));
}

#[tokio::test]
async fn an_edit_of_the_last_answer_takes_its_place() {
    let world = being_asked().await;
    world.hears(said(ANNA, "named", MARKER)).await;
    world.hears(edited("named", "the other job")).await;
    world.engine.settled().await;
    assert!(journal(&world).await.contains("the other job"));
    let (one, other) = (world.engine.clone(), edited("no such event", "whatever"));
    assert_eq!(ok(one.hear(other).await).messages(), 1, "she is told how to correct");
    assert!(!journal(&world).await.contains("whatever"));
}

#[tokio::test]
async fn strangers_change_nothing() {
    let world = World::new().await;
    world.says("hello").await;
    assert_eq!(world.hears(removed("hello")).await.messages(), 0);
    world.says("yes").await;
    assert!(world.agreed(ANNA).await);
}
